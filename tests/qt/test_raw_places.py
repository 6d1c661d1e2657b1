"""Where repairs were made, found again from what they say of themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette import lines as raw_lines
from zhupi.gazette.model import Repair
from zhupi.gazette.repairs import repair
from zhupi.qt.raw_places import places


def found(raw: str) -> list[tuple[str, str]]:
    """What the parser puts right in a line, each with the raw characters shown for it."""
    _, made = repair(raw_lines.split(raw))
    shown = []
    for one, columns in zip(made, places(raw, made), strict=True):
        assert columns is not None
        shown.append((raw[slice(*columns)], one.after))
    return shown


def test_the_same_glyph_twice_has_two_places() -> None:
    # Line 12 of the fourth bundled gazette.
    raw = "时事中事后监管“跟不上”“接不住”的问题ꎮ ２０２１ 年 ７ 月以来ꎬ全"
    made = [Repair(12, "ꎮ", "。", "字形还原"), Repair(12, "ꎬ", "，", "字形还原")]
    stop, comma = raw.index("ꎮ"), raw.index("ꎬ")
    assert places(raw, made) == [(stop, stop + 1), (comma, comma + 1)]


def test_a_lost_point_is_shown_at_both_its_numbers() -> None:
    # Line 14 of the same.
    raw = "省新设市场主体 １８１ ８９ 万户ꎬ涉及改革事项的市场主体 １１０ ６２"
    assert found(raw) == [
        ("ꎬ", "，"),
        ("１８１ ８９", "１８１．８９"),
        ("１１０ ６２", "１１０．６２"),
    ]


def test_a_rule_that_saw_what_another_had_put_right_is_shown_at_the_raw_characters() -> None:
    assert found("实行\ue010一站式\ue010服务") == [
        ("\ue010", "．"),
        ("\ue010", "．"),
        ("\ue010一站式\ue010", "“一站式”"),
    ]


def test_a_number_is_not_found_inside_another() -> None:
    assert places("共113 5和3 5万", [Repair(1, "3 5", "3．5", "还原丢失的小数点")]) == [(7, 10)]


def test_what_is_not_there_has_no_place() -> None:
    assert places("甲乙", [Repair(1, "丙", "丁", "字形还原")]) == [None]


@given(st.text(alphabet="国ꎮꎬ«»1２ .．万\ue010", max_size=24))
def test_every_repair_of_a_line_is_found(raw: str) -> None:
    _, made = repair(raw_lines.split(raw))
    before = 0
    rule = ""
    for one, columns in zip(made, places(raw, made), strict=True):
        assert columns is not None
        assert columns[0] < columns[1] <= len(raw)
        if one.rule == rule:
            assert columns[0] >= before
        rule, before = one.rule, columns[1]
