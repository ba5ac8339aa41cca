"""Keeps the catalogues of forms in step with their German tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from profiler.casework.form_folders import FormFolder, fragment_messages
from profiler.errors import ErrorCode, WorldError
from profiler.forms.county import read_merged
from profiler.forms.fragments import fragment_source, of_fragment
from profiler.forms.source import TranslatableText, texts
from profiler.languages.catalogues import TranslationState
from profiler.languages.po_files import STATE_HEADER, Key, PoFile, new_po, read_po_file, write_po_file
from profiler.languages.po_updates import PoStatistics, retext_po, statistics, update_po

_NO_SUCH_TEXT = (
    "Kein deutscher Text in {form} lautet „{text}“. Berichtigen Sie ihn zuerst in der Tabelle, und schreiben "
    "Sie ihn hier genauso."
)


@dataclass(frozen=True)
class CatalogueReport:
    """How far one catalogue of one form is.

    Attributes:
        path: the file.
        language: its code.
        state: draft, reviewed or legally_checked.
        counts: its entries, counted over the present German texts.
        changed: whether the file was written.
    """

    path: Path
    language: str
    state: str
    counts: PoStatistics
    changed: bool = False


def wanted_texts(form: FormFolder) -> tuple[TranslatableText, ...]:
    """The German texts translators of a form see; of a county's changes those that are the county's.

    Raises:
        WorldError: FORM_INVALID if a table cannot be read.
    """
    if form.is_fragment:
        return tuple(texts(fragment_source(form.tables)))
    merged = read_merged(form.tables, form.county)
    # A fragment's texts are translated once, in its own catalogues.
    present = tuple(text for text in texts(merged.source) if not of_fragment(text.file))
    if form.county is None:
        return present
    shipped = {_key(text) for text in texts(read_merged(form.tables, None).source)}
    return tuple(text for text in present if _key(text) not in shipped)


def catalogue_files(form: FormFolder) -> tuple[Path, ...]:
    """The catalogues of a form, by language; of a form a county changes the county's."""
    return tuple(sorted((form.layers[-1] / "po").glob("*.po")))


def template(form: FormFolder) -> Path:
    """Write the template for a new language, `po/<form>.pot`, and say where it lies.

    Raises:
        WorldError: FORM_INVALID, NO_ACCESS, DISK_FULL.
    """
    needed = [_key(text) for text in wanted_texts(form) if text.needed]
    path = form.layers[-1] / "po" / f"{form.tables.name}.pot"
    write_po_file(path, update_po(new_po(""), needed))
    return path


def update(
    form: FormFolder, new_languages: tuple[str, ...] = (), retexted: tuple[str, str] | None = None
) -> tuple[CatalogueReport, ...]:
    """Bring every catalogue of a form in line with its tables.

    Args:
        form: which.
        new_languages: codes of languages that get a catalogue.
        retexted: German text before and after a purely typographic correction, whose translations stay.

    Raises:
        WorldError: FORM_INVALID, RESOURCE_INVALID, NO_ACCESS, DISK_FULL; USAGE if no German text reads like
            the corrected one.
    """
    wanted = wanted_texts(form)
    if retexted is not None and all(text.text != retexted[1] for text in wanted):
        raise WorldError(ErrorCode.USAGE, reason=_NO_SUCH_TEXT.format(form=form.name, text=retexted[1]))
    added = {form.layers[-1] / "po" / f"{language}.po" for language in new_languages}
    return tuple(
        _update_one(path, wanted, retexted, form) for path in sorted({*catalogue_files(form), *added})
    )


def _update_one(
    path: Path, wanted: tuple[TranslatableText, ...], retexted: tuple[str, str] | None, form: FormFolder
) -> CatalogueReport:
    before = read_po_file(path) if path.is_file() else new_po(path.stem)
    if retexted is not None:
        before = retext_po(before, *retexted, (_key(text) for text in wanted))
    after = update_po(before, asked_texts(before, wanted, form, path.stem))
    changed = write_po_file(path, after)
    return replace(_report(path, after, wanted, form), changed=changed)


def state(form: FormFolder) -> tuple[CatalogueReport, ...]:
    """How far every catalogue of a form is.

    Raises:
        WorldError: FORM_INVALID, RESOURCE_INVALID.
    """
    wanted = wanted_texts(form)
    return tuple(_report(path, read_po_file(path), wanted, form) for path in catalogue_files(form))


def stale_texts(form: FormFolder) -> Iterator[tuple[str, TranslatableText]]:
    """Language and German text of every translation that is not shown because the German has changed."""
    wanted = wanted_texts(form)
    by_key = {_key(text): text for text in wanted}
    for path in catalogue_files(form):
        po = read_po_file(path)
        for entry in update_po(po, asked_texts(po, wanted, form, path.stem)).entries:
            if entry.text and entry.fuzzy and not entry.obsolete and entry.key in by_key:
                yield path.stem, by_key[entry.key]


def _report(
    path: Path, po: PoFile, wanted: tuple[TranslatableText, ...], form: FormFolder
) -> CatalogueReport:
    said = po.header(STATE_HEADER) or TranslationState.DRAFT.value
    return CatalogueReport(path, path.stem, said, statistics(po, asked_texts(po, wanted, form, path.stem)))


def asked_texts(
    po: PoFile, wanted: tuple[TranslatableText, ...], form: FormFolder, language: str
) -> list[Key]:
    """What a catalogue is asked for: what every language needs, and what this one says besides.

    A file name need not be translated; a form may translate a text of a fragment in its own way, and a county
    a shipped one.

    Raises:
        WorldError: FORM_INVALID, RESOURCE_INVALID if a table or a catalogue cannot be read.
    """
    said = {entry.key: entry.text for entry in po.entries if entry.text and not entry.obsolete}
    keys = [_key(text) for text in wanted if text.needed or _key(text) in said]
    besides = said.keys() - {*keys}
    if besides and not form.is_fragment:
        # What says no more than the fragment would only hide it when the fragment changes.
        shared = fragment_messages(form, language)
        besides = {key for key in besides if shared.get(key) != said[key]}
        layers = dict.fromkeys((None, form.county))
        every = [_key(text) for county in layers for text in texts(read_merged(form.tables, county).source)]
        keys += [key for key in dict.fromkeys(every) if key in besides]
    return keys


def _key(text: TranslatableText) -> Key:
    return text.context, text.text
