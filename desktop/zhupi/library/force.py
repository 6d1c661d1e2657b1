"""Whether texts are in force, according to documents in the library, and what the user says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from zhupi.errors import NotFound
from zhupi.gazette.date_words import chinese_date
from zhupi.gazette.statements import Relation
from zhupi.library.citation_model import Ground, Standing, State
from zhupi.library.citing import citing_place
from zhupi.library.model import CatalogRow, Changes
from zhupi.library.naming import joined, parted
from zhupi.library.pending import Pending
from zhupi.library.terms import terms
from zhupi.storage import Database, Documents
from zhupi.storage.citations import Citations, Link
from zhupi.storage.standings import Place, Standings

_STATES = {
    Relation.REPEALS: State.REPEALED,
    Relation.REPLACES: State.REPLACED,
    Relation.REVISES: State.REVISED,
}
_ORDER = (State.REPEALED, State.REPLACED, State.EXPIRED, State.REVISED)


class Force:
    """A whole that is repealed takes along what it encloses.

    What befalls an enclosed text befalls the document if it encloses no other. A text whose term
    another one prolongs is not over when its own words say so.
    """

    def __init__(
        self,
        database: Database,
        documents: Documents,
        citations: Citations,
        standings: Standings,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._database = database
        self._documents = documents
        self._citations = citations
        self._standings = standings
        self._today = today
        self._pending = Pending(documents, citations, standings)

    def standing(self, row: CatalogRow) -> Standing:
        """What is known of one text."""
        document_id, enclosure = parted(row.id)
        enclosed = {parted(one.id)[1]: one for one in self._documents.enclosed(document_id)}
        links = [
            link
            for link in self._citations.links_to(document_id, effects=True)
            if not enclosure or link.enclosure in (0, enclosure)
        ]
        since = self._pending.of(links, self._today())
        links.sort(key=lambda link: (link.relation.weight, link.by_title, link.dated or ""))
        links.sort(key=lambda link: link.place in since)
        validity = self._standings.validities(document_id)
        if enclosure:
            validity = [one for one in validity if one.enclosure in (0, enclosure)]
        here = [link for link in links if link.place not in since]
        own = {(document_id, one.enclosure): one.ends for one in validity if one.ends is not None}
        reckoned = terms(own, here, self._citations)
        over = reckoned.over(self._now())
        computed = _states(here, over, {document_id: len(enclosed)}).get((document_id, enclosure))
        said = self._said(row)
        return Standing(
            state=said or computed,
            by_user=said is not None,
            computed=computed,
            grounds=self._grounds(
                links, since, reckoned.told, {at: one.title for at, one in enclosed.items()}
            ),
            validity=tuple(validity),
            ended=over.get((document_id, enclosure), min(over.values(), default=None)),
        )

    def _said(self, row: CatalogRow) -> State | None:
        said = self._standings.user_state(self._work(row.id))
        return None if said is None else State(said)

    def _grounds(
        self,
        links: list[Link],
        since: Mapping[Place, str],
        until: Mapping[Place, str | None],
        parts: Mapping[int, str],
    ) -> tuple[Ground, ...]:
        rows = self._documents.rows_of([link.citing for link in links])
        places = {
            (found.document, found.ordinal): found
            for found in self._citations.at([(link.citing, link.ordinal) for link in links])
        }
        return tuple(
            Ground(
                row=rows[link.citing],
                relation=link.relation,
                by_title_only=link.by_title,
                place=citing_place(places[link.citing, link.ordinal]),
                part=parts.get(link.enclosure, ""),
                since=since.get(link.place),
                until=until.get(link.place),
            )
            for link in links
        )

    def states(self) -> dict[str, State]:
        """The state of every text of which one is known, by row id: the user's word, else ours."""
        links = self._effects()
        ended = terms(self._standings.ends(), links, self._citations).over(self._now())
        states = _states(links, ended, self._standings.enclosures())
        for document, enclosure, state in self._standings.user_states():
            states[document, enclosure] = State(state)
        return {
            joined(document, enclosure): state for (document, enclosure), state in states.items()
        }

    def ends(self) -> dict[str, str]:
        """The last day in force, if it is yet to come, of every text that tells it, by row id.

        What encloses one text only ends with it.
        """
        enclosures = self._standings.enclosures()
        reckoned = terms(self._standings.ends(), self._effects(), self._citations)
        found = reckoned.to_end(self._now())
        for (document, enclosure), day in list(found.items()):
            if enclosure and enclosures[document] == 1:
                found.setdefault((document, 0), day)
        return {joined(*place): day for place, day in found.items()}

    def _now(self) -> str:
        return self._today().isoformat()

    def _effects(self) -> list[Link]:
        """Every statement on the force of a text that holds today."""
        links = self._citations.effects()
        since = self._pending.of(links, self._today())
        return [link for link in links if link.place not in since]

    def user_state(self, row_id: str) -> State | None:
        """What the user says of a text and its copies."""
        said = self._standings.user_state(self._work(row_id))
        return None if said is None else State(said)

    def set_state(self, row_id: str, state: State | None) -> Changes:
        """Set what the user says of a text and its copies; ``None`` takes it back."""
        work = self._work(row_id)
        with self._database.writing() as connection:
            self._standings.set_state(connection, work, None if state is None else state.value)
        return self._changed(work)

    def copies(self, row_id: str) -> list[str]:
        """The rows of every copy of a text, that which citations open first."""
        return [joined(*place) for place in self._standings.copies(self._work(row_id))]

    def preferred(self, row_id: str) -> str | None:
        """The row of the copy that the user wants citations to open."""
        place = self._standings.preferred(self._work(row_id))
        return None if place is None else joined(*place)

    def prefer(self, row_id: str, *, preferred: bool) -> Changes:
        """Let citations of a text open this copy of it; or none in particular any more."""
        work = self._work(row_id)
        with self._database.writing() as connection:
            self._standings.prefer(connection, work, parted(row_id) if preferred else None)
        return self._changed(work)

    def _changed(self, work: str) -> Changes:
        return Changes(documents=frozenset(one for one, _ in self._standings.copies(work)))

    def _work(self, row_id: str) -> str:
        work = self._standings.work(parted(row_id))
        if work is None:
            raise NotFound(f"库中没有编号为“{row_id}”的公文。")
        return work


