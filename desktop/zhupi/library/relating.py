"""The façade's part that tells what texts say of each other, and of their own force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from zhupi.library.parts import Parts

if TYPE_CHECKING:
    from zhupi.jobs import Job
    from zhupi.library.citation_model import CitedBy, CitedText, Missing, Standing, State
    from zhupi.library.model import CatalogRow, Changes


class Relating(Parts):
    """Citations both ways, what is missing, and whether texts are in force.

    Each answer is of the library as of one moment: another lane may be writing meanwhile.
    """

    def cites(self, row_id: str) -> tuple[CitedText, ...]:
        """What a text cites, each text once: those in the library first."""
        with self._database.reading():
            return self._citing.cites(self.row(row_id))

    def cited_by(self, row_id: str, *, offset: int = 0, limit: int = 100) -> CitedBy:
        """The documents that cite a text or what it encloses; see `Citing.cited_by`."""
        with self._database.reading():
            return self._citing.cited_by(self.row(row_id), offset=offset, limit=limit)

    def missing(self, limit: int | None = None) -> list[Missing]:
        """The texts that are cited and not in the library, the most cited first. Slow."""
        with self._database.reading():
            return self._citing.missing(limit)

    def export_missing(
        self, path: Path, *, limit: int | None = None, overwrite: bool = False
    ) -> int:
        """Write them into a .csv or .md file; return how many. Slow."""
        from zhupi.library.missing import write

        return write(self.missing(limit), path, overwrite=overwrite)

    def read_citations(self, job: Job) -> Changes:
        """Read what documents say of others where a former version has not. Slow if any."""
        return self._citing.catch_up(job)

    def standing(self, row_id: str) -> Standing:
        """Whether a text is in force, and why."""
        with self._database.reading():
            return self._force.standing(self.row(row_id))

    def states(self) -> dict[str, State]:
        """The state of every text of which one is known, by row id."""
        return self._force.states()

    def ends(self) -> dict[str, str]:
        """The last day in force (有效期) of every text that tells one yet to come, by row id."""
        return self._force.ends()

    def user_state(self, row_id: str) -> State | None:
        """What the user says of a text and its copies."""
        return self._force.user_state(row_id)

    def set_state(self, row_id: str, state: State | None) -> Changes:
        """Set what the user says of a text and its copies; ``None`` takes it back."""
        return self._force.set_state(row_id, state)

    def copies(self, row_id: str) -> tuple[CatalogRow, ...]:
        """Every copy of a text, that which citations open first."""
        with self._database.reading():
            return tuple(self.row(one) for one in self._force.copies(row_id))

    def preferred_copy(self, row_id: str) -> str | None:
        """The copy of a text that the user wants citations to open."""
        return self._force.preferred(row_id)

    def prefer_copy(self, row_id: str, *, preferred: bool = True) -> Changes:
        """Let citations of a text open this copy; or none in particular any more."""
        return self._force.prefer(row_id, preferred=preferred)
