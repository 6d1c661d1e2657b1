"""Reading a gazette: the stages in order, from raw text to an `Issue`.

`lines` splits, `repairs` puts glyphs right, `furniture` and `contents` set aside what is no text,
`boundaries` (with `heads` and `unnumbered`) finds the documents, `rubrics` the names of sections
between them, `sheets` (with `widths`) tells how the text is set; then for each document
`structure` (with `sections`, `notes`, `masthead`, `fields`) divides its lines, `paragraphs` joins
them by their `evidence`, `tables` rebuilds, `outline` (with `ladder`) tells headings from items,
`citations` finds other texts, and `assembly` puts the `Document` together with its doubts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zhupi.gazette import boundaries, contents, furniture, lines, repairs
from zhupi.gazette.assembly import assemble
from zhupi.gazette.contents import Listing
from zhupi.gazette.guidance import NO_GUIDANCE, Guidance
from zhupi.gazette.heads import Start
from zhupi.gazette.lines import Line
from zhupi.gazette.model import Document, Doubt, Furniture, Gazette, Issue
from zhupi.gazette.notes import LABEL
from zhupi.gazette.numbers import find_numbers, year_of
from zhupi.gazette.rubrics import rubrics
from zhupi.gazette.sheets import Sheet, sheet_of
from zhupi.gazette.wording import plain

_STOP = "。"
_NEAR = 40
_CATALOGUE = re.compile(
    r"[A-Za-z]{4}|【|[：:]$|索\s*引\s*号|来源|发布|首页|当前位置|打印|字号|主题"
)
"""Words of a catalogue entry or of a page's navigation above the first title."""


def parse(text: str, guidance: Guidance = NO_GUIDANCE) -> Issue:
    """Read ``text`` (decoded, line ends ``\\n``) into documents, furniture and repairs.

    Any string is read; a text in which no document is recognised becomes one document with a doubt.
    """
    every, mended = repairs.repair(lines.split(text))
    reasons = furniture.find(every)
    kept = [index for index in range(len(every)) if index not in reasons]
    chapters = contents.of_chapters([every[index] for index in kept])
    reasons.update({kept[place]: furniture.CONTENTS for place in chapters})
    kept = [index for index in kept if index not in reasons]
    listed = contents.contents_end([every[index] for index in kept])
    if listed == len(kept):
        listed = 0
    listing = contents.listing_of([every[index] for index in kept[:listed]])
    reasons.update(dict.fromkeys(kept[:listed], furniture.CONTENTS))
    _guide(every, reasons, guidance)
    places = [index for index in range(len(every)) if index not in reasons]
    running = [_at_page(every, reasons, index) for index in places]
    starts = boundaries.find_starts(running, listing.numbers)
    top = starts[0].begin if starts else 0
    if _is_headnote(running[:top], running[top : top + _NEAR], listed=listed > 0):
        above = [index for index in places[:top] if every[index].number not in guidance.text]
        reasons.update(dict.fromkeys(above, furniture.HEADNOTE))
        running = [
            line for line, index in zip(running, places, strict=True) if index not in reasons
        ]
        starts = [start.shifted(-len(above)) for start in starts]
    named = [at for at in rubrics(running, starts) if running[at].number not in guidance.text]
    if named:
        numbers = {running[at].number for at in named}
        reasons.update(
            (index, furniture.RUNNING_HEAD) for index in places if every[index].number in numbers
        )
        running = [line for line in running if line.number not in numbers]
        starts = [start.shifted(-bisect_left(named, start.begin)) for start in starts]
    documents = _documents(running, starts, listing, guidance)
    documents = _with_missing(documents, listing.numbers)
    return Issue(
        gazette=_gazette(furniture.gazette(every, reasons), documents),
        pages=furniture.pages(every, reasons),
        documents=documents,
        furniture=tuple(
            Furniture(every[index].number, every[index].raw.strip(), reasons[index])
            for index in sorted(reasons)
        ),
        repairs=tuple(mended),
    )


