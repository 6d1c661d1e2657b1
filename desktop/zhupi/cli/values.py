"""The ``--json`` values of the command line, key for key."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhupi.annotations.model import Annotation
from zhupi.gazette import serial
from zhupi.gazette.model import Issue
from zhupi.library.citation_model import Missing
from zhupi.library.model import (
    CatalogRow,
    CorrectionRow,
    ExchangeReport,
    FileReport,
    ImportReport,
    IssuerNode,
    NotebookHit,
    NotebookRow,
    NoteHit,
    NoteRow,
    Outline,
    Problem,
    RereadReport,
    SearchHit,
    SearchResults,
    StoredDocument,
)
from zhupi.readers import RawText
from zhupi.storage.times import to_text

if TYPE_CHECKING:
    from zhupi.export import Written

Json = dict[str, Any]


def emit(value: object) -> None:
    """Print one JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def inspected(raw: RawText, issue: Issue) -> Json:
    return {
        "file": raw.path.name,
        "sha256": raw.sha256,
        "encoding": raw.encoding,
        **serial.issue_to_json(issue),
    }


def imported(report: ImportReport) -> Json:
    def files(entries: list[FileReport]) -> list[Json]:
        return [
            {"file": entry.file, "documents": entry.documents}
            | ({"reason": entry.reason} if entry.reason else {})
            for entry in entries
        ]

    def refused(entries: list[FileReport]) -> list[Json]:
        return [{"file": entry.file, "reason": entry.reason} for entry in entries]

    return {
        "added": files(report.added),
        "updated": files(report.updated),
        "unchanged": files(report.unchanged),
        "skipped": refused(report.skipped),
        "failed": refused(report.failed),
        "found": report.found,
        "unfit": report.unfit,
        "doubts": len(report.doubts),
        "doubtful": [
            {
                "file": entry.file,
                "document": entry.document,
                "lines": list(entry.doubt.lines),
                "what": entry.doubt.what,
                "why": entry.doubt.why,
            }
            for entry in report.doubts
        ],
    }


def tree(catalog: tuple[IssuerNode, ...]) -> list[Json]:
    return [
        {
            "issuer": node.issuer,
            "names": list(node.names),
            "count": node.count,
            "years": [
                {
                    "year": year.year,
                    "count": year.count,
                    "documents": [_tree_row(row) for row in year.rows],
                }
                for year in node.years
            ],
        }
        for node in catalog
    ]


def missing(found: Sequence[Missing]) -> list[Json]:
    return [
        {
            "number": one.number,
            "title": one.title,
            "count": one.count,
            "titles": list(one.titles),
            "cited_by": [
                {"id": row.id, "number": row.number, "title": row.title} for row in one.cited_by
            ],
        }
        for one in found
    ]


def _tree_row(row: CatalogRow) -> Json:
    value: Json = {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "kind": row.kind,
        "date": row.date,
        "source": row.source,
        "lines": list(row.lines),
        "annotations": row.annotations,
        "doubts": row.doubts,
    }
    if row.enclosed_in is not None:
        value["enclosed_in"] = row.enclosed_in
    return value


def shown(
    stored: StoredDocument, notes: list[NoteRow], corrections: Sequence[CorrectionRow]
) -> Json:
    return {
        "id": stored.id,
        "source": stored.source.name,
        **serial.document_to_json(stored.document),
        "annotations": [note(row) for row in notes],
        "corrections": [correction(row) for row in corrections],
    }


def correction(row: CorrectionRow) -> Json:
    value = row.correction.value
    return {
        "key": row.key,
        "what": row.correction.amends.value,
        "line": row.correction.line,
        "value": list(value) if isinstance(value, tuple) else value,
        "before": row.before,
        "words": row.words,
        "state": row.state.value,
        "created": to_text(row.created),
    }


def searched(
    query: str,
    total: int,
    found: SearchResults | None,
    noted: Sequence[tuple[NoteHit, tuple[int, int]]],
    in_notebooks: Sequence[NotebookHit],
) -> Json:
    """The hits in texts, then those in notes with their lines, then those in notebooks.

    ``total`` counts documents: of the first, or of the second where only notes are searched.
    ``number`` says of a number asked for whether it is here and who cites it.
    """
    value: Json = {
        "query": query,
        "total": total,
        "hits": [],
        "milliseconds": 0.0,
        "warning": None,
        "number": None,
    }
    if found is not None:
        value = {
            "query": query,
            "total": total,
            "hits": [_hit(hit) for hit in found.hits],
            "milliseconds": found.milliseconds,
            "warning": found.warning,
            "number": found.number,
        }
    value["hits"] += [_note_hit(hit, lines) for hit, lines in noted]
    value["hits"] += [_notebook_hit(hit) for hit in in_notebooks]
    return value


