"""A source read another way and written in the place of what was read before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zhupi import readers
from zhupi.errors import UnreadableFile
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.model import Document, Doubt, Issue
from zhupi.gazette.witnesses import RawLines
from zhupi.library.plans import Plan, plan
from zhupi.library.settling import Outcome, Settling, heirs, hiding
from zhupi.library.worker import Held, Read
from zhupi.readers import RawText
from zhupi.storage import Annotations, Documents, Sources
from zhupi.storage.corrections import Corrections
from zhupi.storage.database import Transaction
from zhupi.storage.model import Source, StoredCorrection


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source to be read with its corrections. ``held`` is what the workshop takes."""

    source: Source
    plan: Plan
    held: Held


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What was written: the documents of the source now, and its corrections as they are now.

    ``hiding`` are those in the waste basket into which another document went: see `hiding`.
    """

    documents: Mapping[str, Document]
    outcome: Outcome
    corrections: Sequence[StoredCorrection]
    hiding: frozenset[str]


class Rewriting:
    """Reads the bytes of sources again, with what readers put right in them."""

    def __init__(
        self,
        sources: Sources,
        documents: Documents,
        annotations: Annotations,
        corrections: Corrections,
    ) -> None:
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
        self._corrections = corrections
        self._settling = Settling(documents, annotations)

    def prepared(
        self, source: Source, corrections: Sequence[StoredCorrection] | None = None
    ) -> Prepared:
        """What to read, with the corrections that are stored, else with those given."""
        rows = self._corrections.of_source(source.id) if corrections is None else corrections
        data, path = self._sources.raw(source.id), Path(source.name)
        laid = plan(rows, RawLines(text_of(path, data) if rows else ""))
        return Prepared(source, laid, Held(path, data, laid.given))

    def write(
        self,
        connection: Transaction,
        prepared: Prepared,
        read: Read,
        promised: Mapping[int, str] | None = None,
    ) -> Rewritten:
        """Write what was read, and where its annotations stand now.

        ``promised`` are ids for the documents that begin at a line, before any other; those of
        parted documents are promised anyway. Nothing else of what is returned is written: see
        `save`.
        """
        issue = readable(read)
        former = self._sources.parts(prepared.source.id)
        ids = heirs(former, issue.documents, {**prepared.plan.promised, **(promised or {})})
        present = self._sources.read_again(
            connection, prepared.source.id, PARSER_VERSION, issue, ids
        )
        documents = dict(zip(present.ids, issue.documents, strict=True))
        outcome = self._settling.settle(former, present, documents)
        corrections = prepared.plan.settled(read.fits, documents)
        return Rewritten(documents, outcome, corrections, hiding(former, documents))

    def save(
        self,
        connection: Transaction,
        rewritten: Rewritten,
        before: Sequence[StoredCorrection],
    ) -> None:
        """Write the annotations that changed, and the corrections that are not as ``before``.

        What would hide a document comes out of the waste basket.
        """
        for annotation in rewritten.outcome.annotations:
            self._annotations.save(connection, annotation)
        for document_id in rewritten.hiding:
            self._documents.set_deleted(connection, document_id, deleted=False)
        for correction in rewritten.corrections:
            if correction not in before:
                self._corrections.save(connection, correction)


def text_of(path: Path, data: bytes) -> str:
    """The text of a stored file; '' if it cannot be read any more.

    Whoever reads it in earnest tells why.
    """
    try:
        return readers.from_bytes(path, data).text
    except UnreadableFile:
        return ""


def readable(read: Read) -> Issue:
    """The issue of a file that was read; raise what was wrong with it."""
    if read.error is not None:
        raise read.error
    if read.raw is None or read.issue is None:
        raise RuntimeError(f"{read.path} was neither read nor refused")
    return with_unreadable_doubts(read.issue, read.raw)


def with_unreadable_doubts(issue: Issue, raw: RawText) -> Issue:
    """Tell each document of the lines in which bytes of the file could not be decoded."""
    if not raw.damaged:
        return issue
    bad = [at for at, line in enumerate(raw.text.split("\n"), 1) if "\ufffd" in line]
    documents = []
    for document in issue.documents:
        first, last = document.lines
        doubts = tuple(
            Doubt((line, line), "有无法辨认的字符", "原文件此处的字节不合编码，显示为 \ufffd")
            for line in bad
            if first <= line <= last
        )
        documents.append(replace(document, doubts=document.doubts + doubts))
    return replace(issue, documents=tuple(documents))
