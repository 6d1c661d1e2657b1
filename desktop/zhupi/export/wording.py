"""How a document and a place in it are named in an export."""

from __future__ import annotations

from datetime import date, datetime

from zhupi.annotations.model import Selector
from zhupi.export.model import Excerpted, Named
from zhupi.gazette.model import Gazette

_INNER = str.maketrans("《》", "〈〉")
TYPE_CODE = "Z"
"""GB/T 7714's code for policy documents: other (其他)."""


def short_citation(document: Named) -> str:
    """《title》（number）: how offices cite. 《》 inside the title become 〈〉."""
    title = f"《{document.title.translate(_INNER)}》"
    return f"{title}（{document.number}）" if document.number else title


def reference(document: Named) -> str:
    """An entry of a reference list after GB/T 7714-2025."""
    issuers = document.issuers[:3]
    who = "，".join(issuers) + ("，等" if len(document.issuers) > 3 else "")
    what = f"{document.title}：{document.number}" if document.number else document.title
    parts = [who, f"{what}[{TYPE_CODE}]", document.date or ""]
    return ". ".join(part for part in parts if part) + "."


def issue_name(gazette: Gazette) -> str:
    """《四川省人民政府公报》2016年第3期, as far as it is known."""
    if gazette.name is None:
        return ""
    year = f"{gazette.year}年" if gazette.year is not None else ""
    issue = f"第{gazette.issue}期" if gazette.issue is not None else ""
    return f"《{gazette.name}》{year}{issue}"


def chinese_date(iso: str | None) -> str:
    """2016年8月16日; empty where there is none, as it stands where it is no full date."""
    if not iso:
        return ""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日"


def clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def document_line(item: Excerpted) -> str:
    """Issuers, date, gazette and file of a document, in one line."""
    issue = issue_name(item.gazette)
    parts = [
        "、".join(item.document.issuers),
        chinese_date(item.document.date),
        f"载{issue}" if issue else "",
        f"来源文件：{item.source}" if item.source else "",
    ]
    return "　".join(part for part in parts if part)


def source_line(item: Excerpted, selector: Selector) -> str:
    """Where an excerpt stands, see `source_words`."""
    return source_words(item.document, item.gazette, selector.place)


def source_words(document: Named, gazette: Gazette, place: str) -> str:
    """Where words stand: citation, ladder place, issuers, date, gazette."""
    issue = issue_name(gazette)
    parts = [
        short_citation(document) + place,
        "、".join(document.issuers),
        chinese_date(document.date),
        f"载{issue}" if issue else "",
    ]
    return "——" + "，".join(part for part in parts if part)
