"""A notebook in each format: in its order, each item once."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html as lxml_html

from zhupi.annotations.notebooks import ItemKind
from zhupi.errors import UnwritableFile
from zhupi.export import Book, BookItem, Excerpted, Options, write_book
from zhupi.export.book import compose_book
from zhupi.export.html import render as render_html
from zhupi.export.markdown import render as render_markdown
from zhupi.export.word import render as render_word

SOURCE = "——《某意见》（国发〔2016〕49号）一（一）"


@pytest.fixture
def book(item: Excerpted) -> Book:
    mark, orphan = item.annotations[0], item.annotations[5]
    return Book(
        "学习笔记",
        [
            BookItem(ItemKind.HEADING, "总的*要求*", 1),
            BookItem(ItemKind.TEXT, "先读**这段**：\n\n- 甲\n- 乙"),
            BookItem(ItemKind.EXCERPT, "坚持财政事权\n由中央决定", 0, SOURCE, mark),
            BookItem(ItemKind.HEADING, "更深", 6),
            BookItem(ItemKind.QUOTE, "标记已删的话", 0, "——《别的》"),
            BookItem(ItemKind.TEXT, " \n"),
            BookItem(ItemKind.EXCERPT, "已经不在的句子", 0, SOURCE, orphan),
        ],
        [item.document],
    )


def test_markdown(book: Book, options: Options, item: Excerpted) -> None:
    text = render_markdown(compose_book(book, options)).decode()
    number = item.document.number
    assert number is not None
    body, _, references = text.partition("## 引用文件")
    assert (
        body
        == """\
# 学习笔记

张三　公文1件　摘录3条　2026-03-05 09:30

## 总的\\*要求\\*

先读**这段**：

- 甲
- 乙

> 坚持财政事权
>
> 由中央决定

**【重点】**　#事权　#原则

**中央决定**是原则，见[原文](<zhupi:doc/1>)。

- 其一
- 其二

——《某意见》（国发〔2016〕49号）一（一）

###### 更深

> 标记已删的话

——《别的》

> 已经不在的句子

**【重点】**

孤儿

——《某意见》（国发〔2016〕49号）一（一）

"""
    )
    assert references.count(number) == 1


ORDER = (
    "学习笔记", "总的*要求*", "先读", "坚持财政事权", "由中央决定", "是原则", SOURCE, "更深",
    "标记已删的话", "——《别的》", "已经不在的句子", "孤儿", "引用文件",
)  # fmt: skip


def in_order(text: str) -> None:
    at = -1
    for words in ORDER:
        found = text.find(words, at + 1)
        assert found > at, words
        at = found


def test_html(book: Book, options: Options) -> None:
    page = lxml_html.fromstring(render_html(compose_book(book, options)))
    in_order(page.find(".//main").text_content())
    assert [(one.tag, one.text) for one in page.xpath("//h1 | //h2 | //h6")] == [
        ("h1", "学习笔记"),
        ("h2", "总的*要求*"),
        ("h6", "更深"),
        ("h2", "引用文件"),
    ]
    assert [one.get("class") for one in page.xpath("//blockquote")] == ["red", "plain", "red"]
    assert [one.text_content() for one in page.xpath("//div[@class='prose']/p")] == [
        "先读这段：", "•甲", "•乙",
    ]  # fmt: skip


def test_word(book: Book, options: Options) -> None:
    document = docx.Document(io.BytesIO(render_word(compose_book(book, options))))
    paragraphs = [one for one in document.paragraphs if one.text]
    in_order("\n".join(one.text for one in paragraphs))
    styles = {one.text: one.style.name for one in paragraphs if one.style is not None}
    assert styles["学习笔记"] == "Title"
    assert styles["总的*要求*"] == "Heading 1"
    assert styles["更深"] == "Heading 4"
    (deep,) = [one for one in paragraphs if one.text == "更深"]
    assert deep._p.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "5"
    assert styles["先读这段："] == "Body"
    assert styles["标记已删的话"] == "Excerpt"
    assert document.core_properties.title == "学习笔记"


def test_a_book_of_quotes_has_no_references(options: Options) -> None:
    book = Book("笔记", [BookItem(ItemKind.QUOTE, "话", 0, "——《别的》")], [])
    assert "引用文件" not in render_markdown(compose_book(book, options)).decode()


def test_written_to_the_disk(book: Book, options: Options, tmp_path: Path) -> None:
    path = tmp_path / "笔记.md"
    written = write_book(path, book, options)
    assert (written.documents, written.annotations) == (1, 3)
    assert path.read_bytes() == render_markdown(compose_book(book, options))
    with pytest.raises(UnwritableFile, match="已经存在"):
        write_book(path, book, options)
    write_book(path, book, options, overwrite=True)
