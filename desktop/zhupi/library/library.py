"""The façade that both shells hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhupi import locations
from zhupi.errors import LibraryError, NotFound
from zhupi.jobs import Job
from zhupi.library.annotating import Annotating
from zhupi.library.changes import Changes
from zhupi.library.correcting import Correcting
from zhupi.library.keeping import Keeping
from zhupi.library.relating import Relating
from zhupi.storage import Database, WindowLock
from zhupi.storage.model import FAVOURITES

if TYPE_CHECKING:
    from zhupi.annotations.addresses import Address
    from zhupi.library.catalog import Order
    from zhupi.library.groups import Groups, Tags
    from zhupi.library.model import (
        BasketItem,
        CatalogRow,
        ImportReport,
        IssueNode,
        IssuerNode,
        SearchHit,
        SearchResults,
        StoredDocument,
        Target,
    )
    from zhupi.library.raw_text import RawText
    from zhupi.locations import Places
    from zhupi.search.ranking import Sort


class Library(Annotating, Correcting, Relating, Keeping):
    """An open library.

    Every method may be called from any thread. Methods that write return what they changed; what
    they changed is on disk by then. Raise `KnownError` for the world's faults.
    """

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
            # Nobody would hold the lock's object: no window could write until this process ends.
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
    def is_new(self) -> bool:
        """Whether nothing was ever imported."""
        return not self._sources.any()

    # Catalog

    def rows(self) -> tuple[CatalogRow, ...]:
        """Every document once, then every enclosed text that has a number of its own."""
        return tuple(self._catalog.rows())

    def catalog(self, order: Order = "number") -> tuple[IssuerNode, ...]:
        """Issuer → year → document, in a year by number or by date."""
        from zhupi.library import catalog

        return catalog.tree(self._catalog.rows(), order)

    def issues(self, rows: Sequence[CatalogRow] | None = None) -> tuple[IssueNode, ...]:
        """Every gazette issue with its contents in order; ``rows`` are all, if they are known."""
        from zhupi.library import catalog

        rows = self._catalog.rows() if rows is None else rows
        return catalog.issues(rows, self._citations.gazettes())

    def groups(self) -> Groups:
        """What stands over the catalog: favourites, what was read last, collections."""
        from zhupi.library.groups import Groups, recent

        members, readings = self.collections.members(), self.readings.all()
        return Groups(
            favourites=members.get(FAVOURITES, ()),
            recent=recent(readings),
            collections=tuple((one, members.get(one.id, ())) for one in self.collections.all()),
            readings=readings,
        )

    def tagged(self) -> Tags:
        """The commonest tags, each with its documents. Slow with very many annotations."""
        from zhupi.library.groups import TAGS

        return tuple((tag, tuple(found)) for tag, found in self._catalog.tags(TAGS))

    def document_count(self) -> int:
        """How many documents there are, enclosed texts aside."""
        return len(self._documents.revisions())

    def raw_lines(self, document_id: str) -> list[tuple[int, str]]:
        """The raw lines of a document with their numbers."""
        return self.lines_of(self.document(document_id))

    def lines_of(self, stored: StoredDocument) -> list[tuple[int, str]]:
        """The same of a document that was read already."""
        from zhupi.readers.decoding import decode

        lines = decode(self._sources.raw(stored.source.id)).text.split("\n")
        first, last = stored.document.lines
        return list(enumerate(lines[first - 1 : last], first))

    def raw_text(self, document_id: str) -> RawText:
        """The whole source of a document, line by line, with its furniture and repairs. Slow."""
        from zhupi.library.raw_text import raw_text

        source = self.document(document_id).source
        rows = self._documents.rows_of(self._documents.of_source(source.id))
        return raw_text(
            source,
            self._sources.raw(source.id),
            self._sources.reading(source.id),
            tuple(rows.values()),
        )

    def resolve(self, name: str) -> str:
        """The id of the document named by its number or id; `NotFound` lists the nearest."""
        from zhupi.library import naming

        return naming.resolve(name, self._documents.rows())

    def follow(self, address: str) -> Target:
        """Where a ``zhupi:`` address leads; or `NotFound`, with a sentence."""
        return self._addressing.follow(address)

    def leads(self, address: Address) -> bool:
        """Whether an address in a note leads somewhere: for `zhupi.annotations.markdown.pieces`."""
        return self._addressing.leads(address)

    # Import

    def import_paths(self, paths: Iterable[Path], job: Job) -> ImportReport:
        """Bring files and folders in, and index them."""
        self._refuse_read_only("导入")
        from zhupi.library.importing import Importer

        importer = Importer(
            self._database,
            self._sources,
            self._documents,
            self._updating,
            self._waiting,
            self._workshop(),
        )
        with self._finder().keeping_up(job):
            report = importer.run(paths, job, self._noticed)
        if not report.cancelled:
            report.index_fault = self._index_fault(job)
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
        """What the last update found wrong with the index, and whether it was made afresh."""
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

    # Waste basket

    def remove(self, name: str, *, with_notes: bool = False) -> Changes:
        """Remove a source, by its file name, or a document, by number or id."""
        sources = self._sources.named(name)
        if len(sources) == 1:
            return self.remove_source(sources[0][0].id, with_notes=with_notes)
        if sources:
            raise NotFound(f"库中有 {len(sources)} 个来源文件都叫“{name}”，请在窗口中移除。")
        rows = self._documents.rows()
        from zhupi.library import naming

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
        notebooks: set[str] = set()
        readings: set[str] = set()
        collections: set[str] = set()
        for kind, item, document in self._database.foreign_changes():
            if kind == "annotation":
                annotations.add(item)
                documents |= {document} if document else set()
            elif kind == "document":
                documents.add(item)
            elif kind == "notebook":
                notebooks.add(item)
            elif kind == "reading":
                readings.add(item)
            elif kind == "collection":
                collections.add(item)
            else:
                sources.add(int(item))
                documents.update(self._documents.of_source(int(item)))
        if documents:
            self._notice(documents)
        return Changes(
            frozenset(documents),
            frozenset(annotations),
            frozenset(sources),
            frozenset(notebooks),
            self.searches.foreign_changes(),
            frozenset(readings),
            frozenset(collections),
        )
