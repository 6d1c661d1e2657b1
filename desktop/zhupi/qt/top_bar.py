"""The bar over the panes: the way back, the search, the filters, the looks, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from zhupi.library.model import CatalogRow
from zhupi.qt import icons
from zhupi.qt.catalog_model import NO_ISSUER, NO_KIND, NO_YEAR, Narrowing
from zhupi.qt.filter_button import FilterButton
from zhupi.qt.themes import LABELS, Theme
from zhupi.qt.way_button import WayButton

_SYNTAX = "\n".join(
    (
        "连着写的字要连着出现；空格隔开的词都要有",
        "财政 OR 税收　　有其一即可",
        "改革 -试点　　　不含后一个词",
        "标题:　文号:　机关:　年份:2016-2018　文种:　批注:　标签:",
        "只写文号，如 国发2016 49，就找这件公文和引用它的公文",
    )
)


class SearchBox(QLineEdit):
    """The search box: Enter and Shift+Enter walk the hits, Esc gives up.

    Down leads to the hits, or to what was searched before while nothing is typed.
    """

    next_requested = Signal()
    previous_requested = Signal()
    left = Signal()
    down_requested = Signal()
    history_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setPlaceholderText("搜索全库、文号或批注　　Ctrl+K")
        self.setAccessibleName("搜索全库")
        self.setToolTip(_SYNTAX)
        self.setAccessibleDescription("边输入边搜索；回车到下一处，Shift 加回车到上一处")
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(150)
        self.setMaximumWidth(640)
        self._glass: QAction | None = None

    def add_history(self, action: QAction) -> None:
        """Offer what was searched before at the end of the box."""
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        made = icons.icon("search", theme.faint, 16)
        if self._glass is None:
            self._glass = self.addAction(made, QLineEdit.ActionPosition.LeadingPosition)
            self._glass.setText("搜索")
        self._glass.setIcon(made)
        icons.dress_clear_button(self, theme.muted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_requested if back else self.next_requested).emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Down:
            (self.down_requested if self.text().strip() else self.history_requested).emit()
        else:
            super().keyPressEvent(event)


class TopBar(QFrame):
    """The bar. What its buttons do is said by the actions they are given."""

    narrowed = Signal(object)
    theme_requested = Signal(str)

    # Made by `arrange`.
    back: WayButton
    forward: WayButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.search_box = SearchBox()
        self.issuers = FilterButton("发文机关")
        self.years = FilterButton("年份")
        self.kinds = FilterButton("文种")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 9, 14, 9)
        self._row.setSpacing(5)
        self._theme_menu = QMenu(self)
        self._theme_choices: dict[str, QAction] = {}
        group = QActionGroup(self)
        for name, label in LABELS.items():
            choice = self._theme_menu.addAction(label)
            choice.setCheckable(True)
            choice.triggered.connect(lambda _=False, name=name: self.theme_requested.emit(name))
            group.addAction(choice)
            self._theme_choices[name] = choice
        self.more_menu = QMenu(self)
        self._more = QToolButton()
        for button in (self.issuers, self.years, self.kinds):
            button.chosen.connect(self._on_chosen)

    def arrange(self, actions: dict[str, QAction]) -> None:
        """Put everything in its place."""
        row = self._row
        self.back, self.forward = WayButton(actions["back"]), WayButton(actions["forward"])
        row.addWidget(self.back)
        row.addWidget(self.forward)
        self.search_box.add_history(actions["search_history"])
        row.addSpacing(6)
        row.addWidget(self.search_box, 10)
        row.addSpacing(4)
        for button in (self.issuers, self.years, self.kinds):
            row.addWidget(button)
        row.addStretch(1)
        for name, text in (("smaller", "A−"), ("larger", "A+")):
            sizer = self._button(actions[name])
            sizer.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            actions[name].setIconText(text)
            row.addWidget(sizer)
        theme = self._button(actions["theme"])
        self._theme_menu.addSeparator()
        self._theme_menu.addAction(actions["settings"])
        theme.setMenu(self._theme_menu)
        theme.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(theme)
        row.addSpacing(4)
        row.addWidget(self._menu_button("导入", actions, ("import_files", "import_folder")))
        export = self._menu_button("导出", actions, ("export", "export_all", "print"))
        export.setProperty("primary", "true")
        row.addWidget(export)
        more = self._more
        more.setObjectName("more")
        more.setToolTip("更多")
        more.setAccessibleName("更多")
        more.setIconSize(QSize(20, 20))
        more.setMenu(self.more_menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(more)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(20, 20))
        button.setAccessibleName(action.text())
        return button

    def _menu_button(
        self, text: str, actions: dict[str, QAction], names: Iterable[str]
    ) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        menu = QMenu(button)
        offered = [actions[name] for name in names]
        for action in offered:
            menu.addAction(action)
            # A menu of which nothing can be chosen is not opened.
            action.enabledChanged.connect(
                lambda: button.setEnabled(any(one.isEnabled() for one in offered))
            )
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.search_box.set_theme(theme)
        self._more.setIcon(icons.icon("more", theme.ink))

    def show_choice(self, choice: str) -> None:
        """Tick the choice of theme."""
        if choice in self._theme_choices:
            self._theme_choices[choice].setChecked(True)

    def set_rows(self, documents: Sequence[CatalogRow], order: Sequence[str]) -> None:
        """Offer the issuers, in this order, the years and the kinds of these documents."""
        issuers = dict.fromkeys(order, 0)
        years: dict[int, int] = {}
        kinds: dict[str, int] = {}
        for row in documents:
            for issuer in row.issuers or ("",):
                issuers[issuer] = issuers.get(issuer, 0) + 1
            years[row.year or 0] = years.get(row.year or 0, 0) + 1
            kinds[row.kind or ""] = kinds.get(row.kind or "", 0) + 1
        self.issuers.set_values([(name or NO_ISSUER, name, n) for name, n in issuers.items() if n])
        self.years.set_values(
            [(str(year or NO_YEAR), year, n) for year, n in sorted(years.items(), reverse=True)]
        )
        self.kinds.set_values(
            [(k or NO_KIND, k, n) for k, n in sorted(kinds.items(), key=lambda i: -i[1])]
        )

    def narrowing(self) -> Narrowing:
        """What the three filters say."""
        issuer, year, kind = self.issuers.value, self.years.value, self.kinds.value
        return Narrowing(
            issuer=issuer if isinstance(issuer, str) else None,
            year=year if isinstance(year, int) else None,
            kind=kind if isinstance(kind, str) else None,
        )

    def take(self, narrowing: Narrowing) -> None:
        """Show these choices, and say so if they are others."""
        if narrowing != self.narrowing():
            self.issuers.take(narrowing.issuer)
            self.years.take(narrowing.year)
            self.kinds.take(narrowing.kind)
            self._on_chosen()

    def _on_chosen(self) -> None:
        self.narrowed.emit(self.narrowing())
