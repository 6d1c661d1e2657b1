"""Joining lines: columns of 22 em, first lines of 20, as in the bundled gazettes."""

from __future__ import annotations

from zhupi.gazette.lines import split
from zhupi.gazette.paragraphs import join
from zhupi.gazette.repairs import repair
from zhupi.gazette.sheets import sheet_of

FULL = "字" * 22
FIRST = "字" * 20


def _runs(*lines: str) -> list[tuple[int, int, bool]]:
    """Join ``lines`` with enough prose behind them to show the column."""
    tail = [FIRST, *[FULL] * 9, "字。"]
    sheet = sheet_of(repair(split("\n\n".join([*lines, *tail])))[0])
    runs = join(sheet)
    return [(run.first, run.last, run.heading) for run in runs if run.last < len(lines)]


def test_a_full_line_that_ends_in_a_stop_goes_on_before_a_full_line() -> None:
    assert _runs(FIRST, "字" * 21 + "。", FULL, "字字。") == [(0, 3, False)]


def test_it_ends_before_a_line_two_em_shorter() -> None:
    assert _runs(FIRST, "字" * 21 + "。", "字" * 19, FULL, "字字。") == [
        (0, 1, False),
        (2, 4, False),
    ]


def test_a_short_line_ends_its_paragraph() -> None:
    assert _runs(FIRST, "字字字。", FIRST, "字。") == [(0, 1, False), (2, 3, False)]


def test_headings_on_their_own_lines() -> None:
    assert _runs("一、总体要求", "（一）指导思想。", FIRST, "字。") == [
        (0, 0, True),
        (1, 1, False),
        (2, 3, False),
    ]


def test_a_wrapped_heading() -> None:
    assert _runs("四、完善学校安全事故处理和风险转移机关", "制", FIRST, "字。")[0] == (0, 1, True)


def test_a_word_that_begins_like_a_mark_goes_on() -> None:
    assert _runs(FIRST, "字" * 20 + "精准统", "一、" + "字" * 19, "字。") == [(0, 3, False)]


def test_a_number_within_a_sentence_list_is_no_item() -> None:
    # １．and ３．stand inside their lines, so ２．does not open a paragraph.
    lines = [
        "（六）归集。１．企业信用，" + "字" * 10,
        "字" * 21 + "；",
        "２．个人信用" + "字" * 15,
        "字。",
    ]
    assert _runs(*lines) == [(0, 3, False)]


def test_items_that_end_in_semicolons() -> None:
    assert _runs("（一）组织完成调查任务；", "（二）制定管理制度；", "（三）其他。") == [
        (0, 0, False),
        (1, 1, False),
        (2, 2, False),
    ]


def test_a_lost_glyph_does_not_part_its_sentence() -> None:
    assert _runs(FIRST, "推行货币化安", "!", "。提高", "比例字字。") == [(0, 4, False)]


def test_labels_open_paragraphs_without_stops() -> None:
    assert _runs("对口单位：" + "字" * 14, "所、研究所", "责任单位：科技厅", "1.第一组。") == [
        (0, 1, False),
        (2, 2, False),
        (3, 3, False),
    ]


def test_a_paragraph_a_line() -> None:
    long = ["字" * 60 + "。", "字" * 35 + "。", "一、总体要求", "字" * 80 + "。"]
    sheet = sheet_of(split("\n".join(long)))
    assert not sheet.wrapped
    assert [(run.first, run.last, run.heading) for run in join(sheet)] == [
        (0, 0, False),
        (1, 1, False),
        (2, 2, True),
        (3, 3, False),
    ]


def test_a_label_that_comes_again_and_again_opens_below_a_full_line() -> None:
    lines = [
        "对口单位：字字字字。",
        "责任单位：字字字字字字字字字字字字字字字",
        "对口单位：" + "字" * 15,
        "字" * 22,
        "责任单位：字字字字",
        "对口单位：字字字字",
        "责任单位：字字字字。",
    ]
    starts = [first for first, _, _ in _runs(*lines)]
    assert starts == [0, 1, 2, 4, 5, 6]


def test_a_label_inside_brackets_goes_on() -> None:
    notes = [FIRST, "字" * 18 + "。（字", "责任单位：某厅）"] * 4
    assert [(first, last) for first, last, _ in _runs(*notes)] == [(0, 2), (3, 5), (6, 8), (9, 11)]
