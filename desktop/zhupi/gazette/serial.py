"""Issues and documents as plain JSON values, with the keys of ``zhupi inspect --json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhupi.gazette.model import (
    Attachment,
    Block,
    BlockKind,
    Citation,
    Document,
    Doubt,
    Enclosure,
    Furniture,
    Heading,
    Issue,
    Lines,
    PageStart,
    Part,
    Repair,
)

Json = dict[str, Any]


def issue_to_json(issue: Issue) -> Json:
    """Return what ``inspect --json`` prints, but for file, sha256 and encoding."""
    gazette = issue.gazette
    return {
        "gazette": {"name": gazette.name, "year": gazette.year, "issue": gazette.issue},
        "pages": [_page_to_json(page) for page in issue.pages],
        "documents": [document_to_json(document) for document in issue.documents],
        "furniture": [_furniture_to_json(item) for item in issue.furniture],
        "repairs": [_repair_to_json(item) for item in issue.repairs],
    }


def document_to_json(document: Document) -> Json:
    """Return one entry of ``documents``; `document_from_json` is its inverse.

    ``amended`` is there only where a reader has put something right.
    """
    value: Json = {
        "title": document.title,
        "number": document.number,
        "issuers": list(document.issuers),
        "kind": document.kind,
        "date": document.date,
        "addressees": document.addressees,
        "signoff": document.signoff,
        "complete": document.complete,
        "lines": list(document.lines),
        "blocks": [_block_to_json(block) for block in document.blocks],
        "headings": [_heading_to_json(heading) for heading in document.headings],
        "citations": [_citation_to_json(citation) for citation in document.citations],
        "enclosures": [_enclosure_to_json(item) for item in document.enclosures],
        "attachments": [_attachment_to_json(item) for item in document.attachments],
        "doubts": [_doubt_to_json(doubt) for doubt in document.doubts],
    }
    if document.amended:
        value["amended"] = list(document.amended)
    return value


def document_from_json(value: Json) -> Document:
    """Rebuild a document; keys that are not the document's own are ignored."""
    return Document(
        title=value["title"],
        number=value["number"],
        issuers=tuple(value["issuers"]),
        kind=value["kind"],
        date=value["date"],
        addressees=value["addressees"],
        signoff=value["signoff"],
        complete=value["complete"],
        lines=_lines(value["lines"]),
        blocks=tuple(_block_from_json(item) for item in value["blocks"]),
        headings=tuple(_heading_from_json(item) for item in value["headings"]),
        citations=tuple(_citation_from_json(item) for item in value["citations"]),
        enclosures=tuple(_enclosure_from_json(item) for item in value["enclosures"]),
        attachments=tuple(_attachment_from_json(item) for item in value["attachments"]),
        doubts=tuple(_doubt_from_json(item) for item in value["doubts"]),
        amended=tuple(value.get("amended", ())),
    )


def _lines(value: Sequence[int]) -> Lines:
    first, last = value
    return first, last


def _page_to_json(page: PageStart) -> Json:
    return {"page": page.page, "line": page.line}


def _furniture_to_json(item: Furniture) -> Json:
    return {"line": item.line, "text": item.text, "reason": item.reason}


def _repair_to_json(item: Repair) -> Json:
    return {"line": item.line, "before": item.before, "after": item.after, "rule": item.rule}


def _block_to_json(block: Block) -> Json:
    return {
        "kind": block.kind.value,
        "level": block.level,
        "text": block.text,
        "lines": list(block.lines),
        "part": block.part.value,
    }


def _block_from_json(value: Json) -> Block:
    return Block(
        kind=BlockKind(value["kind"]),
        text=value["text"],
        lines=_lines(value["lines"]),
        part=Part(value["part"]),
        level=value["level"],
    )


def _heading_to_json(heading: Heading) -> Json:
    return {
        "level": heading.level,
        "text": heading.text,
        "lines": list(heading.lines),
        "run_in": heading.run_in,
        "block": heading.block,
    }


def _heading_from_json(value: Json) -> Heading:
    return Heading(
        level=value["level"],
        text=value["text"],
        lines=_lines(value["lines"]),
        run_in=value["run_in"],
        block=value["block"],
    )


def _citation_to_json(citation: Citation) -> Json:
    return {
        "title": citation.title,
        "number": citation.number,
        "lines": list(citation.lines),
        "start": citation.start,
        "end": citation.end,
    }


def _citation_from_json(value: Json) -> Citation:
    return Citation(
        title=value["title"],
        number=value["number"],
        lines=_lines(value["lines"]),
        start=value["start"],
        end=value["end"],
    )


def _enclosure_to_json(item: Enclosure) -> Json:
    return {
        "title": item.title,
        "number": item.number,
        "lines": list(item.lines),
        "issuers": list(item.issuers),
        "kind": item.kind,
        "date": item.date,
        "signoff": item.signoff,
    }


def _enclosure_from_json(value: Json) -> Enclosure:
    return Enclosure(
        title=value["title"],
        number=value["number"],
        lines=_lines(value["lines"]),
        issuers=tuple(value["issuers"]),
        kind=value["kind"],
        date=value["date"],
        signoff=value["signoff"],
    )


def _attachment_to_json(item: Attachment) -> Json:
    return {
        "title": item.title,
        "form": item.form,
        "lines": list(item.lines),
        "columns": list(item.columns),
        "rows": [list(row) for row in item.rows],
        "cell_lines": [[list(lines) for lines in row] for row in item.cell_lines],
    }


def _attachment_from_json(value: Json) -> Attachment:
    return Attachment(
        title=value["title"],
        form=value["form"],
        lines=_lines(value["lines"]),
        columns=tuple(value["columns"]),
        rows=tuple(tuple(row) for row in value["rows"]),
        cell_lines=tuple(tuple(_lines(cell) for cell in row) for row in value["cell_lines"]),
    )


def _doubt_to_json(doubt: Doubt) -> Json:
    return {"lines": list(doubt.lines), "what": doubt.what, "why": doubt.why}


def _doubt_from_json(value: Json) -> Doubt:
    return Doubt(lines=_lines(value["lines"]), what=value["what"], why=value["why"])
