"""Lists of notes and search in one's own words."""

from collections.abc import Callable

import pytest

from zhupi.annotations.model import Colour, Style
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import NoteFilter, NoteSort

Mark = Callable[..., str]


def test_a_list_is_of_one_moment_and_its_rows_of_now(library: Library, mark: Mark) -> None:
    a, b, c = mark("落实责任"), mark("贯彻执行", note="注"), mark("政府引导")
    notes = library.note_list()
    assert (notes.total, notes.ids()) == (3, [b, c, a])
    assert notes.ids(1, 2) == [c]
    library.edit(c, note="新")
    library.delete([a])
    rows = notes.rows(1)
    assert [row.annotation.id for row in rows] == [c, a]
    assert rows[0].annotation.note == "新"
    assert rows[0].place == "一（二）"
    assert rows[0].row.number == "国发〔2016〕49号"
    assert rows[1].annotation.deleted is not None
    assert library.note_list().ids() == [b, c]
    assert library.note_list(sort=NoteSort.MODIFIED).ids() == [c, b]


def test_annotations_are_found_again_in_a_list(library: Library, mark: Mark) -> None:
    a, b, c = mark("落实责任"), mark("贯彻执行"), mark("政府引导")
    notes = library.note_list()
    assert notes.ids() == [b, c, a]
    assert notes.places([a, "not there", b]) == [0, 2]
    assert library.note_list(NoteFilter(text="责任")).places([a, b, c]) == [0]


def test_a_filter_by_text_knows_of_every_change(library: Library, mark: Mark) -> None:
    wanted = NoteFilter(text="责任")
    assert library.note_list(wanted).ids() == []
    a = mark("落实责任")
    assert library.note_list(wanted).ids() == [a]
    b = mark("贯彻执行", note="责任")
    assert library.note_list(wanted).ids() == [b, a]
    library.delete([b])
    assert library.note_list(wanted).ids() == [a]
    library.remove(library.rows()[0].id, with_notes=True)
    assert library.note_list(wanted).ids() == []


def test_filters_and_counts(library: Library, mark: Mark) -> None:
    a = mark("落实责任", tags=["重点"], colour=Colour.BLUE, style=Style.UNDERLINE)
    b = mark("贯彻执行", tags=["重点", "存疑"], note="ＰＰＰ 项目")
    notebook, _ = library.notebooks.make("笔记")
    library.notebooks.add_excerpts(notebook.id, [b])
    for wanted, ids in (
        (NoteFilter(text="ppp项目"), [b]),
        (NoteFilter(tags=("#重点",)), [b, a]),
        (NoteFilter(tags=("重点", "存疑")), [b]),
        (NoteFilter(colours=(Colour.BLUE, Colour.GREEN)), [a]),
        (NoteFilter(style=Style.UNDERLINE), [a]),
        (NoteFilter(noted=False), [a]),
        (NoteFilter(issuer="国务院", year=2016), [b, a]),
        (NoteFilter(issuer="国务院", year=2015), []),
        (NoteFilter(notebook=notebook.id), [b]),
        (NoteFilter(notebook="nothing"), []),
    ):
        assert library.note_list(wanted).ids() == ids, wanted
    counts = library.note_list(NoteFilter(colours=(Colour.BLUE,))).counts()
    assert counts.colours == ((Colour.RED, 1), (Colour.BLUE, 1))
    assert counts.tags == (("重点", 1),)
    assert (counts.issuers, counts.years) == ((("国务院", 1),), ((2016, 1),))
    assert (counts.orphans, counts.noted, counts.underlined) == (0, 0, 1)
    assert library.tags("重") == [("重点", 2)]


