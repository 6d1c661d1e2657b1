"""How many documents a search found by issuer, year and kind; a click narrows it, another undoes.

::

    发文机关
    ✓ 国务院                       12
      四川省人民政府                  5
      全部 9 项…
    年份
      2018                        11
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zhupi.library.model import SearchResults
from zhupi.qt import fonts, icons
from zhupi.qt.catalog_model import NO_ISSUER, NO_KIND, NO_YEAR, Narrowing
from zhupi.qt.index import Index
from zhupi.qt.passages import SCROLL_BAR
from zhupi.qt.row_model import RowModel
from zhupi.qt.themes import Theme

_FIRST = 4
"""Values of one facet that are shown until all are asked for."""


_HEADING, _VALUE = 30, 26
"""Heights of the rows, in pixels."""


class Facet(StrEnum):
    """What documents are counted by: the names of the fields of `Narrowing`."""

    ISSUER = "issuer"
    YEAR = "year"
    KIND = "kind"


_LABELS = {Facet.ISSUER: "发文机关", Facet.YEAR: "年份", Facet.KIND: "文种"}
_UNKNOWN = {Facet.ISSUER: NO_ISSUER, Facet.YEAR: NO_YEAR, Facet.KIND: NO_KIND}


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A heading (no ``value`` and no count), a value, or the row that asks for all values.

    ``share`` is the count as a part of the greatest of its facet.
    """

    facet: Facet
    label: str
    value: str | int | None = None
    count: int | None = None
    share: float = 0.0
    chosen: bool = False
    more: bool = False

    @property
    def is_heading(self) -> bool:
        return self.value is None and not self.more


def facet_rows(
    results: SearchResults, narrowing: Narrowing, opened: Sequence[Facet]
) -> list[FacetRow]:
    """Rows for what was found; a facet that cannot tell documents apart has none."""
    rows: list[FacetRow] = []
    counts: dict[Facet, Sequence[tuple[str | int, int]]] = {
        Facet.ISSUER: results.issuers,
        Facet.YEAR: results.years,
        Facet.KIND: results.kinds,
    }
    for facet, counted in counts.items():
        chosen = getattr(narrowing, facet)
        if chosen is not None and chosen not in dict(counted):
            counted = [*counted, (chosen, 0)]  # nothing is left of it, but it can be undone
        if len(counted) > 1 or chosen is not None:
            rows.append(FacetRow(facet, _LABELS[facet]))
            rows += _values(facet, counted, chosen, all_shown=facet in opened)
    return rows


def _values(
    facet: Facet,
    counted: Sequence[tuple[str | int, int]],
    chosen: str | int | None,
    *,
    all_shown: bool,
) -> Iterator[FacetRow]:
    greatest = max(count for _, count in counted) or 1
    # One row more says that there are more: not worth it for a single value.
    first = len(counted) if all_shown or len(counted) == _FIRST + 1 else _FIRST
    for place, (value, count) in enumerate(counted):
        if place < first or value == chosen:
            label = str(value) if value else _UNKNOWN[facet]
            yield FacetRow(facet, label, value, count, count / greatest, value == chosen)
    if len(counted) > first:
        yield FacetRow(facet, f"全部 {len(counted)} 项", more=True)


