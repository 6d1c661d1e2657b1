"""What whole documents say of others: the lists of a decision, sentences, numbers taken over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette import parse
from zhupi.gazette.citations import find
from zhupi.gazette.lists import Lists
from zhupi.gazette.model import Block, BlockKind, Citation, Document, Issue
from zhupi.gazette.references import Reference, references
from zhupi.gazette.statements import Relation
from zhupi.gazette.validity import validities

K = BlockKind


def document(
    *blocks: tuple[BlockKind, str], title: str = "", issuers: tuple[str, ...] = ()
) -> Document:
    """A document of these blocks, each on a line of its own, its citations found."""
    made = tuple(Block(kind, text, (at, at)) for at, (kind, text) in enumerate(blocks, 1))
    citations = []
    start = 0
    for block in made:
        citations += [
            Citation(item.title, item.number, block.lines, start + item.start, start + item.end)
            for item in find(block.text, frozenset())
        ]
        start += len(block.text) + 1
    return Document(
        title, None, issuers, None, None, None, None, True, (1, len(made)), made,
        citations=tuple(citations),
    )  # fmt: skip


def named(found: list[Reference], relation: Relation) -> list[tuple[str | None, str | None]]:
    return [(item.title, item.number) for item in found if item.relation is relation]


def test_a_list_that_counts_beyond_a_hundred() -> None:
    found = references(
        document(
            (K.ATTACHMENT_TITLE, "宣布失效的文件目录"),
            (K.PARAGRAPH, "99.《关于种桑的通知》（甲府发〔1999〕9号）"),
            (K.PARAGRAPH, "100.《关于养蚕的通知》（甲府发〔1999〕10号）"),
            (K.PARAGRAPH, "1024．关于缫丝的通知（甲府发〔1999〕11号）"),
        )
    )
    assert named(found, Relation.REPEALS) == [
        ("关于种桑的通知", "甲府发〔1999〕9号"),
        ("关于养蚕的通知", "甲府发〔1999〕10号"),
        ("关于缫丝的通知", "甲府发〔1999〕11号"),
    ]


def test_a_decision_with_its_list_in_the_body() -> None:
    found = references(
        document(
            (K.TITLE, "甲省人民政府关于废止《甲省信访规定》等3件规章的决定"),
            (K.PARAGRAPH, "依照《中华人民共和国行政许可法》，经过清理，省政府决定废止以下规章："),
            (K.HEADING, "一、甲省信访规定（省政府令第114号）。"),
            (K.HEADING, "二、甲省安全生产监督管理规定（省政府令第141号）。"),
            (K.ITEM, "（一）甲省养犬管理办法（1994年3月1日省政府令第42号公布）。"),
            (K.HEADING, "三、甲省高等教育自学考试若干规定（甲政发〔1983〕90号）。"),
            (K.PARAGRAPH, "本决定自公布之日起施行。"),
            (K.PARAGRAPH, "甲省某某办法（省政府令第1号）另行公布。"),
            title="甲省人民政府关于废止《甲省信访规定》等3件规章的决定",
        )
    )
    assert named(found, Relation.REPEALS) == [
        ("甲省信访规定", "省政府令第114号"),  # the title's: its number stands in the list
        ("甲省信访规定", "省政府令第114号"),
        ("甲省安全生产监督管理规定", "省政府令第141号"),
        ("甲省养犬管理办法", "省政府令第42号"),
        ("甲省高等教育自学考试若干规定", "甲政发〔1983〕90号"),
    ]
    assert named(found, Relation.CARRIES_OUT) == [("中华人民共和国行政许可法", None)]
    assert named(found, Relation.MENTIONS) == [(None, "省政府令第1号")]
    assert found[2].head.endswith("省政府决定废止以下规章")


def test_an_item_that_says_again_what_becomes_of_the_text() -> None:
    found = references(
        document(
            (K.PARAGRAPH, "省政府进行了清理，决定废止下列文件："),
            (K.HEADING, "一、废止《甲省公开办法》（甲府发〔2016〕12号）。"),
            (K.HEADING, "二、停止执行《甲省档案规定》（甲府发〔2011〕31号）。"),
            (K.PARAGRAPH, "本决定自公布之日起施行。"),
        )
    )
    assert named(found, Relation.REPEALS) == [
        ("甲省公开办法", "甲府发〔2016〕12号"),
        ("甲省档案规定", "甲府发〔2011〕31号"),
    ]
    assert found[0].start == len("省政府进行了清理，决定废止下列文件：\n一、废止")


def test_attachments_that_list_what_stays_what_goes_and_what_is_to_be_revised() -> None:
    found = references(
        document(
            (K.PARAGRAPH, "现将清理结果公布如下。"),
            (K.ATTACHMENT_NOTE, "附件：1.继续有效的文件目录 2.宣布失效的文件目录"),
            (K.SIGNOFF, "甲市人民政府"),
            (K.ATTACHMENT_LABEL, "附件1"),
            (K.ATTACHMENT_TITLE, "继续有效的文件目录"),
            (K.ITEM, "1.甲市人民政府关于植树的通知（甲府发〔2001〕1号）"),
            (K.ATTACHMENT_LABEL, "附件2"),
            (K.ATTACHMENT_TITLE, "宣布失效的文件目录"),
            (K.ITEM, "1.甲市人民政府关于印发《养犬办法》的通知（甲府发〔2002〕2号）"),
            (K.ITEM, "2.《甲市公园办法》（1998年3月1日甲市人民政府发布）"),
            (K.ITEM, "3.甲市广场管理办法"),
            (K.ATTACHMENT_LABEL, "附件3"),
            (K.ATTACHMENT_TITLE, "需修改的文件目录"),
            (K.ITEM, "1.甲市人民政府关于种草的通知（甲府发〔2003〕3号）"),
        )
    )
    assert named(found, Relation.REPEALS) == [
        ("甲市人民政府关于印发《养犬办法》的通知", "甲府发〔2002〕2号"),
        ("甲市公园办法", None),
        ("甲市广场管理办法", None),
    ]
    assert [item.number for item in found if item.relation is Relation.MENTIONS] == [
        "甲府发〔2001〕1号",
        "甲府发〔2003〕3号",
    ]


def test_a_table_of_repealed_documents() -> None:
    table = "\n".join(
        (
            "序号\t文件名称\t文号\t废止理由",
            "1\t甲市人民政府关于植树的通知\t甲府发〔2001〕1号\t已被《甲市绿化条例》代替",
            "2\t《甲市养犬办法》\t甲府发〔2002〕2号\t任务完成",
            "3\t\t甲府函〔2003〕3号\t",
        )
    )
    text = document((K.ATTACHMENT_TITLE, "甲市人民政府决定废止的规范性文件目录"), (K.TABLE, table))
    found = references(text)
    assert named(found, Relation.REPEALS) == [
        ("甲市人民政府关于植树的通知", "甲府发〔2001〕1号"),
        ("甲市养犬办法", "甲府发〔2002〕2号"),
        (None, "甲府函〔2003〕3号"),
    ]
    assert named(found, Relation.MENTIONS) == [("甲市绿化条例", None)]
    first = found[0]
    assert text.text[first.start : first.end] == "甲市人民政府关于植树的通知\t甲府发〔2001〕1号"
    assert text.text[slice(*first.sentence)].startswith("1\t甲市人民政府")


def test_a_list_whose_cells_stand_line_under_line() -> None:
    head = (K.ATTACHMENT_TITLE, "宣布失效的文件目录")
    titles = ("甲市人民政府关于植树的通知", "甲市人民政府关于养蚕的通知")
    cells = [
        (K.PARAGRAPH, titles[0]),
        (K.PARAGRAPH, "甲府发〔2001〕1号"),
        (K.PARAGRAPH, titles[1]),
        (K.PARAGRAPH, "甲府发〔2001〕2号"),
    ]
    found = references(document(head, *cells))
    assert [(one.title, one.number) for one in found] == [
        (titles[0], "甲府发〔2001〕1号"),
        (None, "甲府发〔2001〕1号"),
        (titles[1], "甲府发〔2001〕2号"),
        (None, "甲府发〔2001〕2号"),
    ]
    numbers_first = references(document(head, cells[1], cells[0], cells[3], cells[2]))
    assert [one.number for one in numbers_first if one.title] == [None, None]


ROWS = (
    "1甲市人民政府关于植树的通知甲府发〔2001〕1号\n2甲市人民政府关于印发《养犬\n办法》的通知甲府发〔2001〕2号",
    "1\n甲市人民政府关于植树的通知\n甲府发〔2001〕1号\n2\n甲市人民政府关于印发《养犬办法》的\n通知\n甲府发〔2001〕2号",
)  # fmt: skip


@pytest.mark.parametrize("rows", ROWS)
def test_rows_without_cells_run_over_lines(rows: str) -> None:
    one = document((K.ATTACHMENT_TITLE, "废止的文件目录"), (K.TABLE, rows))
    assert named(references(one), Relation.REPEALS) == [
        ("甲市人民政府关于植树的通知", "甲府发〔2001〕1号"),
        ("甲市人民政府关于印发《养犬办法》的通知", "甲府发〔2001〕2号"),
    ]


def test_columns_read_one_by_one_pair_no_title_with_a_number() -> None:
    rows = "1\n2\n甲市关于植树的通知\n甲市关于养蚕的通知\n甲府发〔2001〕1号\n甲府发〔2001〕2号"
    one = document((K.ATTACHMENT_TITLE, "废止的文件目录"), (K.TABLE, rows))
    assert named(references(one), Relation.REPEALS) == [
        ("甲市关于植树的通知", None),
        ("甲市关于养蚕的通知", None),
        (None, "甲府发〔2001〕1号"),
        (None, "甲府发〔2001〕2号"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "1.《甲市关于印发《养犬办法》的通知》（甲府发〔2001〕2号）",
        "1.甲市关于印发《养犬办法》的通知，甲府发〔2001〕2号",
        "1.甲府发〔2001〕2号　甲市关于印发《养犬办法》的通知",
    ],
)
def test_forms_of_an_item(item: str) -> None:
    one = document((K.ATTACHMENT_TITLE, "废止的文件目录"), (K.ITEM, item))
    assert named(references(one), Relation.REPEALS) == [
        ("甲市关于印发《养犬办法》的通知", "甲府发〔2001〕2号")
    ]


def test_a_table_without_a_head() -> None:
    rows = "1\t甲市人民政府关于植树的通知\t甲府发〔2001〕1号\n2\t《甲市办法》\t甲府发〔2001〕2号"
    found = references(document((K.ATTACHMENT_TITLE, "废止的文件目录"), (K.TABLE, rows)))
    assert [item.number for item in found] == ["甲府发〔2001〕1号", "甲府发〔2001〕2号"]
    assert {item.relation for item in found} == {Relation.REPEALS}


def test_headings_part_what_is_repealed_from_what_is_revised() -> None:
    found = references(
        document(
            (K.PARAGRAPH, "为维护法制统一，省政府决定："),
            (K.HEADING, "一、对下列规章予以废止："),
            (K.ITEM, "（一）《甲办法》（省政府令第1号）"),
            (K.ITEM, "（二）《乙办法》（省政府令第2号）"),
            (K.HEADING, "二、对下列规章予以修改："),
            (K.ITEM, "（一）《丙办法》（省政府令第3号）"),
            (K.PARAGRAPH, "第三条修改为：“根据《丁法》制定本办法。”"),
            (K.HEADING, "三、其他事项"),
            (K.PARAGRAPH, "《戊办法》（省政府令第4号）另行规定。"),
            title="甲省人民政府关于废止和修改部分规章的决定",
        )
    )
    assert [title for title, _ in named(found, Relation.REPEALS)] == ["甲办法", "乙办法"]
    assert [title for title, _ in named(found, Relation.REVISES)] == ["丙办法"]
    assert [title for title, _ in named(found, Relation.MENTIONS)] == ["丁法", "戊办法"]


def test_every_citation_is_a_reference_once(issues: dict[str, Issue]) -> None:
    """And a list names no text twice: counted against the parser's own citations."""
    for issue in issues.values():
        for one in issue.documents:
            found = references(one)
            spans = [(item.start, item.end) for item in found]
            for citation in one.citations:
                holding = [span for span in spans if span[0] <= citation.start < span[1]]
                assert len(holding) == 1, one.text[citation.start : citation.end]
            assert all(
                item.sentence[0] <= item.start < item.end <= item.sentence[1] for item in found
            )


