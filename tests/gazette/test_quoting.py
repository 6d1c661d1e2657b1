"""New wording in quotation marks that runs over several blocks; marks set by hand."""

from __future__ import annotations

import pytest

from zhupi.gazette.model import Block, BlockKind
from zhupi.gazette.quoting import begun_in_quotes


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["第三条修改为：“甲乙丙", "丁戊己。”", "本决定自公布之日起施行。"], [False, True, False]),
        (["第三条修改为：", "“甲；", "“乙。”", "第四条删去。"], [False, True, True, False]),
        (["第三条修改为：“甲。”", "第四条删去。"], [False, False]),
        (["坚持“甲、", "乙”。"], [False, False]),  # a mark of its own, no new wording
        (["包括：", "“甲”行动。"], [False, True]),
        (["第三条修改为：“甲", "二、删去第四条。", "三、《乙办法》"], [False, False, False]),
    ],
)
def test_blocks(texts: list[str], expected: list[bool]) -> None:
    blocks = [Block(BlockKind.PARAGRAPH, text, (at, at)) for at, text in enumerate(texts, 1)]
    assert list(begun_in_quotes(blocks)) == expected


def test_a_signature_ends_it() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "第三条修改为：“甲", (1, 1)),
        Block(BlockKind.SIGNOFF, "甲省人民政府", (2, 2)),
        Block(BlockKind.PARAGRAPH, "乙。", (3, 3)),
    ]
    assert list(begun_in_quotes(blocks)) == [False, False, False]
