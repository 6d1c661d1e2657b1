"""How a row of the tree is drawn: a group, an issuer, a year, an issue, a document."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from zhupi.library.citation_model import State
from zhupi.library.model import CatalogRow
from zhupi.qt import fonts, icons
from zhupi.qt.catalog_model import CatalogModel
from zhupi.qt.catalog_nodes import Kind, Node
from zhupi.qt.catalog_words import RowMarks
from zhupi.qt.index import Index
from zhupi.qt.themes import Theme
from zhupi.qt.titles import short_number

HEIGHT = 31
"""Of every row: the view need not ask for each of thousands."""
_ICONS = {
    Kind.FAVOURITES: "starred",
    Kind.RECENT: "history",
    Kind.COLLECTIONS: "collection",
    Kind.COLLECTION: "collection",
    Kind.TAGS: "tag",
    Kind.SEARCHES: "search",
    Kind.SEARCH: "search",
}
_FORCE_FROM = 190
"""A row narrower than this keeps all its room for the title."""
_GAP = 7
_CENTRE = Qt.AlignmentFlag.AlignVCenter


class CatalogDelegate(QStyledItemDelegate):
    """Draws the words of a row; its ground is the view's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        return QSize(60, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node = index.data(CatalogModel.NODE)
        if self.theme is None or not isinstance(node, Node):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(2, 0, -12, 0)
        if node.row is None:
            _Branch(painter, self.theme).paint(rect, node)
        else:
            _Document(painter, self.theme).paint(
                rect, node, node.row, index.data(CatalogModel.MARKS)
            )
        painter.restore()


class _Row:
    """Draws one row in the colours of a theme."""

    def __init__(self, painter: QPainter, theme: Theme) -> None:
        self.painter = painter
        self.theme = theme

    def icon(self, name: str, rect: QRect, size: int, *, strong: bool = False) -> None:
        """Draw an icon at the left edge of a place."""
        colour = self.theme.accent if strong else self.theme.muted
        drawn = icons.cached(name, colour, size, self.painter.device().devicePixelRatio())
        self.painter.drawPixmap(rect.left(), rect.center().y() - size // 2, drawn)


class _Branch(_Row):
    """A row with others under it, or a saved search."""

    def paint(self, rect: QRect, node: Node) -> None:
        theme, painter = self.theme, self.painter
        top = node.is_top
        name = _ICONS.get(node.kind, "")
        if name:
            self.icon(name, rect, 14, strong=node.kind is Kind.FAVOURITES)
            rect = rect.adjusted(20, 0, 0, 0)
        font = fonts.font("ui", 14 if top else 13, bold=top)
        if node.kind is Kind.HINT:
            font = fonts.font("ui", 12)
        ink = top or node.renamable or node.kind in (Kind.TAG, Kind.ISSUE)
        painter.setFont(font)
        painter.setPen(theme.ink if ink else theme.muted)
        # A year that holds enclosed texts only has none to count; what the user made has.
        told = node.count is not None and (node.count > 0 or node.renamable)
        count = str(node.count) if told else ""
        small = QFontMetrics(fonts.font("ui", 12))
        room = rect.width() - (small.horizontalAdvance(count) + 12 if count else 0)
        words = QFontMetrics(font).elidedText(node.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, _CENTRE, words)
        at = QFontMetrics(font).horizontalAdvance(words) + 9
        painter.setFont(fonts.font("ui", 12))
        painter.setPen(theme.muted)
        painter.drawText(rect.adjusted(at, 1, 0, 0), _CENTRE, count)
        if node.names:
            at += small.horizontalAdvance(count) + 9
            also = small.elidedText(
                f"（{'、'.join(node.names)}）", Qt.TextElideMode.ElideRight, rect.width() - at
            )
            painter.drawText(rect.adjusted(at, 1, 0, 0), _CENTRE, also)


class _Document(_Row):
    """A document, or an enclosed text: its number and title, and at the right what is known."""

    def paint(self, rect: QRect, node: Node, row: CatalogRow, marks: RowMarks) -> None:
        painter, theme = self.painter, self.theme
        font = fonts.font("ui", 13)
        metrics = QFontMetrics(font)
        left = rect.left()
        # 49号 tells which one it is only beside others of its body and year.
        under_year = node.parent is not None and node.parent.kind is Kind.YEAR
        number = short_number(row.number) if under_year else ""
        enclosed = row.enclosed_in is not None
        if number:
            painter.setFont(font)
            painter.setPen(theme.muted)
            width = max(metrics.horizontalAdvance(number), metrics.horizontalAdvance("00号"))
            place = QRect(left, rect.top(), width, rect.height())
            painter.drawText(place, _CENTRE | Qt.AlignmentFlag.AlignRight, number)
            left += width + 9
        if enclosed:
            self.icon("enclosed", QRect(left, rect.top(), 13, rect.height()), 13)
            left += 17
        right = self._paint_marks(rect, row, marks)
        painter.setFont(font)
        quiet = enclosed or marks.done or marks.state in (State.REPEALED, State.REPLACED)
        painter.setPen(theme.muted if quiet else theme.ink)
        words = metrics.elidedText(node.label, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), _CENTRE, words)

    def _paint_marks(self, rect: QRect, row: CatalogRow, marks: RowMarks) -> int:
        """Draw from the right what is known of a document; return where its title has to end."""
        painter, theme = self.painter, self.theme
        right = rect.right()
        if row.annotations:
            painter.setBrush(theme.accent)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRectF(right - 5, rect.center().y() - 2, 5, 5))
            right -= 5 + _GAP
        if marks.favourite:
            self.icon("starred", QRect(right - 12, rect.top(), 12, rect.height()), 12, strong=True)
            right -= 12 + _GAP
        if marks.done:
            self.icon("check", QRect(right - 12, rect.top(), 12, rect.height()), 12)
            right -= 12 + _GAP
        elif marks.percent:
            right = self._paint_word(rect, right, f"{marks.percent}%", warning=False)
        if marks.force and rect.width() >= _FORCE_FROM:
            right = self._paint_word(rect, right, marks.force, warning=marks.state is not None)
        return right

    def _paint_word(self, rect: QRect, right: int, word: str, *, warning: bool) -> int:
        font = fonts.font("ui", 11)
        width = QFontMetrics(font).horizontalAdvance(word)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.warning if warning else self.theme.muted)
        self.painter.drawText(QRect(right - width, rect.top(), width, rect.height()), _CENTRE, word)
        return right - width - _GAP
