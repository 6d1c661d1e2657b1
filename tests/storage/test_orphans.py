"""Orphans in the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State
from zhupi.gazette import parse
from zhupi.storage import Annotations, Database, Sources
from zhupi.storage.model import NewSource
from zhupi.storage.orphans import Orphans

_MOMENT = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
_TEXT = "某省人民政府关于甲事的通知\n某政发〔2018〕12号\n各市：\n照此办理。\n"


def lost(id_: str, start: int) -> Annotation:
    return Annotation(
        id=id_,
        document="abababab-1",
        kind=Kind.HIGHLIGHT,
        selector=Selector(start, start + 2, "旧文"),
        colour=Colour.YELLOW,
        heading="",
        note="",
        tags=(),
        created=_MOMENT,
        modified=_MOMENT,
        state=State.ORPHAN,
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path)
    new = NewSource("甲.txt", "甲.txt", "ab" * 32, "utf-8", _TEXT.encode(), 1, parse(_TEXT))
    with database.writing() as connection:
        Sources(database).add(connection, new)
        for one in (lost("c", 1), lost("b", 5), lost("a", 9)):
            Annotations(database).save(connection, one)
    yield database
    database.close()


def test_open_ones_come_first_and_each_in_the_order_of_the_text(database: Database) -> None:
    orphans = Orphans(database)
    assert orphans.listed() == [("c", False), ("b", False), ("a", False)]
    with database.writing() as connection:
        orphans.set_kept(connection, ["c", "a"], kept=True)
    assert orphans.listed() == [("b", False), ("c", True), ("a", True)]
    assert orphans.count() == 1


def test_one_kept_can_be_opened_again(database: Database) -> None:
    orphans = Orphans(database)
    with database.writing() as connection:
        orphans.set_kept(connection, ["c", "a"], kept=True)
        orphans.set_kept(connection, ["c"], kept=False)
    assert orphans.listed() == [("c", False), ("b", False), ("a", True)]
    assert orphans.count() == 2
