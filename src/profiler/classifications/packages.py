"""Opens what a user downloaded, a folder, an archive or a table, without trusting it."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from profiler.errors import ErrorCode, WorldError, disk_error

MOST_ARCHIVE_BYTES: Final = 256 * 1024 * 1024
MOST_TABLE_BYTES: Final = 128 * 1024 * 1024
"""The largest table of ESCO 1.2, its relations, has about 40 MB."""

MOST_RATIO: Final = 200
"""Unpacked to packed; tables full of addresses reach 25."""

MOST_FILES: Final = 2_000
MOST_ROWS: Final = 1_000_000
_RATIO_COUNTS_FROM: Final = 4 * 1024 * 1024
_ENCRYPTED: Final = 0x1


def refused(file: str, reason: str, **more: str) -> WorldError:
    """CLASSIFICATION_INVALID for a file, by its name without folders; `reason` is a code."""
    return WorldError(ErrorCode.CLASSIFICATION_INVALID, file=file, reason=reason, **more)


@dataclass(frozen=True)
class Packed:
    """One file of a package.

    Attributes:
        name: without folders.
        package: name of the archive or folder it comes from.
        read: gives its bytes.
    """

    name: str
    package: str
    read: Callable[[], bytes]


def files_of(source: Path) -> tuple[Packed, ...]:
    """Files of a folder (with the archives in it), of an archive, or the one file; nothing is unpacked yet.

    Raises:
        WorldError: CLASSIFICATION_INVALID (`file_missing`, `too_large`, `zip_bomb`, `broken_archive`,
            `password_protected`), NO_ACCESS.
    """
    try:
        if source.is_dir():
            return tuple(_folder(source))
        if not source.is_file():
            raise refused(source.name, "file_missing")
        return tuple(_file(source, source.parent.name))
    except OSError as trouble:
        raise disk_error(trouble) from trouble


def _folder(folder: Path) -> Iterator[Packed]:
    inside = sorted(path for pattern in ("*", "*/*") for path in folder.glob(pattern))[: MOST_FILES + 1]
    if len(inside) > MOST_FILES:
        raise refused(folder.name, "too_many_files")
    for path in inside:
        if path.is_file() and path.suffix.lower() in (".csv", ".zip"):
            yield from _file(path, path.parent.name)


def _file(path: Path, package: str) -> Iterator[Packed]:
    if path.suffix.lower() == ".zip":
        yield from _archive(path)
    else:
        yield Packed(path.name, package, lambda: _plain(path))


def _plain(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_TABLE_BYTES:
            raise refused(path.name, "too_large")
        return path.read_bytes()
    except OSError as trouble:
        raise disk_error(trouble) from trouble


def _archive(path: Path) -> Iterator[Packed]:
    if path.stat().st_size > MOST_ARCHIVE_BYTES:
        raise refused(path.name, "too_large")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError) as trouble:
        raise refused(path.name, "broken_archive") from trouble
    if len(members) > MOST_FILES:
        raise refused(path.name, "too_many_files")
    for member in members:
        if not member.is_dir():
            # Only the last part of the name counts, so that no name leads anywhere.
            name = PurePosixPath(member.filename.replace("\\", "/")).name
            yield Packed(name, path.name, _unpacker(path, member))


def _unpacker(path: Path, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        if member.flag_bits & _ENCRYPTED:
            raise refused(path.name, "password_protected")
        large = member.file_size > _RATIO_COUNTS_FROM
        if member.file_size > MOST_TABLE_BYTES or (
            large and member.file_size > MOST_RATIO * member.compress_size
        ):
            raise refused(path.name, "zip_bomb")
        try:
            # The library stops at the size the directory of the archive names.
            with zipfile.ZipFile(path) as archive, archive.open(member) as opened:
                return opened.read()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as trouble:
            raise refused(path.name, "broken_archive") from trouble
        except OSError as trouble:
            raise disk_error(trouble) from trouble

    return read


def decoded(name: str, content: bytes, *fallbacks: str) -> str:
    """The text of a table, UTF-8 or one of the older encodings.

    Raises:
        WorldError: CLASSIFICATION_INVALID with reason `not_a_text`.
    """
    for encoding in ("utf-8-sig", *fallbacks):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refused(name, "not_a_text")


def csv_rows(name: str, text: str, delimiter: str = ",") -> Iterator[list[str]]:
    """Rows of a table, cells without blanks at the ends.

    Raises:
        WorldError: CLASSIFICATION_INVALID with reason `not_a_table` or `too_large`.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader):
            if number > MOST_ROWS:
                raise refused(name, "too_large")
            yield [cell.strip() for cell in cells]
    except csv.Error as trouble:
        raise refused(name, "not_a_table", line=str(reader.line_num)) from trouble
