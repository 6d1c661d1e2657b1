"""The tree as the user asks of it: how it is arranged, and what its menus do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QToolTip

from zhupi.errors import NotFound
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.citation_model import Standing, State
from zhupi.library.model import CatalogRow, Changes
from zhupi.library.title_filter import TitleFilter
from zhupi.qt.catalog_head import BY_ISSUE
from zhupi.qt.catalog_nodes import issue_key
from zhupi.qt.catalog_pane import CatalogPane
from zhupi.qt.messages import Messages
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.shelf import Shelf
from zhupi.qt.titles import citation
from zhupi.settings import Settings

_SENTENCE = 90
"""Characters of a sentence over a row."""


@dataclass(frozen=True, slots=True)
class _Force:
    """What is known of which documents are in force, by row id."""

    states: dict[str, State]
    ends: dict[str, str]


class CatalogDesk(QObject):
    """Arranges the tree, loads beside it what need not be there at once, and answers its menus."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        catalog: CatalogPane,
        shelf: Shelf,
        settings: Settings,
        messages: Messages,
        parent: QObject,
        show_folder: Callable[[Path], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._catalog = catalog
        self._shelf = shelf
        self._settings = settings
        self._messages = messages
        self._show_folder = show_folder or _show_folder
        self._filter: tuple[object, TitleFilter] | None = None
        self._wanted = ""
        """The row that is to be shown once the tree is arranged by gazette issue."""
        shelf.by, shelf.order = settings.catalog_by, settings.catalog_order
        catalog.head.show_arrangement(settings.catalog_by, settings.catalog_order)
        catalog.set_open_groups(settings.open_groups)

    # Arranging

    def arrange(self, by: str, order: str) -> None:
        """Build the tree another way, now and from now on."""
        self._settings.catalog_by, self._settings.catalog_order = by, order
        self._shelf.by, self._shelf.order = by, order
        self._catalog.head.show_arrangement(by, order)
        self._shelf.refresh()

    def remember(self) -> None:
        """Note in the settings what is open over the catalog."""
        self._settings.open_groups = self._catalog.open_groups

    def on_shown(self, changes: Changes) -> None:
        """The tree was filled: prepare its filter, ask what is in force."""
        self._prepare_filter()
        if changes.documents or changes.sources or self._filter is None:
            self._ask_force()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._catalog.go_to(self._catalog.model.index_by_key(wanted))

    def follow(self, changes: Changes) -> None:
        """What is in force may be another."""
        if changes.documents and not changes.annotations:
            self._ask_force()

    def _prepare_filter(self) -> None:
        rows = self._catalog.model.catalog_rows
        key = tuple((row.id, row.title, row.number) for row in rows)
        if self._filter is not None and self._filter[0] == key:
            self._catalog.take_filter(self._filter[1])
            return

        def take(prepared: TitleFilter) -> None:
            self._filter = (key, prepared)
            self._catalog.take_filter(prepared)

        fresh = TitleFilter(rows)
        self._runner.run(Lane.WATCH, fresh.prepare, take, receiver=self)

    def _ask_force(self) -> None:
        def ask(_job: Job) -> _Force:
            return _Force(self._library.states(), self._library.ends())

        self._runner.run(
            Lane.WATCH,
            ask,
            lambda force: self._catalog.model.set_force(force.states, force.ends),
            receiver=self,
        )

    # What the menus ask for

    def copy(self, rows: Sequence[CatalogRow]) -> None:
        """Copy titles and numbers, a document a line."""
        QGuiApplication.clipboard().setText("\n".join(citation(row) for row in rows))
        count = f" {len(rows)} 件公文的" if len(rows) > 1 else ""
        self._messages.info(f"已复制{count}标题和文号。")

    def reveal(self, row: CatalogRow) -> None:
        """Open the folder of the file that a document came from; else show its gazette issue."""
        source = self._library.document(row.id).source
        path = Path(source.path)
        if path.is_file() and self._show_folder(path):
            self._messages.info(f"已打开来源文件“{path.name}”所在的文件夹。")
            return
        self._messages.info(
            f"来源文件“{source.name}”已不在导入时的位置，库中存有它的全文；"
            "下面显示它所在的一期公报。"
        )
        self._wanted = f"{issue_key(row.source_id)}/{row.id}"
        self._catalog.filter_box.clear()
        self.arrange(BY_ISSUE, self._settings.catalog_order)

    def explain(self, row: CatalogRow, place: QPoint) -> None:
        """Say over a row what the word on its force rests on."""
        self._runner.run(
            Lane.READ,
            lambda _job: self._standing(row.id),
            lambda standing: self._show_reason(row, standing, place),
            receiver=self,
        )

    def _standing(self, row_id: str) -> Standing | None:
        try:
            return self._library.standing(row_id)
        except NotFound:
            return None  # it went into the waste basket a moment ago

    def _show_reason(self, row: CatalogRow, standing: Standing | None, place: QPoint) -> None:
        view = self._catalog.view
        under = view.viewport().mapFromGlobal(place)
        here = self._catalog.model.node(view.indexAt(under)).row
        if standing is None or here is None or here.id != row.id:
            return
        tip = str(view.indexAt(under).data(Qt.ItemDataRole.ToolTipRole))
        QToolTip.showText(place, "\n".join([tip, *reasons(standing)]), view.viewport())


def reasons(standing: Standing) -> list[str]:
    """What the state of a text rests on, a line each; never a verdict."""
    lines = []
    if standing.by_user and standing.state is not None:
        lines.append(f"你标为：{standing.state.label}")
    for ground in standing.grounds[:2]:
        number = f"（{ground.row.number}）" if ground.row.number else ""
        lines.append(f"据本库《{ground.row.title}》{number}：“{_short(ground.place.sentence)}”")
    if standing.computed is State.EXPIRED:
        lines += [f"据其本文：“{_short(one.words)}”" for one in standing.validity if one.ends]
    return lines


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _SENTENCE else f"{sentence[:_SENTENCE]}…"


def _show_folder(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
