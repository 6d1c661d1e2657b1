"""The left pane: the catalog, or the results of a search in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zhupi.library.model import SearchResults
from zhupi.qt.catalog_pane import CatalogPane
from zhupi.qt.passages import PassageRow, PassageView
from zhupi.qt.themes import Theme


class ResultsPane(QWidget):
    """The hits, with their count over them."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = QLabel()
        self.count.setObjectName("resultsCount")
        self.detail = QLabel()
        self.detail.setObjectName("resultsHead")
        self.detail.setWordWrap(True)
        self.back = QPushButton("返回目录　Esc")
        self.back.setProperty("quiet", "true")
        self.view = PassageView()
        self.view.setAccessibleName("搜索结果")
        self.nothing = QLabel()
        self.nothing.setObjectName("hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setWordWrap(True)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.addWidget(self.count, 1)
        head.addWidget(self.back)
        under = QVBoxLayout()
        under.setContentsMargins(16, 0, 16, 2)
        under.addWidget(self.detail)
        self.nothing.setContentsMargins(24, 28, 24, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 13, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addLayout(under)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.view, 1)
        self.back.clicked.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def start(self) -> None:
        """Show that a search is under way, leaving the last results until others come."""
        self.count.setText("搜索中…")
        self.nothing.hide()

    def show_results(self, results: SearchResults, rows: Sequence[PassageRow]) -> None:
        """Show what was found."""
        shown = len(results.hits)
        places = sum(hit.count for hit in results.hits)
        self.count.setText(f"{results.total} 件公文")
        told = ""
        if shown < results.total:
            told = f"只列出前 {shown} 件"
        elif places:
            self.count.setText(f"{results.total} 件公文，{places} 处")
        detail = "　".join(part for part in (results.warning or "", told) if part)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.view.show_rows(rows)
        self.view.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(f"没有找到“{results.query}”。\n换个说法，或放宽筛选条件试试。")


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
        self.results.view.set_theme(theme)
