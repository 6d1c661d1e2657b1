"""``backup restore reread import-notes`` and what ``check`` says of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhupi.library import Library
from zhupi.locations import places, seeds

Run = Callable[..., Any]
DOC = "国发〔2016〕49号"


def test_backup_and_restore(seeded: Run, tmp_path: Path) -> None:
    seeded("annotate", DOC, "--quote", "分灶吃饭")
    made = seeded("backup", tmp_path / "copy.sqlite3", "--json").json
    assert made == {"path": str(tmp_path / "copy.sqlite3")}
    assert "已经存在" in seeded("backup", tmp_path / "copy.sqlite3").sentence
    assert "已备份：" in seeded("backup").out
    seeded("annotate", DOC, "--quote", "财政事权由中央决定")
    assert "原来的文库保留在" in seeded("restore", tmp_path / "copy.sqlite3").out
    assert [note["quote"] for note in seeded("notes", "--json").json] == ["分灶吃饭"]
    value = seeded("restore", tmp_path / "copy.sqlite3", "--json").json
    assert Path(value["kept"]).is_file()
    assert "没有找到备份文件" in seeded("restore", tmp_path / "none.sqlite3").sentence
    window = Library.open(places(tmp_path / "library"), window=True)
    assert "窗口" in seeded("restore", tmp_path / "copy.sqlite3").sentence
    window.close()


def test_annotations_are_handed_over(seeded: Run, zhupi: Run, tmp_path: Path) -> None:
    seeded("annotate", DOC, "--quote", "分灶吃饭", "--note", "要点", "--tag", "财政")
    seeded("annotate", DOC, "--quote", "支出责任", "--colour", "blue")
    assert seeded("export", tmp_path / "x.json").code == 0
    first = seeded("import-notes", tmp_path / "x.json", "--json").json
    assert first == {
        "added": 0, "already_there": 2, "moved": 0, "orphaned": 0, "updated": 0, "conflicts": [],
    }  # fmt: skip
    (tmp_path / "library").rename(tmp_path / "former")
    assert zhupi("import-notes", tmp_path / "x.json", "--json").json["orphaned"] == 2
    imported = zhupi("import", seeds(), "--json").json
    assert imported["found"] == 2
    assert len(zhupi("notes", "--json").json) == 2
    assert "已有 2 条" in zhupi("import-notes", tmp_path / "x.json").out
    (tmp_path / "y.json").write_text(json.dumps({"foreign": True}), "utf-8")
    assert zhupi("import-notes", tmp_path / "y.json").sentence.startswith("无法读取“y.json”")


def test_an_earlier_reading_is_mentioned_and_put_right(indexed: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "library" / "library.sqlite3") as outside:
        outside.execute("UPDATE source SET parser = 0 WHERE id <= 2")
    outside.close()
    checked = indexed("check", "--json")
    assert checked.code == 1
    assert [problem["repairable"] for problem in checked.json["problems"]] == [True, True]
    assert "旧版阅读器" in checked.json["problems"][0]["what"]
    value = indexed("reread", "--json").json
    assert (value["sources"], value["changed"], value["failed"]) == (2, 0, [])
    assert Path(value["backup"]).is_file()
    assert "都由现在的阅读器读过" in indexed("reread").out
    assert indexed("check", "--json").json == {"ok": True, "problems": []}


def test_damaged_tags_and_places_are_found_and_mended(indexed: Run, tmp_path: Path) -> None:
    made = indexed("annotate", DOC, "--quote", "分灶吃饭", "--tag", "财政", "--json").json
    with sqlite3.connect(tmp_path / "library" / "library.sqlite3") as outside:
        outside.execute("UPDATE annotation_tag SET tag = '#财 政'")
        outside.execute("UPDATE annotation SET start = start + 3, end = end + 3")
    outside.close()
    checked = indexed("check", "--json").json
    assert {problem["what"] for problem in checked["problems"]} == {
        "标签写法不对",
        "批注不在原处",
        "批注或摘编的检索用字与原文不符",  # the folded tag is still that of 财政
    }
    assert indexed("check", "--repair", "--json").json == {"ok": True, "problems": []}
    (note,) = indexed("notes", "--json").json
    assert (note["start"], note["end"]) == (made["start"], made["end"])
    assert note["tags"] == ["财", "政"]


def test_a_mark_on_a_document_without_text_is_found_and_becomes_an_orphan(
    indexed: Run, tmp_path: Path
) -> None:
    indexed("annotate", DOC, "--quote", "分灶吃饭")
    with sqlite3.connect(tmp_path / "library" / "library.sqlite3") as outside:
        outside.execute(
            "UPDATE document SET gone = '2026-01-01T00:00:00.000Z' WHERE number = ?", (DOC,)
        )
    outside.close()
    assert indexed("check", "--json").code == 1
    assert indexed("check", "--repair").code == 1  # told once: it has no place now
    library = Library.open(places(tmp_path / "library"))
    assert library.orphan_count() == 1
    assert library.check() == []
    library.close()
