"""What the command line tells of a document that was put right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends
from zhupi.library import Library
from zhupi.locations import places, seeds

Run = Callable[..., Any]
NUMBER = "国发〔2016〕49号"


def put_right(folder: Path) -> None:
    library = Library.open(places(folder))
    document = library.resolve(NUMBER)
    read = library.document(document).document
    library.correct(document, corrections.field(read, Amends.TITLE, "改革的指导意见"), "k")
    library.close()


def test_it_is_shown_as_it_was_put_right(indexed: Run, tmp_path: Path) -> None:
    plain = indexed("show", NUMBER)
    put_right(tmp_path / "library")
    shown = indexed("show", NUMBER, "--json").json
    assert shown["title"] == "改革的指导意见"
    assert shown["amended"] == ["title"]
    (one,) = shown["corrections"]
    assert (one["what"], one["value"], one["state"]) == ("title", "改革的指导意见", "applies")
    assert one["words"] == "标题改为“改革的指导意见”"
    text = indexed("show", NUMBER)
    assert (text.out, text.err) == (plain.out, "读者更正：标题\n")
    assert "改革的指导意见" in indexed("tree").out
    assert indexed("check", "--json").json == {"ok": True, "problems": []}


def test_a_file_is_inspected_as_the_parser_reads_it(seeded: Run, tmp_path: Path) -> None:
    put_right(tmp_path / "library")
    (path,) = seeds().glob("000_*.txt")
    document = seeded("inspect", path, "--json").json["documents"][0]
    assert document["number"] == NUMBER
    assert document["title"].startswith("国务院关于推进")
    assert "amended" not in document
    assert "corrections" not in document


def test_an_import_tells_what_does_not_apply_any_more(seeded: Run, tmp_path: Path) -> None:
    put_right(tmp_path / "library")
    (path,) = seeds().glob("000_*.txt")
    first, rest = path.read_text("utf-8").split("\n", 1)
    other = tmp_path / path.name
    other.write_text(f"{first}又\n{rest}", "utf-8")
    outcome = seeded("import", other)
    assert outcome.code == 0
    assert "更新　" in outcome.out
    assert "不再适用的更正　1 处\n" in outcome.out
    (one,) = seeded("show", NUMBER, "--json").json["corrections"]
    assert one["state"] == "unfit"
