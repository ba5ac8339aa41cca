"""The check of the catalogues names what is missing, left over or looks wrong, and what a glossary lacks."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

from profiler.languages.po_files import PoEntry, PoFile, new_po, write_po_file
from profiler.languages.tags import LANGUAGES
from profiler.languages.translation_faults import FaultCode

ROOT = Path(__file__).resolve().parents[3]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


translations = _load()
CATALOGUE = "resources/catalogues/uk.po"
BACK = ("text:back:text", "Zurück")
NAME = ("text:name:text", "Name")


class Tree:
    """A small program in a folder: two German texts, one language, its glossary."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("resources/release/texts.csv", "key,text\nback,Zurück\nname,Name\n")
        self.write("packaging/same_as_german.csv", "languages,context,german,reason\n")
        self.glossary([f"Wort{number},слово{number},\n" for number in range(40)])
        self.say((*BACK, "Назад"), (*NAME, "Ім’я"))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def glossary(self, lines: Sequence[str]) -> None:
        self.write("resources/glossaries/uk.csv", "german,term,remark\n" + "".join(lines))

    def say(self, *entries: tuple[str, str, str], language: str = "uk", state: str = "draft") -> None:
        po = PoFile(new_po(language, state).headers, tuple(PoEntry(*entry) for entry in entries))
        write_po_file(self.folder / CATALOGUE, po)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "LANGUAGES", ("uk",))
    return Tree(tmp_path)


def found() -> list[str]:
    return list(translations.findings())


def test_a_complete_catalogue_has_no_findings(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert found() == []
    assert translations.check() == 0
    assert capsys.readouterr().out == "Übersetzungen: 0 Befunde\n"


def test_what_is_missing_and_what_is_left_over_is_named(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree.say((*BACK, "Назад"), ("text:gone:text", "Weg", "Геть"))
    missing = f"{CATALOGUE}: Übersetzung fehlt: text:name:text: „Name“ (release/texts.csv:3)"
    assert found() == [missing, f"{CATALOGUE}: wird nicht mehr gebraucht: text:gone:text: „Weg“"]
    assert translations.check() == 1
    assert capsys.readouterr().out.endswith("Übersetzungen: 2 Befunde\n")


def test_what_looks_wrong_is_named_with_what_was_found(tree: Tree) -> None:
    tree.say((*BACK, "Назад ы."), (*NAME, "Ім’я"))
    assert found() == [
        f"{CATALOGUE}: Buchstaben, die es in der Sprache nicht gibt: ы: text:back:text: „Назад ы.“",
        f"{CATALOGUE}: endet anders als der deutsche Text: .: text:back:text: „Назад ы.“",
    ]


@pytest.mark.parametrize(("quoted", "count"), [("назад", 0), ("Повернутися", 1)])
def test_a_button_is_quoted_as_it_is_labelled(tree: Tree, quoted: str, count: int) -> None:
    tree.write(
        "resources/release/texts.csv", "key,text\nback,Zurück\nhow,Bitte „Zurück“ oder „Halt“ wählen.\n"
    )
    how = ("text:how:text", "Bitte „Zurück“ oder „Halt“ wählen.")
    tree.say((*BACK, "Назад"), (*how, f"Виберіть «{quoted}» або «Стоп»."))
    assert ["„Zurück“ heißt anders" in line for line in found()] == [True] * count


def test_every_fault_has_its_words() -> None:
    assert set(translations._WORDING) == set(FaultCode)


@pytest.mark.parametrize(
    "row", ["uk,*,Name,dasselbe", ",*,Name,dasselbe", "en uk,text:name:text,Name,dasselbe"]
)
def test_a_word_that_is_the_same_is_allowed_by_the_table_alone(tree: Tree, row: str) -> None:
    tree.say((*BACK, "Назад"), (*NAME, "Name"))
    (finding,) = found()
    assert finding.startswith(f"{CATALOGUE}: gleicht dem deutschen Text")
    tree.write("packaging/same_as_german.csv", f"languages,context,german,reason\n{row}\n")
    assert found() == []


@pytest.mark.parametrize("row", ["en,*,Name,dasselbe", "uk,text:back:text,Name,dasselbe"])
def test_the_table_speaks_for_its_language_and_place_alone(tree: Tree, row: str) -> None:
    tree.say((*BACK, "Назад"), (*NAME, "Name"))
    tree.write("packaging/same_as_german.csv", f"languages,context,german,reason\n{row}\n")
    assert any("gleicht dem deutschen Text" in line for line in found())


def test_a_line_of_the_table_that_allows_nothing_is_named(tree: Tree) -> None:
    tree.write("packaging/same_as_german.csv", "languages,context,german,reason\nuk,*,Name,dasselbe\n")
    assert found() == ["packaging/same_as_german.csv:2: wird nicht mehr gebraucht: „Name“"]


def test_a_catalogue_says_whose_it_is_and_how_far_it_is(tree: Tree) -> None:
    tree.say((*BACK, "Назад"), (*NAME, "Ім’я"), language="ru", state="perfect")
    assert found() == [
        f"{CATALOGUE}: nennt sich „ru“",
        f"{CATALOGUE}: X-Profiler-State „perfect“ gibt es nicht (draft, reviewed, legally_checked)",
    ]


def test_a_glossary_is_complete_and_says_everything_once(tree: Tree) -> None:
    lines = [f"Wort{number},слово{number},\n" for number in range(39)]
    tree.glossary(lines)
    assert found() == ["resources/glossaries/uk.csv: 39 Begriffe, es müssen mindestens 40 sein"]
    tree.glossary([*lines, "Wort0,інше,\n", "Leer,,\n"])
    assert found() == [
        "resources/glossaries/uk.csv:41: „Wort0“ steht schon in Zeile 2",
        "resources/glossaries/uk.csv:42: german oder term ist leer",
    ]
    (tree.folder / "resources/glossaries/uk.csv").unlink()
    assert found() == ["resources/glossaries/uk.csv: fehlt"]


def test_an_update_adds_what_is_new_and_sets_aside_what_is_gone(tree: Tree) -> None:
    tree.say((*BACK, "Назад"), ("text:gone:text", "Weg", "Геть"))
    assert translations.update() == 0
    written = (tree.folder / CATALOGUE).read_text(encoding="utf-8")
    assert 'msgctxt "text:name:text"\nmsgid "Name"\nmsgstr ""' in written
    assert '#~ msgid "Weg"' in written


def test_it_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["translations.py", "tanzen"])
    assert translations.main() == 2
    assert "translations.py check" in capsys.readouterr().err


def test_the_shipped_catalogues_are_of_languages_the_program_speaks() -> None:
    assert set(translations.LANGUAGES) <= {each.code for each in LANGUAGES}
