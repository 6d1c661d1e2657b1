"""Orphans (失锚批注): annotations that lost their place, and where each of them may belong.

::

    失锚批注  2 条待处理 · 1 条已保留                       [返回正文 Esc]
    ┃ the rows, as in the notes view
    原来的文字          可能的位置，按 1 至 5 放回
    …                   1　字句 96%　上下文 80%　…
    [放回 Enter] [放到所选 S] [保留 K] [删除 Delete]
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zhupi.library.model import Candidate, NoteRow, Orphan
from zhupi.qt.candidates import CandidateView, may_belong, stood
from zhupi.qt.flow_layout import FlowLayout
from zhupi.qt.instead_page import InsteadPage, nothing
from zhupi.qt.note_row_view import NoteRowView
from zhupi.qt.note_rows import PAGE
from zhupi.qt.themes import Theme

_WHY = (
    "这些批注的原文改动了或已不在文库里，找不到原来的位置；文字和批注都还在。\n"
    "放回右边可能的位置（按数字键），或照原样保留。"
)
_NONE = "没有失锚的批注。\n每条批注都在它的原文上。"


class OrphansPage(InsteadPage):
    """Shows the orphans and says what is to become of them."""

    chosen = Signal()
    """Another orphan is the current one."""
    reattach_requested = Signal(int)
    """The number of the candidate, from 0."""
    selection_requested = Signal()
    """It belongs where the words are that are selected in the text."""
    keep_requested = Signal()
    delete_requested = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("失锚批注", parent)
        self.why = QLabel(_WHY)
        self.why.setProperty("class", "muted")
        self.why.setWordWrap(True)
        self.why.setContentsMargins(24, 0, 24, 6)
        self.view = NoteRowView()
        self.view.setAccessibleName("失锚批注")
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setDragEnabled(False)
        self.original = CandidateView("原来的文字", selectable=False)
        self.places = CandidateView("可能的位置", selectable=True)
        self.nowhere = QLabel()
        self.nowhere.setObjectName("hint")
        self.nowhere.setWordWrap(True)
        self.nowhere.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nowhere.setContentsMargins(16, 12, 24, 0)
        self.nothing = nothing(_NONE)
        self._orphans: tuple[Orphan, ...] = ()
        self._shown: tuple[Orphan, tuple[Candidate, ...]] | None = None
        self._lay_out()
        self.view.selectionModel().currentChanged.connect(self.chosen)
        self.view.opened.connect(lambda _row: self._enter_places())
        self.view.delete_requested.connect(self.delete_requested)
        self.places.selectionModel().currentChanged.connect(
            lambda index, _before: self._show_original(index.row())
        )
        self.places.activated.connect(lambda index: self.reattach_requested.emit(index.row()))
        for watched in (self.view, self.places):
            watched.installEventFilter(self)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.places, 1)
        right.addWidget(self.nowhere, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(12, 10, 6, 0)
        beside.setSpacing(0)
        beside.addWidget(self.original, 1)
        beside.addLayout(right, 1)
        self.detail = QWidget()
        self.detail.setObjectName("orphanDetail")
        below = QVBoxLayout(self.detail)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(beside, 1)
        below.addWidget(self._make_bar())
        layout = self.begin()
        layout.addWidget(self.why)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.detail, 1)
        layout.addWidget(self.nothing, 1)

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("notesBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.attach = QPushButton("放回　Enter")
        self.attach.setToolTip("放回右边选中的位置；也可直接按 1 至 5")
        self.select = QPushButton("放到所选　S")
        self.select.setToolTip("放到正文里选中的文字上")
        self.keep = QPushButton("保留　K")
        self.keep.setToolTip("照原样留着，不再提醒")
        self.delete = QPushButton("删除　Delete")
        self.open = QPushButton("看公文　O")
        self.open.setToolTip("打开它原来所在的公文")
        row = FlowLayout(bar, QMargins(24, 8, 14, 8), 6)
        for button in (self.attach, self.select, self.keep, self.delete, self.open):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("small", "true")
            row.addWidget(button)
        self.attach.clicked.connect(self._attach_current)
        self.select.clicked.connect(self.selection_requested)
        self.keep.clicked.connect(self.keep_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.open.clicked.connect(self.open_requested)
        return bar

    def set_read_only(self) -> None:
        """Another window writes: show, and change nothing."""
        self.view.read_only = True
        for button in (self.attach, self.select, self.keep, self.delete):
            button.setEnabled(False)

    # Showing

    @property
    def current(self) -> Orphan | None:
        """The orphan that is looked at."""
        row = self.view.currentIndex().row()
        return self._orphans[row] if 0 <= row < len(self._orphans) else None

    def selected(self) -> list[Orphan]:
        """Those that are selected."""
        return [
            self._orphans[row]
            for first, last in self.view.selected_ranges()
            for row in range(first, last + 1)
        ]

    def show_orphans(self, orphans: Sequence[Orphan], wanted: str = "") -> None:
        """List them; the current one is that which is wanted, else which was or follows."""
        before = self.view.currentIndex().row()
        if not wanted and self.current is not None:
            wanted = self.current.annotation.id
        self._orphans = tuple(orphans)
        rows = self.view.rows
        rows.kept = frozenset(one.annotation.id for one in orphans if one.kept)
        rows.set_total(len(orphans))
        listed = [NoteRow(one.annotation, one.row, "") for one in orphans]
        for page in range(-(-len(listed) // PAGE)):
            rows.take(page, listed[page * PAGE : (page + 1) * PAGE])
        still = len(orphans) - len(rows.kept)
        told = [f"{still} 条待处理"] + ([f"{len(rows.kept)} 条已保留"] if rows.kept else [])
        self.count.setText(" · ".join(told))
        for part in (self.view, self.detail, self.why, self.count):
            part.setVisible(bool(orphans))
        self.nothing.setVisible(not orphans)
        ids = [one.annotation.id for one in orphans]
        at = ids.index(wanted) if wanted in ids else min(max(before, 0), len(ids) - 1)
        if at >= 0:
            self.view.select_rows([at], at)
            self.view.scrollTo(rows.index(at))
        self.chosen.emit()

    def show_candidates(self, orphan: Orphan, candidates: Sequence[Candidate] | None) -> None:
        """Show where it stood and where it may belong; ``None``: that is being looked for."""
        self._shown = orphan, tuple(candidates or ())
        self._show_original(0)
        passages = [may_belong(orphan, one, at) for at, one in enumerate(candidates or (), 1)]
        self.places.passages.set_rows(passages)
        self.places.setVisible(bool(passages))
        self.nowhere.setVisible(not passages)
        if candidates is None:
            self.nowhere.setText("正在找可能的位置…")
        elif orphan.annotation.selector is None:
            self.nowhere.setText(
                "这是一件公文的笔记，那件公文已不在文库里。\n打开它该属于的公文，再回来按 S。"
            )
        else:
            self.nowhere.setText(
                "没有找到相近的文字。\n可在正文里选中它该在的文字，再回来按 S；或按 K 照原样保留。"
            )
        self.keep.setText("恢复提醒　K" if orphan.kept else "保留　K")
        self.attach.setEnabled(bool(passages) and not self.view.read_only)
        self.open.setEnabled(not orphan.absent)
        if passages:
            self.places.setCurrentIndex(self.places.passages.index(0))

    def _show_original(self, row: int) -> None:
        """Show where it stood, with what is other than in the candidate that is looked at."""
        if self._shown is not None:
            orphan, candidates = self._shown
            beside = candidates[row] if 0 <= row < len(candidates) else None
            self.original.passages.set_rows([stood(orphan, beside)])

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.delegate.theme = theme
        self.view.delegate.forget()
        self.view.viewport().update()
        self.original.set_theme(theme)
        self.places.set_theme(theme)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The keys that decide work in both lists, which would take them for a search."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_O:
            self.open_requested.emit()
        elif watched is self.places and key == Qt.Key.Key_Left:
            self.view.setFocus()
        elif watched is self.view and key == Qt.Key.Key_Right:
            self._enter_places()
        elif self.view.read_only:
            return False
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.reattach_requested.emit(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_K:
            self.keep_requested.emit()
        elif key == Qt.Key.Key_S:
            self.selection_requested.emit()
        elif watched is self.places and key == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        elif watched is self.places and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._attach_current()
        else:
            return False
        return True

    def _enter_places(self) -> None:
        if self.places.isVisible():
            self.places.setFocus()

    def _attach_current(self) -> None:
        index: QModelIndex = self.places.currentIndex()
        if index.isValid():
            self.reattach_requested.emit(index.row())
