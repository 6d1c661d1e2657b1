"""Raw lines written down so that they are found again in another state of their file."""

from __future__ import annotations

from dataclasses import dataclass

_AROUND = 2
_TELLING = 8
"""A line of so many characters is known by itself if it is the only one of its words."""


@dataclass(frozen=True, slots=True)
class Witness:
    """The words of a raw line and of the two before and behind it, without white space.

    Lines that are white space are passed over; there are fewer at the ends of the file.
    """

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class RawLines:
    """The lines of a raw text, to take witnesses from and to find them in."""

    def __init__(self, text: str) -> None:
        self.raw = text.split("\n")
        squeezed = ("".join(line.split()) for line in self.raw)
        self._words = [(number, words) for number, words in enumerate(squeezed, 1) if words]
        self._places = {number: at for at, (number, _) in enumerate(self._words)}

    def __contains__(self, line: int) -> bool:
        """Whether it is a line with words on it."""
        return line in self._places

    def witness(self, line: int) -> Witness:
        """Write a line down; it must not be white space."""
        return self._at(self._places[line])

    def find(self, line: int, witness: Witness) -> int | None:
        """The line that is meant: where it was, else the one that its neighbours speak for.

        Never a guess: another line of the same words beside as good neighbours makes it ``None``.
        """
        if line in self and self.witness(line) == witness:
            return line
        scores = [
            (self._score(at, witness), number)
            for at, (number, words) in enumerate(self._words)
            if words == witness.text
        ]
        if not scores:
            return None
        best = max(scores)[0]
        found = [number for score, number in scores if score == best]
        alone = len(scores) == 1 and len(witness.text) >= _TELLING
        return found[0] if len(found) == 1 and (best > 0 or alone) else None

    def _at(self, at: int) -> Witness:
        words = [words for _, words in self._words[max(0, at - _AROUND) : at + _AROUND + 1]]
        own = min(at, _AROUND)
        return Witness(words[own], tuple(words[:own]), tuple(words[own + 1 :]))

    def _score(self, at: int, witness: Witness) -> int:
        here = self._at(at)
        before = zip(reversed(here.before), reversed(witness.before), strict=False)
        after = zip(here.after, witness.after, strict=False)
        return sum(one == other for one, other in (*before, *after))
