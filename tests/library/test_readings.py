"""How far documents were read."""

from __future__ import annotations

from pathlib import Path

from zhupi.library import Library, backups
from zhupi.library.groups import recent
from zhupi.library.model import ReadingState
from zhupi.locations import places


def state(library: Library, document: str) -> tuple[int, bool]:
    found = library.readings.all().get(document)
    return (0, False) if found is None else (found.percent, found.done)


def test_a_document_is_read_on_and_done_at_its_end(library: Library) -> None:
    document = library.rows()[0].id
    assert state(library, document) == (0, False)
    assert library.readings.leave(document, 30).readings == {document}
    assert state(library, document) == (30, False)
    library.readings.leave(document, 20)  # looked at its beginning again
    assert state(library, document) == (30, False)
    library.readings.leave(document, 100)
    assert state(library, document) == (100, True)
    library.readings.leave(document, 5)
    assert state(library, document) == (100, True)


def test_marking_by_hand_is_taken_back_exactly(seeded: Library) -> None:
    first, second, third = [row.id for row in seeded.rows() if row.enclosed_in is None][:3]
    seeded.readings.leave(first, 30)
    seeded.readings.leave(second, 100)
    before = seeded.readings.all()
    rows = [first, second, third]
    kept = seeded.readings.of(rows)
    assert seeded.readings.mark(rows, done=True).readings == {first, third}
    assert [state(seeded, one) for one in rows] == [(30, True), (100, True), (0, True)]
    seeded.readings.put_back(list(kept.values()))
    assert seeded.readings.all() == before
    assert seeded.readings.mark(rows, done=False).readings == {first, second}
    assert [state(seeded, one) for one in rows] == [(0, False)] * 3
    assert not seeded.readings.mark(rows, done=False)
    seeded.readings.put_back(list(kept.values()))
    assert seeded.readings.all() == before


def test_an_enclosed_text_is_read_with_its_document(seeded: Library) -> None:
    inner = next(row for row in seeded.rows() if row.enclosed_in is not None)
    assert inner.enclosed_in is not None
    seeded.readings.mark([inner.id, inner.enclosed_in], done=True)
    assert set(seeded.readings.all()) == {inner.enclosed_in}


def test_thirty_are_recent_the_last_one_first() -> None:
    times = {
        f"d{at}": ReadingState(f"d{at}", 1, read=f"2026-01-01T00:00:{at:02}") for at in range(40)
    }
    times["marked"] = ReadingState("marked", 0, done=True)
    listed = recent(times)
    assert listed[:2] == ("d39", "d38")
    assert len(listed) == 30
    assert "marked" not in listed


def test_a_backup_keeps_it(library: Library, tmp_path: Path) -> None:
    document = library.rows()[0].id
    library.readings.leave(document, 50)
    copy = library.backup()
    library.readings.mark([document], done=False)
    library.collections.add("favourites", [document])
    library.close()
    backups.restore(places(tmp_path / "library"), copy)
    again = Library.open(places(tmp_path / "library"))
    try:
        assert state(again, document) == (50, False)
        assert again.collections.members() == {}
    finally:
        again.close()
