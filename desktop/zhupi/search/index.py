"""The Whoosh index on disk: derived from the texts, disposable, and never trusted unseen.

It answers which documents may hold a gram, and how often. Whatever is wrong with it, it is left
unused (`Index.problem` says why) and made afresh by the next write.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from zhupi.errors import KnownError, LibraryError, reason
from zhupi.jobs import Job
from zhupi.search import stamp as stamps
from zhupi.search.entry import fingerprint
from zhupi.search.stamp import Missing, Segment, Stamp, Unfit
from zhupi.search.view import View

if TYPE_CHECKING:
    from zhupi.search.grams import Postings

_FOLDER = "whoosh-"
_MANY_SEGMENTS = 24

_FileState = tuple[int, int, int]


class IndexBusy(KnownError):  # noqa: N818 - named by what it is to the user
    """Another process is writing the index."""

    def __init__(self) -> None:
        super().__init__("另一个程序正在写索引，请稍后再试；搜索不受影响。")

    def __reduce__(self) -> tuple[type[IndexBusy], tuple[()]]:
        # Crosses from the worker process; the default would call __init__ with the sentence.
        return (type(self), ())


class Problem(str):
    """What is wrong with the index on disk, as a sentence for the user."""

    def __new__(cls, finding: str) -> Problem:
        return super().__new__(cls, f"{finding}，将重新建立；搜索结果不受影响。")

    def __init__(self, finding: str) -> None:
        self.mended = f"{finding}，已重新建立；搜索结果不受影响。"
        """The sentence once it was made afresh."""


class Index:
    """The index in ``directory``, for one pair of program and parser ``versions``.

    Any number of processes may read, one at a time may write. ``batch`` is the number of
    characters after which a write makes what it has so far count.
    """

    def __init__(self, directory: Path, versions: str, *, batch: int = 4_000_000) -> None:
        self._directory = directory
        self._versions = versions
        self._batch = batch
        self._lock = RLock()
        self._view: View | None = None
        self._finding: str | None = None
        self._seen: dict[Path, _FileState | None] | None = None
        self._checked: dict[Path, tuple[_FileState, str]] = {}

    # reading

    @contextmanager
    def reading(self) -> Iterator[View | None]:
        """Give the index as it is on disk now, or ``None`` if there is none of use."""
        with self._lock:
            self.refresh()
            view = self._view
            if view is not None:
                # Before the lock is left: another thread may find a newer one and retire this.
                view.acquire()
        try:
            yield view
        finally:
            if view is not None:
                view.release()

    def refresh(self) -> None:
        """Open the index again if its files have changed since they were last looked at."""
        with self._lock:
            if self._seen is not None and all(
                _state(path) == state for path, state in self._seen.items()
            ):
                return
            self._leave()
            while not self._open():
                pass  # a writer finished while its files were looked at

    def _open(self) -> bool:
        """Open what is on disk; return whether that was the state of one moment."""
        marker = stamps.path_in(self._directory)
        self._seen = {marker: _state(marker)}
        self._finding = None
        try:
            stamp = self._fitting_stamp(self._seen)
            self._view = View(stamp, self._segments(stamp))
        except Missing:
            pass  # nothing to open, and nothing wrong
        except Unfit as finding:
            if not self._somebody_writes():
                self._finding = str(finding)
                return _state(marker) == self._seen[marker]
        return True

    @property
    def problem(self) -> Problem | None:
        """What is wrong if the index on disk cannot be used and is to be made afresh."""
        self.refresh()
        return None if self._finding is None else Problem(self._finding)

    def indexed(self) -> Mapping[str, str]:
        """Return the fingerprint of each document that the index answers for."""
        with self.reading() as view:
            return {} if view is None else view.fingerprints

    def close(self) -> None:
        """Close the files; the next use opens them again."""
        with self._lock:
            self._leave()
            self._seen = None

    def _leave(self) -> None:
        if self._view is not None:
            self._view.retire()
            self._view = None

    def _fitting_stamp(self, seen: dict[Path, _FileState | None]) -> Stamp:
        """Return the stamp if every file is as it says, else raise `Unfit`.

        ``seen`` takes down what was looked at.
        """
        stamp = stamps.read(self._directory, self._versions)
        folder = self._directory / stamp.folder
        for name, checksum in stamp.files.items():
            path = folder / name
            state = seen[path] = _state(path)
            if state is None:
                raise Unfit("索引文件不全")
            if self._checked.get(path) == (state, checksum):
                continue
            try:
                found = stamps.checksum_of(path)
            except OSError as error:
                raise Unfit(f"索引文件无法读取（{reason(error)}）") from error
            if found != checksum:
                raise Unfit("索引文件已损坏")
            self._checked[path] = (state, checksum)
        return stamp

    def _segments(self, stamp: Stamp) -> list[tuple[Postings, list[str | None]]]:
        if not stamp.segments:
            return []
        from zhupi.search import grams

        try:
            opened = grams.open_segments(self._directory / stamp.folder)
        except FileNotFoundError as error:
            raise Unfit("索引文件不全") from error
        except OSError as error:
            raise Unfit(f"索引文件无法读取（{reason(error)}）") from error
        if opened.keys() != {segment.name for segment in stamp.segments}:
            for postings in opened.values():
                postings.close()
            raise Unfit("索引与其戳记不符")
        return [(opened[segment.name], segment.documents) for segment in stamp.segments]

    # writing

    def add(
        self, documents: Iterable[tuple[str, str]], job: Job | None = None, total: int = 0
    ) -> None:
        """Index folded texts by id, in place of what the index holds for these ids.

        Each batch counts at once; if the job is cancelled, those before it stay. ``total`` is the
        number of documents, for the progress.
        """
        job = job or Job()
        with self._writing():
            stamp = self._stamp_to_write_on()
            done = 0
            for batch in _batches(documents, self._batch):
                self._write_segment(stamp, batch, job, done, max(total, done + len(batch)))
                done += len(batch)
                job.report(done, max(total, done))

    def delete(self, ids: Iterable[str]) -> None:
        """Let the index answer no more for these documents."""
        with self._writing():
            try:
                stamp = self._fitting_stamp({})
            except Unfit:
                return  # it answers for none
            stamp.drop(set(ids))
            stamps.write(stamp, self._directory)

    def clear(self) -> None:
        """Make the index empty, whatever state it is in."""
        with self._writing():
            self._start_afresh()

    @property
    def fragmented(self) -> bool:
        """Whether it has so many segments, or so many dead documents, that a rebuild pays."""
        try:
            stamp = stamps.read(self._directory, self._versions)
        except Unfit:
            return False
        documents = sum(len(segment.documents) for segment in stamp.segments)
        return len(stamp.segments) > _MANY_SEGMENTS or documents > 2 * len(stamp.fingerprints) + 64

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock of the one writer; the disk's faults become sentences."""
        from whoosh.util.filelock import FileLock, try_for

        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            lock = FileLock(str(self._directory / "lock"))
            if not try_for(lock.acquire, timeout=1.0, delay=0.02):
                raise IndexBusy
            try:
                yield
            finally:
                lock.release()
        except OSError as error:
            raise LibraryError(f"无法写索引：{reason(error)}。搜索不受影响，只是较慢。") from error

    def _somebody_writes(self) -> bool:
        """Whether a writer is at work, so that what looks damaged is only unfinished."""
        from whoosh.util.filelock import FileLock

        path = self._directory / "lock"
        try:
            if not path.exists():
                return False
            lock = FileLock(str(path))
            if not lock.acquire():
                return True
            lock.release()
        except OSError:
            pass  # who may not look at the lock has nothing to wait for
        return False

    def _stamp_to_write_on(self) -> Stamp:
        try:
            return self._fitting_stamp({})
        except Unfit:
            return self._start_afresh()

    def _start_afresh(self) -> Stamp:
        """Commit an empty index in a new folder, then remove the old ones."""
        from zhupi.search import grams

        stamp = Stamp(self._versions, _FOLDER + secrets.token_hex(4))
        folder = self._directory / stamp.folder
        folder.mkdir()
        grams.create(folder)
        stamps.write(stamp, self._directory)
        for old in self._directory.glob(_FOLDER + "*"):
            if old != folder:
                # A reader elsewhere may hold a file (Windows): what stays goes next time.
                shutil.rmtree(old, ignore_errors=True)
        return stamp

    def _write_segment(
        self, stamp: Stamp, batch: list[tuple[str, str]], job: Job, done: int, total: int
    ) -> None:
        from zhupi.search import grams

        folder = self._directory / stamp.folder
        writer = grams.open_writer(folder)
        try:
            for count, (_, text) in enumerate(batch):
                job.report(done + count, total)
                writer.add_document(**{grams.FIELD: text})
            job.check()
            name = writer.newsegment.segment_id()
            writer.commit(merge=False)
        except BaseException:
            # Called off too: else Whoosh's lock and half a segment stay.
            grams.give_up(writer)
            raise

        documents = dict(batch)
        stamp.drop(set(documents))
        # Of a document given twice the last text counts.
        last = {id_: place for place, (id_, _) in enumerate(batch)}
        stamp.segments.append(
            Segment(name, [id_ if last[id_] == at else None for at, (id_, _) in enumerate(batch)])
        )
        stamp.fingerprints.update((id_, fingerprint(text)) for id_, text in documents.items())
        stamp.files = _checksums(folder, stamp)
        stamps.write(stamp, self._directory)


def _batches(
    documents: Iterable[tuple[str, str]], characters: int
) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document[1])
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _checksums(folder: Path, stamp: Stamp) -> dict[str, str]:
    """The checksums of the segments' files and of Whoosh's table of contents; known ones are kept.

    Files of a segment never change once written, so a known one is not read again, and damage to
    it is not taken for its right content.
    """
    names = {segment.name for segment in stamp.segments}
    files = {
        path.name: path
        for path in folder.iterdir()
        if path.suffix == ".toc" or path.name.partition(".")[0] in names
    }
    return {name: stamp.files.get(name) or stamps.checksum_of(path) for name, path in files.items()}


def _state(path: Path) -> _FileState | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
