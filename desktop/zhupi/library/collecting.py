"""Documents that the user keeps together: with a star (收藏), or under a name (专题)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from zhupi.errors import LibraryError, NotFound
from zhupi.library.model import Changes, Collection
from zhupi.library.naming import joined, parted
from zhupi.storage import Database
from zhupi.storage.collections import Collections
from zhupi.storage.database import Transaction
from zhupi.storage.model import FAVOURITES
from zhupi.storage.times import now

_LONGEST_NAME = 60


class Collecting:
    """Each write is on disk when it returns, and says what it touched."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._store = Collections(database)

    def all(self) -> tuple[Collection, ...]:
        """Those that the user made, the oldest first; favourites are none of them."""
        return tuple(self._store.all())

    def members(self) -> dict[str, tuple[str, ...]]:
        """The rows of the catalog in each, favourites too, in the order in which they came in."""
        return {
            collection: tuple(joined(*place) for place in places)
            for collection, places in self._store.members().items()
        }

    def make(self, name: str, rows: Sequence[str] = ()) -> tuple[Collection, Changes]:
        """Make a collection that holds these rows."""
        moment = now()
        made = Collection(uuid4().hex, self._free(name), moment, moment)
        with self._database.writing() as connection:
            self._store.save(connection, made)
            self._store.add(connection, made.id, map(parted, rows))
        return made, _touched(made.id)

    def rename(self, collection: str, name: str) -> Changes:
        """Give a collection another name; nothing is written where it has it already."""
        with self._database.writing() as connection:
            former = self._get(connection, collection)
            if " ".join(name.split()) == former.name:
                return Changes()
            renamed = replace(former, name=self._free(name), modified=now())
            self._store.save(connection, renamed)
        return _touched(collection)

    def delete(self, collection: str) -> Changes:
        """Put a collection into the waste basket; its documents stay in the library."""
        return self._set_deleted(collection, deleted=True)

    def undelete(self, collection: str) -> Changes:
        """Take a collection out of the waste basket, with what it held.

        `LibraryError` if another has its name by now.
        """
        return self._set_deleted(collection, deleted=False)

    def deleted(self) -> list[Collection]:
        """Those in the waste basket."""
        return self._store.all(deleted=True)

    def lacking(self, collection: str, rows: Sequence[str]) -> list[str]:
        """Which of these rows are not in a collection."""
        held = set(self.members().get(collection, ()))
        return [row for row in dict.fromkeys(rows) if row not in held]

    def add(self, collection: str, rows: Sequence[str]) -> Changes:
        """Put rows into a collection."""
        if not rows:
            return Changes()
        with self._database.writing() as connection:
            self._get(connection, collection)
            self._store.add(connection, collection, map(parted, rows))
        return _touched(collection)

    def remove(self, collection: str, rows: Sequence[str]) -> Changes:
        """Take rows out of a collection."""
        if not rows:
            return Changes()
        with self._database.writing() as connection:
            self._get(connection, collection)
            self._store.remove(connection, collection, map(parted, rows))
        return _touched(collection)

    def _get(self, connection: Transaction, collection: str) -> Collection:
        found = self._store.get(connection, collection)
        if found is None:
            raise NotFound("没有这个专题，它可能已在别处移除。")
        return found

    def _free(self, name: str) -> str:
        """The name as it is kept; two collections of one name could not be told apart."""
        shortened = " ".join(name.split())
        if not shortened:
            raise LibraryError("专题的名称不能是空的。")
        if len(shortened) > _LONGEST_NAME:
            raise LibraryError(f"专题的名称太长，最多 {_LONGEST_NAME} 个字。")
        if any(one.name == shortened for one in self._store.all()):
            raise LibraryError(f"已经有一个叫“{shortened}”的专题。")
        return shortened

    def _set_deleted(self, collection: str, *, deleted: bool) -> Changes:
        if collection == FAVOURITES:
            raise ValueError("favourites are always there")
        with self._database.writing() as connection:
            former = self._get(connection, collection)
            if former.deleted is not None and not deleted:
                self._free(former.name)
            self._store.save(connection, replace(former, deleted=now() if deleted else None))
        return _touched(collection)


def _touched(collection: str) -> Changes:
    return Changes(collections=frozenset([collection]))
