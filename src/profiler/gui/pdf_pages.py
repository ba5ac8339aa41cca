"""Reads PDF bytes in memory, page by page, without touching the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from profiler.errors import OurFault

POINTS_PER_INCH = 72


@contextmanager
def read(pdf: bytes) -> Iterator[QPdfDocument | None]:
    """The document of bytes that came from elsewhere, closed on leaving; None if they cannot be shown."""
    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        yield document if document.status() is QPdfDocument.Status.Ready else None
    finally:
        document.close()
        buffer.close()


@contextmanager
def opened(pdf: bytes) -> Iterator[QPdfDocument]:
    """The document of these bytes, closed on leaving.

    Raises:
        OurFault: the bytes are no PDF; only our own writer makes them.
    """
    with read(pdf) as document:
        if document is None:
            raise OurFault("the document writer made bytes that are no PDF")
        yield document


def page_image(document: QPdfDocument, page: int, dots_per_inch: int) -> QImage:
    """One page on white paper, at the given resolution."""
    points = document.pagePointSize(page)
    scale = dots_per_inch / POINTS_PER_INCH
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    drawn = document.render(page, size)
    paper = QImage(size, QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper
