"""Everything a document says of other texts, in order (引文及其关系)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from zhupi.gazette.folding import fold
from zhupi.gazette.lists import Item, Lists
from zhupi.gazette.model import Block, BlockKind, Citation, Document, Lines
from zhupi.gazette.quoting import begun_in_quotes
from zhupi.gazette.relations import is_amending, is_planning, relations
from zhupi.gazette.statements import EFFECTS, Relation

_SENTENCE_END = re.compile("[。！？\\n]")
_OWN_TITLES = (BlockKind.ENCLOSURE_TITLE, BlockKind.ATTACHMENT_TITLE)
_SHORTEST_TITLE = 4
_LEVEL = "(?P<level>省|自治区|自治州|市|州|县|区)"
_ORDER = re.compile(
    rf"(?P<place>[一-鿿]*?){_LEVEL}(?:人民)?政府令(?P<serial>(?:\d{{4}}年)?第\d+号)"
)
_GOVERNMENT = re.compile(rf"(?P<place>[一-鿿]+?){_LEVEL}人民政府")
_PUBLISHED = re.compile("(?:公布|发布|印发|颁布|下发|批转|转发)(?:实施|施行|执行)?的")
_GOVERNED = re.compile(rf"(?!关于|[印转]发|[全本我各])(?P<place>[一-鿿]{{2,3}}){_LEVEL}")
"""What a regulation is called by: 四川省某某办法."""
_REACH = 100
"""How many characters of its sentence are kept on either side of a citation."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Another text named, and what is said of it. Offsets are of the document text.

    ``number`` is that of the citation, else the one that the same document gives to this title
    elsewhere. ``head`` is the head of the list that names it, or ``""``. ``own``: the document
    names a text of its own, by ordinal one that it encloses, or 0 itself or an attachment. What is
    repealed, replaced or revised is never its own, though it bear the same title.
    """

    relation: Relation
    title: str | None
    number: str | None
    start: int
    end: int
    lines: Lines
    sentence: tuple[int, int]
    head: str = ""
    own: int | None = None


def references(document: Document) -> list[Reference]:
    """All that is named in a document: each citation once, and what its lists name without 《》."""
    amending = whole = is_amending(document.title)
    planning = is_planning(document.title)
    starts = [citation.start for citation in document.citations]
    lists = Lists()
    found: list[Reference] = []
    quoted = begun_in_quotes(document.blocks)
    for block, start, spoken in zip(document.blocks, document.block_starts, quoted, strict=True):
        if block.kind is BlockKind.ENCLOSURE_TITLE:
            amending = whole = is_amending(block.text)
            planning = is_planning(block.text)
        elif block.kind is BlockKind.ATTACHMENT_TITLE:
            amending = whole or is_amending(block.text)
            planning = is_planning(block.text)
        items = [] if spoken or planning else lists.items(block)
        own = document.citations[
            bisect_left(starts, start) : bisect_right(starts, start + len(block.text) - 1)
        ]
        if own or items:
            spans = [(citation.start - start, citation.end - start) for citation in own]
            if spoken or (items and block.kind is BlockKind.TABLE):
                said = [Relation.MENTIONS] * len(own)
            else:
                said = relations(block.text, spans, amending=amending, planning=planning)
            found += _of_block(block, start, own, items, said)
    found = [_in_full(reference, document) for reference in _paired(found)]
    return _owned(document, _numbered(found))


def _of_block(
    block: Block,
    start: int,
    own: tuple[Citation, ...],
    items: list[Item],
    said: list[Relation],
) -> Iterator[Reference]:
    text = block.text
    listed = [
        Reference(
            item.relation,
            item.title,
            item.number,
            start + item.start,
            start + item.end,
            block.lines,
            _sentence(text, item.start, item.end, start),
            item.head,
        )
        for item in items
    ]
    plain = [
        Reference(
            relation,
            citation.title,
            citation.number,
            citation.start,
            citation.end,
            citation.lines,
            _sentence(text, citation.start - start, citation.end - start, start),
        )
        for citation, relation in zip(own, said, strict=True)
        if not any(
            item.start < citation.end - start and citation.start - start < item.end
            for item in items
        )
    ]
    yield from _with_orders(
        sorted([*listed, *plain], key=lambda reference: reference.start), text, start
    )


def _with_orders(found: Sequence[Reference], text: str, shift: int) -> Iterator[Reference]:
    """Join the number of an order with the title of what it issued (国务院令第1号公布的《…》)."""
    former: Reference | None = None
    for one in found:
        if former is not None:
            gap = text[former.end - shift : one.start - shift]
            if former.title is None and one.number is None and _PUBLISHED.fullmatch(gap):
                one = replace(one, number=former.number, start=former.start)
            else:
                yield former
        former = one
    if former is not None:
        yield former


def _paired(found: Sequence[Reference]) -> Iterator[Reference]:
    """Give the titles of a flattened list the numbers that stand on the lines below them.

    Only where titles and numbers take turns, from a title on: columns are read one by one.
    """
    for _, group in groupby(found, key=lambda one: one.head):
        listed = list(group)
        titles, numbers = listed[::2], listed[1::2]
        if (
            len(titles) == len(numbers)
            and listed[0].head
            and all(one.number is None for one in titles)
            and all(one.title is None for one in numbers)
        ):
            for title, number in zip(titles, numbers, strict=True):
                yield replace(title, number=number.number)
                yield number
        else:
            yield from listed


def _sentence(text: str, start: int, end: int, shift: int) -> tuple[int, int]:
    """The sentence around a stretch of a block, as offsets of the document text."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin = max(low, *(1 + text.rfind(sign, low, start) for sign in "。！？\n"))
    stop = _SENTENCE_END.search(text, end, high)
    finish = high if stop is None else stop.end() - (stop[0] == "\n")
    return shift + begin, shift + finish


