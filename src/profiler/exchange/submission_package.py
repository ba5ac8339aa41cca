"""Packs a submission with its files into one ZIP and opens such a ZIP without trusting it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from zlib import error as ZlibError  # noqa: N812 - an exception, and named like one here

from profiler.exchange.submission_names import SUBMISSION, checked_name, invalid
from profiler.ports.exchange import Attachment

LARGEST_XML = 4 * 1024 * 1024
"""Far more than anybody answers; the tree made of it takes some thirty times as much memory."""
LARGEST_FILE = 8 * 1024 * 1024
"""As large as an attachment may be in the vault."""
LARGEST_PACKAGE = 64 * 1024 * 1024
MOST_FILES = 200

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""ZIP knows no earlier time; the same answers make the same bytes."""


def packed(xml: bytes, attachments: Iterable[Attachment]) -> bytes:
    """A ZIP of `submission.xml` and the files beside it.

    Raises:
        WorldError: SUBMISSION_INVALID, `bad_file_name`.
    """
    files = {SUBMISSION: xml, **{checked_name(each.name): each.content for each in attachments}}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unpacked(content: bytes) -> tuple[bytes, Mapping[str, bytes]]:
    """The XML and the files of a package; bare XML has no files.

    Raises:
        WorldError: SUBMISSION_INVALID with `too_large`, `broken_package`, `bad_file_name` or
            `submission_missing`.
    """
    if not content.startswith(b"PK"):
        if len(content) > LARGEST_XML:
            raise invalid("too_large")
        return content, {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = _files(archive)
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        # An encrypted entry is a RuntimeError, an unknown compression a NotImplementedError.
        raise invalid("broken_package") from error
    xml = files.pop(SUBMISSION, None)
    if xml is None:
        raise invalid("submission_missing")
    return xml, files


def _files(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
        raise invalid("too_large")
    files: dict[str, bytes] = {}
    for entry in entries:
        name = entry.filename if entry.filename == SUBMISSION else checked_name(entry.filename)
        if name in files:
            raise invalid("broken_package")
        largest = LARGEST_XML if name == SUBMISSION else LARGEST_FILE
        with archive.open(entry) as file:
            files[name] = file.read(largest + 1)
        if len(files[name]) > largest:
            raise invalid("too_large")
    return files
