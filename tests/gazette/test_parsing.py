"""The bundled gazettes as a careful reader sees them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from score import check_places, fold, lost_lines, raw_text, score, seed, truth

from zhupi.gazette import parse
from zhupi.gazette.model import Issue, Part
from zhupi.gazette.serial import document_from_json, document_to_json

COUNTS = {"000": 6, "001": 12, "002": 5, "003": 1, "004": 4}
SEEDS = tuple(COUNTS)

READ_BY_EYE = json.loads((Path(__file__).parent / "read_by_eye.json").read_text("utf-8"))
"""Heads of the documents of 001 and 002, read off the files by another reader than their truths."""


@pytest.mark.parametrize("number", SEEDS)
def test_each_line_of_the_seeds_is_in_one_place(number: str, issues: dict[str, Issue]) -> None:
    assert lost_lines(raw_text(seed(number)), issues[number]) == []


@pytest.mark.parametrize(("number", "count"), list(COUNTS.items()))
def test_count_of_documents(number: str, count: int, issues: dict[str, Issue]) -> None:
    assert len(issues[number].documents) == count


@pytest.mark.parametrize("number", SEEDS)
def test_against_the_truths(number: str) -> None:
    result = score(number)
    assert result.documents.f1 == 1.0
    assert (result.fields.missed, result.fields.extra) == ([], [])
    assert result.pages.f1 == 1.0
    assert result.spans.f1 >= 0.99
    assert result.headings.f1 >= 0.99
    assert result.furniture.f1 >= 0.99
    assert result.citations.f1 >= 0.97
    assert result.samples.f1 >= 0.99
    assert result.spans.right > 0
    assert result.samples.right > 0


@pytest.mark.parametrize("number", ["000", "004"])
def test_enclosures_of_the_truths(number: str, issues: dict[str, Issue]) -> None:
    for document, want in zip(issues[number].documents, truth(number)["documents"], strict=True):
        assert [(fold(e.title), e.lines[0]) for e in document.enclosures] == [
            (fold(e["title"]), e["first_line"]) for e in want["promulgated"]
        ]


@pytest.mark.parametrize("number", ["001", "002"])
def test_documents_read_by_eye(number: str, issues: dict[str, Issue]) -> None:
    found = [
        {
            "first": document.lines[0],
            "last": document.lines[1],
            "number": document.number,
            "title": document.title,
            "date": document.date,
            "signoff": document.signoff,
        }
        for document in issues[number].documents
    ]
    assert found == READ_BY_EYE[number]


def test_forwarded_notice_is_an_enclosure_with_its_own_fields(issues: dict[str, Issue]) -> None:
    document = issues["001"].documents[0]
    (enclosure,) = document.enclosures
    assert enclosure.title == "国务院关于开展第三次全国土地调查的通知"
    assert enclosure.number == "国发〔2017〕48号"
    assert enclosure.issuers == ("国务院",)
    assert enclosure.date == "2017-10-08"
    assert [attachment.title for attachment in document.attachments] == [
        "四川省第三次全国土地调查领导小组人员名单",
        "国务院第三次全国土地调查领导小组人员名单",
    ]


def test_names_padded_and_wrapped(issues: dict[str, Issue]) -> None:
    rows = issues["001"].documents[0].attachments[0].rows
    assert rows[0] == ("组长", "尧斯丹", "省政府副省长")
    assert ("", "赖荣", "人力资源社会保障厅副厅长") in rows
    assert rows[-1] == ("", "谢维挺", "省测绘地理信息局副局长")
    assert len(rows) == 15


def test_flattened_tables_are_rebuilt_with_a_doubt(issues: dict[str, Issue]) -> None:
    document = issues["001"].documents[2]
    (table,) = document.attachments
    assert table.columns == ("序号", "工作任务", "责任单位", "主要举措、成果形式", "时间进度")
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, 16)]
    assert table.rows[2][4] == "持续实施"
    assert table.rows[5][2] == "省发展改革委、人行成都分行、省公务员局"
    assert [doubt.what for doubt in document.doubts] == ["表格经过重排"]
    (second,) = issues["001"].documents[7].attachments
    assert len(second.rows) == 25
    assert second.rows[0][2] == "公安厅"
    assert second.rows[24][3] == "持续实施"


def test_contents_page_is_furniture(issues: dict[str, Issue]) -> None:
    contents = [item.line for item in issues["001"].furniture if item.reason == "目录"]
    assert contents[0] == 3
    assert contents[-1] == 73
    assert issues["001"].gazette.name == "四川省人民政府公报"
    assert (issues["001"].gazette.year, issues["001"].gazette.issue) == (2018, 4)


def test_clean_documents_have_no_doubts(issues: dict[str, Issue]) -> None:
    for number in ("002", "003", "004"):
        assert all(not document.doubts for document in issues[number].documents)


@pytest.mark.parametrize("number", SEEDS)
def test_positions_reproduce_the_text(number: str, issues: dict[str, Issue]) -> None:
    for document in issues[number].documents:
        check_places(document)
        assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


@pytest.mark.parametrize("text", ["", " ", "\n\n", "　\n \t\n", "12", "!", "《", "\x00", "\ufeff"])
def test_next_to_nothing(text: str) -> None:
    assert lost_lines(text, parse(text)) == []


def test_text_without_a_document_is_kept_whole_with_a_doubt() -> None:
    text = "今天去了三个村子。\n\n路很难走，但是庄稼长得好。\n"
    (document,) = parse(text).documents
    assert document.title == "今天去了三个村子。"
    assert document.lines == (1, 3)
    assert document.number is None
    assert [doubt.what for doubt in document.doubts] == ["未识别出公文"]
    assert not document.complete


def test_parts_follow_each_other(issues: dict[str, Issue]) -> None:
    document = issues["001"].documents[7]
    parts = list(dict.fromkeys(block.part for block in document.blocks))
    assert parts == [Part.BODY, Part.ENCLOSURE, Part.ATTACHMENT]


def test_a_label_below_a_full_line_opens_a_paragraph(issues: dict[str, Issue]) -> None:
    spans = [block.lines for block in issues["001"].documents[10].blocks]
    assert (5009, 5011) in spans
    assert (5013, 5015) in spans


NEXT = (
    "某省人民政府关于甲事的通知\n某府发〔2018〕1号\n各市：\n甲事如下。\n某省人民政府\n2018年1月2日"
)


def test_the_tail_of_an_attachment_above_the_first_title_is_text() -> None:
    issue = parse("乙厅\n丙局\n丁委\n戊院\n" + NEXT)
    first, second = issue.documents
    assert issue.furniture == ()
    assert (first.lines, first.complete) == ((1, 4), False)
    assert second.number == "某府发〔2018〕1号"


def test_a_title_over_two_lines_at_the_top_of_an_issued_text() -> None:
    (document,) = parse(
        "分组推进“一院一策”\n改革试点工作方案\n为推进改革，制定本方案。\n各地要落实。"
    ).documents
    assert document.title == "分组推进“一院一策”改革试点工作方案"
    assert document.blocks[0].lines == (1, 2)


def test_a_page_of_a_table_at_the_top_of_a_text() -> None:
    (document,) = parse(
        "7\n\n8\n\n建立机制。\n\n健全制度。\n\n财政厅\n\n公安厅\n\n序号 工作任务 责任单位"
    ).documents
    assert [block.kind for block in document.blocks] == ["table"]
    assert document.blocks[0].text.split("\n")[1] == "7\t建立机制。\t财政厅"


def test_a_title_below_a_running_head_begins_a_page() -> None:
    issue = parse(
        NEXT.replace(
            "2018年1月2日",
            "2018年1月2日\n附件\n名单\n甲、乙，丙\n13\n 2018年第8期 某省人民政府公报\n",
        )
        + "某市人民政府关于丁事的通告\n丁事如下。\n某市人民政府\n2018年1月3日"
    )
    assert [document.kind for document in issue.documents] == ["通知", "通告"]
