"""Whatever is highlighted and noted, every format gives back the same quotes."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from tests.export.conftest import plain_text

from zhupi.annotations.anchoring import describe
from zhupi.annotations.model import Annotation, Colour, Kind, Style
from zhupi.export import (
    Excerpted,
    Grouping,
    Layout,
    Marks,
    NotePlace,
    Options,
    render,
)
from zhupi.gazette.model import Document
from zhupi.jobs import Job

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
NOTES = st.one_of(
    st.just(""),
    st.text("甲乙 *_`#>-+1.[]()<&~!|$^=\n\\𠮷:ab", max_size=30),
    st.sampled_from(["**粗**\n\n- 甲\n  - 乙", "```\n码\n```", "[链](https://a.cn)\n***\n> 引"]),
)

TAGS = st.lists(st.sampled_from(["责任", "时限", "责任A"]), max_size=2, unique=True)


@st.composite
def marks_on(draw: st.DrawFn, document: Document, most: int = 8) -> tuple[Annotation, ...]:
    """Highlights anywhere: over one another, side by side, over paragraphs, over everything."""
    length = len(document.text)
    edges = st.one_of(st.integers(0, length), st.sampled_from([0, length, 40, 60, 80]))
    marks = []
    for number in range(draw(st.integers(0, most))):
        start, end = sorted((draw(edges), draw(edges)))
        if start == end:
            start, end = (start, start + 1) if start < length else (start - 1, start)
        marks.append(
            Annotation(
                f"m{number}",
                "d1",
                Kind.HIGHLIGHT,
                describe(document.text, start, end),
                draw(st.sampled_from(list(Colour))),
                "",
                draw(NOTES),
                tuple(draw(TAGS)),
                MOMENT,
                MOMENT,
                style=draw(st.sampled_from(list(Style))),
            )
        )  # fmt: skip
    return tuple(marks)


def covered(document: Document, marks: tuple[Annotation, ...], style: Style) -> str:
    """What highlights of a style cover, by going through every character."""
    spans = [m.selector for m in marks if m.selector is not None and m.style is style]
    return "".join(
        char
        for at, char in enumerate(document.text)
        if char not in "\t\n" and any(span.start <= at < span.end for span in spans)
    )


def words_of(quote: str) -> str:
    return re.sub(r"\s", "", quote)


@settings(max_examples=40)
@given(data=st.data())
def test_full_text_in_html(data: st.DataObject, item_of: Excerpted, options_of: Options) -> None:
    marks = data.draw(marks_on(item_of.document))
    item = replace(item_of, annotations=marks)
    options = replace(options_of, layout=Layout.FULL)
    page = html.fromstring(render(".html", [item], options, Job()))
    main = page.xpath("//main")[0]
    for extra in main.xpath(".//aside | .//sup"):
        extra.drop_tree()
    for tag, style in (("mark", Style.HIGHLIGHT), ("u", Style.UNDERLINE)):
        found = "".join(element.text_content() for element in main.iter(tag))
        assert found == covered(item.document, marks, style)


@settings(max_examples=120)
@given(data=st.data(), kind=st.sampled_from(list(Marks)))
def test_full_text_in_markdown(
    data: st.DataObject, kind: Marks, item_of: Excerpted, options_of: Options
) -> None:
    """No mark changes a word, and the marked words are those of the highlights."""
    marks = tuple(replace(m, note="", tags=()) for m in data.draw(marks_on(item_of.document)))
    item = replace(item_of, annotations=marks)
    options = replace(options_of, layout=Layout.FULL, marks=kind)
    source = re.sub(
        r"\A---\n.*?\n---\n", "", render(".md", [item], options, Job()).decode(), flags=re.DOTALL
    )
    page = html.fromstring(
        MarkdownIt("js-default", {"linkify": False, "html": True}).render(source)
    )
    words = page.text_content().replace("==", "") if kind is Marks.EQUALS else page.text_content()
    assert words_of(words) == words_of(item.document.text)
    if kind is Marks.HTML:
        found = "".join(element.text_content() for element in page.iter("mark"))
        assert found == covered(item.document, marks, Style.HIGHLIGHT)


@settings(max_examples=40)
@given(data=st.data())
def test_full_text_in_word(data: st.DataObject, item_of: Excerpted, options_of: Options) -> None:
    marks = data.draw(marks_on(item_of.document))
    item = replace(item_of, annotations=marks)
    options = replace(options_of, layout=Layout.FULL)
    document = docx.Document(io.BytesIO(render(".docx", [item], options, Job())))
    body = document.element.body
    after = len(item.document.blocks)  # paragraphs; what the reader adds comes behind them
    assert after
    ids = {c.comment_id for c in document.comments}
    said = [m for m in marks if (m.note.strip() or m.tags) and words_of(m.selector.quote)]
    assert len(ids) == len(said)
    ranges = []
    for key in ids:
        words, inside = "", False
        for element in body.iter():
            if element.get(qn("w:id")) == str(key) and element.tag == qn("w:commentRangeStart"):
                inside = True
            elif element.get(qn("w:id")) == str(key) and element.tag == qn("w:commentRangeEnd"):
                inside = False
            elif inside and element.tag == qn("w:t"):
                words += element.text or ""
        ranges.append(words_of(words))
    assert Counter(ranges) == Counter(words_of(m.selector.quote) for m in said)
    assert {c.author for c in document.comments} <= {"张三"}


@settings(max_examples=25)
@given(data=st.data(), grouping=st.sampled_from(list(Grouping)))
def test_each_excerpt_once(
    data: st.DataObject, grouping: Grouping, item_of: Excerpted, options_of: Options
) -> None:
    marks = data.draw(marks_on(item_of.document))
    items = [replace(item_of, annotations=marks)]
    options = replace(options_of, grouping=grouping)
    wanted = Counter(words_of(m.selector.quote) for m in marks)
    del wanted[""]
    document = docx.Document(io.BytesIO(render(".docx", items, options, Job())))
    quotes: list[str] = []
    before = ""
    for paragraph in document.paragraphs:
        style = paragraph.style.style_id
        if style == "ExcerptLabel":
            quotes.append("")
        elif style == "Quote":
            assert before in ("ExcerptLabel", "Quote")
            quotes[-1] += words_of(paragraph.text)
        before = style
    assert Counter(filter(None, quotes)) == wanted
    page = html.fromstring(render(".html", items, options, Job()))
    found = Counter(
        words_of("".join(p.text_content() for p in quote.xpath("p[not(@class)]")))
        for quote in page.iter("blockquote")
    )
    del found[""]
    assert found == wanted
    assert plain_text(items, options).count("——《") == len(marks)


@settings(max_examples=25)
@given(data=st.data(), extension=st.sampled_from([".html", ".md", ".docx"]))
def test_numbers_and_their_table(
    data: st.DataObject, extension: str, item_of: Excerpted, options_of: Options
) -> None:
    marks = data.draw(marks_on(item_of.document))
    items = [replace(item_of, annotations=marks)]
    options = replace(options_of, layout=Layout.FULL, notes=NotePlace.TABLE)
    said = [m for m in marks if (m.note.strip() or m.tags) and words_of(m.selector.quote)]
    file = render(extension, items, options, Job())
    if extension == ".docx":
        document = docx.Document(io.BytesIO(file))
        assert not list(document.comments)
        raised = document.element.body.xpath("//w:r[w:rPr/w:vertAlign]/w:t/text()")
        rows = [[c.text for c in row.cells] for row in document.tables[-1].rows][1:] if said else []
    else:
        source = file.decode()
        if extension == ".md":
            source = re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)
            source = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(source)
        page = html.fromstring(source)
        raised = [number.text_content() for number in page.iter("sup")]
        table = page.xpath("//table")[-1]
        rows = [[c.text_content() for c in row.iter("td")] for row in table.iter("tr")][1:]
        rows = rows if said else []
    assert raised == [f"[{number}]" for number in range(1, len(said) + 1)]
    assert [row[0] for row in rows] == raised
    assert Counter(words_of(row[1]) for row in rows) == Counter(
        words_of(m.selector.quote) for m in said
    )


@pytest.mark.parametrize("layout", list(Layout))
def test_the_whole_document_highlighted(
    item_of: Excerpted, options_of: Options, layout: Layout
) -> None:
    text = item_of.document.text
    mark = replace(
        item_of.annotations[0], selector=describe(text, 0, len(text)), note="全文", tags=()
    )
    items = [replace(item_of, annotations=(mark,))]
    for extension in (".docx", ".md", ".html"):
        assert render(extension, items, replace(options_of, layout=layout), Job())
