"""What the user keeps of documents: stars, collections, and that they are read, each to be undone.

They are listed over the catalog (`zhupi.qt.catalog_model`).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from zhupi.library import Library
from zhupi.library.model import FAVOURITES, Changes
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.catalog_nodes import Kind, collection_key
from zhupi.qt.catalog_pane import CatalogPane
from zhupi.qt.marking import Marker
from zhupi.qt.messages import Messages
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Lane, Runner

_LIST_AFTER = 60
"""Milliseconds after a change until the groups are listed anew."""

_TAGS_AFTER = 1200
"""The same for tags: asking takes 0.1 s with 100,000 annotations."""


class Collector(QObject):
    """Writes in turn with all other changes, and shows what it wrote.

    What there is to do is looked up when its turn comes: a key pressed twice finds what the first
    press has written.
    """

    def __init__(
        self,
        library: Library,
        runner: Runner,
        marker: Marker,
        steps: BulkSteps,
        catalog: CatalogPane,
        reader: Reader,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._marker = marker
        self._steps = steps
        self._catalog = catalog
        self._reader = reader
        self._messages = messages
        self._listing = QTimer(self)
        self._listing.setSingleShot(True)
        self._listing.setInterval(_LIST_AFTER)
        self._listing.timeout.connect(self._list)
        self._tagging = QTimer(self)
        self._tagging.setSingleShot(True)
        self._tagging.setInterval(_TAGS_AFTER)
        self._tagging.timeout.connect(self._list_tags)
        self._tagged = False
        """Whether the tags were listed at all."""

    # What is shown

    def follow(self, changes: Changes) -> None:
        """List anew what stands over the catalog, if that may be another."""
        if changes.collections or changes.readings:
            self._listing.start()
        if changes.annotations and not self._tagging.isActive():
            self._tagging.start()

    def on_shown(self, changes: Changes) -> None:
        """The library was loaded, and with it all but the tags."""
        if changes.annotations or not self._tagged:
            self._list_tags()

    def stop(self) -> None:
        """Follow no more."""
        self._listing.stop()
        self._tagging.stop()

    def _list(self) -> None:
        self._runner.run(
            Lane.READ, lambda _job: self._library.groups(), self._catalog.set_groups, receiver=self
        )

    def _list_tags(self) -> None:
        self._tagged = True
        self._runner.run(
            Lane.WATCH, lambda _job: self._library.tagged(), self._catalog.set_tags, receiver=self
        )

    # Stars

    def toggle_favourite(self) -> None:
        """Give the documents that are chosen a star; all that have one lose it."""
        rows = self._chosen()
        if not rows:
            self._messages.info("先打开或选择一件公文。")
            return

        def toggle() -> None:
            lacking = self._library.collections.lacking(FAVOURITES, rows)
            self.favour(rows, favourite=bool(lacking))

        self._marker.then(toggle)

    def favour(self, rows: Sequence[str], *, favourite: bool) -> None:
        """Give rows a star, or take it."""
        if favourite:
            self.collect(FAVOURITES, rows)
        else:
            self.take_out(FAVOURITES, rows)

    def _chosen(self) -> list[str]:
        """The documents selected in the tree, if it has the focus; else the one that is read."""
        if self._catalog.view.hasFocus():
            rows = [row.id for row in self._catalog.view.selected_rows()]
            if rows:
                return rows
        return [self._reader.id] if self._reader.id else []

    # Collections

    def collect(self, collection: str, rows: Sequence[str]) -> None:
        """Put rows into a collection, favourites too; into a new one for ''."""
        if not collection:
            self.make(rows)
        else:
            self._marker.then(lambda: self._collect(collection, rows))

    def _collect(self, collection: str, rows: Sequence[str]) -> None:
        collections = self._library.collections
        lacking = collections.lacking(collection, rows)
        name = self._name(collection)
        if not lacking:
            self._messages.info(f"已经在“{name}”里。")
            return
        self._steps.make_pair(
            f"加入“{name}”",
            lambda: collections.add(collection, lacking),
            lambda: collections.remove(collection, lacking),
            lambda _changes: self._messages.info(f"已加入“{name}”：{_counted(lacking)}。"),
        )

    def take_out(self, collection: str, rows: Sequence[str]) -> None:
        """Take rows out of a collection, favourites too."""
        self._marker.then(lambda: self._take_out(collection, rows))

    def _take_out(self, collection: str, rows: Sequence[str]) -> None:
        collections = self._library.collections
        lacking = set(collections.lacking(collection, rows))
        held = [row for row in rows if row not in lacking]
        if not held:
            return
        name = self._name(collection)
        self._steps.make_pair(
            f"移出“{name}”",
            lambda: collections.remove(collection, held),
            lambda: collections.add(collection, held),
            lambda _changes: self._messages.info(f"已移出“{name}”：{_counted(held)}。"),
        )

    def make(self, rows: Sequence[str] = ()) -> None:
        """Make a collection that holds these rows; the user names it."""
        name = self._messages.ask_name("新建专题", "")
        if name is None:
            return
        collections = self._library.collections
        made: list[str] = []

        def forth() -> Changes:
            if made:
                return collections.undelete(made[0])
            collection, changes = collections.make(name, rows)
            made.append(collection.id)
            return changes

        self._steps.make_pair(
            "新建专题",
            forth,
            lambda: collections.delete(made[0]),
            lambda _changes: self._messages.info(f"已新建专题“{name.strip()}”，在目录上方。"),
        )

    def rename(self, collection: str, name: str) -> None:
        """Give a collection another name."""
        collections = self._library.collections
        self._steps.make_from(
            "专题改名",
            lambda: next((one.name for one in collections.all() if one.id == collection), name),
            lambda _former: collections.rename(collection, name),
            lambda former: collections.rename(collection, former),
        )

    def delete(self, collection: str) -> None:
        """Put a collection into the waste basket."""
        collections = self._library.collections
        name = self._name(collection)
        self._steps.make_pair(
            f"移除专题“{name}”",
            lambda: collections.delete(collection),
            lambda: collections.undelete(collection),
            lambda _changes: self._messages.info(f"专题“{name}”已移入回收站，公文仍在库中。"),
        )

    def _name(self, collection: str) -> str:
        names = {one.id: one.name for one, _ in self._catalog.model.groups.collections}
        return names.get(collection, "收藏")

    # The row that is selected

    def name_current(self) -> None:
        """Let the user write the name of the collection that is selected, if one is."""
        node = self._catalog.current_node()
        if node.kind is Kind.COLLECTION:
            self._catalog.edit_key(collection_key(node.id))

    def remove_current(self) -> None:
        """Remove the collection that is selected, or what is selected in one; or nothing."""
        node = self._catalog.current_node()
        above = node.parent
        if node.kind is Kind.COLLECTION:
            self.delete(node.id)
        elif node.row is not None and above is not None and above.id:
            self.take_out(above.id, [row.id for row in self._catalog.view.selected_rows()])

    # Reading

    def mark(self, rows: Sequence[str], *, done: bool) -> None:
        """Say that documents are read, or that they are not."""
        self._marker.then(lambda: self._mark(rows, done=done))

    def _mark(self, rows: Sequence[str], *, done: bool) -> None:
        readings = self._library.readings
        before = list(readings.of(rows).values())
        words = "标为已读" if done else "标为未读"
        self._steps.make_pair(
            words,
            lambda: readings.mark(rows, done=done),
            lambda: readings.put_back(before),
            lambda _changes: self._messages.info(f"已{words}：{_counted(before)}。"),
        )


def _counted(things: Sequence[object]) -> str:
    return f"{len(things)} 件"
