"""A document as search sees it, folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from zhupi.gazette.folding import fold
from zhupi.gazette.model import BlockKind

BREAK = "\n"
"""Parts the blocks of a folded text; no folded block holds it, and no query."""


def fingerprint(text: str) -> str:
    """Return what tells one folded text from another: an index entry is of use only if it fits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as search sees it.

    ``text`` is its folded blocks joined by `BREAK`, ``heads`` its folded headings likewise, and
    ``name`` its folded title. ``other_numbers`` are those of the texts it encloses. ``order``
    sorts documents as their sources have them.
    """

    id: str
    title: str
    number: str | None
    issuers: tuple[str, ...]
    year: int | None
    kind: str | None
    date: str | None
    order: tuple[int, ...]
    text: str
    heads: str
    name: str
    fingerprint: str
    other_numbers: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its own number, if it has one, and the other ones."""
        own = () if self.number is None else (self.number,)
        return own + self.other_numbers

    @classmethod
    def of(
        cls,
        id: str,  # noqa: A002 - the word for it everywhere
        texts: Sequence[str],
        kinds: Sequence[str],
        *,
        title: str,
        number: str | None = None,
        issuers: tuple[str, ...] = (),
        year: int | None = None,
        kind: str | None = None,
        date: str | None = None,
        order: tuple[int, ...] = (),
        other_numbers: tuple[str, ...] = (),
        headings: Iterable[str] = (),
    ) -> Entry:
        """Fold the blocks ``texts`` of the given ``kinds`` and put an entry together.

        ``headings`` are further headings: those run into their paragraphs.
        """
        folded = [fold(text) for text in texts]
        heads = [
            text
            for text, block in zip(folded, kinds, strict=True)
            if block in (BlockKind.TITLE, BlockKind.HEADING)
        ]
        text = BREAK.join(folded)
        return cls(
            id=id,
            title=title,
            number=number,
            issuers=issuers,
            year=year,
            kind=kind,
            date=date,
            order=order,
            text=text,
            heads=BREAK.join([*heads, *map(fold, headings)]),
            name=fold(title),
            fingerprint=fingerprint(text),
            other_numbers=other_numbers,
        )