class FacetModel(RowModel[FacetRow]):
    """The values that were counted, under their headings."""

    def leads(self, row: FacetRow) -> bool:
        return not row.is_heading

    def told(self, row: FacetRow, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.ToolTipRole and row.value is not None:
            undo = "再点一次，不再限于此" if row.chosen else "只看这些"
            return f"{row.label}　{row.count} 件\n{undo}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.value is None:
                return row.label
            chosen = "，已选" if row.chosen else ""
            return f"{_LABELS[row.facet]} {row.label}，{row.count} 件{chosen}"
        return None


class FacetDelegate(QStyledItemDelegate):
    """Draws a value with its count, and its share as a pale bar."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.theme: Theme | None = None
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        row = index.data(FacetModel.ROW)
        heading = isinstance(row, FacetRow) and row.is_heading
        return QSize(60, _HEADING if heading else _VALUE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(FacetModel.ROW)
        if self.theme is None or not isinstance(row, FacetRow):
            return
        theme = self.theme
        rect = QRectF(option.rect)
        rect.setWidth(self._view.width() - SCROLL_BAR)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            painter.setFont(fonts.font("ui", 12, bold=True))
            painter.setPen(theme.muted)
            painter.drawText(rect.adjusted(16, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.label)
        else:
            self._paint_ground(painter, option, rect, row, theme)
            self._paint_value(painter, rect, row, theme)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRectF,
        row: FacetRow,
        theme: Theme,
    ) -> None:
        ground = rect.adjusted(8, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        current = current and self._view.hasFocus()
        if row.chosen:
            painter.setBrush(theme.accent_soft)
            painter.drawRoundedRect(ground, 6, 6)
        elif current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.selected if current else theme.hover)
            painter.drawRoundedRect(ground, 6, 6)
        if row.value is not None and not row.chosen:
            bar = QRectF(ground.left() + 20, ground.bottom() - 2, ground.width() - 28, 2)
            bar.setWidth(bar.width() * row.share)
            painter.setBrush(theme.line_strong if current else theme.line)
            painter.drawRoundedRect(bar, 1, 1)
        if current and row.chosen:
            painter.setPen(theme.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_value(self, painter: QPainter, rect: QRectF, row: FacetRow, theme: Theme) -> None:
        centre = Qt.AlignmentFlag.AlignVCenter
        words = rect.adjusted(28, 0, -12, -1)
        if row.chosen:
            ratio = painter.device().devicePixelRatio()
            tick = icons.pixmap("check", theme.accent, 12, ratio)
            painter.drawPixmap(round(rect.left()) + 13, round(rect.center().y()) - 6, tick)
        painter.setFont(fonts.font("ui", 12))
        painter.setPen(theme.accent if row.chosen else theme.muted)
        if row.count is not None:
            painter.drawText(words, centre | Qt.AlignmentFlag.AlignRight, str(row.count))
            used = QFontMetrics(painter.font()).horizontalAdvance(str(row.count)) + 10
            words = words.adjusted(0, 0, -used, 0)
        painter.setFont(fonts.font("ui", 13, bold=row.chosen))
        painter.setPen(theme.accent if row.chosen or row.more else theme.ink)
        metrics = QFontMetrics(painter.font())
        label = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, centre, label)


class FacetView(QListView):
    """The counts. A click, Enter or the space bar chooses a value or gives it up."""

    narrowed = Signal(object)
    """The `Narrowing` that is wanted now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facets")
        self.setAccessibleName("按机关、年份、文种缩小范围")
        self.rows = FacetModel(self)
        self.delegate = FacetDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._narrowing = Narrowing()
        self._results: SearchResults | None = None
        self._opened: list[Facet] = []
        self.clicked.connect(self._on_chosen)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.delegate.theme = theme
        self.viewport().update()

    def show_counts(self, results: SearchResults, narrowing: Narrowing) -> None:
        """Show how many were found, and what is chosen."""
        if self._results is None or results.query != self._results.query:
            self._opened = []
        self._results, self._narrowing = results, narrowing
        self._show()

    def _show(self) -> None:
        if self._results is None:
            return
        here = self._row(self.currentIndex())
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        self.rows.set_rows(facet_rows(self._results, self._narrowing, self._opened))
        for number, row in enumerate(self.rows.rows()):
            if here is not None and (row.facet, row.value) == (here.facet, here.value):
                self.setCurrentIndex(self.rows.index(number))
        bar.setValue(scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_chosen(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contents_height(self) -> int:
        """How many pixels all rows need."""
        return sum(_HEADING if row.is_heading else _VALUE for row in self.rows.rows()) + 10

    def enter(self) -> None:
        """Put the focus here, on a value."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._row(self.currentIndex()) is None and self.rows.rowCount() > 1:
            self.setCurrentIndex(self.rows.index(1))

    def _row(self, index: QModelIndex) -> FacetRow | None:
        row = index.data(FacetModel.ROW)
        return row if isinstance(row, FacetRow) and not row.is_heading else None

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self._row(index)
        if row is None:
            return
        if row.more:
            self._opened.append(row.facet)
            self._show()
            return
        value = None if row.chosen else row.value
        text = value if isinstance(value, str) else None
        match row.facet:
            case Facet.ISSUER:
                wanted = replace(self._narrowing, issuer=text)
            case Facet.KIND:
                wanted = replace(self._narrowing, kind=text)
            case Facet.YEAR:
                year = value if isinstance(value, int) else None
                wanted = replace(self._narrowing, year=year)
        self.narrowed.emit(wanted)
