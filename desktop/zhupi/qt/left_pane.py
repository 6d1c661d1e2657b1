"""The left pane: the catalog, or the results of a search in its place."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from zhupi.qt.catalog_pane import CatalogPane
from zhupi.qt.results_pane import ResultsPane
from zhupi.qt.themes import Theme


class LeftPane(QStackedWidget):
    """Catalog and results, one over the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leftPane")
        self.catalog = CatalogPane()
        self.results = ResultsPane()
        self.addWidget(self.catalog)
        self.addWidget(self.results)

    def show_catalog(self) -> None:
        """Bring the catalog to the front."""
        self.setCurrentWidget(self.catalog)

    def show_results(self) -> None:
        """Bring the results to the front."""
        self.setCurrentWidget(self.results)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.catalog.set_theme(theme)
        self.results.set_theme(theme)