def in_short(standing: Standing) -> str:
    """Why a text is not what it was, in a few words: 已废止（见清府发〔2025〕7号）; else empty."""
    state = standing.state
    if state is None or state is State.IN_FORCE:
        return ""
    if state is not standing.computed:  # the user's own word: the library holds no ground for it
        return state.label
    if state is State.EXPIRED:
        return f"{state.label}（至{chinese_date(standing.ended)}）"
    ground = next(one for one in standing.grounds if _STATES.get(one.relation) is state)
    named = ground.row.number or f"《{ground.row.title}》"
    unsure = "，仅题名相同" if ground.by_title_only else ""
    return f"{state.label}（见{named}{unsure}）"


def _states(
    links: Iterable[Link], ended: Iterable[Place], enclosures: dict[str, int]
) -> dict[Place, State]:
    """The weightiest state of each text, from what befalls it, its whole or its only part."""
    hit: dict[Place, set[State]] = {}
    for link in links:
        if link.relation in _STATES:
            hit.setdefault((link.document, link.enclosure), set()).add(_STATES[link.relation])
    for place in ended:
        hit.setdefault(place, set()).add(State.EXPIRED)
    spread: dict[Place, set[State]] = {place: set(states) for place, states in hit.items()}
    for (document, enclosure), states in hit.items():
        if not enclosure:
            for part in range(1, enclosures.get(document, 0) + 1):
                spread.setdefault((document, part), set()).update(states)
        elif enclosures[document] == 1:
            spread.setdefault((document, 0), set()).update(states)
    return {place: min(states, key=_ORDER.index) for place, states in spread.items()}