def _hit(hit: SearchHit) -> Json:
    return {
        "id": hit.row.id,
        "number": hit.row.number,
        "title": hit.row.title,
        "count": hit.count,
        "snippets": [
            {
                "text": snippet.text,
                "start": snippet.start,
                "end": snippet.end,
                "heading": snippet.heading,
                "lines": list(snippet.lines),
            }
            for snippet in hit.snippets
        ],
    }


def _note_hit(hit: NoteHit, lines: tuple[int, int]) -> Json:
    row = hit.note.row
    return {
        "in": "notes",
        "id": row.id,
        "annotation": hit.note.annotation.id,
        "number": row.number,
        "title": row.title,
        "count": hit.count,
        "snippets": [
            {
                "text": hit.text,
                "start": hit.start,
                "end": hit.end,
                "heading": hit.note.annotation.heading,
                "lines": list(lines),
            }
        ],
    }


def _notebook_hit(hit: NotebookHit) -> Json:
    return {
        "in": "notes",
        "id": None,
        "annotation": None,
        "notebook": {"id": hit.notebook.id, "name": hit.notebook.name},
        "item": hit.item.id,
        "number": None,
        "title": hit.notebook.name,
        "count": hit.count,
        "snippets": [
            {"text": hit.text, "start": hit.start, "end": hit.end, "heading": "", "lines": None}
        ],
    }


def notebooks(rows: Sequence[NotebookRow]) -> list[Json]:
    return [
        {
            "id": row.notebook.id,
            "name": row.notebook.name,
            "items": row.items,
            "excerpts": row.excerpts,
            "created": to_text(row.notebook.created),
            "modified": to_text(row.notebook.modified),
        }
        for row in rows
    ]


def outline(value: Outline) -> Json:
    return {
        "id": value.notebook.id,
        "name": value.notebook.name,
        "items": [
            {
                "id": entry.id,
                "kind": entry.kind.value,
                "level": entry.level or None,
                "text": entry.words,
                "source": entry.source or None,
                "annotation": None if entry.note is None else note(entry.note),
            }
            for entry in value.entries
        ],
    }


def annotated(annotation: Annotation) -> Json:
    selector = annotation.selector
    return {
        "id": annotation.id,
        "document": annotation.document,
        "quote": "" if selector is None else selector.quote,
        "start": None if selector is None else selector.start,
        "end": None if selector is None else selector.end,
    }


def note(entry: NoteRow) -> Json:
    annotation = entry.annotation
    return {
        "id": annotation.id,
        "document": {"id": entry.row.id, "number": entry.row.number, "title": entry.row.title},
        "kind": annotation.kind.value,
        "colour": None if annotation.colour is None else annotation.colour.value,
        "style": None if annotation.selector is None else annotation.style.value,
        "quote": None if annotation.selector is None else annotation.selector.quote,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "heading": annotation.heading,
        "place": entry.place,
        "created": to_text(annotation.created),
        "modified": to_text(annotation.modified),
        "state": annotation.state.value,
        "start": None if annotation.selector is None else annotation.selector.start,
        "end": None if annotation.selector is None else annotation.selector.end,
    }


def exchanged(report: ExchangeReport) -> Json:
    return {
        "added": report.added,
        "already_there": report.already_there,
        "moved": report.moved,
        "orphaned": report.orphaned,
        "updated": report.updated,
        "conflicts": [
            {"annotation": one.annotation, "quote": one.quote, "what": one.what}
            for one in report.conflicts
        ],
    }


def exported(written: Written) -> Json:
    return {
        "path": str(written.path),
        "documents": written.documents,
        "annotations": written.annotations,
        "missing_fonts": [
            {"name": font.name, "instead": font.instead or None} for font in written.fonts
        ],
    }


def read_again(report: RereadReport) -> Json:
    return {
        "sources": report.sources,
        "changed": report.changed,
        "moved": report.moved,
        "found": report.found,
        "orphaned": report.orphaned,
        "unfit": report.unfit,
        "fetched": report.fetched,
        "failed": [{"file": entry.file, "reason": entry.reason} for entry in report.failed],
        "backup": None if report.backup is None else str(report.backup),
    }


def checked(problems: list[Problem]) -> Json:
    return {
        "ok": not problems,
        "problems": [
            {"what": problem.what, "where": problem.where, "repairable": problem.repairable}
            for problem in problems
        ],
    }
