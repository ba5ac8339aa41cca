"""Collects every German text a newcomer reads, writes it into the PO files, and checks them.

    python packaging/translations.py update    add new texts, set aside what is gone
    python packaging/translations.py check     missing, stale, looking wrong (exit code 1)

A translation whose German sentence changed is kept as fuzzy and not used until somebody has looked at it.
What translators must know: docs/translating.md.
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from profiler.casework.form_folders import form_folder
from profiler.casework.translate_forms import asked_texts, wanted_texts
from profiler.forms.fragments import FRAGMENTS
from profiler.languages import tags
from profiler.languages.catalogues import TranslationState
from profiler.languages.po_files import STATE_HEADER, Key, new_po, read_po_file, write_po_file
from profiler.languages.po_updates import update_po
from profiler.languages.translation_faults import Fault, FaultCode, translation_faults

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = tuple(each.code for each in tags.LANGUAGES if each.code != tags.GERMAN)

TERMS = 40
"""A glossary with fewer terms leaves too much to chance."""

_QUOTED = re.compile("„([^“]+)“")
_SAME = Path("packaging", "same_as_german.csv")
_GLOSSARIES = Path("resources", "glossaries")

# Columns of the tables whose texts newcomers read: file -> (context prefix, key column, text columns).
_RESOURCES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "routing/rules.csv": ("rule", "id", ("reason", "reason_public", "sentence")),
    "routing/bring.csv": ("bring", "code", ("label", "short_label")),
    "directory/kinds.csv": ("kind", "kind", ("label",)),
    "release/categories.csv": ("category", "code", ("sentence", "label")),
    "release/recipients.csv": ("recipient", "kind", ("label", "sentence")),
    "release/purposes.csv": ("purpose", "code", ("label",)),
    "release/texts.csv": ("text", "key", ("text",)),
    "release/extra_consents.csv": ("consent", "kind", ("title", "text", "withdraw_text")),
    "sheets/sheets.csv": ("sheet", "sheet", ("title",)),
}


@dataclass(frozen=True)
class Text:
    """One German text with its context; `where` helps the translator find it."""

    context: str
    german: str
    where: str

    @property
    def key(self) -> Key:
        """What a catalogue finds it by."""
        return self.context, self.german


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            yield number, {key: (value or "").strip() for key, value in row.items() if key}


def form_texts(folder: Path, catalogue: Path) -> list[Text]:
    """Texts of one form's or fragment's tables that a catalogue needs, and those it says in its own way."""
    form = form_folder(folder, folder)
    wanted = tuple(text for text in wanted_texts(form) if text.needed)
    places = {(text.context, text.text): f"{text.file}:{text.line}" for text in wanted}
    known = read_po_file(catalogue) if catalogue.exists() else new_po(catalogue.stem)
    return [
        Text(*key, places.get(key, catalogue.name))
        for key in asked_texts(known, wanted, form, catalogue.stem)
    ]


def program_texts() -> list[Text]:
    """Texts of the resource tables and of the code."""
    texts: list[Text] = []
    for name, (prefix, key, columns) in _RESOURCES.items():
        path = ROOT / "resources" / name
        if not path.exists():
            continue
        for number, row in _rows(path):
            for column in columns:
                if row.get(column):
                    texts.append(Text(f"{prefix}:{row[key]}:{column}", row[column], f"{name}:{number}"))
    for path in sorted((ROOT / "src" / "profiler").rglob("*.py")):
        texts.extend(_code_texts(path))
    return texts


def _code_texts(path: Path) -> Iterator[Text]:
    """Calls whose last positional arguments are a context and a German text, both literal.

    `say(language, "walk", "Weiter")` and house shorthands like `pair("walk", "Weiter")` are recognised by a
    literal context out of `CONTEXTS` directly followed by a literal text.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        for one, two in zip(node.args, node.args[1:], strict=False):
            if (
                isinstance(one, ast.Constant)
                and one.value in CONTEXTS
                and isinstance(two, ast.Constant)
                and isinstance(two.value, str)
                and two.value
            ):
                yield Text(str(one.value), two.value, f"{path.relative_to(ROOT)}:{node.lineno}")


CONTEXTS = frozenset({"walk", "release", "route", "document", "start", "client"})


def _catalogues() -> dict[Path, list[Text]]:
    sources: dict[Path, list[Text]] = {}
    program = program_texts()
    forms = _form_folders()
    for language in LANGUAGES:
        sources[ROOT / "resources" / "catalogues" / f"{language}.po"] = program
        for folder in forms:
            catalogue = folder / "po" / f"{language}.po"
            sources[catalogue] = form_texts(folder, catalogue)
    return sources


def _form_folders() -> list[Path]:
    forms = ROOT / "forms"
    tables = (*forms.glob("*/survey.csv"), *forms.glob(f"{FRAGMENTS}*/survey.csv"))
    return sorted(path.parent for path in tables)


def update() -> int:
    """Bring every PO file in line with the present texts; see `profiler.languages.po_updates`."""
    for path, texts in _catalogues().items():
        before = read_po_file(path) if path.exists() else new_po(path.stem)
        write_po_file(path, update_po(before, [text.key for text in texts]))
    return 0


@dataclass(frozen=True)
class Same:
    """A translation that may read like the German.

    Attributes:
        languages: codes of the languages this is said for; empty: all.
        context: where, "*" for everywhere.
        line: of the table.
    """

    languages: frozenset[str]
    context: str
    german: str
    line: int

    def allows(self, language: str, text: Text) -> bool:
        """Whether this is the text it was written for."""
        return (
            self.german == text.german
            and self.context in ("*", text.context)
            and (not self.languages or language in self.languages)
        )


