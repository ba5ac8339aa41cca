"""Collects every German text a newcomer reads, writes it into the PO files, and checks them.

    python packaging/translations.py update    add new texts, set aside what is gone
    python packaging/translations.py check     missing, stale, broken placeholders (exit code 1)

A translation whose German sentence changed is kept as fuzzy and not used until somebody has looked at it.
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
from profiler.languages.po_files import Key, new_po, read_po_file, write_po_file
from profiler.languages.po_updates import update_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "uk", "ar", "ti")

_PLACEHOLDER = re.compile(r"\{[a-z_]*\}")

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


def _known(path: Path) -> Mapping[Key, str]:
    return read_po_file(path).messages if path.exists() else {}


def update() -> int:
    """Bring every PO file in line with the present texts; see `profiler.languages.po_updates`."""
    for path, texts in _catalogues().items():
        before = read_po_file(path) if path.exists() else new_po(path.stem)
        write_po_file(path, update_po(before, [text.key for text in texts]))
    return 0


def findings() -> Iterator[str]:
    """One German line per finding."""
    for path, texts in _catalogues().items():
        shown = path.relative_to(ROOT)
        known = _known(path)
        wanted = {text.key: text for text in texts}
        for key, text in wanted.items():
            translated = known.get(key)
            if not translated:
                yield f"{shown}: Übersetzung fehlt: {text.context}: „{text.german}“ ({text.where})"
                continue
            if sorted(_PLACEHOLDER.findall(translated)) != sorted(_PLACEHOLDER.findall(text.german)):
                yield f"{shown}: Platzhalter stimmen nicht: {text.context}: „{translated}“"
            if translated != translated.strip() or "\u202a" <= translated[0] <= "\u202e":
                yield f"{shown}: Leerzeichen oder Steuerzeichen am Rand: {text.context}"
        for context, german in known.keys() - wanted.keys():
            yield f"{shown}: wird nicht mehr gebraucht: {context}: „{german}“"


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
