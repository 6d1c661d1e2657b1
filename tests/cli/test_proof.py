"""The proof sheet: what a person sees of a small gazette whose reading is known by hand."""

from pathlib import Path

import pytest

from zhupi.cli import proof
from zhupi.gazette import parse
from zhupi.gazette.model import Furniture, Issue, Repair
from zhupi.readers import RawText

GAZETTE = """某某市人民政府公报 2018年 第4期

某某市人民政府关于印发某某办法的通知

某府发〔2018〕3号

各县人民政府：

现将《某某办法》印发给你们。

某某市人民政府

2018年1月8日

某某办法

第一章　总则

第一条　为规范管理，制定本办法。

5

某某市人民政府关于乙事的意见

某府发〔2018〕4号

各县人民政府：

一、重点\ue010任务

要加强领导，

二、保障措施

要落实到位。
"""


@pytest.fixture
def sheet() -> str:
    raw = RawText(Path("公报.txt"), b"", "ab12", "utf-8", GAZETTE, damaged=0)
    return proof.sheet(raw, parse(GAZETTE))


def test_the_file_and_its_counts(sheet: str) -> None:
    assert sheet.splitlines()[:3] == [
        "公报.txt　utf-8　sha256 ab12",
        "某某市人民政府公报　2018年　第4期",
        "公文 2 件，非正文 2 行，修复 1 处，存疑 1 处",
    ]


def test_the_fields_of_a_document(sheet: str) -> None:
    first = sheet[sheet.index("【1】") : sheet.index("【2】")]
    assert first.splitlines()[:8] == [
        "【1】某某市人民政府关于印发某某办法的通知",
        "  发文字号：某府发〔2018〕3号",
        "  发文机关：某某市人民政府",
        "  文种：通知",
        "  日期：2018-01-08",
        "  主送：各县人民政府",
        "  落款：某某市人民政府",
        "  行：3–19，9 段",
    ]


def test_the_outline_is_indented_by_level(sheet: str) -> None:
    assert "        17  第一章　总则\n        19    第一条（连排）\n" in sheet


def test_enclosures_stand_with_their_lines(sheet: str) -> None:
    assert "  印发、转发\n    15–19 行　某某办法\n" in sheet


def test_missing_fields_and_doubts_are_told(sheet: str) -> None:
    second = sheet[sheet.index("【2】") :]
    assert "  未见：日期、落款\n" in second
    assert "  存疑\n    31 行　句子没有完：" in second


def test_furniture_with_line_and_reason(sheet: str) -> None:
    assert "  栏头（1 行）\n         1  某某市人民政府公报 2018年 第4期\n" in sheet
    assert "  页码（1 行）\n    21:5\n" in sheet


def test_repairs_show_code_points_that_no_font_has(sheet: str) -> None:
    assert "  字形还原　U+E010 → ．（1 处）\n    29\n" in sheet


def test_like_lines_and_like_repairs_stand_together() -> None:
    issue = Issue(
        furniture=tuple(Furniture(line, "上级文件", "栏头") for line in (1, 908)),
        repairs=tuple(Repair(line, "!", "置", "还原丢失的“置”字") for line in (7, 9)),
    )
    shown = proof.sheet(RawText(Path("a.txt"), b"", "00", "utf-8", "", damaged=3), issue)
    assert "     1、908  上级文件\n" in shown
    assert "有 3 个字符无法解码\n" in shown
    assert "! → 置（2 处）\n    7  9\n" in shown
