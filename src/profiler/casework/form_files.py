"""Takes forms over from spreadsheets and writes them as such: tables, catalogues and files in a folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from profiler.casework.check_content import Remark
from profiler.casework.explain_findings import form_finding
from profiler.casework.explain_workbooks import remark_line
from profiler.casework.form_folders import FormFolder, form_messages
from profiler.errors import ErrorCode, WorldError, disk_error
from profiler.forms.build import build
from profiler.forms.county import read_merged
from profiler.forms.findings import Severity
from profiler.forms.lint import lint_definition
from profiler.forms.named_files import named_media, named_tables
from profiler.forms.source import CHOICES, TABLES, texts
from profiler.forms.spreadsheet.exporting import ColumnLanguage, export_form
from profiler.forms.spreadsheet.importing import ImportedForm, ImportWishes, import_form
from profiler.forms.spreadsheet.remarks import Remark as SheetRemark
from profiler.forms.spreadsheet.remarks import RemarkCode
from profiler.forms.spreadsheet.survey import OtherTexts
from profiler.forms.spreadsheet.tables import table_texts
from profiler.forms.spreadsheet.types import Unsupported
from profiler.forms.xform_choices import media_folder
from profiler.languages.names import codes_by_name, language_name
from profiler.languages.po_files import PoEntry, new_po, write_po_file
from profiler.languages.po_updates import update_po
from profiler.languages.tags import LANGUAGES, Direction

_LOST = frozenset([RemarkCode.CONDITION_LEFT_OUT, RemarkCode.LIST_MISSING, RemarkCode.NAME_TWICE])
"""What makes an imported form another one than its author meant."""

_NOT_OURS = frozenset(reason.value for reason in Unsupported if reason is not Unsupported.UNKNOWN)
"""Why a question is left out that is right for others."""

MEDIA = "media"
"""Folder inside a form's folder for pictures and sound."""

_TAKEN = "In {folder} liegt schon ein Formular. Nehmen Sie einen anderen Ordner oder --overwrite."
_OTHER = OtherTexts(choice="Sonstiges", question="Was genau?")
_OWN_NAMES = {language.code: language for language in LANGUAGES}


@dataclass(frozen=True)
class TakenOver:
    """A form that lies in its folder now.

    Attributes:
        folder: where.
        form_id: what the form calls itself.
        questions: how many rows of its survey ask, show or work out something.
        languages: codes of the languages it was translated to, in order.
        remarks: what was changed on the way in, and what the check says of the result.
        missing_files: files it needs that were found nowhere, with their place in the folder.
        runs: whether it can be filled in as it is.
    """

    folder: Path
    form_id: str
    questions: int
    languages: tuple[str, ...]
    remarks: tuple[Remark, ...]
    missing_files: tuple[str, ...]
    runs: bool


@dataclass(frozen=True)
class WrittenWorkbook:
    """A form that was written as a workbook.

    Attributes:
        translated: language code -> number of translated texts.
        files: the files it names, copied to beside it.
        missing_files: names of those that are nowhere.
    """

    translated: Mapping[str, int]
    files: tuple[Path, ...]
    missing_files: tuple[str, ...]


def take_over(
    workbook: Path, folder: Path | None, *, source_language: str | None = None, overwrite: bool = False
) -> TakenOver:
    """Turn an XLSForm into our tables and catalogues, and try whether they run.

    Args:
        workbook: .xlsx, .xlsm, .xls, .csv or .md.
        folder: where the form is to lie; None: a folder named by its id, here.
        source_language: code of the language its texts were written in, None for German.
        overwrite: whether tables that lie there already may be replaced.

    Raises:
        WorldError: as `import_form`; USAGE if the folder holds a form; NO_ACCESS, DISK_FULL.
    """
    form = import_form(workbook, import_wishes(source_language))
    target = Path(form.source.form_id) if folder is None else folder
    if not overwrite and any((target / table).exists() for table in TABLES):
        raise WorldError(ErrorCode.USAGE, reason=_TAKEN.format(folder=target))
    _write(form, target)
    missing = tuple(_copy(form.files, workbook, target))
    trial = tuple(_trial(form, target))
    return TakenOver(
        target,
        form.source.form_id,
        sum(not row["type"].startswith(("begin", "end_")) for row in form.source.survey),
        tuple(form.catalogues),
        (*taken_remarks(form), *trial),
        missing,
        not any(remark.keeps_from_use for remark in trial),
    )


def taken_remarks(form: ImportedForm) -> tuple[Remark, ...]:
    """What was changed on the way in, row by row; an error is what the author cannot have meant."""
    return tuple(Remark(remark_line(remark), _is_lost(remark)) for remark in form.remarks)


