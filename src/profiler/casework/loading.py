"""Reads forms, rules, sheets, kinds, texts and catalogues once, when the first vault opens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from profiler.casework.content import ASSESSMENT, BuiltForm, Content, ContentFolders
from profiler.casework.form_folders import FormFolder, every_form, form_folder, form_messages
from profiler.casework.pictures import load_pictures
from profiler.classifications.catalogue import Classifications
from profiler.directory.loading import load_kinds, load_offices
from profiler.errors import ErrorCode, WorldError
from profiler.forms.build import build_xform
from profiler.forms.migrations import Migrations, read_migrations
from profiler.forms.xform import read_xform
from profiler.languages.catalogues import Translator, read_folder
from profiler.release.loading import load_release
from profiler.routing.loading import load_bring, load_rules, load_vocabulary

_log = logging.getLogger(__name__)


def load(folders: ContentFolders, build_county: Build | None = None) -> Content:
    """Everything a desk works with.

    Forms whose XForm is not in the cache are built on the way. What of a county's forms cannot be used stops
    no desk; `Content.troubles` says why.

    Args:
        folders: where everything lies.
        build_county: builds the forms a county has a say in; None builds them in this process.

    Raises:
        WorldError: FORM_INVALID, RULES_INVALID, RESOURCE_INVALID with file and line.
    """
    troubles: list[WorldError] = []

    def note(name: str, trouble: WorldError) -> None:
        _log.warning("county form %s is not used: %s", name, trouble.details.get("reason", trouble.code))
        troubles.append(trouble)

    resources = folders.resources
    kinds = load_kinds(resources / "directory" / "kinds.csv")
    bring = load_bring(resources / "routing" / "bring.csv")
    return Content(
        forms=load_forms(folders, build_county or build_here, note),
        rules=load_rules(resources / "routing" / "rules.csv", kinds=kinds, bring=bring),
        kinds=kinds,
        bring=bring,
        vocabulary=load_vocabulary(resources / "vocabulary.csv"),
        release=load_release(resources),
        template_offices=load_offices(resources / "directory" / "offices.csv", kinds),
        translator=Translator(read_folder(resources / "catalogues").values()),
        pictures=load_pictures(resources / "pictograms"),
        classifications=Classifications(resources / "classifications", folders.classifications),
        troubles=tuple(troubles),
    )


Build = Callable[[FormFolder], Path]
"""Makes the XForm of a form, if its sources changed, and says where it lies."""

Excuse = Callable[[str, WorldError], None]
"""Told the name of a county's form, or of the form it changes, that cannot be used, and why."""


def build_here(form: FormFolder) -> Path:
    """Builds in this process, which loads the converter.

    Raises:
        WorldError: FORM_INVALID.
    """
    return build_xform(form.tables, lambda: form_messages(form), cache_dir=form.built, county=form.county)


def load_forms(
    folders: ContentFolders, build_county: Build = build_here, excuse: Excuse | None = None
) -> Mapping[str, BuiltForm]:
    """Every form by its folder's name, built first if its sources changed.

    Args:
        folders: where they lie.
        build_county: builds the forms a county has a say in.
        excuse: what to do about a county's form that cannot be used; the shipped form is used without the
            county's changes. None: it is an error.

    Raises:
        WorldError: FORM_INVALID; RESOURCE_INVALID if there is no assessment.
    """
    forms: dict[str, BuiltForm] = {}
    for form in every_form(folders):
        if form.county is None and not form.own:
            forms[form.name] = load_form(form)
            continue
        try:
            forms[form.name] = load_form(form, build_county)
        except WorldError as trouble:
            if excuse is None:
                raise
            excuse(form.name, trouble)
            if not form.own:
                forms[form.name] = load_form(form_folder(form.tables, folders.built))
    if ASSESSMENT not in forms:
        raise WorldError(ErrorCode.RESOURCE_INVALID, file=f"{ASSESSMENT}/survey.csv", reason="form_missing")
    return forms


def load_form(form: FormFolder, build: Build = build_here) -> BuiltForm:
    """One form; its PO files are read only if it has to be built."""
    migrations = tuple(rule for layer in form.layers for rule in read_migrations(layer))
    target = build(form)
    try:
        return _read(target, migrations)
    except WorldError:
        # Half a file after a power cut: what can be built again is no reason to stop.
        target.unlink()
        return _read(build(form), migrations)


def _read(built_form: Path, migrations: Migrations) -> BuiltForm:
    xml = built_form.read_bytes()
    return BuiltForm(read_xform(xml, file=str(built_form)), xml, migrations)
