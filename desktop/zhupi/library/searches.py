"""The searches that the user keeps under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from zhupi.errors import LibraryError, NotFound
from zhupi.library.model import Changes
from zhupi.storage import Database
from zhupi.storage.database import Transaction
from zhupi.storage.model import SavedSearch
from zhupi.storage.searches import SavedSearches
from zhupi.storage.times import now

if TYPE_CHECKING:
    from zhupi.search.ranking import Sort

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched: a query, what it is narrowed to (as `Library.search`), and the order."""

    query: str
    issuer: str | None = None
    year: int | None = None
    kind: str | None = None
    sort: Sort = "relevance"

    @classmethod
    def of(cls, saved: SavedSearch) -> Self:
        """What a saved search looks for."""
        return cls(saved.query, saved.issuer, saved.year, saved.kind, in_order(saved.sort))


def in_order(order: str) -> Sort:
    """The order called so; one that is not known is that by relevance."""
    match order:
        case "date" | "issuer":
            return order
        case _:
            return "relevance"


class Searches:
    """Each write is on disk when it returns, and says what it touched."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._store = SavedSearches(database)
        self._known_lock = Lock()
        self._known = self._present()

    def all(self) -> tuple[SavedSearch, ...]:
        """Those kept, in the user's order."""
        return tuple(self._store.all())

    def save(self, wanted: Wanted, name: str = "") -> tuple[SavedSearch, Changes]:
        """Keep a search, at the end of the list; without a name it is called by its words."""
        query = wanted.query.strip()
        if not query:
            raise LibraryError("没有可以保存的搜索词。")
        with self._database.writing() as connection:
            kept = self._store.kept(connection)
            moment = now()
            made = SavedSearch(
                id=uuid4().hex,
                name=_name(name or _described(query, wanted)),
                query=query,
                issuer=wanted.issuer,
                year=wanted.year,
                kind=wanted.kind,
                sort=wanted.sort,
                ordinal=max((search.ordinal for search in kept), default=-1) + 1,
                created=moment,
                modified=moment,
            )
            self._store.save(connection, made)
        return made, self._touched([made])

    def rename(self, search_id: str, name: str) -> Changes:
        """Give a saved search another name; nothing is written where it has it already."""
        with self._database.writing() as connection:
            former = self._get(connection, search_id)
            changed = replace(former, name=_name(name), modified=now())
            if changed.name == former.name:
                return Changes()
            self._store.save(connection, changed)
        return self._touched([changed])

    def move(self, search_id: str, place: int) -> Changes:
        """Put a saved search at a place of the list, counted from 0; beyond the end is the end."""
        with self._database.writing() as connection:
            moved = self._get(connection, search_id)
            others = [one for one in self._store.kept(connection) if one.id != search_id]
            place = min(max(place, 0), len(others))
            listed = [*others[:place], moved, *others[place:]]
            changed = [
                replace(search, ordinal=ordinal)
                for ordinal, search in enumerate(listed)
                if search.ordinal != ordinal
            ]
            for search in changed:
                self._store.save(connection, search)
        return self._touched(changed)

    def delete(self, search_id: str) -> Changes:
        """Put a saved search into the waste basket."""
        return self._set_deleted(search_id, deleted=True)

    def undelete(self, search_id: str) -> Changes:
        """Take a saved search out of the waste basket, to where it was listed."""
        return self._set_deleted(search_id, deleted=False)

    def deleted(self) -> list[SavedSearch]:
        """Those in the waste basket."""
        return [search for search in self._store.all(deleted=True) if search.deleted is not None]

    def foreign_changes(self) -> frozenset[str]:
        """The ids of those that other processes changed since the last call.

        The table is small, so it is compared as a whole.
        """
        with self._known_lock:
            present = self._present()
            former, self._known = self._known, present
        ids = present.keys() | former.keys()
        return frozenset(id_ for id_ in ids if present.get(id_) != former.get(id_))

    def _present(self) -> dict[str, SavedSearch]:
        return {search.id: search for search in self._store.all(deleted=True)}

    def _get(self, connection: Transaction, search_id: str) -> SavedSearch:
        found = self._store.get(connection, search_id)
        if found is None:
            raise NotFound("没有这个保存的搜索，它可能已在别处移除。")
        return found

    def _set_deleted(self, search_id: str, *, deleted: bool) -> Changes:
        with self._database.writing() as connection:
            former = self._get(connection, search_id)
            changed = replace(former, deleted=now() if deleted else None)
            self._store.save(connection, changed)
        return self._touched([changed])

    def _touched(self, changed: Sequence[SavedSearch]) -> Changes:
        with self._known_lock:
            self._known.update({search.id: search for search in changed})
        return Changes(searches=frozenset(search.id for search in changed))


def _name(name: str) -> str:
    shortened = " ".join(name.split())
    if not shortened:
        raise LibraryError("名称不能是空的。")
    if len(shortened) > _LONGEST_NAME:
        raise LibraryError(f"名称太长，最多 {_LONGEST_NAME} 个字。")
    return shortened


def _described(query: str, wanted: Wanted) -> str:
    parts = [
        query,
        "" if wanted.issuer is None else wanted.issuer or "机关不详",
        "" if wanted.year is None else str(wanted.year or "年份不详"),
        "" if wanted.kind is None else wanted.kind or "文种不详",
    ]
    return " · ".join(part for part in parts if part)[:_LONGEST_NAME]
