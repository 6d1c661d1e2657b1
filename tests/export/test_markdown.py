from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from zhupi.annotations.markdown import pieces, plain_text
from zhupi.annotations.model import Selector
from zhupi.export import Excerpted, Layout, Marks, NotePlace, Options, markup
from zhupi.export.compose import compose
from zhupi.export.markdown import note_markup, render

READERS = (
    MarkdownIt("commonmark"),
    MarkdownIt("gfm-like", {"linkify": False, "html": True}),
    MarkdownIt("js-default", {"linkify": False, "html": True}),
)
"""CommonMark by the letter, and two with the usual extensions."""


def without_head(source: str) -> str:
    """The file without its head in YAML, which readers of Markdown know how to skip."""
    return re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL)


def shown(reader: MarkdownIt, source: str) -> list[str]:
    """The words of each block as a reader of the rendered page sees them."""
    page = html.fromstring(f"<div>{reader.render(source)}</div>")
    for line_break in page.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "").removeprefix("\n")
    blocks = page.xpath("//*[self::p or self::h1 or self::h2 or self::h3 or self::td or self::th]")
    return [block.text_content() for block in blocks]


_TEXT = st.text("甲乙 　*_`#>-+=1.)[](){}<&~|!\\:/\"'\tab;©\n", min_size=1, max_size=60)


@given(_TEXT.filter(lambda text: text.strip("\n").strip()))
@example("1. 不是列表")
@example("1234567890. 也不是")
@example("# 不是标题 #")
@example("甲\n===\n乙")
@example("甲\n---")
@example("    不是代码")
@example("　　全角空格")
@example("&copy; &amp; &#65;")
@example("[甲]: http://a.cn")
@example("甲\\\n乙")
@example("~~~\n甲")
@example("|甲|乙|\n|-|-|\n|1|2|")
@example("<!-- 甲 -->")
@example("甲\n\n乙")
@example("- - -")
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    for reader in READERS:
        assert shown(reader, markup.escape(text)) == [text.rstrip("\n")]
        assert shown(reader, f"> {markup.prefixed(markup.escape(text), '', '> ')}") == [
            text.rstrip("\n")
        ]


@given(
    st.text("甲乙（）。“”ab 　*_1-", max_size=12),
    st.text("甲乙（）。“”ab 　*_1-", min_size=1, max_size=12),
    st.text("甲乙（）。“”ab 　*_1-", max_size=12),
)
@example("", "强调。", "后")
@example("前", "（强调）", "后")
def test_emphasis_keeps_the_words(before: str, text: str, after: str) -> None:
    written = (
        markup.inline(before)
        + markup.emphasised(text, "**", before=before[-1:], after=after[:1])
        + markup.inline(after)
    )
    whole = before + text + after
    if not whole.strip():
        return
    for reader in READERS:
        assert shown(reader, markup.as_block(written)) == [whole]


def test_emphasis_survives_punctuation() -> None:
    written = markup.emphasised("强调。", "**", after="后") + "后"
    assert "<strong>强调</strong>。后" in READERS[0].render(written)


@given(st.text("甲乙 *_`#>-+1.[]()<&~!\n\\:ab", max_size=60))
@example("**甲***乙*")
@example("1. 甲\n\n   乙\n2. 丙\n   - 丁\n\n戊")
@example("> 甲\n> - 乙\n\n丙")
@example("```\n甲```\n```")
def test_a_note_written_anew_says_the_same(note: str) -> None:
    before = pieces(note)
    after = pieces(note_markup(before))
    assert plain_text(note_markup(before)) == plain_text(note)
    shapes = [[(p.marker, p.depth, p.quoted) for p in found if p.runs] for found in (before, after)]
    if not any(piece.quoted and piece.depth for piece in before):
        assert [shape[2] for shape in shapes[0]] == [shape[2] for shape in shapes[1]]


def test_links_and_lists_of_a_note_stay() -> None:
    note = "见[原文](zhupi:doc/1)：\n\n1. **甲**\n2. 乙\n   - 丙"
    assert pieces(note_markup(pieces(note))) == pieces(note)


def test_excerpts(item: Excerpted, options: Options) -> None:
    text = render(compose([item], options)).decode()
    for mark in item.annotations:
        if mark.selector is not None and "\n" not in mark.selector.quote:
            quote = re.escape("> " + markup.escape(mark.selector.quote))
            assert len(re.findall(f"(?m)^{quote}$", text)) == 1, mark.id
    assert text.count("《国务院关于推进财政事权改革的指导意见》（国发〔2016〕49号）") == 7
    assert "载《国务院公报》2016年第26期" in text
    assert "国务院. 国务院关于推进财政事权改革的指导意见：国发〔2016〕49号" in text
    # In the order of the text, the orphan last.
    order = [text.index(words) for words in ("**中央决定**", "跨段落", "谁牵头", "孤儿")]
    assert order == sorted(order)
    assert shown(READERS[0], without_head(text))[0] == "公文摘录"


