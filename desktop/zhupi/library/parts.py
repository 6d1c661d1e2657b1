"""What an open library is put together from; its façade is `Library`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhupi.errors import KnownError, NotFound
from zhupi.jobs import Cancelled, Job
from zhupi.library.addressing import Addressing
from zhupi.library.basket import Basket
from zhupi.library.bulk import Bulk
from zhupi.library.citing import Citing
from zhupi.library.force import Force
from zhupi.library.late import Late
from zhupi.library.losing import Losing
from zhupi.library.marks import Marks
from zhupi.library.model import CatalogRow, Changes
from zhupi.library.noting import Noting
from zhupi.library.outlines import Outlines
from zhupi.library.own_words import OwnWords
from zhupi.library.records import Records
from zhupi.library.searches import Searches
from zhupi.library.sourcing import SourceLines
from zhupi.library.waiting import Waiting
from zhupi.locations import Places
from zhupi.storage import (
    Annotations,
    Catalog,
    Citations,
    Database,
    Documents,
    Listing,
    Notebooks,
    Orphans,
    Sources,
    Standings,
    WindowLock,
)

if TYPE_CHECKING:
    from zhupi.library.finding import Finder
    from zhupi.library.worker import Workshop


class Parts:
    """Makes the parts and lets search follow what is written."""

    def __init__(self, places: Places, database: Database, *, window: bool) -> None:
        self._places = places
        self._database = database
        self._window = window
        self._sources = Sources(database)
        self._documents = Documents(database, self._sources)
        self._annotations = Annotations(database)
        self._orphans = Orphans(database)
        notebooks, listing = Notebooks(database), Listing(database)
        lines = SourceLines(self._documents, self._sources)
        self._records = Records(database, self._annotations, notebooks)
        self._marks = Marks(database, self._documents, self._annotations, self._records)
        self._bulk = Bulk(database, self._annotations, notebooks, self._records, lines)
        self._noting = Noting(self._documents, self._annotations, listing)
        self._own_words = OwnWords(self._documents, self._annotations, listing, notebooks)
        self.notebooks = Outlines(
            database,
            self._documents,
            self._annotations,
            notebooks,
            self._records,
            lines,
            self._marks,
        )
        self.searches = Searches(database)
        self._addressing = Addressing(self._documents, self._annotations, notebooks)
        self._catalog = Catalog(database)
        self._citations = Citations(database)
        self._citing = Citing(database, self._documents, self._citations)
        self._force = Force(database, self._documents, self._citations, Standings(database))
        self._losing = Losing(database, self._documents, self._annotations, self._orphans)
        self._waiting = Waiting(self._documents, self._annotations, self._orphans)
        self._basket = Basket(
            database,
            self._sources,
            self._documents,
            self._annotations,
            self.notebooks,
            notebooks,
            self._bulk,
            self.searches,
            self._waiting,
        )
        self._workshop = Late(self._make_workshop)
        self._finder = Late(self._make_finder)
        self._lock: WindowLock | None = None
        self._data_version = database.data_version()

    def row(self, row_id: str) -> CatalogRow:
        """The catalog row with this id, of a document or an enclosed text; or `NotFound`."""
        document_id = row_id.partition("#")[0]
        for row in (*self._documents.rows(document_id), *self._documents.enclosed(document_id)):
            if row.id == row_id:
                return row
        raise NotFound(f"库中没有编号为“{row_id}”的公文。")

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
