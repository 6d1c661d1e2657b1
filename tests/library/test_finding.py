from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from zhupi.errors import LibraryError
from zhupi.jobs import Job
from zhupi.library import Library, finding
from zhupi.library.worker import IndexOrder, Process
from zhupi.locations import places, seeds


class Watched(Process):
    """Tells what it was asked to index while files were being read."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: list[IndexOrder] = []
        self.indexed = Event()
        self.broken = False

    def index(self, order: IndexOrder) -> None:
        reading = self._turn.locked()
        if reading and self.broken:
            self.indexed.set()
            raise LibraryError("后台处理进程意外结束，请再试一次。")
        super().index(order)
        if reading:
            self.meanwhile.append(order)
            self.indexed.set()


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> Watched:
    watched = Watched()
    monkeypatch.setattr(Library, "_make_workshop", lambda _: watched)
    monkeypatch.setattr(finding, "_BATCH", 20_000)
    return watched


@pytest.fixture
def window(workshop: Watched, tmp_path: Path) -> Iterator[Library]:
    del workshop  # it is in place
    library = Library.open(places(tmp_path / "library"), window=True)
    yield library
    library.close()


def hold_reading_until(indexed: Event) -> Job:
    """A job that does not go past its third file before something was indexed."""

    def report(done: int, _total: int, _what: str) -> None:
        assert done < 3 or indexed.wait(60)

    return Job(report)


def documents_with(library: Library, word: str) -> set[str]:
    """By looking through every document as it is stored."""
    ids = [row.id for row in library.rows() if row.enclosed_in is None]
    return {id_ for id_ in ids if word in library.document(id_).document.text}


def found(library: Library, word: str) -> set[str]:
    results = library.search(word)
    assert results.total == len(results.hits)
    return {hit.row.id for hit in results.hits}


def test_indexing_keeps_up_with_reading(window: Library, workshop: Watched) -> None:
    report = window.import_paths([seeds()], hold_reading_until(workshop.indexed))
    assert len(report.added) == 5
    assert not report.index_fault
    batches = [sum(len(text) for _, text in order.add) for order in workshop.meanwhile]
    assert batches
    assert all(size >= 20_000 for size in batches)
    assert window.index_ready
    assert window._finder()._index.indexed().keys() == documents_with(window, "")
    for word in ("的", "财政", "人民政府", "没有这几个字"):
        assert found(window, word) == documents_with(window, word)


def test_the_hits_come_page_by_page(window: Library) -> None:
    window.import_paths([seeds()], Job())
    everything = window.search("人民政府")
    first = window.search("人民政府", limit=4)
    assert first.total == everything.total == len(everything.hits) > 9
    assert first.hits == everything.hits[:4]
    assert first.issuers == everything.issuers
    assert window.more_hits(first, 4, 9) == everything.hits[4:9]
    gone = everything.hits[5].row.id
    window.remove_document(gone)
    later = window.more_hits(first, 4, 9)
    assert [hit.row.id for hit in later] == [
        hit.row.id for hit in everything.hits[4:9] if hit.row.id != gone
    ]
    assert window.more_hits(first, everything.total, everything.total + 5) == ()


def test_a_harmed_index_is_noticed_made_afresh_and_told_of(window: Library, tmp_path: Path) -> None:
    window.import_paths([seeds()], Job())
    window.update_index(Job())
    assert window.index_message is None
    file = max((tmp_path / "library").rglob("*.trm"), key=lambda path: path.stat().st_size)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    assert window.index_ready
    assert found(window, "财政") == documents_with(window, "财政")
    assert not window.index_ready
    window.update_index(Job())
    assert window.index_message == "索引文件已损坏，已重新建立；搜索结果不受影响。"
    assert window.index_ready
    assert found(window, "财政") == documents_with(window, "财政")
    window.update_index(Job())
    assert window.index_message is None


def test_a_fault_met_while_reading_costs_nothing(window: Library, workshop: Watched) -> None:
    workshop.broken = True
    report = window.import_paths([seeds()], hold_reading_until(workshop.indexed))
    assert len(report.added) == 5
    assert not report.index_fault
    assert not workshop.meanwhile
    assert window.index_ready
    assert found(window, "财政") == documents_with(window, "财政")


def test_called_off_while_both_are_under_way(window: Library, workshop: Watched) -> None:
    def report(done: int, _total: int, _what: str) -> None:
        if done == 3:
            assert workshop.indexed.wait(60)
            job.cancel()

    job = Job(report)
    assert window.import_paths([seeds()], job).cancelled
    assert workshop._second is None
    assert found(window, "财政") == documents_with(window, "财政")
    window.update_index(Job())
    assert window.index_ready
    assert found(window, "财政") == documents_with(window, "财政")


class Sluggish(Event):
    """Clears only once it was set again: the moment at which an ending may be overlooked."""

    def __init__(self) -> None:
        super().__init__()
        self.clearing = Event()
        self.set_again = Event()

    def set(self) -> None:
        if self.clearing.is_set():
            self.set_again.set()
        super().set()

    def clear(self) -> None:
        self.clearing.set()
        assert self.set_again.wait(10)
        super().clear()


@pytest.mark.usefixtures("workshop")
def test_the_end_of_reading_is_not_overlooked(window: Library) -> None:
    finder = window._finder()
    news = finder._news = Sluggish()
    with finder.keeping_up(Job()):
        finder.refresh([])
        assert news.clearing.wait(10)


def test_a_bug_met_while_reading_is_loud(window: Library, workshop: Watched) -> None:
    finder = window._finder()
    met = Event()

    def load(_job: Job) -> None:
        met.set()
        raise ZeroDivisionError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "load", load)
        with pytest.raises(ZeroDivisionError), finder.keeping_up(Job()):
            finder.refresh([])
            assert met.wait(10)
    assert workshop._second is None
