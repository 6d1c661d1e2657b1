"""From when and until when a text is in force; sentences and days worked out by hand."""

from __future__ import annotations

import pytest

from zhupi.gazette.model import Block, BlockKind, Document, Enclosure, Issue, Part
from zhupi.gazette.statements import Validity
from zhupi.gazette.validity import validities

DATED = "2018-03-10"


def said(text: str, *, dated: str | None = DATED, title: str = "甲市某某办法") -> Validity | None:
    block = Block(BlockKind.PARAGRAPH, text, (1, 1))
    document = Document(title, None, (), None, dated, None, None, True, (1, 1), (block,))
    found = validities(document)
    assert len(found) <= 1
    for one in found:
        assert document.text[one.start : one.end] == one.words
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "starts", "ends", "reckoned"),
    [
        ("第二十九条 本办法自2018年5月1日起施行，有效期5年。", "2018-05-01", "2023-04-30", False),
        ("本办法自2018年5月1日起施行，有效期五年。", "2018-05-01", "2023-04-30", False),
        ("本办法自二〇一八年五月一日起施行。", "2018-05-01", None, False),
        ("本规定自印发之日起实施，有效期5年。", "2018-03-10", "2023-03-09", True),
        ("本意见至发布之日起施行，有效期3年。", "2018-03-10", "2021-03-09", True),
        ("本细则自公布之日起30日后施行，有效期两年。", "2018-04-09", "2020-04-08", True),
        ("本办法自发布之日起施行。有效期五年。", "2018-03-10", "2023-03-09", True),
        ("自2018年4月1日起执行，有效期至2020年12月31日。", "2018-04-01", "2020-12-31", False),
        ("本通知有效期至2020年12月31日。", None, "2020-12-31", False),
        ("本政策有效期为2018年1月1日至2020年12月31日。", "2018-01-01", "2020-12-31", False),
        ("本方案自2018年1月1日起至2020年12月31日止。", "2018-01-01", "2020-12-31", False),
        ("本措施自印发之日起施行，执行至2020年底。", "2018-03-10", "2020-12-31", True),
        ("本办法自2018年7月1日起试行，试行期一年。", "2018-07-01", "2019-06-30", False),
        ("本办法自2018年7月1日起施行，试行2年。", "2018-07-01", "2020-06-30", False),
        ("本规定有效期为5年。", None, "2023-03-09", True),
        ("本办法自2020年2月29日起施行，有效期1年。", "2020-02-29", "2021-02-28", False),
        ("本办法自2018年1月1日起施行，有效期6个月。", "2018-01-01", "2018-06-30", False),
        ("《甲市条例》已经通过，现予公布，自2018年5月1日起施行。", "2018-05-01", None, False),
        ("本通告有效期：2018年5月1日至2018年10月31日。", "2018-05-01", "2018-10-31", False),
        ("本意见执行期限为2018年1月1日—2020年12月31日。", "2018-01-01", "2020-12-31", False),
        ("本措施有效期3年，从2018年5月1日起计算。", "2018-05-01", "2021-04-30", False),
        ("第三十条 本解释自2018年5月1日起施行。", "2018-05-01", None, False),
        ("第九十条 本法自2018年5月1日起施行。", "2018-05-01", None, False),
        ("三、本公告自2018年5月1日起施行。", "2018-05-01", None, False),
        ("本文件自2018年5月1日起施行。", "2018-05-01", None, False),
        (
            "本实施细则（试行）从2018年5月1日起生效，有效期限为3年",
            "2018-05-01",
            "2021-04-30",
            False,
        ),
    ],
)
def test_terms(text: str, starts: str | None, ends: str | None, reckoned: bool) -> None:
    found = said(text)
    assert found is not None
    assert (found.starts, found.ends, found.reckoned) == (starts, ends, reckoned)


