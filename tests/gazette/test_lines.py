from zhupi.gazette.lines import split


def test_only_line_feeds_part_lines() -> None:
    lines = split("甲\u2028乙\n\x0b\n丙\u0085丁")
    assert [(line.number, line.text) for line in lines] == [(1, "甲\u2028乙"), (3, "丙\u0085丁")]


def test_marks_of_page_breaks_and_indents() -> None:
    led, tight, spaced, indented = split(" 页首\n次行\n\n隔行\n　　缩进")
    assert led.page_led
    assert not led.tight
    assert tight.tight
    assert not tight.page_led
    assert not spaced.tight
    assert indented.indented
    assert indented.text == "缩进"


def test_white_space_lines_are_left_out() -> None:
    assert split(" \n　\n\t") == []
