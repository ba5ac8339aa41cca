"""Reads forms, rules, sheets, kinds, texts and catalogues once, when the first vault opens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from profiler.casework.content import ASSESSMENT, BuiltForm, Content, ContentFolders
from profiler.directory.loading import load_kinds, load_offices
from profiler.errors import ErrorCode, WorldError
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
    """Every shipped form by its folder's name, built first if its tables changed.

    Raises:
        WorldError: FORM_INVALID; RESOURCE_INVALID if there is no assessment.
    """
    forms = {folder.name: load_form(folder, folders.built) for folder in form_folders(folders.forms)}
    if ASSESSMENT not in forms:
        raise WorldError(ErrorCode.RESOURCE_INVALID, file=f"{ASSESSMENT}/survey.csv", reason="form_missing")
    return forms


def form_folders(forms: Path) -> tuple[Path, ...]:
    """Folders that hold a form's tables, by name."""
    return tuple(sorted(table.parent for table in forms.glob("*/survey.csv")))


def load_form(folder: Path, built: Path) -> BuiltForm:
    """One form; its PO files are read only if it has to be built."""
    target = _built(folder, built)
    try:
        return _read(target)
    except WorldError:
        # Half a file after a power cut: what can be built again is no reason to stop.
        target.unlink()
        return _read(_built(folder, built))


def _built(folder: Path, built: Path) -> Path:
    return build_xform(folder, lambda: form_messages(folder), cache_dir=built)


def _read(built_form: Path) -> BuiltForm:
    xml = built_form.read_bytes()
    return BuiltForm(read_xform(xml, file=str(built_form)), xml)


def form_messages(folder: Path) -> Mapping[str, Messages]:
    """A form's own translations by language."""
    return {code: catalogue.messages for code, catalogue in read_folder(folder / "po").items()}
