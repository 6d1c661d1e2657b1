"""The citations of a document as rows: what it cites that is here, what is not, what cites it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhupi.gazette.folding import fold
from zhupi.gazette.model import BlockKind, Citation, Document
from zhupi.library import Library
from zhupi.library.model import CatalogRow
from zhupi.qt.passages import PassageRow, RowKind

_OWN = {BlockKind.ENCLOSURE_TITLE, BlockKind.ATTACHMENT_TITLE}
_SENTENCE_END = re.compile(r"[。！？；\n]")
_BEFORE, _AFTER = 18, 60
"""Characters of a sentence that are shown on either side of a citation."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows, and how many texts the document cites."""

    rows: tuple[PassageRow, ...]
    cited: int


def find(library: Library, document_id: str) -> Found:
    """Look up what a document cites and what cites it. Slow: not for the UI thread."""
    document = library.document(document_id).document
    targets = library.citation_targets(document.citations)
    own = _own_titles(document)
    here: dict[str, tuple[CatalogRow, bool, list[Citation]]] = {}
    elsewhere: dict[str, list[Citation]] = {}
    for citation, target in zip(document.citations, targets, strict=True):
        row = target.row
        if row is None:
            title = fold(citation.title or "")
            if title and any(mine.endswith(title) for mine in own):
                continue
            elsewhere.setdefault(citation.number or citation.title or "", []).append(citation)
        elif (row.enclosed_in or row.id) != document_id:
            found = here.setdefault(row.id, (row, target.by_title_only, []))
            found[2].append(citation)
    rows: list[PassageRow] = []
    if here:
        rows.append(PassageRow(RowKind.GROUP, "库中已有", count=len(here)))
        for row, by_title_only, citations in here.values():
            note = "　".join(filter(None, (row.number, "仅题名相同" if by_title_only else "")))
            rows.append(_head(row.title, note, len(citations), row.id))
            rows += [_passage(document, citation, None) for citation in citations[:3]]
    if elsewhere:
        rows.append(PassageRow(RowKind.GROUP, "库中没有", count=len(elsewhere)))
        for citations in elsewhere.values():
            rows.append(_missing(citations))
            rows += [_passage(document, citation, None) for citation in citations[:3]]
    rows += _citing(library, document_id)
    return Found(tuple(rows), len(here) + len(elsewhere))


def _own_titles(document: Document) -> set[str]:
    """The texts that the document itself holds: what it issues and what it attaches."""
    titles = [document.title]
    titles += [enclosure.title for enclosure in document.enclosures]
    titles += [attachment.title for attachment in document.attachments]
    titles += [block.text for block in document.blocks if block.kind in _OWN]
    return {fold(title) for title in titles if title}


def _citing(library: Library, document_id: str) -> list[PassageRow]:
    found = library.cited_by(document_id)
    if not found.total:
        return []
    rows = [PassageRow(RowKind.GROUP, "被引用", count=found.total)]
    for text in found.texts:
        place = text.places[0]
        rows.append(_head(text.row.title, text.row.number or "", None, text.row.id))
        rows.append(
            PassageRow(
                RowKind.PASSAGE,
                place.sentence,
                start=place.start,
                end=place.end,
                document=text.row.id,
                at=place.at,
                length=place.length,
            )
        )
    return rows


def _head(title: str, note: str, count: int | None, document: str) -> PassageRow:
    shown = count if count is not None and count > 1 else None
    return PassageRow(RowKind.DOCUMENT, title, note=note, count=shown, document=document)


def _missing(citations: list[Citation]) -> PassageRow:
    titles = [citation.title for citation in citations if citation.title]
    number = citations[0].number
    text = f"《{titles[0]}》" if titles else number or ""
    note = number or "" if titles else ""
    shown = len(citations) if len(citations) > 1 else None
    return PassageRow(RowKind.DOCUMENT, text, note=note, count=shown, faint=True)


def _passage(document: Document, citation: Citation, opens: str | None) -> PassageRow:
    """The sentence around a citation; ``opens`` is the document it stands in, if another."""
    text = document.text
    before = [m.end() for m in _SENTENCE_END.finditer(text, 0, citation.start)]
    begin = before[-1] if before else 0
    start = max(begin, citation.start - _BEFORE)
    after = _SENTENCE_END.search(text, citation.end)
    end = min(after.end() if after else len(text), citation.end + _AFTER)
    lead = "…" if start > begin else ""
    words = lead + text[start:end].rstrip("\n")
    shift = start - len(lead)
    return PassageRow(
        RowKind.PASSAGE,
        words.replace("\n", " "),
        start=citation.start - shift,
        end=min(citation.end - shift, len(words)),
        document=opens,
        at=citation.start,
        length=citation.end - citation.start,
    )
