"""Corrections in the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhupi.annotations.model import Selector, State
from zhupi.gazette import PARSER_VERSION, parse
from zhupi.gazette.corrections import Amends, Correction
from zhupi.gazette.witnesses import Witness
from zhupi.storage import Database, Documents, Sources
from zhupi.storage.corrections import Corrections
from zhupi.storage.model import CorrectionState, Move, NewSource, Spot, StoredCorrection

_MOMENT = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
_TEXT = "某省人民政府关于甲事的通知\n某政发〔2018〕12号\n各市：\n照此办理。\n"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    new = NewSource("甲.txt", "甲.txt", "ab" * 32, "utf-8", _TEXT.encode(), 1, parse(_TEXT))
    with database.writing() as connection:
        Sources(database).add(connection, new)
    yield database
    database.close()


def correction(id_: str, amends: Amends, value: str | tuple[str, ...] | None) -> StoredCorrection:
    return StoredCorrection(
        id=id_,
        source=1,
        document="abababab-1",
        correction=Correction(amends, 2, value),
        witness=Witness(
            "某政发〔2018〕12号", ("某省人民政府关于甲事的通知",), ("各市：", "照此办理。")
        ),
        before="某政发〔2018〕12号",
        state=CorrectionState.APPLIES,
        created=_MOMENT,
    )


def test_what_is_saved_is_read_again_in_the_order_of_making(database: Database) -> None:
    store = Corrections(database)
    spot = Spot("abababab-1", Selector(1, 3, "省人", "某", "民", "一"), "一、甲", State.ANCHORED)
    made = [
        correction("b", Amends.ISSUERS, ("甲", "乙")),
        correction("a", Amends.NUMBER, None),
        replace(
            correction("c", Amends.PART_DOCUMENT, None),
            parted="abababab-2",
            moves=(Move("m", spot, Spot("abababab-2", None, "", State.ORPHAN)),),
        ),
    ]
    with database.writing() as connection:
        for one in made:
            store.save(connection, one)
    assert store.of_source(1) == made
    assert store.live() == made
    assert (store.count(), store.sources()) == (3, [1])
    with closing(sqlite3.connect(database.path)) as outside:
        row = outside.execute("SELECT amends, line, value, created FROM correction WHERE id = 'b'")
        assert row.fetchone() == ("issuers", 2, '["甲","乙"]', "2026-07-01T08:30:00.000Z")
        (witness,) = outside.execute("SELECT witness FROM correction WHERE id = 'a'").fetchone()
    assert json.loads(witness)["before"] == ["某省人民政府关于甲事的通知"]


def test_live_ones_stand_in_the_order_of_sources_and_lines(database: Database) -> None:
    other = NewSource("乙.txt", "乙.txt", "cd" * 32, "utf-8", _TEXT.encode(), 1, parse(_TEXT))
    store = Corrections(database)
    made = [
        replace(correction(id_, Amends.NUMBER, None), source=source, correction=at)
        for id_, source, at in (
            ("a", 2, Correction(Amends.NUMBER, 1)),
            ("b", 1, Correction(Amends.NUMBER, 4)),
            ("c", 1, Correction(Amends.NUMBER, 2)),
        )
    ]
    with database.writing() as connection:
        Sources(database).add(connection, other)
        for one in made:
            store.save(connection, one)
    assert [one.id for one in store.live()] == ["c", "b", "a"]
    assert [one.id for one in store.live(1)] == ["c", "b"]
    assert [one.id for one in store.live(2)] == ["a"]
    assert [one.id for one in store.of_source(1)] == ["b", "c"]
    assert store.sources() == [1, 2]


def test_taking_back_is_soft_and_keeps_the_order(database: Database) -> None:
    store = Corrections(database)
    one, other = correction("a", Amends.TITLE, "其一"), correction("b", Amends.TITLE, "其二")
    with database.writing() as connection:
        store.save(connection, one)
        store.save(connection, other)
        store.save(connection, replace(one, deleted=_MOMENT, state=CorrectionState.UNFIT))
    assert [row.id for row in store.of_source(1)] == ["a", "b"]
    assert store.live() == [other]
    assert store.count() == 1
    taken = store.get("a")
    assert taken is not None
    assert (taken.deleted, taken.state) == (_MOMENT, CorrectionState.UNFIT)
    assert store.get("none") is None


def test_a_document_that_was_put_right_says_so_when_it_is_read(database: Database) -> None:
    sources, issue = Sources(database), parse(_TEXT)
    amended = replace(issue.documents[0], amended=("title", "paragraphs"))
    with database.writing() as connection:
        sources.read_again(
            connection, 1, PARSER_VERSION, replace(issue, documents=(amended,)), ["abababab-1"]
        )
    stored = Documents(database, sources).document("abababab-1")
    assert stored is not None
    assert stored.document == amended
