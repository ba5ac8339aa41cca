"""Catalogue files keep everything somebody wrote into them, and old translations wait instead of lying."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.errors import ErrorCode, WorldError
from profiler.languages.po_files import (
    PoEntry,
    PoFile,
    format_po,
    new_po,
    parse_po,
    read_po_file,
    write_po_file,
)
from profiler.languages.po_updates import retext_po, statistics, update_po

HERE = Path("uk.po")

FROM_AN_EDITOR = r"""# Ukrainisch, erste Fassung
#
msgid ""
msgstr ""
"Language: uk\n"
"X-Generator: Poedit 3.5\n"

# Bitte höflich
#. Anrede
#: survey.csv:3
#, fuzzy, python-brace-format
#| msgctxt "survey:name:label"
#| msgid "Dein "
#| "Name?"
msgctxt "survey:given:label"
msgid ""
"Ihr "
"Name?"
msgstr "Ваше \"ім'я\"?\n\\"

msgid "Weiter"
msgstr "Далі"

#~| msgid "Fort"
#~ msgctxt "walk"
#~ msgid "Weg"
#~ msgstr "Геть"
"""

NAME = PoEntry(
    "survey:given:label",
    "Ihr Name?",
    'Ваше "ім\'я"?\n\\',
    frozenset({"fuzzy", "python-brace-format"}),
    ("# Bitte höflich", "#. Anrede", "#: survey.csv:3"),
    ("survey:name:label", "Dein Name?"),
)
NEXT = PoEntry("", "Weiter", "Далі")
AWAY = PoEntry("walk", "Weg", "Геть", previous=("walk", "Fort"), obsolete=True)


def catalogue(*entries: PoEntry) -> PoFile:
    return replace(new_po("uk"), entries=entries)


def test_everything_an_editor_writes_is_read() -> None:
    po = parse_po(FROM_AN_EDITOR, HERE)
    assert po.headers == (("Language", "uk"), ("X-Generator", "Poedit 3.5"))
    assert po.comments == ("# Ukrainisch, erste Fassung", "#")
    assert po.entries == (NAME, NEXT, AWAY)
    assert [entry.line for entry in po.entries] == [15, 21, 25]
    assert po.header("x-generator") == "Poedit 3.5"
    assert po.header("X-Profiler-State") == ""
    assert po.messages == {("", "Weiter"): "Далі"}


def test_what_was_read_is_written_in_three_lines_an_entry() -> None:
    written = format_po(parse_po(FROM_AN_EDITOR, HERE))
    assert 'msgctxt "survey:given:label"\nmsgid "Ihr Name?"\nmsgstr "Ваше \\"ім\'я\\"?\\n\\\\"\n' in written
    assert '#| msgctxt "survey:name:label"\n#| msgid "Dein Name?"\n' in written
    assert '#~| msgid "Fort"\n#~ msgctxt "walk"\n' in written
    assert format_po(parse_po(written, HERE)) == written


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
keys = st.tuples(texts, texts.filter(bool))
entries = st.builds(
    PoEntry,
    texts,
    texts.filter(bool),
    texts,
    st.sets(st.sampled_from(["fuzzy", "no-wrap"])).map(frozenset),
    st.just(()),
    st.none() | keys,
)


@given(st.lists(entries, unique_by=lambda entry: entry.key))
def test_any_text_survives_writing_and_reading(some: list[PoEntry]) -> None:
    po = catalogue(*some)
    assert parse_po(format_po(po), HERE) == po


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("unfug", 1),
        ('msgid "a"\n\nmsgid "b"', 3),
        ('msgid "a"\n', 2),
        ('msgstr "a"\n', 2),
        ('"los"\n', 1),
        ('msgid "a"\nmsgid_plural "b"\n', 2),
        ('msgid "a\nmsgstr "b"\n', 1),
        ('msgid "a"\n#| "b"\n', 2),
    ],
)
def test_what_is_no_catalogue_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(WorldError) as refused:
        parse_po(text, HERE)
    assert refused.value.details == {"file": "uk.po", "line": str(line), "reason": "not_a_catalogue"}


def test_an_empty_file_is_an_empty_catalogue() -> None:
    assert parse_po("", HERE) == PoFile(())
    assert parse_po('msgid ""\nmsgstr "no header\\nLanguage: uk"\n', HERE) == PoFile((("Language", "uk"),))


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as refused:
        read_po_file(tmp_path / "uk.po")
    assert refused.value.details["reason"] == "file_missing"
    (tmp_path / "uk.po").write_bytes(b"\xff\xfe")
    with pytest.raises(WorldError) as refused:
        read_po_file(tmp_path / "uk.po")
    assert refused.value.details["reason"] == "not_utf8"
    with pytest.raises(WorldError) as refused:
        read_po_file(tmp_path)
    assert refused.value.code is ErrorCode.NO_ACCESS


def test_a_file_is_written_only_if_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "po" / "uk.po"
    assert write_po_file(file, catalogue(NEXT))
    assert not write_po_file(file, catalogue(NEXT))
    assert write_po_file(file, catalogue(NEXT, AWAY))
    assert read_po_file(file) == catalogue(NEXT, AWAY)
    assert [each.name for each in file.parent.iterdir()] == ["uk.po"]
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorldError):
        write_po_file(tmp_path / "file" / "uk.po", catalogue())


OLD = PoEntry("survey:name:label", "Dein Name?", "Твоє ім'я?")
OLD_KEY, NEW_KEY = OLD.key, ("survey:name:label", "Ihr Name?")
STALE = replace(OLD, german="Ihr Name?", flags=frozenset({"fuzzy"}), previous=OLD_KEY)


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ((), [OLD_KEY], (replace(OLD, text=""),)),
        ((OLD,), [OLD_KEY, OLD_KEY], (OLD,)),
        # the German text changed: fuzzy, with the text it was made for
        ((OLD,), [NEW_KEY], (STALE,)),
        ((STALE,), [NEW_KEY], (STALE,)),
        ((STALE,), [("survey:name:label", "Name:")], (replace(STALE, german="Name:"),)),
        # ... and back
        ((STALE,), [OLD_KEY], (OLD,)),
        # looked at and accepted
        ((replace(STALE, flags=frozenset()),), [NEW_KEY], (replace(OLD, german="Ihr Name?"),)),
        # moved to another question
        (
            (OLD,),
            [("survey:given:label", "Dein Name?")],
            (replace(OLD, context="survey:given:label", flags=frozenset({"fuzzy"}), previous=OLD_KEY),),
        ),
        # dropped, and asked again
        ((OLD,), [], (replace(OLD, obsolete=True),)),
        ((replace(OLD, obsolete=True),), [OLD_KEY], (OLD,)),
        ((replace(OLD, obsolete=True),), [NEW_KEY], (STALE,)),
        ((replace(OLD, text=""),), [], ()),
        # an empty entry takes over what an obsolete one knows
        ((replace(OLD, german="Ihr Name?", text=""), OLD), [NEW_KEY], (STALE,)),
    ],
)
def test_updating_follows_the_german_text(
    before: tuple[PoEntry, ...], wanted: list[tuple[str, str]], after: tuple[PoEntry, ...]
) -> None:
    assert update_po(catalogue(*before), wanted).entries == after


@given(st.lists(entries, unique_by=lambda entry: entry.key), st.lists(keys))
def test_updating_twice_changes_nothing_more_and_loses_no_translation(
    some: list[PoEntry], wanted: list[tuple[str, str]]
) -> None:
    once = update_po(catalogue(*some), wanted)
    assert update_po(once, wanted).entries == once.entries
    assert {entry.text for entry in some if entry.text} <= {entry.text for entry in once.entries} | {""}
    present = [entry.key for entry in once.entries if not entry.obsolete]
    assert present == list(dict.fromkeys(wanted))


def test_a_typographic_correction_keeps_the_translation() -> None:
    wanted = [("survey:name:label", "Dein Name ?")]
    changed = retext_po(catalogue(OLD, STALE, NEXT), "Dein Name?", "Dein Name ?", wanted)
    assert [entry.german for entry in changed.entries] == ["Dein Name ?", "Ihr Name?", "Weiter"]
    assert changed.entries[1].previous == ("survey:name:label", "Dein Name ?")
    assert changed.entries[0].usable


def test_a_typographic_correction_leaves_the_same_word_elsewhere_alone() -> None:
    note, choice = PoEntry("survey:agreed:label", "Ja", "Так"), PoEntry("choices:yn/ja:label", "Ja", "Так")
    wanted = [("survey:agreed:label", "Ja!"), choice.key]
    changed = update_po(retext_po(catalogue(note, choice), "Ja", "Ja!", wanted), wanted)
    assert [(entry.key, entry.usable) for entry in changed.entries] == [(key, True) for key in wanted]


def test_the_state_of_a_catalogue_is_counted() -> None:
    po = catalogue(OLD, NEXT, AWAY, replace(NEXT, context="x", text=""))
    counted = statistics(po, [NEW_KEY, ("", "Weiter"), ("x", "Weiter"), ("y", "Neu")])
    assert (counted.texts, counted.translated, counted.stale, counted.missing) == (4, 1, 1, 2)
    assert counted.obsolete == 1
