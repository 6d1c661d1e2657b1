"""Finding in a document the place that a reader wrote: the other half of `pinpoints`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhupi.gazette import numbering
from zhupi.gazette.folding import fold
from zhupi.gazette.ladder import decimal_of, mark_of, mark_words
from zhupi.gazette.model import Block, BlockKind, Document, Heading
from zhupi.gazette.numerals import chinese_int, chinese_numeral
from zhupi.gazette.pinpoints import Pinpoint, Rung, readings, rung_of
from zhupi.gazette.places import NEW_LADDER, block_at, ladder_begins, place_of
from zhupi.gazette.signposts import attachment_heads, signposts

FORMS = "¶12、第五条、二（三）、附件2，或标题里的字"
"""What can be written, as the user is told."""

_BEGINNING = 48
"""Characters of a line that tell which it is."""
_RANKS = {
    name: rank
    for rank, name in enumerate(
        ("chapter", "section", "article", "clause", "one", "two", "three", "four")
    )
}
_ATTACHMENT_MARK = re.compile(r"附\s*[件表录]?\s*([0-9０-９一二三四五六七八九十百]*)")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was found: where it begins, its name, and the beginning of its line."""

    offset: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class _Station:
    """A line with a mark of its own, or a paragraph of an article: its steps and their words."""

    block: int
    ladder: int
    chain: tuple[Rung, ...]
    words: tuple[str, ...]

    def name(self) -> str:
        """第五条第二款, 二（三）2: an article is named alone, as its count runs on."""
        first = next((i for i, rung in enumerate(self.chain) if rung.name == "article"), 0)
        parts = [
            word
            for rung, word in zip(self.chain[first:], self.words[first:], strict=True)
            if rung.name != "clause" or rung is self.chain[-1] or rung.number > (1,)
        ]
        return parts[-1] if self.chain[-1].name == "decimal" else "".join(parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """The spots that may be meant, the likeliest first; or one sentence that says why none is."""

    spots: tuple[Spot, ...] = ()
    fault: str = ""


class Spots:
    """The places of one document, looked through again and again while a user writes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._stations = list(_stations(document))
        self._at = [station.block for station in self._stations]
        self._numbered = numbering.numbered(document)
        self._attachments = list(_attachments(document))
        self._posts = [(post, fold(post.text)) for post in signposts(document)]

    def find(self, text: str, here: int) -> Answer:
        """Find what ``text`` names; ``here`` is the offset at which the user reads.

        Of places alike the one in the same ladder comes first, then the one under the same
        headings, then the next from here. Where no place is found, headings that hold the words.
        """
        if not text.strip():
            return Answer()
        meant = readings(text)
        found: dict[int, Spot] = {}
        for pinpoint in meant:
            for spot in self._spots(pinpoint, here):
                found.setdefault(spot.offset, spot)
        for spot in self._worded(text) if not found else ():
            found.setdefault(spot.offset, spot)
        if found:
            return Answer(tuple(found.values()))
        return Answer(fault=self._fault(text.strip(), meant))

    # Looking

    def _spots(self, pinpoint: Pinpoint, here: int) -> Iterator[Spot]:
        if pinpoint.paragraph is not None:
            if 0 < pinpoint.paragraph <= len(self._numbered):
                block = self._numbered[pinpoint.paragraph - 1]
                yield self._spot(block, f"¶{pinpoint.paragraph}")
            return
        if pinpoint.attachment is None:
            yield from self._on_ladder(pinpoint.rungs, self._stations, here)
            return
        for number, name, first, last in self._attachments:
            if pinpoint.attachment not in (0, number):
                continue
            if not pinpoint.rungs:
                yield self._spot(first, name)
                continue
            inside = [one for one in self._stations if first <= one.block <= last]
            for spot in self._on_ladder(pinpoint.rungs, inside, here):
                yield Spot(spot.offset, f"{name}　{spot.name}", spot.words)

    def _on_ladder(
        self, rungs: Sequence[Rung], stations: Iterable[_Station], here: int
    ) -> Iterator[Spot]:
        block = block_at(self._document, here)
        last = bisect_right(self._at, block) - 1
        ladder = ladder_begins(self._document, block)
        around: tuple[Rung, ...] = ()
        if last >= 0 and self._stations[last].ladder == ladder:
            around = self._stations[last].chain
        matches = []
        for station in stations:
            fit = _fit(rungs, station.chain)
            if fit is not None:
                skipped, lead = fit
                shared = _shared(station.chain[:lead], around)
                onward = (station.block - block) % len(self._document.blocks)
                elsewhere = station.ladder != ladder
                matches.append(((skipped, elsewhere, -shared, onward), station))
        for _, station in sorted(matches, key=lambda match: match[0]):
            yield self._spot(station.block, station.name())

    def _worded(self, text: str) -> Iterator[Spot]:
        words = fold(text)
        for post, folded in self._posts:
            if words and words in folded:
                name = place_of(self._document, post.offset) if post.level else ""
                # A heading without a mark is its own place.
                own = name if len(name) < len(post.text) else ""
                yield Spot(post.offset, own, " ".join(post.text.split()))

    def _spot(self, block: int, name: str) -> Spot:
        text = " ".join(self._document.blocks[block].text[: 2 * _BEGINNING].split())
        cut = text if len(text) <= _BEGINNING else text[: _BEGINNING - 1] + "…"
        return Spot(self._document.block_starts[block], name, cut)

    # Why nothing

    def _fault(self, text: str, meant: Sequence[Pinpoint]) -> str:
        if not meant:
            return f"没有标题含“{text}”。可以写{FORMS}。"
        first = meant[0]
        if first.paragraph is not None:
            there = f"只有 {len(self._numbered)} 段" if self._numbered else "没有编号的段"
            return f"本文{there}，没有 ¶{first.paragraph}。"
        if first.attachment is not None and not first.rungs:
            there = "没有附件" if not self._attachments else f"没有附件{first.attachment}"
            return f"本文{there}。"
        if len(first.rungs) > 1 and first.rungs[-1].name == "clause":
            return self._clause_fault(text, first)
        return f"本文没有“{text}”这一处。"

    def _clause_fault(self, text: str, meant: Pinpoint) -> str:
        """Say whether the article is missing, or how many paragraphs it has."""
        article = [one for one in self._stations if _fit(meant.rungs[:-1], one.chain)]
        if not article:
            return f"本文没有“{text}”：没有这一条。"
        clauses = [
            one
            for one in self._stations
            if one.ladder == article[0].ladder
            and one.chain[:-1] == article[0].chain
            and one.chain[-1].name == "clause"
        ]
        name = article[0].name()
        return f"{name}只有 {len(clauses)} 款。" if clauses else f"{name}不分款。"


def _fit(rungs: Sequence[Rung], chain: Sequence[Rung]) -> tuple[int, int] | None:
    """Tell whether ``rungs`` are steps of ``chain`` down to its last.

    Return how many between them they leave out, and how many above the first. A paragraph of an
    article is left out freely: 第五条（二）.
    """
    if not rungs or not chain or rungs[-1] != chain[-1]:
        return None
    at, skipped = len(chain) - 1, 0
    for rung in reversed(rungs[:-1]):
        at -= 1
        while at >= 0 and chain[at] != rung:
            skipped += chain[at].name != "clause"
            at -= 1
        if at < 0:
            return None
    return skipped, at


def _shared(above: Sequence[Rung], around: Sequence[Rung]) -> int:
    """How many steps from the top two places have in common."""
    count = 0
    for one, other in zip(above, around, strict=False):
        if one != other:
            break
        count += 1
    return count


def _stations(document: Document) -> Iterator[_Station]:
    headings = {heading.block: heading for heading in document.headings}
    chain: list[Rung] = []
    words: list[str] = []
    ladder = 0
    for index, block in enumerate(document.blocks):
        if block.kind in NEW_LADDER:
            ladder, chain, words = index, [], []
        step = _step(block, headings.get(index))
        if step is None:
            held = [at for at, rung in enumerate(chain) if rung.name == "clause"]
            if not held or block.kind is not BlockKind.PARAGRAPH:
                continue
            (number,) = chain[held[0]].number
            step = _clause(number + 1)
        _climb(chain, words, step)
        yield _Station(index, ladder, tuple(chain), tuple(words))
        if step[0].name == "article":
            _climb(chain, words, _clause(1))
            yield _Station(index, ladder, tuple(chain), tuple(words))


def _climb(chain: list[Rung], words: list[str], step: tuple[Rung, str]) -> None:
    """Go back up to where a step begins, and take it."""
    rung, word = step
    while chain and _rank(chain[-1]) >= _rank(rung):
        chain.pop()
        words.pop()
    chain.append(rung)
    words.append(word)


def _rank(rung: Rung) -> int:
    return len(rung.number) if rung.name == "decimal" else _RANKS[rung.name]


def _clause(number: int) -> tuple[Rung, str]:
    return Rung("clause", (number,)), f"第{chinese_numeral(number)}款"


def _step(block: Block, heading: Heading | None) -> tuple[Rung, str] | None:
    """The step that a block's own mark makes, and its words."""
    if heading is None and block.kind is not BlockKind.ITEM:
        return None
    text = block.text if heading is None else heading.text
    mark = mark_of(text)
    if mark is not None:
        words = mark_words(text, mark)
        rung = rung_of(words)
        return None if rung is None else (rung, words)
    decimal = decimal_of(text) if heading is not None else None
    if decimal is None:
        return None
    words = mark_words(text, decimal)
    numbers = [chinese_int(part) for part in re.split("[.．]", words)]
    return Rung("decimal", tuple(number or 0 for number in numbers)), words


def _attachments(document: Document) -> Iterator[tuple[int, str, int, int]]:
    """Yield each attachment: its number, its name, its first and its last block.

    A label without a number is that of a sole attachment; one without a label takes the number
    that follows, unless a label claims that: then 0.
    """
    heads = attachment_heads(document)
    labelled = [_written_number(head.label) or 1 if head.label else 0 for head in heads]
    ends = [*(head.block - 1 for head in heads[1:]), len(document.blocks) - 1][: len(heads)]
    number = 0
    for head, own, last in zip(heads, labelled, ends, strict=True):
        claimed = not own and number + 1 in labelled
        number = own or (number if claimed else number + 1)
        name = head.name if head.label or claimed else f"附件{number}"
        yield 0 if claimed else number, name, head.block, last


def _written_number(label: str) -> int:
    """The number in an attachment's label, or 0."""
    match = _ATTACHMENT_MARK.match(label)
    return (chinese_int(match[1]) or 0) if match is not None and match[1] else 0
