"""What was searched before: kept in the settings, offered under the search box.

Only searches that led somewhere are kept: Enter was pressed, or a hit was opened; not every stretch
of a word that was searched while it was typed.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from zhupi.settings import Settings

_OFFERED = 12


class SearchHistory(QObject):
    """Remembers queries, the last one first, each once."""

    chosen = Signal(str)
    """A query that is wanted again."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def queries(self) -> list[str]:
        """What was searched, the last one first."""
        return list(self._settings.searches)

    def add(self, query: str) -> None:
        """Remember a query."""
        self._settings.remember_search(query)

    def clear(self) -> None:
        """Forget all of it."""
        self._settings.searches = []

    def menu(self, width: int, parent: QWidget) -> QMenu:
        """Make a menu of the last queries, about ``width`` pixels wide."""
        menu = QMenu(parent)
        menu.setMinimumWidth(width)
        metrics = QFontMetrics(menu.font())
        for query in self.queries[:_OFFERED]:
            words = metrics.elidedText(query, Qt.TextElideMode.ElideRight, max(width - 60, 200))
            action = menu.addAction(words.replace("&", "&&"))
            action.setToolTip(query)
            action.triggered.connect(lambda _=False, query=query: self.chosen.emit(query))
        if self.queries:
            menu.addSeparator()
            menu.addAction("清除搜索历史").triggered.connect(self.clear)
        else:
            menu.addAction("还没有搜索过").setEnabled(False)
        return menu

    def show_under(self, box: QWidget) -> None:
        """Offer the last queries under the search box, the first one chosen."""
        menu = self.menu(box.width(), box)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(box.mapToGlobal(QPoint(0, box.height() + 3)))
        if self.queries:
            menu.setActiveAction(menu.actions()[0])
