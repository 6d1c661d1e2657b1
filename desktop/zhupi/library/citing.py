"""Where citations lead, and what cites a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from zhupi.gazette.statements import Relation
from zhupi.jobs import Job
from zhupi.library.citation_model import CitedBy, CitedText, CitingPlace, CitingText, Missing
from zhupi.library.leads import Leads
from zhupi.library.model import CatalogRow, Changes
from zhupi.library.naming import joined, parted
from zhupi.storage import Database, Documents
from zhupi.storage.citation_rows import write
from zhupi.storage.citations import CitationRow, Citations, Link

Place = tuple[str, int]
"""A document, and the ordinal of an enclosure in it or 0."""
_Key = tuple[str | None, str | None]
_PASSING_ON = (Relation.ISSUES, Relation.FORWARDS)
_FORWARDING = re.compile("转发|批转")
_BATCH = 50
"""Documents read anew in one transaction."""


class Citing:
    """Numbers first, then exact titles; a title alone is less sure. See `zhupi.storage.citations`.

    Nothing is kept: an import turns what was missing into links at once.
    """

    def __init__(self, database: Database, documents: Documents, citations: Citations) -> None:
        self._database = database
        self._documents = documents
        self._citations = citations

    def catch_up(self, job: Job) -> Changes:
        """Read what documents say of others that came in under former rules. Slow."""
        if self._database.read_only:
            return Changes()
        late = self._citations.outdated()
        for begin in range(0, len(late), _BATCH):
            job.report(begin, len(late), "读引文")
            with self._database.writing() as connection:
                for document_id in late[begin : begin + _BATCH]:
                    stored = self._documents.document(document_id)
                    if stored is not None:
                        write(connection, document_id, stored.document)
        return Changes(documents=frozenset(late))

    def links(self, document_id: str) -> list[tuple[int, int, str]]:
        """Where the citations of a document lead to others in the library.

        The stretch of each in the document text, and the row it leads to.
        """
        links = self._citations.links_from(document_id)
        return [
            (one.start, one.end, joined(link.document, link.enclosure))
            for one in self._citations.of(document_id)
            if one.own is None and (link := links.get(one.ordinal)) is not None
        ]

    def cites(self, row: CatalogRow) -> tuple[CitedText, ...]:
        """What a text cites, each text once: those in the library first, in the text's order."""
        document_id, enclosure = parted(row.id)
        found = self._citations.of(document_id)
        if enclosure:
            found = [one for one in found if row.lines[0] <= one.lines[0] <= row.lines[1]]
        links = self._citations.links_from(document_id)
        enclosed = [] if enclosure else self._documents.enclosed(document_id)
        here: dict[Place, list[CitationRow]] = {parted(one.id): [] for one in enclosed}
        missing: dict[_Key, list[CitationRow]] = {}
        for one in found:
            link = links.get(one.ordinal)
            if one.own is not None:
                if one.relation in _PASSING_ON and (document_id, one.own) in here:
                    here[document_id, one.own].append(one)
            elif link is not None:
                here.setdefault((link.document, link.enclosure), []).append(one)
            else:
                missing.setdefault(_key(one.number, one.folded), []).append(one)
        rows = self._rows_at(here)
        numbers = [number for number, _ in missing if number is not None]
        citing = self._citations.counts(numbers, [title for _, title in missing if title])
        passed_on = Relation.FORWARDS if _FORWARDING.search(row.title) else Relation.ISSUES
        return (
            *(_cited(group, rows[place], links, passed_on) for place, group in here.items()),
            *(_cited(group, None, None, passed_on, citing[key]) for key, group in missing.items()),
        )

    def cited_by(self, row: CatalogRow, *, offset: int = 0, limit: int = 100) -> CitedBy:
        """The documents that cite a text or what it encloses: the weightiest first, then latest."""
        document_id, enclosure = parted(row.id)
        groups: dict[str, list[Link]] = {}
        for link in self._citations.links_to(document_id, enclosure or None):
            groups.setdefault(link.citing, []).append(link)
        weightiest = {one: _weightiest(links) for one, links in groups.items()}
        order = sorted(groups, key=lambda one: groups[one][0].dated or "", reverse=True)
        order.sort(key=lambda one: weightiest[one].weight)
        page = order[offset : offset + limit]
        rows = self._documents.rows_of(page)
        places: dict[str, list[CitationRow]] = {}
        wanted = {(one, link.ordinal) for one in page for link in groups[one]}
        for found in self._citations.at(sorted(wanted)):
            places.setdefault(found.document, []).append(found)
        return CitedBy(
            len(order),
            tuple(
                CitingText(
                    row=rows[one],
                    by_title_only=all(link.by_title for link in groups[one]),
                    relation=weightiest[one],
                    places=tuple(map(citing_place, places[one])),
                )
                for one in page
            ),
            Counter(weightiest.values()),
        )

    def missing(self, limit: int | None = None) -> list[Missing]:
        """The texts that are cited and not here, the most cited first. Slow with many.

        A title alone is counted with the number that other citations give it, if that is one.
        """
        leads = Leads(self._citations.names())
        found = [one for one in self._citations.all() if not leads.somewhere(one)]
        numbers: dict[str, set[str]] = {}
        for one in found:
            if one.folded is not None and one.number is not None:
                numbers.setdefault(one.folded, set()).add(one.number)
        groups: dict[_Key, tuple[Counter[str], set[str]]] = {}
        for one in found:
            known = numbers.get(one.folded or "", set()) if one.number is None else {one.number}
            key = _key(next(iter(known)) if len(known) == 1 else None, one.folded)
            titles, documents = groups.setdefault(key, (Counter(), set()))
            documents.add(one.document)
            titles.update([one.title] if one.title is not None else ())
        order = sorted(
            groups,
            key=lambda key: (-len(groups[key][1]), key[0] is None, key[0] or "", key[1] or ""),
        )[:limit]
        rows = self._documents.rows_of(
            sorted({document for key in order for document in groups[key][1]})
        )
        return [_missing(key, *groups[key], rows) for key in order]

    def _rows_at(self, places: Iterable[Place]) -> dict[Place, CatalogRow]:
        """The rows of documents and of enclosures."""
        wanted = set(places)
        whole = self._documents.rows_of([one for one, enclosure in wanted if not enclosure])
        rows: dict[Place, CatalogRow] = {(key, 0): row for key, row in whole.items()}
        for document_id in {one for one, enclosure in wanted if enclosure}:
            rows |= {parted(row.id): row for row in self._documents.enclosed(document_id)}
        return rows


