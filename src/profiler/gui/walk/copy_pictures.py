"""Copies of papers as pictures on the screen: drawn from memory, at the size they are needed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from profiler.gui.pdf_pages import page_image, read
from profiler.records.attachments import AttachmentKind

_PAGE_DPI = 110
_THUMBNAIL_DPI = 30


@dataclass(frozen=True)
class Page:
    """One page of a copy; `count` is how many there are."""

    image: QImage
    count: int


def thumbnail(kind: AttachmentKind, content: bytes, size: QSize) -> QImage | None:
    """A small picture of the copy, None if it cannot be shown."""
    if kind.is_picture:
        return _picture(content, size)
    page = _pdf_page(content, 0, _THUMBNAIL_DPI)
    return None if page is None else _fitted(page.image, size)


def page(kind: AttachmentKind, content: bytes, number: int) -> Page | None:
    """One page, large; number from 0. None if it cannot be shown."""
    if kind.is_picture:
        image = _picture(content, None)
        return None if image is None else Page(image, 1)
    return _pdf_page(content, number, _PAGE_DPI)


def as_png(image: QImage) -> bytes:
    """A picture out of the clipboard as a file in memory."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Qt takes the name as text; its types say bytes.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _picture(content: bytes, size: QSize | None) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    whole = reader.size()
    if size is not None and whole.isValid():
        reader.setScaledSize(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _pdf_page(content: bytes, number: int, dots_per_inch: int) -> Page | None:
    with read(content) as document:
        if document is None or not 0 <= number < document.pageCount():
            return None
        return Page(page_image(document, number, dots_per_inch), document.pageCount())


def _fitted(image: QImage, size: QSize) -> QImage:
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
