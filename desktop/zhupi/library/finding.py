"""Search over the library: the texts in memory, the index on disk, and keeping both in step.

Results come from the texts; a missing, stale or growing index makes them slower, never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from threading import Event, Lock

from zhupi import __version__
from zhupi.errors import KnownError
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.model import BlockKind
from zhupi.gazette.places import NEW_LADDER
from zhupi.jobs import Cancelled, Job
from zhupi.library.model import CatalogRow, SearchHit, SearchResults, Snippet
from zhupi.library.worker import Folded, IndexOrder, Workshop
from zhupi.search.corpus import Corpus
from zhupi.search.engine import DocumentHit, Engine, NumberAnswer
from zhupi.search.entry import BREAK, Entry
from zhupi.search.evaluation import Marks
from zhupi.search.index import Index, IndexBusy
from zhupi.search.query import Query, parse
from zhupi.search.ranking import Narrow, Sort
from zhupi.search.snapshot import Snapshot
from zhupi.search.snippets import passages, places
from zhupi.storage import Documents
from zhupi.storage.model import BlockTexts, StoredDocument

_VERSIONS = f"{__version__} {PARSER_VERSION}"
_BATCH = 3_000_000
"""Characters sent to the index at a time: progress and cancel stand between two batches."""

_NAMED = 3
"""Of the documents that cite a number, so many are named."""


class Finder:
    """Searches; ``write`` tells whether this library may write its index."""

    def __init__(
        self,
        directory: Path,
        documents: Documents,
        workshop: Workshop,
        marks: Marks,
        *,
        write: bool,
    ) -> None:
        self._directory = directory
        self._documents = documents
        self._workshop = workshop
        self._write = write
        self._corpus = Corpus()
        self._index = Index(directory, _VERSIONS)
        self._engine = Engine(self._corpus, self._index, marks)
        self._loaded = False
        self._loading = Lock()
        self._indexing = Lock()
        self._revisions: dict[str, int] = {}
        self._stale: set[str] = set()
        self._stale_lock = Lock()
        self._news = Event()
        self.index_ready = False
        self.message: str | None = None

    def close(self) -> None:
        """Close the index's files."""
        self._index.close()

    # The texts in memory

    def refresh(self, ids: Iterable[str]) -> None:
        """Take notice that documents came, went or changed; at once, the reading comes later."""
        with self._stale_lock:
            self._stale |= set(ids)
        self.index_ready = False
        self._news.set()

    def load(self, job: Job) -> None:
        """Bring the texts in memory up to date."""
        with self._loading:
            with self._stale_lock:
                stale, self._stale = self._stale, set()
            try:
                if not self._loaded:
                    rows = self._rows(self._documents.rows())
                    self._put(rows, list(rows), job)
                    self._loaded = True
                elif stale:
                    rows = {}
                    for document_id in stale:
                        rows |= self._rows(self._documents.rows(document_id))
                    self._put(rows, list(stale), job)
            except BaseException:
                # Called off or failed: what was taken is to be read the next time.
                self.refresh(stale)
                raise

    def _rows(self, rows: Iterable[CatalogRow]) -> dict[str, tuple[CatalogRow, list[str]]]:
        found: dict[str, tuple[CatalogRow, list[str]]] = {}
        for row in rows:
            if row.enclosed_in is None:
                found[row.id] = (row, [])
            elif row.number is not None:
                found[row.enclosed_in][1].append(row.number)
        return found

    def _put(
        self, rows: Mapping[str, tuple[CatalogRow, list[str]]], ids: list[str], job: Job
    ) -> None:
        gone = set(ids)
        for done, blocks in enumerate(self._documents.texts(ids)):
            job.report(done, len(ids), "载入正文")
            if blocks.id not in rows:
                continue  # it went into the waste basket a moment ago
            row, enclosed = rows[blocks.id]
            gone.discard(blocks.id)
            self._revisions[blocks.id] = blocks.revision
            self._corpus.put(
                Entry.of(
                    blocks.id,
                    blocks.texts,
                    blocks.kinds,
                    title=row.title,
                    number=row.number,
                    issuers=row.issuers,
                    year=row.year,
                    kind=row.kind,
                    date=row.date,
                    order=(row.source_id, row.ordinal),
                    other_numbers=tuple(enclosed),
                    headings=[
                        text[:lead]
                        for text, lead in zip(blocks.texts, blocks.leads, strict=True)
                        if lead
                    ],
                )
            )
        for document_id in gone:
            self._corpus.remove(document_id)
            self._revisions.pop(document_id, None)

    # The index

    def update_index(self, job: Job) -> None:
        """Bring the index into step with the texts, in the workshop."""
        self.load(job)
        with self._indexing:
            snapshot = self._corpus.snapshot()
            problem = self._index.problem
            self.message = problem
            if self._write:
                try:
                    self._write_index(snapshot, job)
                except IndexBusy:
                    # Another process is at it; what it leaves out is found by scanning.
                    return
                self.message = None if problem is None else problem.mended
            self.index_ready = not self._missing(snapshot)

    @contextmanager
    def keeping_up(self, job: Job) -> Iterator[None]:
        """Index whole batches of what comes in meanwhile, if the workshop reads at the same time.

        The rest, and every fault met, is left for `update_index` afterwards.
        """
        if not (self._write and self._workshop.parallel):
            yield
            return
        over = Event()
        # Quiet: the progress shown is that of the import.
        quiet = Job(lambda *_: job.check())
        with ThreadPoolExecutor(1, thread_name_prefix="zhupi index") as pool:
            keeping = pool.submit(self._keep_up, over, quiet)
            try:
                yield
            finally:
                over.set()
                self._news.set()
                wait([keeping])
                self._workshop.rest()
        keeping.result()  # a bug met there is raised here

    def _keep_up(self, over: Event, job: Job) -> None:
        try:
            while self._news.wait():
                # Cleared before the end is looked for, or an end set in between would be lost.
                self._news.clear()
                if over.is_set():
                    return
                self.load(job)
                with self._indexing:
                    self._index_whole_batches(over, job)
        except (Cancelled, KnownError):
            # The import is called off as well; and `update_index` will meet the fault and tell it.
            return

    def _index_whole_batches(self, over: Event, job: Job) -> None:
        if self._index.problem is not None or self._index.fragmented:
            return
        for batch in _batches(self._missing(self._corpus.snapshot())):
            if over.is_set() or sum(len(text) for _, text in batch) < _BATCH:
                return
            job.report(0, 0)
            self._workshop.index(IndexOrder(self._directory, _VERSIONS, add=batch))

    def rebuild(self, job: Job) -> int:
        """Empty the index and fill it again; return the number of documents."""
        self.load(job)
        self.index_ready = False
        self._workshop.index(IndexOrder(self._directory, _VERSIONS, clear=True))
        self.update_index(job)
        return len(self._corpus)

    def index_problem(self) -> str | None:
        """What keeps the index from being used, or that it lacks documents; ``None`` if sound."""
        self.load(Job())
        if (problem := self._index.problem) is not None:
            return problem
        missing = len(self._missing(self._corpus.snapshot()))
        return f"{missing} 件公文还没有编入索引，检索结果不受影响。" if missing else None

    def _write_index(self, snapshot: Snapshot, job: Job) -> None:
        clear = self._index.fragmented
        entries = list(snapshot.entries.values()) if clear else self._missing(snapshot)
        gone = () if clear else tuple(self._index.indexed().keys() - snapshot.entries.keys())
        if clear or gone:
            self._workshop.index(IndexOrder(self._directory, _VERSIONS, delete=gone, clear=clear))
        done = 0
        for batch in _batches(entries):
            job.report(done, len(entries), "编制索引")
            self._workshop.index(IndexOrder(self._directory, _VERSIONS, add=batch))
            done += len(batch)
        if entries:
            job.report(done, len(entries), "编制索引")

    def _missing(self, snapshot: Snapshot) -> list[Entry]:
        indexed = self._index.indexed()
        return [
            entry
            for entry in snapshot.entries.values()
            if indexed.get(entry.id) != entry.fingerprint
        ]

    # Finding

    def search(
        self,
        query: str,
        *,
        sort: Sort,
        limit: int | None,
        job: Job | None,
        narrow: Narrow,
    ) -> SearchResults:
        """Every document that matches; passages for those within ``limit``."""
        job = job or Job()
        self.load(job)
        found = self._engine.search(query, sort=sort, limit=limit, job=job, narrow=narrow)
        if self.index_ready and self._index.problem is not None:
            # It was harmed a moment ago: the next `update_index` makes it afresh.
            self.index_ready = False
        return SearchResults(
            query=query,
            warning=found.warning,
            total=found.total,
            hits=self._with_passages(found.hits, found.asked, job),
            milliseconds=found.milliseconds,
            issuers=found.facets.issuers,
            years=found.facets.years,
            kinds=found.facets.kinds,
            number=None if found.number is None else _about_number(found.number, found.entries),
            found=found,
        )

    def more_hits(
        self, results: SearchResults, start: int, stop: int, job: Job
    ) -> tuple[SearchHit, ...]:
        """Further hits of a search, with passages; see `Library.more_hits`."""
        if results.found is None:
            return ()
        hits = results.found.ranked.page(start, stop, job)
        return self._with_passages(hits, results.found.asked, job)

    def _with_passages(
        self, found: Sequence[DocumentHit], asked: Query, job: Job
    ) -> tuple[SearchHit, ...]:
        rows = self._documents.rows_of([hit.id for hit in found])
        counts = {hit.id: hit.count for hit in found}
        hits = []
        for blocks in self._documents.texts(list(counts)):
            job.check()
            if (row := rows.get(blocks.id)) is not None:
                hits.append(SearchHit(row, counts[blocks.id], self._snippets(blocks, asked)))
        return tuple(hits)

    def _snippets(self, blocks: BlockTexts, asked: Query) -> tuple[Snippet, ...]:
        entry = self._corpus.snapshot().entries.get(blocks.id)
        folded = None
        if entry is not None and self._revisions.get(blocks.id) == blocks.revision:
            folded = entry.text.split(BREAK)
        starts = [0, *accumulate(len(text) + 1 for text in blocks.texts)]
        return tuple(
            Snippet(
                text=passage.text,
                start=passage.match_start,
                end=passage.match_end,
                heading=_heading_over(blocks, passage.place.block),
                lines=blocks.lines[passage.place.block],
                at=starts[passage.place.block] + passage.place.start,
            )
            for passage in passages(blocks.texts, asked, folded=folded)
        )

    def places(self, stored: StoredDocument, query: str) -> list[tuple[int, int]]:
        """Where a query's words stand, in code points of the document text."""
        document = stored.document
        texts = [block.text for block in document.blocks]
        asked = parse(query)
        found = places(texts, asked)
        if not found and asked.fallback is not None:
            found = places(texts, asked.fallback)
        return [
            (
                document.block_starts[place.block] + place.start,
                document.block_starts[place.block] + place.end,
            )
            for place in found
        ]


