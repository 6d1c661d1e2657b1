"""Reading and indexing in a process of its own, or in this one.

Parsing and Whoosh are pure Python and would hold the interpreter lock against the window. The
worker returns parsed data and writes the index only; it never touches the database.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from zhupi import readers
from zhupi.errors import KnownError, LibraryError, UnreadableFile
from zhupi.gazette import parse
from zhupi.gazette.corrections import Correction
from zhupi.gazette.model import Issue
from zhupi.readers import RawText
from zhupi.search.index import Index


@dataclass(frozen=True, slots=True)
class Read:
    """A file read and understood, or the reason why not.

    ``fits`` tells of each correction that it was read with whether it shows in the issue.
    """

    path: Path
    raw: RawText | None
    issue: Issue | None
    error: UnreadableFile | None
    fits: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A file that is read from bytes at hand, with corrections; ``path`` is only its name."""

    path: Path
    data: bytes
    corrections: tuple[Correction, ...] = ()


Folded = tuple[str, str]
"""What the index takes of a document: its id and its folded text."""


@dataclass(frozen=True, slots=True)
class IndexOrder:
    """What is to be done to an index: ``clear`` it, take documents out, put documents in."""

    directory: Path
    versions: str
    add: Sequence[Folded] = ()
    delete: Sequence[str] = ()
    clear: bool = False


class Workshop(Protocol):
    """Does the heavy work of an import. ``parallel`` tells whether it indexes while it reads."""

    parallel: bool

    def read(self, files: Iterable[Path | Held]) -> Iterator[Read]:
        """Read and parse files, in order; the next one is begun before this one is taken."""
        ...

    def read_now(self, file: Held) -> Read:
        """Read and parse one file at once, whatever else is being read."""
        ...

    def index(self, order: IndexOrder) -> None:
        """Carry out an order; raise `KnownError` if the index cannot be written."""
        ...

    def rest(self) -> None:
        """Give up what is only needed to index while files are read."""
        ...

    def close(self) -> None: ...


def read_file(file: Path | Held) -> Read:
    """Read and parse one file."""
    path = file.path if isinstance(file, Held) else file
    try:
        raw = readers.from_bytes(path, file.data) if isinstance(file, Held) else readers.read(path)
    except UnreadableFile as error:
        return Read(path, None, None, error)
    if isinstance(file, Held) and file.corrections:
        # Imported late: most files have none.
        from zhupi.gazette.amending import amend

        amended = amend(raw.text, file.corrections)
        return Read(path, raw, amended.issue, None, amended.fits)
    return Read(path, raw, parse(raw.text), None)


def write_index(order: IndexOrder) -> None:
    """Carry out an order on the index."""
    index = Index(order.directory, order.versions)
    try:
        if order.clear:
            index.clear()
        if order.delete:
            index.delete(order.delete)
        if order.add:
            index.add(order.add)
    finally:
        index.close()


class Inline:
    """The work done in this process: for the command line, where nothing waits for it."""

    parallel = False

    def read(self, files: Iterable[Path | Held]) -> Iterator[Read]:
        return map(read_file, files)

    def read_now(self, file: Held) -> Read:
        return next(iter(self.read([file])))

    def index(self, order: IndexOrder) -> None:
        write_index(order)

    def rest(self) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""


@dataclass(frozen=True, slots=True)
class _ReadRequest:
    file: Path | Held


