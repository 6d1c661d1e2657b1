"""The left pane while something is searched: count, answers, order, hits, and the counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.library.citation_model import State
from zhupi.library.model import SearchHit, SearchResults
from zhupi.qt.actions import SORTS, TABLE
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.facets import FacetView
from zhupi.qt.flags import flagged
from zhupi.qt.passages import PassageRow, PassageView, RowKind
from zhupi.qt.result_rows import entry_rows, hit_rows, note_rows
from zhupi.qt.searching import Found
from zhupi.qt.themes import Theme

_SAID_AFTER = 150
"""Milliseconds a search may take before it is said that it is under way."""
_SHARE, _MOST = 0.36, 0.7
"""How much of the pane the counts take by themselves, and how much the user may give them."""


class ResultsPane(QWidget):
    """The hits, with their count over them and what narrows them below."""

    left = Signal()
    row_chosen = Signal(object)
    """A `PassageRow` that names a place."""
    narrowing_given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self._rows: list[PassageRow] = []
        self._all_notes = False
        self._states: Mapping[str, State] = {}
        self.facet_height = 0
        """What the user gave the counts under the list; 0 if nothing."""
        self.count = QLabel()
        self.count.setObjectName("resultsCount")
        self.answer = _words("resultsAnswer")
        self.warning = _words("resultsWarning")
        self.position = QLabel()
        self.position.setObjectName("resultsHead")
        self.position.setToolTip("本文的第几处命中")
        self.back = QPushButton("返回")
        self.back.setToolTip("返回目录（Esc）")
        self.back.setAccessibleName("返回目录")
        self.back.setProperty("quiet", "true")
        self.save_button = QToolButton()
        self.view = PassageView()
        self.view.setLayoutMode(PassageView.LayoutMode.SinglePass)
        self.view.setAccessibleName("搜索结果")
        self.nothing = _words("hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.widen = QPushButton("清除筛选")
        self.facets = FacetView()
        self.split = QSplitter(Qt.Orientation.Vertical)
        self._sorts = QHBoxLayout()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_SAID_AFTER)
        self._waiting.timeout.connect(lambda: self.count.setText("搜索中…"))
        self._arrange()
        self.back.clicked.connect(self.left)
        self.view.row_chosen.connect(self._on_row_chosen)
        self.split.splitterMoved.connect(self._on_split_moved)
        self.widen.clicked.connect(self.narrowing_given_up)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(2)
        head.addWidget(self.count, 1)
        head.addWidget(self.save_button)
        head.addWidget(self.back)
        under = QVBoxLayout()
        under.setContentsMargins(16, 0, 16, 2)
        under.setSpacing(4)
        under.addWidget(self.answer)
        under.addWidget(self.warning)
        self._sorts.setContentsMargins(12, 0, 16, 2)
        self._sorts.setSpacing(2)
        upper = QWidget()
        hits = QVBoxLayout(upper)
        hits.setContentsMargins(0, 0, 0, 0)
        hits.setSpacing(10)
        self.nothing.setContentsMargins(24, 28, 24, 0)
        hits.addWidget(self.nothing)
        hits.addWidget(self.widen, 0, Qt.AlignmentFlag.AlignHCenter)
        hits.addWidget(self.view, 1)
        self._rest = QWidget()
        hits.addWidget(self._rest, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(upper)
        self.split.addWidget(self.facets)
        self.split.setStretchFactor(0, 1)
        self.facets.setMinimumHeight(84)
        upper.setMinimumHeight(160)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 11, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(under)
        layout.addLayout(self._sorts)
        layout.addWidget(self.split, 1)

    def set_actions(self, actions: dict[str, QAction]) -> None:
        """Give the buttons what they do."""
        for name in SORTS:
            button = QToolButton()
            button.setDefaultAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setProperty("segment", "true")
            button.setAccessibleName(actions[name].text())
            actions[name].setIconText(TABLE[name].text.removeprefix("按").removesuffix("排列"))
            self._sorts.addWidget(button)
        self._sorts.addStretch(1)
        self._sorts.addWidget(self.position)
        self.save_button.setDefaultAction(actions["save_search"])
        self.save_button.setIconSize(QSize(18, 18))
        self.save_button.setAccessibleName(actions["save_search"].text())

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.set_theme(theme)
        self.facets.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the counts what they need, but no more than their share or what the user gave."""
        height = self.split.height()
        share = min(self.facet_height, round(height * _MOST)) or round(height * _SHARE)
        wanted = min(share, self.facets.contents_height())
        self.split.setSizes([height - wanted, wanted])

    def _on_split_moved(self) -> None:
        self.facet_height = self.split.sizes()[1]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # What is shown

    def start(self) -> None:
        """A search is under way: say so if it takes long, and leave the last results there."""
        self._waiting.start()

    def stop(self) -> None:
        """The search is over."""
        self._waiting.stop()
        self.count.setText("")

    def show_found(self, found: Found) -> None:
        """Show what was found; where the same was searched again, what is in sight stays."""
        results, wanted = found.results, found.wanted
        self._all_notes = found.again and self._all_notes
        self._found = found
        self._rows = hit_rows(results.hits, wanted.sort)
        self._show_head(results, found)
        if found.again:
            self.view.change_rows(self._all_rows())
        else:
            self.view.show_rows(self._all_rows())
        narrowing = Narrowing(issuer=wanted.issuer, year=wanted.year, kind=wanted.kind)
        self.facets.show_counts(results, narrowing)
        self.facets.setVisible(self.facets.rows.rowCount() > 0)
        self._fit()
        nothing = not self.view.rows.rowCount()
        self.view.setVisible(not nothing)
        self._rest.setVisible(nothing)
        self.nothing.setVisible(nothing)
        self.widen.setVisible(nothing and bool(narrowing))
        within = "在筛选的范围内" if narrowing else ""
        self.nothing.setText(f"{within}没有找到“{results.query}”。\n{_advice(results, narrowing)}")

    def add_hits(self, hits: Sequence[SearchHit], after: SearchHit | None) -> None:
        """Show a further page at the end."""
        if self._found is not None:
            self._rows += hit_rows(hits, self._found.wanted.sort, after)
            self.view.change_rows(self._all_rows())

    def set_states(self, states: Mapping[str, State]) -> None:
        """Say beside the documents what is known of their force."""
        if states != self._states:
            self._states = states
            self.view.change_rows(self._all_rows())

    def show_position(self, place: int, count: int) -> None:
        """Tell which hit of the open document is the current one."""
        self.position.setText(f"{place} / {count} 处" if place else "")

    def show_end(self, step: int) -> None:
        """Tell that there is no further hit."""
        self.position.setText("已是最后一处" if step > 0 else "已是第一处")

    def _show_head(self, results: SearchResults, found: Found) -> None:
        words = f"{results.total} 件公文"
        if results.total == len(results.hits) and (places := sum(h.count for h in results.hits)):
            words += f"，{places} 处"
        own = [
            f"{count} 条{what}"
            for count, what in ((found.notes_total, "批注"), (len(found.entries), "摘编"))
            if count
        ]
        if own and not results.total:
            words = "，".join(own)
        self.count.setText(words)
        self.view.setAccessibleDescription(words)
        for label, text in ((self.answer, results.number), (self.warning, results.warning)):
            label.setText(text or "")
            label.setVisible(bool(text))

    def _all_rows(self) -> list[PassageRow]:
        found = self._found
        if found is None:
            return self._rows
        over = note_rows(found.notes, found.notes_total, all_shown=self._all_notes)
        over += entry_rows(found.entries)
        if over and self._rows and self._rows[0].kind is not RowKind.GROUP:
            over.append(PassageRow(RowKind.GROUP, "正文"))
        return over + flagged(self._rows, self._states)

    def _on_row_chosen(self, row: PassageRow) -> None:
        if row.kind is RowKind.MORE:
            self._all_notes = True
            self.view.change_rows(self._all_rows())
        else:
            self.row_chosen.emit(row)


def _advice(results: SearchResults, narrowing: Narrowing) -> str:
    if narrowing:
        return "清除筛选，就在全库里找。"
    if len(results.query) > 4 and " " not in results.query:
        return "试试只留关键的几个字，或用空格隔开几个词。"
    return "试试换个说法。"


def _words(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