def test_the_seeds_repeal_two_texts(issues: dict[str, Issue]) -> None:
    """Read by eye: 外来企业投诉处理规定 第二十六条, 基本单位名录库管理办法 第二十九条."""
    repealed = [
        (number, item.title)
        for number, issue in issues.items()
        for one in issue.documents
        for item in references(one)
        if item.relation in (Relation.REPEALS, Relation.REPLACES, Relation.REVISES)
    ]
    assert repealed == [
        ("001", "四川省基本单位名录库管理办法"),
        ("004", "四川省外商投诉处理规定"),
    ]


def test_a_title_alone_takes_the_number_it_has_elsewhere_in_the_document() -> None:
    found = references(
        document(
            (K.PARAGRAPH, "根据《甲意见》（国发〔2016〕7号）和《乙法》，制定本办法。"),
            (K.PARAGRAPH, "《甲意见》另有规定的，从其规定。"),
        )
    )
    assert [item.number for item in found] == ["国发〔2016〕7号", None, "国发〔2016〕7号"]


def test_an_order_bears_the_name_of_its_province() -> None:
    words = (K.PARAGRAPH, "《甲规定》（省政府令第114号）和《乙规定》（丙市政府令第3号）同时废止。")
    issued = references(document(words, issuers=("甲省人民政府",)))
    assert [item.number for item in issued] == ["甲省人民政府令第114号", "丙市人民政府令第3号"]
    unsure = references(document(words, issuers=("丁市人民政府",)))
    assert [item.number for item in unsure] == ["省政府令第114号", "丙市人民政府令第3号"]