def _about_number(answer: NumberAnswer, entries: Mapping[str, Entry]) -> str:
    """Whether the library holds the document asked for, and which others cite it."""
    held = f"库中有{answer.number}" if answer.bearers else f"库中没有{answer.number}"
    if not answer.citing:
        return f"{held}。"
    others = "另有" if answer.bearers else "有"
    named = [entries[id_].number or f"《{entries[id_].title}》" for id_ in answer.citing[:_NAMED]]
    rest = "等" if len(answer.citing) > _NAMED else ""
    return f"{held}，{others} {len(answer.citing)} 件公文引用它：{'、'.join(named)}{rest}。"


def _heading_over(blocks: BlockTexts, block: int) -> str:
    """The text of the heading that a block is or stands under; see `gazette.places`."""
    for at in range(block, -1, -1):
        if blocks.kinds[at] == BlockKind.HEADING:
            return blocks.texts[at]
        if blocks.leads[at]:
            return blocks.texts[at][: blocks.leads[at]]
        if blocks.kinds[at] in NEW_LADDER:
            break
    return ""


def _batches(entries: Iterable[Entry]) -> Iterator[list[Folded]]:
    batch: list[Folded] = []
    size = 0
    for entry in entries:
        batch.append((entry.id, entry.text))
        size += len(entry.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
