import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from zhupi.annotations.model import State
from zhupi.errors import NotFound
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds

DOC = "国发〔2016〕49号"
FIRST = "000_d0b377c5939d8c83.txt"
NOTICE = """关于做好防汛工作的通知

川办发〔2020〕7号

各市（州）人民政府：

　　汛期将至，各地要落实责任，加强巡查，确保人民群众生命财产安全。

　　一、落实责任。各级政府主要负责人是第一责任人。

四川省人民政府办公厅

2020年5月6日
"""


def documents(library: Library) -> dict[str, str]:
    return {row.id: row.title for row in library.rows() if row.enclosed_in is None}


def test_the_five_gazettes(seeded: Library) -> None:
    assert len(documents(seeded)) == 28
    by_source: dict[str, int] = {}
    for row in seeded.rows():
        if row.enclosed_in is None:
            by_source[row.source[:3]] = by_source.get(row.source[:3], 0) + 1
    assert by_source == {"000": 6, "001": 12, "002": 5, "003": 1, "004": 4}


def test_importing_again_changes_nothing(seeded: Library) -> None:
    before = documents(seeded)
    report = seeded.import_paths([seeds()], Job())
    assert [len(entries) for entries in (report.added, report.updated, report.failed)] == [0, 0, 0]
    assert len(report.unchanged) == 5
    assert not report.changes
    assert documents(seeded) == before


def test_a_copy_under_another_name_changes_nothing(seeded: Library, tmp_path: Path) -> None:
    copy = tmp_path / "另一个名字.txt"
    copy.write_bytes((seeds() / FIRST).read_bytes())
    report = seeded.import_paths([copy], Job())
    assert len(report.unchanged) == 1
    assert not report.changes


def test_raw_bytes_are_kept(seeded: Library) -> None:
    with sqlite3.connect(seeded._database.path) as outside:
        kept = dict(outside.execute("SELECT name, raw FROM source"))
    outside.close()
    for name, raw in kept.items():
        assert raw == (seeds() / name).read_bytes()


def test_a_corrected_file_updates_and_marks_move_along(seeded: Library, tmp_path: Path) -> None:
    before = documents(seeded)
    document = seeded.resolve("国发〔2016〕49号")
    text = seeded.document(document).document.text
    quote = "明确中央在财政事权确认和划分上的决定权"
    start = text.index(quote)
    annotation, _ = seeded.highlight(document, start, start + len(quote))
    lost, _ = seeded.highlight(document, text.index("分灶吃饭"), text.index("分灶吃饭") + 4)

    raw = (seeds() / FIRST).read_bytes().decode()
    corrected = tmp_path / FIRST
    changed = raw.replace("提供基本公共服务的任务和职责", "提供公共服务的任务和职责", 1)
    corrected.write_bytes(changed.replace("分灶吃饭", "另起炉灶", 1).encode())
    report = seeded.import_paths([corrected], Job())

    assert [len(report.added), len(report.updated)] == [0, 1]
    assert documents(seeded) == before
    found = {item.id: item for item in seeded.annotations(document)}
    moved = found[annotation.id]
    assert moved.selector is not None
    new_text = seeded.document(document).document.text
    assert new_text[moved.selector.start : moved.selector.end] == quote
    assert moved.selector.start == start - 2
    assert moved.created == annotation.created
    assert found[lost.id].state is State.ORPHAN
    assert seeded.orphan_count() == 1
    with sqlite3.connect(seeded._database.path) as outside:
        assert outside.execute("SELECT raw FROM former_source").fetchall() == [(raw.encode(),)]
    outside.close()
    # The old bytes are a source of their own again, with ids of their own.
    old = tmp_path / "old"
    old.mkdir()
    (old / "旧.txt").write_bytes(raw.encode())
    assert len(seeded.import_paths([old / "旧.txt"], Job()).added) == 1
    assert len(documents(seeded)) == 28 + 6


def test_the_same_name_with_other_works_is_another_source(empty: Library, tmp_path: Path) -> None:
    for folder, number in (("a", "7"), ("b", "8")):
        (tmp_path / folder).mkdir()
        text = NOTICE.replace("7号", f"{number}号")
        (tmp_path / folder / "通知.txt").write_text(text, "utf-8")
    report = empty.import_paths([tmp_path / "a", tmp_path / "b"], Job())
    assert [len(report.added), len(report.updated)] == [2, 0]
    assert {row.number for row in empty.rows()} == {"川办发〔2020〕7号", "川办发〔2020〕8号"}


