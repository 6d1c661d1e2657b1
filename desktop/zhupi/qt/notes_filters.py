"""The filters of the notes view."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMargins, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from zhupi.annotations.model import Colour, Style
from zhupi.library.model import NoteCounts, NoteFilter, NoteSort
from zhupi.qt import note_spans
from zhupi.qt.filter_button import FilterButton
from zhupi.qt.flow_layout import FlowLayout

TYPING = 200
"""Milliseconds after the last key until the text filters."""

_SORTS = (
    ("文件顺序", NoteSort.DOCUMENT),
    ("新建在前", NoteSort.CREATED),
    ("新改在前", NoteSort.MODIFIED),
)
_LONGEST = 16
"""Characters of a document's name that are shown."""
_STATES = {"noted": "有笔记", "bare": "无笔记", "underlined": "划线", "orphan": "失锚"}


class NotesFilters(QWidget):
    """The row of filters; says what is asked for."""

    changed = Signal()
    days_wanted = Signal()
    """The user wants to choose the days himself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setObjectName("filterBox")
        self.text.setPlaceholderText("筛选原文与批注")
        self.text.setAccessibleName("筛选原文与批注")
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(110)
        self.text.setMaximumWidth(300)
        self.tags = FilterButton("标签")
        self.colours = FilterButton("颜色")
        self.issuers = FilterButton("机关")
        self.years = FilterButton("年份")
        self.dates = FilterButton("日期")
        self.states = FilterButton("状态")
        self.sorts = FilterButton("排序", always=True)
        self.document = QToolButton()
        self.document.setProperty("filter", "true")
        self.document.setProperty("narrowed", "true")
        self.document.hide()
        self.document.clicked.connect(lambda: self._leave_document())
        self._document: str | None = None
        self._days: str | int | None = None
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPING)
        self._typed.timeout.connect(self.changed)
        self.text.textChanged.connect(lambda: self._typed.start())
        self.clear = QPushButton("清除筛选")
        self.clear.setProperty("quiet", "true")
        self.clear.hide()
        self.clear.clicked.connect(self.reset)
        row = FlowLayout(self, QMargins(18, 0, 14, 6), 2)
        row.addWidget(self.document)
        for button in self._buttons():
            row.addWidget(button)
            button.chosen.connect(self._on_chosen)
        row.addWidget(self.sorts)
        row.addWidget(self.clear)
        self.sorts.chosen.connect(self.changed)
        self.sorts.set_values([(label, sort.value, None) for label, sort in _SORTS])

    def _buttons(self) -> tuple[FilterButton, ...]:
        return (self.tags, self.colours, self.issuers, self.years, self.dates, self.states)

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return (
            bool(self.text.text().strip())
            or self._document is not None
            or any(button.value is not None for button in self._buttons())
        )

    def reset(self) -> None:
        """Leave nothing out."""
        self.show_only(None)

    def show_only(self, document: str | None, name: str = "") -> None:
        """Leave nothing out, or all that is not of one document."""
        self.text.clear()
        self._typed.stop()
        for button in self._buttons():
            button.take(None)
        self._document, self._days = document, None
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        self.document.setText(f"只看 {short}　✕")
        self.document.setToolTip(f"只看《{name}》的批注；按一下看全部")
        self.document.setVisible(document is not None)
        self.changed.emit()

    def _leave_document(self) -> None:
        self._document = None
        self.document.hide()
        self.changed.emit()

    @property
    def days(self) -> note_spans.Bounds:
        """The first and the last day that are asked for."""
        return note_spans.bounds(self._days, date.today())

    def take_days(self, days: note_spans.Bounds | None) -> None:
        """Ask for these days, or for those that were asked for before."""
        if days is not None:
            self._days = note_spans.own(*days)
        label = note_spans.words(*days) if days is not None and self._days is not None else ""
        self.dates.take(self._days, label)
        self.changed.emit()

    def _on_chosen(self) -> None:
        if self.dates.value == note_spans.OWN:
            self.days_wanted.emit()
        else:
            self._days = self.dates.value
            self.changed.emit()

    def wanted(self) -> tuple[NoteFilter, NoteSort]:
        """What is asked for, and in which order."""
        state = self.states.value
        since, until = self.days
        tag, issuer, year = self.tags.value, self.issuers.value, self.years.value
        wanted = NoteFilter(
            text=self.text.text().strip(),
            tags=() if tag is None else (str(tag),),
            colours=() if self.colours.value is None else (Colour(str(self.colours.value)),),
            issuer=None if issuer is None else str(issuer),
            year=None if year is None else int(year),
            document=self._document,
            since=since,
            until=until,
            orphans=state == "orphan",
            style=Style.UNDERLINE if state == "underlined" else None,
            noted={"noted": True, "bare": False}.get(str(state)),
        )
        return wanted, NoteSort(str(self.sorts.value or NoteSort.DOCUMENT.value))

    def show_counts(self, counts: NoteCounts, meanings: dict[Colour, str]) -> None:
        """Offer what there is, with how many."""
        self.tags.set_values([(f"#{tag}", tag, count) for tag, count in counts.tags])
        self.colours.set_values(
            [(meanings[colour], colour.value, count) for colour, count in counts.colours]
        )
        self.issuers.set_values(
            [(name or "机关不详", name, count) for name, count in counts.issuers]
        )
        self.years.set_values(
            [(str(year) if year else "年份不详", year, count) for year, count in counts.years]
        )
        spans = (*note_spans.CHOICES, ("自选…", note_spans.OWN))
        self.dates.set_values([(label, name, None) for label, name in spans])
        kinds = {
            "noted": counts.noted,
            "bare": None,
            "underlined": counts.underlined,
            "orphan": counts.orphans,
        }
        self.states.set_values([(_STATES[name], name, kinds[name]) for name in _STATES])
