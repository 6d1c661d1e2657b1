"""The façade: finding, marking, the waste basket, two processes, checking."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from zhupi.annotations.model import Colour, Kind, State
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette.statements import Relation
from zhupi.jobs import Job
from zhupi.library import Library, marks
from zhupi.library.model import ImportReport
from zhupi.locations import places, seeds

DOC = "国发〔2016〕49号"


def plain(text: str) -> str:
    """Folding, done independently: NFKC, lower case, no white space (queries here have none)."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def starts(text: str, query: str) -> int:
    return sum(text.startswith(query, at) for at in range(len(text)))


QUERIES = [
    "财政事权", "四川省", "的", "2016", "％", "10%", "政务服务", "人民政府", "一是", "PPP", "ppp",
    "（一）", "不存在的词语", "责任单位", "国务院关于", "互联网+", "＋",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("indexed", [False, True])
def test_search_is_a_brute_force_scan(seeded: Library, query: str, *, indexed: bool) -> None:
    if indexed:
        seeded.update_index(Job())
        assert seeded.index_ready
    expected = {}
    for row in seeded.rows():
        if row.enclosed_in is None:
            blocks = seeded.document(row.id).document.blocks
            count = sum(starts(plain(block.text), plain(query)) for block in blocks)
            if count:
                expected[row.id] = count
    found = seeded.search(query)
    assert {hit.row.id: hit.count for hit in found.hits} == expected
    assert found.total == len(expected)
    for hit in found.hits[:5]:
        stored = seeded.document(hit.row.id).document
        spots = seeded.places_of(hit.row.id, query)
        assert len(spots) == hit.count
        assert all(plain(stored.text[start:end]) == plain(query) for start, end in spots)
        for snippet in hit.snippets:
            assert plain(snippet.text[snippet.start : snippet.end]) == plain(query)
            assert stored.text[snippet.at :].startswith(snippet.text[snippet.start : snippet.end])


def test_narrowing_and_counts_beside_the_list(seeded: Library) -> None:
    found = seeded.search("发展")
    assert sum(count for _, count in found.years) == found.total
    issuer, count = found.issuers[0]
    narrowed = seeded.search("发展", issuer=issuer)
    assert narrowed.total == count
    assert all(issuer in hit.row.issuers for hit in narrowed.hits)


def test_a_number_says_whether_it_is_here_and_who_cites_it(seeded: Library) -> None:
    assert seeded.search("国发[2016]49号").number == "库中有国发〔2016〕49号。"
    # 国办发〔2015〕96号 stands in one document's first sentence and is not itself in the library.
    assert (
        seeded.search("国办发 2015 96").number
        == "库中没有国办发〔2015〕96号，有 1 件公文引用它：川办发〔2016〕60号。"
    )


def test_damaged_index_is_noticed_and_made_again(seeded: Library) -> None:
    seeded.rebuild_index(Job())
    folder = seeded._places.index
    seeded.close()
    largest = max(
        (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
    )
    largest.write_bytes(largest.read_bytes()[:-100] + bytes(100))
    library = Library.open(places(folder.parent))
    try:
        assert library.search("财政事权").total == 1
        problems = library.check()
        assert [problem.what for problem in problems] == ["索引不可用"]
        assert problems[0].repairable
        assert library.check(repair=True) == []
        assert library.index_ready
    finally:
        library.close()


# Marks


def test_a_mark_is_there_after_reopening(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    start, end = seeded.find_quote(document, "财政事权由中央决定")
    made, changes = seeded.highlight(
        document, start, end, colour=Colour.GREEN, note="**注**", tags=["#财政", "财政", " 权责 "]
    )
    assert changes.annotations == {made.id}
    assert changes.documents == {document}
    folder = seeded._database.path.parent
    seeded.close()
    again = Library.open(places(folder))
    try:
        (kept,) = again.annotations(document)
        assert kept == made
        assert kept.tags == ("财政", "权责")
        assert kept.selector is not None
        assert kept.selector.place == "二（二）2"
        assert again.document(document).document.text[start:end] == "财政事权由中央决定"
        assert again.row(document).annotations == 1
    finally:
        again.close()


def test_a_quote_ignores_white_space_and_width_and_runs_over_paragraphs(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    text = seeded.document(document).document.text
    start, end = seeded.find_quote(document, "特别是 １９９４ 年\n实施的分税制改革")
    assert text[start:end] == "特别是1994年实施的分税制改革"
    start, end = seeded.find_quote(document, "法治化、规范化程度不高。这种状况不利于")
    assert text[start:end] == "法治化、规范化程度不高。\n这种状况不利于"


def test_occurrences_are_counted_from_one(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    text = seeded.document(document).document.text
    first, _ = seeded.find_quote(document, "财政事权")
    third, _ = seeded.find_quote(document, "财政事权", 3)
    assert first == text.index("财政事权")
    assert text[:third].count("财政事权") == 2
    with pytest.raises(NotFound, match="没有第 999 次"):
        seeded.find_quote(document, "财政事权", 999)
    with pytest.raises(NotFound, match="没有找到"):
        seeded.find_quote(document, "绝无此语")


def test_editing_changes_what_is_given(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    made, _ = seeded.highlight(document, 0, 5, note="一", tags=["甲"])
    assert not seeded.edit(made.id, note="一")
    assert seeded.annotation(made.id) == made
    assert seeded.edit(made.id, colour=Colour.BLUE).annotations == {made.id}
    (kept,) = seeded.annotations(document)
    assert (kept.colour, kept.note, kept.tags) == (Colour.BLUE, "一", ("甲",))
    assert kept.modified > made.modified
    assert kept.created == made.created


def test_deleting_is_soft(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    made, _ = seeded.highlight(document, 0, 5)
    seeded.delete([made.id])
    assert seeded.annotations(document) == []
    assert seeded.notes() == []
    seeded.undelete([made.id])
    assert seeded.annotations(document) == [made]


def test_a_documents_note_is_one(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    first, _ = seeded.add_note(document, "甲")
    second, _ = seeded.add_note(document, "乙")
    assert first.id == second.id
    (kept,) = seeded.annotations(document)
    assert (kept.kind, kept.note, kept.selector) == (Kind.NOTE, "乙", None)


def test_white_space_is_not_marked(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    text = seeded.document(document).document.text
    end_of_title = text.index("\n")
    made, _ = seeded.highlight(document, end_of_title - 2, end_of_title + 1)
    assert made.selector is not None
    assert made.selector.quote == "意见"
    with pytest.raises(LibraryError, match="没有选中文字"):
        seeded.highlight(document, end_of_title, end_of_title + 1)


def test_notes_are_filtered(seeded: Library) -> None:
    one, other = seeded.resolve(DOC), seeded.resolve("川办发〔2016〕41号")
    a, _ = seeded.highlight(one, 0, 5, colour=Colour.RED, note="美育", tags=["甲"])
    b, _ = seeded.highlight(other, 0, 5, colour=Colour.BLUE, tags=["乙"])
    ids = {entry.annotation.id for entry in seeded.notes()}
    assert ids == {a.id, b.id}
    assert [entry.annotation.id for entry in seeded.notes(document=other)] == [b.id]
    assert [entry.annotation.id for entry in seeded.notes(tag="甲")] == [a.id]
    assert [entry.annotation.id for entry in seeded.notes(colour=Colour.BLUE)] == [b.id]
    assert [entry.annotation.id for entry in seeded.notes(query="美育")] == [a.id]
    assert [entry.annotation.id for entry in seeded.notes(query="四川省人")] == [b.id]
    assert seeded.notes(orphans=True) == []
    assert [hit.row.id for hit in seeded.search("标签:乙").hits] == [other]


def test_notes_are_searched_as_texts_are(seeded: Library) -> None:
    one, other = seeded.resolve(DOC), seeded.resolve("川办发〔2016〕41号")
    a, _ = seeded.highlight(one, 0, 5, note="讲课\n时 用。美育，美育", tags=["甲", "重点"])
    b, _ = seeded.highlight(other, 0, 5, note="见 国发[2016]49号 的讲法", tags=["乙"])
    seeded.highlight(other, 6, 9)

    def ids(query: str) -> list[str]:
        return [hit.note.annotation.id for hit in seeded.search_notes(query)]

    assert ids("美育 甲") == ids("课时用") == ids("甲 -乙") == [a.id]
    assert ids('"时用"') == ids("(美育 OR 没有) NOT 没有") == [a.id]
    assert ids("讲") == ids("甲 OR 乙") == [a.id, b.id]
    assert ids("国发〔２０１６〕４９号") == ids("讲 年份:2016 -甲") == [b.id]
    assert ids("标签:重点") == ids("批注：美育") == [a.id]
    assert ids("年份:2016") == ids(f"文号:{DOC}") == ids("重点甲") == ids("") == []
    (hit,) = seeded.search_notes("美育 甲")
    assert hit.count == 3
    assert hit.text[hit.start : hit.end] == "美育"
    (hit,) = seeded.search_notes("点")
    assert (hit.text, hit.text[hit.start : hit.end]) == ("#重点", "点")
    seeded.edit(a.id, note="改过了")
    assert ids("美育") == []
    assert ids("改过") == [a.id]


# Citations


def test_citations_lead_to_documents(seeded: Library) -> None:
    # 川办发〔2016〕59号 begins: 为贯彻落实《国务院关于煤炭行业化解过剩产能…》（国发〔2016〕7号）.
    citing = seeded.resolve("川办发〔2016〕59号")
    cited = next(one for one in seeded.cites(citing) if one.number == "国发〔2016〕7号")
    assert cited.row is None
    place = cited.places[0]
    text = seeded.document(citing).document.text
    assert "国发〔2016〕7号" in text[place.at : place.at + place.length]
    # 川府发〔2016〕37号 issues 《四川省促进外贸回稳向好十五条措施》, which has no number.
    issuing = seeded.resolve("川府发〔2016〕37号")
    own = seeded.cites(issuing)[0]
    assert own.title == "四川省促进外贸回稳向好十五条措施"
    assert own.row is not None
    assert own.row.enclosed_in == issuing
    assert seeded.row(own.row.id) == own.row
    assert own.row not in seeded.rows()
    # 川府发〔2018〕10号 forwards 国发〔2017〕48号, which stands in it.
    forwarding = seeded.resolve("川府发〔2018〕10号")
    forwarded = seeded.cites(forwarding)[0]
    assert forwarded.row == seeded.row(f"{forwarding}#1")
    assert (forwarded.number, forwarded.relation) == ("国发〔2017〕48号", Relation.FORWARDS)


# Waste basket


def test_removing_asks_about_marks_and_restores_them(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    made, _ = seeded.highlight(document, 0, 5)
    with pytest.raises(LibraryError, match="带有 1 条批注"):
        seeded.remove_document(document)
    assert seeded.document_count() == 28
    changes = seeded.remove_document(document, with_notes=True)
    assert changes.documents == {document}
    assert seeded.document_count() == 27
    assert seeded.notes() == []
    assert seeded.search("财政事权").total == 0
    (item,) = seeded.basket()
    assert (item.documents, item.annotations) == (1, 1)
    seeded.restore(item.key)
    assert seeded.document_count() == 28
    assert seeded.annotations(document) == [made]
    assert seeded.search("财政事权").total == 1
    assert seeded.basket() == []


def test_removing_a_source_and_importing_it_again(seeded: Library) -> None:
    name = "000_d0b377c5939d8c83.txt"
    document = seeded.resolve(DOC)
    made, _ = seeded.highlight(document, 0, 5)
    with pytest.raises(LibraryError, match="带有 1 条批注"):
        seeded.remove(name)
    seeded.remove(name, with_notes=True)
    assert seeded.document_count() == 22
    report = seeded.import_paths([seeds() / name], Job())
    assert [entry.documents for entry in report.added] == [6]
    assert seeded.annotations(document) == [made]


# Two processes


def test_what_another_process_wrote_is_seen(seeded: Library) -> None:
    folder = seeded._database.path.parent
    document = seeded.resolve(DOC)
    assert not seeded.refresh()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "zhupi",
            "--library",
            str(folder),
            "annotate",
            DOC,
            "--quote",
            "财政事权由中央决定",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    changes = seeded.refresh()
    assert changes.documents == {document}
    (made,) = seeded.annotations(document)
    assert changes.annotations == {made.id}
    assert not seeded.refresh()


def test_a_second_window_reads_only(seeded: Library) -> None:
    folder = seeded._database.path.parent
    first = Library.open(places(folder), window=True)
    second = Library.open(places(folder), window=True)
    try:
        assert not first.read_only
        assert second.read_only
        assert second.document_count() == 28
        assert second.search("财政事权").total == 1
        for write in (
            lambda: second.highlight(second.resolve(DOC), 0, 5),
            lambda: second.import_seeds(Job()),
            lambda: second.remove_document(second.resolve(DOC)),
        ):
            with pytest.raises(LibraryError, match="另一个窗口"):
                write()
        made, _ = first.highlight(first.resolve(DOC), 0, 5)
        assert second.refresh().annotations == {made.id}
    finally:
        first.close()
        second.close()


def test_a_killed_worker_is_a_sentence_and_the_next_one_works(tmp_path: Path) -> None:
    library = Library.open(places(tmp_path / "library"), window=True)
    try:
        library.import_paths([seeds() / "003_c37897b6666dcda1.txt"], Job())
        process = library._workshop()._worker.process
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        report = library.import_paths([seeds() / "000_d0b377c5939d8c83.txt"], Job())
        assert [entry.documents for entry in report.added] == [6]
    finally:
        library.close()


# Checking


def test_a_misplaced_mark_is_found_and_repaired(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    start, end = seeded.find_quote(document, "财政事权由中央决定")
    made, _ = seeded.highlight(document, start, end)
    lost, _ = seeded.highlight(document, start, end)
    seeded.update_index(Job())
    assert seeded.check() == []
    with sqlite3.connect(seeded._database.path) as outside:
        outside.execute("UPDATE annotation SET start = 3, end = 9 WHERE id = ?", (made.id,))
        outside.execute(
            "UPDATE annotation SET quote = '此语不存在', prefix = '', suffix = '' WHERE id = ?",
            (lost.id,),
        )
    outside.close()
    assert [problem.what for problem in seeded.check()] == [
        "批注不在原处",
        "批注不在原处",
        "批注或摘编的检索用字与原文不符",
    ]
    assert [problem.where for problem in seeded.check(repair=True)] == [f"{document} {lost.id}"]
    assert seeded.check() == []
    found = {item.id: item for item in seeded.annotations(document)}
    assert found[made.id].selector == made.selector
    assert found[lost.id].state is State.ORPHAN
    assert seeded.notes(orphans=True)[0].annotation.id == lost.id


def test_a_damaged_database_is_reported(seeded: Library, tmp_path: Path) -> None:
    folder = seeded._database.path.parent
    seeded.close()
    shutil.copytree(folder, tmp_path / "copy")
    path = tmp_path / "copy" / "library.sqlite3"
    data = bytearray(path.read_bytes())
    for page in range(20, len(data) // 4096, 7):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(data)
    try:
        library = Library.open(places(tmp_path / "copy"))
    except LibraryError as error:
        assert "已损坏" in str(error)
        return
    try:
        assert any("已损坏" in problem.where for problem in library.check())
    finally:
        library.close()


def test_unreadable_content_is_a_problem_and_the_rest_is_looked_at(seeded: Library) -> None:
    seeded.update_index(Job())
    one, other = seeded.resolve(DOC), seeded.resolve("川办发〔2016〕41号")
    made, _ = seeded.highlight(other, 0, 5)
    with sqlite3.connect(seeded._database.path) as outside:
        outside.execute("UPDATE document_text SET structure = '{' WHERE document = ?", (one,))
        outside.execute("UPDATE annotation SET start = 3, end = 9 WHERE id = ?", (made.id,))
    outside.close()
    with pytest.raises(LibraryError, match="内容已损坏"):
        seeded.document(one)
    problems = seeded.check()
    assert any(one in problem.where for problem in problems)
    assert any(made.id in problem.where for problem in problems)


def test_the_number_of_an_enclosed_text_does_not_remove_its_document(seeded: Library) -> None:
    with pytest.raises(LibraryError, match="川府发〔2018〕10号的一部分"):
        seeded.remove("国发〔2017〕48号", with_notes=True)
    assert seeded.document_count() == 28


def test_nobody_replaces_the_text_while_a_mark_is_made_on_its_words(
    seeded: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = seeded.resolve(DOC)
    raw = (seeds() / "000_d0b377c5939d8c83.txt").read_bytes().decode()
    changed = tmp_path / "000_d0b377c5939d8c83.txt"
    changed.write_bytes(raw.replace("合理划分中央", "合理地划分中央", 1).encode())
    other = Library.open(places(seeded._database.path.parent))
    other._database._writer.execute("PRAGMA busy_timeout = 10")
    tried: list[ImportReport] = []
    describe = marks.describe

    def with_another(*arguments: Any, **named: Any) -> Any:
        """Between reading the text and saving the mark the other process gets its chance."""
        tried.append(other.import_paths([changed], Job()))
        return describe(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(marks, "describe", with_another)
        seeded.highlight(document, *seeded.find_quote(document, "初步构建了"))
    assert [["占用" in file.reason for file in report.failed] for report in tried] == [[True]]
    assert len(other.import_paths([changed], Job()).updated) == 1
    other.close()
    (kept,) = seeded.annotations(document)
    text = seeded.document(document).document.text
    assert "合理地划分" in text
    assert kept.selector is not None
    assert text[kept.selector.start : kept.selector.end] == "初步构建了"