def _key(number: str | None, folded: str | None) -> _Key:
    """What citations of a text that is not here have in common."""
    return (number, None) if number is not None else (None, folded)


def _missing(
    key: _Key, titles: Counter[str], documents: set[str], rows: Mapping[str, CatalogRow]
) -> Missing:
    names = tuple(title for title, _ in titles.most_common())
    return Missing(
        number=key[0],
        title=names[0] if names else None,
        count=len(documents),
        titles=names,
        cited_by=tuple(
            rows[one] for one in sorted(documents, key=lambda one: _source_order(rows[one]))
        ),
    )


def _source_order(row: CatalogRow) -> tuple[int, int]:
    return row.source_id, row.ordinal


def _cited(
    group: Sequence[CitationRow],
    row: CatalogRow | None,
    links: Mapping[int, Link] | None,
    passed_on: Relation,
    cited_by: int = 0,
) -> CitedText:
    """``group`` is empty for what is enclosed and named by the notice's title alone."""
    found = [link for one in group if links and (link := links.get(one.ordinal))]
    title = next((one.title for one in group if one.title), None)
    number = next((one.number for one in group if one.number), None)
    if row is not None:
        title, number = title or row.title, number or row.number
    return CitedText(
        title=title,
        number=number,
        row=row,
        by_title_only=bool(found) and all(link.by_title for link in found),
        relation=_weightiest(group) if group else passed_on,
        places=tuple(map(citing_place, group)),
        cited_by=cited_by,
    )


def _weightiest(group: Iterable[CitationRow | Link]) -> Relation:
    return min((one.relation for one in group), key=lambda relation: relation.weight)


def citing_place(row: CitationRow) -> CitingPlace:
    """A citation where it stands."""
    sentence = row.sentence.replace("\n", " ").replace("\t", " ")
    return CitingPlace(
        relation=row.relation,
        sentence=sentence,
        start=row.at,
        end=min(row.at + row.end - row.start, len(sentence)),
        at=row.start,
        length=row.end - row.start,
        place=row.place,
        lines=row.lines,
        head=row.head,
    )
