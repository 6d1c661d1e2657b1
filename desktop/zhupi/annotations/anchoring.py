"""Write down where words stand (`describe`) and find them again (`anchor`).

Pure: strings in, offsets out. Words count as the same where they differ only in white space, width
or case, as a better reading of the raw text may join paragraphs or fold digits. An answer is
proved by what stands around it; where the proof is weak or two places are alike there is none:
the annotation is then an orphan, which a reader can repair, while a wrong place goes unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from zhupi.annotations.matching import Agreement, agreement, approximate, occurrences
from zhupi.annotations.model import Selector
from zhupi.gazette.folding import Folded, fold, fold_with_offsets

CONTEXT = 32
"""Code points kept on either side of a quote."""
FIRM = 8
"""Characters of context that bear witness where a short context no longer ends the text."""
MARGIN = 12
"""Characters of context by which the best place must be ahead of the next."""
FUZZY_LENGTH = 12
"""Shorter quotes are found only as they are."""
FUZZY_FLOOR = 0.8
"""The least similarity of words that are no longer quite the same."""

PlaceAt = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words stand now; ``exact`` if they are the quote, character by character."""

    start: int
    end: int
    exact: bool


def describe(text: str, start: int, end: int, place: str = "") -> Selector:
    """Write down the stretch of a document text; `place` is its ladder place."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words from {start} to {end} in a text of {len(text)}")
    prefix = text[max(0, start - CONTEXT) : start]
    return Selector(start, end, text[start:end], prefix, text[end : end + CONTEXT], place)


def anchor(text: str, selector: Selector, *, place_at: PlaceAt | None = None) -> Anchor | None:
    """Find the words again, or return ``None``: an orphan.

    `place_at` tells the ladder place of an offset. In this order: the words where they were, with
    all their context; the words where their context bears them out; if the words stand nowhere any
    more, words nearly the same between contexts that agree.
    """
    if not selector.quote:
        return None
    search = _Search(text, selector, place_at)
    if search.stands_where_it_stood():
        return Anchor(selector.start, selector.end, exact=True)
    if not search.quote:
        return None
    same = search.same_words()
    if same:
        found = _choose(search, same)
    elif len(search.quote) >= FUZZY_LENGTH:
        found = _choose_similar(search, search.similar_words())
    else:
        found = None
    return None if found is None else search.answer(found)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch of folded text that may be the one.

    ``place`` is ``None`` where no place can be compared. ``keeps_a_side`` tells that one side
    stands as it was written down: the words may be these, a change having spoilt the other side.
    """

    start: int
    end: int
    before: Agreement
    after: Agreement
    at_position: bool
    place: bool | None
    keeps_a_side: bool

    @property
    def context(self) -> int:
        return self.before.count + self.after.count

    @property
    def whole(self) -> bool:
        return self.before.whole and self.after.whole

    @property
    def through(self) -> bool:
        """Both sides agree as far as they were written down, but for a slip."""
        return self.before.through and self.after.through

    @property
    def half_through(self) -> bool:
        return self.before.through or self.after.through


class _Search:
    """One text, one selector."""

    def __init__(self, text: str, selector: Selector, place_at: PlaceAt | None) -> None:
        self.selector = selector
        self.quote = fold(selector.quote)
        self.prefix = fold(selector.prefix)
        self.suffix = fold(selector.suffix)
        self._reach = max(len(self.prefix), len(self.suffix)) + 4 * CONTEXT
        self._text = text
        self._place_at = place_at

    @property
    def _folded(self) -> Folded:
        return _folded(self._text)

    def stands_where_it_stood(self) -> bool:
        """Position, quote, all the context and the place agree."""
        selector, text = self.selector, self._text
        start, end = selector.start, selector.end
        return (
            text[start:end] == selector.quote
            and text[max(0, start - CONTEXT) : start] == selector.prefix
            and text[end : end + CONTEXT] == selector.suffix
            and self._same_place(start) is not False
        )

    def same_words(self) -> list[_Candidate]:
        """Every place where the quote stands, but for white space, width and case."""
        places = occurrences(self._folded.text, self.quote)
        size = len(self.quote)
        found = (self._candidate(at, at + size) for at in places)
        return [candidate for candidate in found if candidate is not None]

    def similar_words(self) -> list[_Candidate]:
        """Every place where words similar to the quote stand."""
        limit = int(len(self.quote) * (1 - FUZZY_FLOOR))
        found: list[_Candidate] = []
        for group in approximate(self._folded.text, self.quote, limit):
            readings = [self._candidate(near.start, near.end, same=False) for near in group]
            known = [reading for reading in readings if reading is not None]
            # At an edge one edit can be told in two ways: take the one that meets the context.
            found += [max(known, key=lambda reading: reading.context)] if known else []
        return found

    def answer(self, candidate: _Candidate) -> Anchor:
        start, end = self._original(candidate.start, candidate.end)
        quote = self.selector.quote
        outer = start - (len(quote) - len(quote.lstrip()))
        if outer >= 0 and self._text.startswith(quote, outer):
            return Anchor(outer, outer + len(quote), exact=True)  # blanks at its edges included
        return Anchor(start, end, exact=self._text[start:end] == quote)

    def _original(self, start: int, end: int) -> tuple[int, int]:
        return self._folded.original(start, end)

    def _candidate(self, start: int, end: int, *, same: bool = True) -> _Candidate | None:
        if same and (self._splits(start) or self._splits(end)):
            return None
        first, _ = self._original(start, end)
        text = self._folded.text
        # A space kept between letters or figures belongs to neither side.
        before = text[max(0, start - self._reach) : start][::-1].lstrip(" ")
        after = text[end : end + self._reach].lstrip(" ")
        sides = (self.prefix[::-1], before), (self.suffix, after)
        return _Candidate(
            start,
            end,
            _side(*sides[0], len(self.selector.prefix)),
            _side(*sides[1], len(self.selector.suffix)),
            at_position=first == self._position(),
            place=self._same_place(first),
            keeps_a_side=any(
                actual.startswith(expected) and (len(expected) >= FIRM or expected == actual)
                for expected, actual in sides
            ),
        )

    def _splits(self, at: int) -> bool:
        """Whether a stretch that begins or ends here takes half of a character such as ㈠."""
        starts = self._folded.starts
        return 0 < at < len(starts) and starts[at - 1] == starts[at]

    def _position(self) -> int:
        quote = self.selector.quote
        return self.selector.start + len(quote) - len(quote.lstrip())

    def _same_place(self, offset: int) -> bool | None:
        if self._place_at is None or not self.selector.place:
            return None
        return self._place_at(offset) == self.selector.place


