from zhupi.gazette.lines import split
from zhupi.gazette.widths import measure, width_of


def test_width_counts_digits_and_punctuation_half() -> None:
    assert width_of("国发") == 2.0
    assert width_of("２０１６年") == 3.0
    assert width_of("2016年") == 3.0
    assert width_of("，。《》") == 2.0
    assert width_of("互 联　网") == 3.0


def test_the_column_is_what_most_lines_fill() -> None:
    raw = "\n".join(["字" * 20, *["字" * 22] * 6, "字" * 5, "字" * 20, *["字" * 22] * 6, "字" * 9])
    measures = measure(split(raw))
    assert {measure.column for measure in measures} == {22.0}
    assert measures[0].lacks == 2.0
    assert measures[7].lacks == 17.0


def test_short_paragraphs_do_not_pass_for_a_column() -> None:
    # Eight opening lines of 20 and as many of 22: the wider ones are the full lines.
    raw = "\n".join(["字" * 20, "字" * 22, "字" * 3] * 8)
    assert {measure.column for measure in measure(split(raw))} == {22.0}


def test_a_line_over_the_full_page_is_full() -> None:
    raw = "\n".join(["字" * 44, *["字" * 22] * 12])
    assert measure(split(raw))[0].lacks == 0.0


def test_punctuation_on_a_grid_counts_whole() -> None:
    # Each full line has 22 cells, some of them punctuation.
    raw = "\n".join("字" * (22 - marks) + "，" * marks for marks in (0, 4, 1, 3, 2, 0, 4, 1, 3, 2))
    assert {measure.lacks for measure in measure(split(raw))} == {0.0}


def test_a_percent_sign_of_full_width_is_a_character() -> None:
    assert width_of("８０％") == 2.0


def test_opening_lines_more_in_number_do_not_pass_for_the_column() -> None:
    # A paragraph is an opening line of 38 and a short rest; only one in four has a line of 40.
    paragraph = ["字" * 38, "字" * 9 + "。"]
    raw = "\n".join([*paragraph * 3, "字" * 38, "字" * 40, "字" * 9 + "。"] * 4)
    assert {measure.column for measure in measure(split(raw))} == {40.0}


def test_a_full_line_is_not_over_the_page() -> None:
    measures = measure(split("\n".join(["字" * 44, *["字" * 22] * 12])))
    assert [it.over_page for it in measures[:2]] == [True, False]
