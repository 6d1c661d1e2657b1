"""Sheets as a PDF: A4, fonts embedded, its text to be found and copied."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPdfWriter

from zhupi.jobs import Job
from zhupi.qt.sheets.glyph_text import with_true_text
from zhupi.qt.sheets.lines import Line, Recorder
from zhupi.qt.sheets.sheet import Sheets

_RESOLUTION = 1200
TWIPS = 1440
PROGRAM = "朱批"


def pdf(sheets: Sheets, title: str, author: str, job: Job | None = None) -> bytes:
    """The whole of the sheets as a PDF file. Raises `Cancelled`."""
    job = job or Job()
    for _ in sheets.pages(job):
        pass
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setAuthor(author)
    writer.setCreator(PROGRAM)
    set_page(writer)
    drawn = paint(sheets, writer, _RESOLUTION, job)
    data = bytes(buffer.data().data())
    buffer.close()
    return with_true_text(data, drawn)


def set_page(device: QPagedPaintDevice) -> None:
    """A4 without margins: the sheets have their own."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def paint(sheets: Sheets, device: QPagedPaintDevice, resolution: int, job: Job) -> list[Line]:
    """Draw all pages, which were made before, on a device; return what was drawn.

    Raises `Cancelled`.
    """
    pages = sheets.made
    painter = Recorder(device)
    try:
        painter.scale(resolution / TWIPS, resolution / TWIPS)
        for number, page in enumerate(pages):
            job.report(number, len(pages), f"第{number + 1}页")
            if number:
                device.newPage()
            sheets.draw(painter, page, len(pages))
    finally:
        painter.end()
    return painter.drawn
