"""The annotations of a document as cards: the words, the note, its meaning and place.

::

    ┃ 财政事权是一级政府应承担的…          the quote, two lines at most
    ┃ 定义，可与省里的划分方案对照          the note, Markdown, four lines at most
    ┃ 重点 · 一、¶2 · #定义
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zhupi.annotations.markdown import PieceKind, Run, pieces
from zhupi.annotations.model import Annotation, State, Style
from zhupi.qt import fonts
from zhupi.qt.index import Index
from zhupi.qt.text_layout import BREAK, Laid, Span, lay, pitch
from zhupi.qt.themes import Theme


@dataclass(frozen=True, slots=True)
class Card:
    """An annotation as it is shown; ``place`` is where it stands (一、¶2)."""

    annotation: Annotation
    meaning: str
    place: str


class CardModel(QAbstractListModel):
    """Cards in document order. Rows keep their selection when others come and go.

    All rows are there at once, by the ids of their annotations; the cards are filled in as they
    come.
    """

    CARD: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self._rows: dict[str, int] = {}
        self._versions: Mapping[str, object] = {}
        self._filled: dict[str, object] = {}
        self._cards: dict[str, Card] = {}

    def set_rows(self, versions: Mapping[str, object]) -> None:
        """Show these annotations, in this order. A card of another version is `missing`."""
        wanted, self._versions = list(versions), versions
        for id_ in [id_ for id_ in self._cards if id_ not in versions]:
            del self._cards[id_], self._filled[id_]
        if wanted != self._ids and not self._step(wanted):
            self.beginResetModel()
            self._set(wanted)
            self.endResetModel()

    def fill(self, cards: Iterable[Card]) -> None:
        """Show what is on cards; those whose annotation is gone meanwhile are left out."""
        rows = []
        for card in cards:
            id_ = card.annotation.id
            row = self._rows.get(id_)
            if row is not None:
                self._filled[id_] = self._versions[id_]
                if self._cards.get(id_) != card:
                    self._cards[id_] = card
                    rows.append(row)
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def missing(self) -> list[str]:
        """Return the annotations whose cards are not filled in as they are now, in order."""
        return [id_ for id_ in self._ids if self._filled.get(id_) != self._versions[id_]]

    def _set(self, ids: list[str]) -> None:
        self._ids = ids
        self._rows = {id_: row for row, id_ in enumerate(ids)}

    def _step(self, wanted: list[str]) -> bool:
        """Put in or take out the one row that differs; ``False`` if more do."""
        shown = self._ids
        new = next((i for i, id_ in enumerate(wanted) if shown[i : i + 1] != [id_]), len(wanted))
        if wanted[:new] + wanted[new + 1 :] == shown:
            self.beginInsertRows(QModelIndex(), new, new)
            self._set(wanted)
            self.endInsertRows()
            return True
        if shown[:new] + shown[new + 1 :] == wanted:
            self.beginRemoveRows(QModelIndex(), new, new)
            self._set(wanted)
            self.endRemoveRows()
            return True
        return False

    def card(self, row: int) -> Card | None:
        """Return the card in a row, if it is filled in."""
        return self._cards.get(self._ids[row])

    def annotation(self, row: int) -> str:
        """Return the id of the annotation in a row."""
        return self._ids[row]

    def row_of(self, annotation: str) -> int:
        """Return the row of an annotation, or -1."""
        return self._rows.get(annotation, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        card = self._cards.get(self._ids[index.row()])
        if card is None:
            return None
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
_QUOTE_LINES = 2
_LAID_OUT_AT_ONCE = 40
_COMING = 78
"""The height of a card that is not filled in yet."""


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
        self._heights: dict[str, tuple[Card, int]] = {}
        self._width = 0

    def forget(self) -> None:
        """Lay everything out anew."""
        self._faces.clear()
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        card = index.data(CardModel.CARD)
        if not isinstance(card, Card):
            return QSize(10, _COMING)
        return QSize(10, self._height(card) + 10)

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
            word
            for word in (
                card.meaning,
                "划线" if card.annotation.style is Style.UNDERLINE else "",
                "失锚" if orphan else card.place,
            )
            if word
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

    def _height(self, card: Card) -> int:
        """Return a card's height; the list asks for all of them, and few are ever painted."""
        self._fit()
        known = self._heights.get(card.annotation.id)
        if known is None or known[0] != card:
            known = (card, self._measure(card))
            self._heights[card.annotation.id] = known
        return known[1]

    def _measure(self, card: Card) -> int:
        if card.annotation.note.strip():
            return self._face(card).height
        # Without a note no text need be laid out: more than one line is two.
        font = fonts.font("song", 13)
        metrics, room = QFontMetricsF(font), self._room()
        lines = sum(
            1 if metrics.horizontalAdvance(line) <= room else _QUOTE_LINES
            for line in _quote(card.annotation).split("\n")[:_QUOTE_LINES]
        )
        return _height(min(lines, _QUOTE_LINES) * pitch(font), None)

    def _room(self) -> int:
        return self._view.width() - 2 * _INSET - _BAR - 2 * _PAD

    def _fit(self) -> None:
        if self._view.width() != self._width:
            self.forget()
            self._width = self._view.width()

    def _face(self, card: Card) -> _Face:
        self._fit()
        face = self._faces.get(card.annotation.id)
        if face is None or face.card != card:
            face = self._make_face(card, self._room())
            self._faces[card.annotation.id] = face
        return face

    def _make_face(self, card: Card, width: int) -> _Face:
        quote = lay(_quote(card.annotation), fonts.font("song", 13), width, _QUOTE_LINES)
        note = None
        if card.annotation.note.strip():
            text, spans = _plain(card.annotation.note)
            note = lay(text, fonts.font("ui", 13), width, 4, spans)
        return _Face(card, quote, note, _height(quote.height, note))


def _height(quote: int, note: Laid | None) -> int:
    return 2 * _PAD - 4 + quote + 4 + (note.height + 4 if note else 0) + 18


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
        self._wanted = QPersistentModelIndex()
        self.cards = CardModel(self)
        self.delegate = CardDelegate(self)
        self.setModel(self.cards)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("批注")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_LAID_OUT_AT_ONCE)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def bring(self, row: int) -> None:
        """Scroll a card into view, as soon as the cards before it have their heights."""
        self._wanted = QPersistentModelIndex(self.cards.index(row))
        self._bring_wanted()

    def _bring_wanted(self) -> None:
        index = self.cards.index(self._wanted.row()) if self._wanted.isValid() else QModelIndex()
        self.scrollTo(index)
        if self.viewport().rect().contains(self.visualRect(index).topLeft()):
            self._wanted = QPersistentModelIndex()

    def updateGeometries(self) -> None:  # noqa: N802
        """Qt calls this after each batch of heights."""
        super().updateGeometries()
        if self._wanted.isValid():
            self._bring_wanted()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.delegate.theme = theme
        self.viewport().update()
