"""Makes a file fit to be kept: known by its content, without hidden data, no larger than a readable scan."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from profiler.errors import ErrorCode, WorldError
from profiler.records.attachments import (
    LARGEST_FILE,
    LARGEST_SOURCE,
    AttachmentKind,
    AttachmentProblem,
)

if TYPE_CHECKING:
    # A picture is chosen rarely; the first window does not wait for the library.
    from PIL.Image import Image

LONGEST_SIDE = 2923
"""Pixels: a page of A4 (297 mm) at 250 dots per inch; small print on a photographed paper is readable."""

MOST_PIXELS = 64_000_000
"""Cameras of telephones make up to 50 million; what claims more is no paper, or a trap for the memory."""

_QUALITY = 85
_PNG_WORTH_KEEPING = 2 * 1024 * 1024
"""A drawing or a screen shot stays sharp as PNG; a photograph as PNG is made a JPEG."""

_JPEG, _PNG, _PDF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"
_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")
# How far into the file other programs look for the two ends of a PDF (ISO 32000-1, annex H).
_PDF_HEAD, _PDF_TAIL = 1024, 2048


@dataclass(frozen=True, slots=True)
class Scan:
    """What may be kept: kind and bytes."""

    kind: AttachmentKind
    content: bytes


def kind_of(content: bytes) -> AttachmentKind:
    """What a file is by its first bytes, whatever its name says.

    Raises:
        WorldError: ATTACHMENT_INVALID if it is nothing that is kept.
    """
    if not content:
        raise refused(AttachmentProblem.EMPTY)
    if content.startswith(_JPEG):
        return AttachmentKind.JPEG
    if content.startswith(_PNG):
        return AttachmentKind.PNG
    if _PDF in content[:_PDF_HEAD]:
        return AttachmentKind.PDF
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise refused(AttachmentProblem.HEIC)
    raise refused(AttachmentProblem.WRONG_TYPE)


def prepared(content: bytes) -> Scan:
    """A file as it may be kept.

    Pictures are drawn anew: nothing but what is seen on them goes along, neither place nor time nor camera
    (EXIF, XMP, comments, previews), and large ones are scaled down. PDFs stay as they are.

    Raises:
        WorldError: ATTACHMENT_INVALID with an `AttachmentProblem` as reason.
    """
    if len(content) > LARGEST_SOURCE:
        raise too_large()
    kind = kind_of(content)
    scan = Scan(kind, _checked_pdf(content)) if kind is AttachmentKind.PDF else _drawn_anew(content, kind)
    if len(scan.content) > LARGEST_FILE:
        raise too_large()
    return scan


def refused(problem: AttachmentProblem, limit: int = 0) -> WorldError:
    """The error of a file that is not kept; `limit` in bytes."""
    return WorldError(
        ErrorCode.ATTACHMENT_INVALID, reason=problem.value, limit=str(limit // (1024 * 1024)) if limit else ""
    )


def too_large() -> WorldError:
    """The error of a file that stays too large."""
    return refused(AttachmentProblem.TOO_LARGE, LARGEST_FILE)


def _checked_pdf(content: bytes) -> bytes:
    tail = content[-_PDF_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise refused(AttachmentProblem.BROKEN)
    return content


def _drawn_anew(content: bytes, kind: AttachmentKind) -> Scan:
    from PIL import ImageOps

    picture = _opened(content)
    with _unless_broken():
        # A JPEG is read at half or a quarter at once where that is enough: less memory, less time.
        picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        flat = _on_white_paper(turned)
    if kind is AttachmentKind.PNG:
        as_png = _written(flat, "PNG")
        if len(as_png) <= _PNG_WORTH_KEEPING:
            return Scan(AttachmentKind.PNG, as_png)
    return Scan(AttachmentKind.JPEG, _written(flat, "JPEG"))


@contextmanager
def _unless_broken() -> Iterator[None]:
    """Half a picture, wrong sums, nonsense in its tables: the library has no one word for it.

    Its warnings are about the same, and about a limit of its own; ours is checked before anything is decoded.

    Raises:
        WorldError: ATTACHMENT_INVALID.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (OSError, ValueError, SyntaxError, EOFError, LookupError, ArithmeticError, TypeError) as error:
            raise refused(AttachmentProblem.BROKEN) from error


def _opened(content: bytes) -> Image:
    """The picture with its size known and nothing decoded yet.

    Raises:
        WorldError: ATTACHMENT_INVALID if it is broken or claims too many pixels.
    """
    from PIL import Image

    with _unless_broken():
        try:
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
        except Image.DecompressionBombError as error:
            raise refused(AttachmentProblem.TOO_MANY_PIXELS) from error
    if picture.width * picture.height > MOST_PIXELS:
        raise refused(AttachmentProblem.TOO_MANY_PIXELS)
    return picture


def _on_white_paper(picture: Image) -> Image:
    """Grey or coloured, without transparency."""
    from PIL import Image

    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if picture.mode.startswith("I"):
        # Scanners write grey in 16 bits; the library would cut them off and leave a white page.
        return picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return picture.convert("RGB")


def _written(picture: Image, how: str) -> bytes:
    from PIL import Image

    # A new picture has no memory of the file it came from.
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    stream = io.BytesIO()
    if how == "PNG":
        clean.save(stream, "PNG", optimize=True)
    else:
        clean.save(stream, "JPEG", quality=_QUALITY, optimize=True)
    return stream.getvalue()
