"""How a row of the tree is drawn: an issuer, a year, a document, a saved search."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zhupi.library.model import CatalogRow
from zhupi.qt import fonts, icons
from zhupi.qt.catalog_model import CatalogModel, Node
from zhupi.qt.themes import Theme
from zhupi.qt.titles import short_number

Index = QModelIndex | QPersistentModelIndex


class CatalogDelegate(QStyledItemDelegate):
    """Draws the words of a row; its ground is the view's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        node = index.data(CatalogModel.NODE)
        tall = isinstance(node, Node) and node.parent is not None and node.parent.parent is None
        return QSize(60, 34 if tall else 30)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node = index.data(CatalogModel.NODE)
        if self.theme is None or not isinstance(node, Node):
            return
        painter.save()
        rect = option.rect.adjusted(2, 0, -12, 0)
        if node.row is None:
            self._paint_branch(painter, rect, node, self.theme)
        else:
            self._paint_document(painter, rect, node, node.row, self.theme)
        painter.restore()

    def _paint_branch(self, painter: QPainter, rect: QRect, node: Node, theme: Theme) -> None:
        top = node.parent is not None and node.parent.parent is None
        painter.setFont(fonts.font("ui", 14 if top else 13, bold=top))
        painter.setPen(theme.ink if top or node.search is not None else theme.muted)
        metrics = QFontMetrics(painter.font())
        if node.search is not None:
            size = 14
            drawn = icons.pixmap("search", theme.muted, size, painter.device().devicePixelRatio())
            painter.drawPixmap(rect.left(), rect.center().y() - size // 2, drawn)
            rect = rect.adjusted(size + 6, 0, 0, 0)
        # A year that holds enclosed texts only has none to count; a search that finds nothing has.
        told = node.count is not None and (node.count > 0 or node.search is not None)
        count = str(node.count) if told else ""
        count_width = QFontMetrics(fonts.font("ui", 12)).horizontalAdvance(count) + 12
        words = metrics.elidedText(
            node.label, Qt.TextElideMode.ElideRight, rect.width() - count_width
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(fonts.font("ui", 12))
        painter.setPen(theme.muted)
        after = rect.adjusted(metrics.horizontalAdvance(words) + 9, 1, 0, 0)
        painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_document(
        self, painter: QPainter, rect: QRect, node: Node, row: CatalogRow, theme: Theme
    ) -> None:
        font = fonts.font("ui", 13)
        font.setItalic(False)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        left = rect.left()
        number = short_number(row.number)
        enclosed = row.enclosed_in is not None
        if number:
            painter.setPen(theme.muted)
            width = max(metrics.horizontalAdvance(number), metrics.horizontalAdvance("00号"))
            painter.drawText(
                QRect(left, rect.top(), width, rect.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                number,
            )
            left += width + 9
        if enclosed:
            size = 13
            drawn = icons.pixmap("enclosed", theme.faint, size, painter.device().devicePixelRatio())
            painter.drawPixmap(left, rect.center().y() - size // 2, drawn)
            left += size + 4
        right = rect.right()
        if row.annotations:
            painter.setBrush(theme.accent)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawEllipse(QRectF(right - 5, rect.center().y() - 2, 5, 5))
            right -= 11
        painter.setPen(theme.muted if enclosed else theme.ink)
        words = metrics.elidedText(node.label, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(
            QRect(left, rect.top(), right - left, rect.height()),
            Qt.AlignmentFlag.AlignVCenter,
            words,
        )
