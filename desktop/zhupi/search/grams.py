"""The index's own field: grams of one and two characters with their frequency, no positions.

A document's grams go to the index in one piece, and a gram's postings in a segment stand together
as one value of a Whoosh hash file: what is read and written is arrays, never one posting at a time.

Imports Whoosh, so this module is imported where an index is opened and nowhere earlier. Only what
both Whoosh 2.7.4 and whoosh3 have is used.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import repeat
from operator import add
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import HashReader, HashWriter
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Existence
from whoosh.index import TOC, FileIndex, create_in

from zhupi.search.entry import BREAK

FIELD = "grams"
_NAME = "MAIN"
"""Whoosh's name for an index that was given none."""
_CRC32 = 1
"""Whoosh's code for this hash of keys."""


def encode(gram: str) -> bytes:
    """Return the gram as the index holds it; a lone surrogate from a damaged file passes."""
    return gram.encode("utf-8", "surrogatepass")


def count_grams(folded: str) -> Counter[str]:
    """Count each gram of one or two characters; none runs over a block's end."""
    grams = Counter(map(add, folded, folded[1:]))
    for gram in [gram for gram in grams if BREAK in gram]:
        del grams[gram]
    grams.update(Counter(folded))
    del grams[BREAK]
    return grams


class GramField(FieldType):
    """A field that counts grams itself: no analyzer, no tokens.

    Whoosh hands each item that a field yields on to the pool of the writer; here one item holds all
    grams of the document, for to call the pool for each would take longer than all else.
    """

    def __init__(self) -> None:
        # No analyzer: a field that indexes itself is never asked for it.
        super().__init__(format=Existence(), analyzer=None)  # type: ignore[arg-type]

    def index(self, value: str, **_: Any) -> Any:
        yield b"", 0, 1.0, count_grams(value)


class GramPool:
    """Holds the postings of one segment by gram until the segment is written."""

    def __init__(self) -> None:
        # By gram: document, count, document, count … in the order of the documents.
        self._postings: defaultdict[str, array[int]] = defaultdict(_numbers)

    def add(self, item: tuple[str, bytes, int, float, Counter[str]]) -> None:
        _, _, document, _, counts = item
        lists = [*map(self._postings.__getitem__, counts)]
        # A loop in C: there are some 0.7 postings for each character.
        deque(map(array.append, lists, repeat(document)), maxlen=0)
        deque(map(array.append, lists, counts.values()), maxlen=0)

    def iter_postings(self) -> Iterator[_Item]:
        """Yield each gram and its postings as the segment holds them, dropping them as it goes."""
        postings = self._postings
        while postings:
            gram, numbers = postings.popitem()
            yield encode(gram), _packed(numbers[::2], numbers[1::2])

    def cleanup(self) -> None:
        self._postings.clear()


_Item = tuple[bytes, bytes]
"""A gram and its postings, as a segment holds them."""


def _numbers() -> array[int]:
    return array("I")


class GramFieldWriter:
    """Writes the postings of a segment, each gram's as the one value of a hash file."""

    def __init__(self, storage: FileStorage, segment: Any) -> None:
        file = segment.create_file(storage, W3Codec.TERMS_EXT)
        self._lists = HashWriter(file, hashtype=_CRC32)  # type: ignore[no-untyped-call]
        self.is_closed = False

    def add_postings(self, _schema: Schema, _lengths: None, items: Iterable[_Item]) -> None:
        self._lists.add_all(items)  # type: ignore[no-untyped-call]

    def close(self) -> None:
        self._lists.close()  # type: ignore[no-untyped-call]
        self.is_closed = True


class GramCodec(W3Codec):
    """Whoosh's own codec but for the postings; without field lengths."""

    length_stats = False

    def field_writer(self, storage: FileStorage, segment: Any) -> GramFieldWriter:
        return GramFieldWriter(storage, segment)


def _packed(documents: array[int], counts: array[int]) -> bytes:
    """Write postings down: how wide the numbers are, all documents, all counts."""
    wide = [_narrowest(max(numbers)) for numbers in (documents, counts)]
    return b"".join(
        (
            "".join(wide).encode("ascii"),
            array(wide[0], documents).tobytes(),
            array(wide[1], counts).tobytes(),
        )
    )


def _narrowest(most: int) -> str:
    """The code of the narrowest array that takes a number."""
    return "B" if most < 1 << 8 else "H" if most < 1 << 16 else "I"


class Postings:
    """The postings of one segment, opened for reading. One thread at a time may read."""

    def __init__(self, storage: FileStorage, segment: Any) -> None:
        name = segment.make_filename(W3Codec.TERMS_EXT)
        path = Path(storage.folder, name)
        # Reads of a few bytes here and there: a buffer would be filled for each.
        file = StructFile(path.open("rb", buffering=0), name=name)
        self._lists = HashReader(file, path.stat().st_size)  # type: ignore[no-untyped-call]

    def of(self, gram: str) -> bytes:
        """Return the postings of a gram, for `documents` and `counts`; empty if it has none."""
        found: bytes = self._lists.get(encode(gram), b"")  # type: ignore[no-untyped-call]
        return found

    def close(self) -> None:
        self._lists.close()  # type: ignore[no-untyped-call]


def unpacked(postings: bytes) -> tuple[Sequence[int], Sequence[int]]:
    """Return the documents of a list, by their place in the segment, and the count of each."""
    documents, counts = array(chr(postings[0])), array(chr(postings[1]))
    split = 2 + (len(postings) - 2) // (documents.itemsize + counts.itemsize) * documents.itemsize
    documents.frombytes(postings[2:split])
    counts.frombytes(postings[split:])
    return documents, counts


def create(folder: Path) -> None:
    """Make an empty index in the folder."""
    create_in(str(folder), _schema())


def open_segments(folder: Path) -> dict[str, Postings]:
    """Open the segments of the index in the folder for reading, each by its name."""
    storage = FileStorage(str(folder))  # type: ignore[no-untyped-call]
    contents: Any = TOC.read(storage, _NAME, schema=_schema())  # type: ignore[no-untyped-call]
    opened: dict[str, Postings] = {}
    try:
        for segment in contents.segments:
            opened[segment.segment_id()] = Postings(storage, segment)
    except BaseException:
        # Nobody gets those opened so far, to close them.
        for postings in opened.values():
            postings.close()
        raise
    return opened


def open_writer(folder: Path) -> Any:
    """Open the index in the folder for adding one segment: a ``whoosh.writing.SegmentWriter``."""
    storage = _Storage(str(folder))
    opened: Any = FileIndex(storage, schema=_schema())  # type: ignore[no-untyped-call]
    try:
        codec = GramCodec()  # type: ignore[no-untyped-call]
        writer = opened.writer(compound=False, codec=codec)
    except BaseException:
        # There is no writer to be given up with what it made.
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
