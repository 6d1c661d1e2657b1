"""The index's own field: grams of one and two characters with their frequency, no positions.

Imports Whoosh, so this module is imported where an index is opened and nowhere earlier. Only what
both Whoosh 2.7.4 and whoosh3 have is used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Generator, Iterator
from contextlib import suppress
from operator import add
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence
from whoosh.index import FileIndex, create_in, open_dir

from zhupi.search.corpus import BREAK

FIELD = "grams"
_Posting = tuple[str, bytes, int, float, bytes]


def encode(gram: str) -> bytes:
    """Return the gram as the index holds it; a lone surrogate from a damaged file passes."""
    return gram.encode("utf-8", "surrogatepass")


def count_grams(folded: str) -> Iterator[tuple[str, int]]:
    """Yield each gram of one or two characters and its count; none runs over a block's end."""
    counts = Counter(folded)
    del counts[BREAK]
    yield from counts.items()
    for gram, count in Counter(map(add, folded, folded[1:])).items():
        if BREAK not in gram:
            yield gram, count


class GramField(FieldType):
    """A field that counts grams itself: no analyzer, no tokens.

    The frequency is kept as the posting's weight, a 32-bit float: exact up to 16,777,216.
    """

    def __init__(self) -> None:
        # No analyzer: a field that indexes itself is never asked for it.
        super().__init__(format=Existence(), analyzer=None)  # type: ignore[arg-type]

    def index(self, value: str, **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        for gram, count in count_grams(value):
            yield encode(gram), count, float(count), b""


class GramCodec(W3Codec):
    """Whoosh's own codec without field lengths, and with blocks for lists that are read whole."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=1024, compression=1)  # type: ignore[no-untyped-call]


class GramPool:
    """Holds the postings of one segment by gram until the segment is written.

    Whoosh's pool keeps a tuple for each posting, and sorts, spills and merges them all; here
    documents come in order, so that only the grams need sorting.
    """

    def __init__(self) -> None:
        self._postings: defaultdict[bytes, list[float]] = defaultdict(list)

    def add(self, item: _Posting) -> None:
        _, gram, document, weight, _ = item
        self._postings[gram] += (document, weight)

    def iter_postings(self) -> Iterator[_Posting]:
        """Yield the postings in the order of the index, dropping each gram's as it goes."""
        postings = self._postings
        for gram in sorted(postings):
            documents = postings.pop(gram)
            for at in range(0, len(documents), 2):
                yield FIELD, gram, int(documents[at]), documents[at + 1], b""

    def cleanup(self) -> None:
        self._postings.clear()


def create(folder: Path) -> None:
    """Make an empty index in the folder."""
    create_in(str(folder), _schema())


def open_reader(folder: Path) -> Any:
    """Open the index in the folder for reading: a ``whoosh.reading.IndexReader``."""
    opened: Any = open_dir(str(folder), schema=_schema())
    return opened.reader()


def open_writer(folder: Path) -> Any:
    """Open the index in the folder for adding one segment: a ``whoosh.writing.SegmentWriter``."""
    storage = _Storage(str(folder))
    opened: Any = FileIndex(storage, schema=_schema())  # type: ignore[no-untyped-call]
    try:
        writer = opened.writer(compound=False, codec=GramCodec())
    except BaseException:
        storage.discard()
        raise
    writer.pool = GramPool()
    return writer


def give_up(writer: Any) -> None:
    """Cancel a write, also one whose commit failed, and leave none of its files."""
    try:
        if not writer.is_closed:
            writer.cancel()
    except OSError:
        pass  # cancelling writes too; what the caller raises is why it gave up
    finally:
        writer.storage.discard()


class _Storage(FileStorage):
    """Knows the files that it made.

    Whoosh lets those of a failed write go open, with what they hold unwritten: the next attempt to
    write that, when the object dies, would be a trace on the terminal.
    """

    def __init__(self, path: str, made: list[tuple[Path, StructFile]] | None = None) -> None:
        super().__init__(path)  # type: ignore[no-untyped-call]
        self._made = [] if made is None else made

    def create_file(self, name: str, *args: Any, **options: Any) -> StructFile:
        file: StructFile = super().create_file(name, *args, **options)  # type: ignore[no-untyped-call]
        self._made.append((Path(self.folder, name), file))
        return file

    def temp_storage(self, name: str | None = None) -> _Storage:
        temporary: Any = super().temp_storage(name)  # type: ignore[no-untyped-call]
        return _Storage(temporary.folder, self._made)

    def discard(self) -> None:
        """Close and remove all files made, also those in temporary storages."""
        for path, file in self._made:
            # To close a file writes what it still holds, and fails again; it is closed all the
            # same. One that cannot be removed is, by the next commit.
            with suppress(OSError):
                file.raw_file().close()
            with suppress(OSError):
                path.unlink()


def _schema() -> Schema:
    # Given at every opening, so that the one pickled in the index is not read.
    return Schema(**{FIELD: GramField()})
