"""The façade that both shells hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhupi import locations
from zhupi.annotations.model import Annotation, Colour
from zhupi.errors import KnownError, LibraryError, NotFound
from zhupi.jobs import Cancelled, Job
from zhupi.library import catalog, naming
from zhupi.library.basket import Basket
from zhupi.library.citation_model import CitedBy, CitedText, Missing, Standing, State
from zhupi.library.citing import Citing
from zhupi.library.force import Force
from zhupi.library.late import Late
from zhupi.library.marks import Marks
from zhupi.library.model import (
    BasketItem,
    CatalogRow,
    Changes,
    ImportReport,
    IssueNode,
    IssuerNode,
    NoteHit,
    NoteRow,
    Problem,
    SearchHit,
    SearchResults,
    StoredDocument,
)
from zhupi.library.noting import Noting
from zhupi.locations import Places
from zhupi.storage import (
    Annotations,
    Catalog,
    Citations,
    Database,
    Documents,
    Sources,
    Standings,
    WindowLock,
)

if TYPE_CHECKING:
    from zhupi.export import Written
    from zhupi.library.finding import Finder
    from zhupi.library.worker import Workshop
    from zhupi.search.ranking import Sort


class Library:
    """An open library.

    Every method may be called from any thread. Methods that write return what they changed; what
    they changed is on disk by then. Raise `KnownError` for the world's faults.
    """

    def __init__(self, places: Places, database: Database, *, window: bool) -> None:
        self._places = places
        self._database = database
        self._window = window
        self._sources = Sources(database)
        self._documents = Documents(database, self._sources)
        self._annotations = Annotations(database)
        self._marks = Marks(database, self._documents, self._annotations)
        self._basket = Basket(database, self._sources, self._documents, self._annotations)
        self._catalog = Catalog(database)
        self._citations = Citations(database)
        self._citing = Citing(database, self._documents, self._citations)
        self._force = Force(database, self._documents, self._citations, Standings(database))
        self._noting = Noting(self._documents, self._annotations)
        self._workshop = Late(self._make_workshop)
        self._finder = Late(self._make_finder)
        self._lock: WindowLock | None = None
        self._data_version = database.data_version()

    def _make_workshop(self) -> Workshop:
        from zhupi.library.worker import Inline, Process

        return Process() if self._window else Inline()

    def _make_finder(self) -> Finder:
        from zhupi.library.finding import Finder

        return Finder(
            self._places.index,
            self._documents,
            self._workshop(),
            self._noting.documents_marked,
            write=not self._database.read_only,
        )

    @classmethod
    def open(cls, places: Places, *, window: bool = False) -> Library:
        """Open or make the library.

        A window reads and indexes in a worker process, and only the first window on a library may
        write; the command line always may.
        """
        if not window:
            return cls(places, Database(places.library), window=False)
        lock = WindowLock(places.library)
        first = lock.acquire()
        try:
            library = cls(places, Database(places.library, read_only=not first), window=True)
        except BaseException:
            lock.release()
            raise
        library._lock = lock
        return library

    def close(self) -> None:
        """End the worker and close the file."""
        if self._workshop.made is not None:
            self._workshop.made.close()
        if self._finder.made is not None:
            self._finder.made.close()
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    @property
    def read_only(self) -> bool:
        """Whether another window has the right to write."""
        return self._database.read_only

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever imported."""
        return not self._sources.any()

    # Catalog

    def rows(self) -> tuple[CatalogRow, ...]:
        """Every document once, then every enclosed text that has a number of its own."""
        return tuple(self._catalog.rows())

    def catalog(self, order: catalog.Order = "number") -> tuple[IssuerNode, ...]:
        """Issuer → year → document, in a year by number or by date."""
        return catalog.tree(self._catalog.rows(), order)

    def issues(self) -> tuple[IssueNode, ...]:
        """Every gazette issue with its contents in order."""
        return catalog.issues(self._catalog.rows(), self._citations.gazettes())

    def row(self, row_id: str) -> CatalogRow:
        """The catalog row with this id, of a document or an enclosed text; or `NotFound`."""
        document_id = row_id.partition("#")[0]
        for row in (*self._documents.rows(document_id), *self._documents.enclosed(document_id)):
            if row.id == row_id:
                return row
        raise NotFound(f"库中没有编号为“{row_id}”的公文。")

    def document_count(self) -> int:
        """How many documents there are, enclosed texts aside."""
        return len(self._documents.revisions())

    def document(self, document_id: str) -> StoredDocument:
        """One document whole; for an enclosed text that which encloses it; or `NotFound`."""
        stored = self._documents.document(document_id.partition("#")[0])
        if stored is None:
            raise NotFound(f"库中没有编号为“{document_id}”的公文。")
        return stored

    def raw_lines(self, document_id: str) -> list[tuple[int, str]]:
        """The raw lines of a document with their numbers."""
        from zhupi.readers.decoding import decode

        stored = self.document(document_id)
        lines = decode(self._sources.raw(stored.source.id)).text.split("\n")
        first, last = stored.document.lines
        return list(enumerate(lines[first - 1 : last], first))

    def resolve(self, name: str) -> str:
        """The id of the document named by its number or id; `NotFound` lists the nearest."""
        return naming.resolve(name, self._documents.rows())

    # Citations, and whether texts are in force

    def cites(self, row_id: str) -> tuple[CitedText, ...]:
        """What a text cites, each text once: those in the library first."""
        return self._citing.cites(self.row(row_id))

    def cited_by(self, row_id: str, *, offset: int = 0, limit: int = 100) -> CitedBy:
        """The documents that cite a text or what it encloses; see `Citing.cited_by`."""
        return self._citing.cited_by(self.row(row_id), offset=offset, limit=limit)

    def missing(self, limit: int | None = None) -> list[Missing]:
        """The texts that are cited and not in the library, the most cited first. Slow."""
        return self._citing.missing(limit)

    def export_missing(
        self, path: Path, *, limit: int | None = None, overwrite: bool = False
    ) -> int:
        """Write them into a .csv or .md file; return how many. Slow."""
        from zhupi.library.missing import write

        return write(self.missing(limit), path, overwrite=overwrite)

    def read_citations(self, job: Job) -> Changes:
        """Read what documents say of others where a former version has not. Slow if any."""
        return self._citing.catch_up(job)

    def standing(self, row_id: str) -> Standing:
        """Whether a text is in force, and why."""
        return self._force.standing(self.row(row_id))

    def states(self) -> dict[str, State]:
        """The state of every text of which one is known, by row id."""
        return self._force.states()

    def user_state(self, row_id: str) -> State | None:
        """What the user says of a text and its copies."""
        return self._force.user_state(row_id)

    def set_state(self, row_id: str, state: State | None) -> Changes:
        """Set what the user says of a text and its copies; ``None`` takes it back."""
        return self._force.set_state(row_id, state)

    def copies(self, row_id: str) -> tuple[CatalogRow, ...]:
        """Every copy of a text, that which citations open first."""
        return tuple(self.row(one) for one in self._force.copies(row_id))

    def preferred_copy(self, row_id: str) -> str | None:
        """The copy of a text that the user wants citations to open."""
        return self._force.preferred(row_id)

    def prefer_copy(self, row_id: str, *, preferred: bool = True) -> Changes:
        """Let citations of a text open this copy; or none in particular any more."""
        return self._force.prefer(row_id, preferred=preferred)

    # Import

    def import_paths(self, paths: Iterable[Path], job: Job) -> ImportReport:
        """Bring files and folders in, and index them."""
        if self.read_only:
            raise LibraryError("文库正由另一个窗口使用，这里只能阅读，不能导入。")
        from zhupi.library.importing import Importer

        importer = Importer(
            self._database, self._sources, self._documents, self._annotations, self._workshop()
        )
        with self._finder().keeping_up(job):
            report = importer.run(paths, job, self._noticed)
        if not report.cancelled:
            try:
                self._finder().update_index(job)
            except Cancelled:
                report.index_fault = "索引没有编完，下次启动时接着编；检索结果不受影响。"
            except KnownError as error:
                # Everything is stored; search works without the index, only slower.
                report.index_fault = str(error)
        return report

    def import_seeds(self, job: Job) -> ImportReport:
        """Bring the bundled gazettes in."""
        folder = locations.seeds()
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        names = [entry["name"] for entry in manifest]
        return self.import_paths([folder / name for name in names], job)

    # Search

    @property
    def index_ready(self) -> bool:
        """Whether the index holds every document; results are complete either way."""
        return self._finder.made is not None and self._finder.made.index_ready

    @property
    def index_message(self) -> str | None:
        """What was found wrong with the index, in a sentence, until it is rebuilt."""
        return None if self._finder.made is None else self._finder.made.message

    def load_texts(self, job: Job) -> None:
        """Take the folded texts into memory; a search does it by itself otherwise. Slow."""
        self._finder().load(job)

    def update_index(self, job: Job) -> None:
        """Index what is not indexed yet, and read citations that were not. Slow."""
        self.read_citations(job)
        self._finder().update_index(job)

    def rebuild_index(self, job: Job) -> int:
        """Throw the index away and make it anew; return the number of documents. Slow."""
        return self._finder().rebuild(job)

    def search(
        self,
        query: str,
        *,
        sort: Sort = "relevance",
        limit: int | None = None,
        job: Job | None = None,
        issuer: str | None = None,
        year: int | None = None,
        kind: str | None = None,
    ) -> SearchResults:
        """Every document that matches, exactly; narrowed by what is given. Slow."""
        from zhupi.search.ranking import Narrow

        return self._finder().search(
            query,
            sort=sort,
            limit=limit,
            job=job,
            narrow=Narrow(issuer=issuer, year=year, kind=kind),
        )

    def more_hits(
        self, results: SearchResults, start: int, stop: int, job: Job | None = None
    ) -> tuple[SearchHit, ...]:
        """The hits of a search from place ``start`` up to ``stop``, counted from 0, with passages.

        In the order of that search and of the texts of that moment; documents gone since are left
        out, so ask for the next page by its place. Slow.
        """
        return self._finder().more_hits(results, start, stop, job or Job())

    def places_of(self, document_id: str, query: str) -> list[tuple[int, int]]:
        """Where a query's words stand in a document, in code points of its text. Slow."""
        return self._finder().places(self.document(document_id), query)

    def search_notes(self, query: str) -> list[NoteHit]:
        """Annotations whose note or tags hold every word of the query."""
        return self._noting.search(query)

    # Annotations

    def annotations(self, document: str) -> list[Annotation]:
        """A document's annotations in its order, its note last."""
        return self._annotations.of_document(document)

    def notes(
        self,
        *,
        document: str | None = None,
        tag: str | None = None,
        colour: Colour | None = None,
        query: str | None = None,
        orphans: bool = False,
    ) -> list[NoteRow]:
        """Annotations across the library that meet every condition given."""
        return self._noting.rows(
            document=document, tag=tag, colour=colour, query=query, orphans=orphans
        )

    def orphan_count(self) -> int:
        """How many annotations have lost their place."""
        return self._annotations.orphans()

    def find_quote(self, document: str, quote: str, occurrence: int = 1) -> tuple[int, int]:
        """Where a quote stands; see `Marks.find_quote`."""
        return self._marks.find_quote(document, quote, occurrence)

    def highlight(
        self,
        document: str,
        start: int,
        end: int,
        *,
        colour: Colour = Colour.RED,
        note: str = "",
        tags: Sequence[str] = (),
    ) -> tuple[Annotation, Changes]:
        """Mark a stretch of the document text."""
        return self._marks.highlight(document, start, end, colour=colour, note=note, tags=tags)

    def add_note(self, document: str, note: str) -> tuple[Annotation, Changes]:
        """Write the note of a document as a whole."""
        return self._marks.add_note(document, note)

    def edit(
        self,
        annotation: str,
        *,
        note: str | None = None,
        colour: Colour | None = None,
        tags: Sequence[str] | None = None,
    ) -> Changes:
        """Change an annotation's note, colour or tags."""
        return self._marks.edit(annotation, note=note, colour=colour, tags=tags)

    def delete(self, annotations: Sequence[str]) -> Changes:
        """Put annotations into the waste basket."""
        return self._marks.set_deleted(annotations, deleted=True)

    def undelete(self, annotations: Sequence[str]) -> Changes:
        """Take annotations out of the waste basket."""
        return self._marks.set_deleted(annotations, deleted=False)

    # Waste basket

    def remove(self, name: str, *, with_notes: bool = False) -> Changes:
        """Remove a source, by its file name, or a document, by number or id."""
        sources = self._sources.named(name)
        if len(sources) == 1:
            return self.remove_source(sources[0][0].id, with_notes=with_notes)
        if sources:
            raise NotFound(f"库中有 {len(sources)} 个来源文件都叫“{name}”，请在窗口中移除。")
        rows = self._documents.rows()
        row = naming.find(name, rows)
        if row.enclosed_in is not None:
            parent = next(one for one in rows if one.id == row.enclosed_in)
            raise LibraryError(
                f"“{row.number or row.title}”是{parent.number or parent.title}的一部分，"
                f"不能单独移除；要移除整件公文，请指明{parent.number or parent.id}。"
            )
        return self.remove_document(row.id, with_notes=with_notes)

    def remove_document(self, document_id: str, *, with_notes: bool = False) -> Changes:
        """Put a document into the waste basket, its annotations with it if ``with_notes``."""
        document_id = document_id.partition("#")[0]
        return self._noticed(self._basket.put_document(document_id, with_notes=with_notes))

    def remove_source(self, source_id: int, *, with_notes: bool = False) -> Changes:
        """Put a source and all its documents into the waste basket."""
        return self._noticed(self._basket.put_source(source_id, with_notes=with_notes))

    def basket(self) -> list[BasketItem]:
        """What lies in the waste basket, latest first."""
        return self._basket.items()

    def restore(self, key: str) -> Changes:
        """Take something out of the waste basket, by its `BasketItem.key`."""
        return self._noticed(self._basket.restore(key))

    def _noticed(self, changes: Changes) -> Changes:
        """Let search know of documents that came, went or changed."""
        self._notice(changes.documents)
        return changes

    def _notice(self, documents: Iterable[str]) -> None:
        # One that is not made yet reads everything when it is.
        if self._finder.made is not None:
            self._finder.made.refresh(documents)

    # Others

    def refresh(self) -> Changes:
        """What other processes wrote since the last call; cheap when nothing. One thread only."""
        version = self._database.data_version()
        if version == self._data_version:
            return Changes()
        self._data_version = version
        documents: set[str] = set()
        annotations: set[str] = set()
        sources: set[int] = set()
        for kind, item, document in self._database.foreign_changes():
            if kind == "annotation":
                annotations.add(item)
                documents |= {document} if document else set()
            elif kind == "document":
                documents.add(item)
            else:
                sources.add(int(item))
                documents.update(self._documents.of_source(int(item)))
        if documents:
            self._notice(documents)
        return Changes(frozenset(documents), frozenset(annotations), frozenset(sources))

    def export_file(
        self,
        path: Path,
        *,
        documents: Sequence[str] | None = None,
        tags: Sequence[str] = (),
        colours: Sequence[Colour] = (),
        layout: str = "excerpts",
        overwrite: bool = False,
        meanings: Mapping[Colour, str] | None = None,
        job: Job | None = None,
    ) -> Written:
        """Write a file in the format of its suffix; see `zhupi.library.exporting`. Slow.

        ``meanings`` are the user's names for the colours.
        """
        from zhupi.library.exporting import export_file

        return export_file(
            self._documents,
            self._annotations,
            path,
            documents=documents,
            tags=tags,
            colours=colours,
            layout=layout,
            overwrite=overwrite,
            meanings=meanings or {},
            job=job or Job(),
        )

    def check(self, *, repair: bool = False, job: Job | None = None) -> list[Problem]:
        """What is wrong with the file, the places of the annotations, or the index. Slow."""
        from zhupi.library.checking import Checker

        checker = Checker(self._database, self._documents, self._annotations, self._finder())
        return checker.run(repair=repair, job=job or Job())