def test_a_full_text_is_shown_word_for_word(item: Excerpted, options: Options) -> None:
    text = render(compose([replace(item, annotations=())], replace(options, layout=Layout.FULL)))
    cells = [cell for block in item.document.blocks for cell in re.split(r"[\t\n]", block.text)]
    assert shown(READERS[1], without_head(text.decode())) == cells


def test_marks_change_no_word_of_a_full_text(item: Excerpted, options: Options) -> None:
    marks = tuple(replace(mark, note="", tags=()) for mark in item.annotations[:5])
    full = replace(options, layout=Layout.FULL)
    text = render(compose([replace(item, annotations=marks)], full)).decode()
    cells = [cell for block in item.document.blocks for cell in re.split(r"[\t\n]", block.text)]
    assert shown(READERS[1], without_head(text)) == cells
    page = html.fromstring(READERS[1].render(text))
    marked = "".join(mark.text_content() for mark in page.iter("mark"))
    # a1 and a2 overlap; a3 runs over two paragraphs.
    assert marked == (
        "坚持财政事权由中央决定。适度加强中央占比为15.5%。1.人名用字：𠮷田"
        "到2020年，基本完成财政部|发展改革委"
    )


@pytest.mark.parametrize("heading", ["甲 #", "甲 \\#", "##"])
def test_headings_end_as_they_end(heading: str) -> None:
    assert shown(READERS[0], "# " + markup.as_heading(markup.inline(heading))) == [heading]


@pytest.mark.parametrize("marks", list(Marks))
@pytest.mark.parametrize(("start", "end"), [(0, 1), (3, 4), (0, 4), (13, 20)])
def test_marks_inside_bold_words(
    item: Excerpted, options: Options, marks: Marks, start: int, end: int
) -> None:
    """A highlight that begins or ends within a heading which runs into its paragraph."""
    text = item.document.text
    at = text.index("（一）坚持财政事权由中央决定。")
    mark = replace(
        item.annotations[1],
        selector=Selector(at + start, at + end, text[at + start : at + end]),
    )
    full = replace(options, layout=Layout.FULL, marks=marks)
    source = render(compose([replace(item, annotations=(mark,))], full)).decode()
    page = html.fromstring(READERS[1].render(without_head(source)))
    words = page.text_content().replace("==", "")
    assert "".join(words.split()) == "".join(text.split())
    bold = "".join(strong.text_content() for strong in page.iter("strong"))
    assert "坚持财政事权由中央决定" in bold.replace("==", "")


def test_each_note_is_one_footnote(item: Excerpted, options: Options) -> None:
    full = replace(options, layout=Layout.FULL, notes=NotePlace.FOOTNOTES, marks=Marks.EQUALS)
    text = render(compose([item], full)).decode()
    numbers = re.findall(r"(?<!\n)\[\^(\d)\]", text)
    assert numbers == ["1", "2", "3", "4"]
    assert re.findall(r"(?m)^\[\^(\d)\]: ", text) == numbers
    assert "1.人名用字：𠮷田==[^2]、𬱖头。" in text


def test_the_head_says_what_the_reader_has_put_right(item: Excerpted, options: Options) -> None:
    amended = replace(item.document, amended=("title", "paragraphs"))
    head = render(compose([replace(item, document=amended)], options)).decode().split("\n---\n")[0]
    assert '    corrected: "标题、分段"' in head.split("\n")
    assert "corrected" not in render(compose([item], options)).decode()


def test_the_head_says_of_each_document_what_is_known(item: Excerpted, options: Options) -> None:
    known = replace(item, source="甲.txt", sha256="ab" * 32)
    document = replace(item.document, title="乙", number=None, issuers=("丙", "丁"), date=None)
    bare = replace(item, document=document, source="", sha256="")
    head = render(compose([known, bare], options)).decode().split("\n---\n")[0].split("\n")
    said = head[head.index("documents:") + 1 :]
    assert [line for line in said if not line.startswith("    link:")] == [
        '  - title: "国务院关于推进财政事权改革的指导意见"',
        '    number: "国发〔2016〕49号"',
        '    issuer: ["国务院"]',
        '    date: "2016-08-16"',
        '    source: "甲.txt"',
        f"    sha256: {'ab' * 32}",
        '  - title: "乙"',
        '    issuer: ["丙", "丁"]',
    ]


def test_the_head_is_yaml_whatever_the_title(item: Excerpted, options: Options) -> None:
    title = 'a: "b" #c\n---\u2028x'
    other = replace(item, document=replace(item.document, title=title))
    head = render(compose([other], options)).decode().split("\n---\n")[0]
    lines = head.split("\n")
    assert lines[0] == "---"
    # JSON is YAML: what follows a key reads back as the title without its line separator.
    assert json.loads(lines[1].removeprefix("title: ")) == title.replace("\u2028", " ") + "：摘录"
