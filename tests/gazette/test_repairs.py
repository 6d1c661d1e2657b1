import pytest

from zhupi.gazette.lines import split
from zhupi.gazette.repairs import repair


def _texts(raw: str) -> list[str]:
    return [line.text for line in repair(split(raw))[0]]


def test_glyphs_of_the_yi_block_and_guillemets() -> None:
    lines, repairs = repair(split("出台«规程»\ua3ac深入\ua3ae"))
    assert lines[0].text == "出台《规程》，深入。"
    assert [(r.before, r.after) for r in repairs] == [
        ("«", "《"),
        ("»", "》"),
        ("\ua3ac", "，"),
        ("\ua3ae", "。"),
    ]
    assert {r.line for r in repairs} == {1}


def test_signs_of_a_ratio_that_stand_for_colons() -> None:
    lines, repairs = repair(split("各省人民政府∶\n比例尺1∶500，备注∶无\n附件︰名单"))
    # In a line with a ratio it is not told which is which.
    assert [line.text for line in lines] == [
        "各省人民政府：",
        "比例尺1∶500，备注∶无",
        "附件：名单",
    ]
    assert [(r.line, r.before, r.after) for r in repairs] == [(1, "∶", "："), (3, "︰", "：")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("新设市场主体 １８１ ８９ 万户", "新设市场主体 １８１．８９ 万户"),
        ("涉及改革事项的市场主体 １１０ ６２", "涉及改革事项的市场主体 １１０．６２"),
        ("４ ６ 万户", "４．６ 万户"),
        ("今年 １—１０ 月", "今年 １—１０ 月"),
        ("２０２１ 年 ７ 月以来", "２０２１ 年 ７ 月以来"),
        ("引导 １０５４ 户企业", "引导 １０５４ 户企业"),
    ],
)
def test_lost_decimal_points(before: str, after: str) -> None:
    assert _texts(before) == [after]


def test_a_lone_mark_stands_for_zhi_where_it_makes_a_word() -> None:
    lines, repairs = repair(split("推行货币化安\n!\n\n。提高\n\n比例"))
    assert [line.text for line in lines] == ["推行货币化安", "置", "。提高", "比例"]
    assert [line.glued for line in lines] == [False, True, True, False]
    assert [(r.line, r.before, r.after) for r in repairs] == [(2, "!", "置")]


def test_another_lone_mark_is_left_alone() -> None:
    assert _texts("大家好\n!\n再见") == ["大家好", "!", "再见"]


def test_dots_that_were_quotation_marks() -> None:
    assert _texts("建设．海外仓．项目") == ["建设“海外仓”项目"]
    assert _texts("１．加快建设．２．提升") == ["１．加快建设．２．提升"]
