"""The groups of a document's relations, on the real gazettes and on small ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt import citations
from zhupi.qt.citations import Group
from zhupi.qt.passages import PassageRow, RowKind
from zhupi.qt.relations import look_up


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    opened = Library.open(places(folder))
    yield opened
    opened.close()


@pytest.fixture
def silken(silk_folder: Path) -> Iterator[Library]:
    opened = Library.open(places(silk_folder))
    yield opened
    opened.close()


def of(library: Library, document: str) -> dict[str, Group]:
    return {one.key: one for one in citations.groups(look_up(library, document))}


def heads(group: Group) -> list[tuple[str, str]]:
    """The documents of a group: what they are called, and the small print."""
    return [(entry[0].text, entry[0].note) for entry in group.entries]


def words(row: PassageRow) -> str:
    return row.text[row.start : row.end]


def test_a_text_that_is_missing_is_listed_with_its_sentence(library: Library) -> None:
    document = library.resolve("川府发〔2016〕37号")
    missing = of(library, document)["missing"]
    [entry] = [one for one in missing.entries if "国发〔2016〕27号" in one[0].note]
    head, passage = entry
    assert head.text == "《国务院关于促进外贸回稳向好的若干意见》"
    assert head.document is None
    assert head.faint
    assert words(passage) == "《国务院关于促进外贸回稳向好的若干意见》（国发〔2016〕27号）"
    text = library.document(document).document.text
    assert passage.at is not None
    assert text[passage.at : passage.at + passage.length] == words(passage)
    assert head.at == passage.at


def test_what_a_notice_issues_itself_stands_by_itself(library: Library) -> None:
    document = library.resolve("川府发〔2016〕37号")
    relations = look_up(library, document)
    groups = of(library, document)
    [entry] = groups["passes_on"].entries
    assert entry[0].text == "四川省促进外贸回稳向好十五条措施"
    assert (entry[0].document or "").startswith(f"{document}#")
    assert not [head for head in heads(groups["missing"]) if "十五条措施" in head[0]]
    assert citations.count(relations) == len(relations.cites) - 1


def test_what_a_text_does_to_others(silken: Library) -> None:
    groups = of(silken, silken.resolve("川府发〔2018〕9号"))
    assert list(groups) == ["ends", "revises"]
    assert heads(groups["ends"]) == [
        ("四川省人民政府关于发展养蚕业的意见", "川府发〔2016〕7号　废止")
    ]
    assert heads(groups["revises"]) == [("四川省人民政府关于发展丝绸业的意见", "川府发〔2017〕8号")]


def test_what_others_do_to_a_text(silken: Library) -> None:
    plan = next(row.id for row in silken.rows() if row.number == "川府发〔2016〕7号")
    groups = of(silken, plan)
    assert list(groups) == ["ended_by", "passed_on_by", "carried_out_by", "copies"]
    [ended] = groups["ended_by"].entries
    assert (ended[0].text, ended[0].note) == (
        "四川省人民政府关于种桑的通知",
        "川府发〔2018〕9号　废止　2018年6月6日",
    )
    assert ended[0].document == ended[1].document == silken.resolve("川府发〔2018〕9号")
    assert words(ended[1]) == "《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）"
    [passed_on] = groups["passed_on_by"].entries
    assert "仅题名相同" in passed_on[0].note
    [(title, _)] = heads(groups["carried_out_by"])
    assert title == "四川省人民政府关于发展丝绸业的意见"


def test_a_place_on_the_ladder_stands_over_its_sentence(silken: Library) -> None:
    groups = of(silken, silken.resolve("川府发〔2017〕8号"))
    assert heads(groups["here"]) == [
        ("四川省人民政府关于发展养蚕业的意见", "川府发〔2016〕7号　贯彻")
    ]
    missing = {entry[0].text: entry for entry in groups["missing"].entries}
    assert missing["《四川省桑蚕条例》"][1].note == "一、"
    assert missing["《国务院关于振兴丝绸的意见》"][1].note == ""


def test_copies_tell_which_of_them_citations_open(silken: Library) -> None:
    first, second = (row.id for row in silken.rows() if row.number == "川府发〔2016〕7号")
    group = of(silken, second)["copies"]
    assert group.total == 2
    *copies, prefer = (entry[0] for entry in group.entries)
    assert [(row.text, row.document) for row in copies] == [
        ("四川政报.txt", first),
        ("成都公报.txt", None),
    ]
    assert "引文打开这一份" in copies[0].note
    assert "本份" in copies[1].note
    assert (prefer.kind, prefer.group) == (RowKind.MORE, citations.PREFER)
    silken.prefer_copy(second)
    again = [entry[0] for entry in of(silken, second)["copies"].entries]
    assert "您指定的" in again[0].note
    assert again[0].text == "成都公报.txt"
    assert [row.group for row in again[2:]] == [citations.PREFER_NONE]


def test_a_group_shows_so_many_and_asks_for_the_rest() -> None:
    entries = tuple((PassageRow(RowKind.DOCUMENT, f"第{at}件"),) for at in range(5))
    group = Group("here", "引用", 8, entries)
    head, *rows = group.rows(3, folded=False)
    assert (head.count, head.folded) == (8, False)
    assert [row.text for row in rows] == ["第0件", "第1件", "第2件", "再看其余 5 件"]
    assert [row.text for row in group.rows(9, folded=False)][-1] == "再看其余 3 件"
    [only] = group.rows(3, folded=True)
    assert only.folded
    assert heads(citations.matching(group, "4")) == [("第4件", "")]


def test_what_cites_a_text_stands_with_its_sentence(library: Library, folder: Path) -> None:
    cited = library.resolve("川府发〔2016〕37号")
    issue = folder / "citing.txt"
    issue.write_text(
        "绵阳市人民政府关于稳外贸的通知\n绵府发〔2016〕90号\n各县市区人民政府：\n"
        "　　经研究，现将川府发〔2016〕37号文件的有关事项通知如下。\n"
        "绵阳市人民政府\n2016年9月1日\n",
        "utf-8",
    )
    assert not library.import_paths([issue], Job()).failed
    [(head, passage)] = of(library, cited)["cited_by"].entries
    assert head.note == "绵府发〔2016〕90号　2016年9月1日"
    assert words(passage) == "川府发〔2016〕37号"
    assert passage.document == head.document == library.resolve("绵府发〔2016〕90号")
