"""Looks into a workbook file before any library opens it: what it is, and whether it can be opened safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from profiler.errors import ErrorCode, WorldError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MAX_FILE_BYTES = 20 * 1024 * 1024
"""A form with pictures inside stays below; what is larger is no form."""

MAX_OLD_FILE_BYTES = 6 * 1024 * 1024
"""An old .xls is read as a whole and takes about twenty times its size."""

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_XML_BYTES = 32 * 1024 * 1024
MAX_RATIO = 250
"""Unpacked to packed; tables of repeated rows reach 100."""

MAX_MEMBERS = 2_000
MAX_ELEMENTS = 600_000
"""XML elements of all sheets together, about two a cell: 20,000 choices with 15 columns."""

MAX_DEPTH = 60
"""XML elements inside each other; a worksheet needs fewer than ten."""

_RATIO_COUNTS_FROM = 4 * 1024 * 1024
_CHUNK = 64 * 1024
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_SUFFIXES = frozenset([".csv", ".md"])
_OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:")


class Container(StrEnum):
    """What a file really is, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What looking into a file showed.

    Attributes:
        container: what it is.
        uncalculated: cells with a formula whose result was never saved, e.g. `C5`.
    """

    container: Container
    uncalculated: tuple[str, ...] = ()


def refused(file: Path, reason: str, **more: str) -> WorldError:
    """FORM_INVALID for a whole file; `reason` is a code, see `inspect`."""
    details = {"line": "", "question": "", **more}
    return WorldError(ErrorCode.FORM_INVALID, file=str(file), reason=reason, **details)


def inspect(file: Path) -> Inspection:
    """What a file is, after making sure that opening it neither hangs nor fills the memory.

    Raises:
        WorldError: FORM_INVALID with file and reason: `file_missing`, `file_too_large`, `empty_file`,
            `not_a_workbook`, `other_workbook` (of another program), `password_protected`,
            `truncated_workbook`, `zip_bomb`, `paths_in_workbook`, `forbidden_xml`, `too_much_content`;
            NO_ACCESS if it cannot be read.
    """
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            head = opened.read(8)
    except (FileNotFoundError, IsADirectoryError):
        raise refused(file, "file_missing") from None
    except OSError as error:
        raise WorldError(ErrorCode.NO_ACCESS, file=str(file), reason=error.strerror or "") from error
    if size > MAX_FILE_BYTES:
        raise refused(file, "file_too_large")
    if not size:
        raise refused(file, "empty_file")
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return Inspection(Container.XLSX, _inspect_zip(file))
    if head == _OLD:
        _inspect_old(file, size)
        return Inspection(Container.XLS)
    if file.suffix.lower() in _TEXT_SUFFIXES:
        return Inspection(Container.TEXT)
    raise refused(file, "not_a_workbook")


def _inspect_old(file: Path, size: int) -> None:
    if _ENCRYPTED in file.read_bytes():
        raise refused(file, "password_protected")
    if size > MAX_OLD_FILE_BYTES:
        raise refused(file, "file_too_large")


def _inspect_zip(file: Path) -> tuple[str, ...]:
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as archive:
            _inspect_directory(file, archive.infolist())
            return tuple(_inspect_members(file, archive))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise refused(file, "truncated_workbook") from error


def _inspect_directory(file: Path, members: list[ZipInfo]) -> None:
    names = {member.filename for member in members}
    if any(_OUTSIDE.search(name) for name in names):
        raise refused(file, "paths_in_workbook")
    if any(member.flag_bits & 1 for member in members):
        raise refused(file, "password_protected")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    too_dense = unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed
    if unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS or too_dense:
        raise refused(file, "zip_bomb")
    if not names & {"xl/workbook.xml"}:
        others = {"content.xml", "xl/workbook.bin"}
        raise refused(file, "other_workbook" if names & others else "not_a_workbook")


def _inspect_members(file: Path, archive: ZipFile) -> Iterator[str]:
    """Every member that is XML, whatever its name: a workbook may point anywhere inside itself."""
    counter = _Counter(file)
    for member in archive.infolist():
        yield from counter.count(archive, member)


class _Counter:
    """Reads XML without keeping it, and stops where there is too much."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._elements = 0
        self._bytes = 0

    def count(self, archive: ZipFile, member: ZipInfo) -> Iterator[str]:
        """The cells of a member that hold a formula without a result."""
        # Used as a counter alone, and its first doctype ends it: nothing is ever expanded.
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator=" ")
        cells = _Cells()
        parser.StartDoctypeDeclHandler = self._forbidden
        parser.StartElementHandler = lambda name, attributes: self._start(cells, name, attributes)
        parser.EndElementHandler = cells.end
        with archive.open(member) as opened:
            try:
                while chunk := opened.read(_CHUNK):
                    parser.Parse(chunk, False)
                    self._bytes += len(chunk)
                    if self._bytes > MAX_XML_BYTES:
                        raise refused(self._file, "too_much_content")
                parser.Parse(b"", True)
            except expat.ExpatError:
                if cells.seen:
                    raise refused(self._file, "truncated_workbook") from None
        yield from cells.uncalculated

    def _forbidden(self, *_doctype: object) -> NoReturn:
        raise refused(self._file, "forbidden_xml")

    def _start(self, cells: _Cells, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        cells.start(name, attributes)
        if self._elements > MAX_ELEMENTS or cells.depth > MAX_DEPTH:
            raise refused(self._file, "too_much_content")


class _Cells:
    """Which cells hold a formula but no value."""

    def __init__(self) -> None:
        self.depth = 0
        self.seen = False
        self.uncalculated: list[str] = []
        self._place = ""
        self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.seen = True
        match name.rpartition(" ")[2]:
            case "c":
                self._place, self._formula = attributes.get("r", "?"), False
            case "f":
                self._formula = True
            case "v":
                self._formula = False

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.rpartition(" ")[2] == "c" and self._formula:
            self.uncalculated.append(self._place)
            self._formula = False
