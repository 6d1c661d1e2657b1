"""Saved searches, looked at with sqlite3 from outside."""

import gzip
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhupi.errors import LibraryError
from zhupi.storage import Database
from zhupi.storage.model import SavedSearch
from zhupi.storage.searches import SavedSearches

_MOMENT = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    yield database
    database.close()


def _search(id_: str, ordinal: int, **fields: object) -> SavedSearch:
    values: dict[str, object] = {
        "name": "名称",
        "query": "财政 OR 税收",
        "issuer": "国务院",
        "year": 2016,
        "kind": None,
        "sort": "date",
        "created": _MOMENT,
        "modified": _MOMENT,
    }
    values.update(fields)
    return SavedSearch(id=id_, ordinal=ordinal, **values)  # type: ignore[arg-type]


def test_what_is_saved_is_read_again_in_its_order(database: Database) -> None:
    store = SavedSearches(database)
    first, second = _search("b", 0, issuer="", year=0, kind=""), _search("a", 1)
    with database.writing() as connection:
        store.save(connection, second)
        store.save(connection, first)
    assert store.all() == [first, second]
    with sqlite3.connect(database.path) as outside:
        row = outside.execute("SELECT query, year, created FROM saved_search WHERE id = 'a'")
        assert row.fetchone() == ("财政 OR 税收", 2016, "2026-07-01T08:30:00.000Z")
    outside.close()


def test_deleting_is_soft(database: Database) -> None:
    store = SavedSearches(database)
    search = _search("a", 0)
    gone = replace(search, deleted=_MOMENT)
    with database.writing() as connection:
        store.save(connection, search)
        store.save(connection, gone)
        assert store.kept(connection) == []
        assert store.get(connection, "a") == gone
    assert store.all() == []
    assert store.all(deleted=True) == [gone]


def test_a_library_of_the_first_version_gets_the_table(tmp_path: Path) -> None:
    packed = Path(__file__).parents[1] / "fixtures" / "libraries" / "1.sqlite3.gz"
    (tmp_path / "library.sqlite3").write_bytes(gzip.decompress(packed.read_bytes()))
    with pytest.raises(LibraryError, match="旧版本"):
        Database(tmp_path, read_only=True)
    database = Database(tmp_path)
    assert SavedSearches(database).all() == []
    database.close()
