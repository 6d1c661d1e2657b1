"""Slices, which no page end parts, put on pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QPainter

from zhupi.qt.paper.lines import Line

Draw = Callable[[QPainter, float, float], None]
"""Draws at the upper left corner that it is given."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The smallest thing on a page: a line, a row's line, a rule.

    ``before`` is room above it, which is dropped at the top of a page; ``keep`` holds it to the
    next slice; ``turn`` begins a page. ``notes`` stand beside it in the margin. ``heading`` is the
    number of the part that begins with it, for the table of contents. ``lines`` are the words.
    ``head`` stands again above it where it begins a page: the first row of its table. ``ruled`` is
    the breadth of the rule that closes its table where a page parts it, or 0.
    """

    height: float
    draw: Draw
    before: float = 0
    keep: bool = False
    turn: bool = False
    notes: tuple[Sequence[Slice], ...] = ()
    heading: int | None = None
    lines: tuple[Line, ...] = ()
    head: tuple[Slice, ...] = ()
    ruled: float = 0

    @property
    def text(self) -> str:
        """The words on it."""
        return "\t".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Placed:
    """A slice and its height on the page, from the top of the text area."""

    y: float
    slice: Slice
    again: bool = False
    """It stands on an earlier page, too."""


@dataclass(slots=True)
class Page:
    """One page. ``number`` counts from 1."""

    number: int
    lines: list[Placed] = field(default_factory=list)
    beside: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is written on it, line by line; then what stands in the margin."""
        return "\n".join(placed.slice.text for placed in (*self.lines, *self.beside))


def paged(slices: Iterable[Slice], height: float) -> Iterator[Page]:
    """Fill pages of ``height`` one after another, each as soon as it is asked for."""
    setter = _Setter(height)
    for group in _groups(slices):
        yield from setter.set(group)
    yield from setter.finish()


def _groups(slices: Iterable[Slice]) -> Iterator[list[Slice]]:
    """Slices that keep together."""
    group: list[Slice] = []
    for one in slices:
        group.append(one)
        if not one.keep:
            yield group
            group = []
    if group:
        yield group


class _Setter:
    def __init__(self, height: float) -> None:
        self._height = height
        self._page = Page(1)
        self._y = 0.0
        self._beside = 0.0
        self._waiting: deque[Slice] = deque()
        """Lines of notes that had no room beside their words."""

    def set(self, group: Sequence[Slice]) -> Iterator[Page]:
        together = sum(one.height + one.before for one in group) - group[0].before
        if group[0].turn and self._page.lines:
            yield self._turn()
        above = group[0].before if self._y else 0
        if self._y and self._y + above + together > self._height and together <= self._height:
            yield self._turn()
        for one in group:
            above = one.before if self._y else 0
            if self._y and self._y + above + one.height > self._height + 0.5:
                yield self._turn()
            self._begin(one)
            self._y += one.before if self._y else 0
            self._page.lines.append(Placed(self._y, one))
            for note in one.notes:
                self._set_note(note)
            self._y += one.height

    def _begin(self, one: Slice) -> None:
        """Where a table goes on at the top of a page, its first row stands there again."""
        high = sum(line.height for line in one.head)
        if self._y or not high or high + one.height > self._height:
            return
        for line in one.head:
            self._page.lines.append(Placed(self._y, line, again=True))
            self._y += line.height

    def finish(self) -> Iterator[Page]:
        yield self._turn()
        while self._page.beside or self._waiting:
            yield self._turn()

    def _turn(self) -> Page:
        done, self._page = self._page, Page(self._page.number + 1)
        self._y = self._beside = 0.0
        waiting, self._waiting = self._waiting, deque()
        self._place(waiting)
        return done

    def _set_note(self, note: Sequence[Slice]) -> None:
        if self._waiting:
            self._waiting.extend(note)
            return
        below_another = self._beside > self._y
        self._beside = max(self._beside, self._y)
        self._place(note, at_top=not below_another)

    def _place(self, lines: Iterable[Slice], *, at_top: bool = True) -> None:
        for number, line in enumerate(lines):
            above = 0 if at_top and number == 0 else line.before
            if self._waiting or self._beside + above + line.height > self._height:
                self._waiting.append(line)
                continue
            self._beside += above
            self._page.beside.append(Placed(self._beside, line))
            self._beside += line.height
