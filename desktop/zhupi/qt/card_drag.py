"""Cards of annotations that can be dragged onto a notebook."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent

from zhupi.qt.cards import CardView
from zhupi.qt.entries import ANNOTATIONS, pack


class CardDrag(QObject):
    """Watches the mouse over a list of cards; the card under it is what is dragged."""

    def __init__(self, view: CardView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QMouseEvent):
            point = event.position().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress:
                left = event.button() is Qt.MouseButton.LeftButton
                self._pressed = point if left else None
            elif event.type() == QEvent.Type.MouseMove and self._is_far(event, point):
                start, self._pressed = self._pressed, None
                self._drag(start or point)
                return True
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = None
        return super().eventFilter(watched, event)

    def _is_far(self, event: QMouseEvent, point: QPoint) -> bool:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        far = QGuiApplication.styleHints().startDragDistance()
        return (point - self._pressed).manhattanLength() >= far

    def _drag(self, point: QPoint) -> None:
        data = self.data(point)
        if data is not None:
            drag = QDrag(self._view)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def data(self, point: QPoint) -> QMimeData | None:
        """What is dragged from a point of the list."""
        index = self._view.indexAt(point)
        if not index.isValid():
            return None
        data = QMimeData()
        data.setData(ANNOTATIONS, pack([self._view.cards.annotation(index.row())]))
        return data
