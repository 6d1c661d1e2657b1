"""The corpus at one moment, laid out for questions that concern thousands of documents at once.

Documents are numbered, the newest first. A *set of documents* is an integer whose bit n stands for
document n: to intersect, unite and count such sets takes microseconds, whatever is in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import TypeVar

from zhupi.search.entry import Entry

_FLAGS = bytes.maketrans(b"01", b"\0\1")

T = TypeVar("T", bound=Hashable)


def set_of(members: Iterable[int], size: int) -> int:
    """Return the set of these documents, of ``size`` that there are."""
    flags = bytearray(b"0") * (size + 1)
    for member in members:
        flags[member] = 49  # the digit 1
    flags.reverse()
    return int(flags, 2)


def members(documents: int) -> list[int]:
    """Return the documents in a set, in order."""
    flags = f"{documents:b}".encode("ascii")[::-1].translate(_FLAGS)
    return list(compress(range(len(flags)), flags))


def united(sets: Iterable[int]) -> int:
    """Return the documents that are in any of the sets."""
    found = 0
    for one in sets:
        found |= one
    return found


@dataclass(frozen=True)
class Snapshot:
    """The corpus at one moment; nobody changes it. Laid out on the first call."""

    version: int
    entries: Mapping[str, Entry]

    @cached_property
    def documents(self) -> Sequence[Entry]:
        """The newest first, the undated last, then in the order of the sources."""
        ordered = sorted(self.entries.values(), key=lambda entry: (entry.order, entry.id))
        ordered.sort(key=lambda entry: entry.date or "", reverse=True)
        return ordered

    @cached_property
    def everything(self) -> int:
        """The set of all documents."""
        return (1 << len(self.entries)) - 1

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The number of each document by its id."""
        return {entry.id: place for place, entry in enumerate(self.documents)}

    @cached_property
    def texts(self) -> Sequence[str]:
        return [entry.text for entry in self.documents]

    @cached_property
    def heads(self) -> Sequence[str]:
        return [entry.heads for entry in self.documents]

    @cached_property
    def names(self) -> Sequence[str]:
        return [entry.name for entry in self.documents]

    @cached_property
    def of_issuer(self) -> Mapping[str, int]:
        """The documents of each issuer; the empty string stands for none."""
        return self._sets(lambda entry: entry.issuers or ("",))

    @cached_property
    def of_year(self) -> Mapping[int, int]:
        """The documents of each year; 0 stands for none."""
        return self._sets(lambda entry: (entry.year or 0,))

    @cached_property
    def of_kind(self) -> Mapping[str, int]:
        """The documents of each kind; the empty string stands for none."""
        return self._sets(lambda entry: (entry.kind or "",))

    @cached_property
    def bearers(self) -> Mapping[str, Sequence[int]]:
        """The documents that bear each number, or enclose a text that does.

        No sets: nearly each document has a number of its own, and one for each would grow with the
        square of the library.
        """
        return self._places(lambda entry: entry.numbers)

    def bearing(self, number: str) -> int:
        """The set of those that bear a number."""
        return set_of(self.bearers.get(number, ()), len(self.entries))

    @cached_property
    def relative_lengths(self) -> Sequence[float]:
        """The length of each text as a multiple of the average."""
        average = sum(map(len, self.texts)) / (len(self.texts) or 1) or 1.0
        return [len(text) / average for text in self.texts]

    def _sets(self, values: Callable[[Entry], Iterable[T]]) -> dict[T, int]:
        size = len(self.entries)
        return {value: set_of(places, size) for value, places in self._places(values).items()}

    def _places(self, values: Callable[[Entry], Iterable[T]]) -> dict[T, list[int]]:
        found: defaultdict[T, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.documents):
            for value in values(entry):
                found[value].append(place)
        return dict(found)
