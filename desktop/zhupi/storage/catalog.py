"""The rows of the whole catalog at once, fast: for the tree."""

from __future__ import annotations

import json

from zhupi.storage.citations import LIVE
from zhupi.storage.database import Database
from zhupi.storage.model import CatalogRow


class Catalog:
    """Reads what `Documents.rows` reads one by one, in one go."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tags(self, limit: int) -> list[tuple[str, list[str]]]:
        """The commonest tags of annotations, each with the documents that have it, in any order.

        Counted are all annotations, those in the waste basket too: that is read from one index.
        """
        with self._database.reading() as connection:
            names: dict[str, str] = dict(
                connection.execute(
                    "SELECT folded, min(tag) FROM annotation_tag GROUP BY folded"
                    " ORDER BY count(*) DESC, folded LIMIT ?",
                    (limit,),
                )
            )
            found: dict[str, list[str]] = {folded: [] for folded in names}
            for folded, document in connection.execute(
                "SELECT DISTINCT annotation_tag.folded, annotation.document"
                " FROM json_each(?) AS common"
                " CROSS JOIN annotation_tag ON annotation_tag.folded = common.value"
                " CROSS JOIN annotation ON annotation.serial = annotation_tag.annotation"
                " WHERE annotation.deleted IS NULL",
                (json.dumps(list(names)),),
            ):
                found[folded].append(document)
        return [(names[folded], documents) for folded, documents in found.items() if documents]

    def rows(self) -> list[CatalogRow]:
        """Every live document, then every enclosed text with its own number, in source order."""
        issuers: dict[str, tuple[str, ...]] = {}
        with self._database.reading() as connection:
            # From the index on names: the rows themselves hold the bytes of the files.
            names: dict[int, str] = dict(connection.execute("SELECT id, name FROM source"))
            annotations: dict[str, int] = dict(
                connection.execute(
                    "SELECT document, count(*) FROM annotation WHERE deleted IS NULL"
                    " GROUP BY document"
                )
            )
            documents = connection.execute(
                "SELECT id, number, title, kind, date, year, issuers, source, ordinal, first_line,"  # noqa: S608
                f" last_line, complete, doubts, work, revision FROM document WHERE {LIVE}"
                " ORDER BY source, ordinal"
            ).fetchall()
            enclosures = connection.execute(
                "SELECT enclosure.document, enclosure.ordinal, enclosure.number, enclosure.title,"  # noqa: S608
                " enclosure.kind, enclosure.date, enclosure.year, enclosure.issuers,"
                " document.source, document.ordinal, enclosure.first_line, enclosure.last_line,"
                " document.complete, document.revision"
                " FROM enclosure JOIN document ON document.id = enclosure.document"
                f" WHERE {LIVE} AND enclosure.number IS NOT NULL"
                " ORDER BY document.source, document.ordinal, enclosure.ordinal"
            ).fetchall()
        for text in {row[6] for row in documents} | {row[7] for row in enclosures}:
            issuers[text] = tuple(json.loads(text))
        found = [
            CatalogRow(
                one, number, title, kind, date, year, issuers[bodies], names[source], source,
                ordinal, (first, last), bool(complete), doubts, annotations.get(one, 0), work,
                revision,
            )
            for (
                one, number, title, kind, date, year, bodies, source, ordinal, first, last,
                complete, doubts, work, revision,
            ) in documents
        ]  # fmt: skip
        found += [
            CatalogRow(
                f"{one}#{enclosure}", number, title, kind, date, year, issuers[bodies],
                names[source], source, ordinal, (first, last), bool(complete), 0, 0, number,
                revision, one,
            )
            for (
                one, enclosure, number, title, kind, date, year, bodies, source, ordinal, first,
                last, complete, revision,
            ) in enclosures
        ]  # fmt: skip
        return found
