"""Which forms there are - shipped, changed by the county, the county's own - and their translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from profiler.casework.content import ContentFolders
from profiler.forms.county import COUNTY, has_override
from profiler.forms.lint_translations import Translation, Translations
from profiler.languages.catalogues import Messages, read_folder
from profiler.languages.po_files import Key, read_po_file


@dataclass(frozen=True)
class FormFolder:
    """Where the sources of one form lie.

    Attributes:
        name: the form's id.
        tables: folder of the tables: the shipped ones, or the county's if the form is its own.
        county: folder of the county's changes to a shipped form, None if it has none.
        built: where its XForm is kept.
        own: whether it is a form of the county alone.
    """

    name: str
    tables: Path
    county: Path | None
    built: Path
    own: bool = False

    @property
    def layers(self) -> tuple[Path, ...]:
        """Its folders, what is shipped first."""
        return (self.tables,) if self.county is None else (self.tables, self.county)


def every_form(folders: ContentFolders) -> tuple[FormFolder, ...]:
    """All forms by name."""
    shipped = {table.parent.name: table.parent for table in folders.forms.glob("*/survey.csv")}
    of_county = dict(_county_folders(folders))
    return tuple(
        _one(name, shipped.get(name), of_county.get(name), folders) for name in sorted({*shipped, *of_county})
    )


def _county_folders(folders: ContentFolders) -> Iterator[tuple[str, Path]]:
    if folders.county is not None and folders.county.is_dir():
        for folder in sorted(folders.county.iterdir()):
            if folder.is_dir() and has_override(folder):
                yield folder.name, folder


def _one(name: str, shipped: Path | None, county: Path | None, folders: ContentFolders) -> FormFolder:
    kept = folders.cache or folders.built
    if shipped is None:
        # One of the two holds it, or its name would not be known.
        return FormFolder(name, county or Path(name), None, kept, own=True)
    return FormFolder(name, shipped, county, folders.built if county is None else kept)


def named_form(name: str, folders: ContentFolders) -> FormFolder | None:
    """The form of this id, or in the folder of this path; None if there is neither."""
    path = Path(name).resolve()
    for form in every_form(folders):
        if name == form.name or path in [layer.resolve() for layer in form.layers]:
            return form
    return form_folder(path, folders.cache or folders.built) if (path / "survey.csv").is_file() else None


def form_folder(folder: Path, built: Path) -> FormFolder:
    """A form of its own in any folder."""
    return FormFolder(folder.name, folder, None, built)


def form_messages(form: FormFolder) -> Mapping[str, Messages]:
    """A form's translations by language; the county's stand before the shipped ones."""
    messages: dict[str, dict[tuple[str, str], str]] = {}
    for layer in form.layers:
        for code, catalogue in read_folder(layer / "po").items():
            messages.setdefault(code, {}).update(catalogue.messages)
    return messages


def form_translations(form: FormFolder) -> Translations:
    """A form's translations as they stand in the catalogues, for the check: with lines, stale ones included.

    Raises:
        WorldError: RESOURCE_INVALID if a catalogue cannot be read.
    """
    found: dict[str, dict[tuple[str, str], Translation]] = {}
    for layer in form.layers:
        prefix = COUNTY if layer == form.county else ""
        for path in sorted((layer / "po").glob("*.po")):
            known = found.setdefault(path.stem, {})
            file = f"{prefix}po/{path.name}"
            lines: dict[Key, int] = {}
            for entry in read_po_file(path).entries:
                if entry.obsolete:
                    continue
                first = lines.setdefault(entry.key, entry.line)
                twice = first if first != entry.line else 0
                before = known.get(entry.key)
                if entry.text or twice or before is None or not before.text:
                    known[entry.key] = Translation(entry.text, entry.line, entry.fuzzy, file, twice)
    return found
