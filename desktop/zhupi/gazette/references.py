"""Everything a document says of other texts, in order (引文及其关系)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhupi.gazette.folding import fold
from zhupi.gazette.lists import Item, Lists
from zhupi.gazette.model import Block, BlockKind, Citation, Document, Lines
from zhupi.gazette.relations import is_amending, relations
from zhupi.gazette.statements import Relation

_SENTENCE_END = re.compile("[。！？\\n]")
_EFFECTS = (Relation.REPEALS, Relation.REPLACES, Relation.REVISES)
_OWN_TITLES = (BlockKind.ENCLOSURE_TITLE, BlockKind.ATTACHMENT_TITLE)
_SHORTEST_TITLE = 4
_LEVEL = "(?P<level>省|自治区|自治州|市|州|县|区)"
_ORDER = re.compile(rf"(?P<place>[一-鿿]*?){_LEVEL}(?:人民)?政府令第(?P<serial>\d+)号")
_GOVERNMENT = re.compile(rf"(?P<place>[一-鿿]+?){_LEVEL}人民政府")
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
    amending = is_amending(document.title)
    starts = [citation.start for citation in document.citations]
    lists = Lists()
    found: list[Reference] = []
    for block, start in zip(document.blocks, document.block_starts, strict=True):
        items = lists.items(block)
        own = document.citations[
            bisect_left(starts, start) : bisect_right(starts, start + len(block.text) - 1)
        ]
        if own or items:
            found += _of_block(block, start, own, items, amending=amending)
    found = [_in_full(reference, document) for reference in found]
    return _owned(document, _numbered(found))


def _of_block(
    block: Block,
    start: int,
    own: tuple[Citation, ...],
    items: list[Item],
    *,
    amending: bool,
) -> Iterator[Reference]:
    text = block.text
    spans = [(citation.start - start, citation.end - start) for citation in own]
    said = (
        [Relation.MENTIONS] * len(own)
        if items and block.kind is BlockKind.TABLE
        else relations(text, spans, amending=amending)
    )
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
            _sentence(text, *span, start),
        )
        for citation, span, relation in zip(own, spans, said, strict=True)
        if not any(item.start < span[1] and span[0] < item.end for item in items)
    ]
    yield from sorted([*listed, *plain], key=lambda reference: reference.start)


def _sentence(text: str, start: int, end: int, shift: int) -> tuple[int, int]:
    """The sentence around a stretch of a block, as offsets of the document text."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin = max(low, *(1 + text.rfind(sign, low, start) for sign in "。！？\n"))
    stop = _SENTENCE_END.search(text, end, high)
    finish = high if stop is None else stop.end() - (stop[0] == "\n")
    return shift + begin, shift + finish


def _in_full(reference: Reference, document: Document) -> Reference:
    """Write an order's number as the order itself bears it: 省政府令 as 四川省人民政府令.

    Which province is meant by a name without place, the document's own issuers tell.
    """
    match = _ORDER.fullmatch(reference.number or "")
    if match is None:
        return reference
    place = match["place"]
    if not place:
        places = {
            found["place"]
            for issuer in document.issuers
            if (found := _GOVERNMENT.match(issuer)) and found["level"] == match["level"]
        }
        if len(places) != 1:
            return reference
        place = places.pop()
    return replace(reference, number=f"{place}{match['level']}人民政府令第{match['serial']}号")


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
        if reference.relation in _EFFECTS:
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
