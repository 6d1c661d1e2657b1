"""Widgets are drawn offscreen; a hand-made document stands in where no library is needed."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from zhupi.gazette.model import (
    Attachment,
    Block,
    BlockKind,
    Document,
    Heading,
    Part,
)

K = BlockKind


def make_document(*blocks: Block, **fields: object) -> Document:
    """A document of these blocks, one raw line each."""
    values: dict[str, object] = {
        "title": "测试文件",
        "number": None,
        "issuers": (),
        "kind": None,
        "date": None,
        "addressees": None,
        "signoff": None,
        "complete": True,
        "lines": (1, len(blocks)),
    }
    values.update(fields)
    return Document(blocks=blocks, **values)  # type: ignore[arg-type]


@pytest.fixture
def document() -> Document:
    """One of each: titles, headings, a run-in heading, a table, a character beyond the BMP."""
    texts = [
        (K.TITLE, "国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见", None),
        (K.NUMBER, "国发〔2016〕49号", None),
        (K.ADDRESSEES, "各省、自治区、直辖市人民政府：", None),
        (K.PARAGRAPH, "合理划分𠮷中央与地方财政事权" * 30, None),
        (K.HEADING, "一、推进财政事权和支出责任划分改革的必要性", 1),
        (K.PARAGRAPH, "（一）指导思想。高举中国特色社会主义伟大旗帜。", 2),
        (K.SIGNOFF, "国务院", None),
        (K.DATE, "2016年8月16日", None),
        (K.ATTACHMENT_LABEL, "附件", None),
        (K.TABLE, "序号\t工作任务\n1\t𠮷任务\n2\t另一任务", None),
        (K.REMARK, "（此件公开发布）", None),
    ]
    blocks = tuple(
        Block(kind, text, (line, line), Part.BODY, level)
        for line, (kind, text, level) in enumerate(texts, 1)
    )
    return make_document(
        *blocks,
        headings=(
            Heading(1, texts[4][1], (5, 5), run_in=False, block=4),
            Heading(2, "（一）指导思想。", (6, 6), run_in=True, block=5),
        ),
        attachments=(
            Attachment("附件", "table", (9, 10), ("序号", "工作任务"), (("1", "𠮷任务"),)),
        ),
    )
