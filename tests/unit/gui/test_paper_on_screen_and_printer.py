"""Pages as pictures, and pages on a printer (here one that prints into a file)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.gui.pages import QtPageRenderer
from profiler.gui.printing import PrinterSink
from profiler.ports.paper import Handout
from profiler.ports.store import OutputForm


def red_pages(count: int) -> bytes:
    """A PDF of A4 pages, each with a red upper half."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for number in range(count):
        if number:
            writer.newPage()
        painter.fillRect(0, 0, writer.width(), writer.height() // 2, QColor("red"))
    painter.end()
    return bytes(buffer.data().data())


def test_every_page_becomes_a_picture_on_white_paper(qapp: QApplication) -> None:
    pages = QtPageRenderer().pages(red_pages(2), dots_per_inch=72)
    assert [(page.width, page.height) for page in pages] == [(595, 842), (595, 842)]
    image = QImage.fromData(pages[1].png)
    assert image.pixelColor(100, 100).name() == "#ff0000"
    assert image.pixelColor(100, 800).name() == "#ffffff"


def test_bytes_that_are_no_pdf_are_our_fault(qapp: QApplication) -> None:
    with pytest.raises(OurFault):
        QtPageRenderer().pages(b"not a PDF", dots_per_inch=72)


def test_a_printer_gets_all_pages_at_full_size(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"

    def file_printer() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        return printer

    sink = PrinterSink(file_printer)
    sink.deliver(Handout("blatt.pdf", red_pages(3)))
    assert sink.form is OutputForm.DRUCK
    printed = QtPageRenderer().pages(target.read_bytes(), dots_per_inch=72)
    assert len(printed) == 3
    image = QImage.fromData(printed[2].png)
    assert image.pixelColor(297, 400).name() == "#ff0000"
    assert image.pixelColor(297, 440).name() == "#ffffff"


def test_without_a_printer_the_world_says_so(qapp: QApplication) -> None:
    with pytest.raises(WorldError) as caught:
        PrinterSink(lambda: None).deliver(Handout("blatt.pdf", red_pages(1)))
    assert caught.value.code is ErrorCode.PRINTER_FAILED
