"""Gazettes that are not bundled: other settings, other kinds of document, other numbers.

The cases are written after GB/T 9704-2012 and the ways of the State Council's and the provinces'
gazettes; each expected result was reasoned out by hand.
"""

from __future__ import annotations

import pytest
from setting import Style, typeset

from zhupi.gazette import parse
from zhupi.gazette.model import BlockKind, Document, Part

RUNNING = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM)

HEAD = [
    "国务院办公厅关于加强某某工作的意见",
    "国办发〔2019〕12号",
    "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
]
BODY = [
    "为深入贯彻党中央、国务院决策部署，进一步加强某某工作，切实维护人民群众合法权益，促进经济社会持续健康发展，经国务院同意，现提出以下意见。",
    "一、总体要求",
    "（一）指导思想。坚持稳中求进工作总基调，坚持新发展理念，坚持以供给侧结构性改革为主线，着力解决突出问题，不断完善体制机制，为高质量发展提供有力支撑。",
    "（二）基本原则。",
    "坚持政府引导、市场主导。更好发挥政府作用，充分调动各类主体的积极性，形成齐抓共管、协同推进的工作格局，确保各项任务落到实处。",
    "坚持问题导向、分类施策。针对不同地区的实际情况，因地制宜制定措施，既尽力而为，又量力而行，避免一刀切和形式主义。",
    "二、重点任务",
    "（三）完善基础设施。到2022年，基本建成覆盖全国的服务网络，年均新增服务点3.5万个以上，服务质量明显改善，群众满意度达到90%以上。",
    "1.加快网络建设。统筹利用现有资源，优先支持中西部地区和贫困地区，鼓励社会资本以多种方式参与投资、建设和运营。",
    "2.提升服务能力。加强人员培训，健全标准体系，推动互联互通和信息共享，定期公布服务质量评估结果，接受社会监督。",
    "三、组织实施",
    "各地区、各部门要高度重视，加强组织领导，按照职责分工抓紧制定配套措施，重大事项及时向国务院报告。",
]
FOOT = ["国务院办公厅", "2019年4月8日"]

STYLES = [
    pytest.param(Style(), id="squeezed-22"),
    pytest.param(Style(width=28), id="squeezed-28"),
    pytest.param(Style(width=24, blanks=False), id="without-blanks"),
    pytest.param(Style(width=22, squeezed=False), id="gridded-22"),
    pytest.param(Style(width=26, squeezed=False, indent="　　"), id="gridded-indented"),
    pytest.param(Style(indent="　　", blanks=False), id="indented"),
    pytest.param(Style(wrapped=False), id="a-paragraph-a-line"),
    pytest.param(Style(wrapped=False, blanks=False, indent="　　"), id="a-line-indented"),
    pytest.param(Style(width=40), id="one-column"),
]


def _lines(document: Document) -> list[tuple[int, int]]:
    return [block.lines for block in document.blocks if block.kind in RUNNING]


@pytest.mark.parametrize("style", STYLES)
def test_paragraphs_in_any_setting(style: Style) -> None:
    text, spans = typeset([*HEAD, *BODY, *FOOT], style)
    (document,) = parse(text).documents
    assert document.title == HEAD[0]
    assert document.number == HEAD[1]
    assert document.addressees == HEAD[2].rstrip("：")
    assert document.signoff == FOOT[0]
    assert document.date == "2019-04-08"
    assert _lines(document) == spans[3:-2]
    texts = [block.text for block in document.blocks if block.kind in RUNNING]
    assert texts == BODY
    assert [(h.level, h.text, h.run_in) for h in document.headings] == [
        (1, "一、总体要求", False),
        (2, "（一）指导思想", True),
        (2, "（二）基本原则。".rstrip("。"), False),
        (1, "二、重点任务", False),
        (2, "（三）完善基础设施", True),
        (3, "1.加快网络建设", True),
        (3, "2.提升服务能力", True),
        (1, "三、组织实施", False),
    ]
    assert document.doubts == ()
    assert document.complete


def _parse(text: str) -> tuple[Document, ...]:
    return parse(text.strip("\n")).documents


def test_order_with_the_regulation_it_issues() -> None:
    (document,) = _parse("""
中华人民共和国国务院令

第 697 号

《快递暂行条例》已经2018年2月7日国务院第198次常务会议通过，现予公布，自2018年5月1日起施行。

总　理　　李克强

2018年3月2日

快递暂行条例

第一章　总　　则

第一条　为促进快递业健康发展，保障快递安全，保护快递用户合法权益，制定本条例。

第二条　在中华人民共和国境内从事快递业务经营，应当遵守本条例。
""")
    assert document.number == "国务院令第697号"
    assert document.title == "中华人民共和国国务院令"
    assert document.kind == "令"
    assert document.issuers == ("国务院",)
    assert document.date == "2018-03-02"
    assert [enclosure.title for enclosure in document.enclosures] == ["快递暂行条例"]
    assert [(h.level, h.text) for h in document.headings] == [
        (1, "第一章　总则"),
        (2, "第一条"),
        (2, "第二条"),
    ]


