"""Places as a reader writes them: ¶12, 第十二条第三款, 二（三）2, 附件2.

What is written is read here without any document; `zhupi.gazette.spots` finds it in one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from zhupi.gazette.numerals import chinese_int

_COUNT = "一二三四五六七八九十百千零〇○两0-9"
_HAN = "一二三四五六七八九十百千零〇○两"

_NAMED = {
    "章": "chapter",
    "节": "section",
    "条": "article",
    "款": "clause",
    "项": "two",
    "目": "three",
}
_PARAGRAPH = re.compile(rf"(?:¶|第)?([{_COUNT}]+)(?:自然段|段)|¶([{_COUNT}]+)")
_ATTACHMENT = re.compile(rf"附[件表录]?第?([0-9]+|[{_HAN}]+)?[:.、]?")
_RUNG = re.compile(
    rf"""
      第?(?P<number>[{_COUNT}]+)(?P<named>[章节条款项目])(?:之(?P<after>[{_COUNT}]+))?
    | 第(?P<any>[{_COUNT}]+)$
    | 第?\((?P<two>[{_HAN}]+)(?:\)|$)[、.]?项?
    | \((?P<four>[0-9]+)(?:\)|$)
    | (?P<one>[{_HAN}]+)(?:、|(?=[(0-9])|$)
    | (?P<decimal>[0-9]+(?:\.[0-9]+)+)\.?
    | (?P<three>[0-9]+)(?:[、.]|(?=\()|$)
    """,
    re.VERBOSE,
)
_UNFINISHED = re.compile(r"(?<=.)[第(¶]$")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a place: 第十二条之一 is ``article (12, 1)``, 2.1 ``decimal (2, 1)``.

    The other names are those of `ladder.Mark`, and ``clause`` for a paragraph of an article (款).
    """

    name: str
    number: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place as written: a ¶ alone, or steps down a ladder, which may be an attachment's.

    ``attachment`` is its number, 0 where none was written; ``None`` says that none is meant.
    """

    rungs: tuple[Rung, ...] = ()
    attachment: int | None = None
    paragraph: int | None = None


def readings(text: str) -> list[Pinpoint]:
    """Return what ``text`` may mean, the likeliest first; nothing where it is no place.

    Digits and brackets may be of either width, numerals Chinese or not. A last bracket that is not
    closed, and 第五 of which the rest is still to come, are read as far as they go.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    folded = _UNFINISHED.sub("", folded)
    if match := _PARAGRAPH.fullmatch(folded):
        return _paragraph(match[1] or match[2])
    if folded.isascii() and folded.isdigit():
        bare = int(folded)
        decimal = Pinpoint((Rung("decimal", (bare,)),))
        return [Pinpoint(paragraph=bare), Pinpoint((Rung("three", (bare,)),)), decimal]
    if match := _ATTACHMENT.match(folded):
        number = chinese_int(match[1]) if match[1] else 0
        if number is None:
            return []
        if match.end() == len(folded):
            return [Pinpoint(attachment=number)]
        inner = _with_digits(_ladders(folded[match.end() :]))
        return [Pinpoint(rungs, number) for rungs in inner]
    return [Pinpoint(rungs) for rungs in _with_digits(_ladders(folded))]


def rung_of(mark: str) -> Rung | None:
    """Return the step that the mark of a heading or an item makes: 一、, （二）, 第五条, 3.1."""
    folded = "".join(unicodedata.normalize("NFKC", mark).split())
    found = _ladders(folded)
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None


def _paragraph(number: str) -> list[Pinpoint]:
    value = chinese_int(number)
    return [] if value is None else [Pinpoint(paragraph=value)]


def _ladders(folded: str) -> list[tuple[Rung, ...]]:
    """Read steps to the end of the text; several ways where the last may be of several kinds."""
    rungs: list[Rung] = []
    at = 0
    while at < len(folded):
        match = _RUNG.match(folded, at)
        if match is None:
            return []
        at = match.end()
        if match["any"] is not None:
            value = chinese_int(match["any"])
            kinds = ("article", "chapter", "section", "clause") if value is not None else ()
            return [(*rungs, Rung(kind, (value or 0,))) for kind in kinds]
        rung = _rung(match)
        if rung is None:
            return []
        rungs.append(rung)
    return [tuple(rungs)] if rungs else []


def _with_digits(ladders: list[tuple[Rung, ...]]) -> list[tuple[Rung, ...]]:
    """Let 2(3) mean 二（三） too: so it is typed where no Chinese can be."""
    typed = []
    for rungs in ladders:
        other = [Rung("two", rung.number) if rung.name == "four" else rung for rung in rungs]
        if len(other) > 1 and rungs[0].name == "three" and rungs[1].name == "four":
            other[0] = Rung("one", rungs[0].number)
        if tuple(other) != rungs:
            typed.append(tuple(other))
    return ladders + typed


def _rung(match: re.Match[str]) -> Rung | None:
    if match["named"] is not None:
        values = [chinese_int(match["number"])]
        if match["after"] is not None:
            values.append(chinese_int(match["after"]))
        numbers = tuple(value for value in values if value is not None)
        return Rung(_NAMED[match["named"]], numbers) if len(numbers) == len(values) else None
    if match["decimal"] is not None:
        return Rung("decimal", tuple(int(part) for part in match["decimal"].split(".")))
    name = next(name for name in ("one", "two", "three", "four") if match[name] is not None)
    value = chinese_int(match[name])
    return None if value is None else Rung(name, (value,))
