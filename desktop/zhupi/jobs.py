"""Long work, seen from inside: report progress, notice that it was called off."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event


class Cancelled(Exception):  # noqa: N818 - a request granted, not an error
    """Raised inside long work after its user called it off."""


class Job:
    """A running piece of work.

    The one who does the work calls :meth:`report` between steps; the one who waits for it may call
    :meth:`cancel` from any thread. ``on_progress`` is called on the worker's thread.
    """

    def __init__(self, on_progress: Callable[[int, int, str], None] | None = None) -> None:
        self._on_progress = on_progress
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the work was called off."""
        if self._cancelled.is_set():
            raise Cancelled

    def report(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is; raise `Cancelled` if it was called off."""
        self.check()
        if self._on_progress is not None:
            self._on_progress(done, total, what)
            self.check()  # it may be what made the user call it off
