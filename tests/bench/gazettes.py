"""Gazette issues made from the seeds: their sentences in new documents, always the same ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ISSUES = 600
CHARACTERS = 41_500
"""In an issue, at least, line breaks not counted: 45,000 on the average."""
WIDTH = 30
FIRST_YEAR, LAST_YEAR = 2001, 2026

_ISSUERS = (
    ("国务院", "国发", "各省、自治区、直辖市人民政府，国务院各部委、各直属机构："),
    ("国务院办公厅", "国办发", "各省、自治区、直辖市人民政府，国务院各部委、各直属机构："),
    ("四川省人民政府", "川府发", "各市（州）人民政府，省政府各部门、各直属机构："),
    ("四川省人民政府办公厅", "川办发", "各市（州）人民政府，省政府各部门、各直属机构："),
    ("绵阳市人民政府", "绵府发", "各县市区人民政府，科技城管委会，各园区管委会，市级各部门："),
    ("绵阳市人民政府办公室", "绵府办发", "各县市区人民政府，科技城管委会，各园区管委会："),
)
_KINDS = ("通知", "意见", "实施意见", "通报", "决定")
_NUMERALS = "一二三四五六七八九十"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LADDER = re.compile(
    rf"第[{_NUMERALS}百]+[章节条]|[{_NUMERALS}]+、|（[{_NUMERALS}]+）|[0-9０-９]+[．.、]|[　 ]+"
)
_SENTENCE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff0-9０-９，、；：“”《》（）〔〕％—－]{14,150}")
_HEAD_OF_A_DOCUMENT = re.compile("〕[0-9０-９]+号各")
"""A title and its number, run together with what follows: no sentence."""
_HEADING = re.compile(
    rf"（[{_NUMERALS}]+）((?:推进|加强|完善|健全|促进|建立|强化|加快|规范|落实|提高|优化|加大|开展"
    "|深化)[\u4e00-\u9fff、“”]{4,16})。",
)


@dataclass(frozen=True, slots=True)
class Made:
    """One issue: its raw text and the numbers of its documents."""

    name: str
    text: str
    numbers: tuple[str, ...]

    @property
    def characters(self) -> int:
        return len(self.text) - self.text.count("\n")


def issues(seeds: Path, count: int) -> Iterator[Made]:
    """Yield ``count`` issues, their years spread from the first to the last."""
    maker = _Maker(seeds)
    for at in range(count):
        yield maker.issue(at, FIRST_YEAR + at * (LAST_YEAR - FIRST_YEAR + 1) // count)


class _Maker:
    def __init__(self, seeds: Path) -> None:
        raw = [path.read_bytes().decode() for path in sorted(seeds.glob("*.txt"))]
        text = "".join(line.strip() for one in raw for line in one.split("\n"))
        bare = (_LADDER.sub("", sentence, count=2) for sentence in text.split("。"))
        self._sentences = [
            one for one in bare if _SENTENCE.fullmatch(one) and not _HEAD_OF_A_DOCUMENT.search(one)
        ]
        self._headings = sorted({found[1] for found in _HEADING.finditer(text)})
        self._draw = random.Random(20160816)  # noqa: S311 - repeatable texts, no secrets
        self._serials: Counter[tuple[str, int]] = Counter()

    def issue(self, at: int, year: int) -> Made:
        lines: list[str] = []
        numbers = []
        size = 0
        while size < CHARACTERS:
            number, own = self._document(year)
            numbers.append(number)
            lines += own
            size += sum(map(len, own))
        return Made(f"{year}-{at:03}.txt", "\n\n".join(lines) + "\n", tuple(numbers))

    def _document(self, year: int) -> tuple[str, list[str]]:
        draw = self._draw
        issuer, short, addressees = draw.choice(_ISSUERS)
        self._serials[short, year] += 1
        number = f"{short}〔{year}〕{self._serials[short, year]}号"
        date = f"{year}年{draw.randint(1, 12)}月{draw.randint(1, 28)}日"
        title = f"{issuer}关于{draw.choice(self._headings)}的{draw.choice(_KINDS)}"
        wide = draw.random() < 0.5
        lines = [*_wrapped(title, 22), number.translate(_WIDE) if wide else number]
        lines += _wrapped(addressees)
        lines += _wrapped("　　" + self._prose(3))
        for chapter in range(draw.randint(3, 9)):
            lines.append(f"　　{_NUMERALS[chapter]}、{draw.choice(self._headings)}")
            for section in range(draw.randint(2, 6)):
                head = f"　　（{_NUMERALS[section]}）{draw.choice(self._headings)}。"
                lines += _wrapped(head + self._prose(draw.randint(2, 6)))
        lines += [issuer, date.translate(_WIDE) if wide else date]
        return number, lines

    def _prose(self, sentences: int) -> str:
        return "。".join(self._draw.choices(self._sentences, k=sentences)) + "。"


def _wrapped(text: str, width: int = WIDTH) -> list[str]:
    """Break into lines; none begins with a closing mark, as a type-setter has it."""
    lines = []
    while text:
        end = width
        while text[end : end + 1] in tuple("，。、；：）》”〕"):
            end += 1
        lines.append(text[:end])
        text = text[end:]
    return lines
