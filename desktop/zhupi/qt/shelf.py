"""How the library stands, loaded beside the window, and watched for what others write."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from zhupi.errors import KnownError
from zhupi.library import Library, catalog
from zhupi.library.groups import Groups
from zhupi.library.model import CatalogRow, Changes, IssueNode, IssuerNode, SavedSearch
from zhupi.qt.runner import Lane, Runner

_WATCH_EVERY = 1500
"""Milliseconds between two looks at what other processes changed."""

_IMPORT_SHOWN_EVERY = 2000
"""Milliseconds between two looks at what an import in this window brought."""


@dataclass(frozen=True, slots=True)
class State:
    """The library at one moment. ``basket`` counts what lies in the waste basket.

    ``issues`` are there if the tree is built by them.
    """

    catalog: tuple[IssuerNode, ...]
    rows: dict[str, CatalogRow]
    basket: int
    orphans: int
    searches: tuple[SavedSearch, ...]
    groups: Groups
    issues: tuple[IssueNode, ...] | None

    @property
    def documents(self) -> list[CatalogRow]:
        """The documents, enclosed texts aside."""
        return [row for row in self.rows.values() if row.enclosed_in is None]


class Shelf(QObject):
    """Loads the state when it is asked to, and when another process wrote."""

    loaded = Signal(object, object)
    """The `State`, and the `Changes` that led to it."""

    def __init__(self, library: Library, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self.by = "issuer"
        self.order = "number"
        """What the tree is built by, and how a year is ordered: see `zhupi.settings`."""
        self._library = library
        self._runner = runner
        self._changes = Changes()
        self._loading = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setInterval(_WATCH_EVERY)
        self._timer.timeout.connect(self._look)
        self._since = QElapsedTimer()
        self._since.start()

    @property
    def busy(self) -> bool:
        """Whether a state is on its way."""
        return self._loading

    def watch(self) -> None:
        """Begin to look for what other processes write."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def import_goes_on(self) -> None:
        """Show now and then what a long import has brought so far."""
        if self._since.elapsed() > _IMPORT_SHOWN_EVERY:
            self.refresh()

    def follow(self, changes: Changes) -> None:
        """What this window wrote while a state was on its way is not in that: load once more."""
        if self._loading and (changes.collections or changes.readings):
            self._again = True

    def refresh(self, changes: Changes | None = None) -> None:
        """Load the state anew, because of ``changes``."""
        if changes is not None:
            self._changes |= changes
        if self._loading:
            self._again = True
            return
        self._loading = True
        self._since.restart()
        by, order = self.by, self.order
        self._runner.run(
            Lane.WATCH,
            lambda _job: load(self._library, by, order),
            self._deliver,
            receiver=self,
            failed=self._fail,
        )

    def _deliver(self, state: State) -> None:
        self._loading = False
        if self._again:
            self._again = False
            self.refresh()
            return
        changes, self._changes = self._changes, Changes()
        self.loaded.emit(state, changes)

    def _fail(self, error: KnownError) -> None:
        self._loading = self._again = False
        self._runner.known_error.emit(str(error))

    def _look(self) -> None:
        if not self._runner.waiting(Lane.WATCH):
            self._runner.run(
                Lane.WATCH, lambda _job: self._library.refresh(), self._on_outside, receiver=self
            )

    def _on_outside(self, changes: Changes) -> None:
        if changes:
            self.refresh(changes)


def load(library: Library, by: str, order: str) -> State:
    """Ask the library how it stands. Slow with very many documents."""
    rows = library.rows()
    return State(
        catalog=catalog.tree(rows, "date" if order == "date" else "number"),
        rows={row.id: row for row in rows},
        basket=len(library.basket()),
        orphans=library.orphan_count(),
        searches=library.searches.all(),
        groups=library.groups(),
        issues=library.issues(rows) if by == "issue" else None,
    )
