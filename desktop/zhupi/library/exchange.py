"""Annotations of another library, merged into this one by document identity and quote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from zhupi.annotations.model import Annotation, Kind, State
from zhupi.errors import UnreadableFile, reason
from zhupi.export.json import Carried, NotAnnotations, parse
from zhupi.gazette.identity import work_of
from zhupi.gazette.model import Document
from zhupi.jobs import Cancelled, Job
from zhupi.library.merging import Verdict, merged
from zhupi.library.model import Changes, Conflict, ExchangeReport
from zhupi.library.reattaching import copies_in, lost, reattached
from zhupi.storage import Annotations, Database, Documents, Sources
from zhupi.storage.database import Transaction
from zhupi.storage.orphans import Orphans
from zhupi.storage.times import to_milliseconds

_LARGEST = 256 * 1024 * 1024


def read(path: Path) -> tuple[Carried, ...]:
    """The annotations in a file; raise `UnreadableFile`."""
    try:
        if path.is_dir():
            raise UnreadableFile(path, "这是一个文件夹")
        if path.stat().st_size > _LARGEST:
            raise UnreadableFile(path, f"文件过大，超过 {_LARGEST // 1024 // 1024} MB")
        return parse(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UnreadableFile(path, reason(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, "不是 UTF-8 文字") from error
    except NotAnnotations as error:
        raise UnreadableFile(path, str(error)) from error


@dataclass(frozen=True, slots=True)
class _Target:
    """Where annotations of one document go.

    ``own`` is the document that is theirs here, if there is one; ``documents`` those of their very
    file, if it is here. ``said`` holds, by document, what annotations here say.
    """

    own: str | None
    documents: Mapping[str, Document]
    works: frozenset[str]
    said: dict[str, dict[tuple[object, ...], Annotation]] = field(default_factory=dict)


class Exchange:
    """Takes in what `export x.json` wrote, one transaction a document.

    Broken off, it goes on when the file is imported once more: nothing comes in twice.
    """

    def __init__(
        self,
        database: Database,
        sources: Sources,
        documents: Documents,
        annotations: Annotations,
        orphans: Orphans,
    ) -> None:
        self._database = database
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
        self._orphans = orphans

    def take(self, path: Path, job: Job) -> ExchangeReport:
        """Merge a file; raise `UnreadableFile` before anything is written."""
        report = ExchangeReport()
        carried = [_cut(one) for one in read(path)]
        done = 0
        try:
            for _, group in groupby(carried, key=_document_key):
                members = list(group)
                job.report(done, len(carried), members[0].title)
                with self._database.writing() as connection:
                    target = self._target(members[0])
                    for one in members:
                        self._take_one(connection, one, target, report)
                done += len(members)
            job.report(done, len(carried))
        except Cancelled:
            report.cancelled = True
        return report

    # Which document

    def _target(self, carried: Carried) -> _Target:
        works = _works(carried)
        source = self._sources.once_of_bytes(carried.sha256) if carried.sha256 else None
        if source is not None and source.deleted is None:
            documents = self._read(self._documents.of_source(source.id))
            own = [id_ for id_, one in documents.items() if work_of(one) in works]
            if carried.annotation.document in own:
                own = [carried.annotation.document]
            return _Target(own[0] if own else None, documents, works)
        copies = [id_ for work in works for id_ in self._documents.copies(work)]
        rows = self._documents.rows_of(copies)
        # The copy in a file of the same name first, then a complete one.
        copies.sort(key=lambda id_: (rows[id_].source != carried.source, not rows[id_].complete))
        return _Target(copies[0] if copies else None, {}, works)

    def _read(self, ids: Iterable[str]) -> dict[str, Document]:
        stored = {id_: self._documents.document(id_) for id_ in ids}
        return {id_: one.document for id_, one in stored.items() if one is not None}

    # One annotation

    def _take_one(
        self, connection: Transaction, carried: Carried, target: _Target, report: ExchangeReport
    ) -> None:
        theirs = self._settled(connection, carried, target)
        ours = self._ours(theirs, target)
        if ours is None:
            self._annotations.save(connection, theirs)
            self._said(theirs.document, target)[_says(theirs)] = theirs
            self._orphans.add_former_states(connection, theirs.id, carried.former)
            _count(report, carried.annotation, theirs)
            _touch(report, theirs)
            return
        away = self._annotations.is_deleted(ours.id)
        if away:
            self._annotations.set_deleted(connection, [ours.id], deleted=False)
        outcome = merged(
            ours,
            theirs,
            our_former=self._orphans.former_states([ours.id]).get(ours.id, ()),
            their_former=carried.former,
        )
        found = _best_placed(outcome.annotation, ours, theirs)
        if found != ours:
            self._annotations.save(connection, found)
            self._said(ours.document, target).pop(_says(ours), None)
            self._said(found.document, target)[_says(found)] = found
        self._orphans.add_former_states(
            connection, ours.id, {*carried.former, theirs.modified} - {found.modified}
        )
        if away:
            report.added += 1
        elif outcome.verdict in (Verdict.THEIRS, Verdict.BOTH):
            report.updated += 1
        elif ours.state is State.ORPHAN and found.state is State.ANCHORED:
            report.moved += 1
        else:
            report.already_there += 1
        if outcome.verdict is Verdict.BOTH:
            quote = "" if ours.selector is None else ours.selector.quote
            report.conflicts.append(Conflict(ours.id, quote, outcome.what))
        if away or found != ours:
            _touch(report, found)
            _touch(report, ours)

    def _settled(self, connection: Transaction, carried: Carried, target: _Target) -> Annotation:
        """Their annotation at its place in this library, or as an orphan of its document here.

        Where the document is not here, of one that only bears its name.
        """
        annotation = carried.annotation
        if annotation.kind is Kind.HIGHLIGHT:
            # Only in the very same file is the position a witness.
            home = target.own if target.own in target.documents else None
            copies = copies_in(self._documents, set(target.works), target.documents)
            found = reattached(replace(annotation, document=home or ""), target.documents, copies)
            if found.state is State.ANCHORED:
                return found
        elif target.own is not None:
            return replace(annotation, document=target.own, state=State.ANCHORED)
        return replace(lost(annotation), document=target.own or self._absent(connection, carried))

    def _absent(self, connection: Transaction, carried: Carried) -> str:
        name = carried.source or carried.title or "另一文库"
        return self._sources.add_absent(connection, name, carried.sha256, _named(carried))

    def _ours(self, theirs: Annotation, target: _Target) -> Annotation | None:
        """The annotation here that theirs is: the same one, or one that says the same."""
        same = self._annotations.get(theirs.id)
        if same is not None:
            return same
        said = self._said(theirs.document, target)
        if theirs.kind is Kind.NOTE and theirs.state is State.ANCHORED:
            # A document has one note.
            return next((one for one in said.values() if one.kind is Kind.NOTE), None)
        return said.get(_says(theirs))

    def _said(self, document: str, target: _Target) -> dict[tuple[object, ...], Annotation]:
        if document not in target.said:
            target.said[document] = {
                _says(one): one for one in self._annotations.of_document(document)
            }
        return target.said[document]


def _document_key(carried: Carried) -> tuple[str, ...]:
    return (carried.annotation.document, carried.work, carried.sha256, carried.source)


def _works(carried: Carried) -> frozenset[str]:
    """The names of the work: as the other library has it, and as this one would make it."""
    own = work_of(_named(carried))
    named = bool(carried.number or carried.title)
    return frozenset({carried.work} - {""} | ({own} if named else set()))


def _named(carried: Carried) -> Document:
    """A document that has a name and no text."""
    return Document(
        title=carried.title,
        number=carried.number,
        issuers=carried.issuers,
        kind=None,
        date=carried.date,
        addressees=None,
        signoff=None,
        complete=False,
        lines=(1, 1),
        blocks=(),
    )


def _cut(carried: Carried) -> Carried:
    """With times as this library keeps them."""
    annotation = carried.annotation
    return replace(
        carried,
        annotation=replace(
            annotation,
            created=to_milliseconds(annotation.created),
            modified=to_milliseconds(annotation.modified),
        ),
        former=tuple(map(to_milliseconds, carried.former)),
    )


def _says(annotation: Annotation) -> tuple[object, ...]:
    selector = annotation.selector
    words = None if selector is None else (selector.start, selector.end, selector.quote)
    return (
        annotation.kind,
        words,
        annotation.colour,
        annotation.style,
        annotation.note,
        annotation.tags,
        annotation.state,
    )


def _best_placed(content: Annotation, ours: Annotation, theirs: Annotation) -> Annotation:
    """Our place; theirs if ours is lost."""
    best = theirs if ours.state is State.ORPHAN and theirs.state is State.ANCHORED else ours
    return replace(
        content,
        document=best.document,
        selector=best.selector,
        heading=best.heading,
        state=best.state,
    )


def _count(report: ExchangeReport, before: Annotation, after: Annotation) -> None:
    if after.state is State.ORPHAN:
        report.orphaned += 1
    elif _span(before) != _span(after):
        report.moved += 1
    else:
        report.added += 1


def _span(annotation: Annotation) -> tuple[int, int, str] | None:
    selector = annotation.selector
    return None if selector is None else (selector.start, selector.end, selector.quote)


def _touch(report: ExchangeReport, annotation: Annotation) -> None:
    report.changes |= Changes(
        documents=frozenset([annotation.document]), annotations=frozenset([annotation.id])
    )
