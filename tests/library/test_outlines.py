"""Notebooks: any sequence of operations against a plain list; undone, all is as it was."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from zhupi.annotations.model import Colour, Style
from zhupi.annotations.notebooks import ItemKind
from zhupi.errors import LibraryError, NotFound
from zhupi.library import Library
from zhupi.library.model import Edited, Excerpts, Outline

QUOTES = ("贯彻执行", "坚持问题导向", "统筹推进", "政府引导", "市场主导", "加强领导", "落实责任")
SOURCE = "——《国务院关于印发试点方案的通知》（国发〔2016〕49号）一（一），2016年8月16日"


Mark = Callable[..., str]


def words(outline: Outline) -> list[str]:
    return [entry.words for entry in outline.entries]


# Items


def test_items_stand_in_the_order_they_were_put_in(library: Library, mark: Mark) -> None:
    notebooks = library.notebooks
    notebook, edited = notebooks.make("  学习\n笔记 ")
    assert notebook.name == "学习 笔记"
    assert edited.notebooks == {notebook.id}
    first = mark("坚持问题导向", note="**要点**")
    second = mark("落实责任")
    heading, _ = notebooks.add_heading(notebook.id, "一、要求", 1)
    text, _ = notebooks.add_text(notebook.id, "自己的*话*")
    assert notebooks.add_excerpts(notebook.id, [second, first], before=text.id).notebooks == {
        notebook.id
    }
    outline = notebooks.outline(notebook.id)
    assert words(outline) == ["一、要求", "落实责任", "坚持问题导向", "自己的*话*"]
    assert [entry.kind.value for entry in outline.entries] == [
        "heading", "excerpt", "excerpt", "text",
    ]  # fmt: skip
    excerpt = outline.entries[2]
    assert excerpt.source == SOURCE
    assert excerpt.note is not None
    assert excerpt.note.annotation.note == "**要点**"
    assert not excerpt.gone
    (row,) = notebooks.rows()
    assert (row.notebook.name, row.items, row.excerpts) == ("学习 笔记", 4, 2)
    # What is there stays where it is.
    again = notebooks.add_excerpts(notebook.id, [first, second], before=heading.id)
    assert not again
    assert words(notebooks.outline(notebook.id)) == words(outline)


def test_an_excerpt_shows_its_mark_as_it_is_now(library: Library, mark: Mark) -> None:
    notebook, _ = library.notebooks.make("笔记")
    annotation = mark("坚持问题导向")
    library.notebooks.add_excerpts(notebook.id, [annotation])
    former = library.annotation(annotation)
    document = library.rows()[0].id
    start, _ = library.find_quote(document, "坚持问题导向")
    _, end = library.find_quote(document, "各项工作")
    longer, _ = library.highlight(document, start, end)
    library.restate([replace(former, selector=longer.selector)], [former])
    library.edit(annotation, note="新的", colour=Colour.GREEN)
    (entry,) = library.notebooks.outline(notebook.id).entries
    assert entry.words == "坚持问题导向，统筹推进各项工作"
    assert entry.note is not None
    assert (entry.note.annotation.note, entry.note.annotation.colour) == ("新的", Colour.GREEN)


def test_a_selection_becomes_mark_and_excerpt_at_once(library: Library) -> None:
    notebook, _ = library.notebooks.make("笔记")
    document = library.rows()[0].id
    stretch = library.find_quote(document, "政府引导")
    annotation, edited = library.notebooks.mark(
        notebook.id, document, *stretch, colour=Colour.BLUE, style=Style.UNDERLINE
    )
    assert (edited.annotations, edited.notebooks) == ({annotation.id}, {notebook.id})
    assert words(library.notebooks.outline(notebook.id)) == ["政府引导"]
    assert library.annotation(annotation.id).style is Style.UNDERLINE
    undone = library.restate(edited.before, edited.after)
    assert undone.sentence == ""
    assert library.annotations(document) == []
    assert words(library.notebooks.outline(notebook.id)) == []
    library.restate(undone.before, undone.after)
    assert [one.id for one in library.annotations(document)] == [annotation.id]
    assert words(library.notebooks.outline(notebook.id)) == ["政府引导"]


def test_a_selection_without_words_makes_neither(library: Library) -> None:
    notebook, _ = library.notebooks.make("笔记")
    document = library.rows()[0].id
    with pytest.raises(LibraryError, match="没有选中文字"):
        library.notebooks.mark(notebook.id, document, 5, 5)
    assert library.notes() == []
    assert words(library.notebooks.outline(notebook.id)) == []


@pytest.mark.parametrize("excerpts", list(Excerpts))
def test_deleting_a_mark_does_with_its_excerpts_as_told(
    library: Library, mark: Mark, excerpts: Excerpts
) -> None:
    notebook, _ = library.notebooks.make("笔记")
    annotation, other = mark("坚持问题导向", note="注"), mark("落实责任")
    library.notebooks.add_excerpts(notebook.id, [annotation, other])
    assert [one.id for one in library.notebooks.excerpts_of([annotation])[annotation]] == [
        notebook.id
    ]
    edited = library.delete([annotation], excerpts)
    assert edited.notebooks == {notebook.id}
    outline = library.notebooks.outline(notebook.id)
    if excerpts is Excerpts.KEEP:
        quote = outline.entries[0]
        assert (quote.kind, quote.words, quote.source) == (
            ItemKind.QUOTE, "坚持问题导向", SOURCE,
        )  # fmt: skip
        assert quote.note is None
        assert words(outline) == ["坚持问题导向", "落实责任"]
    else:
        assert words(outline) == ["落实责任"]
    assert library.notebooks.excerpts_of([annotation]) == {}
    library.restate(edited.before, edited.after)
    outline = library.notebooks.outline(notebook.id)
    assert words(outline) == ["坚持问题导向", "落实责任"]
    assert outline.entries[0].kind is ItemKind.EXCERPT
    assert library.annotation(annotation).deleted is None


def test_an_excerpt_of_a_document_put_away_keeps_its_words(library: Library, mark: Mark) -> None:
    notebook, _ = library.notebooks.make("笔记")
    library.notebooks.add_excerpts(notebook.id, [mark("坚持问题导向")])
    library.remove(library.rows()[0].id, with_notes=True)
    (entry,) = library.notebooks.outline(notebook.id).entries
    assert (entry.words, entry.source, entry.gone) == ("坚持问题导向", SOURCE, True)


def test_headings_are_indented_alone_or_with_what_stands_under_them(library: Library) -> None:
    notebooks = library.notebooks
    notebook, _ = notebooks.make("笔记")
    ids = [notebooks.add_heading(notebook.id, f"题{level}", level)[0].id for level in (1, 2, 6, 1)]
    text = notebooks.add_text(notebook.id, "文")[0].id

    def levels() -> list[int]:
        return [entry.level for entry in notebooks.outline(notebook.id).entries]

    notebooks.indent([ids[0], ids[2], text], 1)
    assert levels() == [2, 2, 6, 1, 0]  # 6 is the last
    assert not notebooks.indent([ids[1]], 1, sections=True)  # its section holds one of 6
    assert notebooks.indent([ids[1]], -1, sections=True)
    assert levels() == [2, 1, 5, 1, 0]


def test_what_cannot_be_is_a_sentence(library: Library, mark: Mark) -> None:
    notebooks = library.notebooks
    notebook, _ = notebooks.make("笔记")
    heading, _ = notebooks.add_heading(notebook.id, "题")
    annotation = mark("落实责任")
    notebooks.add_excerpts(notebook.id, [annotation])
    excerpt = notebooks.outline(notebook.id).entries[1]
    for call, sentence in (
        (lambda: notebooks.make("  \n"), "不能是空的"),
        (lambda: notebooks.make("笔 记"), "已有名为"),
        (lambda: notebooks.rename("nothing", "x"), "没有编号"),
        (lambda: notebooks.add_heading(notebook.id, " "), "不能是空的"),
        (lambda: notebooks.edit(heading.id, "\n"), "不能是空的"),
        (lambda: notebooks.edit(excerpt.id, "改"), "出自原文"),
        (lambda: notebooks.add_text(notebook.id, "文", before="nothing"), "已不在"),
        (lambda: notebooks.add_excerpts(notebook.id, ["nothing"]), "不存在"),
        (lambda: notebooks.remove(["nothing"]), "已不在"),
        (lambda: notebooks.outline("nothing"), "没有编号"),
        (lambda: notebooks.find("别的"), "现有：“笔记”"),
        (lambda: library.delete([annotation, "nothing"]), "没有编号"),
    ):
        with pytest.raises((LibraryError, NotFound), match=sentence):
            call()
    assert library.annotation(annotation).deleted is None  # all or none
    assert notebooks.find("笔　记").id == notebook.id


# Notebooks


def test_notebooks_are_ordered_named_put_away_and_taken_back(library: Library) -> None:
    notebooks = library.notebooks
    a, b, c = (notebooks.make(name)[0].id for name in ("甲", "乙", "丙"))

    def names() -> list[str]:
        return [row.notebook.name for row in notebooks.rows()]

    notebooks.reorder(c, before=a)
    assert names() == ["丙", "甲", "乙"]
    notebooks.reorder(c)
    assert names() == ["甲", "乙", "丙"]
    assert not notebooks.reorder(b, before=b)
    edited = notebooks.rename(b, "丁")
    notebooks.add_text(b, "文")
    notebooks.delete(b)
    assert names() == ["甲", "丙"]
    (item,) = library.basket()
    assert (item.key, item.title) == (f"notebook:{b}", "摘编：丁")
    assert library.restore(item.key).notebooks == {b}
    assert names() == ["甲", "丁", "丙"]
    assert words(notebooks.outline(b)) == ["文"]
    library.restate(edited.before, edited.after)
    assert names() == ["甲", "乙", "丙"]


def test_annotations_come_back_from_the_waste_basket(library: Library, mark: Mark) -> None:
    annotation = mark("落实责任", tags=["甲"])
    before = library.annotation(annotation)
    library.delete([annotation])
    (item,) = library.basket()
    assert (item.key, item.title, item.annotations) == (
        f"annotation:{annotation}", "批注：落实责任", 1,
    )  # fmt: skip
    assert library.restore(item.key).annotations == {annotation}
    assert library.annotation(annotation) == before


# Random sequences against a plain list


@dataclass
class Model:
    """A notebook as a list of words, each with its level, and every edit made."""

    library: Library
    notebook: str
    annotations: dict[str, str]
    rows: list[tuple[str, str, int]] = field(default_factory=list)  # id, words, level
    edits: list[tuple[Edited, list[tuple[str, str, int]]]] = field(default_factory=list)

    def shown(self) -> list[tuple[str, str, int]]:
        entries = self.library.notebooks.outline(self.notebook).entries
        return [(entry.id, entry.words, entry.level) for entry in entries]

    def section(self, at: int) -> int:
        level = self.rows[at][2]
        end = at + 1
        if level:
            while end < len(self.rows) and not 0 < self.rows[end][2] <= level:
                end += 1
        return end

    def step(self, rng: random.Random) -> None:
        before = list(self.rows)
        edited = self._step(rng)
        if edited:
            self.edits.append((edited, before))

    def _step(self, rng: random.Random) -> Edited:
        notebooks, rows = self.library.notebooks, self.rows
        at = rng.randrange(len(rows) + 1)
        before = rows[at][0] if at < len(rows) else None
        chosen = sorted(rng.sample(range(len(rows)), min(len(rows), rng.randrange(1, 4))))
        ids = [rows[place][0] for place in chosen]
        sections = rng.random() < 0.5
        if sections:
            places = {p for place in chosen for p in range(place, self.section(place))}
            chosen = sorted(places)
        match rng.choice(["heading", "text", "excerpt", "move", "move", "remove", "edit", "in"]):
            case "heading":
                level = rng.randrange(1, 7)
                item, edited = notebooks.add_heading(self.notebook, f"题{at}", level, before)
                rows.insert(at, (item.id, item.text, level))
            case "text":
                item, edited = notebooks.add_text(self.notebook, f"文{at}", before)
                rows.insert(at, (item.id, item.text, 0))
            case "excerpt":
                there = {words for _, words, _ in rows}
                new = [one for one in self.annotations if self.annotations[one] not in there]
                if not new:
                    return Edited()
                one = rng.choice(new)
                edited = notebooks.add_excerpts(self.notebook, [one], before)
                rows.insert(at, (edited.after[0].id, self.annotations[one], 0))
            case "move" if chosen:
                moving = [rows[place] for place in chosen]
                edited = notebooks.move(ids, before, sections=sections)
                behind = [row for row in rows[at:] if row not in moving]
                rows[:] = [row for row in rows[:at] if row not in moving] + moving + behind
            case "remove" if chosen and rng.random() < 0.5:
                edited = notebooks.remove(ids, sections=sections)
                rows[:] = [row for place, row in enumerate(rows) if place not in chosen]
            case "edit" if chosen and rows[chosen[0]][1] not in self.annotations.values():
                place = chosen[0]
                edited = notebooks.edit(rows[place][0], f"改{at}")
                rows[place] = (rows[place][0], f"改{at}", rows[place][2])
            case "in" if chosen:
                edited = notebooks.indent([rows[place][0] for place in chosen], 1)
                for place in chosen:
                    id_, text, level = rows[place]
                    rows[place] = (id_, text, level + 1 if 0 < level < 6 else level)
            case _:
                return Edited()
        return edited


@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_is_that_of_a_list_and_can_be_undone(
    library: Library, mark: Mark, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311
    annotations = {mark(quote): quote for quote in QUOTES}
    notebook, _ = library.notebooks.make("笔记")
    model = Model(library, notebook.id, annotations)
    for _ in range(60):
        model.step(rng)
        assert model.shown() == model.rows
    undone = []
    after = list(model.rows)
    for edited, before in reversed(model.edits):
        undone.append((library.restate(edited.before, edited.after), after))
        assert undone[-1][0].sentence == ""
        assert model.shown() == before
        after = before
    for edited, then in reversed(undone):
        library.restate(edited.before, edited.after)
        assert model.shown() == then
    assert library.notebooks.rows()[0].items == len(model.rows)


def test_moving_to_another_notebook(library: Library) -> None:
    notebooks = library.notebooks
    a, b = notebooks.make("甲")[0].id, notebooks.make("乙")[0].id
    heading = notebooks.add_heading(a, "题")[0].id
    notebooks.add_text(a, "文")
    last = notebooks.add_text(b, "末")[0].id
    edited = notebooks.move([heading], last, notebook_id=b, sections=True)
    assert edited.notebooks == {a, b}
    assert words(notebooks.outline(a)) == []
    assert words(notebooks.outline(b)) == ["题", "文", "末"]
    library.restate(edited.before, edited.after)
    assert words(notebooks.outline(a)) == ["题", "文"]
    assert words(notebooks.outline(b)) == ["末"]


def test_a_place_taken_meanwhile_is_shared(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhupi.annotations.positions._lot", lambda: "1")  # no luck at all
    notebooks = library.notebooks
    notebook = notebooks.make("笔记")[0].id
    a, b = (notebooks.add_text(notebook, text)[0].id for text in "甲乙")
    moved = notebooks.move([b], a)
    notebooks.add_text(notebook, "丙")  # takes the place that 乙 had at the end
    library.restate(moved.before, moved.after)
    assert words(notebooks.outline(notebook)) == ["甲", "丙", "乙"]
    notebooks.add_text(notebook, "丁", before=b)  # there is room between them
    assert words(notebooks.outline(notebook)) == ["甲", "丙", "丁", "乙"]
