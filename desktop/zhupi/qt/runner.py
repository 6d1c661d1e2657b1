"""Long work beside the window: one runner on the UI thread, and lanes that own no QObject.

A lane is a thread with a queue. What it works on is a plain function; its outcome comes back as a
ticket, and is dropped if the one who asked is gone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from zhupi.errors import KnownError
from zhupi.jobs import Cancelled, Job

_T = TypeVar("_T")

_PROGRESS_EVERY = 0.04
"""Seconds between two reports of progress that reach the window."""


class Lane(StrEnum):
    """Where work queues. Writing has one lane, so that changes keep their order."""

    WRITE = "write"
    READ = "read"
    SEARCH = "search"
    NOTES = "notes"
    LONG = "long"
    EXPORT = "export"
    WATCH = "watch"
    COMPARE = "compare"


@dataclass(frozen=True)
class _Ticket:
    """Who waits for a piece of work. Stays on the UI thread."""

    lane: Lane
    receiver: QObject
    job: Job
    done: Callable[[Any], None]
    failed: Callable[[KnownError], None] | None
    cancelled: Callable[[], None] | None
    progress: Callable[[int, int, str], None] | None
    ended: Callable[[], None] | None


class Runner(QObject):
    """Runs work in lanes and brings the outcome to the UI thread.

    A bug in the work is raised again on the UI thread, where the hook for bugs sees it.
    """

    known_error = Signal(str)
    """A fault of the world that no one else answers: its sentence."""
    idle = Signal()
    """Nothing is under way any more."""

    written = Signal()
    """Nothing waits to be written any more; comes after the outcome of the last write."""

    _came = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"zhupi-{lane}")
            for lane in Lane
        }
        self._tickets: dict[int, _Ticket] = {}
        self._last = 0
        self._closed = False
        self._came.connect(self._deliver)

    def run(
        self,
        lane: Lane,
        work: Callable[[Job], _T],
        done: Callable[[_T], None],
        *,
        receiver: QObject,
        failed: Callable[[KnownError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[int, int, str], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Job:
        """Queue ``work``; the callbacks are called on the UI thread while ``receiver`` lives.

        ``ended`` is called first, whatever came of it, a bug included.

        In the searching lane the work before it is called off. After `close` nothing is begun any
        more, whatever a timer still asks for; only writing would be lost, and is a bug then.
        """
        if self._closed and lane is not Lane.WRITE:
            return Job()
        if lane is Lane.SEARCH:
            self.discard(lane)
        self._last += 1
        number = self._last
        job = Job(self._reporter(number) if progress is not None else None)
        self._tickets[number] = _Ticket(
            lane, receiver, job, done, failed, cancelled, progress, ended
        )
        self._pools[lane].submit(self._work, number, work, job)
        return job

    def discard(self, lane: Lane) -> None:
        """Call off the work of a lane and forget who waits for it."""
        for number, ticket in list(self._tickets.items()):
            if ticket.lane is lane:
                ticket.job.cancel()
                del self._tickets[number]

    def waiting(self, lane: Lane) -> bool:
        """Whether anyone waits for a lane."""
        return any(ticket.lane is lane for ticket in self._tickets.values())

    @property
    def busy(self) -> bool:
        """Whether anyone waits for anything."""
        return bool(self._tickets)

    def close(self) -> None:
        """Call off long work, finish what is being written, and end the threads."""
        self._closed = True
        for lane in Lane:
            if lane is not Lane.WRITE:
                self.discard(lane)
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.WRITE)
        self._tickets.clear()

    def _work(self, number: int, work: Callable[[Job], Any], job: Job) -> None:
        """On a lane's thread: do the work and send what came of it."""
        try:
            job.check()
            outcome = work(job)
        except Cancelled:
            self._came.emit(number, "cancelled", None)
        except KnownError as error:
            self._came.emit(number, "failed", error)
        except BaseException as error:  # noqa: BLE001 - raised again on the UI thread
            self._came.emit(number, "bug", error)
        else:
            self._came.emit(number, "done", outcome)

    def _reporter(self, number: int) -> Callable[[int, int, str], None]:
        last = 0.0

        def report(done: int, total: int, what: str) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _PROGRESS_EVERY or done == total:
                last = now
                self._came.emit(number, "progress", (done, total, what))

        return report

    @Slot(int, str, object)
    def _deliver(self, number: int, what: str, value: Any) -> None:
        ticket = self._tickets.get(number)
        if ticket is None or not shiboken6.isValid(ticket.receiver):
            self._tickets.pop(number, None)
            self._tell_idle()
            return
        if what == "progress":
            if ticket.progress is not None:
                ticket.progress(*value)
            return
        del self._tickets[number]
        self._tell_idle()
        if ticket.ended is not None:
            ticket.ended()
        try:
            self._answer(ticket, what, value)
        finally:
            if ticket.lane is Lane.WRITE and not self.waiting(Lane.WRITE):
                self.written.emit()

    def _answer(self, ticket: _Ticket, what: str, value: Any) -> None:
        """Tell who waited what came of it."""
        if what == "done":
            ticket.done(value)
        elif what == "cancelled":
            if ticket.cancelled is not None:
                ticket.cancelled()
        elif what == "failed":
            if ticket.failed is not None:
                ticket.failed(value)
            else:
                self.known_error.emit(str(value))
        else:
            raise value

    def _tell_idle(self) -> None:
        if not self._tickets:
            self.idle.emit()
