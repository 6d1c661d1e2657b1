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
        "（二）资产损失分为一般、较大和重大三类；涉及违纪违法的，遵照规定执行。",
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


def test_items_of_the_first_level_without_phrases_are_no_headings() -> None:
    _, headings = _finish(
        "一、同意设立甲区，范围涵盖乙、丙、丁三地，共一百平方公里，四至范围按有关部门核定的坐标执行，"
        "未经批准不得变更。",
        "二、有关部门要加强指导和服务，协调解决有关问题。重大问题及时报告。",
        "三、放假安排：4月5日放假。",
    )
    assert headings == []


def test_items_of_an_article_that_all_open_with_a_phrase_are_headed() -> None:
    _, headings = _finish(
        "第五条　考核内容如下：", "（一）健全责任体系。明确职责。", "（二）加强监管。定期检查。"
    )
    assert [text for _, text, _ in headings] == ["第五条", "（一）健全责任体系", "（二）加强监管"]


def test_an_entry_of_a_list_of_documents_is_no_heading() -> None:
    assert _finish("1.某省人民政府关于甲事的通知（某府发〔2010〕3号）")[1] == []


def test_a_heading_on_which_the_text_breaks_off_is_one_like_its_sisters() -> None:
    _, headings = _finish("（一）加强教育。", "各地要重视。", "（二）加强宣传。")
    assert [text for _, text, _ in headings] == ["（一）加强教育", "（二）加强宣传"]


def test_decimal_headings() -> None:
    _, headings = _finish("1 总则", "1.1 编制目的", "健全机制。", "1.2 编制依据", "依据法律。")
    assert headings == [
        (1, "1总则", False),
        (2, "1.1编制目的", False),
        (2, "1.2编制依据", False),
    ]