def test_an_order_names_its_province_in_its_title() -> None:
    words = (K.PARAGRAPH, "根据《甲乙省文件管理办法》（省政府令第327号）的规定，公布如下。")
    found = references(document(words, issuers=("丁市人民政府",)))
    assert [item.number for item in found] == ["甲乙省人民政府令第327号"]


def test_an_order_and_the_title_that_it_issued_are_one() -> None:
    text = "2009年5月1日甲市人民政府令第83号公布的《甲市市场办法》同时废止。"
    (found,) = references(document((K.PARAGRAPH, text)))
    assert (found.title, found.number, found.relation) == (
        "甲市市场办法",
        "甲市人民政府令第83号",
        Relation.REPEALS,
    )
    assert text[found.start : found.end] == "甲市人民政府令第83号公布的《甲市市场办法》"


def test_an_order_issues_a_decision_that_revises() -> None:
    found = references(
        document(
            (K.TITLE, "甲省人民政府令"),
            (K.PARAGRAPH, "现公布《甲省人民政府关于修改部分规章的决定》，自公布之日起施行。"),
            (K.ENCLOSURE_TITLE, "甲省人民政府关于修改部分规章的决定"),
            (K.PARAGRAPH, "省政府决定对2件规章的部分条款予以修改。"),
            (K.ATTACHMENT_LABEL, "附件"),
            (K.ATTACHMENT_TITLE, "甲省人民政府决定修改的规章"),
            (K.HEADING, "一、删去《甲省养蚕办法》第七条。"),
            (K.HEADING, "二、《甲省渔业办法》"),
            (K.PARAGRAPH, "删去第四条第二款。"),
            (K.HEADING, "三、《甲省种桑办法》第五条修改为："),
            (K.PARAGRAPH, "“（一）《甲省养鱼办法》规定的事项；"),
            (K.PARAGRAPH, "“（二）推广本地品种的方案。”"),
            (K.HEADING, "四、《甲省缫丝办法》"),
            (K.ENCLOSURE_TITLE, "甲省养蚕办法"),
            (K.PARAGRAPH, "第三十条 修改《甲省桑园规划》，应当报省政府批准。"),
            title="甲省人民政府令",
        )
    )
    assert [title for title, _ in named(found, Relation.REVISES)] == [
        "甲省养蚕办法",
        "甲省渔业办法",
        "甲省种桑办法",
        "甲省缫丝办法",
    ]
    assert [title for title, _ in named(found, Relation.MENTIONS)] == [
        "甲省养鱼办法",
        "甲省桑园规划",
    ]


