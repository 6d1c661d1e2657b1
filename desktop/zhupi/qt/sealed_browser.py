"""A text browser that goes nowhere and loads nothing: nothing may come from a network."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser


class SealedBrowser(QTextBrowser):
    """Shows what it is given."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002, N802
        """Load nothing: what is shown needs nothing."""
        return None

    def doSetSource(  # noqa: N802
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002
    ) -> None:
        """Go nowhere: links are the window's to follow."""
