"""Correcting what the parser made of a source, and taking that back.

A source is read again with all its corrections and written in one transaction, as after a change of
the parser; see `zhupi.library.rewriting`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from zhupi import readers
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.corrections import FIELDS, Amends, Correction, Refused, value_words
from zhupi.gazette.model import Document
from zhupi.gazette.raw_view import RawView, raw_view
from zhupi.gazette.witnesses import RawLines
from zhupi.library.model import Corrected
from zhupi.library.moves import carried_on, moves_in, put_back
from zhupi.library.plans import BORDERS, newly_unfit
from zhupi.library.rewriting import Rewriting, Rewritten, readable
from zhupi.library.settling import holder
from zhupi.library.worker import Workshop
from zhupi.storage import Annotations, Database, Documents, Sources
from zhupi.storage.corrections import Corrections
from zhupi.storage.database import Transaction
from zhupi.storage.model import (
    CorrectionState,
    Source,
    StoredCorrection,
    StoredDocument,
)
from zhupi.storage.times import now

_REFUSALS = {
    Amends.JOIN: "这两段不能合并：它们分属正文、附件等不同部分，或者其中有表格。",
    Amends.PART: "这里不能分段：表格不能拆开，原文的一行也只属于一段。",
    Amends.JOIN_DOCUMENTS: "这是文件里的第一件公文，前面没有可以并入的公文。",
    Amends.FURNITURE: "不能把一个文件里的文字全部标为版面文字。",
}
_REFUSED = "这处更正在原文里做不到，没有保存。"

T = TypeVar("T")
Rows = list[StoredCorrection]


class Corrector:
    """Makes corrections, takes them back and makes them again."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        documents: Documents,
        annotations: Annotations,
        corrections: Corrections,
        workshop: Callable[[], Workshop],
    ) -> None:
        self._database = database
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
        self._corrections = corrections
        self._workshop = workshop
        self._rewriting = Rewriting(sources, documents, annotations, corrections)

    def raw_view(self, stored: StoredDocument) -> RawView:
        """A document's raw lines, and what became of each."""
        furniture, _ = self._sources.reading(stored.source.id)
        return raw_view(self._text(stored.source), stored.document, furniture, stored.repairs)

    def correct(
        self,
        stored: StoredDocument,
        correction: Correction,
        key: str = "",
        revision: int | None = None,
    ) -> Corrected:
        """Make a correction in a document; with the key of one taken back, make that again."""
        key = key or uuid4().hex
        if self._corrections.get(key) is not None:
            return self.recorrect(key)
        if revision not in (None, stored.revision):
            raise Refused("这件公文刚刚更新，没有更正；请在更新后的正文里重新更正。")
        raw = RawLines(self._text(stored.source))
        if correction.line not in raw:
            raise Refused(_REFUSED)
        begins = self._begins(stored.source)
        made = StoredCorrection(
            id=key,
            source=stored.source.id,
            document=stored.id,
            correction=correction,
            witness=raw.witness(correction.line),
            before=_before(stored.document, correction),
            state=CorrectionState.APPLIES,
            created=now(),
            parted=begins.get(correction.line) if correction.amends in BORDERS else None,
        )
        return self._change(stored.source.id, key, lambda rows: [*rows, made])

    def uncorrect(self, key: str) -> Corrected:
        """Take one correction back; annotations go back to where it found them."""
        return self._turn(key, taken_back=True)

    def recorrect(self, key: str) -> Corrected:
        """Make a correction again that was taken back."""
        return self._turn(key, taken_back=False)

    def unsound(self) -> list[Source]:
        """Sources whose documents are not what is read with their corrections. Slow.

        Those that an earlier version of the parser read are passed over.
        """
        earlier = {source.id for source in self._sources.read_before(PARSER_VERSION)}
        found = []
        for source_id in self._corrections.sources():
            source = self._sources.get(source_id)
            if source is None or source.deleted is not None or source_id in earlier:
                continue
            prepared = self._rewriting.prepared(source)
            issue = readable(self._workshop().read_now(prepared.held))
            ids = [part.id for part in self._sources.parts(source_id, gone=False)]
            stored = [self._documents.document(id_) for id_ in ids]
            if [one and one.document for one in stored] != list(issue.documents):
                found.append(source)
        return found

    def renew(self, source_id: int) -> None:
        """Read a source again with the corrections that it has."""

        def save(connection: Transaction, before: Rows, rewritten: Rewritten) -> None:
            self._rewriting.save(connection, rewritten, before)

        self._rewrite(source_id, lambda rows: rows, save)

    def _turn(self, key: str, *, taken_back: bool) -> Corrected:
        row = self._corrections.get(key)
        if row is None:
            raise NotFound("没有这处更正。")
        moment = now() if taken_back else None

        def turned(rows: Rows) -> Rows:
            return [replace(one, deleted=moment) if one.id == key else one for one in rows]

        if (row.deleted is not None) is taken_back:
            return Corrected(key=key, document=self._holder_now(row), taken_back=taken_back)
        return self._change(row.source, key, turned)

    def _change(self, source_id: int, key: str, change: Callable[[Rows], Rows]) -> Corrected:
        def take(connection: Transaction, before: Rows, rewritten: Rewritten) -> Corrected:
            return self._take(connection, key, before, rewritten)

        return self._rewrite(source_id, change, take)

    def _rewrite(
        self,
        source_id: int,
        change: Callable[[Rows], Rows],
        take: Callable[[Transaction, Rows, Rewritten], T],
    ) -> T:
        """Read a source with its corrections changed so, and let ``take`` write the rest of it."""
        while True:
            source, rows = self._source(source_id), self._corrections.of_source(source_id)
            prepared = self._rewriting.prepared(source, change(rows))
            read = self._workshop().read_now(prepared.held)
            with self._database.writing() as connection:
                if self._source(source_id) != source:
                    continue
                if self._corrections.of_source(source_id) != rows:
                    continue
                rewritten = self._rewriting.write(connection, prepared, read, self._begins(source))
                return take(connection, rows, rewritten)

    def _take(
        self, connection: Transaction, key: str, before: Rows, rewritten: Rewritten
    ) -> Corrected:
        outcome, documents = rewritten.outcome, rewritten.documents
        row = next(one for one in rewritten.corrections if one.id == key)
        former = next((one for one in before if one.id == key), None)
        if row.deleted is None and row.state is CorrectionState.UNFIT:
            raise Refused(_REFUSALS.get(row.correction.amends, _REFUSED))
        if rewritten.hiding:
            raise Refused("前一件公文在回收站里，这一件会并进去而看不见；请先取回前一件。")
        returned: frozenset[str] = frozenset()
        if row.deleted is None:
            row = replace(row, moves=moves_in(outcome))
        else:
            returned = put_back(row.moves, self._annotations, outcome, documents)
            row = replace(row, moves=())
        corrections = [row if one.id == key else one for one in rewritten.corrections]
        corrections = carried_on(corrections, key, outcome, returned)
        self._rewriting.save(connection, replace(rewritten, corrections=corrections), before)
        unfit = [one for one in newly_unfit(before, corrections) if one != key]
        held_by = holder(documents, row.correction.line) or row.document
        return Corrected(
            documents=outcome.changes.documents | {row.document},
            annotations=outcome.changes.annotations,
            sources=frozenset([row.source]),
            key=key,
            document=held_by,
            revision=self._documents.revision(connection, held_by),
            moved=outcome.moved,
            orphaned=outcome.orphaned,
            found=outcome.found,
            unfit=tuple(unfit),
            taken_back=former is not None and row.deleted is not None,
        )

    def _source(self, source_id: int) -> Source:
        source = self._sources.get(source_id)
        if source is None or source.deleted is not None:
            raise LibraryError("这件公文所在的文件已经移入回收站，不能更正。")
        return source

    def _begins(self, source: Source) -> dict[int, str]:
        """The documents of a source by the lines that they begin at."""
        parts = self._sources.parts(source.id, gone=False)
        return {part.lines[0]: part.id for part in parts}

    def _text(self, source: Source) -> str:
        return readers.from_bytes(Path(source.name), self._sources.raw(source.id)).text

    def _holder_now(self, row: StoredCorrection) -> str:
        lines = {part.id: part.lines for part in self._sources.parts(row.source, gone=False)}
        held = (id_ for id_, (first, last) in lines.items() if first <= row.correction.line <= last)
        return next(held, row.document)


def _before(document: Document, correction: Correction) -> str:
    if correction.amends not in FIELDS:
        return ""
    return value_words(getattr(document, correction.amends.value))
