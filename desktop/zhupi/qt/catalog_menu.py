"""The menus over the rows of the tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from zhupi.library.model import CatalogRow
from zhupi.qt.catalog_model import CatalogModel
from zhupi.qt.catalog_nodes import Kind, Node

_SHOWN = 24
"""Characters of a collection's name in the menu."""


class CatalogMenu(QObject):
    """Makes the menus; says what was chosen, of one document or of several at once."""

    open_requested = Signal(str)
    copy_requested = Signal(list)
    reveal_requested = Signal(object)
    export_requested = Signal(list)
    notes_requested = Signal(str)
    compare_requested = Signal(list)
    """One row, to be compared with its copies, or two."""
    remove_requested = Signal(str)
    remove_source_requested = Signal(int)
    favour_requested = Signal(list, bool)
    read_requested = Signal(list)
    unread_requested = Signal(list)
    collect_requested = Signal(str, list)
    """A collection or '' for a new one, and the ids of rows."""
    take_out_requested = Signal(str, list)
    search_requested = Signal(object)
    """A `SavedSearch` that is to be run."""

    def __init__(self, model: CatalogModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._model = model
        self.actions: dict[str, QAction] = {}

    def for_documents(self, rows: Sequence[CatalogRow], within: Node | None = None) -> QMenu:
        """The menu of the documents selected; ``within`` is the row that they stand under."""
        menu = QMenu(self._widget)
        ids = [row.id for row in rows]
        one = rows[0] if len(rows) == 1 else None
        if one is not None:
            self._add(menu, "打开", lambda: self.open_requested.emit(one.id))
        count = "" if one is not None else f"（{len(rows)} 件）"
        self._add(menu, f"复制标题和文号{count}", lambda: self.copy_requested.emit(list(rows)))
        if one is not None:
            words = "只看这件公文的批注" if one.annotations else "只看这件公文的批注（还没有）"
            notes = self._add(menu, words, lambda: self.notes_requested.emit(one.id))
            notes.setEnabled(bool(one.annotations))
        self._add(menu, f"导出…{count}", lambda: self.export_requested.emit(list(rows)))
        if one is not None:
            self._add(menu, "显示来源", lambda: self.reveal_requested.emit(one))
        if len(rows) <= 2:
            alone = one is not None and not self._model.copies(one)
            words = "对照这两件公文" if one is None else f"与其他版本对照{'（没有）' * alone}"
            compare = self._add(menu, words, lambda: self.compare_requested.emit(ids))
            compare.setEnabled(not alone)
        menu.addSeparator()
        self._add_keeping(menu, rows, within)
        if one is not None:
            menu.addSeparator()
            self._add_removing(menu, one)
        return menu

    def for_search(self, node: Node) -> QMenu:
        """The menu of a saved search."""
        menu = QMenu(self._widget)
        search = node.search
        if search is not None:
            self._add(menu, "搜索", lambda: self.search_requested.emit(search))
        menu.addSeparator()
        for name in ("rename_search", "search_up", "search_down", "remove_search"):
            menu.addAction(self.actions[name])
        return menu

    def for_collection(self, *, own: bool) -> QMenu:
        """The menu of a collection, or of the row over them (not ``own``)."""
        menu = QMenu(self._widget)
        if own:
            for name in ("rename_search", "remove_search"):
                menu.addAction(self.actions[name])
            menu.addSeparator()
        menu.addAction(self.actions["new_collection"])
        return menu

    def for_source(self, source_id: int) -> QMenu:
        """The menu of a gazette issue."""
        menu = QMenu(self._widget)
        remove = self._add(
            menu, "移除整期公报…", lambda: self.remove_source_requested.emit(source_id)
        )
        remove.setEnabled(self._model.writable)
        return menu

    def _add_keeping(self, menu: QMenu, rows: Sequence[CatalogRow], within: Node | None) -> None:
        ids = [row.id for row in rows]
        marks = [self._model.marks(row) for row in rows]
        starred = all(mark.favourite for mark in marks)
        self._add_writing(
            menu,
            "取消收藏" if starred else "收藏",
            lambda: self.favour_requested.emit(ids, not starred),
        )
        into = menu.addMenu("加入专题")
        into.setEnabled(self._model.writable)
        for collection, held in self._model.groups.collections:
            name = collection.name
            name = f"{name[:_SHOWN]}…" if len(name) > _SHOWN else name
            action = self._add(into, name.replace("&", "&&"), self._collect(collection.id, ids))
            action.setCheckable(True)
            action.setChecked(set(ids) <= set(held))
            action.setEnabled(not action.isChecked())
        into.addSeparator()
        self._add(into, "新建专题…", self._collect("", ids))
        if within is not None and within.kind is Kind.COLLECTION:
            self._add_writing(
                menu,
                f"移出“{within.name}”".replace("&", "&&"),
                lambda: self.take_out_requested.emit(within.id, ids),
            )
        if not all(mark.done for mark in marks):
            self._add_writing(menu, "标为已读", lambda: self.read_requested.emit(ids))
        if any(mark.done or mark.percent for mark in marks):
            self._add_writing(menu, "标为未读", lambda: self.unread_requested.emit(ids))

    def _collect(self, collection: str, ids: list[str]) -> Callable[[], None]:
        return lambda: self.collect_requested.emit(collection, ids)

    def _add_removing(self, menu: QMenu, row: CatalogRow) -> None:
        document = row.enclosed_in or row.id
        self._add_writing(menu, "移入回收站…", lambda: self.remove_requested.emit(document))
        self._add_writing(
            menu, "移除整期公报…", lambda: self.remove_source_requested.emit(row.source_id)
        )

    def _add_writing(self, menu: QMenu, text: str, do: Callable[[], None]) -> QAction:
        action = self._add(menu, text, do)
        action.setEnabled(self._model.writable)
        return action

    def _add(self, menu: QMenu, text: str, do: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: do())
        return action
