"""The index on disk: what it answers, and that nothing wrong with it is ever believed."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

import pytest
from whoosh.util.filelock import FileLock

from zhupi.errors import LibraryError
from zhupi.jobs import Cancelled, Job
from zhupi.search import stamp
from zhupi.search.corpus import Corpus
from zhupi.search.engine import Engine
from zhupi.search.entry import Entry, fingerprint
from zhupi.search.index import Index, IndexBusy
from zhupi.search.view import Lookup, View

VERSIONS = "0.1/1"
TEXTS = {
    "a": "财政事权\n事权财政财政",
    "b": "国务院财政部",
    "c": "𠮷野家\n财\n政",
}


def made(directory: Path, texts: dict[str, str] | None = None) -> Index:
    index = Index(directory, VERSIONS)
    index.add((TEXTS if texts is None else texts).items())
    return index


def corpus_of(texts: dict[str, str]) -> Corpus:
    corpus = Corpus()
    for id_, text in texts.items():
        blocks = text.split("\n")
        corpus.put(Entry.of(id_, blocks, ["paragraph"] * len(blocks), title=""))
    return corpus


def counts(engine: Engine, query: str) -> dict[str, int]:
    return {hit.id: hit.count for hit in engine.search(query).hits}


def postings(view: View, gram: str, texts: dict[str, str] | None = None) -> dict[str, int]:
    """What the index says of the texts, those not given aside."""
    snapshot = corpus_of(TEXTS if texts is None else texts).snapshot()
    counts = Lookup(view, snapshot).counts(gram)
    return {snapshot.documents[place].id: count for place, count in counts.items()}


def everything_is_right(directory: Path) -> None:
    """Search through whatever is in the directory gives what the texts hold."""
    index = Index(directory, VERSIONS)
    engine = Engine(corpus_of(TEXTS), index)
    assert counts(engine, "财政") == {"a": 3, "b": 1}
    assert counts(engine, "财") == {"a": 3, "b": 1, "c": 1}
    assert counts(engine, "事权财") == {"a": 1}
    assert counts(engine, "𠮷") == {"c": 1}
    index.close()


def test_postings_hold_counts_and_no_gram_runs_over_a_block(tmp_path: Path) -> None:
    index = made(tmp_path)
    with index.reading() as view:
        assert view is not None
        assert postings(view, "财政") == {"a": 3, "b": 1}
        assert postings(view, "权") == {"a": 2}
        assert postings(view, "𠮷野") == {"c": 1}
        assert postings(view, "权\n") == postings(view, "\n") == postings(view, "无") == {}
    assert index.indexed() == {id_: fingerprint(text) for id_, text in TEXTS.items()}
    index.close()


def test_a_new_text_takes_the_place_of_the_old_and_the_last_of_two_counts(tmp_path: Path) -> None:
    index = made(tmp_path)
    index.add([("a", "旧"), ("a", "新财政"), ("d", "财政")])
    with index.reading() as view:
        assert view is not None
        texts = TEXTS | {"a": "新财政", "d": "财政"}
        assert postings(view, "财政", texts) == {"a": 1, "b": 1, "d": 1}
        assert postings(view, "旧", texts) == postings(view, "旧", {"a": "旧"}) == {}
    assert index.indexed()["a"] == fingerprint("新财政")
    index.close()


def test_deleted_documents_are_answered_for_no_more(tmp_path: Path) -> None:
    index = made(tmp_path)
    index.delete(["a", "nowhere"])
    with index.reading() as view:
        assert view is not None
        assert postings(view, "财政") == {"b": 1}
    assert index.indexed().keys() == {"b", "c"}
    index.clear()
    assert index.indexed() == {}
    assert index.problem is None
    index.close()


def test_deleting_from_no_index_is_no_fault(tmp_path: Path) -> None:
    index = Index(tmp_path / "new", VERSIONS)
    index.delete(["a"])
    assert not usable(index)
    assert index.problem is None


def test_an_old_view_goes_on_answering_while_it_is_used(tmp_path: Path) -> None:
    index = made(tmp_path)
    with index.reading() as old:
        assert old is not None
        index.add([("d", "财政")])
        with index.reading() as new:
            assert new is not None
            texts = TEXTS | {"d": "财政"}
            assert postings(new, "财政", texts) == {"a": 3, "b": 1, "d": 1}
        assert postings(old, "财政", texts) == {"a": 3, "b": 1}
    index.close()


def usable(index: Index) -> bool:
    with index.reading() as view:
        return view is not None


# Damage


def whoosh_files(directory: Path, suffix: str) -> list[Path]:
    return sorted(directory.glob(f"whoosh-*/*{suffix}"))


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("suffix", [".trm", ".toc", "_stored.col"])
@pytest.mark.parametrize("harm", [truncate, garble, delete, empty])
def test_a_harmed_file_is_noticed_and_made_good(
    tmp_path: Path, suffix: str, harm: Callable[[Path], None]
) -> None:
    made(tmp_path).close()
    (harmed,) = whoosh_files(tmp_path, suffix)
    harm(harmed)
    index = Index(tmp_path, VERSIONS)
    assert not usable(index)
    assert index.problem is not None
    assert index.problem.startswith("索引文件")
    assert index.indexed() == {}
    everything_is_right(tmp_path)
    index.add(TEXTS.items())
    assert index.problem is None
    assert index.indexed().keys() == TEXTS.keys()
    everything_is_right(tmp_path)
    assert len(list(tmp_path.glob("whoosh-*"))) == 1
    index.close()


@pytest.mark.parametrize("harm", [truncate, garble, empty])
def test_a_harmed_stamp_is_noticed(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    made(tmp_path).close()
    harm(tmp_path / "stamp")
    index = Index(tmp_path, VERSIONS)
    assert not usable(index)
    assert index.problem is not None
    everything_is_right(tmp_path)
    index.close()


def test_harm_done_while_the_index_is_open_is_noticed(tmp_path: Path) -> None:
    index = made(tmp_path)
    engine = Engine(corpus_of(TEXTS), index)
    assert counts(engine, "财政") == {"a": 3, "b": 1}
    (postings,) = whoosh_files(tmp_path, ".trm")
    garble(postings)
    assert counts(engine, "财政") == {"a": 3, "b": 1}
    assert not usable(index)
    assert index.problem is not None
    index.close()


def test_harm_in_an_old_segment_is_not_covered_up_by_the_next_write(tmp_path: Path) -> None:
    made(tmp_path).close()
    (postings,) = whoosh_files(tmp_path, ".trm")
    garble(postings)
    index = Index(tmp_path, VERSIONS)
    index.add([("d", "财政")])
    assert index.indexed().keys() == {"d"}
    assert index.problem is None
    everything_is_right(tmp_path)
    index.close()


def test_harm_done_to_an_old_segment_during_a_write_is_noticed(tmp_path: Path) -> None:
    index = made(tmp_path)
    (postings,) = whoosh_files(tmp_path, ".trm")

    def documents() -> Iterator[tuple[str, str]]:
        garble(postings)
        yield "d", "财政"

    index.add(documents())
    assert not usable(index)
    everything_is_right(tmp_path)
    index.close()


_SEARCH = """
import sys
from pathlib import Path
from zhupi.errors import LibraryError
from zhupi.search.corpus import Corpus
from zhupi.search.entry import Entry
from zhupi.search.engine import Engine
from zhupi.search.index import Index

