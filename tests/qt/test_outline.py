"""The panel of the outline."""

from __future__ import annotations

import pytest

from zhupi.gazette.model import Block, BlockKind, Document, Heading
from zhupi.qt.outline import OutlinePanel


@pytest.mark.usefixtures("qapp")
def test_the_panel_nests_by_level_and_follows_the_place() -> None:
    texts = ["一、甲", "（一）乙", "1.丙", "二、丁"]
    levels = [1, 2, 3, 1]
    blocks = tuple(Block(BlockKind.HEADING, text, (1, 1)) for text in texts)
    headings = tuple(
        Heading(level, text, (1, 1), run_in=False, block=place)
        for place, (level, text) in enumerate(zip(levels, texts, strict=True))
    )
    panel = OutlinePanel()
    panel.show_document(
        Document(
            "", None, (), None, None, None, None, True, (1, 1), blocks=blocks, headings=headings
        )
    )
    first = panel.model.index(0, 0)
    inner = panel.model.index(0, 0, first)
    assert [first.data(), inner.data()] == ["一、甲", "（一）乙"]
    assert panel.model.index(0, 0, inner).data() == "1.丙"
    assert panel.model.index(1, 0).data() == "二、丁"
    panel.follow(5)
    assert panel.view.currentIndex() == inner
    panel.follow(1000)
    assert panel.view.currentIndex().data() == "二、丁"