def test_a_plan_repeals_nothing() -> None:
    found = references(
        document(
            (K.TITLE, "甲省人民政府关于印发2018年立法计划的通知"),
            (K.ENCLOSURE_TITLE, "甲省人民政府2018年立法计划"),
            (K.HEADING, "一、废止规章"),
            (K.ITEM, "（一）《甲省暂住人口办法》（省政府令第5号）"),
            (K.PARAGRAPH, "适时废止《甲省信访办法》，停止执行《甲省养犬办法》。"),
            title="甲省人民政府关于印发2018年立法计划的通知",
        )
    )
    assert {one.relation for one in found} == {Relation.MENTIONS}


def test_a_list_of_what_is_repealed_in_part() -> None:
    found = references(
        document(
            (K.ATTACHMENT_TITLE, "部分条款废止的文件目录"),
            (K.ITEM, "1.甲局关于纳税人认定的通知（甲税函〔2008〕9号）第三条"),
            (K.ITEM, "2.甲局关于税收管理的通知（甲税发〔2010〕5号）"),
            (K.ATTACHMENT_TITLE, "全文废止的文件目录"),
            (K.ITEM, "1.甲局关于饲料的通知（甲税发〔2001〕1号）"),
            (K.ITEM, "2.甲局关于种子的通知（甲税发〔2001〕2号）第二条、第三条"),
        )
    )
    assert [number for _, number in named(found, Relation.REVISES)] == [
        "甲税函〔2008〕9号",
        "甲税发〔2010〕5号",
        "甲税发〔2001〕2号",
    ]
    assert [number for _, number in named(found, Relation.REPEALS)] == ["甲税发〔2001〕1号"]