corpus = Corpus()
corpus.put(Entry.of("a", ["财政事权"], ["paragraph"], title=""))
index = Index(Path(sys.argv[1]), "0.1/1")
print([hit.id for hit in Engine(corpus, index).search("财政").hits])
print(index.problem)
print(index.fragmented, dict(index.indexed()))
try:
    index.add([("d", "财政")])
except LibraryError as error:
    print(error)
index.close()
"""


@pytest.mark.parametrize("closed", [".", "lock", "stamp", "whoosh-*", "whoosh-*/*.trm"])
def test_search_goes_on_where_the_rights_to_the_index_are_missing(
    tmp_path: Path, as_user: Callable[..., str], closed: str
) -> None:
    made(tmp_path / "index").close()
    (forbidden,) = (tmp_path / "index").glob(closed) if closed != "." else [tmp_path / "index"]
    mode = forbidden.stat().st_mode
    forbidden.chmod(0)
    try:
        hits, problem, _, *rest = as_user(_SEARCH, tmp_path / "index").splitlines()
    finally:
        if forbidden.exists():
            forbidden.chmod(mode)
    assert hits == "['a']"
    no_rights = "（没有权限，或正被其他程序占用），将重新建立；搜索结果不受影响。"
    assert (
        problem
        == {
            ".": f"索引无法读取{no_rights}",
            "lock": "None",
            "stamp": f"索引无法读取{no_rights}",
            "whoosh-*": "索引文件不全，将重新建立；搜索结果不受影响。",
            "whoosh-*/*.trm": f"索引文件无法读取{no_rights}",
        }[closed]
    )
    refused = "无法写索引：没有权限，或正被其他程序占用。搜索不受影响，只是较慢。"
    assert rest == ([refused] if closed in (".", "lock") else [])


def test_a_write_under_way_is_not_reported_as_damage(tmp_path: Path) -> None:
    made(tmp_path).close()
    index = Index(tmp_path, VERSIONS)
    lock = FileLock(str(tmp_path / "lock"))
    assert lock.acquire()
    # Whoosh replaces its table of contents a moment before the new stamp is there.
    (contents,) = whoosh_files(tmp_path, ".toc")
    contents.unlink()
    assert not usable(index)
    assert index.problem is None
    everything_is_right(tmp_path)
    lock.release()
    with closing(Index(tmp_path, VERSIONS)) as later:
        assert later.problem is not None


def test_a_writer_that_finishes_meanwhile_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path).close()
    (contents,) = whoosh_files(tmp_path, ".toc")
    contents.unlink()
    index = Index(tmp_path, VERSIONS)

    def finish() -> bool:
        """Another writer ends its work just before the lock is looked at."""
        made(tmp_path).close()
        return False

    monkeypatch.setattr(index, "_somebody_writes", finish)
    assert index.problem is None
    assert usable(index)
    index.close()


def test_an_index_from_elsewhere_or_of_another_version_is_never_opened(tmp_path: Path) -> None:
    made(tmp_path / "here").close()
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    there = Index(tmp_path / "there", VERSIONS)
    assert not usable(there)
    assert there.problem == "索引来自别处，将重新建立；搜索结果不受影响。"
    newer = Index(tmp_path / "here", "0.2/1")
    assert not usable(newer)
    assert newer.problem == "索引由另一版本的程序建立，将重新建立；搜索结果不受影响。"


def test_a_stamp_that_contradicts_itself_is_not_believed(tmp_path: Path) -> None:
    made(tmp_path).close()
    path = tmp_path / "stamp"
    body = json.loads(path.read_bytes().partition(b"\n")[2])
    body["segments"][0][1][0] = None
    content = json.dumps(body).encode()
    path.write_bytes(sha256(content).hexdigest().encode() + b"\n" + content)
    with pytest.raises(stamp.Unfit, match="自相矛盾"):
        stamp.read(tmp_path, VERSIONS)


def test_files_that_are_strangers_do_not_matter(tmp_path: Path) -> None:
    made(tmp_path).close()
    (folder,) = tmp_path.glob("whoosh-*")
    (folder / "MAIN_0000000000000000.trm").write_bytes(b"left by a crash")
    (tmp_path / "note.txt").write_text("hello")
    everything_is_right(tmp_path)
    with closing(Index(tmp_path, VERSIONS)) as index:
        assert index.problem is None


# Writing


def test_each_batch_counts_at_once_and_a_cancelled_write_keeps_those_before(
    tmp_path: Path,
) -> None:
    reports: list[tuple[int, int]] = []
    index = Index(tmp_path, VERSIONS, batch=10)

    def on_progress(done: int, total: int, _: str) -> None:
        reports.append((done, total))
        if done == 4:
            job.cancel()

    job = Job(on_progress)
    with pytest.raises(Cancelled):
        index.add(((f"d{at}", "财政事权五") for at in range(10)), job, total=10)
    assert index.indexed().keys() == {"d0", "d1", "d2", "d3"}
    assert reports[0] == (0, 10)
    assert [done for done, _ in reports] == sorted(done for done, _ in reports)
    index.add([("d9", "财政")])
    with index.reading() as view:
        assert view is not None
        texts = {f"d{at}": "财政事权五" for at in range(4)} | {"d9": "财政"}
        assert postings(view, "财政", texts) == dict.fromkeys(texts, 1)
    assert index.problem is None
    index.close()


def test_many_small_writes_ask_for_a_rebuild(tmp_path: Path) -> None:
    index = Index(tmp_path, VERSIONS)
    assert not index.fragmented
    for at in range(25):
        assert not index.fragmented
        index.add([(f"d{at}", "财政")])
    assert index.fragmented
    index.clear()
    index.add((f"d{at}", "财政") for at in range(25))
    assert not index.fragmented
    with index.reading() as view:
        assert view is not None
        texts = {f"d{at}": "财政" for at in range(25)}
        assert postings(view, "财政", texts) == dict.fromkeys(texts, 1)
    index.close()


def test_threads_read_while_another_writes(tmp_path: Path) -> None:
    index = made(tmp_path)
    corpus = corpus_of(TEXTS | {f"d{at}": "财政" for at in range(20)})
    expected = {"a": 3, "b": 1} | {f"d{at}": 1 for at in range(20)}
    written = Event()

    def search() -> int:
        engine = Engine(corpus, index)
        rounds = 0
        while not written.is_set() or rounds == 0:
            assert counts(engine, "财政") == expected
            assert counts(engine, "事权财") == {"a": 1}
            rounds += 1
        return rounds

    with ThreadPoolExecutor(3) as pool:
        searches = [pool.submit(search) for _ in range(3)]
        try:
            for at in range(20):
                index.add([(f"d{at}", "财政")])
        finally:
            written.set()
        assert all(done.result() > 0 for done in searches)
    index.close()


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    index = Index(in_the_way / "index", VERSIONS)
    assert not usable(index)
    with pytest.raises(LibraryError, match=r"^无法写索引：.*。搜索不受影响"):
        index.add([("a", "财政")])


_WRITE_TOO_MUCH = """
import resource, signal, sys
from pathlib import Path
from zhupi.errors import LibraryError
from zhupi.search.index import Index

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
index = Index(Path(sys.argv[1]), "0.1/1")
try:
    index.add([("d", "".join(map(chr, range(0x4E00, 0x9FA5))))])
