"""Titles and numbers made short for a narrow list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zhupi.library.model import CatalogRow

_ABOUT = re.compile(r"^.{0,40}?关于")
_ISSUING = re.compile(r"^(?:印发|转发|公布|批转|发布|下达)")
_OF_NOTICE = re.compile(r"的(?:通知|通报|公告|决定|意见|批复|函)$")
_BRACKETS = re.compile(r"^《(?P<inside>[^《》]+)》")


class Titled(Protocol):
    """What has a title and issuers: a row of the catalog, a document."""

    @property
    def title(self) -> str: ...
    @property
    def issuers(self) -> tuple[str, ...]: ...


def short_title(row: Titled) -> str:
    """Leave out of a title what the tree says already: who issued it, and that it was issued."""
    title = row.title.strip()
    about = _ABOUT.match(title)
    if about is None or not any(issuer and title.startswith(issuer[:3]) for issuer in row.issuers):
        return title
    rest = title[about.end() :]
    issued = _ISSUING.match(rest)
    if issued is not None:
        rest = _OF_NOTICE.sub("", rest[issued.end() :])
        inside = _BRACKETS.match(rest)
        rest = inside["inside"] if inside is not None and inside.end() == len(rest) else rest
        rest = _strip_issuer(rest, row.issuers)
    else:
        rest = _OF_NOTICE.sub("", rest) if _OF_NOTICE.search(rest) else rest
    return rest or title


def _strip_issuer(title: str, issuers: Iterable[str]) -> str:
    for issuer in issuers:
        if title.startswith(issuer) and len(title) > len(issuer) + 2:
            return title[len(issuer) :].removeprefix("关于")
    return title


def short_number(number: str | None) -> str:
    """国发〔2016〕49号 is 49号 under its issuer and year."""
    if number is None:
        return ""
    from zhupi.gazette.numbers import NUMBER  # late: a first page is set without

    found = NUMBER.search(number)
    serial = found and (found["serial"] or found["order_serial"] or found["notice_serial"])
    return f"{serial}号" if serial else number


def citation(row: CatalogRow) -> str:
    """A document as it is cited: 《title》（number）."""
    return f"《{row.title}》（{row.number}）" if row.number else f"《{row.title}》"
