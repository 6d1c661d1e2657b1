"""The trees of the window: the catalog and the outline."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyleOptionViewItem, QTreeView, QWidget

from zhupi.qt import icons
from zhupi.qt.index import Index
from zhupi.qt.themes import Theme


def _plain(index: Index) -> QModelIndex:
    return index.model().index(index.row(), index.column(), index.parent())


class PaperTree(QTreeView):
    """A tree without lines. A selected row is one unbroken rounded ground, from edge to edge."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme | None = None
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setViewportMargins(4, 0, 0, 0)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: Index
    ) -> None:
        if self.theme is not None:
            state = options.state
            selected = self.selectionModel().isSelected(_plain(index))
            over = bool(state & QStyle.StateFlag.State_MouseOver)
            if selected or over:
                ground = self.ground(options.rect)
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.selected if selected else self.theme.hover)
                painter.drawRoundedRect(ground, 6, 6)
                # On the first level it would lie over the mark that unfolds the row.
                if selected and (index.parent().isValid() or not self.model().hasChildren(index)):
                    painter.setBrush(self.theme.accent)
                    bar = QRectF(4, ground.top() + 6, 3, ground.height() - 12)
                    painter.drawRoundedRect(bar, 1.5, 1.5)
                painter.restore()
            elif _plain(index) == self.currentIndex() and self.hasFocus():
                # Where the keys have gone without selecting it.
                painter.save()
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(self.theme.line_strong)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.ground(options.rect), 6, 6)
                painter.restore()
        super().drawRow(painter, options, index)

    def ground(self, rect: QRect) -> QRectF:
        """The place of a row from edge to edge."""
        return QRectF(4, rect.top() + 1, self.viewport().width() - 12, rect.height() - 2)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802
        if self.theme is None or not self.model().hasChildren(index):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = 12
        ratio = painter.device().devicePixelRatio()
        drawn = icons.pixmap("chevron", self.theme.muted, size, ratio)
        centre = QPoint(rect.right() - 6, rect.center().y() + 1)
        painter.translate(centre)
        if not self.isExpanded(_plain(index)):
            painter.rotate(-90)
        painter.drawPixmap(-size // 2, -size // 2, drawn)
        painter.restore()