except LibraryError as error:
    print(error)
print(*index.indexed())
index.close()
"""


@pytest.mark.parametrize("room", [1, 100, 2_000, 20_000, 200_000])
def test_a_disk_that_fills_up_leaves_the_index_as_it_was(
    tmp_path: Path, as_user: Callable[..., str], room: int
) -> None:
    pytest.importorskip("resource")
    made(tmp_path).close()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    said = as_user(_WRITE_TOO_MUCH, tmp_path, str(room)).splitlines()
    assert said == [
        "无法写索引：文件太大，超出了磁盘或系统的限制。搜索不受影响，只是较慢。",
        "a b c",
    ]
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before
    index = Index(tmp_path, VERSIONS)
    index.add([("d", "财政")])
    assert index.indexed().keys() == {"a", "b", "c", "d"}
    index.close()


def _write_when_told(directory: Path, pipe: Connection) -> None:
    """In another process: add documents in two batches, telling and waiting at each report."""

    def on_progress(done: int, total: int, _: str) -> None:
        pipe.send((done, total))
        pipe.recv()

    index = Index(directory, VERSIONS, batch=1)
    index.add([("new0", "新的财政"), ("new1", "新的财政")], Job(on_progress), total=2)
    pipe.send(None)


def test_one_process_writes_while_another_reads(tmp_path: Path) -> None:
    index = made(tmp_path)
    corpus = corpus_of(TEXTS | {f"new{at}": "新的财政" for at in range(2)})
    engine = Engine(corpus, index)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    writer = context.Process(target=_write_when_told, args=(tmp_path, theirs))
    writer.start()
    theirs.close()
    seen = []
    while ours.poll(60) and (report := ours.recv()) is not None:
        with pytest.raises(IndexBusy, match="另一个程序正在写索引"):
            index.add([("x", "财政")])
        assert counts(engine, "财政") == {"a": 3, "b": 1, "new0": 1, "new1": 1}
        assert index.problem is None
        seen.append((report, len(index.indexed())))
        ours.send("go on")
    writer.join(60)
    assert writer.exitcode == 0
    # Each document is reported when begun and when its batch counts.
    assert seen == [((0, 2), 3), ((1, 2), 4), ((1, 2), 4), ((2, 2), 5)]
    index.close()


def test_a_writer_killed_in_its_work_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    made(tmp_path).close()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    writer = context.Process(target=_write_when_told, args=(tmp_path, theirs))
    writer.start()
    theirs.close()
    assert ours.poll(60)
    ours.recv()
    writer.kill()
    writer.join(60)
    everything_is_right(tmp_path)
    index = Index(tmp_path, VERSIONS)
    index.add([("d", "财政")])
    assert index.indexed().keys() == {"a", "b", "c", "d"}
    everything_is_right(tmp_path)
    index.close()
