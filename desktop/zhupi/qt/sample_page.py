"""A few lines of a document, as they would be set now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from zhupi.annotations.model import Colour
from zhupi.gazette.model import Block, BlockKind, Document, Heading
from zhupi.library.model import Sketch
from zhupi.qt.page_paint import PagePainter
from zhupi.qt.typeset import Look, typeset

_WORDS = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"
_FIRST = (
    f"（一）基本概念。{_WORDS}，支出责任是政府履行财政事权的支出义务和保障。"
    "到2020年，基本完成主要领域改革，形成“谁的财政事权谁承担支出责任”的划分框架。"
    "〔责任单位：财政厅、省发展改革委〕"
)
_SECOND = (
    "各地、各部门要按照《国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见》"
    "（国发〔2016〕49号）要求，结合实际抓好落实。"
)
_TEXTS = (
    (BlockKind.HEADING, "一、总体要求", 1),
    (BlockKind.PARAGRAPH, _FIRST, 2),
    (BlockKind.PARAGRAPH, _SECOND, None),
    (BlockKind.SIGNOFF, "国务院", None),
    (BlockKind.DATE, "2016年8月16日", None),
)
_PADDING = 14


def _document() -> Document:
    blocks = tuple(
        Block(kind, text, (line, line), level=level)
        for line, (kind, text, level) in enumerate(_TEXTS, 1)
    )
    return Document(
        title="示例",
        number=None,
        issuers=(),
        kind=None,
        date=None,
        addressees=None,
        signoff=None,
        complete=True,
        lines=(1, len(blocks)),
        blocks=blocks,
        headings=(Heading(2, "（一）基本概念。", (2, 2), run_in=True, block=1),),
    )


class SamplePage(QWidget):
    """Shows the whole column: made smaller where it is wider than there is room."""

    scaled = Signal(float)
    """How much smaller it is shown than the page will be; 1.0 at its true size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._document = _document()
        self.setAccessibleName("示例")
        self.setMinimumSize(300, 190)

    def _scale(self) -> float:
        room = self.width() - 2 * _PADDING
        return min(1.0, room / self._look.width) if self._look is not None else 1.0

    def set_look(self, look: Look) -> None:
        """Show how the text is set with this look."""
        self._look = look
        self._page = typeset(self._document, look)
        self._page.text.setTextWidth(look.width)
        start = self._document.text.index(_WORDS)
        mark = Sketch(
            id="sample",
            whole=0,
            start=start,
            end=start + len(_WORDS),
            colour=Colour.YELLOW.value,
            underlined=0,
            orphan=0,
            noted=1,
            modified="",
        )
        self._painter = PagePainter(look.theme, look.size, {}, self._page.map)
        self._painter.set_marks([mark])
        self.scaled.emit(self._scale())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.scaled.emit(self._scale())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        if self._look is None:
            return
        theme, scale, painter = self._look.theme, self._scale(), QPainter(self)
        painter.fillRect(self.rect(), theme.paper)
        painter.setPen(QPen(theme.line, 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setClipRect(self.rect().adjusted(1, 1, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        free = (self.width() - self._look.width * scale) / 2
        painter.translate(max(_PADDING, free), _PADDING)
        painter.scale(scale, scale)
        layout = self._page.text.documentLayout()
        block = self._page.text.begin()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            self._painter.paint(painter, block, rect, self._painter.in_block(block, rect))
            block = block.next()
        self._page.text.drawContents(painter)
        painter.end()
