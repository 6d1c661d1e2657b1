"""Corrections of real gazettes: kept, followed by marks and search, taken back in any order."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from issues import Paper, bring, numbered
from putting_right import (
    FIRST,
    SECOND,
    THIRD,
    again,
    anything,
    begin,
    content,
    fix,
    hits,
    ids,
    mark,
    problems,
    spot,
    state_of,
    texts,
)

from zhupi.annotations.model import State
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends, Correction, Refused
from zhupi.gazette.model import BlockKind
from zhupi.library import Library
from zhupi.library.citation_model import State as Force
from zhupi.library.model import CorrectionState
from zhupi.locations import places
from zhupi.storage import Database

# Fields


def test_a_field_is_corrected_listed_and_taken_back(issue: Library) -> None:
    first = ids(issue)[0]
    before = content(issue, first)
    done = fix(issue, first, corrections.field(before, Amends.TITLE, "关于甲事的紧急通知"), "k")
    assert done.key == "k"
    assert done.document == first
    assert first in done.documents
    assert numbered(issue, "某政发〔2018〕1号").title == "关于甲事的紧急通知"
    assert issue.document(first).document.amended == ("title",)
    assert issue.document(first).document.blocks == before.blocks
    (row,) = issue.corrections(first)
    assert (row.words, row.before) == ("标题改为“关于甲事的紧急通知”", FIRST.title)
    assert (row.state, row.document, row.line) == (CorrectionState.APPLIES, first, FIRST.title)
    undone = issue.uncorrect("k")
    assert first in undone.documents
    assert content(issue, first) == before
    assert issue.corrections() == []
    assert issue.corrected_count() == 0
    issue.recorrect("k")
    assert numbered(issue, "某政发〔2018〕1号").title == "关于甲事的紧急通知"


def test_issuer_and_date_move_a_document_in_the_catalog(issue: Library) -> None:
    first = ids(issue)[0]
    fix(issue, first, corrections.field(content(issue, first), Amends.ISSUERS, ("某市人民政府",)))
    fix(issue, first, corrections.field(content(issue, first), Amends.DATE, "2017-12-31"))
    (issuer,) = (one for one in issue.catalog() if one.issuer == "某市人民政府")
    assert [(year.year, [row.id for row in year.rows]) for year in issuer.years] == [
        (2017, [first])
    ]


def test_a_corrected_number_leads_citations_to_its_document(empty: Library, tmp_path: Path) -> None:
    citing = Paper(
        "某省人民政府关于丁事的通知", "某政发〔2018〕4号", ("按照某政发〔2018〕9号文件办理。",)
    )
    bring(empty, tmp_path, "甲.txt", FIRST, citing)
    first, other = ids(empty)
    assert [cited.row for cited in empty.cites(other)] == [None]
    fix(empty, first, corrections.field(content(empty, first), Amends.NUMBER, "某政发（2018）9号"))
    assert [cited.row and cited.row.id for cited in empty.cites(other)] == [first]
    assert [one.row.id for one in empty.cited_by(first).texts] == [other]


def test_what_the_user_says_of_a_text_goes_along_with_its_number(
    issue: Library, tmp_path: Path
) -> None:
    first = ids(issue)[0]
    issue.set_state(first, Force.REPEALED)
    number = corrections.field(content(issue, first), Amends.NUMBER, "某政发〔2018〕9号")
    fix(issue, first, number, "k")
    assert issue.user_state(first) is Force.REPEALED
    issue.uncorrect("k")
    assert issue.user_state(first) is Force.REPEALED
    bring(issue, tmp_path, "另一期.txt", FIRST)
    fix(issue, first, number, "again")
    assert issue.user_state(first) is None
    assert issue.user_state(ids(issue)[-1]) is Force.REPEALED


def test_what_the_user_says_of_a_text_does_not_go_to_another_by_a_slip(issue: Library) -> None:
    first, second, _ = ids(issue)
    issue.set_state(first, Force.REPEALED)
    slip = corrections.field(content(issue, first), Amends.NUMBER, SECOND.number)
    fix(issue, first, slip, "k")
    assert issue.user_state(second) is None
    issue.uncorrect("k")
    assert (issue.user_state(first), issue.user_state(second)) == (Force.REPEALED, None)


def test_values_of_one_field_are_undone_in_any_order(issue: Library) -> None:
    first = ids(issue)[0]
    for key, title in (("one", "其一"), ("two", "其二"), ("three", "其三")):
        fix(issue, first, corrections.field(content(issue, first), Amends.TITLE, title), key)
    states = {row.key: row.state for row in issue.corrections()}
    assert states == {
        "one": CorrectionState.OVERRIDDEN,
        "two": CorrectionState.OVERRIDDEN,
        "three": CorrectionState.APPLIES,
    }
    issue.uncorrect("two")
    assert issue.document(first).document.title == "其三"
    issue.uncorrect("three")
    assert issue.document(first).document.title == "其一"
    issue.recorrect("two")
    assert issue.document(first).document.title == "其二"
    issue.uncorrect("one")
    issue.recorrect("one")
    assert issue.document(first).document.title == "其二"
    assert {row.key: row.state for row in issue.corrections()} == {
        "one": CorrectionState.OVERRIDDEN,
        "two": CorrectionState.APPLIES,
    }


# Paragraphs


def test_a_search_finds_what_stands_across_the_former_border(issue: Library) -> None:
    first = ids(issue)[0]
    assert hits(issue, "缘起。第二段") == []
    at = texts(issue, first).index("第一段讲的是甲事的缘起。")
    fix(issue, first, corrections.join(content(issue, first), at), "k")
    assert texts(issue, first)[at] == "第一段讲的是甲事的缘起。第二段讲的是甲事的办法。"
    assert hits(issue, "缘起。第二段") == [(first, 1)]
    issue.uncorrect("k")
    assert hits(issue, "缘起。第二段") == []
    assert hits(issue, "缘起。") == [(first, 1)]


def test_marks_follow_joined_paragraphs_and_come_back(issue: Library) -> None:
    first = ids(issue)[0]
    text = issue.document(first).document.text
    across = text.index("缘起")
    marks = [
        mark(issue, first, "第三段"),
        mark(issue, first, "第二段"),
        issue.highlight(first, across, text.index("第二段") + 3)[0].id,
    ]
    before = {one.id: spot(one) for one in issue.with_ids(marks)}
    at = texts(issue, first).index("第一段讲的是甲事的缘起。")
    done = fix(issue, first, corrections.join(content(issue, first), at), "k")
    joined = issue.document(first).document.text
    for one in issue.with_ids(marks):
        assert one.state is State.ANCHORED
        assert one.selector is not None
        assert joined[one.selector.start : one.selector.end] == one.selector.quote
    assert (done.moved, done.orphaned) == (3, 0)
    assert done.annotations == set(marks)
    assert done.sentence == "更正已保存，3 条批注随原文移位。"
    back = issue.uncorrect("k")
    assert back.sentence == "已撤回更正，3 条批注随原文移位。"
    assert {one.id: spot(one) for one in issue.with_ids(marks)} == before


def test_a_mark_set_aside_with_its_line_is_an_orphan_until_it_is_undone(issue: Library) -> None:
    first = ids(issue)[0]
    marked = mark(issue, first, "第二段讲的是甲事")
    before = spot(issue.annotation(marked))
    done = fix(issue, first, corrections.furniture(5), "k")
    assert (done.orphaned, done.sentence) == (1, "更正已保存，1 条批注失锚。")
    assert issue.annotation(marked).state is State.ORPHAN
    assert issue.orphan_count() == 1
    assert issue.uncorrect("k").found == 1
    assert spot(issue.annotation(marked)) == before


def test_what_was_given_another_place_since_stays_there(issue: Library) -> None:
    first = ids(issue)[0]
    marked = mark(issue, first, "第二段讲的是甲事")
    fix(issue, first, corrections.furniture(5), "k")
    start, end = issue.find_quote(first, "第三段")
    issue.reattach(marked, first, start, end)
    issue.uncorrect("k")
    selector = issue.annotation(marked).selector
    assert selector is not None
    assert selector.quote == "第三段"


def test_the_raw_view_offers_what_can_be_corrected(issue: Library) -> None:
    first = ids(issue)[0]
    view = issue.raw_view(first)
    assert [line.number for line in view.lines] == list(range(1, 9))
    fix(issue, first, corrections.furniture(5))
    view = issue.raw_view(first)
    assert [(line.number, line.furniture) for line in view.lines if line.block is None] == [
        (5, "读者标出")
    ]
    at = texts(issue, first).index("第一段讲的是甲事的缘起。")
    fix(issue, first, corrections.join(content(issue, first), at))
    view = issue.raw_view(first)
    place = view.document.text.index("第三段")
    assert view.part_near(place + 3) == place
    fix(issue, first, corrections.part(view, place))
    assert "第三段讲的是甲事的时限。" in texts(issue, first)


def test_a_kind_of_block_is_corrected(issue: Library) -> None:
    first = ids(issue)[0]
    at = texts(issue, first).index("第二段讲的是甲事的办法。")
    fix(issue, first, corrections.block_kind(content(issue, first), at, BlockKind.HEADING, 2))
    (heading,) = issue.document(first).document.headings
    assert (heading.text, heading.level) == ("第二段讲的是甲事的办法", 2)


# Documents


def test_a_document_is_joined_and_its_marks_move(issue: Library) -> None:
    first, second, third = ids(issue)
    marked = mark(issue, second, "乙事另有规定")
    note = issue.add_note(second, "乙事的笔记")[0].id
    before = {one: spot(issue.annotation(one)) for one in (marked, note)}
    done = fix(issue, second, corrections.join_documents(content(issue, second)), "k")
    assert ids(issue) == [first, third]
    assert done.document == first
    assert {first, second} <= done.documents
    assert issue.annotation(marked).document == first
    assert issue.annotation(marked).state is State.ANCHORED
    assert issue.annotation(note).document == first
    issue.uncorrect("k")
    assert ids(issue) == [first, second, third]
    assert {one: spot(issue.annotation(one)) for one in (marked, note)} == before


def test_a_note_in_the_waste_basket_takes_no_place_from_the_one_that_is_read(
    issue: Library,
) -> None:
    first, second, _ = ids(issue)
    issue.delete([issue.add_note(second, "旧的笔记")[0].id])
    note, _ = issue.add_note(second, "新的笔记")
    fix(issue, second, corrections.join_documents(content(issue, second)))
    assert [one.id for one in issue.annotations(first)] == [note.id]
    assert issue.orphans() == []


def test_a_document_is_parted_and_no_other_is_renumbered(issue: Library) -> None:
    first, second, third = ids(issue)
    marked = mark(issue, first, "第三段讲的是")
    before = spot(issue.annotation(marked))
    at = texts(issue, first).index("第二段讲的是甲事的办法。")
    done = fix(issue, first, corrections.part_document(content(issue, first), at), "k")
    new = done.document
    assert ids(issue) == [first, new, second, third]
    assert new not in (first, second, third)
    assert issue.annotation(marked).document == new
    assert [row.key for row in issue.corrections(first)] == ["k"]
    assert [row.key for row in issue.corrections(new)] == ["k"]
    issue.uncorrect("k")
    assert ids(issue) == [first, second, third]
    assert spot(issue.annotation(marked)) == before
    assert issue.recorrect("k").document == new
    assert ids(issue) == [first, new, second, third]


def test_what_was_built_on_a_correction_waits_until_it_is_there_again(issue: Library) -> None:
    first = ids(issue)[0]
    at = texts(issue, first).index("第二段讲的是甲事的办法。")
    new = fix(issue, first, corrections.part_document(content(issue, first), at), "part").document
    fix(
        issue, new, corrections.field(content(issue, new), Amends.NUMBER, "某政发〔2018〕7号"), "no"
    )
    undone = issue.uncorrect("part")
    assert undone.unfit == ("no",)
    assert undone.sentence == "已撤回更正，另有 1 处更正因此不再适用。"
    assert issue.document(first).document.number == "某政发〔2018〕1号"
    (waiting,) = issue.corrections()
    assert (waiting.key, waiting.state) == ("no", CorrectionState.UNFIT)
    assert issue.recorrect("part").document == new
    assert numbered(issue, "某政发〔2018〕7号").id == new
    assert {row.state for row in issue.corrections()} == {CorrectionState.APPLIES}


def test_an_id_comes_back_though_its_document_bears_another_number(issue: Library) -> None:
    second = ids(issue)[1]
    fix(
        issue,
        second,
        corrections.field(content(issue, second), Amends.NUMBER, "某政发〔2018〕8号"),
        "n",
    )
    fix(issue, second, corrections.join_documents(content(issue, second)), "j")
    issue.uncorrect("n")
    issue.uncorrect("j")
    assert ids(issue)[1] == second
    assert issue.document(second).document.number == "某政发〔2018〕2号"


def test_a_correction_of_what_lies_in_the_waste_basket_has_no_document(issue: Library) -> None:
    first = ids(issue)[0]
    fix(issue, first, corrections.furniture(5))
    issue.remove_document(first)
    assert [(row.document, row.title) for row in issue.corrections()] == [(None, FIRST.title)]
    issue.restore(issue.basket()[0].key)
    assert [row.document for row in issue.corrections()] == [first]


def test_nothing_is_joined_to_what_lies_in_the_waste_basket(issue: Library) -> None:
    first, second, _ = ids(issue)
    issue.remove_document(first)
    with pytest.raises(Refused, match="回收站"):
        fix(issue, second, corrections.join_documents(content(issue, second)))
    assert len(ids(issue)) == 2
    assert issue.corrections() == []


def test_nothing_goes_back_into_what_lies_in_the_waste_basket(issue: Library) -> None:
    first = ids(issue)[0]
    done = fix(issue, first, corrections.part_document(content(issue, first), 4))
    parted = done.document
    noted = mark(issue, parted, FIRST.body[2])
    issue.remove_document(first)
    before = ids(issue)
    with pytest.raises(Refused, match="请先取回"):
        issue.uncorrect(done.key)
    assert ids(issue) == before
    assert [row.key for row in issue.corrections(parted)] == [done.key]
    assert issue.annotation(noted).document == parted
    issue.restore(f"document:{first}")
    issue.uncorrect(done.key)
    assert issue.annotation(noted).document == first
    # What lies in the waste basket itself may go wherever it belongs.
    issue.recorrect(done.key)
    issue.remove_document(first, with_notes=True)
    issue.remove_document(parted, with_notes=True)
    issue.uncorrect(done.key)
    assert len(ids(issue)) == 2


def test_nothing_is_marked_in_a_document_that_is_gone_and_its_note_is_kept(issue: Library) -> None:
    first, second, _ = ids(issue)
    start, end = issue.find_quote(second, "乙事照此办理。")
    noted = mark(issue, second, "乙事另有规定。")
    fix(issue, second, corrections.join_documents(content(issue, second)), "j")
    # A window still shows the second when it is asked for these.
    with pytest.raises(LibraryError, match="刚刚更新，没有标记"):
        issue.highlight(second, start, end, words="乙事照此办理。")
    note, _ = issue.add_note(second, "写到一半的话")
    assert problems(issue) == []
    assert [one.annotation.id for one in issue.orphans()] == [note.id]
    assert {one.id for one in issue.annotations(first)} == {noted}
    issue.uncorrect("j")
    assert issue.orphans() == []
    assert [one.note for one in issue.annotations(second)] == ["", "写到一半的话"]


def test_a_place_whose_words_were_set_aside_is_not_given_back(seeded: Library) -> None:
    """A mark is made shorter; then a command sets a line aside that it had reached over."""
    document = seeded.resolve("国发〔2016〕49号")
    start, _ = seeded.find_quote(document, "高举中国特色社会主义伟大旗帜")  # lines 102 to 127
    wide, _ = seeded.highlight(document, start, start + 400)
    shortened = seeded.edit(wide.id, stretch=(start, start + 2))
    fix(seeded, document, corrections.furniture(111), "k")
    undone = seeded.restate(shortened.before, shortened.after)
    assert undone.left == (wide.id,)
    present = seeded.annotation(wide.id)
    assert present.selector is not None
    assert (present.selector.quote, present.state) == ("高举", State.ANCHORED)
    assert problems(seeded) == []
    seeded.uncorrect("k")
    assert not seeded.restate(shortened.before, shortened.after).left
    assert spot(seeded.annotation(wide.id)) == spot(wide)


def test_what_was_taken_back_already_is_told_as_taken_back(issue: Library) -> None:
    first = ids(issue)[0]
    fix(issue, first, corrections.furniture(5), "k")
    assert issue.uncorrect("k").sentence == "已撤回更正。"
    again = issue.uncorrect("k")
    assert (again.sentence, bool(again)) == ("已撤回更正。", False)
    issue.recorrect("k")
    again = issue.recorrect("k")
    assert (again.sentence, bool(again)) == ("更正已保存。", False)


# Faults


def test_what_does_not_show_is_refused_and_nothing_is_written(issue: Library) -> None:
    first = ids(issue)[0]
    before = content(issue, first)
    for correction, sentence in (
        (corrections.join_documents(before), "第一件公文"),
        (Correction(Amends.PART, 9), "做不到"),
        (Correction(Amends.TITLE, 5, "别的"), "做不到"),
        (Correction(Amends.JOIN, 1), "不能合并"),
    ):
        with pytest.raises(Refused, match=sentence):
            fix(issue, first, correction)
    assert content(issue, first) == before
    assert issue.corrections() == []
    with pytest.raises(NotFound, match="没有这处更正"):
        issue.uncorrect("nothing")


def test_what_was_seen_in_another_state_of_the_text_is_refused(
    issue: Library, tmp_path: Path
) -> None:
    first = ids(issue)[0]
    seen = issue.document(first)
    again(issue, tmp_path, FIRST, SECOND, THIRD, above="某省公报\n\n")
    with pytest.raises(Refused, match="刚刚更新"):
        issue.correct(first, corrections.furniture(5), revision=seen.revision)
    assert issue.corrections() == []
    now = issue.document(first).revision
    made = issue.correct(first, corrections.furniture(7), revision=now)
    assert made.revision == issue.document(first).revision == now + 1


def test_what_was_taken_back_already_changes_nothing(issue: Library) -> None:
    first = ids(issue)[0]
    fix(issue, first, corrections.furniture(5), "k")
    issue.uncorrect("k")
    assert not issue.uncorrect("k")
    assert issue.uncorrect("k").document == first
    assert fix(issue, first, corrections.furniture(5), "k")
    assert not issue.recorrect("k")


def test_a_window_that_only_reads_corrects_nothing(issue: Library, tmp_path: Path) -> None:
    first = ids(issue)[0]
    reader = Library(
        places(tmp_path / "library"), Database(tmp_path / "library", read_only=True), window=False
    )
    with pytest.raises(LibraryError, match="只能阅读"):
        reader.correct(first, corrections.furniture(5))
    reader.close()


def test_nothing_is_left_of_a_correction_that_breaks_off(issue: Library, tmp_path: Path) -> None:
    first, second, _ = ids(issue)
    marked = mark(issue, second, "乙事另有规定")
    before = spot(issue.annotation(marked)), ids(issue)
    with closing(sqlite3.connect(tmp_path / "library/library.sqlite3")) as connection:
        connection.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON correction"
            " BEGIN SELECT raise(ABORT, 'broken'); END"
        )
        connection.commit()
    with pytest.raises(sqlite3.IntegrityError, match="broken"):
        fix(issue, second, corrections.join_documents(content(issue, second)))
    assert (spot(issue.annotation(marked)), ids(issue)) == before
    assert texts(issue, first)[0] == FIRST.title


def test_other_windows_learn_of_a_correction(issue: Library, tmp_path: Path) -> None:
    first = ids(issue)[0]
    other = Library.open(places(tmp_path / "library"))
    other.refresh()
    fix(issue, first, corrections.furniture(5))
    assert first in other.refresh().documents
    assert other.corrected_count() == 1
    other.close()


# The bundled gazettes


@pytest.mark.parametrize("chance", range(6))
def test_everything_comes_back_in_any_order(empty: Library, tmp_path: Path, chance: int) -> None:
    draw = random.Random(chance)  # noqa: S311 - chance for a test
    begin(empty, tmp_path, "003", draw.choice(["000", "001", "002", "004"]))
    for document in ids(empty):
        text = content(empty, document).text
        for _ in range(6):
            start = draw.randrange(len(text) - 40)
            empty.highlight(document, start, start + draw.randint(1, 40))
        empty.add_note(document, f"笔记 {document}")
    before = state_of(empty)
    made: list[str] = []
    while len(made) < 8:
        try:
            made.append(fix(empty, *anything(draw, empty)).key)
        except Refused:
            continue
    assert len(empty.corrections()) == 8
    assert problems(empty) == []
    draw.shuffle(made)
    for key in made:
        empty.uncorrect(key)
    assert state_of(empty) == before
    assert problems(empty) == []


def test_a_forwarded_text_becomes_a_document_of_its_own(seeded: Library) -> None:
    forwarding = next(
        row for row in seeded.rows() if row.enclosed_in and row.number == "国发〔2017〕48号"
    )
    parent = str(forwarding.enclosed_in)
    others = [one for one in ids(seeded) if one != parent]
    document = content(seeded, parent)
    at = next(
        at for at, block in enumerate(document.blocks) if block.lines[0] == forwarding.lines[0]
    )
    done = fix(seeded, parent, corrections.part_document(document, at), "k")
    assert numbered(seeded, "国发〔2017〕48号").id == done.document
    assert [one for one in ids(seeded) if one not in (parent, done.document)] == others
    seeded.uncorrect("k")
    assert content(seeded, parent) == document
    assert [one for one in ids(seeded) if one != parent] == others
