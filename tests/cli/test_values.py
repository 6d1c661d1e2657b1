"""What the ``--json`` values mean: compared with the files and with each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhupi.locations import seeds

Run = Callable[..., Any]
_KINDS = """
title number addressees heading paragraph item signoff date enclosure_title attachment_note
attachment_label attachment_title masthead source_note remark copies table
"""
BLOCKS = set(_KINDS.split())
PARTS = {"body", "enclosure", "attachment"}


def rows(tree: list[Any]) -> list[tuple[str, int | None, Any]]:
    return [
        (node["issuer"], year["year"], row)
        for node in tree
        for year in node["years"]
        for row in year["documents"]
    ]


def test_every_raw_line_is_in_one_block_or_furniture(zhupi: Run) -> None:
    for path in sorted(seeds().glob("*.txt")):
        value = zhupi("inspect", path, "--json").json
        raw = path.read_text("utf-8").split("\n")
        furniture = {entry["line"] for entry in value["furniture"]}
        for entry in value["furniture"]:
            assert entry["text"].strip() == raw[entry["line"] - 1].strip()
            assert entry["reason"]
        for entry in value["repairs"]:
            assert entry["before"] in raw[entry["line"] - 1]
            assert entry["rule"]
        owners: dict[int, int] = {}
        for document in value["documents"]:
            for block in document["blocks"]:
                assert block["kind"] in BLOCKS
                assert block["part"] in PARTS
                first, last = block["lines"]
                assert document["lines"][0] <= first <= last <= document["lines"][1]
                for line in range(first, last + 1):
                    owners[line] = owners.get(line, 0) + 1
        for line, text in enumerate(raw, 1):
            if text.strip() and line not in furniture:
                assert owners.get(line) == 1, (path.name, line, text)


def test_headings_on_their_own_are_blocks_and_run_in_ones_are_not(zhupi: Run) -> None:
    for path in sorted(seeds().glob("*.txt")):
        for document in zhupi("inspect", path, "--json").json["documents"]:
            alone = {
                tuple(block["lines"]) for block in document["blocks"] if block["kind"] == "heading"
            }
            assert {
                tuple(heading["lines"]) for heading in document["headings"] if not heading["run_in"]
            } == alone
            for heading in document["headings"]:
                assert heading["text"]
                assert heading["level"] >= 1


def test_show_is_the_document_of_inspect(seeded: Run) -> None:
    read = {
        (path.name, document["lines"][0]): document
        for path in seeds().glob("*.txt")
        for document in seeded("inspect", path, "--json").json["documents"]
    }
    assert len(read) == 28
    seen = 0
    for _, _, row in rows(seeded("tree", "--json").json):
        if "enclosed_in" in row:
            continue
        shown = seeded("show", row["id"], "--json").json
        document = read[row["source"], row["lines"][0]]
        assert {key: shown[key] for key in document} == document
        assert (shown["id"], shown["source"], shown["annotations"]) == (
            row["id"],
            row["source"],
            [],
        )
        assert {key: row[key] for key in ("number", "title", "kind", "date", "lines")} == {
            key: document[key] for key in ("number", "title", "kind", "date", "lines")
        }
        # The text for people is the blocks, one under the other.
        text = "\n".join(block["text"] for block in document["blocks"])
        assert seeded("show", row["id"]).out == text + "\n"
        seen += 1
    assert seen >= 28


def test_the_tree_counts_documents_and_not_what_they_enclose(seeded: Run, zhupi: Run) -> None:
    made = seeded("annotate", "国发〔2016〕49号", "--quote", "分税制", "--json").json
    tree = zhupi("tree", "--json").json
    for node in tree:
        counted = [
            row for year in node["years"] for row in year["documents"] if "enclosed_in" not in row
        ]
        assert node["count"] == len(counted)
    ids = {row["id"] for _, _, row in rows(tree)}
    for issuer, year, row in rows(tree):
        assert str(year) == (row["date"] or "")[:4]
        assert row["annotations"] == (1 if row["id"] == made["document"] else 0)
        if "enclosed_in" in row:
            assert row["enclosed_in"] in ids
            assert row["id"].startswith(f"{row['enclosed_in']}#")
            assert issuer == "国务院"  # 国发〔2017〕48号, which the provincial office forwards


def test_a_document_of_several_bodies_stands_under_each(zhupi: Run, tmp_path: Any) -> None:
    (tmp_path / "联合.txt").write_text(
        "财政部 商务部\n关于延续有关税收政策的通知\n财税〔2020〕22号\n"
        "各省、自治区、直辖市财政厅（局）：\n　　现将有关事项通知如下，请遵照执行。\n"
        "财政部\n商务部\n2020年4月1日\n",
        "utf-8",
    )
    assert zhupi("import", tmp_path / "联合.txt").code == 0
    tree = zhupi("tree", "--json").json
    assert {node["issuer"]: node["count"] for node in tree} == {"财政部": 1, "商务部": 1}
    assert len({row["id"] for _, _, row in rows(tree)}) == 1


def test_quotes_are_compared_without_white_space_in_either_width_and_over_paragraphs(
    seeded: Run,
) -> None:
    number = "国发〔2016〕49号"
    text = "\n".join(block["text"] for block in seeded("show", number, "--json").json["blocks"])
    break_ = text.index("\n", text.index("分灶吃饭"))
    across = text[break_ - 6 : break_ + 7]
    typed = "　".join(across.replace("\n", "").replace("，", ","))
    made = seeded("annotate", number, "--quote", typed, "--json").json
    assert (made["start"], made["end"], made["quote"]) == (break_ - 6, break_ + 7, across)
    second = text.index("财政事权", text.index("财政事权") + 1)
    made = seeded("annotate", number, "--quote", "财政事权", "--occurrence", "2", "--json").json
    assert (made["start"], made["end"]) == (second, second + 4)


def test_notes_are_chosen_by_what_is_given(seeded: Run) -> None:
    number = "国发〔2016〕49号"
    for quote, colour, tag in (("分税制", "red", "甲"), ("包干制", "blue", "乙")):
        seeded("annotate", number, "--quote", quote, "--colour", colour, "--tag", tag)
    seeded("annotate", "川府发〔2016〕37号", "--quote", "外贸", "--colour", "blue", "--tag", "甲")

    def quotes(*given: str) -> list[str]:
        return [note["quote"] for note in seeded("notes", *given, "--json").json]

    assert sorted(quotes()) == ["分税制", "包干制", "外贸"]
    assert sorted(quotes("--doc", number)) == ["分税制", "包干制"]
    assert sorted(quotes("--tag", "甲")) == ["分税制", "外贸"]
    assert sorted(quotes("--colour", "blue")) == ["包干制", "外贸"]
    assert quotes("--colour", "blue", "--doc", "国发 2016 49") == ["包干制"]
    assert quotes("--query", "分税") == ["分税制"]
    assert quotes("--orphans") == []
    for note in seeded("notes", "--json").json:
        assert note["state"] == "anchored"
        assert note["created"] <= note["modified"]
