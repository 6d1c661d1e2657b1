from __future__ import annotations

from zhupi.gazette.clean import join
from zhupi.gazette.lines import split
from zhupi.gazette.model import BlockKind, Heading, Part
from zhupi.gazette.outline import Draft, finish


def _finish(*texts: str) -> tuple[list[BlockKind], list[tuple[int, str, bool]]]:
    drafts = []
    for number, text in enumerate(texts):
        line = split("\n" * number + text)
        alone = not text.endswith(("。", "；", "）"))
        drafts.append(Draft(None, join(line), (number + 1, number + 1), Part.BODY, alone=alone))
    blocks, headings = finish(drafts)

    def plain(heading: Heading) -> tuple[int, str, bool]:
        return heading.level, heading.text, heading.run_in

    return [block.kind for block in blocks], [plain(heading) for heading in headings]


def test_headings_alone_and_run_in() -> None:
    kinds, headings = _finish(
        "一、总体要求", "（一）指导思想。高举旗帜。", "（二）基本原则。", "坚持改革。"
    )
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]
    assert headings == [
        (1, "一、总体要求", False),
        (2, "（一）指导思想", True),
        (2, "（二）基本原则", False),
    ]


def test_items_under_an_article_are_no_headings() -> None:
    kinds, headings = _finish(
        "第十条　履行下列职责：", "（一）指导工作。开展培训。", "第十一条　其他。"
    )
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.PARAGRAPH]
    assert headings == [(2, "第十条", True), (2, "第十一条", True)]


def test_single_sentences_in_a_row_are_items() -> None:
    kinds, headings = _finish(
        "1.产能小于九万吨的煤矿。", "2.不能机械化开采的煤矿。", "3.其他煤矿。"
    )
    assert kinds == [BlockKind.ITEM] * 3
    assert headings == []


def test_marks_that_only_begin_paragraphs() -> None:
    long = (
        "加快推进城际铁路、成贵铁路、隆黄铁路等项目建设，做好各项前期准备，争取年内全线开工建设。"
    )
    texts = [f"（{count}）{long}（责任单位：某厅）" for count in "一二三四"]
    kinds, headings = _finish(*texts, "（五）推进新能源汽车的推广应用和基础设施建设。继续试点。")
    assert kinds == [BlockKind.ITEM] * 5
    assert headings == []


def test_a_rule_on_coming_into_force_is_no_heading() -> None:
    kinds, headings = _finish("二、本公告自2019年1月1日起施行。", "特此公告。")
    assert kinds == [BlockKind.ITEM, BlockKind.PARAGRAPH]
    assert headings == []


def test_the_last_of_many_headings_may_be_a_single_sentence() -> None:
    texts = [f"（{count}）某某方面。未按规定办理；造成损失等。" for count in "一二三四"]
    _, headings = _finish("二、范围", *texts, "（五）其他违反规定的情形。", "三、认定")
    assert headings[-2] == (2, "（五）其他违反规定的情形", False)


def test_headings_are_judged_by_their_family() -> None:
    kinds, headings = _finish(
        "三、资产损失认定",
        "（一）资产损失包括直接损失和间接损失的金额以及影响。直接损失与行为有直接的关系。",
        "（二）资产损失分为一般、较大和重大三类。涉及违纪违法的，遵照规定执行。",
        "（三）资产损失的金额，可根据司法、行政机关出具的书面文件，具有相应资质的会计师事务所、"
        "资产评估机构等中介机构出具的专项审计、评估或鉴证报告综合研判认定。",
    )
    assert kinds[1:] == [BlockKind.ITEM] * 3
    assert [level for level, *_ in headings] == [1]


def test_amendments_are_no_headings() -> None:
    kinds, headings = _finish(
        "一、将第三条中的“甲”修改为“乙”。", "二、删去第五条。", "本决定自公布之日起施行。"
    )
    assert kinds == [BlockKind.ITEM, BlockKind.ITEM, BlockKind.PARAGRAPH]
    assert headings == []
