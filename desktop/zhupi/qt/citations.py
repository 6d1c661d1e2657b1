"""The relations of a document as rows in groups: what it cites and does to others, what cites it.

::

    印发与转发  1                        what it passes on
    废止与替代  2                        what it does to others; also of what is not here
    引用，库中已有  3                     a group opens and folds
      关于振兴丝绸的意见                   opens the text
      国发〔2015〕99号　贯彻落实
        二（三）                          leads to its place in this document
        …为贯彻落实《…》精神…
    引用，库中没有  12
    贯彻、依据本文  4                      opens the other document at that place
    被引用  7
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from zhupi.gazette.date_words import chinese_date
from zhupi.gazette.statements import EFFECTS, Relation
from zhupi.library.citation_model import CitedText, CitingPlace, CitingText
from zhupi.library.model import CatalogRow
from zhupi.qt.passages import PassageRow, RowKind
from zhupi.qt.relations import Relations

SHOWN = 100
"""Documents of a group that are listed before more are asked for."""
PREFER, PREFER_NONE = "prefer", "prefer_none"
"""The groups of the rows that choose which copy citations open."""

_PASSAGES = 3
"""How many places of one text are shown before all are asked for."""
PLACES = "places:"
"""What the group of a row begins with that asks for all places of a text; its name follows."""
_BEFORE, _AFTER = 18, 60
"""Characters of a sentence that are shown on either side of a citation."""

_NUMERAL = re.compile("[一二三四五六七八九十百]+")
_PASSED_ON = (Relation.ISSUES, Relation.FORWARDS)
_ENDED = (Relation.REPEALS, Relation.REPLACES)


@dataclass(frozen=True, slots=True)
class Group:
    """Documents under one head; of ``total`` some may not be read yet."""

    key: str
    name: str
    total: int
    entries: tuple[tuple[PassageRow, ...], ...]
    """Each document with its passages."""

    def rows(self, shown: int, *, folded: bool, whole: Collection[str] = ()) -> list[PassageRow]:
        """The head, so many documents unless it is folded, and what asks for more.

        Of the documents in ``whole``, by `entry_name`, all places are shown.
        """
        rows = [
            PassageRow(RowKind.GROUP, self.name, count=self.total, group=self.key, folded=folded)
        ]
        if folded:
            return rows
        for entry in self.entries[:shown]:
            rows += self._entry(entry, whole)
        rest = self.total - min(shown, len(self.entries))
        if rest > 0:
            rows.append(PassageRow(RowKind.MORE, f"再看其余 {rest} 件", group=self.key))
        return rows

    def _entry(self, entry: tuple[PassageRow, ...], whole: Collection[str]) -> Sequence[PassageRow]:
        rest, name = len(entry) - 1 - _PASSAGES, self.entry_name(entry)
        if rest <= 1 or name in whole:  # a row more would ask for one row
            return entry
        more = PassageRow(RowKind.MORE, f"再看其余 {rest} 处", group=PLACES + name)
        return (*entry[: _PASSAGES + 1], more)

    def entry_name(self, entry: tuple[PassageRow, ...]) -> str:
        """What tells a document from the others, in this group and in all."""
        return f"{self.key}:{entry[0].document or entry[0].at}"


def count(relations: Relations) -> int:
    """How many other texts the document cites."""
    return sum(1 for text in relations.cites if not _own(text, relations.document))


def groups(relations: Relations) -> list[Group]:
    """The groups of a document, those without a row left out."""
    made = [*_citing_groups(relations), *_cited_groups(relations)]
    if len(relations.copies) > 1:
        made.append(_copies(relations))
    return [group for group in made if group.total]


def matching(group: Group, words: str) -> Group:
    """What of a group has the words in its title, number or sentences."""
    wanted = words.casefold()
    found = tuple(
        entry
        for entry in group.entries
        if any(wanted in f"{row.text} {row.note}".casefold() for row in entry)
    )
    return Group(group.key, group.name, len(found), found)


def _own(text: CitedText, document: str) -> bool:
    return text.row is not None and text.row.enclosed_in == document


def _citing_groups(relations: Relations) -> Iterable[Group]:
    """What the document cites, and does to others."""

    def of(
        key: str, name: str, wanted: Callable[[CitedText], bool], *, tell: bool = False
    ) -> Group:
        found = [text for text in relations.cites if wanted(text)]
        entries = tuple(_cited(text, tell=tell) for text in found)
        return Group(key, name, len(found), entries)

    done = (*_PASSED_ON, *_ENDED, Relation.REVISES, Relation.EXTENDS)
    yield of("passes_on", "印发与转发", lambda one: one.relation in _PASSED_ON)
    yield of("ends", "废止与替代", lambda one: one.relation in _ENDED, tell=True)
    yield of("revises", "修改", lambda one: one.relation is Relation.REVISES)
    yield of("extends", "延长有效期", lambda one: one.relation is Relation.EXTENDS)
    yield of(
        "here",
        "引用，库中已有",
        lambda one: one.relation not in done and one.row is not None,
        tell=True,
    )
    yield of(
        "missing",
        "引用，库中没有",
        lambda one: one.relation not in done and one.row is None,
        tell=True,
    )


_BY = (
    ("ended_by", "被废止、替代", _ENDED),
    ("revised_by", "被修改", (Relation.REVISES,)),
    ("extended_by", "被延长有效期", (Relation.EXTENDS,)),
    ("passed_on_by", "被印发、转发", _PASSED_ON),
    ("carried_out_by", "贯彻、依据本文", (Relation.CARRIES_OUT,)),
    ("cited_by", "被引用", (Relation.MENTIONS,)),
)
"""What others do to the document, in the order in which the library hands it out."""


def _cited_groups(relations: Relations) -> Iterable[Group]:
    found = relations.cited_by
    for key, name, kinds in _BY:
        texts = [text for text in found.texts if text.relation in kinds]
        total = sum(found.counts.get(kind, 0) for kind in kinds)
        yield Group(key, name, total, tuple(map(_citing, texts)))


def _cited(text: CitedText, *, tell: bool) -> tuple[PassageRow, ...]:
    """A text that is cited, with its places; ``tell`` what is done to it, if that is anything."""
    row = text.row
    told = (
        row.number if row is not None else (text.number if text.title else None),
        text.relation.label if tell and text.relation is not Relation.MENTIONS else "",
        "仅题名相同" if text.by_title_only else "",
        f"库中 {text.cited_by} 件引用" if text.cited_by > 1 else "",
        "库中没有" if row is None and text.relation in EFFECTS else "",
    )
    first = text.places[0] if text.places else None
    title = row.title if row is not None else _as_cited(text)
    head = PassageRow(
        RowKind.DOCUMENT,
        title,
        note="　".join(filter(None, told)),
        count=len(text.places) if len(text.places) > 1 else None,
        document=row.id if row is not None else None,
        at=first.at if first is not None and row is None else None,
        length=first.length if first is not None and row is None else 0,
        faint=row is None,
    )
    return (head, *(_passage(place, None) for place in text.places))


def _as_cited(text: CitedText) -> str:
    return f"《{text.title}》" if text.title else text.number or ""


def _citing(text: CitingText) -> tuple[PassageRow, ...]:
    told = (
        text.row.number,
        text.relation.label if text.relation in (*_ENDED, *_PASSED_ON) else "",
        "仅题名相同" if text.by_title_only else "",
        chinese_date(text.row.date),
    )
    first = text.places[0]
    head = PassageRow(
        RowKind.DOCUMENT,
        text.row.title,
        note="　".join(filter(None, told)),
        count=len(text.places) if len(text.places) > 1 else None,
        document=text.row.id,
        at=first.at,
        length=first.length,
    )
    return (head, *(_passage(place, text.row.id) for place in text.places))


def _passage(place: CitingPlace, opens: str | None) -> PassageRow:
    """The sentence of a citation; ``opens`` is the document it stands in, if another."""
    start = max(0, place.start - _BEFORE)
    end = min(len(place.sentence), place.end + _AFTER)
    lead = "…" if start else ""
    tail = "…" if end < len(place.sentence) else ""
    shift = start - len(lead)
    where = (place.head, _where(place.place))
    return PassageRow(
        RowKind.PASSAGE,
        lead + place.sentence[start:end] + tail,
        note="　".join(filter(None, where)),
        start=place.start - shift,
        end=place.end - shift,
        document=opens,
        at=place.at,
        length=place.length,
    )


def _where(place: str) -> str:
    """二（三） as it is; 二 alone, which would look like a dash or a stray word, as 二、."""
    return f"{place}、" if _NUMERAL.fullmatch(place) else place


def _copies(relations: Relations) -> Group:
    """The copies of the document in other gazettes, and which of them citations open."""
    entries = [(_copy(row, relations),) for row in relations.copies]
    here = relations.document
    if relations.preferred != here:
        entries.append((PassageRow(RowKind.MORE, "让引文打开本份", group=PREFER),))
    if relations.preferred is not None:
        entries.append((PassageRow(RowKind.MORE, "不再指定引文打开哪一份", group=PREFER_NONE),))
    return Group("copies", "同一公文的各份", len(relations.copies), tuple(entries))


def _copy(row: CatalogRow, relations: Relations) -> PassageRow:
    first: Sequence[CatalogRow] = relations.copies[:1]
    opened = "引文打开这一份" + ("（您指定的）" if relations.preferred == row.id else "")
    told = (
        chinese_date(row.date),
        "本份" if row.id == relations.document else "",
        "" if row.complete else "不完整",
        opened if row in first else "",
    )
    return PassageRow(
        RowKind.DOCUMENT,
        row.source,
        note="　".join(filter(None, told)),
        document=row.id if row.id != relations.document else None,
    )
