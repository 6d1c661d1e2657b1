"""A sheet of paper in a dialog, to be looked at before it is written or printed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_EDGE = 18
"""Pixels around the sheet."""
_LEAST = 240


class _Paper(QWidget):
    """The sheet itself, white in every theme as paper is."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self.image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        page = QRectF(_EDGE, _EDGE, self.width() - 2 * _EDGE, self.height() - 2 * _EDGE)
        painter.fillRect(page.translated(QPointF(2, 3)), QColor(0, 0, 0, 40))
        painter.drawImage(page, self.image)
        painter.setPen(QColor(0, 0, 0, 60))
        painter.drawRect(page)


class SheetView(QScrollArea):
    """Shows a page as wide as there is room; the keys scroll."""

    resized = Signal()
    """There is room for a page of another width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheetView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._paper = _Paper()
        self.setWidget(self._paper)

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._paper.image

    def page_width(self) -> int:
        """The breadth of a page in pixels of the screen."""
        room = max(_LEAST, self.viewport().width() - 2 * _EDGE)
        return round(room * self.devicePixelRatioF())

    def show_page(self, image: QImage | None, text: str) -> None:
        """Show a page; ``text`` is what is read out of it."""
        self._paper.image = image
        self._paper.setAccessibleDescription(text)
        self.setAccessibleDescription(text)
        self._fit()
        self._paper.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def _fit(self) -> None:
        room = max(_LEAST, self.viewport().width() - 2 * _EDGE)
        height = round(room * 297 / 210)
        if self._paper.image is not None and self._paper.image.width():
            height = round(room * self._paper.image.height() / self._paper.image.width())
        self._paper.resize(QSize(room + 2 * _EDGE, height + 2 * _EDGE))
