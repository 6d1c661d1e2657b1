"""Joining lines: columns of 22 em, first lines of 20, as in the bundled gazettes."""

from __future__ import annotations

from zhupi.gazette.lines import split
from zhupi.gazette.paragraphs import join, join_doubting
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


def test_a_line_too_wide_for_an_indent_opens_nothing() -> None:
    # 21 of 22 em: an opening line, indented by two, holds 20 at most.
    assert _runs(FIRST, "字" * 21 + "。", "字" * 21, "字字。") == [(0, 3, False)]


def test_items_of_the_first_level_that_fill_their_lines_are_no_headings() -> None:
    # Three lines cut in mid-sentence; headings would not all fill their lines.
    cut = "、" + "字" * 18
    assert _runs("一" + cut, "字字。", "二" + cut, "字字字。", "三" + cut, "字。") == [
        (0, 1, False),
        (2, 3, False),
        (4, 5, False),
    ]


def test_headings_of_the_first_level_with_marks_below_them_may_fill_their_lines() -> None:
    cut = "、" + "字" * 18
    assert _runs("一" + cut, "（一）字字。字。", "二" + cut, "（二）字字。字。")[::2] == [
        (0, 0, True),
        (2, 2, True),
    ]


def test_what_is_announced_begins_below_a_full_line() -> None:
    assert _runs(FIRST, "字" * 15 + "现批复如下：", "同意。") == [(0, 1, False), (2, 2, False)]


def test_appointments_follow_each_other_below_full_lines() -> None:
    assert _runs("任命" + "字" * 18 + "；", "免去字字的职务。") == [(0, 0, False), (1, 1, False)]


def test_the_last_words_of_a_document_are_a_paragraph() -> None:
    assert _runs(FIRST, "字" * 21 + "。", "本通知自印发之日起施行。") == [
        (0, 1, False),
        (2, 2, False),
    ]


def test_words_that_an_amendment_puts_in_keep_their_marks() -> None:
    assert _runs("将第三条修改为：“字字：", "“（一）字字；", "“（二）字字。”") == [
        (0, 0, False),
        (1, 1, False),
        (2, 2, False),
    ]


def test_notes_of_responsibility_run_on_where_one_does_so_inside_a_line() -> None:
    lines = [
        "（一）" + "字" * 9 + "。（责任单位：",
        "甲厅）",
        "（二）" + "字" * 16 + "。",
        "（责任单位：乙厅）",
    ]
    assert _runs(*lines) == [(0, 1, False), (2, 3, False)]


def test_notes_of_responsibility_stand_apart_where_one_stands_below_a_short_line() -> None:
    lines = [
        "（一）字字字。",
        "（责任单位：甲厅）",
        "（二）" + "字" * 16 + "。",
        "（责任单位：乙厅）",
    ]
    assert _runs(*lines) == [(0, 0, False), (1, 1, False), (2, 2, False), (3, 3, False)]


def test_days_of_a_chronicle() -> None:
    day = "月１日，" + "字" * 15 + "。"
    assert _runs("７" + day, "８" + day, "９" + day) == [
        (0, 0, False),
        (1, 1, False),
        (2, 2, False),
    ]


def test_a_boundary_that_nothing_decides_is_doubted() -> None:
    # A full opening line that ends in 。, and one short line: one paragraph, or two.
    tail = [FIRST, *[FULL] * 9, "字。"]
    sheet = sheet_of(split("\n\n".join(["字" * 19 + "。", "字" * 9 + "。", *tail])))
    assert join_doubting(sheet)[1] == [1]
    cut = sheet_of(split("\n\n".join(["字" * 20, "字" * 9 + "。", *tail])))
    assert join_doubting(cut)[1] == []
