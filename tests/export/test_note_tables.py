"""Tables that readers write in their notes and in their own text."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
from lxml import html
from markdown_it import MarkdownIt
from tests.export.conftest import plain_text

from zhupi.export import (
    Excerpted,
    Layout,
    Notebook,
    NotebookText,
    NotePlace,
    Options,
    render,
)
from zhupi.jobs import Job

TABLE = """\
谁做：

| 单位 | 期限 |
|---|--:|
| **财政局** | 6月\\|7月 |
| [住建局](https://a.cn) | |

完"""
ROWS = [["单位", "期限"], ["财政局", "6月|7月"], ["住建局", ""]]


def test_own_text(options: Options) -> None:
    notebook = Notebook("讲义", (NotebookText(TABLE),))
    document = docx.Document(io.BytesIO(render(".docx", notebook, options, Job())))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == ROWS
    assert table.cell(1, 0).paragraphs[0].runs[0].bold
    assert [link.address for link in table.cell(2, 0).paragraphs[0].hyperlinks] == ["https://a.cn"]
    assert len(table._tbl.xpath("w:tr[w:trPr/w:tblHeader]")) == 1
    words = [p.text for p in document.paragraphs if p.style.style_id == "OwnText"]
    assert words == ["谁做：", "完"]
    page = html.fromstring(render(".html", notebook, options, Job()))
    rows = [[cell.text_content() for cell in row] for row in page.iter("tr")]
    assert rows == ROWS
    assert [cell.tag for cell in page.xpath("//tr[1]/*")] == ["th", "th"]
    assert "单位\t期限\n财政局\t6月|7月\n住建局\t" in plain_text(notebook, options)


def test_markdown_gives_back_the_same_table(options: Options) -> None:
    source = render(".md", Notebook("讲义", (NotebookText(TABLE),)), options, Job()).decode()
    source = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
    page = html.fromstring(MarkdownIt("commonmark").enable("table").render(source))
    assert [[cell.text_content() for cell in row] for row in page.iter("tr")] == ROWS
    assert [strong.text for strong in page.iter("strong")] == ["财政局"]


def test_notes(item: Excerpted, options: Options) -> None:
    """Below an excerpt it is a table; a comment of Word, and a cell, tell it in lines."""
    noted = replace(item, annotations=[replace(item.annotations[0], note=TABLE)])
    document = docx.Document(io.BytesIO(render(".docx", [noted], options, Job())))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == ROWS
    full = replace(options, layout=Layout.FULL)
    document = docx.Document(io.BytesIO(render(".docx", [noted], full, Job())))
    (comment,) = document.comments
    lines = "单位\t期限\n财政局\t6月|7月\n住建局\t"
    assert [paragraph.text for paragraph in comment.paragraphs][:3] == ["谁做：", lines, "完"]
    listed = replace(full, notes=NotePlace.TABLE)
    document = docx.Document(io.BytesIO(render(".docx", [noted], listed, Job())))
    assert document.tables[-1].cell(1, 2).text == f"谁做：\n{lines}\n完"
