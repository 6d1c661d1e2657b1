"""Names of sections between documents; each judged by hand."""

from __future__ import annotations

import pytest

from zhupi.gazette import parse
from zhupi.gazette.furniture import RUNNING_HEAD

FIRST = """四川省人民政府关于某事的通知
川府发〔2018〕1号

各市（州）人民政府：
    现通知如下。
四川省人民政府
2018年1月2日

"""
SECOND = FIRST.replace("某事", "乙事").replace("1号", "2号")
ORDER = """四川省人民政府令
第352号

《四川省某办法》已经省政府常务会议通过，现予公布，自2020年1月1日起施行。
省长　张某
2019年12月1日

四川省某办法
第一条　为了某事，制定本办法。
第二条　本办法自2020年1月1日起施行。

"""


@pytest.mark.parametrize(
    "name",
    [
        "四川省人民政府规章",
        "省政府规章",
        "四川省人民政府办公厅文件",
        "四川省人民政府令",
        "特　载",
        "【省政府文件】",
        "· 部门文件 ·",
        "重要会议",
        "公　告",
        "优化营商环境专辑",
    ],
)
def test_a_section_between_documents_is_text_of_neither(name: str) -> None:
    issue = parse(f"{FIRST}{name}\n\n{SECOND}")
    assert [document.number for document in issue.documents] == [
        "川府发〔2018〕1号",
        "川府发〔2018〕2号",
    ]
    assert issue.documents[0].blocks[-1].text == "2018年1月2日"
    assert [(item.line, item.text, item.reason) for item in issue.furniture] == [
        (9, name, RUNNING_HEAD)
    ]


def test_a_section_below_rules() -> None:
    issue = parse(f"{ORDER}政策解读\n\n{FIRST}")
    assert issue.documents[0].blocks[-1].text.endswith("自2020年1月1日起施行。")
    assert [item.text for item in issue.furniture] == ["政策解读"]


@pytest.mark.parametrize(
    "line",
    [
        "（此件公开发布）",
        "附件",
        "附件：某事项清单",
        "抄送：省委各部门",
        "省长　张某",
        "代省长　张某某",
        "王某某",
        "四川省人民政府办公厅",
        "以上各点请抓好落实。",
    ],
)
def test_what_closes_a_document_is_its_text(line: str) -> None:
    issue = parse(f"{FIRST}{line}\n\n{SECOND}")
    assert not issue.furniture
    first = issue.documents[0]
    assert "".join(line.split()) in "".join(first.text.split()) + "".join(
        issue.documents[1].text.split()
    )
