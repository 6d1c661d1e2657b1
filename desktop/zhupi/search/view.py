"""What the index says of a gram, and of the documents as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING

from zhupi.search.snapshot import Snapshot, set_of
from zhupi.search.stamp import Stamp

if TYPE_CHECKING:
    from zhupi.search.grams import Postings

_WORTH = 32
"""Bytes of postings gone through for each candidate there is; a posting has two or three."""
_NOWHERE = -1


class View:
    """The index as it was when opened; threads may share it.

    ``fingerprints`` are those of the documents it answers for, and it answers for no others.
    """

    def __init__(self, stamp: Stamp, segments: list[tuple[Postings, list[str | None]]]) -> None:
        self.fingerprints: Mapping[str, str] = stamp.fingerprints
        self.documents = [documents for _, documents in segments]
        """The id of each document by its place in each segment; `None` for one that is dead."""
        self._segments = [segment for segment, _ in segments]
        self._users = 0
        self._retired = False
        self._lock = RLock()

    def acquire(self) -> None:
        """Keep the files open until as many calls of `release`."""
        with self._lock:
            self._users += 1

    def release(self) -> None:
        with self._lock:
            self._users -= 1
            self._close_if_unused()

    def retire(self) -> None:
        """Close the files as soon as nobody uses them."""
        with self._lock:
            self._retired = True
            self._close_if_unused()

    def _close_if_unused(self) -> None:
        if self._retired and not self._users:
            for segment in self._segments:
                segment.close()

    def read(self, grams: Sequence[str]) -> list[list[bytes]]:
        """Return, for each segment, the postings of each gram; empty where it has none."""
        # Whoever reads moves a place in the file that all share.
        with self._lock:
            return [[segment.of(gram) for gram in grams] for segment in self._segments]


class Lookup:
    """The view beside a snapshot: asks the index, answers with the snapshot's documents.

    ``stale`` are the documents for which the index has not the text of now: nothing is said of
    them.
    """

    def __init__(self, view: View, snapshot: Snapshot) -> None:
        self.view = view
        self.version = snapshot.version
        places, documents = snapshot.places, snapshot.documents
        known = {
            id_: places[id_]
            for id_, print_ in view.fingerprints.items()
            if id_ in places and documents[places[id_]].fingerprint == print_
        }
        self._size = len(documents)
        self._places = [
            [known.get(id_ or "", _NOWHERE) for id_ in documents] for documents in view.documents
        ]
        self.stale = snapshot.everything & ~set_of(known.values(), self._size)

    def counts(self, gram: str) -> dict[int, int]:
        """Return each document with the gram and how often it holds it."""
        from zhupi.search.grams import unpacked

        found: dict[int, int] = {}
        for places, (postings,) in zip(self._places, self.view.read([gram]), strict=True):
            if postings:
                documents, counts = unpacked(postings)
                found.update(zip(map(places.__getitem__, documents), counts, strict=True))
        found.pop(_NOWHERE, None)
        return found

    def candidates(self, grams: Sequence[str]) -> int:
        """Return a set of documents among which is every one that holds all the grams."""
        found: set[int] = set()
        for places, lists in zip(self._places, self.view.read(grams), strict=True):
            found.update(map(places.__getitem__, _in_all(lists)))
        found.discard(_NOWHERE)
        return set_of(found, self._size)


def _in_all(lists: Iterable[bytes]) -> set[int]:
    """Intersect the documents of these postings as far as it pays."""
    from zhupi.search.grams import unpacked

    rarest, *others = sorted(lists, key=len)
    if not rarest:
        return set()
    held = set(unpacked(rarest)[0])
    for postings in others:
        # To go through a list takes some 30 ns for each posting, and a candidate ruled out saves
        # looking into a text, 1 to 2 µs.
        if len(postings) > _WORTH * len(held):
            break
        held.intersection_update(unpacked(postings)[0])
    return held
