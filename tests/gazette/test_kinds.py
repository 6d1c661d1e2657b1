"""Kinds of document that the bundled gazettes do not have; each expected result reasoned by hand.

The cases follow GB/T 9704-2012 and the gazettes of the State Council and of the provinces.
"""

from __future__ import annotations

from zhupi.gazette import parse
from zhupi.gazette.model import BlockKind, Document, Part


def _parse(text: str) -> tuple[Document, ...]:
    return parse(text.strip("\n")).documents


def _kinds(document: Document) -> list[str]:
    return [block.kind.value for block in document.blocks]


def test_appointments_with_number_and_addressees() -> None:
    (document,) = _parse("""
四川省人民政府
关于张某某等职务任免的通知
川府人〔2018〕3号
各市（州）人民政府，省政府各部门、各直属机构：
省政府决定：
任命：
张某某为四川省教育厅副厅长；
李某某为四川省水利厅副厅长（试用期一年）。
免去：
王某某的四川省教育厅副厅长职务；
赵某某的四川省水利厅副厅长职务。
四川省人民政府
2018年2月1日
""")
    assert document.title == "四川省人民政府关于张某某等职务任免的通知"
    assert document.number == "川府人〔2018〕3号"
    assert [block.text for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [
        "省政府决定：",
        "任命：",
        "张某某为四川省教育厅副厅长；",
        "李某某为四川省水利厅副厅长（试用期一年）。",
        "免去：",
        "王某某的四川省教育厅副厅长职务；",
        "赵某某的四川省水利厅副厅长职务。",
    ]
    assert document.doubts == ()


def test_appointments_with_nothing_but_a_date() -> None:
    issue = parse("""人事任免

国务院任免国家工作人员

2019年1月3日

任命张某某为国家某某局局长。

国务院关于同意某某规划的批复

国函〔2018〕5号

四川省人民政府：

同意。

国务院

2018年1月5日
""")
    first, second = issue.documents
    assert (first.title, first.number, first.date) == (
        "国务院任免国家工作人员",
        None,
        "2019-01-03",
    )
    assert first.issuers == ("国务院",)
    assert first.lines == (3, 7)
    assert second.number == "国函〔2018〕5号"
    assert [(item.line, item.reason) for item in issue.furniture] == [(1, "栏头")]


def test_announcements_without_number_and_addressees_follow_each_other() -> None:
    first, second = _parse("""
四川省人民政府
关于划定某某区域的公告
为保护人民生命财产安全，根据《中华人民共和国防洪法》，现将划定区域公告如下：
一、划定范围为某某河两岸。
二、本公告自发布之日起施行。
四川省人民政府
2018年3月5日
四川省人民政府关于表扬某某单位的通报
2017年，各地认真工作，成绩显著。省政府决定予以通报表扬。
四川省人民政府
2018年3月9日
""")
    assert first.title == "四川省人民政府关于划定某某区域的公告"
    assert (first.kind, first.date, first.number) == ("公告", "2018-03-05", None)
    assert (first.addressees, first.signoff) == (None, "四川省人民政府")
    assert _kinds(first) == ["title", "paragraph", "item", "item", "signoff", "date"]
    assert second.title == "四川省人民政府关于表扬某某单位的通报"
    assert (second.kind, second.date, second.lines) == ("通报", "2018-03-09", (8, 11))
    assert first.doubts == second.doubts == ()


def test_joint_order_with_its_serial_on_a_line_of_its_own() -> None:
    (document,) = _parse("""
中华人民共和国国家发展和改革委员会

中华人民共和国财政部

令

第12号

《某某管理办法》已经审议通过，现予公布，自2018年5月1日起施行。

国家发展改革委主任：张某某

财政部部长：李某某

2018年3月2日

某某管理办法

第一章　总则

第一条　为了规范管理，制定本办法。

第二条　本办法所称某某，是指：

（一）甲类；

（二）乙类。

第二章　附则

第三条　本办法自2018年5月1日起施行。
""")
    assert document.title == "中华人民共和国国家发展和改革委员会 中华人民共和国财政部令"
    assert document.issuers == ("国家发展和改革委员会", "财政部")
    assert document.number == "国家发展和改革委员会财政部令第12号"
    assert document.signoff == "国家发展改革委主任：张某某 财政部部长：李某某"
    assert document.date == "2018-03-02"
    assert [enclosure.title for enclosure in document.enclosures] == ["某某管理办法"]
    items = [block.text for block in document.blocks if block.kind is BlockKind.ITEM]
    assert items == ["（一）甲类；", "（二）乙类。"]


def test_order_of_a_province_is_signed_by_its_governor() -> None:
    (document,) = _parse("""
四川省人民政府令

第330号

《四川省某某办法》已经2018年1月8日省人民政府第3次常务会议审议通过，现予公布，自2018年3月1日起施行。

省　长　尹　某

2018年1月15日

四川省某某办法

第一条　为了规范管理，制定本办法。

第二条　本办法自2018年3月1日起施行。
""")
    assert document.number == "四川省人民政府令第330号"
    assert document.issuers == ("四川省人民政府",)
    assert (document.signoff, document.date) == ("省长尹某", "2018-01-15")


def test_order_over_a_decision_of_the_same_title() -> None:
    (document,) = _parse("""
四川省人民政府关于废止和修改部分规章的决定

四川省人民政府令

第322号

《四川省人民政府关于废止和修改部分规章的决定》已经省政府第150次常务会议审议通过，现予公布，自公布之日起施行。

省长　尹力

2017年9月22日

四川省人民政府关于废止和修改部分规章的决定

为适应改革需要，省政府决定：

一、废止《四川省甲办法》（省政府令第100号）。

二、对《四川省乙办法》作如下修改：

（一）将第三条修改为：“甲乙丙。”

（二）删去第五条。

本决定自公布之日起施行。
""")
    assert document.number == "四川省人民政府令第322号"
    assert [enclosure.kind for enclosure in document.enclosures] == ["决定"]
    assert document.headings == ()  # 一、废止… and 二、对…作如下修改： are items


def test_decision_with_a_note_of_its_adoption_and_the_order_of_the_president() -> None:
    decision, order = _parse("""
全国人民代表大会常务委员会关于修改《中华人民共和国某某法》的决定

（2018年10月26日第十三届全国人民代表大会常务委员会第六次会议通过）

第十三届全国人民代表大会常务委员会第六次会议决定对《中华人民共和国某某法》作如下修改：

一、将第一条修改为：“为了规范，制定本法。”

二、增加一条，作为第三条。

本决定自公布之日起施行。

中华人民共和国主席令

第十四号

《全国人民代表大会常务委员会关于修改〈中华人民共和国某某法〉的决定》已由中华人民共和国第十三届全国人民代表大会常务委员会第六次会议于2018年10月26日通过，现予公布，自公布之日起施行。

中华人民共和国主席　某某某

2018年10月26日
""")
    assert decision.title == "全国人民代表大会常务委员会关于修改《中华人民共和国某某法》的决定"
    assert (decision.kind, decision.date) == ("决定", "2018-10-26")
    assert decision.issuers == ("全国人民代表大会常务委员会",)
    assert decision.blocks[1].kind is BlockKind.SOURCE_NOTE
    assert decision.headings == ()
    assert decision.doubts == ()
    assert order.number == "主席令第14号"
    assert order.issuers == ("中华人民共和国主席",)


def test_announcement_of_three_bodies_numbered_by_year() -> None:
    (document,) = _parse("""
财政部　税务总局　海关总署关于深化增值税改革有关政策的公告
财政部　税务总局　海关总署公告2019年第39号
为贯彻落实党中央、国务院决策部署，推进增值税实质性减税，现将2019年增值税改革有关事项公告如下：
一、增值税一般纳税人发生应税销售行为，原适用16%税率的，税率调整为13%。
二、本公告自2019年4月1日起执行。
特此公告。
财政部　税务总局　海关总署
2019年3月20日
""")
    assert document.issuers == ("财政部", "税务总局", "海关总署")
    assert document.number == "财政部税务总局海关总署公告2019年第39号"
    assert document.addressees is None
    assert document.date == "2019-03-20"


def test_announcement_with_its_year_and_serial_below_the_name() -> None:
    (document,) = _parse("""
中华人民共和国财政部公告

2018年第5号

现将有关事项公告如下。

财政部

2018年1月5日
""")
    assert document.title == "中华人民共和国财政部公告"
    assert document.number == "财政部公告2018年第5号"
    assert document.issuers == ("财政部",)


def test_report_of_a_government_to_its_assembly() -> None:
    (document,) = _parse("""
政府工作报告

——2018年1月26日在四川省第十三届人民代表大会第一次会议上

四川省人民政府代省长　尹某

各位代表：

现在，我代表省人民政府向大会作政府工作报告，请予审议。

一、过去五年工作回顾

过去五年成绩显著。

二、今后工作

继续努力。
""")
    assert document.title == "政府工作报告"
    assert (document.kind, document.date) == ("报告", "2018-01-26")
    assert document.addressees == "各位代表"
    assert _kinds(document)[:4] == ["title", "source_note", "source_note", "addressees"]
    assert [heading.text for heading in document.headings] == [
        "一、过去五年工作回顾",
        "二、今后工作",
    ]
    assert document.doubts == ()


def test_release_of_the_two_general_offices() -> None:
    (document,) = _parse("""
中共中央办公厅　国务院办公厅印发
《关于深化某某改革的意见》
近日，中共中央办公厅、国务院办公厅印发了《关于深化某某改革的意见》，并发出通知，要求各地区各部门结合实际认真贯彻落实。
《关于深化某某改革的意见》全文如下。
为深化改革，现提出如下意见。
一、总体要求
（一）指导思想。坚持以人民为中心。
（二）基本原则
——坚持党的领导。加强领导。
——坚持改革创新。勇于创新。
""")
    assert document.title == "中共中央办公厅 国务院办公厅印发《关于深化某某改革的意见》"
    assert document.issuers == ("中共中央办公厅", "国务院办公厅")
    assert [(h.level, h.text) for h in document.headings] == [
        (1, "一、总体要求"),
        (2, "（一）指导思想"),
        (2, "（二）基本原则"),
    ]


def test_chronicle_after_the_last_document() -> None:
    issue = parse(
        """
绵阳市人民政府关于甲事的通知

绵府发〔2016〕3号

各县市区人民政府：

甲事如下。

绵阳市人民政府

2016年8月8日

大事记

绵阳市人民政府大事记

（2016年8月）

1日　市长某某主持召开市政府常务会议，研究部署安全生产工作。

2日　副市长某某调研脱贫攻坚工作。
""".strip("\n")
    )
    notice, chronicle = issue.documents
    assert notice.lines == (1, 11)
    assert chronicle.title == "绵阳市人民政府大事记（2016年8月）"
    assert chronicle.issuers == ("绵阳市人民政府",)
    assert [(item.line, item.text) for item in issue.furniture] == [(13, "大事记")]
    assert notice.doubts == ()


def test_explanation_after_a_document() -> None:
    notice, explanation = _parse("""
绵阳市人民政府关于甲事的通知

绵府发〔2016〕3号

各县市区人民政府：

甲事如下。

绵阳市人民政府

2016年8月8日

《绵阳市某某管理办法》政策解读

一、出台背景

为贯彻落实国家要求，制定本办法。

二、主要内容

办法共五章。

（市住房城乡建设局供稿）
""")
    assert notice.lines == (1, 11)
    assert explanation.title == "《绵阳市某某管理办法》政策解读"
    assert [heading.text for heading in explanation.headings] == ["一、出台背景", "二、主要内容"]
    assert explanation.blocks[-1].kind is BlockKind.SOURCE_NOTE


def test_red_head_is_no_running_head() -> None:
    issue = parse(
        """
四川省人民政府文件
川府发〔2018〕10号
四川省人民政府
关于进一步做好某某工作的通知
各市（州）人民政府，省政府各部门、各直属机构：
为做好工作，现通知如下：
一、加强领导。各地要高度重视。
二、落实责任。各部门要各负其责。
四川省人民政府
2018年2月13日
""".strip("\n")
    )
    (document,) = issue.documents
    assert issue.furniture == ()
    assert _kinds(document)[:4] == ["masthead", "number", "title", "addressees"]
    assert document.issuers == ("四川省人民政府",)


def test_three_issuers_on_two_lines() -> None:
    (document,) = _parse("""
四川省财政厅　四川省教育厅
四川省人力资源和社会保障厅
关于印发《某某资金管理办法》的通知
川财规〔2018〕1号
各市（州）财政局、教育局、人力资源社会保障局：
现将《某某资金管理办法》印发给你们，请遵照执行。
四川省财政厅
四川省教育厅
四川省人力资源和社会保障厅
2018年3月1日
某某资金管理办法
第一章　总　则
第一条　为加强管理，制定本办法。
第二章　附　则
第二条　本办法自2018年4月1日起施行。
""")
    names = ("四川省财政厅", "四川省教育厅", "四川省人力资源和社会保障厅")
    assert document.issuers == names
    assert document.title == " ".join(names) + "关于印发《某某资金管理办法》的通知"
    assert document.signoff == " ".join(names)


def test_letter_with_an_attachment() -> None:
    (document,) = _parse("""
四川省人民政府办公厅关于同意建立某某联席会议制度的函

川办函〔2018〕9号

省发展改革委：

你委《关于建立某某联席会议制度的请示》（川发改〔2018〕2号）收悉。经省政府同意，现函复如下：

省政府同意建立某某联席会议制度。联席会议不刻制印章，不正式行文，请按照有关文件精神认真组织开展工作。

附件：某某联席会议制度

四川省人民政府办公厅

2018年1月9日

附件

某某联席会议制度

一、主要职能

研究协调重大问题。

二、成员单位

省发展改革委、财政厅等。
""")
    assert document.kind == "函"
    assert document.addressees == "省发展改革委"
    assert [(a.title, a.lines) for a in document.attachments] == [("某某联席会议制度", (17, 27))]


def test_remarks_and_empty_attachments() -> None:
    (document,) = _parse("""
国务院办公厅关于印发某某规划的通知
国办发〔2019〕20号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
《某某规划》已经国务院同意，现印发给你们，请认真贯彻执行。
国务院办公厅
2019年5月5日
（此件公开发布）
某某规划
（本文有删减）
为做好工作，制定本规划。
一、总体要求
坚持稳中求进。
附件：1．指标表
2．任务表
附件1
指标表
附件2
任务表
主题词：劳动　就业　通知
抄送：党中央各部门。
国务院办公厅秘书局 2019年5月6日印发
""")
    remarks = [block.text for block in document.blocks if block.kind is BlockKind.REMARK]
    assert remarks == ["（此件公开发布）", "（本文有删减）"]
    assert [(a.title, a.lines) for a in document.attachments] == [
        ("指标表", (15, 16)),
        ("任务表", (17, 21)),
    ]
    assert [block.text for block in document.blocks if block.kind is BlockKind.COPIES] == [
        "主题词：劳动就业通知",
        "抄送：党中央各部门。",
        "国务院办公厅秘书局2019年5月6日印发",
    ]


def test_lists_of_members_in_the_body() -> None:
    (document,) = _parse("""
国务院办公厅关于成立某某领导小组的通知

国办发〔2018〕30号

各省、自治区、直辖市人民政府：

国务院决定成立领导小组。现将有关事项通知如下：

一、主要职责

负责协调。

二、组成人员

组　长：李某某　国务院副总理

副组长：王某某　财政部部长

　　　　张　某　国务院副秘书长

成　员：赵某某　外交部副部长

　　　　钱　某　工业和信息化部副部长

三、其他事项

领导小组办公室设在财政部。

国务院办公厅

2018年4月8日
""")
    (table,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert table.lines == (15, 23)
    assert table.text.split("\n") == [
        "组长\t李某某\t国务院副总理",
        "副组长\t王某某\t财政部部长",
        "\t张某\t国务院副秘书长",
        "成员\t赵某某\t外交部副部长",
        "\t钱某\t工业和信息化部副部长",
    ]
    assert [heading.text for heading in document.headings] == [
        "一、主要职责",
        "二、组成人员",
        "三、其他事项",
    ]


def test_members_with_two_offices() -> None:
    (document,) = _parse("""
绵阳市人民政府办公室
关于调整某某领导小组成员的通知
绵府办函〔2017〕12号
各县市区人民政府，科技城管委会，各园区管委会，科学城办事处，市级各部门：
因人事变动和工作需要，经市政府同意，决定对某某领导小组成员进行调整。现将调整后的名单通知如下：
组　长：刘　某　市委副书记、市政府市长
副组长：李某某　市政府副市长
　　　　王　某　市政府秘书长
成　员：赵某某　市发展改革委主任
　　　　钱　某　市经信委主任
　　　　孙某某　市财政局局长
领导小组办公室设在市发展改革委，由赵某某兼任办公室主任。
绵阳市人民政府办公室
2017年1月20日
""")
    (table,) = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    assert table.lines == (6, 11)
    assert table.text.split("\n")[0] == "组长\t刘某\t市委副书记、市政府市长"


def test_forwarded_opinion_names_its_authors_below_its_title() -> None:
    (document,) = _parse("""
四川省人民政府办公厅转发省发展改革委等部门
关于某某意见的通知
川办发〔2017〕30号
各市（州）人民政府：
省发展改革委、财政厅《关于某某的意见》已经省政府同意，现转发给你们，请认真贯彻执行。
四川省人民政府办公厅
2017年4月7日
关于某某的意见
省发展改革委　财政厅
为推进某某工作，现提出如下意见。
一、总体要求
坚持统筹规划。
二、工作措施
加大投入力度。
""")
    (enclosure,) = document.enclosures
    assert enclosure.issuers == ("省发展改革委", "财政厅")
    assert enclosure.lines == (8, 14)
    signed = [block for block in document.blocks if block.lines == (9, 9)]
    assert [(block.kind, block.part) for block in signed] == [(BlockKind.SIGNOFF, Part.ENCLOSURE)]


def test_regulation_without_any_blank_line() -> None:
    first, second = _parse("""
四川省人民政府
关于印发某某规定的通知
川府发〔2017〕12号
各市（州）、县（市、区）人民政府，省政府各部门、各
直属机构，有关单位：
现将《某某规定》印发给你们，请遵照执行。
四川省人民政府
2017年3月6日
某某规定
第一章　总则
第一条　为加强某某管理，规范某某行为，保护公民、
法人和其他组织的合法权益，根据《中华人民共和国某某
法》等法律、法规，结合四川省实际，制定本规定。
第二条　在四川省行政区域内从事某某活动，适用本规
定。
第三条　某某管理应当遵循公开、公平、公正的原则。
—３—
第二章　管理职责
第四条　县级以上地方人民政府应当加强对某某工作的
领导，履行下列职责：
（一）制定规划；
（二）保障经费，将某某工作经费列入本级财政预算并
足额拨付；
（三）法律、法规规定的其他职责。
第五条　本规定自2017年5月1日起施行。
四川省人民政府办公厅
关于甲事的通知
川办发〔2017〕15号
各市（州）人民政府：
甲事如下。
四川省人民政府办公厅
2017年3月8日
""")
    assert first.lines == (1, 25)
    assert second.lines == (26, 32)
    running = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
    assert [block.lines for block in first.blocks if block.kind in running] == [
        (6, 6), (10, 10), (11, 13), (14, 15), (16, 16), (18, 18), (19, 20), (21, 21), (22, 23),
        (24, 24), (25, 25),
    ]  # fmt: skip


def test_lists_that_break_off_at_a_comma_go_on() -> None:
    (document,) = _parse("""
四川省人民政府关于表彰2017年度某某先进单位的决定
川府发〔2018〕6号
各市（州）人民政府：
省政府决定对成都市等单位予以表彰。
附件：2017年度某某先进单位名单
四川省人民政府
2018年2月7日
附件
2017年度某某先进单位名单
一、先进市（5个）
成都市、绵阳市、德阳市、
宜宾市、泸州市
二、先进县（6个）
大邑县　双流县　金堂县
江油市　三台县　盐亭县
三、先进个人（4名）
张三　　成都市财政局
李四　　绵阳市水务局
王小五　德阳市农业局
赵六　　宜宾市林业局
""")
    texts = [block.text for block in document.blocks]
    assert "成都市、绵阳市、德阳市、宜宾市、泸州市" in texts
    assert document.doubts == ()


def test_web_page_with_indents_and_a_table_of_whole_rows() -> None:
    (document,) = _parse("""
国务院关于印发某某方案的通知
国发〔2018〕22号

　　各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
　　现将《某某方案》印发给你们，请认真贯彻执行。

国务院
2018年6月27日

　　（此件公开发布）

某某方案

　　某某是党的十九大作出的重大决策部署，事关满足人民日益增长的美好生活需要。为加快改善环境，制定本方案。
　　一、总体要求
　　（一）指导思想。以习近平新时代中国特色社会主义思想为指导，坚持新发展理念。
　　（二）目标指标。经过3年努力，大幅减少排放总量。到2020年，排放总量分别比2015年下降15%以上。
　　二、调整优化结构
　　（三）优化产业布局。各地完成编制工作。（生态环境部牵头，自然资源部等参与）
　　专栏1　重点工程
　　1.甲工程。建设甲。
　　2.乙工程。建设乙。
　　附件：重点任务分工

附件

重点任务分工

序号	任务	部门	时限
1	完成甲	生态环境部	2018年底前
2	完成乙	财政部	持续实施
""")
    (table,) = document.attachments
    assert table.columns == ("序号", "任务", "部门", "时限")
    assert table.rows == (
        ("1", "完成甲", "生态环境部", "2018年底前"),
        ("2", "完成乙", "财政部", "持续实施"),
    )
    assert document.doubts == ()  # nothing was rearranged


def test_narrow_columns_with_full_width_digits_and_square_brackets() -> None:
    (document,) = _parse("""
绵阳市人民政府
关于加快推进某某工作的
实施意见
绵府发〔2017〕8号
各县市区人民政府，科技城管委会，各园区管委会，科学城
办事处，市级各部门：
为贯彻落实省政府部署，结合我市实际，提出以下意见。
一、总体要求
（一）指导思想
深入贯彻党的十八大精神，坚持创新驱动，加快推进某某工
作，努力实现绵阳跨越发展，提高人民群众获得感。
（二）发展目标
到２０２０年，全市某某规模达到１００亿元，年均增长１２．５％
以上。
二、主要任务
（一）加强基础建设。加大投入力度，推进项目建设，加快补
齐短板。［牵头单位：市发展改革委；责任单位：市财政局］
１．推进交通建设。加快高速公路建设，到２０１８年底建成通
车里程５００公里。
２．推进水利建设。加快灌区配套，新增有效灌溉面积１０
万亩。
（二）加强产业培育。大力培育优势产业，支持企业做大做
强，推动产业转型升级。
绵阳市人民政府
２０１７年３月１６日
""")
    assert document.title == "绵阳市人民政府关于加快推进某某工作的实施意见"
    running = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
    assert [block.lines for block in document.blocks if block.kind in running] == [
        (7, 7), (8, 8), (9, 9), (10, 11), (12, 12), (13, 14), (15, 15), (16, 17), (18, 19),
        (20, 21), (22, 23),
    ]  # fmt: skip


def test_title_printed_twice() -> None:
    issue = parse("""包某市人民政府办公室关于印发《甲办法》的通知
包某市人民政府办公室关于印发《甲办法》的通知
包府办发〔2022〕43号
各旗、县、区人民政府：
现将《甲办法》印发给你们。
2022年4月14日
""")
    (document,) = issue.documents
    assert document.lines == (2, 6)
    assert [(item.line, item.reason) for item in issue.furniture] == [(1, "题录")]


def test_a_list_of_bodies_below_an_issued_title_has_no_signers() -> None:
    (document,) = _parse("""
某省人民政府关于公布某某单位名单的通知
某府发〔2018〕9号
各市人民政府：
现将《某某单位名单》公布如下。
某省人民政府
2018年5月3日
某某单位名单
教育厅
科技厅
财政厅
水利厅
农业厅
""")
    assert document.signoff == "某省人民政府"
    assert [block.lines for block in document.blocks if block.kind is BlockKind.SIGNOFF] == [(5, 5)]


def test_regulation_with_contents_of_its_own() -> None:
    issue = parse("""四川省某某条例
（2017年6月3日四川省第十二届人民代表大会常务委员会第三十四次会议通过）
目　录
第一章　总则
第二章　附则
第一章　总则
第一条　为了规范，制定本条例。
第二章　附则
第二条　本条例自2017年10月1日起施行。
""")
    (document,) = issue.documents
    assert document.title == "四川省某某条例"
    assert (document.kind, document.date) == ("条例", "2017-06-03")
    assert [heading.text for heading in document.headings] == [
        "第一章　总则",
        "第一条",
        "第二章　附则",
        "第二条",
    ]
    assert [(item.line, item.reason) for item in issue.furniture] == [
        (3, "目录"),
        (4, "目录"),
        (5, "目录"),
    ]


def test_a_line_that_ends_in_a_comma_goes_on_where_most_lines_are_whole() -> None:
    (document,) = _parse("""
绵阳市人民政府
关于禁止燃放烟花爆竹的通告
绵府通〔2017〕2号
为加强烟花爆竹安全管理，根据《烟花爆竹安全管理条例》等规定，
现将有关事项通告如下：
一、禁放区域。绕城高速以内区域全年禁止燃放。
二、违反本通告的，由公安机关依法处罚。
三、本通告自2017年1月20日起施行。
绵阳市人民政府
2017年1月16日
""")
    assert [block.lines for block in document.blocks[2:4]] == [(4, 5), (6, 6)]
    assert document.doubts == ()


def test_a_text_alone_whose_title_names_no_issuer() -> None:
    (document,) = _parse("""
关于做好某某工作的通知
各市（州）财政局：
为做好某某工作，现通知如下。
四川省财政厅
2018年5月8日
""")
    assert document.title == "关于做好某某工作的通知"
    assert document.issuers == ("四川省财政厅",)
    assert document.addressees == "各市（州）财政局"
    assert document.doubts == ()


def test_a_contingency_plan_counts_in_decimals() -> None:
    (document,) = _parse("""
某省人民政府办公厅
关于印发某省某某应急预案的通知
某办发〔2018〕80号
各市（州）人民政府：
《某省某某应急预案》已经省政府同意，现印发给你们，请认真组织实施。
某省人民政府办公厅
2018年10月26日
某省某某应急预案
1 总则
1.1 编制目的
健全应对工作机制，保障人民群众生命财产安全。
1.2 编制依据
依据有关法律法规，制定本预案。
2 组织指挥体系
2.1 省级组织指挥机构
某厅负责日常监督管理工作。
""")
    assert [(heading.level, heading.lines[0]) for heading in document.headings] == [
        (1, 9),
        (2, 10),
        (2, 12),
        (1, 14),
        (2, 15),
    ]
    assert [enclosure.title for enclosure in document.enclosures] == ["某省某某应急预案"]


def test_bodies_and_date_in_brackets_sign_a_forwarded_text() -> None:
    (document,) = _parse("""
国务院办公厅转发财政部等部门
关于某事意见的通知
国办发〔2005〕38号
各省、自治区、直辖市人民政府：
财政部、农业部《关于某事的意见》已经国务院同意，现转发给你们，请认真贯彻执行。
国务院办公厅
二〇〇五年七月十四日
关于某事的意见
（财政部 农业部 二〇〇五年七月一日）
按照部署，提出如下意见。
""")
    assert (document.date, document.signoff) == ("2005-07-14", "国务院办公厅")
    (enclosure,) = document.enclosures
    assert (enclosure.signoff, enclosure.date) == ("财政部 农业部", "2005-07-01")
    assert [block.lines for block in document.blocks if block.kind is BlockKind.PARAGRAPH] == [
        (5, 5),
        (10, 10),
    ]


def test_a_regulation_below_the_announcement_that_promulgates_it() -> None:
    (document,) = _parse("""
某省第十三届人民代表大会常务委员会公告
（第15号）
《某省老年人权益保障条例》已由某省第十三届人民代表大会常务委员会第五次会议通过，现予公布。
某省人民代表大会常务委员会
2018年7月26日
某省老年人权益保障条例
（2018年7月26日某省第十三届人民代表大会常务委员会第五次会议通过）
第一条　为了保障权益，制定本条例。
第二条　本条例自2018年10月1日起施行。
""")
    assert document.lines == (1, 9)
    assert document.kind == "公告"
    assert document.date == "2018-07-26"
    assert [enclosure.title for enclosure in document.enclosures] == ["某省老年人权益保障条例"]


def test_a_line_that_breaks_after_the_word_issued_is_no_imprint() -> None:
    (document,) = _parse("""
某省人民政府办公厅关于印发某预案的通知
某办发〔2018〕8号
各市：
修订后的预案已经省政府同意，现印发给你
们，请认真组织实施。2013年10月24日印发
的《某预案》（某办发〔2013〕6号）同时废止。
某省人民政府办公厅
2018年10月26日
""")
    assert "copies" not in _kinds(document)


def test_a_decision_lists_what_it_amends() -> None:
    (document,) = _parse("""
全国人民代表大会常务委员会关于修改甲法的决定
（2018年12月29日第十三届全国人民代表大会常务委员会第七次会议通过）
第十三届全国人民代表大会常务委员会第七次会议决定：
一、对《甲法》作出修改
将第三条修改为：“甲乙丙。”
本决定自公布之日起施行。
""")
    assert document.addressees is None
    assert document.date == "2018-12-29"
