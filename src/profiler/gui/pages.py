"""Draws the pages of a PDF as pictures: the port `PageRenderer`, by Qt's own PDF reader."""

from __future__ import annotations

from profiler.ports.paper import PageImage


class QtPageRenderer:
    """Keeps nothing; may be used on any thread."""

    def pages(self, pdf: bytes, *, dots_per_inch: int) -> tuple[PageImage, ...]:
        """All pages, in order, as PNG on white paper.

        Raises:
            OurFault: the bytes are no PDF.
        """
        # QtPdf is loaded when the first preview is drawn, not before the first window.
        from PySide6.QtCore import QBuffer, QIODevice

        from profiler.gui.pdf_pages import opened, page_image

        made = []
        with opened(pdf) as document:
            for number in range(document.pageCount()):
                image = page_image(document, number, dots_per_inch)
                buffer = QBuffer()
                buffer.open(QIODevice.OpenModeFlag.WriteOnly)
                # The stubs know the format only as bytes or None.
                image.save(buffer, "PNG")  # type: ignore[call-overload]
                made.append(PageImage(bytes(buffer.data().data()), image.width(), image.height()))
        return tuple(made)
