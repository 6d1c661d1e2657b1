"""The citation panel's rows, on the real gazettes."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt import citations
from zhupi.qt.passages import RowKind


def test_a_text_that_is_missing_is_listed_with_its_sentence(folder: Path) -> None:
    library = Library.open(places(folder))
    found = citations.find(library, library.resolve("川府发〔2016〕37号"))
    heads = [row for row in found.rows if row.kind is RowKind.DOCUMENT]
    [missing] = [row for row in heads if row.note == "国发〔2016〕27号"]
    assert missing.text == "《国务院关于促进外贸回稳向好的若干意见》"
    assert missing.document is None
    passage = found.rows[found.rows.index(missing) + 1]
    words = passage.text[passage.start : passage.end]
    assert words == "《国务院关于促进外贸回稳向好的若干意见》（国发〔2016〕27号）"
    text = library.document(library.resolve("川府发〔2016〕37号")).document.text
    assert passage.at is not None
    assert text[passage.at : passage.at + passage.length] == words
    library.close()


def test_what_a_notice_issues_itself_is_not_missing(folder: Path) -> None:
    library = Library.open(places(folder))
    found = citations.find(library, library.resolve("川府发〔2016〕37号"))
    assert not [row for row in found.rows if row.text == "《四川省促进外贸回稳向好十五条措施》"]
    library.close()


@pytest.mark.parametrize("number", ["国发〔2016〕49号", "国发〔2016〕48号", "川府发〔2018〕10号"])
def test_the_count_is_that_of_the_texts_cited(folder: Path, number: str) -> None:
    library = Library.open(places(folder))
    found = citations.find(library, library.resolve(number))
    groups = {row.text: row.count for row in found.rows if row.kind is RowKind.GROUP}
    assert found.cited == (groups.get("库中已有") or 0) + (groups.get("库中没有") or 0)
    library.close()


def test_what_cites_a_text_stands_with_its_sentence(folder: Path) -> None:
    library = Library.open(places(folder))
    cited = library.resolve("川府发〔2016〕37号")
    issue = folder / "citing.txt"
    issue.write_text(
        "绵阳市人民政府关于稳外贸的通知\n绵府发〔2016〕90号\n各县市区人民政府：\n"
        "　　为贯彻落实川府发〔2016〕37号文件精神，现通知如下。\n绵阳市人民政府\n2016年9月1日\n",
        "utf-8",
    )
    assert not library.import_paths([issue], Job()).failed
    rows = citations.find(library, cited).rows
    at = next(place for place, row in enumerate(rows) if row.text == "被引用")
    head, passage = rows[at + 1 : at + 3]
    assert (head.kind, head.note) == (RowKind.DOCUMENT, "绵府发〔2016〕90号")
    assert passage.text[passage.start : passage.end] == "川府发〔2016〕37号"
    assert passage.document == head.document == library.resolve("绵府发〔2016〕90号")
    library.close()