def _in_full(reference: Reference, document: Document) -> Reference:
    """Write an order's number as the order itself bears it: 省政府令 as 四川省人民政府令.

    Which province is meant by a name without place, the title of the order tells, or the
    document's own issuers.
    """
    match = _ORDER.fullmatch(reference.number or "")
    if match is None:
        return reference
    place = match["place"]
    if not place:
        named = _GOVERNED.match(reference.title or "")
        places = (
            {named["place"]}
            if named and named["level"] == match["level"]
            else {
                found["place"]
                for issuer in document.issuers
                if (found := _GOVERNMENT.match(issuer)) and found["level"] == match["level"]
            }
        )
        if len(places) != 1:
            return reference
        place = places.pop()
    return replace(reference, number=f"{place}{match['level']}人民政府令{match['serial']}")


def _numbered(found: list[Reference]) -> list[Reference]:
    """Give titles that stand alone the number that they have elsewhere in the same document."""
    numbers: dict[str, set[str]] = {}
    for reference in found:
        if reference.title and reference.number:
            numbers.setdefault(fold(reference.title), set()).add(reference.number)
    if not numbers:
        return found
    result = []
    for reference in found:
        known = numbers.get(fold(reference.title)) if reference.title else None
        if reference.number is None and known is not None and len(known) == 1:
            reference = replace(reference, number=next(iter(known)))
        result.append(reference)
    return result


def _owned(document: Document, found: list[Reference]) -> list[Reference]:
    """Mark what the document names of its own; titles may be cut short at the front."""
    titles = [(fold(one.title), at) for at, one in enumerate(document.enclosures, 1)]
    titles += [(fold(one.title), 0) for one in document.attachments]
    titles += [(fold(block.text), 0) for block in document.blocks if block.kind in _OWN_TITLES]
    titles.append((fold(document.title), 0))
    numbers = {one.number: at for at, one in enumerate(document.enclosures, 1) if one.number}
    if document.number is not None:
        numbers[document.number] = 0

    def own(reference: Reference) -> int | None:
        if reference.relation in EFFECTS:
            return None
        if reference.number is not None:
            return numbers.get(reference.number)
        title = fold(reference.title or "")
        if len(title) < _SHORTEST_TITLE:
            return None
        return next((at for mine, at in titles if mine.endswith(title)), None)

    return [
        reference if (at := own(reference)) is None else replace(reference, own=at)
        for reference in found
    ]
