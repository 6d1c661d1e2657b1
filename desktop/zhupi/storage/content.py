"""A document's text and structure as the database keeps them, and back.

The text stands once, apart from the structure; the lengths of its blocks part it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from zhupi.gazette import serial
from zhupi.gazette.model import Document, Furniture, Issue, PageStart, Repair

Outline = tuple[str, int, int, int, int]
"""Of a block: its kind, its length, that of a heading run into it, its first and last raw line."""


def to_json(value: object) -> str:
    """Write a value compactly."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def reading_to_json(issue: Issue) -> str:
    """Write what concerns a source as a whole: pages, furniture, repairs."""
    value = serial.issue_to_json(
        Issue(issue.gazette, issue.pages, (), issue.furniture, issue.repairs)
    )
    return to_json({key: value[key] for key in ("pages", "furniture", "repairs")})


def reading_from_json(text: str) -> tuple[list[Furniture], list[Repair]]:
    """Read the furniture and the repairs that `reading_to_json` wrote."""
    value = json.loads(text)
    return (
        [Furniture(**item) for item in value["furniture"]],
        [Repair(**item) for item in value["repairs"]],
    )


def pages_from_json(text: str) -> list[PageStart]:
    """Read the pages that `reading_to_json` wrote."""
    return [PageStart(**item) for item in json.loads(text)["pages"]]


def outline(document: Document) -> list[Outline]:
    """How the document text parts into blocks."""
    leads = {
        heading.block: len(heading.text)
        for heading in document.headings
        if heading.run_in and document.blocks[heading.block].text.startswith(heading.text)
    }
    return [
        (block.kind.value, len(block.text), leads.get(at, 0), *block.lines)
        for at, block in enumerate(document.blocks)
    ]


def parted(text: str, blocks: Iterable[Outline]) -> list[str]:
    """Part a document text into its blocks."""
    texts = []
    start = 0
    for _, length, *_ in blocks:
        texts.append(text[start : start + length])
        start += length + 1
    return texts


def structure_to_json(document: Document) -> str:
    """Write a document but for the texts of its blocks."""
    value = serial.document_to_json(document)
    for block in value["blocks"]:
        del block["text"]
    return to_json(value)


def document_from_json(structure: str, texts: Sequence[str]) -> Document:
    """Join structure and texts; raise `ValueError` if they are damaged."""
    value = json.loads(structure)
    for block, text in zip(value["blocks"], texts, strict=True):
        block["text"] = text
    return serial.document_from_json(value)
