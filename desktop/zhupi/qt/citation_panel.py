"""The panel of relations (引用): groups that fold, a filter where there are many, pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from zhupi.library.citation_model import State
from zhupi.qt import citations, icons
from zhupi.qt.citations import PLACES, PREFER, PREFER_NONE, SHOWN, Group
from zhupi.qt.flags import flagged
from zhupi.qt.links import Link
from zhupi.qt.passages import PassageRow, PassageView, RowKind
from zhupi.qt.relations import Relations
from zhupi.qt.themes import Theme

_MANY = 12
"""Documents from which on there is a filter."""
_BY_OTHERS = frozenset(("ended_by", "revised_by", "passed_on_by", "carried_out_by", "cited_by"))


class CitationPanel(QWidget):
    """Shows the relations of one document."""

    row_chosen = Signal(object)
    """A `PassageRow` that names a document, or a place."""
    more_wanted = Signal()
    """A further page of what cites the document is to be read."""
    rest_wanted = Signal()
    """All that cites the document is to be read."""
    prefer_requested = Signal(bool)
    """Citations are to open this copy, or none in particular any more."""
    folds_changed = Signal(list)
    """The keys of the groups that are folded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText("筛选引用…")
        self.filter_box.setAccessibleName("筛选引用")
        self.filter_box.setClearButtonEnabled(True)
        self.view = PassageView()
        self.view.setAccessibleName("引用")
        self.nothing = QLabel("本文没有引用，也没有被引用")
        self.nothing.setObjectName("hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._relations: Relations | None = None
        self._groups: list[Group] = []
        self._folded: set[str] = set()
        self._shown: dict[str, int] = {}
        self._whole: set[str] = set()
        self._states: Mapping[str, State] = {}
        head = QVBoxLayout()
        head.setContentsMargins(12, 6, 12, 0)
        head.addWidget(self.filter_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.nothing, 1)
        self.filter_box.hide()
        self.filter_box.textChanged.connect(self._on_filter)
        self.view.row_chosen.connect(self._on_chosen)
        self.view.installEventFilter(self)

    # What is shown

    def set_folded(self, keys: Iterable[str]) -> None:
        """Fold these groups, here and in documents to come."""
        self._folded = set(keys)
        self._fill()

    def show_relations(self, relations: Relations | None) -> None:
        """Show the relations of a document; the place in the list stays if it is the same."""
        before, self._relations = self._relations, relations
        self._groups = citations.groups(relations) if relations is not None else []
        same = before is not None and relations is not None
        if not (same and before.document == relations.document):  # type: ignore[union-attr]
            self._shown, self._whole = {}, set()
            blocker = QSignalBlocker(self.filter_box)
            self.filter_box.clear()
            blocker.unblock()
            self.view.show_rows(self._rows())
        else:
            self.view.change_rows(self._rows())
        many = sum(group.total for group in self._groups) >= _MANY
        self.filter_box.setVisible(many)
        self._show_nothing()

    def set_states(self, states: Mapping[str, State]) -> None:
        """Say beside the documents what is known of their force."""
        if states != self._states:
            self._states = states
            self._fill()

    def _fill(self) -> None:
        self.view.change_rows(self._rows())
        self._show_nothing()

    def _show_nothing(self) -> None:
        rows, words = self.view.rows.rowCount(), self.filter_box.text().strip()
        self.view.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(f"没有符合“{words}”的引用" if words else "本文没有引用，也没有被引用")

    def _rows(self) -> list[PassageRow]:
        words = self.filter_box.text().strip()
        rows: list[PassageRow] = []
        for group in self._groups:
            shown = citations.matching(group, words) if words else group
            if shown.total:
                # What is looked for is not to be hidden in a group that is folded.
                folded = group.key in self._folded and not words
                count = self._shown.get(group.key, SHOWN)
                rows += shown.rows(count, folded=folded, whole=self._whole)
        return flagged(rows, self._states)

    # What is asked for

    def _on_filter(self) -> None:
        self._fill()
        relations = self._relations
        if relations is not None and self.filter_box.text().strip():
            found = relations.cited_by
            if len(found.texts) < found.total:
                self.rest_wanted.emit()

    def _on_chosen(self, row: PassageRow) -> None:
        if row.kind is RowKind.GROUP:
            self.fold(row.group, folded=not row.folded)
        elif row.kind is RowKind.MORE:
            self._ask_for(row.group)
        else:
            self.row_chosen.emit(row)

    def _fill_at_current(self) -> None:
        """Fill, and stay at the number of the row: the group that folded, or the first new one."""
        current = self.view.currentIndex().row()
        self._fill()
        if 0 <= current < self.view.rows.rowCount():
            self._set_current(current)

    def _set_current(self, row: int) -> None:
        self.view.selectionModel().setCurrentIndex(
            self.view.rows.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _ask_for(self, key: str) -> None:
        if key in (PREFER, PREFER_NONE):
            self.prefer_requested.emit(key == PREFER)
            return
        if key.startswith(PLACES):
            self._whole.add(key.removeprefix(PLACES))
            self._fill_at_current()
            return
        self._shown[key] = self._shown.get(key, SHOWN) + SHOWN
        read = next((len(group.entries) for group in self._groups if group.key == key), 0)
        if key in _BY_OTHERS and read < self._shown[key]:
            self.more_wanted.emit()
        self._fill_at_current()

    def fold(self, key: str, *, folded: bool) -> None:
        """Fold a group, or open it."""
        (self._folded.add if folded else self._folded.discard)(key)
        self._fill_at_current()
        self.folds_changed.emit(sorted(self._folded))

    def show_link(self, link: Link) -> None:
        """Select the row of the place at which a link stands."""
        self.filter_box.clear()
        for group in self._groups:
            for number, entry in enumerate(group.entries):
                # Rows with a document of their own stand for places in that one.
                if link.start not in [row.at for row in entry if row.document is None]:
                    continue
                self._folded.discard(group.key)
                self._whole.add(group.entry_name(entry))
                self._shown[group.key] = max(self._shown.get(group.key, SHOWN), number + 1)
                self._fill()
                self._select(entry, link.start)
                return

    def _select(self, entry: tuple[PassageRow, ...], at: int) -> None:
        passages = [row for row in entry if row.kind is RowKind.PASSAGE and row.at == at]
        wanted = flagged((passages or list(entry))[:1], self._states)[0]
        rows = self.view.rows.rows()
        if wanted in rows:
            self._set_current(rows.index(wanted))
            self.view.scrollTo(self.view.currentIndex(), PassageView.ScrollHint.PositionAtCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Left folds the group in which the current row stands, Right opens it."""
        if (
            watched is self.view
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            rows = self.view.rows.rows()
            for at in range(self.view.currentIndex().row(), -1, -1):
                if rows[at].kind is RowKind.GROUP:
                    self._set_current(at)
                    self.fold(rows[at].group, folded=event.key() == Qt.Key.Key_Left)
                    break
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
            self.filter_box.clear()
            return
        super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.set_theme(theme)
        icons.dress_clear_button(self.filter_box, theme.muted)
