"""A button with a menu of values, one of which may be chosen, or always is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

_LONGEST = 7
"""Characters of a chosen filter shown on its button."""


class FilterButton(QToolButton):
    """A filter with a menu of its values.

    Where ``always`` is set one of them always holds, the first until another is chosen.
    """

    chosen = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, *, always: bool = False) -> None:
        super().__init__(parent)
        self._name = name
        self._always = always
        self.value: str | int | None = None
        self._labels: dict[str | int, str] = {}
        self._own: tuple[str | int, str] = ("", "")
        self.setProperty("filter", "true")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._group: QActionGroup | None = None
        self._show()

    def set_values(self, values: Sequence[tuple[str, str | int, int | None]]) -> None:
        """Offer values: label, value, and how many have it, ``None`` where that is not counted.

        What is chosen stays so, also where none has it any more: the lists are narrowed to
        it, and the button is where that is seen and undone.
        """
        self._labels = {value: label for label, value, _ in values}
        self._menu.clear()
        if self._group is not None:
            self._group.deleteLater()
        self._group = QActionGroup(self)
        if self._always and self.value is None:
            self.value = values[0][1]
        elif not self._always:
            self._add(f"全部{self._name}", None)
            self._menu.addSeparator()
        for label, value, count in values:
            self._add(label if count is None else f"{label}　{count}", value)
        self._show()

    def reset(self) -> None:
        """Narrow nothing."""
        self._choose(None)

    def take(self, value: str | int | None, label: str = "") -> None:
        """Show this value as the chosen one; ``label`` is said of one that is not offered."""
        self.value = value
        if value is not None and label:
            self._own = (value, label)
        for action in self._group.actions() if self._group is not None else ():
            action.setChecked(action.data() == value)
        self._show()

    def _add(self, text: str, value: str | int | None) -> None:
        action = self._menu.addAction(text.replace("&", "&&"))
        action.setCheckable(True)
        action.setData(value)
        action.setChecked(value == self.value)
        action.triggered.connect(lambda: self._choose(value))
        if self._group is not None:
            self._group.addAction(action)

    def _choose(self, value: str | int | None) -> None:
        self.value = value
        self._show()
        self.chosen.emit()

    def _label(self, value: str | int) -> str:
        own, label = self._own
        return label if value == own and label else self._labels.get(value, str(value))

    def _show(self) -> None:
        value = self.value
        label = self._name if value is None else self._label(value)
        short, _, rest = label.partition("　")
        if rest or len(short) > _LONGEST:
            short = short[: _LONGEST - 1] + "…"
        self.setText(short)
        self.setToolTip(f"{self._name}：{'全部' if self.value is None else label}")
        self.setProperty("narrowed", "false" if self.value is None or self._always else "true")
        self.style().unpolish(self)
        self.style().polish(self)
