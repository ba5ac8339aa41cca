"""Which forms there are - shipped, changed by the county, the county's own - and their translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from profiler.casework.content import ContentFolders
from profiler.errors import WorldError
from profiler.forms.county import COUNTY, has_override, read_merged
from profiler.forms.fragments import FRAGMENTS, Inclusion, of_fragment
from profiler.forms.lint_translations import Translation, Translations
from profiler.forms.source import SURVEY
from profiler.languages.catalogues import Catalogue, Messages, read_folder
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

    A fragment of forms, `fragments/<name>`, has catalogues like a form and is none: nobody builds or asks it.
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

    @property
    def is_fragment(self) -> bool:
        """Whether it is a fragment of forms."""
        return of_fragment(self.name)


def every_form(folders: ContentFolders) -> tuple[FormFolder, ...]:
    """All forms by name."""
    shipped = {table.parent.name: table.parent for table in folders.forms.glob(f"*/{SURVEY}")}
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


def every_fragment(folders: ContentFolders) -> tuple[FormFolder, ...]:
    """All fragments, those of the county last."""
    layers = [folders.forms, *([] if folders.county is None else [folders.county])]
    tables = [table for layer in layers for table in sorted(layer.glob(f"{FRAGMENTS}*/{SURVEY}"))]
    return tuple(form_folder(table.parent, folders.cache or folders.built) for table in tables)


def named_fragments(name: str, folders: ContentFolders) -> tuple[FormFolder, ...]:
    """The fragments called `fragments/<name>`, or the one in the folder of this path."""
    path = Path(name).resolve()
    return tuple(
        each for each in every_fragment(folders) if name == each.name or path == each.tables.resolve()
    )


def named_form(name: str, folders: ContentFolders) -> FormFolder | None:
    """The form of this id, or in the folder of this path; None if there is neither."""
    path = Path(name).resolve()
    for form in every_form(folders):
        if name == form.name or path in [layer.resolve() for layer in form.layers]:
            return form
    found = form_folder(path, folders.cache or folders.built)
    return found if (path / SURVEY).is_file() and not found.is_fragment else None


def form_folder(folder: Path, built: Path) -> FormFolder:
    """A form of its own, or a fragment, in any folder."""
    beside = FRAGMENTS if f"{folder.parent.name}/" == FRAGMENTS else ""
    return FormFolder(beside + folder.name, folder, None, built)


def inclusions(form: FormFolder) -> tuple[Inclusion, ...]:
    """The fragments in a form; none if its tables cannot be read, which whoever reads them next is told."""
    try:
        return read_merged(form.tables, form.county).inclusions
    except WorldError:
        return ()


def included_fragment(form: FormFolder, inclusion: Inclusion) -> FormFolder:
    """The folder of a fragment that stands in a form; its own if a county changes the form and brought it."""
    own = form.county is not None and inclusion.place.startswith(COUNTY)
    folder = form.layers[-1 if own else 0].parent / inclusion.place.removeprefix(COUNTY)
    return replace(form_folder(folder, form.built), own=own)


@dataclass(frozen=True)
class _Catalogues:
    """One folder of catalogues that have a say in a form.

    Attributes:
        folder: where they lie.
        shown: the folder for messages.
        inclusion: where a fragment stands whose catalogues they are, None if they are the form's own.
    """

    folder: Path
    shown: str
    inclusion: Inclusion | None = None

    def key(self, key: Key) -> Key:
        """Where in the form a text of theirs is found."""
        if self.inclusion is None:
            return key
        return self.inclusion.context(key[0]), self.inclusion.said(key[1])

    def text(self, text: str) -> str:
        """A translation of theirs as it reads in the form."""
        return text if self.inclusion is None else self.inclusion.said(text)

    def in_form(self, messages: Messages) -> dict[Key, str]:
        """Their translations by their places in the form."""
        return {self.key(key): self.text(text) for key, text in messages.items()}


def _catalogues(form: FormFolder) -> Iterator[_Catalogues]:
    """Catalogues of a form, each before what stands above it: a fragment's, the form's own, the county's."""
    included = () if form.is_fragment else inclusions(form)
    for layer in form.layers:
        mark = COUNTY if layer == form.county else ""
        for each in included:
            if each.place.startswith(COUNTY) == bool(mark):
                yield _Catalogues(included_fragment(form, each).tables / "po", f"{each.place}po/", each)
        yield _Catalogues(layer / "po", f"{mark}po/")


def form_messages(form: FormFolder) -> Mapping[str, Messages]:
    """A form's translations by language; its own before those of its fragments, the county's before all."""
    messages: dict[str, dict[Key, str]] = {}
    known: dict[Path, Mapping[str, Catalogue]] = {}
    for catalogues in _catalogues(form):
        if catalogues.folder not in known:
            known[catalogues.folder] = read_folder(catalogues.folder)
        for code, catalogue in known[catalogues.folder].items():
            messages.setdefault(code, {}).update(catalogues.in_form(catalogue.messages))
    return messages


def fragment_messages(form: FormFolder, language: str) -> Messages:
    """What the fragments in a form say in a language, at their places in the form."""
    messages: dict[Key, str] = {}
    for catalogues in _catalogues(form):
        file = catalogues.folder / f"{language}.po"
        if catalogues.inclusion is not None and file.is_file():
            messages |= catalogues.in_form(read_po_file(file).messages)
    return messages


def form_translations(form: FormFolder) -> Translations:
    """A form's translations as they stand in the catalogues, for the check: with lines, stale ones included.

    Raises:
        WorldError: RESOURCE_INVALID if a catalogue cannot be read.
    """
    found: dict[str, dict[Key, Translation]] = {}
    for catalogues in _catalogues(form):
        for path in sorted(catalogues.folder.glob("*.po")):
            known = found.setdefault(path.stem, {})
            file = catalogues.shown + path.name
            lines: dict[Key, int] = {}
            for entry in read_po_file(path).entries:
                if entry.obsolete:
                    continue
                first = lines.setdefault(entry.key, entry.line)
                twice = first if first != entry.line else 0
                key, text = catalogues.key(entry.key), catalogues.text(entry.text)
                before = known.get(key)
                if text or twice or before is None or not before.text:
                    known[key] = Translation(text, entry.line, entry.fuzzy, file, twice)
    return found
