"""Opens what somebody calls a form: any file of one, a folder of ours, or the id of a shipped form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from profiler.cli.arguments import BadUsage
from profiler.errors import ErrorCode, WorldError
from profiler.forms.definition import FormDefinition
from profiler.forms.xform import read_xform
from profiler.forms.xform_choices import files_beside

if TYPE_CHECKING:
    from profiler.casework.content import ContentFolders


def open_form(name: str, folders: ContentFolders) -> FormDefinition:
    """The form of a file (.xml, .xlsx, .xls, .csv, .md), of a folder of ours, or of a shipped form's id.

    Raises:
        BadUsage: there is no such file, folder or form.
        WorldError: FORM_INVALID; NO_ACCESS if the file cannot be read.
    """
    path = Path(name)
    if path.suffix.lower() == ".xml":
        return _from_xform(path)
    # Whoever plays an XForm does not wait for what reads spreadsheets.
    from profiler.forms.convert import XLSFORM_SUFFIXES, convert_file

    if path.suffix.lower() in XLSFORM_SUFFIXES and not path.is_dir():
        _must_exist(path)
        return read_xform(convert_file(path), file=str(path))
    from profiler.casework.form_folders import named_form
    from profiler.cli.forms_choosing import no_form

    if form := named_form(name, folders):
        from profiler.casework.loading import load_form

        return load_form(form).definition
    raise no_form(name)


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise BadUsage(f"Die Datei „{path}“ gibt es nicht.")


def _from_xform(path: Path) -> FormDefinition:
    _must_exist(path)
    try:
        xml = path.read_bytes()
    except OSError as error:
        raise WorldError(ErrorCode.NO_ACCESS, file=str(path), reason=error.strerror or "") from error
    return read_xform(xml, file=str(path), beside=files_beside(path))
