"""Going to a place of a document: what is expected was read in the gazettes by eye."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from zhupi.gazette.model import Block, BlockKind, Document, Heading, Issue
from zhupi.gazette.places import place_of
from zhupi.gazette.spots import Spots

K = BlockKind


def _named(issues: dict[str, Issue], words: str) -> Document:
    found = (one for issue in issues.values() for one in issue.documents if words in one.title)
    return next(found)


def _all(issues: dict[str, Issue]) -> Iterator[Document]:
    for issue in issues.values():
        yield from issue.documents


def _line(document: Document, written: str, here: int = 0) -> str:
    """The line that is gone to first."""
    spots = Spots(document).find(written, here).spots
    return document.text[spots[0].offset :].split("\n")[0] if spots else ""


@pytest.fixture
def rules(issues: dict[str, Issue]) -> Document:
    """四川省外来企业投诉处理规定: chapters, articles, paragraphs and items of articles."""
    return _named(issues, "外来企业投诉处理规定")


def test_every_heading_is_found_by_the_place_that_is_shown_for_it(
    issues: dict[str, Issue],
) -> None:
    count = 0
    for document in _all(issues):
        spots = Spots(document)
        for heading in document.headings:
            offset = document.block_starts[heading.block]
            found = spots.find(place_of(document, offset), offset)
            assert found.spots[0].offset == offset
            count += 1
    assert count == sum(len(one.headings) for one in _all(issues)) > 800


def test_every_paragraph_is_found_by_its_number(issues: dict[str, Issue]) -> None:
    for document in _all(issues):
        spots = Spots(document)
        number = 0
        for block, start in zip(document.blocks, document.block_starts, strict=True):
            if block.kind.value in ("paragraph", "item"):
                number += 1
                for written in (f"¶{number}", str(number), f"第{number}段"):
                    assert spots.find(written, 0).spots[0].offset == start
        assert spots.find(f"¶{number + 1}", 0).spots == ()


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("第三章", "第三章　投诉范围和方式"),
        ("第五条", "第五条　省外来企业投诉中心是"),
        ("第五条第一款", "第五条　省外来企业投诉中心是"),
        ("第五条第二款", "省外来企业投诉中心办公室设在"),
        ("第五条第三款", "各市（州）人民政府应明确"),
        ("第五条（二）", "（二）受理外来企业投诉事项"),
        ("第十一条第四项", "（四）匿名投诉的；"),
        ("第五条第一款第（七）项", "（七）完成省委"),
        ("第四条第二款", "发展改革、经济和信息化、公安"),
        ("第２６条", "第二十六条　本规定自印发之日起"),
        ("第七章第二十六条", "第二十六条　本规定自印发之日起"),
        ("投诉范围", "第三章　投诉范围和方式"),
    ],
)
def test_places_of_a_statute(rules: Document, written: str, line: str) -> None:
    assert _line(rules, written).startswith(line)


def test_a_place_alone_is_the_one_under_the_headings_that_are_read(rules: Document) -> None:
    text = rules.text
    assert _line(rules, "（二）", text.index("（五）其他争议")).startswith("（二）履行合同")
    # Nothing of the kind under 第十二条: the next from there.
    assert _line(rules, "（二）", text.index("第十二条")).startswith("（二）被投诉单位名称")
    # After the last one: from the beginning.
    assert _line(rules, "（二）", text.index("第二十六条")).startswith("（二）受理外来")
    line = _line(rules, "第二款", text.index("（二）受理外来"))
    assert line.startswith("省外来企业投诉中心办公室")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("¶99", "本文只有 72 段，没有 ¶99。"),
        ("第九十条", "本文没有“第九十条”这一处。"),
        ("第五条第九款", "第五条只有 3 款。"),
        ("第九十条第一款", "本文没有“第九十条第一款”：没有这一条。"),
        ("附件2", "本文没有附件。"),
        ("雷声", "没有标题含“雷声”。可以写¶12、第五条、二（三）、附件2，或标题里的字。"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    rules: Document, written: str, sentence: str
) -> None:
    answer = Spots(rules).find(written, 0)
    assert (answer.spots, answer.fault) == ((), sentence)


def test_nothing_written_is_no_fault(rules: Document) -> None:
    answer = Spots(rules).find(" 　", 0)
    assert (answer.spots, answer.fault) == ((), "")


def test_of_texts_with_ladders_of_their_own_the_one_that_is_read_comes_first(
    issues: dict[str, Issue],
) -> None:
    plans = _named(issues, "供给侧结构性改革5个专")
    title = [
        start
        for block, start in zip(plans.blocks, plans.block_starts, strict=True)
        if block.kind in (K.ENCLOSURE_TITLE, K.ATTACHMENT_TITLE)
    ]
    assert len(title) == 5
    starts = []
    for here in title:
        spots = Spots(plans).find("二", here).spots
        assert len(spots) == 5
        starts.append(spots[0].offset)
        assert plans.text[spots[0].offset :].startswith("二、")
    # One in each plan, in their order.
    assert [sum(start > one for one in title) for start in starts] == [1, 2, 3, 4, 5]


def test_attachments_by_number_and_by_place(issues: dict[str, Issue]) -> None:
    honours = _named(issues, "表扬2017年度全省政务服务工作先进")
    for written in ("附件2", "附件二", "附件２："):
        [spot] = Spots(honours).find(written, 0).spots
        # The list's label stands below its title.
        assert honours.text[spot.offset :].split("\n")[1] == "附件2"
        assert spot.name == "附件2"
    assert [one.name for one in Spots(honours).find("附件", 0).spots] == ["附件1", "附件2"]
    assert Spots(honours).find("附件3", 0).fault == "本文没有附件3。"


def test_a_step_inside_an_attachment() -> None:
    kinds = [
        (K.HEADING, "一、甲"),
        (K.ATTACHMENT_LABEL, "附件1"),
        (K.HEADING, "一、乙"),
        (K.ATTACHMENT_LABEL, "附件2"),
        (K.HEADING, "一、丙"),
        (K.HEADING, "2.1 丁"),
    ]
    blocks = tuple(Block(kind, text, (n, n), level=1) for n, (kind, text) in enumerate(kinds, 1))
    headings = tuple(
        Heading(1, block.text, block.lines, run_in=False, block=index)
        for index, block in enumerate(blocks)
        if block.kind is K.HEADING
    )
    document = Document(
        "", None, (), None, None, None, None, True, (1, 6), blocks=blocks, headings=headings
    )
    assert _line(document, "一") == "一、甲"
    assert _line(document, "附件1 一") == "一、乙"
    assert _line(document, "附件2一") == "一、丙"
    assert _line(document, "2.1") == "2.1 丁"
    assert Spots(document).find("附件2一", 0).spots[0].name == "附件2　一"
    assert Spots(document).find("附件1　二", 0).fault == "本文没有“附件1　二”这一处。"