def test_bad_files_are_reported_and_the_rest_comes_in(empty: Library, tmp_path: Path) -> None:
    folder = tmp_path / "公报"
    folder.mkdir()
    (folder / "好.txt").write_text(NOTICE, "utf-8")
    (folder / "空.txt").write_bytes(b"")
    (folder / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (folder / "表.xlsx").write_bytes(b"PK\x03\x04")
    report = empty.import_paths([folder, folder / "没有.txt"], Job())
    assert [Path(entry.file).name for entry in report.added] == ["好.txt"]
    reasons = {Path(entry.file).name: entry.reason for entry in report.failed}
    assert reasons == {
        "空.txt": "无法读取“空.txt”：文件是空的。",
        "图.txt": "无法读取“图.txt”：这不是文本文件，或编码无法识别。",
        "没有.txt": "无法读取“没有.txt”：文件不存在。",
    }
    assert [Path(entry.file).name for entry in report.skipped] == ["表.xlsx"]


def test_a_text_without_a_document_is_kept_whole_with_a_doubt(
    empty: Library, tmp_path: Path
) -> None:
    (tmp_path / "随笔.txt").write_text("今天天气不错。\n我们去散步。\n", "utf-8")
    report = empty.import_paths([tmp_path / "随笔.txt"], Job())
    assert [entry.documents for entry in report.added] == [1]
    (row,) = empty.rows()
    stored = empty.document(row.id).document
    assert stored.doubts
    assert [entry.doubt for entry in report.doubts] == list(stored.doubts)
    assert {Path(entry.file).name for entry in report.doubts} == {"随笔.txt"}
    assert stored.text.replace("\n", "") == "今天天气不错。我们去散步。"


def test_undecodable_bytes_are_a_doubt_at_their_line(empty: Library, tmp_path: Path) -> None:
    data = NOTICE.encode().replace("第一责任人".encode(), b"\xff\xff")
    (tmp_path / "坏.txt").write_bytes(data)
    empty.import_paths([tmp_path / "坏.txt"], Job())
    (row,) = empty.rows()
    lines = [doubt.lines for doubt in empty.document(row.id).document.doubts]
    assert (9, 9) in lines  # 一、落实责任… stands on the ninth line


def test_calling_off_keeps_what_came_in(empty: Library) -> None:
    job = Job(lambda done, _total, _what: job.cancel() if done == 2 else None)
    report = empty.import_paths([seeds()], job)
    assert report.cancelled
    assert len(report.added) == 2
    assert len(empty.import_paths([seeds()], Job()).added) == 3


def test_an_enclosed_text_with_a_number_is_a_row_but_not_counted(seeded: Library) -> None:
    enclosed = [row for row in seeded.rows() if row.enclosed_in is not None]
    assert [(row.number, row.issuers, row.year) for row in enclosed] == [
        ("国发〔2017〕48号", ("国务院",), 2017)
    ]
    assert seeded.document_count() == 28
    # It is named like any other, and stands for the document that encloses it.
    assert seeded.resolve("国发[2017]48号") == enclosed[0].enclosed_in
    assert seeded.resolve(enclosed[0].id) == enclosed[0].enclosed_in
    shelf = next(node for node in seeded.catalog() if node.issuer == "国务院")
    assert shelf.count == 2
    assert [(year.year, year.count, len(year.rows)) for year in shelf.years] == [
        (2016, 2, 2),
        (2017, 0, 1),
    ]


def test_bundled_gazettes_come_in_through_the_worker(tmp_path: Path) -> None:
    library = Library.open(places(tmp_path), window=True)
    try:
        assert library.is_new
        report = library.import_seeds(Job())
        assert len(report.added) == 5
        assert library.index_ready
        assert not library.is_new
        assert library.search("财政事权").total == 1
    finally:
        library.close()


@pytest.mark.parametrize("name", ["0001", "川办发〔1999〕1号", ""])
def test_a_name_that_fits_none_lists_the_nearest(seeded: Library, name: str) -> None:
    with pytest.raises(NotFound, match="最接近的有："):
        seeded.resolve(name)


def test_a_number_that_fits_several_lists_them(seeded: Library, tmp_path: Path) -> None:
    raw = (seeds() / FIRST).read_bytes()
    (tmp_path / "另一期.txt").write_bytes(raw + b"\n\n")
    seeded.import_paths([tmp_path / "另一期.txt"], Job())
    with pytest.raises(NotFound, match="有 2 份"):
        seeded.resolve("国发 2016 49")


def test_two_processes_import_the_same_files_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "zhupi", "--library", str(tmp_path), "import", "--json"]
    command += [str(path) for path in sorted(seeds().glob("*.txt"))]
    Library.open(places(tmp_path)).close()
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    reports = []
    for process in both:
        out, err = process.communicate()
        assert process.returncode == 0, err
        reports.append(json.loads(out))
    assert sum(len(report["added"]) for report in reports) == 5
    assert sum(len(report["unchanged"]) for report in reports) == 5
    library = Library.open(places(tmp_path))
    assert library.document_count() == 28
    library.close()