def _side(expected: str, actual: str, written: int) -> Agreement:
    """Compare one side. `written` is its length as it was written down.

    A context shorter than it could be tells that the text began or ended there: where it no longer
    does, a few characters prove nothing.
    """
    found = agreement(expected, actual)
    at_edge = len(actual) == len(expected)
    if written >= CONTEXT or at_edge:
        return found
    return Agreement(found.count, found.through and len(expected) >= FIRM, whole=False)


@lru_cache(maxsize=2)
def _folded(text: str) -> Folded:
    """Kept for the next of a document's annotations."""
    return fold_with_offsets(text)


def _choose(search: _Search, candidates: list[_Candidate]) -> _Candidate | None:
    whole = [candidate for candidate in candidates if candidate.whole]
    if whole:
        return _only(whole) or _only(c for c in whole if c.place) or _in_position(whole)
    if len(candidates) == 1:
        return candidates[0] if _convinces_alone(search, candidates[0]) else None
    best = _ahead(search, candidates)
    if best is None or best.through or not best.half_through:
        return best if best and best.through else None
    # One side of the context is gone: another witness must exclude the other places.
    elsewhere = all(c.place is False for c in candidates if c is not best)
    return best if best.at_position or (best.place and elsewhere) else None


def _choose_similar(search: _Search, candidates: list[_Candidate]) -> _Candidate | None:
    best = _ahead(search, candidates)
    return best if best and best.through and best.place is not False else None


def _convinces_alone(search: _Search, candidate: _Candidate) -> bool:
    """Whether the only place where the quote stands is the one that was marked.

    It may be a twin of it: the sentence marked gone, an identical one elsewhere.
    """
    if candidate.through:
        return True
    if candidate.place is False:
        return False
    if candidate.half_through:
        return True
    long = len(search.quote) >= FUZZY_LENGTH
    if _context_length(search) == 0:
        return long or candidate.at_position
    if candidate.at_position:
        return long or candidate.context >= FIRM
    return bool(candidate.place) and candidate.context >= 2 * FIRM


def _ahead(search: _Search, candidates: list[_Candidate]) -> _Candidate | None:
    """The one whose context agrees best, if it is well ahead of the next.

    Another that keeps a side may be the one.
    """
    ranked = sorted(candidates, key=lambda candidate: -candidate.context)
    if not ranked:
        return None
    best, rivals = ranked[0], ranked[1:]
    for rival in rivals:
        if rival.keeps_a_side and not (best.place and rival.place is False):
            return None
    margin = min(MARGIN, _context_length(search) // 4 + 1)
    next_best = rivals[0].context if rivals else -margin
    return best if best.context - next_best >= margin else None


def _context_length(search: _Search) -> int:
    return len(search.prefix) + len(search.suffix)


def _only(candidates: Iterable[_Candidate]) -> _Candidate | None:
    found = list(candidates)
    return found[0] if len(found) == 1 else None


def _in_position(candidates: list[_Candidate]) -> _Candidate | None:
    return _only(c for c in candidates if c.at_position and c.place is not False)
