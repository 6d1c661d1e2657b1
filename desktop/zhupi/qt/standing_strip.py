"""The strip over the page that tells whether the document is in force, and lets the user say so.

::

    ⚠ 据本库文件，已被《…》（川府发〔2018〕9号）废止        依据 ▾   效力 ▾
      《…》（川府发〔2018〕9号），二（三）：
      “…《四川省人民政府关于发展养蚕业的意见》同时废止。”
"""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.gazette.statements import Validity
from zhupi.library.citation_model import Ground, Standing, State
from zhupi.qt import icons
from zhupi.qt.page_pane import PagePane
from zhupi.qt.standing_words import ACCORDING, NO_VERDICT, Piece, headline, named, reasons
from zhupi.qt.themes import Theme

_GRAVE = (State.REPEALED, State.REPLACED, State.EXPIRED)
_LEAST = 34
_NARROW = 600
"""Pixels of a page in which the buttons stand one below the other."""
_RULE = 1
"""Pixels of the line below."""
_MOST = 4
"""Sentences that are shown at most: the panel has all of them."""
_BEFORE, _LONGEST = 30, 110
"""Characters of a sentence before the citation, and in all, that are shown."""


class StandingStrip(QFrame):
    """Stands over the text of a pane, which makes room for it."""

    open_requested = Signal(str, int)
    """The document that a sentence stands in, and the place."""
    place_requested = Signal(int)
    """A place in the open document."""
    state_chosen = Signal(object)
    """What the user says: a `State`, or ``None`` for what the library says."""

    def __init__(self, pane: PagePane, *, read_only: bool) -> None:
        super().__init__(pane)
        self.setObjectName("standingStrip")
        self.setAccessibleName("效力")
        self._pane = pane
        self._read_only = read_only
        self._standing: Standing | None = None
        self._theme: Theme | None = None
        self._grounds: list[Ground] = []
        self.icon = QLabel()
        self.words = _rich("效力")
        self.why = _button("依据")
        self.why.setCheckable(True)
        self.why.setToolTip("这样说的原文")
        self.state = _button("效力")
        self.state.setToolTip("自己标注效力（Ctrl+I）")
        self.state.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.state)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.state.setMenu(self.menu)
        self.detail = _rich("效力的依据")
        self._lay_out()
        self.hide()
        self.why.toggled.connect(self._on_why)
        for label in (self.words, self.detail):
            label.linkActivated.connect(self._follow)
        pane.installEventFilter(self)
        # With the keys it comes after the text, and before the panel.
        before: QWidget = pane
        for part in (self.words, self.why, self.state, self.detail):
            QWidget.setTabOrder(before, part)
            before = part

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(2)
        self._buttons.addWidget(self.why)
        self._buttons.addWidget(self.state)
        head.addLayout(self._buttons)
        head.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self._layout = column = QVBoxLayout(self)
        column.setContentsMargins(16, 5, 10, 5)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.detail)
        self.words.setContentsMargins(0, 4, 0, 3)
        self.icon.setContentsMargins(0, 5, 0, 0)
        self.detail.setContentsMargins(26, 0, 8, 6)
        self.detail.hide()

    # What is shown

    def show_standing(self, standing: Standing | None) -> None:
        """Show what is known of the open document; nothing known takes the strip away."""
        if standing != self._standing:
            self.why.setChecked(False)
        self._standing = standing
        self._grounds = list(standing.grounds) if standing is not None else []
        pieces = headline(standing, date.today()) if standing is not None else ()
        if standing is None or not pieces:
            self._set_visible(visible=False)
            return
        self.words.setText("".join(map(self._piece, pieces)))
        plain = "".join(piece.words for piece in pieces)
        self.setAccessibleDescription(plain)
        said = [sentence for _, sentence in reasons(standing)]
        self.words.setToolTip("\n".join([*said[:_MOST], NO_VERDICT]))
        self.why.setVisible(bool(said))
        self._set_tone("grave" if standing.state in _GRAVE else "plain")
        self._show_detail()
        self._set_visible(visible=True)

    def wait(self) -> None:
        """Another document is open, of which it is not known yet: say nothing, keep the room."""
        self.why.setChecked(False)
        self._standing = None
        self._grounds = []
        self.words.setText("")
        self.words.setToolTip("")
        self.setAccessibleDescription("")
        self.icon.clear()
        self.why.hide()

    def _piece(self, piece: Piece) -> str:
        words = escape(piece.words)
        if piece.ground is None:
            return words
        return f'<a href="{self._grounds.index(piece.ground)}">{words}</a>'

    def _show_detail(self) -> None:
        if self._standing is None:
            return
        parts = []
        for reason, sentence in reasons(self._standing)[:_MOST]:
            said = f"“{escape(_cut(reason, sentence))}”"
            if isinstance(reason, Ground):
                place = f"，{reason.place.place}" if reason.place.place else ""
                link = f'<a href="{self._grounds.index(reason)}">{escape(named(reason.row))}</a>'
                part = f"（说的是其中的《{escape(reason.part)}》）" if reason.part else ""
                parts.append(f"{link}{escape(place)}{part}：{said}")
            else:
                parts.append(f'<a href="at:{reason.start}">本文</a>：{said}')
        rest = len(reasons(self._standing)) - _MOST
        if rest > 0:
            parts.append(f"还有 {rest} 处，见“引用”面板。")
        parts.append(f"<span>{NO_VERDICT}</span>")
        self.detail.setText("".join(f"<p style='margin:3px 0'>{part}</p>" for part in parts))

    def _set_tone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        for widget in (self, self.words):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._draw_icon()

    def _draw_icon(self) -> None:
        if self._theme is not None:
            grave = self.property("tone") == "grave"
            name, colour = (
                ("warning", self._theme.warning) if grave else ("info", self._theme.muted)
            )
            self.icon.setPixmap(icons.pixmap(name, colour, 18, self.devicePixelRatioF()))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        for button in (self.why, self.state):
            button.setIcon(icons.icon("chevron", theme.muted, 12))
        self._draw_icon()
        # The colour of its links is taken from the palette when they are laid out.
        self.show_standing(self._standing)

    def _on_why(self, shown: bool) -> None:  # noqa: FBT001 - a signal's
        self.detail.setVisible(shown)
        self._fit()

    # Its place

    def _set_visible(self, *, visible: bool) -> None:
        self.setVisible(visible)
        self._fit()

    def _fit(self) -> None:
        """Ask for as much room as the words need, at most half of the pane."""
        height = 0
        if not self.isHidden():
            # In a narrow page the words get the room beside them.
            narrow = self._pane.head.width < _NARROW
            way = QBoxLayout.Direction
            self._buttons.setDirection(way.TopToBottom if narrow else way.LeftToRight)
            self._layout.activate()
            wanted = self._layout.heightForWidth(self._pane.head.width) + _RULE
            height = min(max(wanted, _LEAST), self._pane.height() // 2)
        self._pane.head.give(self, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._pane and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._fit()
        return super().eventFilter(watched, event)

    # What is asked for

    def _follow(self, address: str) -> None:
        if address.startswith("at:"):
            self.place_requested.emit(int(address.removeprefix("at:")))
        else:
            ground = self._grounds[int(address)]
            self.open_requested.emit(ground.row.id, ground.place.at)

    def offer_states(self) -> None:
        """Show the menu of states: under its button, or at the top of the page."""
        over: QWidget = self._pane if self.isHidden() else self.state
        corner = over.rect().topLeft() if self.isHidden() else over.rect().bottomLeft()
        self.menu.popup(over.mapToGlobal(corner + QPoint(0, 2)))

    def _fill_menu(self) -> None:
        standing = self._standing
        self.menu.clear()
        title = self.menu.addAction("自己标注本文的效力")
        title.setEnabled(False)
        group = QActionGroup(self.menu)
        said = standing.state if standing is not None and standing.by_user else None
        computed = standing.computed if standing is not None else None
        found = f"（{computed.label}）" if computed is not None else "（不明）"
        choices = [(state, state.label) for state in State]
        for state, label in [*choices, (None, f"不标注，{ACCORDING}{found}")]:
            action = self.menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(state is said)
            action.setEnabled(not self._read_only)
            group.addAction(action)
            action.triggered.connect(lambda _=False, state=state: self.state_chosen.emit(state))


def _cut(reason: Ground | Validity, sentence: str) -> str:
    """The part of a long sentence that stands around the citation."""
    at = reason.place.start if isinstance(reason, Ground) else 0
    start = max(0, at - _BEFORE) if len(sentence) > _LONGEST else 0
    words = sentence[start : start + _LONGEST]
    return ("…" if start else "") + words + ("…" if start + _LONGEST < len(sentence) else "")


def _rich(name: str) -> QLabel:
    """Words with links that the mouse and the keys follow."""
    made = QLabel()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.LinksAccessibleByMouse
        | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    )
    return made


def _button(words: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setAccessibleName(words)
    made.setProperty("segment", "true")
    made.setIconSize(QSize(12, 12))
    # The mark of what opens stands behind the word.
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