class Process:
    """The work done in worker processes, started when first needed.

    One piece of work at a time: a caller on another thread waits for its turn. But what is to be
    indexed or read at once while files are read goes to a second worker.
    """

    parallel = True

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._worker = _Worker()
        self._second_turn = threading.Lock()
        self._second: _Worker | None = None

    def read(self, files: Iterable[Path | Held]) -> Iterator[Read]:
        with self._turn:
            waiting = False
            try:
                for file in files:
                    # One request and one reply are under way at most: neither pipe can fill up.
                    previous = self._worker.receive() if waiting else None
                    self._worker.send(_ReadRequest(file))
                    waiting = True
                    if previous is not None:
                        yield _expect_read(previous)
                if waiting:
                    last = self._worker.receive()
                    waiting = False
                    yield _expect_read(last)
            finally:
                if waiting:
                    # Called off with a reply under way: the next caller must not get it.
                    self._worker.stop()

    def read_now(self, file: Held) -> Read:
        return _expect_read(self._do(lambda worker: worker.ask(_ReadRequest(file))))

    def index(self, order: IndexOrder) -> None:
        self._do(lambda worker: worker.index(order))

    def _do(self, work: Callable[[_Worker], object]) -> object:
        """Have the worker do it that is free; what is read file by file keeps the first busy."""
        if self._turn.acquire(blocking=False):
            try:
                return work(self._worker)
            finally:
                self._turn.release()
        with self._second_turn:
            self._second = self._second or _Worker()
            return work(self._second)

    def rest(self) -> None:
        """End the worker that indexed while files were read, once it has done what it was given."""
        with self._second_turn:
            self._stop_second()

    def close(self) -> None:
        """End the workers; work under way is given up."""
        self._worker.stop()
        self._stop_second()

    def _stop_second(self) -> None:
        second, self._second = self._second, None
        if second is not None:
            second.stop()


class _Worker:
    """One worker process, started by the first request and again if it ended meanwhile."""

    def __init__(self) -> None:
        self.process: multiprocessing.process.BaseProcess | None = None
        self._requests: Connection | None = None
        self._replies: Connection | None = None

    def index(self, order: IndexOrder) -> None:
        """Have an order carried out."""
        reply = self.ask(order)
        if isinstance(reply, KnownError):
            raise reply
        if reply is not None:
            raise RuntimeError(f"unexpected reply {reply!r}")

    def ask(self, request: _ReadRequest | IndexOrder) -> object:
        """Send a request and wait for its reply."""
        self.send(request)
        return self.receive()

    def send(self, request: _ReadRequest | IndexOrder) -> None:
        if self.process is None or not self.process.is_alive():
            self._start()
        if self._requests is None:
            raise RuntimeError("worker has no pipe")
        try:
            self._requests.send(request)
        except OSError as error:
            self.stop()
            raise LibraryError("后台处理进程意外结束，请再试一次。") from error

    def receive(self) -> object:
        """Wait for the reply to the request sent before."""
        if self._replies is None:
            raise RuntimeError("worker has no pipe")
        try:
            reply: object = self._replies.recv()
        except (EOFError, OSError) as error:
            self.stop()
            raise LibraryError("后台处理进程意外结束，请再试一次。") from error
        if isinstance(reply, _Bug):
            raise WorkerBug(reply.trace)
        return reply

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        requests_in, self._requests = context.Pipe(duplex=False)
        self._replies, replies_out = context.Pipe(duplex=False)
        process = context.Process(
            target=_serve, args=(requests_in, replies_out), name="zhupi worker", daemon=True
        )
        process.start()
        self.process = process
        # Only the worker holds these ends now, so that its death is seen as end of file.
        requests_in.close()
        replies_out.close()

    def stop(self) -> None:
        """End the process; what it was doing is given up."""
        process, self.process = self.process, None
        for pipe in (self._requests, self._replies):
            if pipe is not None:
                pipe.close()
        self._requests = self._replies = None
        if process is not None:
            process.terminate()
            process.join()
            process.close()


class WorkerBug(RuntimeError):  # noqa: N818 - ours, not the world's
    """A bug met in the worker process, with its trace from there."""


@dataclass(frozen=True, slots=True)
class _Bug:
    trace: str


def _expect_read(reply: object) -> Read:
    if not isinstance(reply, Read):
        raise TypeError(f"unexpected reply {reply!r}")
    return reply


def _serve(requests: Connection, replies: Connection) -> None:
    """Run in the worker until the window closes its end."""
    # Ctrl+C in a terminal reaches the whole group; the window decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            request = requests.recv()
        except EOFError:
            return
        try:
            reply = _answer(request)
        except KnownError as error:
            reply = error
        except Exception:  # noqa: BLE001 - a bug: its trace is raised again in the window
            import traceback

            reply = _Bug(traceback.format_exc())
        try:
            replies.send(reply)
        except BrokenPipeError:
            return


def _answer(request: _ReadRequest | IndexOrder) -> object:
    if isinstance(request, _ReadRequest):
        return read_file(request.file)
    write_index(request)
    return None
