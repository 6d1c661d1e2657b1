"""The menus: behind the button at the right of the bar, and over the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from zhupi.annotations.model import Colour
from zhupi.qt import actions, link_card
from zhupi.qt.annotating import Annotator
from zhupi.qt.copying import Copier
from zhupi.qt.doors import Doors
from zhupi.qt.dots import dot
from zhupi.qt.links import Link
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.themes import Theme

MORE: tuple[tuple[str | tuple[str, tuple[tuple[str, ...], ...]], ...], ...] = (
    ("undo", "redo"),
    ("find", "goto"),
    (
        (
            "阅读",
            (
                ("reference", "caret"),
                ("next_document", "previous_document"),
                ("smaller", "larger", "usual_size"),
                ("focus_mode", "left_pane", "right_pane"),
            ),
        ),
        (
            "批注",
            (
                ("all_notes", "notebooks", "orphans"),
                ("next_mark", "previous_mark", "document_note"),
                ("meanings",),
            ),
        ),
        (
            "引用与效力",
            (("next_link", "previous_link", "open_link"), ("standing", "missing_texts")),
        ),
        (
            "原文与更正",
            (
                ("source_view",),
                ("next_doubt", "previous_doubt"),
                ("next_repair", "previous_repair"),
                ("next_furniture", "previous_furniture"),
                ("correct", "correct_here", "corrections"),
            ),
        ),
        (
            "搜索",
            (
                ("search", "next_hit", "previous_hit"),
                ("save_search", "search_history"),
                ("clear_history", "clear_filters"),
            ),
        ),
        (
            "文库",
            (
                ("favourite", "new_collection"),
                ("import_files", "import_folder"),
                ("basket", "rebuild_index"),
            ),
        ),
        ("复制、导出与打印", (("copy_source",), ("export", "export_all"), ("print",))),
    ),
    ("settings", "shortcuts", "about"),
    ("quit",),
)
"""The actions behind the button, in groups; those seldom asked for in a menu of a name.

At 1280 × 720 and 125 % the screen has room for some sixteen lines.
"""


def fill_more(menu: QMenu, made: dict[str, QAction]) -> None:
    """Put the actions into the menu behind the button."""
    for group in MORE:
        for entry in group:
            if isinstance(entry, str):
                menu.addAction(made[entry])
                continue
            title, parts = entry
            below = menu.addMenu(title)
            for part in parts:
                below.addActions([made[name] for name in part])
                below.addSeparator()
        menu.addSeparator()


def add_copy_forms(menu: QMenu, made: dict[str, QAction], copier: Copier) -> None:
    """Offer the forms of a copy below the action that makes one."""
    for below in (menu, *menu.findChildren(QMenu)):
        shown = below.actions()
        if made["copy_source"] in shown:
            after = shown[shown.index(made["copy_source"]) + 1]
            below.insertMenu(after, copier.forms_menu(below))


def name_step(made: dict[str, QAction], action: str, step: str) -> None:
    """Say on 撤销 or 重做 what would be undone or done again."""
    words = actions.TABLE[action].text
    # Qt takes a single & for the mark of a key.
    made[action].setText(f"{words} {step}".replace("&", "&&") if step else words)


class PageMenu(QObject):
    """The menu over the text."""

    opening = Signal(object, QPoint)
    """A `QMenu`, and the point of the pane it is about: others may add to it."""

    def __init__(
        self,
        pane: ReadingPane,
        annotator: Annotator,
        copier: Copier,
        doors: Doors,
        made: dict[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._annotator = annotator
        self._copier = copier
        self._doors = doors
        self._actions = made
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme

    def show(self, point: QPoint) -> None:
        """Show it at a point of the pane; a highlight there becomes the current one."""
        menu = QMenu(self._pane)
        clicked = [mark.id for mark in self._pane.marks_at(point)]
        if clicked:
            self._annotator.click(clicked, walk=False)
        link = self._pane.links.at(point)
        if link is not None:
            self._add_link(menu, link)
        selected = self._pane.selected() is not None
        if selected or clicked:
            self._add_colours(menu)
            for name in ("underline", "write_note", "excerpt"):
                menu.addAction(self._actions[name])
        if clicked:
            menu.addAction(self._actions["delete_mark"])
        if selected:
            menu.addSeparator()
            menu.addAction(self._actions["copy"])
        menu.addSeparator()
        menu.addAction(self._actions["copy_source"])
        menu.addMenu(self._copier.forms_menu(menu))
        if selected:
            menu.addSeparator()
            for name in ("export", "print", "find", "search"):
                menu.addAction(self._actions[name])
        menu.addSeparator()
        self.opening.emit(menu, point)
        for name in ("source_view", "next_doubt", "undo", "redo"):
            menu.addAction(self._actions[name])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._pane.viewport().mapToGlobal(point))

    def _add_link(self, menu: QMenu, link: Link) -> None:
        """What can be done with a citation."""
        here = link.text.row is not None
        opened = menu.addAction("打开引文" if here else "引文（库中没有）")
        opened.triggered.connect(lambda: self._doors.open(link))
        shown = menu.addAction("在引用面板里看\tCtrl+点击")
        shown.triggered.connect(lambda: self._doors.click(link, aside=True))
        copied = menu.addAction("复制引文名称")
        copied.triggered.connect(lambda: QGuiApplication.clipboard().setText(link_card.name(link)))
        menu.addSeparator()

    def _add_colours(self, menu: QMenu) -> None:
        """The colours by what they mean: to mark the selection, or the mark that was clicked on."""
        meanings = self._annotator.meanings
        for number, colour in enumerate(Colour, 1):
            action = menu.addAction(f"{meanings[colour]}\t{number}".replace("&", "&&"))
            if self._theme is not None:
                look = self._theme.marks[colour]
                action.setIcon(dot(look.fill, look.edge))
            action.setEnabled(self._actions["mark"].isEnabled())
            action.triggered.connect(self._mark(colour))
        menu.addSeparator()

    def _mark(self, colour: Colour) -> Callable[[], None]:
        return lambda: self._annotator.mark(colour)
