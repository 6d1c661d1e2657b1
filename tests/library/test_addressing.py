"""Where addresses lead."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from zhupi.annotations.addresses import (
    Address,
    AnnotationAddress,
    DocumentAddress,
    NotebookAddress,
    written,
)
from zhupi.annotations.markdown import pieces
from zhupi.errors import NotFound
from zhupi.gazette.places import place_of
from zhupi.library import Library
from zhupi.library.model import Target

Mark = Callable[..., str]


def test_a_document_by_number_in_any_writing_or_by_id(library: Library) -> None:
    (row,) = library.rows()
    target = Target(document=row.id, row=row.id)
    for name in ("国发〔2016〕49号", "国发[２０１６]49号", "国发 2016 49", row.id):
        assert library.follow(written(DocumentAddress(name))) == target
        assert library.leads(DocumentAddress(name))


@pytest.mark.parametrize(
    ("place", "words"),
    [("一", "一、总体要求"), ("一（二）", "（二）基本原则。"), ("二", "二、保障措施")],
)
def test_a_place_is_where_its_heading_begins(library: Library, place: str, words: str) -> None:
    (row,) = library.rows()
    target = library.follow(written(DocumentAddress("国发〔2016〕49号", place)))
    text = library.document(row.id).document.text
    assert (target.start, target.end) == (text.index(words), text.index(words))


def test_every_heading_of_the_gazettes_is_found_by_its_place(seeded: Library) -> None:
    count = 0
    for row in seeded.rows():
        if row.enclosed_in is not None:
            continue
        document = seeded.document(row.id).document
        for heading in document.headings[:40]:
            place = place_of(document, document.block_starts[heading.block])
            found = seeded.follow(written(DocumentAddress(row.id, place)))
            assert place_of(document, found.start) == place
            assert found.start <= document.block_starts[heading.block]  # the first of that name
            count += 1
    assert count > 100


def test_an_enclosed_text_with_its_number_leads_to_its_document(seeded: Library) -> None:
    (row,) = (row for row in seeded.rows() if row.enclosed_in is not None and row.number)
    target = seeded.follow(written(DocumentAddress(row.id)))
    assert (target.row, target.document) == (row.id, row.enclosed_in)


def test_annotations_notebooks_and_items(library: Library, mark: Mark) -> None:
    annotation = mark("落实责任")
    notebook, _ = library.notebooks.make("笔记")
    item, _ = library.notebooks.add_text(notebook.id, "文")
    document = library.rows()[0].id
    start, end = library.find_quote(document, "落实责任")
    assert library.follow(written(AnnotationAddress(annotation))) == Target(
        document=document, row=document, start=start, end=end, annotation=annotation
    )
    assert library.follow(written(NotebookAddress(notebook.id))) == Target(notebook=notebook.id)
    assert library.follow(written(NotebookAddress(notebook.id, item.id))) == Target(
        notebook=notebook.id, item=item.id
    )
    library.notebooks.remove([item.id])
    library.delete([annotation])
    for address, sentence in (
        (AnnotationAddress(annotation), "回收站"),
        (NotebookAddress(notebook.id, item.id), "已没有这个条目"),
        (NotebookAddress("nothing"), "不在库中"),
        (DocumentAddress("国发〔2016〕50号"), "库中没有"),
        (DocumentAddress("国发〔2016〕49号", "九"), "没有“九”"),
    ):
        with pytest.raises(NotFound, match=sentence):
            library.follow(written(address))
        assert library.leads(address) is (getattr(address, "place", "") == "九")
    with pytest.raises(NotFound, match="不是朱批的地址"):
        library.follow("https://example.org")


def test_a_note_shows_what_leads_nowhere(library: Library) -> None:
    (piece,) = pieces("见[[国发〔2016〕49号]]、[[国发〔2016〕50号]]", library.leads)
    assert [(run.text, run.broken) for run in piece.runs] == [
        ("见", False),
        ("国发〔2016〕49号", False),
        ("、", False),
        ("国发〔2016〕50号", True),
    ]


def test_of_several_copies_a_complete_one_is_opened(library: Library) -> None:
    """The second copy of a text, made incomplete in the database, is not the one."""
    (row,) = library.rows()
    with library._database.writing() as connection:
        connection.execute(
            "INSERT INTO document (id, source, ordinal, work, title, number, issuers, kind, date,"
            " year, complete, first_line, last_line, doubts, revision)"
            " SELECT 'copy-1', source, 2, work, title, number, issuers, kind, date, year, 1,"
            " first_line, last_line, doubts, revision FROM document"
        )
        connection.execute("UPDATE document SET complete = 0 WHERE id = ?", (row.id,))
    address: Address = DocumentAddress("国发〔2016〕49号")
    assert library.follow(written(address)) == Target(document="copy-1", row="copy-1")
    assert library.follow(written(replace(address, name=row.id))).document == row.id