def allowed_sames() -> tuple[Same, ...]:
    """The table of names, codes and words that are the same in both languages."""
    return tuple(
        Same(frozenset(row["languages"].split()), row["context"], row["german"], line)
        for line, row in _rows(ROOT / _SAME)
    )


_WORDING = {
    FaultCode.SAME_AS_GERMAN: f"gleicht dem deutschen Text (wo das richtig ist: {_SAME.as_posix()})",
    FaultCode.PLACEHOLDERS: "Platzhalter stimmen nicht",
    FaultCode.NUMBERS: "Zahlen oder Paragraphen stimmen nicht",
    FaultCode.DIRECTION_CONTROLS: "Steuerzeichen für die Richtung; die setzt das Programm",
    FaultCode.OTHER_DIGITS: "andere Ziffern als 0 bis 9",
    FaultCode.LATIN_WORDS: "lateinisch geschrieben, weder in Klammern noch im deutschen Text",
    FaultCode.FOREIGN_LETTERS: "Buchstaben, die es in der Sprache nicht gibt",
    FaultCode.MIXED_WORDS: "Wörter aus zwei Schriften",
    FaultCode.LATIN_MARKS: "lateinische Satzzeichen",
    FaultCode.BRACKETS: "Klammern gehen nicht auf",
    FaultCode.BLANKS: "Leerzeichen doppelt oder am Rand",
    FaultCode.ENDING: "endet anders als der deutsche Text",
}


def findings() -> Iterator[str]:
    """One German line per finding."""
    sames = allowed_sames()
    used: set[Same] = set()
    for path, texts in _catalogues().items():
        shown = path.relative_to(ROOT).as_posix()
        po = read_po_file(path) if path.exists() else new_po(path.stem)
        yield from _header_findings(shown, path.stem, po.header("Language"), po.header(STATE_HEADER))
        wanted = {text.key: text for text in texts}
        for key, text in wanted.items():
            translated = po.messages.get(key)
            if not translated:
                yield f"{shown}: Übersetzung fehlt: {text.context}: „{text.german}“ ({text.where})"
                continue
            for fault in translation_faults(path.stem, text.german, translated):
                allowing = [same for same in sames if same.allows(path.stem, text)]
                if fault.code is FaultCode.SAME_AS_GERMAN and allowing:
                    used.update(allowing)
                    continue
                yield f"{shown}: {_worded(fault)}: {text.context}: „{translated}“"
            for word in _words_called_otherwise(text.german, translated, po.messages):
                yield f"{shown}: „{word}“ heißt anders als dort, wo es steht: {text.context}: „{translated}“"
        for context, german in sorted(po.messages.keys() - wanted.keys()):
            yield f"{shown}: wird nicht mehr gebraucht: {context}: „{german}“"
    for same in sames:
        if same not in used and (not same.languages or same.languages & {*LANGUAGES}):
            yield f"{_SAME.as_posix()}:{same.line}: wird nicht mehr gebraucht: „{same.german}“"
    for language in LANGUAGES:
        yield from glossary_findings(language)


def _words_called_otherwise(german: str, translated: str, messages: Mapping[Key, str]) -> Iterator[str]:
    """What a sentence quotes, „Keine Angabe“, has to read as on the button itself."""
    said = translated.casefold()
    for quoted in _QUOTED.findall(german):
        labels = [text for (_, of_label), text in messages.items() if of_label == quoted]
        if labels and not any(label.casefold() in said for label in labels):
            yield quoted


def _worded(fault: Fault) -> str:
    return f"{_WORDING[fault.code]}: {fault.found}" if fault.found else _WORDING[fault.code]


def _header_findings(shown: str, language: str, told: str, state: str) -> Iterator[str]:
    if told != language:
        yield f"{shown}: nennt sich „{told}“"
    if state not in set(TranslationState):
        yield f"{shown}: {STATE_HEADER} „{state}“ gibt es nicht ({', '.join(TranslationState)})"


def glossary_findings(language: str) -> Iterator[str]:
    """What is wrong with a language's list of terms."""
    path = ROOT / _GLOSSARIES / f"{language}.csv"
    shown = path.relative_to(ROOT).as_posix()
    if not path.exists():
        yield f"{shown}: fehlt"
        return
    lines: dict[str, int] = {}
    for line, row in _rows(path):
        german, term = row.get("german", ""), row.get("term", "")
        if not german or not term:
            yield f"{shown}:{line}: german oder term ist leer"
        elif german in lines:
            yield f"{shown}:{line}: „{german}“ steht schon in Zeile {lines[german]}"
        lines.setdefault(german, line)
    if len(lines) < TERMS:
        yield f"{shown}: {len(lines)} Begriffe, es müssen mindestens {TERMS} sein"


def check() -> int:
    """Print the findings; 1 if there are any."""
    count = 0
    for line in findings():
        count += 1
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"Übersetzungen: {count} Befunde\n")
    return 1 if count else 0


def main() -> int:
    """Run the command named on the command line."""
    commands = {"update": update, "check": check}
    command = commands.get(sys.argv[1]) if len(sys.argv) == 2 else None
    if command is None:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    return command()


if __name__ == "__main__":
    raise SystemExit(main())
