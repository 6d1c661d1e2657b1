"""The annotations of a document as cards: the words, the note, its meaning and place.

::

    ┃ 财政事权是一级政府应承担的…          the quote, two lines at most
    ┃ 定义，可与省里的划分方案对照          the note, Markdown, four lines at most
    ┃ 重点 · 一、¶2 · #定义
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zhupi.annotations.markdown import PieceKind, Run, pieces
from zhupi.annotations.model import Annotation, State
from zhupi.qt import fonts
from zhupi.qt.text_layout import BREAK, Laid, Span, lay
from zhupi.qt.themes import Theme

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Card:
    """An annotation as it is shown; ``place`` is where it stands (一、¶2)."""

    annotation: Annotation
    meaning: str
    place: str


class CardModel(QAbstractListModel):
    """Cards in document order. Rows keep their selection when others come and go."""

    CARD: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: list[Card] = []

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards; what stays the same is not touched."""
        wanted = [card.annotation.id for card in cards]
        shown = [card.annotation.id for card in self._cards]
        if wanted == shown:
            self._update(cards)
            return
        if not self._step(cards, shown, wanted):
            self.beginResetModel()
            self._cards = list(cards)
            self.endResetModel()

    def _step(self, cards: Sequence[Card], shown: list[str], wanted: list[str]) -> bool:
        """Put in or take out the one card that differs; ``False`` if more do."""
        if len(wanted) == len(shown) + 1:
            new = next(i for i, id_ in enumerate([*wanted]) if i == len(shown) or shown[i] != id_)
            if wanted[:new] + wanted[new + 1 :] == shown:
                self.beginInsertRows(QModelIndex(), new, new)
                self._cards.insert(new, cards[new])
                self.endInsertRows()
                self._update(cards)
                return True
        if len(wanted) == len(shown) - 1:
            old = next(i for i, id_ in enumerate(shown) if i == len(wanted) or wanted[i] != id_)
            if shown[:old] + shown[old + 1 :] == wanted:
                self.beginRemoveRows(QModelIndex(), old, old)
                del self._cards[old]
                self.endRemoveRows()
                self._update(cards)
                return True
        return False

    def _update(self, cards: Sequence[Card]) -> None:
        for place, card in enumerate(cards):
            if self._cards[place] != card:
                self._cards[place] = card
                index = self.index(place)
                self.dataChanged.emit(index, index)

    def card(self, row: int) -> Card:
        """Return the card in a row."""
        return self._cards[row]

    def row_of(self, annotation: str) -> int:
        """Return the row of an annotation, or -1."""
        for row, card in enumerate(self._cards):
            if card.annotation.id == annotation:
                return row
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == self.CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return _quote(card.annotation)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (card.meaning, _quote(card.annotation), card.annotation.note, card.place)
            return "，".join(word for word in told if word)
        return None


def _quote(annotation: Annotation) -> str:
    return annotation.selector.quote if annotation.selector is not None else ""


_INSET = 12
_BAR = 4
_PAD = 11


@dataclass(slots=True)
class _Face:
    """A card laid out for one width."""

    card: Card
    quote: Laid
    note: Laid | None
    height: int


class CardDelegate(QStyledItemDelegate):
    """Draws cards. A face is laid out once for a width and a card's content."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.theme: Theme | None = None
        self._view = view
        self._faces: dict[str, _Face] = {}
        self._width = 0

    def forget(self) -> None:
        """Lay everything out anew."""
        self._faces.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        card = index.data(CardModel.CARD)
        if not isinstance(card, Card):
            return QSize(10, 10)
        return QSize(10, self._face(card).height + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(CardModel.CARD)
        if not isinstance(card, Card) or self.theme is None:
            return
        theme, face = self.theme, self._face(card)
        rect = QRectF(option.rect).adjusted(_INSET, 5, 0, -5)
        rect.setWidth(self._view.width() - 2 * _INSET)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        path = QPainterPath()
        path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.fillPath(path, theme.raised)
        colour = card.annotation.colour
        edge = theme.marks[colour].edge if colour is not None else theme.muted
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(rect.left(), rect.top(), _BAR, rect.height()), edge)
        painter.restore()
        painter.setPen(QPen(edge if selected else theme.line_strong if over else theme.line, 1))
        painter.drawPath(path)
        left, top = rect.left() + _BAR + _PAD, rect.top() + _PAD - 2
        painter.setPen(theme.ink)
        face.quote.draw(painter, left, top)
        top += face.quote.height + 4
        if face.note is not None:
            face.note.draw(painter, left, top)
            top += face.note.height + 4
        self._paint_foot(painter, card, QRectF(left, top, rect.right() - left - _PAD, 18), theme)
        painter.restore()

    def _paint_foot(self, painter: QPainter, card: Card, line: QRectF, theme: Theme) -> None:
        painter.setFont(fonts.font("ui", 12))
        metrics = QFontMetrics(painter.font())
        orphan = card.annotation.state is State.ORPHAN
        words = " · ".join(
            word for word in (card.meaning, "失锚" if orphan else card.place) if word
        )
        painter.setPen(theme.accent if orphan else theme.muted)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        used = metrics.horizontalAdvance(words) + 10
        tags = metrics.elidedText(
            "　".join(f"#{tag}" for tag in card.annotation.tags),
            Qt.TextElideMode.ElideRight,
            int(line.width() - used),
        )
        painter.setPen(theme.accent)
        painter.drawText(line.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, tags)

    def _face(self, card: Card) -> _Face:
        width = self._view.width()
        if width != self._width:
            self._faces.clear()
            self._width = width
        face = self._faces.get(card.annotation.id)
        if face is None or face.card != card:
            face = self._make_face(card, width - 2 * _INSET - _BAR - 2 * _PAD)
            self._faces[card.annotation.id] = face
        return face

    def _make_face(self, card: Card, width: int) -> _Face:
        quote = lay(_quote(card.annotation), fonts.font("song", 13), width, 2)
        note = None
        if card.annotation.note.strip():
            text, spans = _plain(card.annotation.note)
            note = lay(text, fonts.font("ui", 13), width, 4, spans)
        height = 2 * _PAD - 4 + quote.height + 4 + (note.height + 4 if note else 0) + 18
        return _Face(card, quote, note, height)


def _plain(note: str) -> tuple[str, list[Span]]:
    """A note's Markdown as text for a layout, with its looks."""
    text, spans = "", []
    for piece in pieces(note):
        if piece.kind is PieceKind.RULE:
            continue
        text += BREAK if text else ""
        text += "　" * max(0, piece.depth - 1) + (f"{piece.marker} " if piece.marker else "")
        begin = len(text)
        for run in piece.runs:
            look = _look(run)
            if look is not None:
                spans.append(Span(len(text), len(text) + len(run.text), look))
            text += run.text
        if piece.kind is PieceKind.HEADING:
            bold = QTextCharFormat()
            bold.setFontWeight(QFont.Weight.Bold)
            spans.append(Span(begin, len(text), bold))
    return text, spans


def _look(run: Run) -> QTextCharFormat | None:
    if not (run.bold or run.italic or run.strike or run.code or run.link):
        return None
    made = QTextCharFormat()
    if run.bold:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(run.italic)
    made.setFontStrikeOut(run.strike)
    made.setFontUnderline(run.link is not None)
    if run.code:
        made.setFontFixedPitch(True)
    return made


class CardView(QListView):
    """The list of cards; only those in sight are drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self.delegate = CardDelegate(self)
        self.setModel(self.cards)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("批注")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(100)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.delegate.theme = theme
        self.viewport().update()
