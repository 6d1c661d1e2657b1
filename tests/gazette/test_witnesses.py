"""Raw lines found again in another state of their file."""

from __future__ import annotations

from zhupi.gazette.witnesses import RawLines

TEXT = "甲一\n\n乙二\n附件\n丙三，这一行的文字只有一处\n丁四\n附件\n戊五\n"


def found(line: int, present: str, former: str = TEXT) -> int | None:
    return RawLines(present).find(line, RawLines(former).witness(line))


def test_a_line_stays_where_it_is() -> None:
    for line in (1, 3, 4, 5, 6, 7, 8):
        assert found(line, TEXT) == line


def test_a_line_is_found_where_others_came_before_it() -> None:
    for line in (1, 3, 4, 5, 6, 7, 8):
        assert found(line, "新一\n新二\n" + TEXT) == line + 2


def test_white_space_is_no_difference() -> None:
    assert found(3, TEXT.replace("乙二", "　　乙 二")) == 3


def test_equal_lines_are_told_apart_by_their_neighbours() -> None:
    swapped = "戊五\n附件\n丙三，这一行的文字只有一处\n丁四\n附件\n乙二\n"
    assert found(4, "乙二\n" + swapped) == 3
    assert found(7, "丁四\n附件\n戊五\n另\n附件\n") == 2


def test_what_cannot_be_told_is_not_found() -> None:
    assert found(4, "别\n附件\n别\n别\n附件\n别\n") is None
    assert found(4, "别\n附件\n别\n") is None
    assert found(5, TEXT.replace("丙三", "丙叁")) is None


def test_a_long_line_is_known_by_itself() -> None:
    assert found(5, "别\n丙三，这一行的文字只有一处\n别\n") == 2


def test_blank_lines_are_no_lines() -> None:
    lines = RawLines(TEXT)
    assert 2 not in lines
    assert 1 in lines
    assert 99 not in lines
