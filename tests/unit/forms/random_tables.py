"""Draws forms as their authors could have written them: tables and translations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from hypothesis import strategies as st

from profiler.forms.source import CHOICE_TEXTS, MEDIA_COLUMNS, TRANSLATED, FormSource, texts
from profiler.forms.source_tables import SourceRow

LANGUAGES = ("ar", "en", "fa_AF", "uk")
Messages: TypeAlias = dict[tuple[str, str], str]
Cells: TypeAlias = dict[str, str]

TEXTS = st.one_of(
    st.sampled_from(
        [
            "=1+1",
            "#REF!",
            "007",
            "1.0",
            "TRUE",
            "-",
            "'",
            '"',
            "a;b,c",
            "zwei\nZeilen",
            "_x0041_",
            "@x",
            "„so“",
        ]
    ),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="{}$<>"),
        min_size=1,
        max_size=20,
    ).filter(lambda text: text == text.strip() and text != ""),
)
NAMES = st.from_regex(r"[a-z][a-zA-Z0-9_]{0,8}", fullmatch=True)
FILES = st.from_regex(r"[a-z]{1,6}\.(png|mp3)", fullmatch=True)
CODES = st.one_of(NAMES, st.from_regex(r"[0-9]{1,3}", fullmatch=True), st.just("=a"), st.just("TRUE"))
SURVEY_COLUMNS = (
    ("type", "name", *TRANSLATED, *MEDIA_COLUMNS, "label_plain", "required", "relevant", "constraint")
    + ("calculation", "choice_filter", "repeat_count", "read_only", "appearance", "default", "parameters")
    + ("trigger", "category", "sheets", "tier", "purpose", "retention")
)
OWN: Cells = {"category": "intern", "tier": "short", "purpose": "p", "retention": "r"}


@dataclass(frozen=True)
class DrawnForm:
    """A form and its translations."""

    source: FormSource
    catalogues: dict[str, Messages]


@st.composite
def drawn_forms(draw: st.DrawFn) -> DrawnForm:
    """Forms without a mistake, with every column, in up to four further languages."""
    lists = draw(st.dictionaries(NAMES, st.lists(CODES, min_size=1, max_size=4, unique=True), max_size=3))
    rows = draw(_rows(list(lists)))
    source = FormSource(
        "drawn",
        _numbered(rows),
        _numbered([draw(_choice(name, code)) for name, codes in lists.items() for code in codes]),
        SourceRow(2, draw(_settings())),
        tuple(draw(st.permutations(SURVEY_COLUMNS))),
        ("list_name", "name", *CHOICE_TEXTS, "Region") if lists else (),
    )
    languages = draw(st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=3))
    return DrawnForm(source, {language: draw(_translations(source)) for language in languages})


def _numbered(rows: list[Cells]) -> tuple[SourceRow, ...]:
    return tuple(SourceRow(line, cells) for line, cells in enumerate(rows, start=2))


@st.composite
def _settings(draw: st.DrawFn) -> Cells:
    told = {"form_id": "drawn", "default_language": "Deutsch (de)", "version": "20261121"}
    return {**told, "form_title": draw(TEXTS)} if draw(st.booleans()) else told


@st.composite
def _choice(draw: st.DrawFn, list_name: str, code: str) -> Cells:
    cells = {"list_name": list_name, "name": code, "label": draw(TEXTS)}
    for column, strategy in (("Region", TEXTS), *((media, FILES) for media in MEDIA_COLUMNS)):
        if draw(st.integers(0, 5)) == 0:
            cells[column] = draw(strategy)
    return cells


@st.composite
def _rows(draw: st.DrawFn, lists: list[str]) -> list[Cells]:
    names = draw(st.lists(NAMES, min_size=1, max_size=8, unique_by=str.lower))
    rows: list[Cells] = []
    opened: list[Cells] = []
    asked: list[str] = []
    for name in names:
        if len(opened) < 3 and draw(st.integers(0, 3)) == 0:
            begin = {"type": f"begin_{draw(st.sampled_from(['group', 'repeat']))}", "name": name}
            begin["label"] = draw(TEXTS)
            if begin["type"] == "begin_repeat" and draw(st.booleans()):
                begin["repeat_count"] = "3"
            opened.append(begin)
            rows.append(begin)
            continue
        rows.append(draw(_question(name, lists, asked if not opened else [])))
        asked.append(name)
        closed = draw(st.integers(0, len(opened)))
        for _ in range(closed):
            named = draw(st.sampled_from(["with its name", ""]))
            rows.append(_end(opened.pop(), bool(named)))
    if rows[-1]["type"].startswith("begin"):
        # A repeat that asks nothing is a mistake.
        rows.append({"type": "text", "name": "Only", "label": "?", **OWN})
    return rows + [_end(begin, True) for begin in reversed(opened)]


def _end(begin: Cells, named: bool) -> Cells:
    kind = begin["type"].replace("begin", "end")
    return {"type": kind, "name": begin["name"]} if named else {"type": kind}


@st.composite
def _question(draw: st.DrawFn, name: str, lists: list[str], asked: list[str]) -> Cells:
    kinds = ["text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "range", "image"]
    kind = draw(
        st.sampled_from(
            [*kinds, "acknowledge", *(["select_one", "select_multiple", "rank"] if lists else [])]
        )
    )
    cells: Cells = {"name": name, **OWN}
    cells["type"] = (
        f"{kind} {draw(st.sampled_from(lists))}"
        if kind in ("select_one", "select_multiple", "rank")
        else kind
    )
    if kind == "calculate":
        cells["calculation"] = draw(st.sampled_from(["1 + 1", "concat('a', \"b\")", "today()"]))
    else:
        cells["label"] = draw(TEXTS)
    maybe = {
        "label_plain": TEXTS,
        "hint": TEXTS,
        "guidance_hint": TEXTS,
        "required": st.sampled_from(["yes", "true()", "no"]),
        "required_message": TEXTS,
        "read_only": st.just("yes"),
        "constraint": st.sampled_from([". != ''", "string-length(.) < 20"]),
        "constraint_message": TEXTS,
        "appearance": st.sampled_from(["multiline", "table w1"]),
        "default": st.sampled_from(["7", "today()", "=x"]),
        "sheets": st.just("jobcenter kurs"),
        **dict.fromkeys(MEDIA_COLUMNS, FILES),
    }
    for column, strategy in maybe.items():
        if draw(st.integers(0, 4)) == 0:
            cells[column] = draw(strategy)
    if kind == "range":
        cells["parameters"] = "start=0 end=10 step=1"
    if draw(st.integers(0, 1)) and asked:
        other = draw(st.sampled_from(asked))
        cells["relevant"] = f"${{{other}}} != ''"
    return cells


@st.composite
def _translations(draw: st.DrawFn, source: FormSource) -> Messages:
    found: Messages = {}
    for text in texts(source):
        if draw(st.integers(0, 2)):
            found[text.context, text.text] = draw(FILES if "media::" in text.context else TEXTS)
    return found


def used(form: DrawnForm) -> dict[str, Messages]:
    """The translations of texts the form still has."""
    keys = {(text.context, text.text) for text in texts(form.source)}
    return {
        language: {key: text for key, text in messages.items() if key in keys}
        for language, messages in form.catalogues.items()
    }
