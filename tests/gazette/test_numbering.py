"""The numbers of paragraphs, against a count by hand."""

from __future__ import annotations

from zhupi.gazette.model import Block, BlockKind, Document, Issue
from zhupi.gazette.numbering import counts, numbered, paragraph_at

K = BlockKind


def test_paragraphs_and_items_are_counted_and_nothing_else() -> None:
    kinds = [K.TITLE, K.PARAGRAPH, K.HEADING, K.ITEM, K.TABLE, K.SIGNOFF, K.PARAGRAPH]
    blocks = tuple(Block(kind, "字字", (n, n)) for n, kind in enumerate(kinds, 1))
    document = Document("", None, (), None, None, None, None, True, (1, 7), blocks=blocks)
    assert counts(document) == (0, 1, 1, 2, 2, 2, 3)
    assert numbered(document) == [1, 3, 6]
    # Three characters a block, its line break among them.
    assert [paragraph_at(document, at) for at in (0, 2, 3, 8, 9, 12, 17, 18, 999)] == [
        0, 0, 1, 1, 2, 2, 2, 3, 3,
    ]  # fmt: skip


def test_the_three_ways_to_ask_agree_in_the_gazettes(issues: dict[str, Issue]) -> None:
    for issue in issues.values():
        for document in issue.documents:
            told = counts(document)
            blocks = numbered(document)
            assert [told[block] for block in blocks] == list(range(1, len(blocks) + 1))
            for block, start in enumerate(document.block_starts):
                assert paragraph_at(document, start) == told[block]