def _guide(every: Sequence[Line], reasons: dict[int, str], guidance: Guidance) -> None:
    """Let a reader say which lines are text."""
    if not (guidance.furniture or guidance.text):
        return
    for index, line in enumerate(every):
        if line.number in guidance.furniture:
            reasons[index] = furniture.BY_READER
        elif line.number in guidance.text:
            reasons.pop(index, None)


def _at_page(every: Sequence[Line], reasons: dict[int, str], index: int) -> Line:
    """Return the line, marked as the first of its page where a page number or head is above it."""
    if reasons.get(index - 1) in (furniture.PAGE_NUMBER, furniture.RUNNING_HEAD):
        return replace(every[index], page_led=True)
    return every[index]


def _is_headnote(above: Sequence[Line], below: Sequence[Line], *, listed: bool) -> bool:
    """Tell a catalogue entry, or the end of the contents, from the tail of a document."""
    if not above or any(_STOP in line.text or LABEL.fullmatch(line.text) for line in above):
        return False
    words = plain("".join(line.text for line in below))
    return listed or any(
        _CATALOGUE.search(line.text)
        or plain(line.text) in words
        or next(find_numbers(line.text), None) is not None
        for line in above
    )


def _documents(
    running: Sequence[Line], starts: Sequence[Start], listing: Listing, guidance: Guidance
) -> tuple[Document, ...]:
    if not running:
        return ()
    sheet = sheet_of(running)
    begins = _begins(running, starts, guidance)
    documents = []
    for first, end in pairwise([*begins, len(running)]):
        part, known = sheet.part(first, end - 1), begins[first]
        start = None
        if known is not None and known.head_end < end:
            start = known.shifted(-first)
        elif known is not None or part.lines[0].number in guidance.documents:
            start = _start_at_top(part.lines, listing)
        if first == 0 and start is None and starts:
            documents.append(_preface(part, guidance))
        else:
            documents.append(assemble(part, start, listing, guidance))
    return tuple(documents)


def _begins(
    running: Sequence[Line], starts: Sequence[Start], guidance: Guidance
) -> dict[int, Start | None]:
    """Where documents begin, in order, with the heads that were found there."""
    begins: dict[int, Start | None] = {0: None}
    begins |= {
        start.begin: start
        for start in starts
        if start.begin == 0 or running[start.begin].number not in guidance.continued
    }
    if guidance.documents:
        for index, line in enumerate(running):
            if line.number in guidance.documents:
                begins.setdefault(index, None)
    return dict(sorted(begins.items()))


def _start_at_top(lines: Sequence[Line], listing: Listing) -> Start | None:
    """The head at the first line of a piece that a reader has cut out."""
    found = boundaries.find_starts(lines, listing.numbers)
    return found[0] if found and found[0].begin == 0 else None


def _with_missing(documents: tuple[Document, ...], listed: frozenset[str]) -> tuple[Document, ...]:
    """Doubt the split where the contents page names documents that were not found."""
    missing = sorted(listed - {document.number or "" for document in documents})
    if not missing or not documents:
        return documents
    why = f"目录列有{'、'.join(missing)}，正文中没有找到"
    first = documents[0]
    doubt = Doubt(first.lines, "目录所列文件不全", why)
    return (replace(first, doubts=(*first.doubts, doubt)), *documents[1:])


def _preface(sheet: Sheet, guidance: Guidance) -> Document:
    """Text before the first title: the rest of a document whose head is missing."""
    document = assemble(sheet, None, Listing(), guidance)
    doubt = Doubt(document.lines, "文件开头的文字没有标题", "第一个标题之前的文字，前文可能缺失")
    return replace(document, complete=False, doubts=(doubt,))


def _gazette(found: Gazette, documents: Sequence[Document]) -> Gazette:
    """Fill in the year that most documents bear."""
    if found.year is not None:
        return found
    years = Counter(year for document in documents if (year := _year(document)) is not None)
    return replace(found, year=years.most_common(1)[0][0] if years else None)


def _year(document: Document) -> int | None:
    if document.date is not None:
        return int(document.date[:4])
    return None if document.number is None else year_of(document.number)
