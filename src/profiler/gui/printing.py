"""The printer as a way out: finished pages go from memory to paper, the port `OutputSink`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from profiler.errors import ErrorCode, WorldError
from profiler.ports.paper import Handout
from profiler.ports.store import OutputForm

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PAPER_DOTS_PER_INCH = 300
"""Sharp enough for the smallest print and for QR codes; a page then takes about 35 MB while it is drawn."""


def usual_printer() -> QPrinter | None:
    """The computer's default printer, set to A4 without margins; None if there is none."""
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageLayout, QPageSize
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.defaultPrinter()
    if info.isNull():
        return None
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
    )
    printer.setFullPage(True)
    printer.setDocName("Profiler")
    return printer


class PrinterSink:
    """Prints; `find_printer` is asked at each delivery, because printers come and go."""

    def __init__(self, find_printer: Callable[[], QPrinter | None] = usual_printer) -> None:
        self._find_printer = find_printer

    @property
    def form(self) -> OutputForm:
        """How the log calls it."""
        return OutputForm.DRUCK

    def deliver(self, handout: Handout) -> None:
        """Print all pages.

        Raises:
            WorldError: PRINTER_FAILED if there is no printer or it refuses.
        """
        self.print_pages(handout.content)

    def print_pages(self, pdf: bytes) -> None:
        """Print pages that are no output of a record (the recovery sheet). Raises as `deliver`."""
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter
        from PySide6.QtPrintSupport import QPrinter

        from profiler.gui.pdf_pages import opened, page_image

        printer = self._find_printer()
        if printer is None or not printer.isValid():
            raise WorldError(ErrorCode.PRINTER_FAILED)
        painter = QPainter()
        if not painter.begin(printer):
            raise WorldError(ErrorCode.PRINTER_FAILED)
        # Letters and QR codes keep their edges; the default squeezes pictures like photographs.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        try:
            with opened(pdf) as document:
                paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
                for number in range(document.pageCount()):
                    if number and not printer.newPage():
                        raise WorldError(ErrorCode.PRINTER_FAILED)
                    painter.drawImage(paper, page_image(document, number, PAPER_DOTS_PER_INCH))
        finally:
            painter.end()
        if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            raise WorldError(ErrorCode.PRINTER_FAILED)
