"""The command line as CLI.md promises it: keys, exit codes, one sentence for each fault."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhupi.locations import seeds

Run = Callable[..., Any]
DOC = "国发〔2016〕49号"
FIRST = "000_d0b377c5939d8c83.txt"


def test_inspect(zhupi: Run) -> None:
    value = zhupi("inspect", seeds() / FIRST, "--json").json
    assert set(value) >= {
        "file", "sha256", "encoding", "gazette", "pages", "documents", "furniture", "repairs",
    }  # fmt: skip
    assert value["file"] == FIRST
    assert value["encoding"] == "utf-8"
    assert len(value["documents"]) == 6
    document = value["documents"][0]
    assert set(document) >= {
        "title", "number", "issuers", "kind", "date", "addressees", "signoff", "complete", "lines",
        "blocks", "headings", "citations", "enclosures", "attachments", "doubts",
    }  # fmt: skip
    assert document["number"] == DOC
    assert document["issuers"] == ["国务院"]
    assert document["date"] == "2016-08-16"
    assert set(document["blocks"][0]) >= {"kind", "level", "text", "lines", "part"}
    assert set(document["headings"][0]) >= {"level", "text", "lines", "run_in"}


def test_inspect_touches_no_library(zhupi: Run, tmp_path: Path) -> None:
    assert zhupi("inspect", seeds() / FIRST).code == 0
    assert not (tmp_path / "library").exists()


def test_the_whole_path(indexed: Run, tmp_path: Path) -> None:
    tree = indexed("tree", "--json").json
    assert [node["issuer"] for node in tree][:2] == ["国务院", "国务院办公厅"]
    assert sum(node["count"] for node in tree) == 28
    row = tree[0]["years"][0]["documents"][-1]
    assert set(row) >= {
        "id", "number", "title", "kind", "date", "source", "lines", "annotations",
    }  # fmt: skip
    assert row["number"] == DOC
    enclosed = [
        row
        for node in tree
        for year in node["years"]
        for row in year["documents"]
        if "enclosed_in" in row
    ]
    assert [row["number"] for row in enclosed] == ["国发〔2017〕48号"]

    found = indexed("search", "财政事权", "--json").json
    assert set(found) >= {"query", "total", "hits", "milliseconds"}
    assert found["total"] == 1
    assert found["number"] is None
    assert indexed("search", "国发 2016 49", "--json").json["number"] == f"库中有{DOC}。"
    hit = found["hits"][0]
    assert set(hit) >= {"id", "number", "title", "count", "snippets"}
    assert hit["id"] == row["id"]
    for snippet in hit["snippets"]:
        assert set(snippet) >= {"text", "start", "end", "heading", "lines"}
        assert snippet["text"][snippet["start"] : snippet["end"]] == "财政事权"

    made = indexed(
        "annotate", DOC, "--quote", "财政事权由中央决定", "--note", "**注**", "--tag", "权责",
        "--colour", "green", "--json",
    ).json  # fmt: skip
    assert set(made) >= {"id", "document", "quote", "start", "end"}
    assert made["document"] == row["id"]

    shown = indexed("show", "国发[2016]49号", "--json").json
    text = "\n".join(block["text"] for block in shown["blocks"])
    assert text[made["start"] : made["end"]] == made["quote"] == "财政事权由中央决定"
    assert shown["id"] == row["id"]
    assert shown["source"] == FIRST
    assert [note["id"] for note in shown["annotations"]] == [made["id"]]

    notes = indexed("notes", "--json").json
    assert len(notes) == 1
    assert set(notes[0]) >= {
        "id", "document", "kind", "colour", "quote", "note", "tags", "heading", "place", "created",
        "modified", "state",
    }  # fmt: skip
    assert notes[0]["document"] == {"id": row["id"], "number": DOC, "title": row["title"]}
    assert (notes[0]["kind"], notes[0]["colour"], notes[0]["state"]) == (
        "highlight", "green", "anchored",
    )  # fmt: skip
    assert notes[0]["place"] == "二（二）2"
    assert notes[0]["tags"] == ["权责"]

    for suffix in ("docx", "md", "html", "json"):
        out = tmp_path / f"out.{suffix}"
        outcome = indexed("export", out)
        assert outcome.code == 0
        assert str(out) in outcome.out
        assert out.stat().st_size > 0
    assert "财政事权由中央决定" in (tmp_path / "out.md").read_text("utf-8")
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        assert "财政事权由中央决定" in archive.read("word/document.xml").decode()

    assert indexed("check", "--json").json == {"ok": True, "problems": []}
    assert indexed("rebuild-index").code == 0


def test_notes_are_searched_on_demand(seeded: Run) -> None:
    made = seeded("annotate", DOC, "--quote", "分税制", "--note", "讲课时用", "--json").json
    assert seeded("search", "讲课时用", "--json").json["hits"] == []
    (hit,) = seeded("search", "讲课时用", "--in", "text,notes", "--json").json["hits"]
    assert (hit["in"], hit["annotation"]) == ("notes", made["id"])


def test_import_reports(zhupi: Run, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "表.xlsx").write_bytes(b"x")
    value = zhupi("import", seeds() / FIRST, "--json").json
    assert set(value) >= {"added", "updated", "unchanged", "skipped", "failed", "doubts"}
    assert [entry["documents"] for entry in value["added"]] == [6]
    # The title names the office (办公厅), number and sign-off the government itself.
    assert value["doubts"] == 1
    assert [entry["document"] for entry in value["doubtful"]] == ["川府发〔2016〕37号"]
    outcome = zhupi("import", seeds() / FIRST, tmp_path / "空.txt", "--json")
    assert outcome.code == 1
    assert len(outcome.json["unchanged"]) == 1
    assert outcome.json["failed"][0]["reason"] == "无法读取“空.txt”：文件是空的。"


def test_show_raw_is_the_lines_of_the_file(seeded: Run) -> None:
    lines = (seeds() / FIRST).read_text("utf-8").split("\n")
    value = seeded("show", DOC, "--raw", "--json").json
    assert [entry["text"] for entry in value] == lines[:673]
    assert [entry["line"] for entry in value] == list(range(1, 674))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "国发〔1999〕1号"), "库中没有“国发〔1999〕1号”"),
        (("annotate", DOC, "--quote", "绝无此语"), "没有找到“绝无此语”"),
        (("annotate", "无此文", "--quote", "甲"), "库中没有“无此文”"),
        (("inspect", "no-such-file.txt"), "无法读取“no-such-file.txt”：文件不存在"),
        (("export", "out.md", "--tag", "没有这个标签"), "没有符合条件的批注"),
        (("remove", "无此文"), "库中没有“无此文”"),
        (("open", "zhupi:doc/无此文"), "库中没有“无此文”"),
        (("open", "无此址"), "“无此址”不是朱批的地址"),
        (("open", "zhupi:annotation/0"), "这条批注不在库中"),
    ],
)
def test_known_faults_are_one_sentence(seeded: Run, arguments: tuple[str, ...], words: str) -> None:
    told = seeded(*arguments).sentence
    assert words in told
    assert told.endswith("。")


def test_export_paths_that_cannot_be_written(seeded: Run, tmp_path: Path) -> None:
    seeded("annotate", DOC, "--quote", "分税制")
    out = tmp_path / "out.md"
    out.write_text("我的旧文件", "utf-8")
    assert "已经存在" in seeded("export", out).sentence
    assert out.read_text("utf-8") == "我的旧文件"
    assert seeded("export", out, "--overwrite").code == 0
    assert "分税制" in out.read_text("utf-8")
    assert "扩展名须是" in seeded("export", tmp_path / "out.xyz").sentence
    assert "无法写入" in seeded("export", tmp_path / "no" / "out.md").sentence
    (tmp_path / "folder.md").mkdir()
    assert "无法写入" in seeded("export", tmp_path / "folder.md", "--overwrite").sentence


def test_removing(seeded: Run) -> None:
    seeded("annotate", DOC, "--quote", "分税制")
    assert "批注" in seeded("remove", DOC).sentence
    assert seeded("remove", DOC, "--with-notes").code == 0
    assert sum(node["count"] for node in seeded("tree", "--json").json) == 27
    assert seeded("remove", FIRST, "--with-notes").code == 0


@pytest.mark.parametrize(
    "arguments",
    [("search",), ("annotate", DOC), ("no-such-command",), ("search", "甲", "--sort", "random")],
)
def test_wrong_usage_exits_2(zhupi: Run, arguments: tuple[str, ...]) -> None:
    outcome = zhupi(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""


def test_a_problem_makes_check_exit_1(indexed: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "library" / "index").rglob("*"):
        if path.is_file() and path.name != "lock":
            path.write_bytes(b"garbage")
    outcome = indexed("check", "--json")
    assert outcome.code == 1
    assert outcome.json["ok"] is False
    assert set(outcome.json["problems"][0]) >= {"what", "where", "repairable"}
    assert indexed("search", "财政事权", "--json").json["total"] == 1
    assert indexed("check", "--repair").code == 0
    assert indexed("check").code == 0


_OFFLINE = """
import sys
sys.modules["PySide6"] = None  # as where it is not installed
seen = []
def hook(event, arguments):
    if event == "socket.__new__":
        seen.append(arguments)