def test_joint_issuers_and_a_date_in_chinese_numerals() -> None:
    (document,) = _parse("""
国务院　中央军委
关于印发某某条例实施办法的通知
国发〔2005〕23号
各省、自治区、直辖市人民政府，各军区、各军兵种：
现将《某某条例实施办法》印发给你们，请认真贯彻执行。
国务院　中央军委
二〇〇五年七月十四日
某某条例实施办法
第一条　根据《某某条例》，制定本办法。
第二条　本办法自印发之日起施行。
""")
    assert document.issuers == ("国务院", "中央军委")
    assert document.date == "2005-07-14"
    assert document.number == "国发〔2005〕23号"
    assert document.addressees == "各省、自治区、直辖市人民政府，各军区、各军兵种"
    assert [enclosure.title for enclosure in document.enclosures] == ["某某条例实施办法"]


def test_reply_with_a_remark() -> None:
    (document,) = _parse("""
国务院关于同意某某市城市总体规划的批复

国函〔2018〕5号

四川省人民政府：

你省《关于报请审批某某市城市总体规划的请示》（川府〔2017〕10号）收悉。现批复如下：

一、原则同意《某某市城市总体规划（2011—2020年）》。

二、重视城乡区域统筹发展。

国务院

2018年1月5日

（此件公开发布）
""")
    assert document.kind == "批复"
    assert document.addressees == "四川省人民政府"
    assert document.date == "2018-01-05"
    assert document.blocks[-1].kind is BlockKind.REMARK
    assert [(c.title, c.number) for c in document.citations] == [
        ("关于报请审批某某市城市总体规划的请示", "川府〔2017〕10号"),
        ("某某市城市总体规划（2011—2020年）", None),
    ]


def test_a_document_without_a_number_follows_another() -> None:
    first, second = _parse("""
国务院关于同意设立某某日的批复

国函〔2018〕58号

农业农村部：

同意自2018年起，将每年农历秋分设立为某某日。

国务院

2018年6月7日

国务院办公厅关于某某机构调整的通知

各省、自治区、直辖市人民政府：

因工作变动，现将调整后的名单通知如下。

国务院办公厅

2018年6月20日
""")
    assert first.number == "国函〔2018〕58号"
    assert first.lines == (1, 11)
    assert second.number is None
    assert second.title == "国务院办公厅关于某某机构调整的通知"
    assert second.date == "2018-06-20"
    assert second.addressees == "各省、自治区、直辖市人民政府"


def test_running_heads_and_page_numbers_of_a_periodical() -> None:
    text, _ = typeset(BODY[:1], Style())
    lines = text.split("\n")
    broken = [*lines[:5], "· 12 ·", "四川省人民政府公报 2018年第4期", *lines[5:]]
    issue = parse("\n\n".join(HEAD) + "\n\n" + "\n".join(broken) + "\n\n" + "\n\n".join(FOOT))
    assert [(item.text, item.reason) for item in issue.furniture] == [
        ("· 12 ·", "页码"),
        ("四川省人民政府公报 2018年第4期", "栏头"),
    ]
    assert issue.gazette.name == "四川省人民政府公报"
    assert (issue.gazette.year, issue.gazette.issue) == (2018, 4)
    (document,) = issue.documents
    assert BODY[0] in [block.text for block in document.blocks]


def test_contents_with_leaders() -> None:
    issue = parse("""目　录

国务院关于甲事的通知（国发〔2018〕1号）………………（3）

国务院关于乙事的意见（国发〔2018〕2号）………………（9）

国务院关于甲事的通知

国发〔2018〕1号

各省、自治区、直辖市人民政府：

甲事如下。

国务院

2018年1月2日

国务院关于乙事的意见

国发〔2018〕2号

各省、自治区、直辖市人民政府：

乙事如下。

国务院

2018年1月9日
""")
    assert [document.number for document in issue.documents] == [
        "国发〔2018〕1号",
        "国发〔2018〕2号",
    ]
    assert [item.line for item in issue.furniture] == [1, 3, 5]
    assert {item.reason for item in issue.furniture} == {"目录"}


