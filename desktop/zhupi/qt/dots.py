"""The sign of a highlight's colour, for buttons and lists."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap


def dot(
    colour: QColor,
    edge: QColor,
    *,
    chosen: bool = False,
    underlined: bool = False,
    size: int = 18,
) -> QIcon:
    """Draw a colour to choose: a disc, over a line where it underlines."""
    drawn = QPixmap(QSize(size * 2, size * 2))
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.5))
    if underlined:
        painter.fillRect(QRectF(1, size - 3, size - 2, 2.5), edge)
        painter.setBrush(colour)
        inner = QRectF(4, 1.5, size - 8, size - 8)
    else:
        painter.setBrush(colour)
        inner = QRectF(2, 2, size - 4, size - 4)
    painter.drawEllipse(inner)
    if chosen:
        painter.setBrush(edge)
        painter.drawEllipse(inner.center(), 3, 3)
    painter.end()
    return QIcon(drawn)
