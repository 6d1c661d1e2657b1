"""The card that tells where a link leads: shown where the pointer rests, or the keys have led."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from zhupi.errors import NotFound
from zhupi.gazette.date_words import chinese_date
from zhupi.gazette.model import BlockKind
from zhupi.library import Library
from zhupi.library.model import CatalogRow
from zhupi.qt import fonts
from zhupi.qt.links import Link, LinkKind
from zhupi.qt.standing_words import ACCORDING, in_hits

_WIDTH = 400
_GAP = 8
_EDGE = 6
_WORDS = 130
"""Characters of a document that are shown."""
_TEXTS = {BlockKind.PARAGRAPH, BlockKind.ITEM}


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card says, from top to bottom; what is empty is left out."""

    title: str
    facts: str = ""
    warning: str = ""
    words: str = ""
    note: str = ""

    def spoken(self) -> str:
        """All of it in one line."""
        return "　".join(
            filter(None, (self.title, self.facts, self.warning, self.words, self.note))
        )


def name(link: Link) -> str:
    """What the link is called: the text found, else as it is cited."""
    row = link.text.row
    title = row.title if row is not None else link.text.title
    number = row.number if row is not None else link.text.number
    if title is None:
        return number or ""
    return f"《{title}》（{number}）" if number else f"《{title}》"


def citing(link: Link) -> str:
    """How many documents cite what is not in the library: this one at least."""
    count = link.text.cited_by
    return f"库中有 {count} 件公文引用它" if count > 1 else "库中只有本文引用它"


def describe(library: Library, link: Link) -> CardWords:
    """Look up what a card says of a link. Reads the document: not for the UI thread."""
    row, text = link.text.row, link.text
    if row is None:
        title = f"《{text.title}》" if text.title else text.number or ""
        number = text.number or "" if text.title else ""
        return CardWords(title, number, "库中没有", citing(link))
    facts = (row.number or "", chinese_date(row.date), "、".join(row.issuers))
    try:
        state = in_hits(library.standing(row.id).state)
        words = first_words(library, row)
    except NotFound:
        # It went into the waste basket a moment ago; the links follow.
        return CardWords(row.title, "　".join(filter(None, facts)))
    doubts = (
        "仅题名相同，可能不是这一件" if link.kind is LinkKind.BY_TITLE else "",
        f"{ACCORDING}：{state}" if state else "",
    )
    return CardWords(
        row.title, "　".join(filter(None, facts)), "；".join(filter(None, doubts)), words
    )


def first_words(library: Library, row: CatalogRow) -> str:
    """The beginning of a text after its title and addressees."""
    document = library.document(row.id.partition("#")[0]).document
    first, last = row.lines
    found = ""
    for block in document.blocks:
        if block.kind in _TEXTS and first <= block.lines[0] <= last:
            found += block.text
            if len(found) >= _WORDS:
                return found[:_WORDS].rstrip() + "…"
    return found


class LinkCard(QFrame):
    """Floats over the text; takes neither the focus nor the mouse."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self.setObjectName("linkCard")
        self.setAccessibleName("引文")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = _label("linkTitle", fonts.font("ui", 13, bold=True))
        self.facts = _label("linkFacts", fonts.font("ui", 12))
        self.warning = _label("linkWarning", fonts.font("ui", 12))
        self.words = _label("linkWords", fonts.font("song", 13))
        self.note = _label("linkNote", fonts.font("ui", 12))
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 11, 14, 12)
        layout.setSpacing(5)
        for label in (self.title, self.facts, self.warning, self.words, self.note):
            layout.addWidget(label)
        self.hide()

    def show_at(self, words: CardWords, place: QRect) -> None:
        """Show it under a place in the viewport, or over it where there is more room."""
        for label, text in (
            (self.title, words.title),
            (self.facts, words.facts),
            (self.warning, words.warning),
            (self.words, words.words),
            (self.note, words.note),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        room = self._viewport.rect()
        width = min(_WIDTH, room.width() - 2 * _EDGE)
        self.setFixedWidth(width)
        height = self._layout.heightForWidth(width)
        self.setFixedHeight(height)
        left = max(_EDGE, min(place.left(), room.right() - width - _EDGE))
        top = place.bottom() + _GAP
        if top + height > room.bottom() and place.top() > room.bottom() - place.bottom():
            top = max(_EDGE, place.top() - _GAP - height)
        self.move(QPoint(left, top))
        self.setAccessibleDescription(words.spoken())
        self.show()
        self.raise_()


def _label(object_name: str, font: QFont) -> QLabel:
    made = QLabel()
    made.setObjectName(object_name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font)
    return made