def test_an_item_that_is_a_clause_speaks_for_itself() -> None:
    found = references(
        document(
            (K.PARAGRAPH, "决定修改下列规章："),
            (K.ITEM, "（一）将《甲办法》（甲局令第1号）第三条中的“工商局”改为“市场局”。"),
            (K.ITEM, "（二）对《乙办法》（甲局令第2号公布，甲局令第3号修改）作如下修改"),
        )
    )
    assert named(found, Relation.REVISES) == [("甲办法", "甲局令第1号"), ("乙办法", "甲局令第2号")]
    assert named(found, Relation.MENTIONS) == [(None, "甲局令第3号")]


def test_a_whole_gazette_with_a_list_is_read_to_the_end() -> None:
    raw = "\n".join(
        (
            "甲省人民政府关于宣布失效一批文件的决定",
            "甲府发〔2018〕5号",
            "各市人民政府，省政府各部门：",
            "　　为维护文件的严肃性，省政府决定对适用期已过的2件文件宣布失效。凡宣布失效的文件，自",
            "本决定印发之日起一律停止执行，不再作为行政管理的依据。",
            "　　附件：宣布失效的甲省人民政府文件目录",
            "甲省人民政府",
            "2018年2月23日",
            "附件",
            "宣布失效的甲省人民政府文件目录",
            "1．甲省人民政府关于加强水利建设的通知（甲府发〔1990〕12号）",
            "2．甲省人民政府关于发展养蚕业的意见（甲府发〔1991〕3号）",
        )
    )
    (one,) = parse(raw).documents
    assert [item.number for item in references(one) if item.relation is Relation.REPEALS] == [
        "甲府发〔1990〕12号",
        "甲府发〔1991〕3号",
    ]


