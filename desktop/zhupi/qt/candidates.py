"""Where an orphan stood and where it may belong, side by side.

::

    原来的文字                       1　字句 96%　上下文 80%
    …划分改革的【必要性】和…          …划分改革的【重要性】和…
    国发〔2016〕49号 · 一             国发〔2016〕49号 · 一
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import (
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPainterPath, QPen, QTextCharFormat
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zhupi.annotations.model import Colour
from zhupi.library.model import Candidate, Orphan
from zhupi.qt import fonts
from zhupi.qt.index import Index
from zhupi.qt.row_model import RowModel
from zhupi.qt.text_layout import Laid, Span, lay
from zhupi.qt.themes import Theme
from zhupi.qt.titles import short_title

_AROUND = 24
"""Characters before and after the words that are shown."""
_SIDE = 12
_PAD = 11
_GAP = 8
_HEAD = 22
_FOOT = 20
_LINES = 9


@dataclass(frozen=True, slots=True)
class Passage:
    """Words with what stands around them. ``other``: stretches in which they differ."""

    head: str
    before: str
    words: str
    after: str
    source: str
    colour: Colour | None
    other: tuple[tuple[int, int], ...] = ()


def stood(orphan: Orphan, beside: Candidate | None = None) -> Passage:
    """Where an orphan stood last, with what is other than in a candidate."""
    selector, row = orphan.annotation.selector, orphan.row
    title = f"{short_title(row)}（不在文库里）" if orphan.absent else short_title(row)
    place = selector.place if selector is not None else ""
    return Passage(
        head="原来的文字",
        before=selector.prefix[-_AROUND:] if selector is not None else "",
        words=selector.quote if selector is not None else orphan.annotation.note,
        after=selector.suffix[:_AROUND] if selector is not None else "",
        source=" · ".join(part for part in (row.number, place, title) if part),
        colour=orphan.annotation.colour,
        other=() if beside is None or selector is None else differing(beside.text, selector.quote),
    )


def may_belong(orphan: Orphan, candidate: Candidate, number: int) -> Passage:
    """A place that it may belong to, with what is other than it was."""
    selector, row = orphan.annotation.selector, candidate.row
    quote = selector.quote if selector is not None else ""
    place = candidate.place or candidate.heading
    return Passage(
        head=f"{number}　字句 {candidate.similarity:.0%}　上下文 {candidate.context:.0%}",
        before=candidate.before[-_AROUND:],
        words=candidate.text,
        after=candidate.after[:_AROUND],
        source=" · ".join(part for part in (row.number, place, short_title(row)) if part),
        colour=orphan.annotation.colour,
        other=differing(quote, candidate.text),
    )


def differing(was: str, now: str) -> tuple[tuple[int, int], ...]:
    """The stretches of ``now`` that are not as they were."""
    steps = SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
    return tuple((k, m) for what, _, _, k, m in steps if what != "equal" and k < m)


class CandidateModel(RowModel[Passage]):
    """Passages, one a row."""

    def told(self, row: Passage, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join((row.head, row.words, row.source))
        return None


class CandidateDelegate(QStyledItemDelegate):
    """Draws passages as cards: what was marked in its colour, what is other underlined."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.theme: Theme | None = None
        self._view = view
        self._laid: dict[tuple[Passage, int], Laid] = {}

    def forget(self) -> None:
        """Lay everything out anew."""
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        passage = index.data(CandidateModel.ROW)
        if not isinstance(passage, Passage) or self.theme is None:
            return QSize(10, 10)
        height = self._lay(passage, self.theme).height
        return QSize(10, height + _HEAD + _FOOT + 2 * _PAD + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        passage, theme = index.data(CandidateModel.ROW), self.theme
        if not isinstance(passage, Passage) or theme is None:
            return
        rect = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, -_GAP)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.fillPath(path, theme.raised)
        painter.setPen(QPen(theme.accent if selected else theme.line, 1))
        painter.drawPath(path)
        inner = rect.adjusted(_PAD, _PAD - 3, -_PAD, -_PAD + 3)
        head = QRectF(inner.left(), inner.top(), inner.width(), _HEAD)
        painter.setPen(theme.accent if selected else theme.muted)
        painter.setFont(fonts.font("ui", 12, bold=selected))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, passage.head)
        laid = self._lay(passage, theme)
        painter.setPen(theme.muted)
        laid.draw(painter, inner.left(), inner.top() + _HEAD)
        painter.setFont(fonts.font("ui", 12))
        painter.setPen(theme.muted)
        foot = QRectF(inner.left(), inner.bottom() - _FOOT, inner.width(), _FOOT)
        metrics = QFontMetrics(painter.font())
        source = metrics.elidedText(passage.source, Qt.TextElideMode.ElideRight, int(foot.width()))
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, source)
        painter.restore()

    def _lay(self, passage: Passage, theme: Theme) -> Laid:
        width = self._view.viewport().width() - 2 * _SIDE - 2 * _PAD
        key = (passage, width)
        if key not in self._laid:
            text, spans = _marked(passage, theme)
            self._laid[key] = lay(text, fonts.font("song", 14), width, _LINES, spans)
        return self._laid[key]


class CandidateView(QListView):
    """A list of passages."""

    def __init__(self, name: str, *, selectable: bool) -> None:
        super().__init__()
        self.passages = CandidateModel(self)
        self.delegate = CandidateDelegate(self)
        self.setModel(self.passages)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not selectable:
            self.setSelectionMode(QListView.SelectionMode.NoSelection)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.delegate.theme = theme
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()


def _marked(passage: Passage, theme: Theme) -> tuple[str, list[Span]]:
    """The text of a passage with its looks."""
    lead = "…" if passage.before else ""
    start = len(lead) + len(passage.before)
    end = start + len(passage.words)
    text = lead + passage.before + passage.words + passage.after
    ground = QTextCharFormat()
    ground.setForeground(QBrush(theme.ink))
    if passage.colour is not None:
        ground.setBackground(QBrush(theme.marks[passage.colour].fill))
    spans = [Span(start, end, ground)]
    for first, last in passage.other:
        other = QTextCharFormat(ground)
        other.setForeground(QBrush(theme.accent))
        other.setFontUnderline(True)
        spans.append(Span(start + first, start + last, other))
    return text + ("…" if passage.after else ""), spans