@pytest.mark.parametrize(
    "text",
    [
        "采矿许可证有效期5年。",
        "本办法所称许可证有效期为5年。",
        "《甲条例》自2018年1月1日起施行，各地抓好落实。",
        "证件超过有效期限造成的无户口人员，可以申报登记。",
        "培训合格证书有效期3年。",
        "养老金标准从2018年1月1日起执行。",
        "有效期届满30日前提出申请。",
        "本办法施行前已经办理的，继续有效。",
        "有效期：5年。",
        "本办法所称合同，自签订之日起生效，有效期3年。",
        "本办法规定的许可，有效期5年。",
        "自2016年7月1日起至2017年6月30日止，购买新建商品住房的，给予补贴。",
        "第三十条修改为：“本办法自2018年7月1日起施行，有效期5年。”",
        "本市依法自2018年1月1日起施行新的办法。",
        "",
    ],
)
def test_terms_of_other_things(text: str) -> None:
    assert said(text) is None


def test_without_a_date_nothing_is_counted() -> None:
    found = said("本规定自印发之日起实施，有效期5年。", dated=None)
    assert found is not None
    assert (found.starts, found.ends) == (None, None)
    assert "有效期5年" in found.words


def test_no_such_day_is_no_day() -> None:
    found = said("本办法自2018年5月1日起施行，有效期至2020年2月30日。")
    assert found is not None
    assert (found.starts, found.ends) == ("2018-05-01", None)


@pytest.mark.parametrize("title", ["甲市某某办法（试行）", "甲市某某暂行办法"])
def test_a_trial(title: str) -> None:
    found = said("本办法自2018年5月1日起施行。", title=title)
    assert found is not None
    assert found.trial
    plain = said("本办法自2018年5月1日起施行。")
    assert plain is not None
    assert not plain.trial


def test_the_notice_and_what_it_issues_each_have_their_own() -> None:
    blocks = (
        Block(BlockKind.PARAGRAPH, "现将《甲办法》印发给你们，请遵照执行。", (1, 1)),
        Block(BlockKind.PARAGRAPH, "本通知自印发之日起施行。", (2, 2)),
        Block(BlockKind.ENCLOSURE_TITLE, "甲办法", (3, 3), Part.ENCLOSURE),
        Block(BlockKind.PARAGRAPH, "第九条 本办法自2018年5月1日起施行，有效期2年。", (4, 4)),
    )
    notice = Document(
        "甲市关于印发甲办法的通知", None, (), None, DATED, None, None, True, (1, 4), blocks,
        enclosures=(Enclosure("甲办法", None, (3, 4)),),
    )  # fmt: skip
    assert [(one.enclosure, one.starts, one.ends) for one in validities(notice)] == [
        (0, "2018-03-10", None),
        (1, "2018-05-01", "2020-04-30"),
    ]


def test_new_wording_of_another_text_is_not_of_this() -> None:
    blocks = (
        Block(BlockKind.PARAGRAPH, "一、将第三十条修改为：", (1, 1)),
        Block(BlockKind.PARAGRAPH, "“第三十条 本办法自2019年1月1日起施行，有效期5年。", (2, 2)),
        Block(BlockKind.PARAGRAPH, "“本办法有效期届满自动失效。”", (3, 3)),
        Block(BlockKind.PARAGRAPH, "本决定自2019年2月1日起施行。", (4, 4)),
    )
    decision = Document(
        "甲市关于修改乙办法的决定", None, (), None, DATED, None, None, True, (1, 4), blocks
    )
    assert [(one.starts, one.ends) for one in validities(decision)] == [("2019-02-01", None)]


def test_the_seeds(issues: dict[str, Issue]) -> None:
    """Read by eye: every sentence of the five with 日起施行 or 有效期."""
    found = [
        (number, one.starts, one.ends)
        for number, issue in issues.items()
        for document in issue.documents
        for one in validities(document)
    ]
    assert found == [
        ("001", "2018-04-01", "2023-03-31"),  # 基本单位名录库管理办法, from a day named
        ("001", "2018-02-12", "2021-02-11"),  # 造林合作社, 至发布之日起
        ("002", "2016-08-12", None),  # 安全生产工作考核办法
        ("004", "2016-06-25", "2021-06-24"),  # 外来企业投诉处理规定, dated 2016-06-25
    ]
