"""Annotations handed from library to library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from zhupi.annotations.model import Annotation, Colour, Selector, State
from zhupi.errors import UnreadableFile
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import ExchangeReport
from zhupi.locations import places, seeds
from zhupi.storage import Annotations, times

DOC = "国发〔2016〕49号"
FIRST = "000_d0b377c5939d8c83.txt"
WORDS = "财政事权由中央决定"


@pytest.fixture
def other(seeded_folder: Path, tmp_path: Path) -> Iterator[Library]:
    """A second library of the same gazettes."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "library.sqlite3").write_bytes((seeded_folder / "library.sqlite3").read_bytes())
    library = Library.open(places(folder))
    yield library
    library.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library without anything, beside the seeded one."""
    library = Library.open(places(tmp_path / "empty"))
    yield library
    library.close()


def counts(report: ExchangeReport) -> tuple[int, int, int, int, int]:
    return (
        report.added, report.already_there, report.moved, report.orphaned, report.updated,
    )  # fmt: skip


def mark(library: Library, words: str, **how: object) -> Annotation:
    document = library.resolve(DOC)
    start, end = library.find_quote(document, words)
    made, _ = library.highlight(document, start, end, **how)  # type: ignore[arg-type]
    return made


def everything(library: Library) -> dict[str, Annotation]:
    rows = [row.id for row in library.rows() if row.enclosed_in is None]
    return {one.id: one for id_ in rows for one in library.annotations(id_)}


def the_mark(library: Library) -> Annotation:
    """The one that both sides change."""
    marks = everything(library).values()
    return next(one for one in marks if one.selector and one.selector.quote == WORDS)


def hand_over(sender: Library, receiver: Library, path: Path) -> ExchangeReport:
    sender.export_file(path, overwrite=True)
    return receiver.import_notes(path)


@pytest.fixture
def marked(seeded: Library) -> Library:
    mark(
        seeded,
        "财政事权由中央决定",
        colour=Colour.GREEN,
        note="**注**\n\n- 一",
        tags=["权责", "央地"],
    )
    mark(seeded, "支出责任", note="", colour=Colour.PURPLE)
    number = next(row.id for row in seeded.rows() if row.number not in (None, DOC))
    seeded.add_note(number, "整件公文的笔记 𠮷")
    return seeded


def test_a_round_trip_loses_nothing_and_a_second_adds_nothing(
    marked: Library, other: Library, tmp_path: Path
) -> None:
    report = hand_over(marked, other, tmp_path / "x.json")
    assert counts(report) == (3, 0, 0, 0, 0)
    assert everything(other) == everything(marked)
    assert report.changes.annotations == set(everything(marked))
    again = other.import_notes(tmp_path / "x.json")
    assert counts(again) == (0, 3, 0, 0, 0)
    assert not again.changes
    back = hand_over(other, marked, tmp_path / "y.json")
    assert counts(back) == (0, 3, 0, 0, 0)
    one, two = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("x.json", "y.json"))
    assert one["first"]["items"] == two["first"]["items"]


def test_the_file_names_the_document_in_every_way(marked: Library, tmp_path: Path) -> None:
    marked.export_file(tmp_path / "x.json")
    items = json.loads((tmp_path / "x.json").read_text("utf-8"))["first"]["items"]
    item = next(item for item in items if item["target"]["selector"][0]["exact"] == WORDS)
    source = item["target"]["source"]
    assert source["zhupi:number"] == source["zhupi:work"] == DOC
    assert source["zhupi:date"] == "2016-08-16"
    assert source["zhupi:issuers"] == ["国务院"]
    assert source["zhupi:file"] == FIRST
    assert len(source["zhupi:sha256"]) == 64
    quote, position = item["target"]["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert {"type": "TextualBody", "purpose": "tagging", "value": "权责"} in item["body"]


def test_in_another_text_marks_move_or_become_orphans(
    marked: Library, empty: Library, tmp_path: Path
) -> None:
    raw = (seeds() / FIRST).read_bytes().decode()
    changed = raw.replace("提供基本公共服务的任务和职责", "提供公共服务的任务和职责", 1)
    changed = changed.replace("财政事权由中央决定", "财政事权由地方决定")
    (tmp_path / "另一版.txt").write_bytes(changed.encode())
    empty.import_paths([tmp_path / "另一版.txt"], Job())
    far = mark(marked, "明确中央在财政事权确认和划分上的决定权")
    report = hand_over(marked, empty, tmp_path / "x.json")
    assert report.moved >= 1
    assert report.orphaned >= 1
    assert sum(counts(report)) == 4
    found = everything(empty)
    text = empty.document(empty.resolve(DOC)).document.text
    for one in found.values():
        if one.state is State.ANCHORED and one.selector is not None:
            assert text[one.selector.start : one.selector.end] == one.selector.quote
    assert found[far.id].state is State.ANCHORED
    assert counts(empty.import_notes(tmp_path / "x.json")) == (0, 4, 0, 0, 0)


def test_of_a_document_that_is_not_here_they_wait_until_it_comes(
    marked: Library, empty: Library, tmp_path: Path
) -> None:
    report = hand_over(marked, empty, tmp_path / "x.json")
    assert counts(report) == (0, 0, 0, 3, 0)
    assert empty.orphan_count() == 3
    assert empty.is_new
    assert empty.catalog() == ()
    waiting = empty.orphans()
    assert {one.row.number for one in waiting} >= {DOC}
    assert all(one.absent for one in waiting)
    # They are handed on from here as well, as they came.
    empty.export_file(tmp_path / "y.json")
    one, two = (json.loads((tmp_path / name).read_text("utf-8")) for name in ("x.json", "y.json"))
    for item in (*one["first"]["items"], *two["first"]["items"]):
        del item["zhupi:state"], item["target"]["source"]["id"]
        item["target"]["source"].pop("zhupi:gazette")
    assert sorted(one["first"]["items"], key=str) == sorted(two["first"]["items"], key=str)
    assert empty.check() == []

    imported = empty.import_paths([seeds()], Job())
    assert imported.found == 3
    assert empty.orphan_count() == 0
    assert everything(empty) == everything(marked)


def test_they_find_another_copy_of_the_work_too(
    marked: Library, empty: Library, tmp_path: Path
) -> None:
    hand_over(marked, empty, tmp_path / "x.json")
    raw = (seeds() / FIRST).read_bytes().decode()
    (tmp_path / "别的名字.txt").write_bytes(("\n" + raw + "\n").encode())
    assert empty.import_paths([tmp_path / "别的名字.txt"], Job()).found == 3
    assert empty.orphan_count() == 0
    assert len(empty.annotations(empty.resolve(DOC))) == 2


def test_the_state_that_goes_on_from_the_other_wins(
    marked: Library, other: Library, tmp_path: Path
) -> None:
    hand_over(marked, other, tmp_path / "x.json")
    made = the_mark(marked)
    other.edit(made.id, note="第二版")
    other.edit(made.id, note="第三版", tags=["新"])
    report = hand_over(other, marked, tmp_path / "y.json")
    assert counts(report) == (0, 2, 0, 0, 1)
    assert report.conflicts == []
    assert everything(marked) == everything(other)
    # What is older by now changes nothing.
    assert counts(other.import_notes(tmp_path / "x.json")) == (0, 3, 0, 0, 0)
    assert everything(other)[made.id].note == "第三版"


def test_a_note_changed_in_both_keeps_the_words_of_both(
    marked: Library, other: Library, tmp_path: Path
) -> None:
    hand_over(marked, other, tmp_path / "x.json")
    made = the_mark(marked)
    marked.edit(made.id, note="我方的话", tags=["甲"])
    while times.now() <= the_mark(marked).modified:
        pass  # later means by a millisecond at least
    other.edit(made.id, note="他方的话", tags=["乙"])
    report = hand_over(other, marked, tmp_path / "y.json")
    assert report.updated == 1
    (conflict,) = report.conflicts
    assert (conflict.annotation, conflict.quote) == (made.id, WORDS)
    assert "两份笔记都留在批注里" in conflict.what
    now = everything(marked)[made.id]
    assert "我方的话" in now.note
    assert now.note.startswith("他方的话")  # written later
    assert now.tags == ("乙", "甲")
    # Once more adds nothing, and the other side takes what holds its own words.
    assert counts(marked.import_notes(tmp_path / "y.json"))[:2] == (0, 3)
    assert everything(marked)[made.id] == now
    assert counts(hand_over(marked, other, tmp_path / "z.json")) == (0, 2, 0, 0, 1)
    assert everything(other) == everything(marked)


def test_documents_have_one_note_which_takes_in_the_other(
    marked: Library, other: Library, tmp_path: Path
) -> None:
    number = next(row.id for row in other.rows() if row.number not in (None, DOC))
    other.add_note(number, "学员自己的笔记")
    report = hand_over(marked, other, tmp_path / "x.json")
    assert counts(report) == (2, 0, 0, 0, 1)
    (note,) = other.annotations(number)
    assert "学员自己的笔记" in note.note
    assert "整件公文的笔记 𠮷" in note.note
    assert counts(other.import_notes(tmp_path / "x.json")) == (0, 3, 0, 0, 0)
    assert other.annotations(number) == [note]


def test_of_several_notes_on_one_document_none_loses_its_words(
    seeded: Library, tmp_path: Path
) -> None:
    """As a file put together by hand may have them, or by another program."""
    document = seeded.resolve(DOC)
    seeded.add_note(document, "先写的话")
    seeded.export_file(tmp_path / "x.json")
    whole = json.loads((tmp_path / "x.json").read_text("utf-8"))
    (item,) = whole["first"]["items"]
    (body,) = item["body"]
    notes = [
        {**item, "id": f"urn:zhupi:annotation:{at:032x}", "body": [{**body, "value": words}]}
        for at, words in enumerate(("另一人的话", "又一人的话"), 1)
    ]
    whole["first"]["items"], whole["total"] = notes, len(notes)
    (tmp_path / "y.json").write_text(json.dumps(whole), "utf-8")
    assert seeded.import_notes(tmp_path / "y.json").updated == 2
    (note,) = seeded.annotations(document)
    assert all(words in note.note for words in ("先写的话", "另一人的话", "又一人的话"))


def test_the_same_mark_made_twice_is_one_and_another_colour_is_another(
    marked: Library, other: Library, tmp_path: Path
) -> None:
    mark(other, "支出责任", colour=Colour.PURPLE)
    mark(other, WORDS, colour=Colour.RED)
    report = hand_over(marked, other, tmp_path / "x.json")
    assert counts(report) == (2, 1, 0, 0, 0)
    assert len(everything(other)) == 4


def test_one_in_the_waste_basket_comes_back(marked: Library, tmp_path: Path) -> None:
    marked.export_file(tmp_path / "x.json")
    before = everything(marked)
    marked.delete(list(before))
    assert everything(marked) == {}
    assert counts(marked.import_notes(tmp_path / "x.json")) == (3, 0, 0, 0, 0)
    assert everything(marked) == before


def test_of_a_document_in_the_waste_basket_they_wait_until_it_comes_back(
    marked: Library, other: Library, tmp_path: Path
) -> None:
    other.remove(FIRST)
    other.remove(next(row.source for row in marked.rows() if row.source != FIRST))
    report = hand_over(marked, other, tmp_path / "x.json")
    assert report.orphaned == 3
    for item in other.basket():
        other.restore(item.key)
    assert other.orphan_count() == 0
    assert everything(other) == everything(marked)


def _spoilt(change: str, value: object) -> object:
    return pytest.param(change, value, id=f"{change}={value!r:.20}")


@pytest.mark.parametrize(
    ("change", "value"),
    [
        _spoilt("id", ""),
        _spoilt("id", 7),
        _spoilt("id", "urn:zhupi:annotation:\ud800"),
        _spoilt("created", "gestern"),
        _spoilt("created", "2026-03-01T00:00:00"),
        _spoilt("target", {}),
        _spoilt("body", "text"),
        _spoilt("zhupi:state", "lost"),
        _spoilt("zhupi:former", ["x"]),
        _spoilt("zhupi:heading", None),
    ],
)
def test_a_damaged_file_is_one_sentence_and_changes_nothing(
    marked: Library, empty: Library, tmp_path: Path, change: str, value: object
) -> None:
    marked.export_file(tmp_path / "x.json")
    whole = json.loads((tmp_path / "x.json").read_text("utf-8"))
    whole["first"]["items"][1][change] = value
    (tmp_path / "y.json").write_text(json.dumps(whole), "utf-8")
    with pytest.raises(UnreadableFile, match=r"无法读取“y\.json”："):
        empty.import_notes(tmp_path / "y.json")
    assert empty.orphans() == []


def test_a_file_cut_short_or_foreign_is_one_sentence(
    marked: Library, empty: Library, tmp_path: Path
) -> None:
    marked.export_file(tmp_path / "x.json")
    data = (tmp_path / "x.json").read_bytes()
    spoilt = [b"", data[:-200], b"\xff\xfe", b"[]", b'{"first": {"items": 3}}', b"[" * 100_000]
    missing = json.loads(data)
    missing["first"]["items"].pop()
    spoilt.append(json.dumps(missing).encode())
    for content in spoilt:
        (tmp_path / "y.json").write_bytes(content)
        with pytest.raises(UnreadableFile, match=r"无法读取“y\.json”："):
            empty.import_notes(tmp_path / "y.json")
    for path in (tmp_path, tmp_path / "无.json"):
        with pytest.raises(UnreadableFile):
            empty.import_notes(path)
    assert empty.orphans() == []


def test_two_libraries_agree_whoever_asks_first(
    marked: Library, other: Library, tmp_path: Path
) -> None:
    """Changes on either side in turn, handed over in turn: nothing is lost, both end alike."""
    hand_over(marked, other, tmp_path / "x.json")
    made = the_mark(marked)
    words = []
    for turn in range(3):
        sides = (marked, other) if turn % 2 else (other, marked)
        for side, library in enumerate(sides):
            words.append(f"第{turn}轮第{side}边")
            note = everything(library)[made.id].note
            library.edit(made.id, note=f"{note}\n\n{words[-1]}")
        hand_over(sides[0], sides[1], tmp_path / "x.json")
        hand_over(sides[1], sides[0], tmp_path / "x.json")
    (note,) = {everything(library)[made.id].note for library in (marked, other)}
    assert all(word in note for word in words)
    assert everything(marked)[made.id] == everything(other)[made.id]


def test_a_mark_that_lost_its_place_takes_the_one_that_is_brought(
    seeded: Library, other: Library, tmp_path: Path
) -> None:
    made = mark(seeded, WORDS)
    hand_over(seeded, other, tmp_path / "to.zhupi.json")
    lost = replace(made, selector=Selector(0, 2, "旧文"), state=State.ORPHAN)
    with seeded._database.writing() as connection:
        Annotations(seeded._database).save(connection, lost)
    assert seeded.orphan_count() == 1
    hand_over(other, seeded, tmp_path / "back.zhupi.json")
    found = everything(seeded)[made.id]
    assert (found.selector, found.heading, found.state) == (
        made.selector,
        made.heading,
        State.ANCHORED,
    )
