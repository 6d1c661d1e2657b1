"""Exports of fixed content against files written by hand, from reading the two documents.

What Word shows is told in lines: the style, then the words; ``{1 … 1}`` around what a comment
stands on, a fill before what is shaded, ``_`` around what is underlined in a colour, ``^`` before
what is raised, ``<address>…</>`` around a link, ``→`` for a tab, ``page`` where a page begins.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from zhupi.export import (
    Excerpted,
    Grouping,
    Layout,
    Look,
    Marks,
    Notebook,
    NotePlace,
    Options,
    Variant,
    render,
)
from zhupi.jobs import Job

REFERENCE = Path(__file__).parent / "reference"


def told(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    lines = [line for block in body for line in _told_block(block, targets)]
    for comment in docx.Document(io.BytesIO(data)).comments:
        words = " / ".join(paragraph.text for paragraph in comment.paragraphs)
        moment = comment._comment_elm.get(qn("w:date"))
        who = f"{comment.author} ({comment.initials})"
        lines.append(f"comment {comment.comment_id + 1}, {who}, {moment}: {words}")
    return "\n".join(lines) + "\n"


def _told_block(block: etree._Element, targets: dict[str | None, str]) -> Iterator[str]:
    if block.tag == qn("w:p"):
        style = block.find(f".//{qn('w:pStyle')}").get(qn("w:val"))
        page = "page " if block.find(f".//{qn('w:pageBreakBefore')}") is not None else ""
        yield f"{page}{style}: {_words(block, targets)}"
    elif block.tag == qn("w:tbl"):
        for row in block.iter(qn("w:tr")):
            cells = [
                " / ".join(_words(p, targets) for p in cell.iter(qn("w:p")))
                for cell in row.iter(qn("w:tc"))
            ]
            yield "row: " + " | ".join(cells)
    elif block.tag == qn("w:sdt"):
        for inner in block.find(qn("w:sdtContent")):
            yield from _told_block(inner, targets)


def _words(paragraph: etree._Element, targets: dict[str | None, str]) -> str:
    line = ""
    for element in paragraph:
        key = int(element.get(qn("w:id"), -1)) + 1
        if element.tag == qn("w:commentRangeStart"):
            line += f"{{{key} "
        elif element.tag == qn("w:commentRangeEnd"):
            line += f" {key}}}"
        elif element.tag == qn("w:hyperlink"):
            address = targets.get(element.get(qn("r:id")))
            inner = "".join(_run(run) for run in element)
            line += f"<{address}>{inner}</>" if address else inner
        elif element.tag == qn("w:r"):
            line += _run(element)
    return line


def _run(run: etree._Element) -> str:
    words = "".join(
        "→" if part.tag == qn("w:tab") else part.text or ""
        for part in run
        if part.tag in (qn("w:t"), qn("w:tab"))
    )
    shading, line = run.find(f".//{qn('w:shd')}"), run.find(f".//{qn('w:u')}")
    if run.find(f".//{qn('w:vertAlign')}") is not None:
        return f"^{words}"
    if shading is not None:
        return f"{shading.get(qn('w:fill'))}:{words}"
    return f"_{line.get(qn('w:color'))}:{words}_" if line is not None else words


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("excerpts.md", {}),
        (
            "full.md",
            {"layout": Layout.FULL, "notes": NotePlace.FOOTNOTES, "marks": Marks.EQUALS},
        ),
        ("full.docx.txt", {"layout": Layout.FULL}),
        ("table.docx.txt", {"layout": Layout.FULL, "notes": NotePlace.TABLE}),
        ("tags.docx.txt", {"grouping": Grouping.TAG, "contents": False}),
        ("full.html", {"layout": Layout.FULL}),
        ("full.txt", {"layout": Layout.FULL}),
        ("excerpts.docx.txt", {}),
        ("excerpts.html", {}),
        ("excerpts.txt", {}),
        ("colours.txt", {"grouping": Grouping.COLOUR}),
        ("order.txt", {"grouping": Grouping.ORDER}),
        # A 公文 is set in other fonts and on another page; its words and marks are the same.
        ("full.docx.txt", {"layout": Layout.FULL, "look": Look.GONGWEN}),
    ],
)
def test_documents(
    items: list[Excerpted], options: Options, name: str, changes: dict[str, object]
) -> None:
    options = replace(options, **changes)  # type: ignore[arg-type]
    extension = ".docx" if ".docx" in name else Path(name).suffix
    assert shown(render(extension, items[1:], options, Job()), name) == expected(name)


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("notebook-class.md", Variant.CLASS),
        ("notebook-class.html", Variant.CLASS),
        ("notebook-teacher.txt", Variant.TEACHER),
        ("space.docx.txt", Variant.SPACE),
    ],
)
def test_notebooks(notebook: Notebook, options: Options, name: str, variant: Variant) -> None:
    options = replace(options, variant=variant, question_tag="#思考题", links=False)
    extension = ".docx" if ".docx" in name else Path(name).suffix
    assert shown(render(extension, notebook, options, Job()), name) == expected(name)


def expected(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


def shown(data: bytes, name: str) -> str:
    if name.endswith(".docx.txt"):
        return told(data)
    if name.endswith(".html"):
        body = re.search(r"<main>\n(.*)</main>", data.decode(), re.DOTALL)
        assert body is not None
        return body[1]
    return data.decode()
