from zhupi.gazette import notes
from zhupi.gazette.lines import split

NOTE = split("正文。\n\n附件：1.甲表（略）\n\n2.2017年度先进\n\n集体\n\n国务院")


def test_titles_of_a_numbered_note() -> None:
    assert notes.titles(NOTE, 0, 4) == ["甲表", "2017年度先进集体"]
    assert notes.begin(NOTE, 0, 4) == 1
    assert notes.items(NOTE, 1, 4) == [(1, 1), (2, 3)]


def test_a_sentence_is_no_note() -> None:
    lines = split("附件：见下文。正文还在继续。\n\n国务院")
    assert notes.begin(lines, 0, 1) is None


def test_a_note_below_the_date() -> None:
    lines = split("附件：1.甲表\n\n2.乙表\n\n附件1\n\n甲表")
    assert notes.late_end(lines, 0) == 2
    assert notes.late_end(split("附件：甲表\n\n一、正文"), 0) == 0
    assert notes.late_end(split("正文"), 0) == 0


def test_labels() -> None:
    for text in ("附件", "附件1", "附 件：", "附件２", "附件三"):
        assert notes.LABEL.fullmatch(text)
    assert not notes.LABEL.fullmatch("附件：甲表")
