"""Favourites and collections: what is in them, also after texts went and came again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from zhupi.errors import LibraryError, NotFound
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import FAVOURITES
from zhupi.locations import places

TWICE = """国务院关于试点工作的通知
国发〔2016〕{number}号

各省、自治区、直辖市人民政府：
    {words}
国务院
2016年8月16日
"""


def number_of(library: Library, number: str) -> str:
    return library.resolve(number)


def test_what_gets_a_star_is_a_favourite_until_it_loses_it(seeded: Library) -> None:
    first, second = (row.id for row in seeded.rows()[:2])
    changes = seeded.collections.add(FAVOURITES, [second, first])
    assert changes.collections == {FAVOURITES}
    assert not changes.documents
    assert set(seeded.collections.members()[FAVOURITES]) == {first, second}
    assert seeded.collections.lacking(FAVOURITES, [first, "nowhere", first]) == ["nowhere"]
    seeded.collections.remove(FAVOURITES, [second])
    assert seeded.collections.members() == {FAVOURITES: (first,)}
    assert seeded.collections.all() == ()  # favourites are none that the user made


def test_a_collection_keeps_the_order_in_which_texts_came_in(seeded: Library) -> None:
    a, b, c = (row.id for row in seeded.rows()[:3])
    made, changes = seeded.collections.make("  财政　事权 ", [c])
    assert made.name == "财政 事权"
    assert changes.collections == {made.id}
    seeded.collections.add(made.id, [a])
    seeded.collections.add(made.id, [b, a])
    assert seeded.collections.members()[made.id] == (c, a, b)
    seeded.collections.remove(made.id, [a])
    seeded.collections.add(made.id, [a])  # as an undo does: to where it stood
    assert seeded.collections.members()[made.id] == (c, a, b)


def test_the_order_stays_though_the_clock_is_put_back(seeded: Library, tmp_path: Path) -> None:
    a, b, c = (row.id for row in seeded.rows()[:3])
    made, _ = seeded.collections.make("财政", [c])
    path = tmp_path / "library" / "library.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE collected SET added = '2999-01-01T00:00:00.000Z'")
    seeded.collections.add(made.id, [b])
    seeded.collections.add(made.id, [a])
    assert seeded.collections.members()[made.id] == (c, b, a)


def test_an_enclosed_text_may_be_collected(seeded: Library) -> None:
    inner = next(row.id for row in seeded.rows() if row.enclosed_in is not None)
    made, _ = seeded.collections.make("正文", [inner])
    assert seeded.collections.members()[made.id] == (inner,)


def test_names_are_told_apart_and_not_empty(seeded: Library) -> None:
    made, _ = seeded.collections.make("土地")
    with pytest.raises(LibraryError, match="已经有"):
        seeded.collections.make("土地")
    with pytest.raises(LibraryError, match="空"):
        seeded.collections.rename(made.id, "  ")
    with pytest.raises(LibraryError, match="60"):
        seeded.collections.rename(made.id, "字" * 61)
    with pytest.raises(NotFound):
        seeded.collections.rename("none", "别的")
    assert not seeded.collections.rename(made.id, " 土地 ")
    assert seeded.collections.rename(made.id, "土地与林地").collections == {made.id}
    assert [one.name for one in seeded.collections.all()] == ["土地与林地"]


def test_a_deleted_collection_lies_in_the_waste_basket_with_what_it_held(seeded: Library) -> None:
    document = seeded.rows()[0].id
    made, _ = seeded.collections.make("土地", [document])
    seeded.collections.delete(made.id)
    assert seeded.collections.all() == ()
    assert made.id not in seeded.collections.members()
    (item,) = seeded.basket()
    assert item.title == "专题：土地"
    assert seeded.restore(item.key).collections == {made.id}
    assert seeded.collections.members() == {made.id: (document,)}
    with pytest.raises(ValueError, match="always"):
        seeded.collections.delete(FAVOURITES)


def test_two_of_one_name_do_not_come_about_by_taking_back(seeded: Library) -> None:
    former, _ = seeded.collections.make("土地")
    seeded.collections.delete(former.id)
    present, _ = seeded.collections.make("土地")
    with pytest.raises(LibraryError, match="已经有一个叫“土地”的专题"):
        seeded.restore(f"collection:{former.id}")
    assert [one.id for one in seeded.collections.all()] == [present.id]
    seeded.collections.rename(present.id, "林地")
    seeded.restore(f"collection:{former.id}")
    assert [one.name for one in seeded.collections.all()] == ["土地", "林地"]
    # What is there already is no other of its name.
    seeded.collections.undelete(former.id)


def imported(library: Library, folder: Path, name: str, number: int, words: str) -> str:
    file = folder / name
    file.write_text(TWICE.format(number=number, words=words), "utf-8")
    report = library.import_paths([file], Job())
    assert not report.failed
    (document,) = report.changes.documents
    return document


def test_another_copy_stands_for_a_text_that_is_gone(empty: Library, tmp_path: Path) -> None:
    first = imported(empty, tmp_path, "一.txt", 5, "请认真贯彻执行。")
    made, _ = empty.collections.make("试点", [first])
    empty.readings.leave(first, 40)
    empty.remove_document(first)
    assert empty.collections.members() == {}
    assert empty.readings.all() == {}
    other = imported(empty, tmp_path, "二.txt", 6, "请认真贯彻执行。")
    assert empty.collections.members() == {}
    # The same work from another source.
    copy = imported(empty, tmp_path, "三.txt", 5, "请认真贯彻执行，报国务院。")
    assert empty.collections.members() == {made.id: (copy,)}
    assert {document: one.percent for document, one in empty.readings.all().items()} == {copy: 40}
    # Taking it out takes out what it stands for.
    empty.collections.remove(made.id, [copy])
    empty.restore(f"document:{first}")
    assert empty.collections.members() == {}
    empty.collections.add(made.id, [first])
    assert empty.collections.members() == {made.id: (first,)}
    assert set(empty.readings.all()) == {first}
    assert other not in empty.readings.all()


def test_a_text_read_another_way_keeps_its_place_under_its_new_number(
    library: Library, tmp_path: Path
) -> None:
    """A later parser may read another number, and with it another work."""
    document = library.rows()[0].id
    made, _ = library.collections.make("试点", [document])
    library.readings.mark([document], done=True)
    with library._database.writing() as connection:
        connection.execute("UPDATE document SET work = 'new' WHERE id = ?", (document,))
    with closing(sqlite3.connect(tmp_path / "library" / "library.sqlite3")) as outside:
        assert outside.execute("SELECT work FROM collected").fetchall() == [("new",)]
        assert outside.execute("SELECT work FROM reading_state").fetchall() == [("new",)]
    assert library.collections.members() == {made.id: (document,)}


def test_another_window_learns_of_it(library: Library, tmp_path: Path) -> None:
    document = library.rows()[0].id
    other = Library.open(places(tmp_path / "library"))
    try:
        made, _ = other.collections.make("试点")
        other.readings.leave(document, 10)
        seen = library.refresh()
        assert (seen.collections, seen.readings) == ({made.id}, {document})
        other.collections.add(FAVOURITES, [document])
        seen = library.refresh()
        assert (seen.collections, seen.readings, seen.documents) == ({FAVOURITES}, set(), set())
        library.collections.add(made.id, [document])
        assert not library.refresh()
    finally:
        other.close()


def test_a_corrected_file_and_another_reading_leave_them(empty: Library, tmp_path: Path) -> None:
    document = imported(empty, tmp_path, "一.txt", 5, "请认真贯彻执行。")
    made, _ = empty.collections.make("试点", [document])
    empty.readings.leave(document, 40)
    file = tmp_path / "一.txt"
    file.write_text(file.read_text("utf-8").replace("认真", "切实"), "utf-8")
    report = empty.import_paths([file], Job())
    assert len(report.updated) == 1
    assert empty.collections.members() == {made.id: (document,)}
    with empty._database.writing() as connection:
        connection.execute("UPDATE source SET parser = 0")
    assert empty.reread(Job()).sources == 1
    assert empty.collections.members() == {made.id: (document,)}
    assert empty.readings.all()[document].percent == 40
