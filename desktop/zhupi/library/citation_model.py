"""What the library says of citations and of whether a text is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhupi.gazette.model import Lines
from zhupi.gazette.statements import Relation, Validity
from zhupi.storage.model import CatalogRow


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """A citation where it stands.

    ``start`` and ``end`` bound it in ``sentence``, which has no line breaks; ``at`` and ``length``
    in the document text. ``place`` is on the ladder (二（三）). ``head`` is that of the list it
    stands in (宣布失效的文件目录), or ``""``.
    """

    relation: Relation
    sentence: str
    start: int
    end: int
    at: int
    length: int
    place: str
    lines: Lines
    head: str


@dataclass(frozen=True, slots=True)
class CitedText:
    """A text that a document names; ``title`` and ``number`` are as cited.

    ``row`` is ``None`` where it is not in the library; ``by_title_only`` says that it is less sure.
    ``relation`` is the weightiest of its ``places``; these are empty for a text that is enclosed
    and named nowhere else. Of what is not in the library, ``cited_by`` counts the documents that
    cite it, this one too.
    """

    title: str | None
    number: str | None
    row: CatalogRow | None
    by_title_only: bool
    relation: Relation
    places: tuple[CitingPlace, ...]
    cited_by: int


@dataclass(frozen=True, slots=True)
class CitingText:
    """A document that cites a text."""

    row: CatalogRow
    by_title_only: bool
    relation: Relation
    places: tuple[CitingPlace, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """What cites a text: how many documents, and a page of them, the weightiest first.

    ``counts`` are by the weightiest relation of each document; they add up to ``total``.
    """

    total: int
    texts: tuple[CitingText, ...]
    counts: Mapping[Relation, int] = field(default_factory=dict)


class State(StrEnum):
    """Whether a text is in force: according to documents in the library, or to the user."""

    IN_FORCE = "in_force"
    REPEALED = "repealed"
    REPLACED = "replaced"
    EXPIRED = "expired"
    REVISED = "revised"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return _LABELS[self]


_LABELS = {
    State.IN_FORCE: "有效",
    State.REPEALED: "已废止",
    State.REPLACED: "已被替代",
    State.EXPIRED: "有效期满",
    State.REVISED: "已被修改",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a text may not be in force: what another document of the library says.

    ``part`` is the title of the enclosed text that it concerns, ``""`` for the whole. ``since`` is
    the day, in ISO form, from which it holds, where that is yet to come; ``until`` the last day in
    force that an extension tells.
    """

    row: CatalogRow
    relation: Relation
    by_title_only: bool
    place: CitingPlace
    part: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a text's force; ``state`` is ``None`` where nothing is.

    ``by_user``: the state is the user's word, which wins over the one ``computed``. Never a
    verdict: ``computed`` is according to documents in this library. ``ended`` is the last day of a
    term that is over, in ISO form, with what made it longer.
    """

    state: State | None
    by_user: bool
    computed: State | None
    grounds: tuple[Ground, ...]
    validity: tuple[Validity, ...]
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is cited and not in the library.

    ``count`` documents cite it: ``cited_by`` names them; ``titles`` are all under which they do.
    """

    number: str | None
    title: str | None
    count: int
    titles: tuple[str, ...]
    cited_by: tuple[CatalogRow, ...]
