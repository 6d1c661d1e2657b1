"""Real databases of every earlier version, opened by this one; looked at with sqlite3."""

import gzip
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from zhupi.errors import LibraryError
from zhupi.gazette.corrections import Amends, field
from zhupi.library import Library
from zhupi.locations import places
from zhupi.storage.database import FILE_NAME, Database, newest_version

LIBRARIES = Path(__file__).parents[1] / "fixtures/libraries"


def plain(text: str) -> str:
    """Folding, done independently; none of the words here has a space that stays."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@contextmanager
def outside(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A library of version 1."""
    (tmp_path / FILE_NAME).write_bytes(gzip.decompress((LIBRARIES / "1.sqlite3.gz").read_bytes()))
    return tmp_path


@pytest.fixture
def fifth(tmp_path: Path) -> Path:
    """A library of version 5."""
    (tmp_path / FILE_NAME).write_bytes(gzip.decompress((LIBRARIES / "5.sqlite3.gz").read_bytes()))
    return tmp_path


@pytest.fixture
def seventh(tmp_path: Path) -> Path:
    """A library of version 7."""
    (tmp_path / FILE_NAME).write_bytes(gzip.decompress((LIBRARIES / "7.sqlite3.gz").read_bytes()))
    return tmp_path


def table(connection: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query)]


def test_there_is_a_library_of_every_version() -> None:
    versions = {int(path.name.partition(".")[0]) for path in LIBRARIES.glob("*.gz")}
    # 2 to 4 came together with 5, and 6 with 7: no library was ever left at one of them.
    assert set(range(1, newest_version())) <= versions | {2, 3, 4, 6}


ANNOTATIONS = (
    "SELECT id, document, work, kind, start, end, quote, prefix, suffix, place, heading, colour,"
    " note, created, modified, state, deleted FROM annotation ORDER BY id"
)


def test_nothing_of_version_1_is_lost(first: Path) -> None:
    with outside(first) as connection:
        before = table(connection, ANNOTATIONS)
        tags = table(connection, "SELECT annotation, ordinal, tag FROM annotation_tag")
        others = {
            name: table(connection, f"SELECT * FROM {name}")  # noqa: S608
            for name in ("source", "document", "document_text", "enclosure", "citation")
        }
    assert len(before) == 5
    assert len(tags) == 3
    Database(first).close()
    with outside(first) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == newest_version()
        assert table(connection, ANNOTATIONS) == before
        assert table(
            connection,
            "SELECT annotation.id AS annotation, ordinal, tag FROM annotation_tag"
            " JOIN annotation ON serial = annotation ORDER BY 1, 2",
        ) == sorted(tags, key=lambda row: (row["annotation"], row["ordinal"]))
        for name, rows in others.items():
            kept = (
                [
                    {key: row[key] for key in rows[0]}
                    for row in table(connection, f"SELECT * FROM {name}")  # noqa: S608
                ]
                if rows
                else []
            )
            assert kept == rows, name
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_the_words_are_folded(first: Path) -> None:
    Database(first).close()
    with outside(first) as connection:
        rows = table(
            connection,
            "SELECT annotation.quote AS q, annotation.note AS n, noted, style, words.quote,"
            " words.note, words.tags, (SELECT group_concat(tag, char(10)) FROM annotation_tag"
            "   WHERE annotation_tag.annotation = serial) AS t"
            " FROM annotation JOIN annotation_words AS words ON words.annotation = serial",
        )
    assert len(rows) == 5
    for row in rows:
        assert row["quote"] == plain(row["q"] or "")
        assert row["note"] == plain(row["n"])
        assert row["tags"] == "\n".join(plain(tag) for tag in (row["t"] or "").split("\n"))
        assert row["noted"] == bool(row["n"].strip())
        assert row["style"] == "highlight"
    assert sum(row["noted"] for row in rows) == 3  # one note is white space only


@pytest.mark.parametrize("pruned", [False, True])
def test_the_log_of_changes_goes_on_where_it_was(first: Path, *, pruned: bool) -> None:
    with outside(first) as connection:
        if pruned:
            connection.execute("DELETE FROM change")
            connection.commit()
        before = table(connection, "SELECT * FROM change ORDER BY sequence")
        last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'change'")
        number = last.fetchone()[0]
    assert (len(before), number) == (0 if pruned else 1, 13)
    database = Database(first)
    with database.writing() as connection:
        connection.execute("UPDATE annotation SET note = 'x' WHERE note = '后补'")
    database.close()
    with outside(first) as connection:
        after = table(connection, "SELECT * FROM change ORDER BY sequence")
        names = {row["name"] for row in table(connection, "SELECT name FROM sqlite_sequence")}
    assert after[: len(before)] == before
    assert [row["sequence"] for row in after[len(before) :]] == [number + 1]
    assert after[-1]["kind"] == "annotation"
    assert names == {"change"}