def test_killed_in_the_middle_leaves_whole_files_only(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "zhupi", "--library", str(tmp_path), "import", str(seeds())]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    database = tmp_path / "library.sqlite3"
    while process.poll() is None:
        if database.exists():
            with sqlite3.connect(database, timeout=10) as outside:
                tables = outside.execute("SELECT 1 FROM sqlite_schema WHERE name = 'source'")
                stored = (
                    tables.fetchone()
                    and outside.execute("SELECT count(*) FROM source").fetchone()[0]
                )
            outside.close()
            if stored:
                process.kill()
                break
    process.wait()
    library = Library.open(places(tmp_path))
    sizes = {"000": 6, "001": 12, "002": 5, "003": 1, "004": 4}
    counts: dict[str, int] = {}
    for row in library.rows():
        if row.enclosed_in is None:
            counts[row.source[:3]] = counts.get(row.source[:3], 0) + 1
    assert counts
    assert all(count == sizes[source] for source, count in counts.items())
    report = library.import_paths([seeds()], Job())
    assert len(report.added) + len(report.unchanged) == 5
    assert library.document_count() == 28
    assert library.check() == []
    library.close()


def test_a_name_that_is_no_utf8_comes_in(empty: Library, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe.txt")
    odd.write_text(NOTICE, "utf-8")
    report = empty.import_paths([odd], Job())
    assert [entry.documents for entry in report.added] == [1]
    (row,) = empty.rows()
    assert row.source == "\\xff\\xfe.txt"


def test_a_pipe_is_refused_at_once(empty: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    report = empty.import_paths([tmp_path / "fifo.txt"], Job())
    assert report.failed[0].reason == "无法读取“fifo.txt”：这不是普通文件。"


def test_a_name_too_long_is_a_sentence(empty: Library, tmp_path: Path) -> None:
    report = empty.import_paths([tmp_path / ("长" * 200 + ".txt")], Job())
    assert report.failed[0].reason.startswith("无法读取")


def test_a_removed_document_is_mentioned_when_its_file_comes_again(seeded: Library) -> None:
    seeded.remove(DOC)
    report = seeded.import_paths([seeds() / FIRST], Job())
    assert [(entry.documents, entry.reason) for entry in report.unchanged] == [
        (5, "其中 1 件在回收站里")
    ]


def test_a_locked_library_fails_file_by_file(empty: Library, tmp_path: Path) -> None:
    (tmp_path / "好.txt").write_text(NOTICE, "utf-8")
    empty._database._writer.execute("PRAGMA busy_timeout = 10")
    with sqlite3.connect(empty._database.path, isolation_level=None) as outside:
        outside.execute("BEGIN IMMEDIATE")
        report = empty.import_paths([tmp_path / "好.txt", tmp_path / "无.txt"], Job())
        outside.execute("ROLLBACK")
    outside.close()
    reasons = [entry.reason for entry in report.failed]
    assert "占用" in reasons[0]
    assert "文件不存在" in reasons[1]


def test_an_index_that_cannot_be_written_does_not_spoil_the_import(
    empty: Library, tmp_path: Path
) -> None:
    (tmp_path / "library" / "index").write_text("a file stands in the way", "utf-8")
    report = empty.import_paths([seeds() / FIRST], Job())
    assert [entry.documents for entry in report.added] == [6]
    assert report.index_fault.startswith("无法写索引")
    assert empty.search("财政事权").total == 1


def test_calling_off_the_indexing_keeps_everything(empty: Library) -> None:
    job = Job(lambda _done, _total, what: job.cancel() if what == "编制索引" else None)
    report = empty.import_paths([seeds() / FIRST], job)
    assert not report.cancelled
    assert report.index_fault.startswith("索引没有编完")
    assert not empty.index_ready
    assert empty.search("财政事权").total == 1
    empty.update_index(Job())
    assert empty.index_ready