def _is_lost(remark: SheetRemark) -> bool:
    if remark.code is RemarkCode.QUESTION_LEFT_OUT:
        return remark.args["reason"] not in _NOT_OURS
    return remark.code in _LOST


def import_wishes(source_language: str | None = None) -> ImportWishes:
    """What this program says beforehand about every form it takes over."""
    return ImportWishes(_OTHER, codes_by_name(), source_language)


def _write(form: ImportedForm, folder: Path) -> None:
    tables = table_texts(form.source)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in tables.items():
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
        if CHOICES not in tables:
            (folder / CHOICES).unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error) from error
    needed = [(text.context, text.text) for text in texts(form.source) if text.needed]
    for language, messages in form.catalogues.items():
        entries = tuple(PoEntry(context, german, text) for (context, german), text in messages.items())
        fresh = new_po(language)
        wanted = dict.fromkeys([*needed, *messages])
        catalogue = update_po(type(fresh)(fresh.headers, entries), wanted)
        write_po_file(folder / "po" / f"{language}.po", catalogue)


def _copy(names: Iterable[str], workbook: Path, folder: Path) -> Iterator[str]:
    """Copy the files a form needs from beside its workbook; the places of those that are nowhere."""
    for name in names:
        place = Path(name) if _is_table(name) else Path(MEDIA, name)
        found = file_beside(workbook, name)
        if found is None:
            if not (folder / place).is_file():
                yield place.as_posix()
            continue
        try:
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            if found.resolve() != (folder / place).resolve():
                shutil.copyfile(found, folder / place)
        except OSError as error:
            raise disk_error(error) from error


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv")


def file_beside(workbook: Path, name: str) -> Path | None:
    """A file a workbook names: beside it, in the folder of its media or in `media`; None if nowhere."""
    beside = workbook.parent
    near = (beside, media_folder(workbook), beside / MEDIA)
    return next((file for folder in near if (file := folder / name).is_file()), None)


def _trial(form: ImportedForm, folder: Path) -> Iterator[Remark]:
    """Whether the form can be built and its questions put in order."""
    from profiler.casework import explain

    with tempfile.TemporaryDirectory(prefix="profiler-form-") as cache:
        try:
            built = build(folder, form.catalogues, cache_dir=Path(cache))
        except WorldError as broken:
            yield Remark(explain.sentence(broken).what, keeps_from_use=True)
            return
    for finding in lint_definition(built):
        yield Remark(form_finding(form.source.form_id, finding), finding.severity is Severity.ERROR)


def write_workbook(form: FormFolder, target: Path) -> WrittenWorkbook:
    """Write a form, the county's changes included, as an XLSForm with a column for each language.

    The files it names go into the folder `NAME-media` beside it, where import and other programs look.

    Raises:
        WorldError: FORM_INVALID, RESOURCE_INVALID if its tables or catalogues cannot be read; NO_ACCESS,
            DISK_FULL.
    """
    source = read_merged(form.tables, form.county).source
    messages = form_messages(form)
    content = export_form(source, messages, column_language)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        raise disk_error(error) from error
    keys = {(text.context, text.text) for text in texts(source)}
    translated = {language: len(keys & set(messages[language])) for language in sorted(messages)}
    names = (*named_tables(source), *named_media(source, messages))
    copied = {name: _handed_along(form, name, media_folder(target)) for name in names}
    return WrittenWorkbook(
        translated,
        tuple(copy for copy in copied.values() if copy is not None),
        tuple(name for name, copy in copied.items() if copy is None),
    )


def _handed_along(form: FormFolder, name: str, folder: Path) -> Path | None:
    """Copy a file of a form, the county's before the shipped one; None if there is neither."""
    if Path(name).name != name:
        return None
    place = Path(name) if _is_table(name) else Path(MEDIA, name)
    found = next((file for layer in reversed(form.layers) if (file := layer / place).is_file()), None)
    if found is None:
        return None
    try:
        folder.mkdir(exist_ok=True)
        return Path(shutil.copyfile(found, folder / name))
    except OSError as error:
        raise disk_error(error) from error


def column_language(code: str) -> ColumnLanguage:
    """What a language is called in a column: its own name, and its code as web standards write it."""
    known = _OWN_NAMES.get(code)
    name = known.own_name if known else language_name(code, code)
    right_to_left = known is not None and known.direction is Direction.RTL
    return ColumnLanguage(code, f"{name} ({code.replace('_', '-')})", right_to_left)
