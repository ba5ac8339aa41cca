"""Copies of papers that belong to an answer: what they are, and how large they may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from profiler.forms.answer import Address

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of one kept copy; the table of the vault refuses more."""

LARGEST_PERSON = 64 * 1024 * 1024
"""Bytes of all kept copies of one person: some sixty scanned pages."""

LARGEST_SOURCE = 32 * 1024 * 1024
"""Bytes of a file that is looked at at all; photographs are made smaller before they are kept."""

LONGEST_NAME = 120
"""Characters of a copy's title."""


class AttachmentKind(StrEnum):
    """What may be kept; the value is the media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"

    @property
    def is_picture(self) -> bool:
        """Whether it is one picture, no document of pages."""
        return self is not AttachmentKind.PDF


class AttachmentProblem(StrEnum):
    """Why a file is not kept. Clients have a sentence for each that says what to do."""

    EMPTY = "empty_file"
    WRONG_TYPE = "wrong_type"
    HEIC = "heic"
    BROKEN = "broken_file"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LARGE = "file_too_large"
    PERSON_FULL = "person_full"
    UNREADABLE = "unreadable_file"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A kept copy without its bytes.

    Attributes:
        address: question and row it belongs to; one copy at a place.
        title: how it is called on the screen; the name of the chosen file without its folder.
        size: bytes as kept, unencrypted.
        sha256: of these bytes, hex.
    """

    attachment_id: UUID
    record_id: UUID
    address: Address
    kind: AttachmentKind
    title: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class DeletedAttachment:
    """That a copy was kept and is gone: neither its name nor its content."""

    attachment_id: UUID
    record_id: UUID
    address: Address
    deleted_at: datetime
    deleted_by: str
    reason: str


def total_size(attachments: Iterable[Attachment]) -> int:
    """Bytes of all of them."""
    return sum(attachment.size for attachment in attachments)
