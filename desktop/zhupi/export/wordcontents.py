"""A table of contents in Word: a field that Word can renew, with its entries already filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhupi.export.wordxml import clean, element

NAME = "目录"


def contents_element(
    entries: Sequence[tuple[int, str, str]], depth: int, pages: Mapping[str, int]
) -> Any:
    """The table. An entry is its level from 0, its words and the bookmark on them.

    `pages` are those on which the bookmarks lie.
    """
    block = element("sdt")
    properties = element("sdtPr")
    part = element("docPartObj")
    part.append(element("docPartGallery", val="Table of Contents"))
    part.append(element("docPartUnique"))
    properties.append(part)
    block.append(properties)
    content = element("sdtContent")
    block.append(content)
    content.append(_paragraph("TOCHeading", [_text(NAME)]))
    opening = [
        _field_mark("begin"),
        _instruction(f'TOC \\o "1-{depth}" \\h \\z \\u'),
        _field_mark("separate"),
    ]
    for level, words, bookmark in entries:
        link = element("hyperlink", anchor=bookmark, history=1)
        for run in _entry(words, bookmark, pages[bookmark]):
            link.append(run)
        content.append(_paragraph(f"Toc{level + 1}", [*opening, link]))
        opening = []
    content.append(_paragraph("Toc1", [*opening, _field_mark("end")]))
    return block


def _entry(words: str, bookmark: str, page: int) -> list[Any]:
    tab = element("r")
    tab.append(element("tab"))
    return [
        _text(words),
        tab,
        _field_mark("begin"),
        _instruction(f"PAGEREF {bookmark} \\h"),
        _field_mark("separate"),
        _text(str(page)),
        _field_mark("end"),
    ]


def _paragraph(style: str, runs: Sequence[Any]) -> Any:
    made = element("p")
    properties = element("pPr")
    properties.append(element("pStyle", val=style))
    made.append(properties)
    for run in runs:
        made.append(run)
    return made


def _text(words: str) -> Any:
    run, text = element("r"), element("t")
    text.text = clean(words)
    run.append(text)
    return run


def _field_mark(kind: str) -> Any:
    run = element("r")
    run.append(element("fldChar", fldCharType=kind))
    return run


def _instruction(words: str) -> Any:
    run, instruction = element("r"), element("instrText")
    instruction.text = f" {words} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(instruction)
    return run
