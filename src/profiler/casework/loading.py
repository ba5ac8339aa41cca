"""Reads forms, rules, sheets, kinds, texts and catalogues once, when the first vault opens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from profiler.casework.content import BuiltForm, Content, ContentFolders
from profiler.directory.loading import load_kinds, load_offices
from profiler.forms.build import build_xform
from profiler.forms.xform import read_xform
from profiler.languages.catalogues import Messages, Translator, read_folder
from profiler.release.loading import load_release
from profiler.routing.loading import load_bring, load_rules, load_vocabulary


def load(folders: ContentFolders) -> Content:
    """Everything a desk works with.

    Forms whose XForm is not in the cache are built on the way.

    Raises:
        WorldError: FORM_INVALID, RULES_INVALID, RESOURCE_INVALID with file and line.
    """
    resources = folders.resources
    kinds = load_kinds(resources / "directory" / "kinds.csv")
    bring = load_bring(resources / "routing" / "bring.csv")
    return Content(
        forms=load_forms(folders),
        rules=load_rules(resources / "routing" / "rules.csv", kinds=kinds, bring=bring),
        kinds=kinds,
        bring=bring,
        vocabulary=load_vocabulary(resources / "vocabulary.csv"),
        release=load_release(resources),
        template_offices=load_offices(resources / "directory" / "offices.csv", kinds),
        translator=Translator(read_folder(resources / "catalogues").values()),
    )


def load_forms(folders: ContentFolders) -> Mapping[str, BuiltForm]:
    """Every shipped form by its folder's name, built first if its tables changed."""
    return {folder.name: load_form(folder, folders.built) for folder in form_folders(folders.forms)}


def form_folders(forms: Path) -> tuple[Path, ...]:
    """Folders that hold a form's tables, by name."""
    return tuple(sorted(table.parent for table in forms.glob("*/survey.csv")))


def load_form(folder: Path, built: Path) -> BuiltForm:
    """One form; its PO files are read only if it has to be built."""
    target = build_xform(folder, lambda: form_messages(folder), cache_dir=built)
    xml = target.read_bytes()
    return BuiltForm(read_xform(xml, file=str(target)), xml)


def form_messages(folder: Path) -> Mapping[str, Messages]:
    """A form's own translations by language."""
    return {code: catalogue.messages for code, catalogue in read_folder(folder / "po").items()}
