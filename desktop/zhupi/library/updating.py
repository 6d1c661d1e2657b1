"""Files brought up to date: which source each goes on from, read with what was corrected there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from zhupi.annotations.model import Kind
from zhupi.gazette.identity import same_works, work_of
from zhupi.gazette.model import Issue
from zhupi.gazette.witnesses import RawLines
from zhupi.library.plans import Plan, newly_unfit, plan
from zhupi.library.reattaching import copies_in, note_settled, reattached, with_notes
from zhupi.library.rewriting import text_of, with_unreadable_doubts
from zhupi.library.settling import heirs_in_update, hiding
from zhupi.readers import RawText
from zhupi.storage import Annotations, Documents, Sources
from zhupi.storage.corrections import Corrections
from zhupi.storage.database import Transaction
from zhupi.storage.model import NewSource, Part, Source


@dataclass(frozen=True, slots=True)
class Update:
    """The source whose place a file takes, and how the file is read with its corrections."""

    source: Source
    new: NewSource
    plan: Plan
    fits: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Updated:
    """What was written.

    ``unfit`` corrections do not apply any more; ``fetched`` documents came out of the waste basket,
    for another one goes on in them.
    """

    documents: frozenset[str]
    annotations: frozenset[str]
    unfit: int
    fetched: int


class Updating:
    """Puts files in the place of the sources that they bring up to date."""

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

    def find(self, new: NewSource, raw: RawText) -> Update | None:
        """The source that has the name and the works of a file.

        Works are compared as they are with the corrections of the source, else without them: where
        some do not apply any more, or the file puts right what they did.
        """
        for source, works in self._sources.named(new.name):
            rows = self._corrections.of_source(source.id)
            laid = plan(rows, RawLines(raw.text) if rows else RawLines(""))
            update = Update(source, new, laid, (False,) * len(laid.given))
            if laid.given:
                update = _corrected(update, raw)
            candidates = [update.new.issue]
            if rows:
                candidates.append(new.issue)
            if any(same_works(_works(issue), works) for issue in candidates):
                return update
            if rows and same_works(_works(new.issue), self._works_as_read(source)):
                return update
        return None

    def take(self, connection: Transaction, update: Update) -> Updated:
        """Write it; annotations go along, as far as their words are still there."""
        source, new = update.source, update.new
        former = self._sources.parts(source.id)
        ids = heirs_in_update(former, new.issue.documents, update.plan.promised)
        present = self._sources.replace(connection, source.id, new, ids)
        documents = dict(zip(present.ids, new.issue.documents, strict=True))
        own = {*documents, *(part.id for part in former)}
        line_now = self._line_now(update)

        def first(part: Part) -> int | None:
            """Where the first line of a former document that is still there stands now."""
            lines = (line_now(line) for line in range(part.lines[0], part.lines[1] + 1))
            return next((line for line in lines if line is not None), None)

        noted = with_notes(self._annotations, documents)
        touched: set[str] = set()
        elsewhere: set[str] = set()
        for part in former:
            copies = copies_in(self._documents, {part.work}, own)
            for annotation in self._annotations.of_document(part.id, deleted=True):
                if annotation.kind is Kind.NOTE:
                    moved = note_settled(annotation, first(part), documents, noted)
                else:
                    moved = reattached(annotation, documents, copies)
                if moved != annotation:
                    self._annotations.save(connection, moved)
                    touched.add(annotation.id)
                    elsewhere.add(moved.document)
        fetched = hiding(former, documents, line_now)
        for document_id in fetched:
            self._documents.set_deleted(connection, document_id, deleted=False)
        before = self._corrections.of_source(source.id)
        after = update.plan.settled(update.fits, documents)
        for correction in after:
            if correction not in before:
                self._corrections.save(connection, correction)
        return Updated(
            frozenset({*documents, *present.lost, *elsewhere}),
            frozenset(touched),
            len(newly_unfit(before, after)),
            len(fetched),
        )

    def _line_now(self, update: Update) -> Callable[[int], int | None]:
        """Tells where a raw line of the source stands in the file that takes its place."""

        @cache
        def texts() -> tuple[RawLines, RawLines]:
            # Read beside the transaction, so the bytes are those that there were before.
            source, path = update.source, Path(update.source.name)
            former = text_of(path, self._sources.raw(source.id))
            return RawLines(former), RawLines(text_of(path, update.new.raw))

        def line_now(line: int) -> int | None:
            former, now = texts()
            return now.find(line, former.witness(line)) if line in former else None

        return line_now

    def _works_as_read(self, source: Source) -> list[str]:
        """The works of a source as the parser alone reads them."""
        from zhupi.gazette import parse

        return _works(parse(text_of(Path(source.name), self._sources.raw(source.id))))


def _corrected(update: Update, raw: RawText) -> Update:
    # Imported late: few sources have corrections.
    from zhupi.gazette.amending import amend

    amended = amend(raw.text, update.plan.given)
    issue = with_unreadable_doubts(amended.issue, raw)
    return replace(update, new=replace(update.new, issue=issue), fits=amended.fits)


def _works(issue: Issue) -> list[str]:
    return [work_of(document) for document in issue.documents]
