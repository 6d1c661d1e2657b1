"""The documents that are searched, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from zhupi.search.entry import Entry
from zhupi.search.snapshot import Snapshot


@dataclass
class Corpus:
    """All entries. One thread puts and removes, any number take a snapshot and read."""

    _entries: dict[str, Entry] = field(default_factory=dict)
    _version: int = 0
    _lock: Lock = field(default_factory=Lock)
    _snapshot: Snapshot = field(default_factory=lambda: Snapshot(0, {}))

    def put(self, entry: Entry) -> None:
        """Add an entry, or replace the one with its id."""
        with self._lock:
            self._entries[entry.id] = entry
            self._version += 1

    def remove(self, id: str) -> None:  # noqa: A002
        """Drop an entry; one that is not there is no fault."""
        with self._lock:
            if self._entries.pop(id, None) is not None:
                self._version += 1

    def __len__(self) -> int:
        return len(self._entries)

    def snapshot(self) -> Snapshot:
        """Return the corpus as it is now; copied only when it changed since the last call."""
        with self._lock:
            if self._snapshot.version != self._version:
                self._snapshot = Snapshot(self._version, self._entries.copy())
            return self._snapshot
