"""Long documents, made of the sentences of the seeds: headings, citations, numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from zhupi.gazette import parse
from zhupi.gazette.model import BlockKind
from zhupi.locations import seeds

_NUMERALS = "一二三四五六七八九十"
_MARK = re.compile(r"^[（(]?[一二三四五六七八九十0-9]+[）)、．.]*")
_HEAD = (
    "四川省人民政府\n关于印发长文件规划的通知\n川府发〔2019〕{}号\n"
    "各市（州）人民政府，省政府各部门、各直属机构：\n"
)
_FOOT = "四川省人民政府\n2019年3月1日\n"


def write(folder: Path, sizes: dict[int, int]) -> list[Path]:
    """Write a file with one document for each number (serial → characters, at least)."""
    sentences = _sentences()
    files = []
    for serial, size in sizes.items():
        files.append(folder / f"long-{serial}.txt")
        files[-1].write_text(_HEAD.format(serial) + _body(sentences, size) + _FOOT, "utf-8")
    return files


def _sentences() -> list[str]:
    return [
        _MARK.sub("", block.text)
        for path in sorted(seeds().glob("*.txt"))
        for document in parse(path.read_text("utf-8")).documents
        for block in document.blocks
        if block.kind is BlockKind.PARAGRAPH and len(block.text) > 40
    ]


def _body(sentences: list[str], size: int) -> str:
    lines, length = [], 0
    for line in _lines(sentences):
        lines.append(line)
        length += len(line)
        if length >= size:
            break
    return "".join(f"　　{line}\n" for line in lines)


def _lines(sentences: list[str]) -> Iterator[str]:
    citing = [sentence for sentence in sentences if "《" in sentence]
    for at in count():
        if at % 12 == 0:
            yield f"{_NUMERALS[at // 12 % 10]}、推进第{at}项工作"
        elif at % 4 == 0:
            yield f"（{_NUMERALS[at // 4 % 10]}）加强第{at}项管理"
        else:
            chosen = citing if at % 3 == 0 else sentences
            yield chosen[at * 7 % len(chosen)]
