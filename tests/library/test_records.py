"""Several annotations changed at once, and changed back; another process in between."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from zhupi.annotations.model import Annotation, Colour, Style
from zhupi.library import Library
from zhupi.library.model import Changes, Edited
from zhupi.locations import places

Mark = Callable[..., str]


@pytest.fixture
def other(tmp_path: Path, library: Library) -> Iterator[Library]:
    """The same library, opened by another process as it were."""
    assert not library.read_only
    other = Library.open(places(tmp_path / "library"))
    yield other
    other.close()


def without_times(annotation: Annotation) -> Annotation:
    return replace(annotation, modified=annotation.created)


# Several at once


def test_each_change_of_several(library: Library, mark: Mark) -> None:
    a = mark("贯彻执行", tags=["重点"])
    b = mark("政府引导", tags=["Ａb"], colour=Colour.BLUE)
    note, _ = library.add_note(library.rows()[0].id, "整件")
    ids = [a, b, note.id]

    def tags() -> list[tuple[str, ...]]:
        return [library.annotation(one).tags for one in ids]

    edited = library.tag(ids, ["#重点", "ab，新"])
    assert edited.annotations == set(ids)
    assert tags() == [("重点", "ab", "新"), ("Ａb", "重点", "新"), ("重点", "ab", "新")]
    assert library.untag(ids, ["AB"]).annotations == set(ids)
    assert tags() == [("重点", "新"), ("重点", "新"), ("重点", "新")]
    assert library.recolour(ids, Colour.BLUE).annotations == {a}
    assert library.restyle(ids, Style.UNDERLINE).annotations == {a, b}
    assert not library.restyle(ids, Style.UNDERLINE)  # nothing differs: nothing is written
    assert library.annotation(note.id).colour is None
    library.restate(edited.before, edited.after)
    assert tags()[2] == ("重点", "新")  # changed since, so left alone


def test_one_transaction_is_one_change_for_another_window(
    library: Library, mark: Mark, other: Library
) -> None:
    ids = [mark("贯彻执行"), mark("政府引导")]
    notebook, _ = library.notebooks.make("笔记")
    other.refresh()
    library.notebooks.add_excerpts(notebook.id, ids)
    assert other.refresh() == Changes(notebooks=frozenset([notebook.id]))
    library.delete(ids)
    assert other.refresh() == Changes(
        documents=frozenset([library.rows()[0].id]),
        annotations=frozenset(ids),
        notebooks=frozenset([notebook.id]),
    )
    assert not other.refresh()
    assert not library.refresh()


def test_a_fault_amid_several_leaves_none_changed(
    library: Library, mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [mark("贯彻执行"), mark("政府引导")]
    save = library._annotations.save
    calls = iter([None, ZeroDivisionError()])

    def failing(*arguments: object) -> None:
        fault = next(calls)
        if fault is not None:
            raise fault
        save(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(library._annotations, "save", failing)
    with pytest.raises(ZeroDivisionError):
        library.tag(ids, ["新"])
    assert [library.annotation(one).tags for one in ids] == [(), ()]


# Changed back


def edits(library: Library, rng: random.Random, ids: list[str]) -> Edited:
    some = rng.sample(ids, rng.randrange(1, len(ids) + 1))
    one = some[0]
    document = library.rows()[0].id
    match rng.randrange(9):
        case 0:
            return library.tag(some, [rng.choice("甲乙丙")])
        case 1:
            return library.untag(some, [rng.choice("甲乙丙")])
        case 2:
            return library.recolour(some, rng.choice(list(Colour)))
        case 3:
            return library.restyle(some, rng.choice(list(Style)))
        case 4:
            return library.delete(some)
        case 5:
            return library.undelete(some)
        case 6:
            return library.edit(one, note=rng.choice(["", "注", "另注"]), tags=["丁"])
        case 7:
            annotation, edited = library.highlight(document, rng.randrange(30), 40)
            ids.append(annotation.id)
            return edited
        case _:
            return library.add_note(document, rng.choice("一二三"))[1]


@pytest.mark.parametrize("seed", range(8))
def test_every_change_is_undone_and_redone(library: Library, mark: Mark, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    ids = [mark(quote) for quote in ("贯彻执行", "坚持问题导向", "政府引导")]

    def state() -> dict[str, Annotation]:
        return {one.id: without_times(one) for one in library.annotations(library.rows()[0].id)}

    done: list[tuple[Edited, dict[str, Annotation], dict[str, Annotation]]] = []
    for _ in range(40):
        before = state()
        edited = edits(library, rng, ids)
        done.append((edited, before, state()))
    undone = []
    for edited, before, after in reversed(done):
        assert state() == after
        undone.append(library.restate(edited.before, edited.after))
        assert undone[-1].sentence == ""
        assert state() == before
    for again, (_, before, after) in zip(reversed(undone), done, strict=True):
        assert state() == before
        library.restate(again.before, again.after)
        assert state() == after


def test_what_another_process_changed_since_is_left_alone(
    library: Library, mark: Mark, other: Library
) -> None:
    a, b = mark("贯彻执行", note="旧"), mark("政府引导", note="旧")
    edited = library.tag([a, b], ["新"])
    noted = library.edit(a, note="新")
    other.edit(a, note="别处写的")
    other.untag([b], ["新"])
    other.tag([b], ["别处"])
    back = library.restate(noted.before, noted.after)
    assert back.left == (a,)
    assert back.sentence == "有 1 处已在别处改动，保持现状，没有撤销或重做。"
    assert not back
    back = library.restate(edited.before, edited.after)
    assert back.left == (b,)
    assert back.annotations == {a}
    assert library.annotation(a).tags == ()
    assert library.annotation(a).note == "别处写的"  # another part of it: not touched
    assert library.annotation(b).tags == ("别处",)


def test_what_is_as_wanted_already_is_no_conflict(
    library: Library, mark: Mark, other: Library
) -> None:
    a = mark("贯彻执行")
    edited = library.recolour([a], Colour.PURPLE)
    other.recolour([a], Colour.RED)
    back = library.restate(edited.before, edited.after)
    assert (back.left, bool(back)) == ((), False)


def test_undoing_a_note_does_not_undo_where_the_mark_stands(library: Library, mark: Mark) -> None:
    """The place may be another by a re-reading; the note is taken back all the same."""
    a = mark("坚持问题导向")
    edited = library.edit(a, note="注")
    placed = library.annotation(a)
    selector = placed.selector
    assert selector is not None
    moved = replace(
        placed, selector=replace(selector, start=selector.start + 1, quote="持问题导向")
    )
    with library._database.writing() as connection:
        library._annotations.save(connection, moved)
    library.restate(edited.before, edited.after)
    after = library.annotation(a)
    assert (after.note, after.selector) == ("", moved.selector)


def test_deleting_is_no_change_of_the_annotation_itself(library: Library, mark: Mark) -> None:
    a = mark("贯彻执行")
    modified = library.annotation(a).modified
    library.delete([a])
    library.undelete([a])
    assert library.annotation(a).modified == modified
    assert library.edit(a, note="注").after[0].id == a
    assert library.annotation(a).modified > modified


def test_two_states_of_one_annotation_differ_in_time(library: Library, mark: Mark) -> None:
    annotation = mark("落实责任")
    times = [library.annotation(annotation).modified]
    for number in range(20):  # some of them within a millisecond
        library.edit(annotation, note=f"第{number}稿")
        times.append(library.annotation(annotation).modified)
    assert times == sorted(set(times))