sys.addaudithook(hook)
from zhupi.__main__ import main
code = main(sys.argv[1:])
assert not seen, seen
sys.exit(code)
"""


def test_runs_without_pyside6_and_opens_no_socket(tmp_path: Path) -> None:
    library = str(tmp_path / "library")

    def run(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", _OFFLINE, "--library", library, *arguments],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={"PATH": "/usr/bin", "LC_ALL": "C", "PYTHONPATH": ":".join(sys.path)},
        ).stdout

    run("import", str(seeds()))
    assert json.loads(run("search", "财政事权", "--json"))["total"] == 1
    assert "国务院（2）" in run("tree")
    run("annotate", DOC, "--quote", "分税制")
    for suffix in ("docx", "md", "html", "json"):
        run("export", str(tmp_path / f"a.{suffix}"))
    run("import-notes", str(tmp_path / "a.json"))
    run("inspect", str(seeds() / FIRST))
    run("show", DOC)
    run("missing")
    run("notebook", "new", "讲义")
    assert len(json.loads(run("notes", "--json"))) == 1
    run("check")
    run("reread")
    run("rebuild-index")
    run("backup", str(tmp_path / "copy.sqlite3"))
    run("restore", str(tmp_path / "copy.sqlite3"))
    run("remove", DOC, "--with-notes")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("arguments", [(), ("open", f"zhupi:doc/{DOC}")])
def test_no_window_without_pyside6(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    outcome = subprocess.run(
        [sys.executable, "-c", _OFFLINE, "--library", str(tmp_path / "library"), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr == (
        "没有安装 PySide6，打不开窗口；命令行可以照常使用，见 zhupi --help。\n"
    )


def test_exports_use_the_users_names_for_colours(seeded: Run, tmp_path: Path) -> None:
    settings = tmp_path / "library" / "settings.json"
    settings.write_text('{"meanings": {"green": "预算口径", "pink": "x"}}', "utf-8")
    seeded("annotate", DOC, "--quote", "分税制", "--colour", "green")
    seeded("annotate", DOC, "--quote", "包干制", "--colour", "red")
    assert seeded("export", tmp_path / "a.md").code == 0
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "预算口径" in text
    assert "重点" in text
    assert "数据" not in text


@pytest.mark.parametrize("arguments", [("import", ""), ("annotate", DOC, "--quote", "\udcff")])
def test_arguments_that_make_no_sense_exit_2(zhupi: Run, arguments: tuple[str, ...]) -> None:
    assert zhupi(*arguments).code == 2


def test_notes_count_documents_too(seeded: Run) -> None:
    for quote in ("分税制", "包干制"):
        seeded("annotate", DOC, "--quote", quote, "--note", "讲课时用")
    value = seeded("search", "讲课时用", "--in", "notes", "--json").json
    assert (value["total"], len(value["hits"])) == (1, 2)


def test_a_full_output_is_a_sentence() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        outcome = subprocess.run(
            [sys.executable, "-m", "zhupi", "inspect", str(seeds() / FIRST)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert outcome.returncode == 1
    assert outcome.stderr == "无法写出结果：磁盘空间不足。\n"


def test_help_is_chinese_whatever_the_locale() -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "zhupi", "--help"],
        env={"PYTHONIOENCODING": "cp1252", "LC_ALL": "C", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert "离线阅读" in outcome.stdout.decode()


def test_missing_texts(seeded: Run, tmp_path: Path) -> None:
    found = seeded("missing", "--json").json
    assert set(found[0]) == {"number", "title", "count", "titles", "cited_by"}
    counts = [one["count"] for one in found]
    assert counts == sorted(counts, reverse=True)
    assert all(len(one["cited_by"]) == one["count"] for one in found)
    # 川府发〔2016〕37号 begins: 为贯彻落实《国务院…若干意见》（国发〔2016〕27号）.
    (one,) = (one for one in found if one["number"] == "国发〔2016〕27号")
    assert one["title"] == "国务院关于促进外贸回稳向好的若干意见"
    assert [row["number"] for row in one["cited_by"]] == ["川府发〔2016〕37号"]
    assert seeded("missing", "--limit", "2", "--json").json == found[:2]
    assert "国发〔2016〕27号" in seeded("missing").out
    out = tmp_path / "missing.csv"
    assert seeded("missing", out, "--json").json == {"file": str(out), "texts": len(found)}
    assert len(out.read_text("utf-8-sig").splitlines()) == len(found) + 1
    assert "已经存在" in seeded("missing", out).sentence
    assert seeded("missing", out, "--overwrite").code == 0
    assert ".csv" in seeded("missing", tmp_path / "missing.txt").sentence