def test_ones_own_words_are_found_at_once(library: Library, mark: Mark) -> None:
    assert library.search_notes("自己") == []
    a = mark("落实责任", note="自己的话，２０１６年", tags=["责任"])
    notebook, _ = library.notebooks.make("笔记")
    text, _ = library.notebooks.add_text(notebook.id, "**自己**的文字\n又是自己")
    heading, _ = library.notebooks.add_heading(notebook.id, "自己的标题", before=text.id)
    library.notebooks.add_excerpts(notebook.id, [a])
    (hit,) = library.search_notes("自己 2016")
    assert hit.note.annotation.id == a
    assert (hit.count, hit.text[hit.start : hit.end]) == (2, "自己")
    assert [one.note.annotation.id for one in library.search_notes("责任")] == [a]  # the tag
    hits = library.search_notebooks("自己")
    assert [(one.notebook.name, one.item.id, one.count) for one in hits] == [
        ("笔记", heading.id, 1),
        ("笔记", text.id, 2),
    ]
    assert hits[1].text[hits[1].start : hits[1].end] == "自己"
    assert library.search_notebooks("自己 又是")[0].item.id == text.id
    assert library.search_notebooks("自己", limit=1) == hits[:1]
    library.notebooks.edit(text.id, "别的")
    assert [one.item.id for one in library.search_notebooks("自己")] == [heading.id]
    library.notebooks.remove([heading.id])
    assert library.search_notebooks("自己") == []
    edited = library.notebooks.delete(notebook.id)
    assert library.search_notebooks("别的") == []
    library.restate(edited.before, edited.after)
    assert [one.item.id for one in library.search_notebooks("别的")] == [text.id]


def test_a_quote_in_a_notebook_is_found_and_an_excerpt_is_not(library: Library, mark: Mark) -> None:
    a = mark("落实责任")
    notebook, _ = library.notebooks.make("笔记")
    library.notebooks.add_excerpts(notebook.id, [a])
    assert library.search_notebooks("落实") == []
    library.delete([a])
    assert [one.item.text for one in library.search_notebooks("落实")] == ["落实责任"]


@pytest.mark.parametrize("query", ["", "  ", "\u3000"])
def test_no_words_find_nothing(library: Library, mark: Mark, query: str) -> None:
    mark("落实责任", note="注")
    assert library.search_notes(query) == []
    assert library.search_notebooks(query) == []


def test_words_do_not_run_from_the_note_into_a_tag(library: Library, mark: Mark) -> None:
    mark("落实责任", note="甲", tags=["乙", "丙"])
    assert library.search_notes("甲乙") == []
    assert library.search_notes("乙丙") == []
    assert len(library.search_notes("甲 乙 丙")) == 1


def test_the_fields_of_a_query_look_into_notes_and_tags(library: Library, mark: Mark) -> None:
    mark("落实责任", note="自己的Ｗords", tags=["Ｔag"])
    assert library.search("批注:自己的words").total == 1
    assert library.search("标签:tag").total == 1
    assert library.search("标签:ta").total == 0
    library.delete(library.note_list().ids())
    assert library.search("批注:自己的words").total == 0


def test_hits_are_counted_at_once_and_narrowed(library: Library, mark: Mark) -> None:
    a, b = mark("贯彻执行", note="同样的话"), mark("落实责任", note="同样的话")
    found = library.find_notes("同样")
    assert found.total == 2
    assert [hit.note.annotation.id for hit in found.hits(1, 2)] == [b]
    library.edit(a, note="改了")  # since: it is no hit any more
    assert [hit.note.annotation.id for hit in found.hits()] == [b]
    assert library.find_notes("同样", NoteFilter(issuer="国务院", document_kind="通知")).total == 1
    assert library.find_notes("同样", NoteFilter(document_kind="意见")).total == 0


def test_check_finds_and_mends_words_that_do_not_fit(library: Library, mark: Mark) -> None:
    a = mark("落实责任", note="Ａ", tags=["甲", "乙"])
    notebook, _ = library.notebooks.make("笔记")
    item, _ = library.notebooks.add_text(notebook.id, "文")
    library.update_index(Job())
    assert library.check() == []
    for statement in (
        "UPDATE annotation_words SET note = 'x'",
        "UPDATE annotation_words SET tags = ''",
        "UPDATE annotation_tag SET folded = 'x'",
        "UPDATE annotation SET noted = 0",
        "DELETE FROM annotation_words",
        "UPDATE notebook_item SET folded = ''",
    ):
        with library._database.writing() as connection:
            connection.execute(statement)
        wrong = item.id if "item" in statement else a
        assert [problem.where for problem in library.check()] == [wrong], statement
        assert library.check(repair=True) == []
        assert library.check() == []
        assert library.search_notes("a 乙")[0].note.annotation.id == a
        assert library.note_list(NoteFilter(noted=True, tags=("甲",))).ids() == [a]
        assert library.search_notebooks("文")[0].item.id == item.id
