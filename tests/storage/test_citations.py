"""What an earlier library knew of citations goes over; the rest is read when asked."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from zhupi.gazette.folding import fold
from zhupi.storage import Database
from zhupi.storage.citations import Citations
from zhupi.storage.database import _APPLICATION_ID, FILE_NAME, _migrations, _statements
from zhupi.storage.standings import Standings


def test_a_library_of_the_third_format(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as old:
        old.create_function("fold", 1, fold, deterministic=True)
        for number, script in _migrations():
            if number < 4:
                for statement in _statements(script.read_text("utf-8")):
                    old.execute(statement)
        old.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        old.execute("PRAGMA user_version = 3")
        old.execute(
            "INSERT INTO source (id, name, path, sha256, encoding, raw, parser, reading, imported)"
            " VALUES (1, 'a.txt', '/a.txt', 'ab', 'utf-8', x'', 1, '{}', '2020-01-01')"
        )
        for one, title, number in (("ab-1", "甲 通知", "甲〔2018〕1号"), ("ab-2", "乙通知", None)):
            old.execute(
                "INSERT INTO document (id, source, ordinal, work, title, number, issuers, complete,"
                " first_line, last_line, doubts, revision, date)"
                " VALUES (?, 1, 1, ?, ?, ?, '[]', 1, 1, 2, 0, 1, '2018-01-01')",
                (one, number or "乙通知|2018-01-01|", title, number),
            )
        old.execute(
            "INSERT INTO enclosure VALUES ('ab-1', 1, '丙 办法', NULL, '[\"财政部\",\"教育部\"]',"
            " NULL, NULL, NULL, 1, 2)"
        )
        old.execute("INSERT INTO citation VALUES ('ab-2', 1, '甲通知', NULL)")
        old.execute("INSERT INTO citation VALUES ('ab-1', 1, NULL, '丁〔2018〕1号')")
    old.close()
    database = Database(tmp_path)
    try:
        citations = Citations(database)
        (link,) = citations.links_to("ab-1")
        assert (link.citing, link.by_title) == ("ab-2", True)
        assert [one.number for one in citations.of("ab-1")] == ["丁〔2018〕1号"]
        assert Standings(database).work(("ab-1", 1)) == "丙办法||财政部、教育部"
        assert citations.outdated() == ["ab-1", "ab-2"]
        assert database.integrity_problems() == []
    finally:
        database.close()


def test_the_panel_asks_indexes_only(tmp_path: Path) -> None:
    """However large the library: no question of the panel goes through a whole table."""
    database = Database(tmp_path)
    asked: list[str] = []
    try:
        citations = Citations(database)
        database.reader.set_trace_callback(asked.append)
        citations.of("a")
        citations.links_from("a")
        citations.links_to("a")
        citations.links_to("a", 1, effects=True)
        citations.counts(["甲〔2018〕1号"], ["甲通知"])
        citations.at([("a", 1)])
        database.reader.set_trace_callback(None)
        questions = [one for one in asked if one.startswith("SELECT")]
        assert len(questions) == 7
        for question in questions:
            plan = database.reader.execute(f"EXPLAIN QUERY PLAN {question}").fetchall()
            scans = [row[3] for row in plan if row[3].startswith("SCAN")]
            assert all("json_each" in one or "document_away" in one for one in scans), scans
    finally:
        database.close()
