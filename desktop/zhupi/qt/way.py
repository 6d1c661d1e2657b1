"""The way that a reader took: the stops at which he was, to go back to and forward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_MOST = 200


@dataclass(frozen=True, slots=True)
class Stop:
    """A place that was read: the offset at which the first line in sight begins.

    ``drop`` is how many pixels under the top of the pane that line stood. ``title`` and ``place``
    say it to the reader.
    """

    document: str
    top: int
    drop: int = 0
    title: str = ""
    place: str = ""

    def same_as(self, other: Stop) -> bool:
        """Whether the same line of the same document was at the top."""
        return (self.document, self.top) == (other.document, other.top)


class Way:
    """The stops in the order of time, of which one is here. No two in a row are the same."""

    def __init__(self) -> None:
        self._stops: list[Stop] = []
        self._here = -1

    @property
    def here(self) -> Stop | None:
        """The stop at which the reader is."""
        return self._stops[self._here] if self._stops else None

    @property
    def behind(self) -> list[tuple[int, Stop]]:
        """The stops before this one, the nearest first, each with the steps to it."""
        return [(at - self._here, self._stops[at]) for at in range(self._here - 1, -1, -1)]

    @property
    def ahead(self) -> list[tuple[int, Stop]]:
        """The stops after this one, the nearest first, each with the steps to it."""
        return [
            (at - self._here, self._stops[at]) for at in range(self._here + 1, len(self._stops))
        ]

    def note(self, stop: Stop) -> None:
        """The reader moved by himself from here to this place: it is what he comes back to."""
        if self._stops:
            self._stops[self._here] = stop
            self._join()

    def visit(self, stop: Stop) -> None:
        """The reader jumped: what was ahead is no longer."""
        if self.here is not None and self.here.same_as(stop):
            self._stops[self._here] = stop
            return
        del self._stops[self._here + 1 :]
        self._stops.append(stop)
        del self._stops[:-_MOST]
        self._here = len(self._stops) - 1

    def at(self, steps: int) -> Stop | None:
        """Return the stop so many on, or back; ``None`` where the way does not reach."""
        target = self._here + steps
        return self._stops[target] if steps and 0 <= target < len(self._stops) else None

    def travel(self, steps: int) -> None:
        """Go to the stop that `at` returns."""
        if self.at(steps) is not None:
            self._here += steps

    def keep(self, wanted: Callable[[str], bool]) -> None:
        """Keep the stops in these documents only."""
        before = sum(wanted(stop.document) for stop in self._stops[: self._here + 1])
        self._stops = [stop for stop in self._stops if wanted(stop.document)]
        self._here = max(before, 1) - 1 if self._stops else -1
        self._join()

    def _join(self) -> None:
        """Make one of stops that are the same and follow each other; here stays here."""
        joined: list[Stop] = []
        here = -1
        for at, stop in enumerate(self._stops):
            if joined and joined[-1].same_as(stop):
                if at == self._here:
                    joined[-1] = stop
            else:
                joined.append(stop)
            if at == self._here:
                here = len(joined) - 1
        self._stops, self._here = joined, here
