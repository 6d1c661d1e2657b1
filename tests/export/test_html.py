from __future__ import annotations

import re
from dataclasses import replace

from lxml import html

from zhupi.export import Excerpted, Layout, Options
from zhupi.export.compose import compose
from zhupi.export.html import render


def test_full_text_word_for_word(item: Excerpted, options: Options) -> None:
    marks = tuple(replace(mark, note="", tags=()) for mark in item.annotations[:5])
    full = replace(options, layout=Layout.FULL)
    page = html.fromstring(render(compose([replace(item, annotations=marks)], full)))
    blocks = page.xpath("//main//*[self::p or self::h1 or self::h2 or self::td or self::th]")
    cells = [cell for block in item.document.blocks for cell in re.split(r"[\t\n]", block.text)]
    legend = "标记：■重点　■存疑　■数据　■责任　■时限"
    assert [block.text_content() for block in blocks] == [*cells, legend]
    assert {mark.get("class") for mark in page.iter("mark")} == {
        "red", "yellow", "green", "blue", "purple",
    }  # fmt: skip


def test_one_file_without_script_or_remote_parts(item: Excerpted, options: Options) -> None:
    for layout in Layout:
        source = render(compose([item], replace(options, layout=layout))).decode()
        page = html.fromstring(source.encode())
        assert not page.xpath("//script | //img | //link | //iframe | //@src | //@onclick")
        assert "url(" not in source
        addresses = {link.get("href") for link in page.iter("a")}
        assert "zhupi:doc/1" in addresses
        assert all(address.startswith(("zhupi:", "#part-")) for address in addresses)
        assert "&lt;b&gt;不是标记&lt;/b&gt;" in source


def test_excerpts(item: Excerpted, options: Options) -> None:
    page = html.fromstring(render(compose([item], options)))
    quotes = page.xpath("//blockquote")
    assert [quote.get("class") for quote in quotes] == [
        "red", "yellow", "green", "purple", "blue", "red",
    ]  # fmt: skip
    lines = [p.text_content() for p in quotes[2].xpath("p[not(@class)]")]
    assert lines == ["占比为15.5%。", "1.人名用字：𠮷田"]