def test_text_attachment_after_its_label() -> None:
    (document,) = _parse("""
四川省人民政府关于公布某某名单的通知

川府函〔2018〕31号

各市（州）人民政府：

现将名单予以公布。

附件：某某工作规程

四川省人民政府

2018年2月1日

附件

某某工作规程

一、受理

收到材料后应当及时登记。
""")
    assert [(a.title, a.form) for a in document.attachments] == [("某某工作规程", "text")]
    assert document.enclosures == ()
    kinds = [block.kind for block in document.blocks if block.part is Part.ATTACHMENT]
    assert kinds == [
        BlockKind.ATTACHMENT_LABEL,
        BlockKind.ATTACHMENT_TITLE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_an_article_with_sections_stands_on_the_third_level() -> None:
    (document,) = _parse("""
四川省人民政府关于印发某某规定的通知

川府发〔2018〕3号

各市（州）人民政府：

现将《某某规定》印发给你们，请遵照执行。

四川省人民政府

2018年1月8日

某某规定

第一章　总则

第一节　一般规定

第一条　为了规范管理，制定本规定。
""")
    assert [(h.level, h.text) for h in document.headings] == [
        (1, "第一章　总则"),
        (2, "第一节　一般规定"),
        (3, "第一条"),
    ]


def test_red_head_with_the_title_below_the_number() -> None:
    (document,) = _parse("""
发展改革委办公厅
税务 总局 办 公厅 文件
发改办财金规〔2019〕860 号
关于加强某某信用建设的通知
各省、自治区、直辖市社会信用体系建设牵头
部门，国家税务总局各省税务局：
为加强某某信用建设，现就有关事项通知如下。
国家发展改革委办公厅 税务总局办公厅
2019年8月20日
""")
    assert document.title == "关于加强某某信用建设的通知"
    assert document.number == "发改办财金规〔2019〕860号"
    assert document.issuers == ("国家发展改革委办公厅", "税务总局办公厅")
    assert document.date == "2019-08-20"
    assert document.addressees is not None
    assert document.addressees.startswith("各省、自治区、直辖市")
    assert document.addressees.endswith("国家税务总局各省税务局")
    assert document.lines == (1, 9)
    assert document.blocks[0].kind is BlockKind.MASTHEAD


def test_a_catalogue_entry_above_the_title() -> None:
    issue = parse("""国务院关于甲事的通知
索 引 号：
000014349/2019-00005
发文字号：
国发〔2019〕4号
            国务院关于
 甲事的通知
国发〔2019〕4号
各省、自治区、直辖市人民政府：
甲事如下。
国务院
2019年1月24日
""")
    (document,) = issue.documents
    assert document.title == "国务院关于甲事的通知"
    assert document.lines == (6, 12)
    assert [item.line for item in issue.furniture] == [1, 2, 3, 4, 5]
    assert {item.reason for item in issue.furniture} == {"题录"}


def test_a_regulation_that_stands_alone() -> None:
    (document,) = _parse("""
快递暂行条例

（2018年3月2日中华人民共和国国务院令第697号公布

根据2019年3月2日《国务院关于修改部分行政法规的决定》修订）

第一章　总　则

第一条　为促进快递业健康发展，制定本条例。
""")
    assert document.title == "快递暂行条例"
    assert document.number == "国务院令第697号"
    assert document.issuers == ("国务院",)
    assert document.kind == "条例"
    assert document.date == "2018-03-02"
    assert document.blocks[1].kind is BlockKind.SOURCE_NOTE
    assert document.doubts == ()


def test_text_below_the_closing_is_doubted() -> None:
    (document,) = _parse("""
国务院关于甲事的意见

国发〔2019〕5号

各省、自治区、直辖市人民政府：

甲事如下。

国务院

2019年1月27日

扫一扫在手机打开当前页
""")
    assert document.enclosures == ()
    assert [doubt.what for doubt in document.doubts] == ["落款之后还有文字"]
    assert document.doubts[0].lines == (13, 13)


def test_a_note_of_attachments_below_the_date() -> None:
    (document,) = _parse("""
国务院关于甲事的意见

国发〔2019〕5号

各省、自治区、直辖市人民政府：

甲事如下。

国务院

2019年1月27日

附件：1.甲表（略）

2.乙表（略）
""")
    kinds = [block.kind for block in document.blocks[-2:]]
    assert kinds == [BlockKind.ATTACHMENT_NOTE, BlockKind.ATTACHMENT_NOTE]
    assert document.attachments == ()
    assert document.doubts == ()


def test_a_sentence_that_breaks_off_is_doubted() -> None:
    (document,) = _parse("""
国务院关于甲事的意见

国发〔2019〕5号

各省、自治区、直辖市人民政府：

一、甲事

要加强领导，

二、乙事

乙事照办。
""")
    assert [doubt.what for doubt in document.doubts] == ["句子没有完"]


def test_a_document_that_the_contents_name_but_the_text_lacks() -> None:
    issue = parse("""目　录

国务院关于甲事的通知（国发〔2018〕1号）………………（3）

国务院关于乙事的意见（国发〔2018〕2号）………………（9）

国务院关于甲事的通知

国发〔2018〕1号

各省、自治区、直辖市人民政府：

甲事如下。
""")
    (document,) = issue.documents
    assert [doubt.what for doubt in document.doubts] == ["目录所列文件不全"]
    assert "国发〔2018〕2号" in document.doubts[0].why
