"""Notebooks, and the filters of notes, on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
DOC = "国发〔2016〕49号"


@pytest.fixture
def marked(seeded: Run) -> dict[str, str]:
    """The ids of three annotations, by the word that each is of."""
    return {
        word: seeded("annotate", DOC, "--quote", word, "--json", *more).json["id"]
        for word, more in (
            ("财政事权", ["--tag", "定义", "--note", "要**点**"]),
            ("基本公共服务", ["--style", "underline", "--colour", "blue", "--tag", "定义"]),
            ("支出责任", ["--colour", "green"]),
        )
    }


def test_styles_and_filters(seeded: Run, marked: dict[str, str]) -> None:
    def ids(*filters: str) -> set[str]:
        return {entry["id"] for entry in seeded("notes", *filters, "--json").json}

    all_three = set(marked.values())
    plain, underlined, green = (marked[word] for word in ("财政事权", "基本公共服务", "支出责任"))
    assert ids() == all_three
    assert ids("--style", "underline") == {underlined}
    assert ids("--tag", "定义") == {plain, underlined}
    assert ids("--tag", "定义", "--noted") == {plain}
    assert ids("--colour", "green") == {green}
    assert ids("--query", "公共 服务") == {underlined}
    assert ids("--doc", DOC, "--issuer", "国务院", "--year", "2016") == all_three
    assert ids("--issuer", "四川省人民政府") == set()
    assert ids("--since", "2020-01-01") == all_three
    assert ids("--until", "2020-01-01") == set()
    assert ids("--since", "0001-01-01", "--until", "9999-12-31") == all_three
    assert ids("--orphans") == set()
    times = [entry["created"] for entry in seeded("notes", "--sort", "created", "--json").json]
    assert times == sorted(times, reverse=True)
    (entry,) = seeded("notes", "--style", "underline", "--json").json
    assert (entry["style"], entry["colour"]) == ("underline", "blue")
    assert seeded("notes", "--since", "2020-13-01").code == 2


def test_a_notebook_from_beginning_to_end(
    seeded: Run, marked: dict[str, str], tmp_path: Path
) -> None:
    made = seeded("notebook", "new", "学习笔记", "--json").json
    assert seeded("notebook", "new", "学习笔记").code == 1
    (heading,) = seeded("notebook", "heading", "学习笔记", "总的要求", "--json").json["items"]
    added = seeded("notebook", "add", "学习笔记", *marked.values(), "--json").json
    assert (len(added["items"]), added["already_there"]) == (3, 0)
    again = seeded("notebook", "add", made["id"], marked["财政事权"], "--json").json
    assert (again["items"], again["already_there"]) == ([], 1)
    seeded("notebook", "text", "学习笔记", "自己的话", "--before", heading)
    shown = seeded("notebook", "show", "学习笔记", "--json").json
    assert [item["text"] for item in shown["items"]] == [
        "自己的话", "总的要求", "财政事权", "基本公共服务", "支出责任",
    ]  # fmt: skip
    assert shown["items"][2]["annotation"]["note"] == "要**点**"
    assert seeded("notebook", "list", "--json").json[0]["excerpts"] == 3
    hits = seeded("search", "自己的话", "--in", "notes", "--json").json["hits"]
    assert [(hit["in"], hit["notebook"]["id"], hit["count"]) for hit in hits] == [
        ("notes", made["id"], 1)
    ]

    out = tmp_path / "笔记.md"
    outcome = seeded("export", out, "--notebook", "学习笔记", "--json").json
    assert (outcome["documents"], outcome["annotations"]) == (1, 3)
    text = out.read_text("utf-8")
    lines = ("自己的话", "## 总的要求", "> 财政事权", "> 基本公共服务", "> 支出责任")
    places = [text.index(f"\n{line}\n") for line in lines]
    assert places == sorted(places)
    assert text.count("> 财政事权\n") == 1
    assert seeded("export", out, "--notebook", "学习笔记").code == 1  # it exists
    for suffix in ("html", "docx"):
        assert seeded("export", tmp_path / f"笔记.{suffix}", "--notebook", "学习笔记").code == 0

    chosen = tmp_path / "定义.md"
    seeded("export", chosen, "--notebook", "学习笔记", "--tag", "定义")
    assert "> 支出责任" not in chosen.read_text("utf-8")
    assert "> 财政事权" in chosen.read_text("utf-8")

    exchange = tmp_path / "笔记.json"
    assert seeded("export", exchange, "--notebook", "学习笔记", "--colour", "blue").code == 0
    items = json.loads(exchange.read_text("utf-8"))["first"]["items"]
    assert [item["id"].rpartition(":")[2] for item in items] == [marked["基本公共服务"]]

    assert seeded("notebook", "rename", "学习笔记", "新名").code == 0
    outcome = seeded("notebook", "show", "学习笔记")
    assert outcome.code == 1
    assert outcome.err == "没有名为“学习笔记”的摘编。现有：“新名”。\n"
    assert seeded("notebook", "remove", "新名").code == 0
    assert seeded("notebook", "list", "--json").json == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["notebook"],
        ["notebook", "show"],
        ["notebook", "heading", "甲", "题", "--level", "7"],
        ["export", "a.md", "--notebook", "甲", "--layout", "full"],
        ["annotate", DOC, "--quote", "甲", "--style", "wavy"],
    ],
)
def test_wrong_usage(zhupi: Run, arguments: list[str]) -> None:
    assert zhupi(*arguments).code == 2


def test_an_empty_notebook_is_not_written(zhupi: Run, tmp_path: Path) -> None:
    zhupi("notebook", "new", "空")
    for suffix in ("md", "json"):
        outcome = zhupi("export", tmp_path / f"a.{suffix}", "--notebook", "空")
        assert outcome.code == 1
        assert outcome.err.endswith("没有写出文件。\n")
        assert not (tmp_path / f"a.{suffix}").exists()