def test_who_may_not_write_may_not_migrate(first: Path) -> None:
    """An older program's window holds the right to write; its library is not touched."""
    before = (first / FILE_NAME).read_bytes()
    with pytest.raises(LibraryError, match="旧版本"):
        Database(first, read_only=True)
    assert (first / FILE_NAME).read_bytes() == before


def test_a_library_of_version_1_is_used_on(first: Path) -> None:
    # The façade keeps the database of --library in that folder itself.
    library = Library.open(places(first))
    try:
        notes = library.notes()
        assert [row.annotation.selector and row.annotation.selector.quote for row in notes] == [
            "坚持问题导向，统筹推进",
            "政府引导",
            "落实责任",
            None,
        ]
        assert [row.annotation.id for row in library.notes(query="ppp")] == [notes[0].annotation.id]
        assert library.tags() == [("重点", 2), ("Ｔａｇ", 1)]
        assert [item.title for item in library.basket()] == ["批注：加强统筹"]
        made, _ = library.notebooks.make("摘编")
        assert library.notebooks.add_excerpts(made.id, [notes[1].annotation.id])
    finally:
        library.close()


NAMES = (
    *("source", "document", "document_text", "annotation", "annotation_tag", "citation"),
    *("named_text", "validity", "user_state", "saved_search", "notebook", "notebook_item"),
)


def everything(folder: Path, names: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    with outside(folder) as connection:
        return {name: table(connection, f"SELECT * FROM {name}") for name in names}  # noqa: S608


def assert_kept(folder: Path, before: dict[str, list[dict[str, Any]]]) -> None:
    """Open a library, and compare every column that there was."""
    Database(folder).close()
    after = everything(folder, tuple(before))
    for name, rows in before.items():
        assert [{key: row[key] for key in rows[0]} for row in after[name] if rows] == rows, name
    with outside(folder) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == newest_version()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_nothing_of_version_5_is_lost(fifth: Path) -> None:
    before = everything(fifth, NAMES)
    assert len(before["document"]) == 2
    assert len(before["annotation"]) == 5
    assert len(before["citation"]) == 3
    assert all(before[name] for name in ("user_state", "saved_search", "notebook_item"))
    assert_kept(fifth, before)
    with outside(fifth) as connection:
        assert table(connection, "SELECT * FROM correction") == []
        triggers = "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger'"
        assert ("annotation_found", "annotation") in map(tuple, connection.execute(triggers))


def test_nothing_of_version_7_is_lost(seventh: Path) -> None:
    before = everything(seventh, (*NAMES, "correction", "collection", "collected", "reading_state"))
    assert [row["deleted"] is None for row in before["correction"]] == [True, False]
    assert len(before["collected"]) == 3
    assert [row["done"] for row in before["reading_state"]] == [0, 1]
    assert len(before["annotation"]) == 5
    assert_kept(seventh, before)
    with outside(seventh) as connection:
        # What changes the force of a text is found by its index alone, extensions too.
        effects = "('repeals', 'replaces', 'revises', 'extends')"
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT document FROM citation WHERE relation IN {effects}"  # noqa: S608
        ).fetchall()
        assert any("citation_effect" in row["detail"] for row in plan)


@pytest.mark.parametrize("version", ["first", "fifth", "seventh"])
def test_a_library_of_an_earlier_version_can_be_corrected(
    version: str, request: pytest.FixtureRequest
) -> None:
    """The first was read by an earlier parser too: a correction reads its text anew."""
    library = Library.open(places(request.getfixturevalue(version)))
    try:
        row = library.rows()[0]
        before = [(one.id, one.state) for one in library.annotations(row.id)]
        read = library.document(row.id).document
        done = library.correct(row.id, field(read, Amends.TITLE, "试点方案"))
        assert (done.document, done.orphaned) == (row.id, 0)
        assert library.rows()[0].title == "试点方案"
        assert [(one.id, one.state) for one in library.annotations(row.id)] == before
        library.uncorrect(done.key)
        assert library.rows()[0].title == row.title
    finally:
        library.close()
