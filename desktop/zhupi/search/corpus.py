"""The folded texts that are searched, kept in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from threading import Lock

from zhupi.gazette.folding import fold
from zhupi.gazette.model import BlockKind

BREAK = "\n"
"""Parts the blocks of a folded text; no folded block holds it, and no query."""


def fingerprint(text: str) -> str:
    """Return what tells one folded text from another: an index entry is of use only if it fits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as search sees it.

    ``text`` is its folded blocks joined by `BREAK`, ``heads`` its folded headings likewise, and
    ``name`` its folded title. ``other_numbers`` are those of the texts it encloses. ``order``
    sorts documents as their sources have them.
    """

    id: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    year: int | None
    kind: str | None
    date: str | None
    order: tuple[int, ...]
    text: str
    heads: str
    name: str
    fingerprint: str
    other_numbers: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its own number, if it has one, and the other ones."""
        own = () if self.number is None else (self.number,)
        return own + self.other_numbers

    @classmethod
    def of(
        cls,
        id: str,  # noqa: A002 - the word for it everywhere
        texts: Sequence[str],
        kinds: Sequence[str],
        *,
        title: str,
        number: str | None = None,
        issuers: tuple[str, ...] = (),
        year: int | None = None,
        kind: str | None = None,
        date: str | None = None,
        order: tuple[int, ...] = (),
        other_numbers: tuple[str, ...] = (),
        headings: Iterable[str] = (),
    ) -> Entry:
        """Fold the blocks ``texts`` of the given ``kinds`` and put an entry together.

        ``headings`` are further headings: those run into their paragraphs.
        """
        folded = [fold(text) for text in texts]
        heads = [
            text
            for text, block in zip(folded, kinds, strict=True)
            if block in (BlockKind.TITLE, BlockKind.HEADING)
        ]
        text = BREAK.join(folded)
        return cls(
            id=id,
            title=title,
            number=number,
            issuers=issuers,
            year=year,
            kind=kind,
            date=date,
            order=order,
            text=text,
            heads=BREAK.join([*heads, *map(fold, headings)]),
            name=fold(title),
            fingerprint=fingerprint(text),
            other_numbers=other_numbers,
        )


@dataclass(frozen=True)
class Snapshot:
    """The corpus at one moment; nobody changes it.

    What is asked of thousands of documents at once is laid out by id, and that on the first call.
    """

    version: int
    entries: Mapping[str, Entry]

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self.entries)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        return {id_: entry.text for id_, entry in self.entries.items()}

    @cached_property
    def heads(self) -> Mapping[str, str]:
        return {id_: entry.heads for id_, entry in self.entries.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        return {id_: entry.name for id_, entry in self.entries.items()}

    @cached_property
    def issuers(self) -> Mapping[str, tuple[str, ...]]:
        return {id_: entry.issuers for id_, entry in self.entries.items()}

    @cached_property
    def years(self) -> Mapping[str, int | None]:
        return {id_: entry.year for id_, entry in self.entries.items()}

    @cached_property
    def kinds(self) -> Mapping[str, str | None]:
        return {id_: entry.kind for id_, entry in self.entries.items()}

    @cached_property
    def bearers(self) -> Mapping[str, Set[str]]:
        """The documents that bear each number, or enclose a text that does."""
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for id_, entry in self.entries.items():
            for number in entry.numbers:
                bearers[number].add(id_)
        return dict(bearers)

    @cached_property
    def newest_first(self) -> Mapping[str, int]:
        """The rank of each document by date, the undated last, then in the order of the sources."""
        ordered = sorted(self.entries.values(), key=lambda entry: (entry.order, entry.id))
        ordered.sort(key=lambda entry: entry.date or "", reverse=True)
        return {entry.id: rank for rank, entry in enumerate(ordered)}

    @cached_property
    def relative_lengths(self) -> Mapping[str, float]:
        """The length of each text as a multiple of the average."""
        average = sum(len(entry.text) for entry in self.entries.values()) / (len(self.entries) or 1)
        return {id_: len(entry.text) / (average or 1.0) for id_, entry in self.entries.items()}


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
