"""Secondary instances of an XForm: choice lists, choices from files, everything `instance()` reads."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from profiler.errors import ErrorCode, WorldError
from profiler.forms.definition import Branch, Choice
from profiler.forms.xform_texts import Said, Speech
from profiler.forms.xform_xml import DEEPEST, invalid, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Beside: TypeAlias = Callable[[str], bytes | None]
"""Gives the content of a file beside the form by its name, None if there is none."""

Cells: TypeAlias = Mapping[str, str]

CSV_FILES = "jr://file-csv/"
_FILES = "jr://file/"
_LAST_SAVED = "jr://instance/last-saved"
_XML_NAME = re.compile(r"[^\W\d][\w.-]*")
_DYNAMIC_ITEXT = re.compile(r"jr:itext\(\s*([\w./-]+)\s*\)")
_STANDARD_LABELS = ("label", "jr:itext(itextId)")


def files_in(folder: Path) -> Beside:
    """Reads the files that lie beside a form in its folder."""

    def read(name: str) -> bytes | None:
        file = folder / name
        try:
            return file.read_bytes() if file.is_file() else None
        except OSError as error:
            raise WorldError(ErrorCode.NO_ACCESS, file=str(file), reason=error.strerror or "") from error

    return read


def files_beside(form: Path) -> Beside:
    """Reads the files a form names: beside it, or in the folder `NAME-media`, where ODK clients keep them."""
    near, media = files_in(form.parent), files_in(media_folder(form))

    def read(name: str) -> bytes | None:
        if Path(name).name != name:
            return None
        found = near(name)
        return media(name) if found is None else found

    return read


def media_folder(form: Path) -> Path:
    """The folder for the files of a form that is a file itself."""
    return form.with_name(f"{form.stem}-media")


class SecondaryInstances:
    """The lists and documents beside the record itself.

    Args:
        instances: the `<instance>` elements after the first.
        speech: the texts of the form.
        beside: gives files beside the form.
        file: the form's own name, for messages.

    Raises:
        WorldError: FORM_INVALID: a choices file is missing, broken or of a kind that is not read.
    """

    def __init__(
        self, instances: Sequence[Element], speech: Speech, beside: Beside | None, file: str
    ) -> None:
        self._speech = speech
        self._file = file
        self._rows: dict[str, Sequence[Cells]] = {}
        self.lists: dict[str, tuple[Choice, ...]] = {}
        self.documents: dict[str, Branch] = {}
        self.files: list[str] = []
        for instance in instances:
            if identity := instance.get("id"):
                self._read(instance, identity, beside)

    def _read(self, instance: Element, identity: str, beside: Beside | None) -> None:
        source = (instance.get("src") or "").strip()
        if source.startswith(CSV_FILES):
            name = source.removeprefix(CSV_FILES)
            self.files.append(name)
            self._keep(identity, read_choices_file(name, beside, self._file))
        elif source == _LAST_SAVED:
            self.documents[identity] = Branch("root")
        elif source:
            raise invalid("choices_file_kind", file=self._file, name=source.removeprefix(_FILES))
        elif not len(instance):
            self._keep(identity, ())
        elif (rows := _rows(instance[0])) is not None:
            self._keep(identity, rows)
        else:
            self.documents[identity] = self._branch(instance[0], DEEPEST)

    def _keep(self, identity: str, rows: Sequence[Cells]) -> None:
        self._rows[identity] = rows
        self.lists[identity] = tuple(self._choice(cells) for cells in rows)

    def _branch(self, element: Element, depth: int) -> Branch:
        if not depth:
            raise invalid("too_deep", file=self._file)
        inside = tuple(self._branch(each, depth - 1) for each in element)
        return Branch(local(element), "" if inside else (element.text or "").strip(), inside)

    def _choice(self, cells: Cells) -> Choice:
        columns = dict(cells)
        code = columns.pop("name", "")
        key = columns.pop("itextId", None)
        text = columns.pop("label", "")
        said = self._speech.said(text) if key is None else self._speech.by_id(key)
        return Choice(code, said.texts, columns, said.media)

    def view(self, identity: str, value: str, label: str) -> str | None:
        """The list an itemset offers whose choices are items of an instance.

        Args:
            identity: id of the instance.
            value: reference to the code inside an item.
            label: reference to the label inside an item, or `jr:itext(column)`.

        Returns:
            Name of a list; the instance's own if the items have the usual columns. None if the instance is no
            list, or the references are no columns.
        """
        rows = self._rows.get(identity)
        if rows is None:
            if identity not in self.documents:
                self._keep(identity, ())
                return identity
            return None
        if value == "name" and label in _STANDARD_LABELS:
            return identity
        found = _DYNAMIC_ITEXT.fullmatch(label)
        column = found.group(1) if found else label
        if not _XML_NAME.fullmatch(value) or not _XML_NAME.fullmatch(column):
            return None
        key = f"{identity}({value},{label})"
        if key not in self.lists:
            self.lists[key] = tuple(
                self._seen_as(cells, cells.get(value, ""), cells.get(column, ""), by_id=found is not None)
                for cells in rows
            )
        return key

    def _seen_as(self, cells: Cells, code: str, text: str, *, by_id: bool) -> Choice:
        said: Said = self._speech.by_id(text) if by_id else self._speech.said(text)
        return Choice(code, said.texts, cells, said.media)


def _rows(root: Element) -> list[Cells] | None:
    """The rows of a plain list `root/item/column`, None if it is something else."""
    if local(root) != "root":
        return None
    rows: list[Cells] = []
    for item in root:
        if local(item) != "item":
            return None
        cells = {local(cell): (cell.text or "").strip() for cell in item if not len(cell)}
        if len(cells) != len(item):
            return None
        rows.append(cells)
    return rows


def read_choices_file(name: str, beside: Beside | None, form: str) -> list[Cells]:
    """The rows of a choices file (ODK XForms, Secondary Instances from CSV): column -> text.

    Raises:
        WorldError: FORM_INVALID, name of the file in `name`, reason `choices_file_missing`, or
            `choices_file_broken` with line: not UTF-8, no header, a column twice, more cells than columns.
    """
    content = beside(name) if beside is not None and "/" not in name and "\\" not in name else None
    if content is None:
        raise invalid("choices_file_missing", file=form, name=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise invalid("choices_file_broken", file=form, name=name, line="1") from error
    head = text.partition("\n")[0]
    delimiter = next((sign for sign in ",;\t" if sign in head), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Cells] = []
    columns: list[str] = []
    usable: list[str] = []  # a column nobody can name in an expression is left out
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = [cell.strip() for cell in cells]
                usable = [column for column in columns if _XML_NAME.fullmatch(column)]
                if not usable or len(set(usable)) < len(usable):
                    raise invalid("choices_file_broken", file=form, name=name, line="1")
                continue
            if any(cell.strip() for cell in cells[len(columns) :]):
                raise invalid("choices_file_broken", file=form, name=name, line=str(reader.line_num))
            filled = [cell.strip() for cell in cells] + [""] * (len(columns) - len(cells))
            row = dict(zip(columns, filled, strict=False))
            rows.append({column: row[column] for column in usable})
    except csv.Error as error:
        raise invalid("choices_file_broken", file=form, name=name, line=str(reader.line_num)) from error
    if not columns:
        raise invalid("choices_file_broken", file=form, name=name, line="1")
    return rows
