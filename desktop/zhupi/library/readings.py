"""How far documents were read: noted as they are left, or said by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhupi.library.model import Changes, ReadingState
from zhupi.library.naming import parted
from zhupi.storage import Database
from zhupi.storage.reading_states import ReadingStates
from zhupi.storage.times import now, to_text


class Readings:
    """Each write is on disk when it returns, and says what it touched.

    What is enclosed is read with its document: ids of rows stand for their documents.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._store = ReadingStates(database)

    def all(self) -> dict[str, ReadingState]:
        """The state of every document that was read or marked, by id."""
        return self._store.all()

    def of(self, rows: Sequence[str]) -> dict[str, ReadingState]:
        """What is kept of the documents of these rows; for `put_back`."""
        documents = _documents(rows)
        kept = {one.document: one for one in self._store.of(documents)}
        return {document: kept.get(document, ReadingState(document)) for document in documents}

    def leave(self, document: str, percent: int) -> Changes:
        """Note that a document was left, and how much of it was read so far; all of it is done."""
        before = self.of([document])[document]
        percent = min(100, max(0, percent, before.percent))
        done = before.done or percent == 100
        state = replace(before, percent=percent, done=done, read=to_text(now()))
        return self._write([state])

    def mark(self, rows: Sequence[str], *, done: bool) -> Changes:
        """Say by hand that documents are read, or that they are not."""
        before = self.of(rows).values()
        return self._write(
            [
                replace(one, done=done, percent=one.percent if done else 0)
                for one in before
                if not (one.done if done else one.unread)
            ]
        )

    def put_back(self, states: Sequence[ReadingState]) -> Changes:
        """Give documents back what `of` told of them; when they were read last stays."""
        present = self.of([one.document for one in states])
        return self._write([replace(one, read=present[one.document].read) for one in states])

    def _write(self, states: Sequence[ReadingState]) -> Changes:
        if not states:
            return Changes()
        empty = [one.document for one in states if one.unread and one.read is None]
        with self._database.writing() as connection:
            self._store.put(connection, states)
            self._store.remove(connection, empty)
        return Changes(readings=frozenset(one.document for one in states))


def _documents(rows: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(parted(row)[0] for row in rows))
