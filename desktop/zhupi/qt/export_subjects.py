"""What can be exported now: the open document, what is selected, listed, or gathered."""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.export import file_name
from zhupi.gazette.model import Document
from zhupi.library import Library
from zhupi.library.model import NoteFilter
from zhupi.qt.export_choice import Kind, Subject

_NO_NOTES = "还没有批注，没有可以摘录的"
_SHOWN = 13
"""Characters of a name in the list: as many as the box has room for."""


def of_document(library: Library, row_id: str) -> list[Subject]:
    """A whole document, and what was marked in it. Raise `NotFound`."""
    document = row_id.partition("#")[0]
    row = library.row(document)
    count = library.note_list(NoteFilter(document=document)).total
    base = file_name(row.title, "", row.number)
    short = _short(row.number or row.title)
    what = {"documents": [document]}
    full = Subject("document", f"本文全文（{short}）", Kind.FULL, base, what)
    excerpts = Subject(
        "excerpts",
        f"本文摘录（{count} 条批注）",
        Kind.EXCERPTS,
        f"{base}　摘录",
        what,
        "" if count else f"这件公文{_NO_NOTES}。",
    )
    return [full, excerpts]


def of_documents(library: Library, documents: Sequence[str]) -> list[Subject]:
    """Several whole documents, and what was marked in them."""
    count = sum(library.note_list(NoteFilter(document=one)).total for one in documents)
    chosen = f"所选 {len(documents)} 件公文"
    what = {"documents": list(documents)}
    full = Subject("documents", f"{chosen}全文", Kind.FULL, f"{len(documents)} 件公文", what)
    excerpts = Subject(
        "documents_excerpts",
        f"{chosen}摘录（{count} 条批注）",
        Kind.EXCERPTS,
        f"{len(documents)} 件公文　摘录",
        what,
        "" if count else f"所选公文{_NO_NOTES}。",
    )
    return [full, excerpts]


def of_selection(document_id: str, document: Document, start: int, end: int) -> Subject:
    """The words that are selected on the page, with what is marked on them."""
    words = " ".join(document.text[start:end].split())
    return Subject(
        "selection",
        f"所选文字（{_short(words)}）",
        Kind.FULL,
        f"{file_name(document.title, '', document.number)}　节选",
        {"documents": [document_id], "span": (start, end), "words": document.text[start:end]},
    )


def of_annotations(ids: Sequence[str], *, selected: bool) -> Subject:
    """Annotations of the notes view: those selected, or all that the filter lets through."""
    label = "所选批注" if selected else "批注总览筛选所得"
    return Subject(
        "annotations" if selected else "filter",
        f"{label}（{len(ids)} 条）",
        Kind.EXCERPTS,
        "批注摘录",
        {"annotations": list(ids)},
        "" if ids else "没有符合筛选的批注。",
    )


def of_notebooks(library: Library) -> list[Subject]:
    """Every notebook that is not empty."""
    return [
        Subject(
            f"notebook:{row.notebook.id}",
            f"摘编：{_short(row.notebook.name)}",
            Kind.NOTEBOOK,
            file_name(row.notebook.name, ""),
            {"notebook": row.notebook.id},
            "" if row.items else "这部摘编是空的。",
        )
        for row in library.notebooks.rows()
    ]


def of_all(library: Library) -> Subject:
    """The excerpts of the whole library."""
    count = library.note_list().total
    lacking = "" if count else f"文库里{_NO_NOTES}。"
    return Subject("all", f"全库摘录（{count} 条批注）", Kind.EXCERPTS, "朱批摘录", {}, lacking)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