def test_a_block_that_lists_several_texts() -> None:
    found = references(
        document(
            (K.PARAGRAPH, "经市政府同意，现废止下列文件："),
            (
                K.PARAGRAPH,
                (
                    "《甲市乙〈丙〉通知》（甲府发〔2009〕4号）《甲市丙通知》（甲府发〔2010〕3号）、"
                    "《甲市丁办法》本通知自印发之日起生效。"
                ),
            ),
        )
    )
    assert named(found, Relation.REPEALS) == [
        ("甲市乙〈丙〉通知", "甲府发〔2009〕4号"),
        ("甲市丙通知", "甲府发〔2010〕3号"),
        ("甲市丁办法", None),
    ]


def test_the_tail_of_an_item_is_no_item() -> None:
    lists = Lists()
    assert not lists.items(Block(K.ATTACHMENT_TITLE, "决定废止的规章目录", (1, 1)))
    assert not lists.items(Block(K.HEADING, "一、甲部、乙部关于外商投资企业采购国产", (2, 2)))
    assert not lists.items(Block(K.PARAGRAPH, "设备的规定（1987年6月10日批准）", (3, 3)))
    (item,) = lists.items(Block(K.PARAGRAPH, "甲部关于养蚕的规定（1987年6月11日批准）", (4, 4)))
    assert item.title == "甲部关于养蚕的规定"


def test_a_list_ends_where_the_text_goes_on() -> None:
    lists = Lists()
    assert not lists.items(Block(K.PARAGRAPH, "决定废止下列文件：", (1, 1)))
    assert len(lists.items(Block(K.ITEM, "1.《甲办法》（甲府发〔2001〕1号）", (2, 2)))) == 1
    assert not lists.items(Block(K.PARAGRAPH, "各单位要做好衔接工作，不得出现空档。", (3, 3)))
    assert not lists.items(Block(K.ITEM, "1.《乙办法》（甲府发〔2001〕2号）", (4, 4)))


TOKENS = (
    "《甲办法》", "《乙〈丙〉通知》", "（甲府发〔2001〕1号）", "甲府发〔2002〕2号", "、", "，",
    "。", "；", "：", "和", "同时废止", "废止", "修改为", "将", "根据", "现将", "印发给你们", "由",
    "代替", "“", "”", "（", "）", "第三条", "本办法", "自2018年5月1日起施行", "有效期5年",
    "以下文件", "一、", "1.", "与", "不一致", "\n",
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from((K.PARAGRAPH, K.ITEM, K.HEADING, K.ATTACHMENT_TITLE, K.TITLE, K.TABLE)),
            st.lists(st.sampled_from(TOKENS), min_size=1, max_size=14).map("".join),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_stands_there_each_citation_is_said_once(
    blocks: list[tuple[BlockKind, str]],
) -> None:
    one = document(
        *((kind, text if kind is K.TABLE else text.replace("\n", "")) for kind, text in blocks)
    )
    found = references(one)
    for citation in one.citations:
        assert sum(item.start <= citation.start < item.end for item in found) == 1
    for item in found:
        assert 0 <= item.sentence[0] <= item.start < item.end <= item.sentence[1] <= len(one.text)
    for term in validities(one):
        assert one.text[term.start : term.end] == term.words
