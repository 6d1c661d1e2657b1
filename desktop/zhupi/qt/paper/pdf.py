"""Sheets as a PDF: A4, fonts embedded, its text to be found and copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPdfWriter

from zhupi.errors import UnwritableFile
from zhupi.jobs import Job
from zhupi.qt.paper.glyph_text import with_true_text
from zhupi.qt.paper.lines import Line, Recorder
from zhupi.qt.paper.paging import Page
from zhupi.qt.paper.sheet import Sheets

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_RESOLUTION = 1200
TWIPS = 1440
PROGRAM = "朱批"


def pdf(
    sheets: Sheets, author: str, job: Job | None = None, pages: Sequence[Page] | None = None
) -> bytes:
    """The sheets, all or the pages given, as a PDF file. Raises `Cancelled`."""
    job = job or Job()
    for _ in sheets.pages(job):
        pass
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(sheets.title)
    writer.setAuthor(author)
    writer.setCreator(PROGRAM)
    set_page(writer)
    drawn = paint(sheets, writer, _RESOLUTION, job, pages)
    data = bytes(buffer.data().data())
    buffer.close()
    return with_true_text(data, drawn)


def set_page(device: QPagedPaintDevice) -> None:
    """A4 without margins: the sheets have their own."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def asked(sheets: Sheets, printer: QPrinter) -> list[Page]:
    """The pages that a printer was told to print."""
    first = printer.fromPage() or 1
    last = printer.toPage() or len(sheets.made)
    return [page for page in sheets.made if first <= page.number <= last]


def on_printer(sheets: Sheets, printer: QPrinter, job: Job) -> int:
    """Print the pages that the printer was told to; return how many. Raises `Cancelled`."""
    wanted = asked(sheets, printer)
    set_page(printer)
    printer.setFullPage(True)
    printer.setCreator(PROGRAM)
    paint(sheets, printer, printer.resolution(), job, wanted)
    return len(wanted)


def paint(
    sheets: Sheets,
    device: QPagedPaintDevice,
    resolution: int,
    job: Job,
    pages: Sequence[Page] | None = None,
) -> list[Line]:
    """Draw pages, all or those given, which were made before; return what was drawn.

    Raises `Cancelled`, and `UnwritableFile` if the device does not answer.
    """
    wanted = sheets.made if pages is None else pages
    painter = Recorder(device)
    drawn = painter.drawn
    if not painter.isActive():
        raise UnwritableFile("打印机没有应答，请检查是否已经连接、打开。")
    try:
        painter.scale(resolution / TWIPS, resolution / TWIPS)
        for number, page in enumerate(wanted):
            job.report(number, len(wanted), f"第{page.number}页")
            if number:
                device.newPage()
            sheets.draw(painter, page, len(sheets.made))
    finally:
        # It ends with that, which embeds the fonts: 0.2 s. `end` would hold the interpreter's lock
        # so long, and with it the window; deleting does not.
        shiboken6.delete(painter)
    return drawn
