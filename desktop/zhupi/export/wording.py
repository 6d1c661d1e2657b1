"""How a document and a place in it are named in an export."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Protocol

from zhupi.annotations.model import Selector
from zhupi.export.model import Edition, Excerpted
from zhupi.gazette.date_words import chinese_date
from zhupi.gazette.model import Document, Gazette
from zhupi.gazette.places import block_at
from zhupi.gazette.signposts import attachment_at


class Named(Protocol):
    """What a document is cited by; a row of the catalog has it too."""

    @property
    def title(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def issuers(self) -> tuple[str, ...]: ...
    @property
    def date(self) -> str | None: ...


_INNER = str.maketrans("《》", "〈〉")
_INNER_QUOTES = str.maketrans("“”", "‘’")
_AFTER_ISSUERS = re.compile("关于|印发|转发|批转|发布|公布")
TYPE_CODE = "Z"
"""GB/T 7714's code for policy documents: other (其他)."""
_BETWEEN = {Edition.OF_2025: "，", Edition.OF_2015: ", "}
"""What parts the names of issuers. The edition of 2025 has full stops and square brackets in half
width and all other signs in full (clause 7); that of 2015 leaves it open, and most who follow it
write the comma in half width. Within a title, the colon is full in both."""


def title_in_brackets(document: Named) -> str:
    """《title》; 《》 inside become 〈〉."""
    return f"《{document.title.translate(_INNER)}》"


def short_citation(document: Named) -> str:
    """《title》（number）: how offices cite."""
    title = title_in_brackets(document)
    return f"{title}（{document.number}）" if document.number else title


def reference(
    document: Document, edition: Edition = Edition.OF_2025, type_code: str = TYPE_CODE
) -> str:
    """An entry of a reference list after GB/T 7714."""
    issuers = document.issuers[:3]
    between = _BETWEEN[edition]
    who = between.join([*issuers, "等"] if len(document.issuers) > 3 else issuers)
    what = f"{document.title}：{document.number}" if document.number else document.title
    parts = [who, f"{what}[{type_code}]", document.date or ""]
    return ". ".join(part for part in parts if part) + "."


def issue_name(gazette: Gazette) -> str:
    """《四川省人民政府公报》2016年第3期, as far as it is known."""
    if gazette.name is None:
        return ""
    year = f"{gazette.year}年" if gazette.year is not None else ""
    issue = f"第{gazette.issue}期" if gazette.issue is not None else ""
    return f"《{gazette.name}》{year}{issue}"


def source_words(document: Named, gazette: Gazette, place: str) -> str:
    """Where words stand: citation, ladder place, issuers, date, gazette."""
    issue = issue_name(gazette)
    return _source(document, place, f"载{issue}" if issue else "")


def _source(document: Named, place: str, published: str) -> str:
    told = set(_AFTER_ISSUERS.split(document.title)[0].split())
    parts = [
        short_citation(document) + place,
        "" if told.issuperset(document.issuers) else "、".join(document.issuers),
        chinese_date(document.date),
        published,
    ]
    return "——" + "，".join(part for part in parts if part)


def clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def document_line(item: Excerpted) -> str:
    """Issuers, date, gazette, file and force of a document, in one line."""
    issue = issue_name(item.gazette)
    parts = [
        "、".join(item.document.issuers),
        chinese_date(item.document.date),
        f"载{issue}" if issue else "",
        f"来源文件：{item.source}" if item.source else "",
        item.force,
    ]
    return "　".join(part for part in parts if part)


def source_line(item: Excerpted, selector: Selector, *, found: bool = True) -> str:
    """Where an excerpt stands: citation, place, issuers, date, gazette, printed page.

    Issuers whom the title names are not named again. Of words that are not ``found`` any more it
    is known only under which heading they stood.
    """
    if not found:
        return source_words(item.document, item.gazette, selector.place)
    place = place_words(item.document, selector.start, selector.place)
    line = _source(item.document, place, gazette_words(item, selector))
    return f"{line}，{item.force}" if item.force else line


def place_words(document: Document, offset: int, place: str) -> str:
    """二（三）, and in an attachment 附件2　二（三）: each counts anew."""
    attachment = attachment_at(document, offset)
    return "　".join(filter(None, [attachment.name if attachment else "", place]))


def gazette_words(item: Excerpted, selector: Selector | None = None) -> str:
    """载《四川省人民政府公报》2016年第3期第12页, as far as it is known."""
    issue = issue_name(item.gazette)
    page = "" if selector is None else printed_page(item, selector)
    return f"载{issue}{page}" if issue else f"原件{page}" if page else ""


def printed_page(item: Excerpted, selector: Selector) -> str:
    """第12页, where the page shows its number: 第12—13页 where the block runs over.

    A position is known to its block only, so a block that stands on two pages names both.
    """
    if not item.pages:
        return ""
    first = item.document.blocks[block_at(item.document, selector.start)].lines[0]
    last = item.document.blocks[block_at(item.document, max(selector.start, selector.end - 1))]
    pages = [_page_of(item, line) for line in (first, last.lines[1])]
    if not all(pages):
        return ""
    return f"第{pages[0]}页" if pages[0] == pages[1] else f"第{pages[0]}—{pages[1]}页"


def _page_of(item: Excerpted, line: int) -> int:
    """The printed page of a raw line, or 0."""
    before = [page for page in item.pages if page.line <= line]
    return max(before, key=lambda page: page.line).page if before else 0


def quoted(text: str) -> str:
    """The words in “”; quotation marks inside become ‘’."""
    return f"“{text.translate(_INNER_QUOTES)}”"
