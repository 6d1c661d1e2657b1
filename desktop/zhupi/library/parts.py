"""What an open library is put together from; its façade is `Library`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from zhupi.errors import KnownError, NotFound
from zhupi.jobs import Cancelled
from zhupi.library.late import Late
from zhupi.storage import Annotations, Documents, Sources

if TYPE_CHECKING:
    from zhupi.jobs import Job
    from zhupi.library.addressing import Addressing
    from zhupi.library.basket import Basket
    from zhupi.library.bulk import Bulk
    from zhupi.library.citing import Citing
    from zhupi.library.collecting import Collecting
    from zhupi.library.corrector import Corrector
    from zhupi.library.finding import Finder
    from zhupi.library.force import Force
    from zhupi.library.losing import Losing
    from zhupi.library.marks import Marks
    from zhupi.library.model import CatalogRow, Changes, StoredDocument
    from zhupi.library.noting import Noting
    from zhupi.library.outlines import Outlines
    from zhupi.library.own_words import OwnWords
    from zhupi.library.readings import Readings
    from zhupi.library.records import Records
    from zhupi.library.searches import Searches
    from zhupi.library.sourcing import SourceLines
    from zhupi.library.updating import Updating
    from zhupi.library.waiting import Waiting
    from zhupi.library.worker import Workshop
    from zhupi.locations import Places
    from zhupi.storage import Database, WindowLock
    from zhupi.storage.catalog import Catalog
    from zhupi.storage.citations import Citations
    from zhupi.storage.corrections import Corrections
    from zhupi.storage.listing import Listing
    from zhupi.storage.notebooks import Notebooks
    from zhupi.storage.orphans import Orphans


class Parts:
    """Makes the parts, most of them when first asked for, and lets search follow what is written.

    A reader who opens the last document needs few of them, and importing them takes longer than
    that does. They keep no state but what is said of them, so that it does no harm if two threads
    make one at once; what may be made only once is `Late`.
    """

    def __init__(self, places: Places, database: Database, *, window: bool) -> None:
        self._places = places
        self._database = database
        self._window = window
        self._sources = Sources(database)
        self._documents = Documents(database, self._sources)
        self._annotations = Annotations(database)
        self._workshop = Late(self._make_workshop)
        self._finder = Late(self._make_finder)
        self._lock: WindowLock | None = None
        self._data_version = database.data_version()

    # Storage

    @cached_property
    def _catalog(self) -> Catalog:
        from zhupi.storage.catalog import Catalog

        return Catalog(self._database)

    @cached_property
    def _citations(self) -> Citations:
        from zhupi.storage.citations import Citations

        return Citations(self._database)

    @cached_property
    def _corrections(self) -> Corrections:
        from zhupi.storage.corrections import Corrections

        return Corrections(self._database)

    @cached_property
    def _listing(self) -> Listing:
        from zhupi.storage.listing import Listing

        return Listing(self._database)

    @cached_property
    def _notebooks(self) -> Notebooks:
        from zhupi.storage.notebooks import Notebooks

        return Notebooks(self._database)

    @cached_property
    def _orphans(self) -> Orphans:
        from zhupi.storage.orphans import Orphans

        return Orphans(self._database)

    # Annotations and notebooks

    @cached_property
    def _records(self) -> Records:
        from zhupi.library.records import Records

        return Records(self._database, self._documents, self._annotations, self._notebooks)

    @cached_property
    def _lines(self) -> SourceLines:
        from zhupi.library.sourcing import SourceLines

        return SourceLines(self._documents, self._sources)

    @cached_property
    def _marks(self) -> Marks:
        from zhupi.library.marks import Marks

        return Marks(self._database, self._documents, self._annotations, self._records)

    @cached_property
    def _bulk(self) -> Bulk:
        from zhupi.library.bulk import Bulk

        return Bulk(self._database, self._annotations, self._notebooks, self._records, self._lines)

    @cached_property
    def _noting(self) -> Noting:
        from zhupi.library.noting import Noting

        return Noting(self._documents, self._annotations, self._listing)

    @cached_property
    def _own_words(self) -> OwnWords:
        from zhupi.library.own_words import OwnWords

        return OwnWords(self._documents, self._annotations, self._listing, self._notebooks)

    @cached_property
    def _addressing(self) -> Addressing:
        from zhupi.library.addressing import Addressing

        return Addressing(self._documents, self._annotations, self._notebooks)

    @cached_property
    def _losing(self) -> Losing:
        from zhupi.library.losing import Losing

        return Losing(self._database, self._documents, self._annotations, self._orphans)

    @cached_property
    def _waiting(self) -> Waiting:
        from zhupi.library.waiting import Waiting

        return Waiting(self._documents, self._annotations, self._orphans)

    @cached_property
    def _corrector(self) -> Corrector:
        from zhupi.library.corrector import Corrector

        return Corrector(
            self._database,
            self._sources,
            self._documents,
            self._annotations,
            self._corrections,
            self._workshop,
        )

    @cached_property
    def _updating(self) -> Updating:
        from zhupi.library.updating import Updating

        return Updating(self._sources, self._documents, self._annotations, self._corrections)

    @cached_property
    def notebooks(self) -> Outlines:
        """What reads and writes notebooks."""
        from zhupi.library.outlines import Outlines

        return Outlines(
            self._database,
            self._documents,
            self._annotations,
            self._notebooks,
            self._records,
            self._lines,
            self._marks,
        )

    # Texts and searches

    @cached_property
    def _citing(self) -> Citing:
        from zhupi.library.citing import Citing

        return Citing(self._database, self._documents, self._citations)

    @cached_property
    def _force(self) -> Force:
        from zhupi.library.force import Force
        from zhupi.storage.standings import Standings

        return Force(self._database, self._documents, self._citations, Standings(self._database))

    @cached_property
    def searches(self) -> Searches:
        """What reads and writes saved searches."""
        from zhupi.library.searches import Searches

        return Searches(self._database)

    # What the user keeps of documents

    @cached_property
    def collections(self) -> Collecting:
        """What reads and writes favourites and collections."""
        from zhupi.library.collecting import Collecting

        return Collecting(self._database)

    @cached_property
    def readings(self) -> Readings:
        """What reads and writes how far documents were read."""
        from zhupi.library.readings import Readings

        return Readings(self._database)

    @cached_property
    def _basket(self) -> Basket:
        from zhupi.library.basket import Basket

        return Basket(
            self._database,
            self._sources,
            self._documents,
            self._annotations,
            self.notebooks,
            self._notebooks,
            self._bulk,
            self.searches,
            self.collections,
            self._waiting,
        )

    def row(self, row_id: str) -> CatalogRow:
        """The catalog row with this id, of a document or an enclosed text; or `NotFound`."""
        document_id = row_id.partition("#")[0]
        for row in (*self._documents.rows(document_id), *self._documents.enclosed(document_id)):
            if row.id == row_id:
                return row
        raise NotFound(f"库中没有编号为“{row_id}”的公文。")

    def document(self, document_id: str) -> StoredDocument:
        """One document whole; for an enclosed text that which encloses it; or `NotFound`."""
        stored = self._documents.document(document_id.partition("#")[0])
        if stored is None:
            raise NotFound(f"库中没有编号为“{document_id}”的公文。")
        return stored

    def _make_workshop(self) -> Workshop:
        from zhupi.library.worker import Inline, Process

        return Process() if self._window else Inline()

    def _make_finder(self) -> Finder:
        from zhupi.library.finding import Finder

        return Finder(
            self._places.index,
            self._documents,
            self._workshop(),
            self._own_words.documents_marked,
            write=not self._database.read_only,
        )

    def _noticed(self, changes: Changes) -> Changes:
        """Let search know of documents that came, went or changed."""
        self._notice(changes.documents)
        return changes

    def _notice(self, documents: Iterable[str]) -> None:
        # One that is not made yet reads everything when it is.
        if self._finder.made is not None:
            self._finder.made.refresh(documents)

    def _index_fault(self, job: Job) -> str:
        """Bring the index up to what was written; a sentence if that could not be done."""
        try:
            self._finder().update_index(job)
        except Cancelled:
            return "索引没有编完，下次启动时接着编；检索结果不受影响。"
        except KnownError as error:
            # Everything is stored; search works without the index, only slower.
            return str(error)
        return ""
