"""Whether a text is in force, in words: always according to the documents of this library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhupi.gazette.date_words import chinese_date
from zhupi.gazette.statements import Relation, Validity
from zhupi.library.citation_model import Ground, Standing, State
from zhupi.library.model import CatalogRow

ACCORDING = "据本库文件"
NO_VERDICT = "只说本库中的文件怎么写，不是定论。"

_DEEDS = {Relation.REPEALS: "废止", Relation.REPLACES: "替代", Relation.REVISES: "修改"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; those with a ``ground`` lead to the document that it names."""

    words: str
    ground: Ground | None = None


def in_hits(state: State | None) -> str:
    """The quiet word beside a document in a list: nothing for one that is in force."""
    return "" if state is None or state is State.IN_FORCE else state.label


def tip_in_hits(word: str) -> str:
    """What the quiet word rests on."""
    return f"{word}：{ACCORDING}，或是您自己标注的。"


def named(row: CatalogRow) -> str:
    """A document in a sentence: 《title》（number）."""
    return f"《{row.title}》（{row.number}）" if row.number else f"《{row.title}》"


def headline(standing: Standing, today: date) -> tuple[Piece, ...]:
    """What the strip over the page says; nothing where nothing is known."""
    said = _library_says(standing, today)
    if not standing.by_user or standing.state is None:
        return said
    own = f"您已标为“{standing.state.label}”"
    return (Piece(f"{own}。" if said else own), *said)


def _library_says(standing: Standing, today: date) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    grounds = [one for one in standing.grounds if one.relation in _DEEDS]
    if grounds:
        first = grounds[0]
        subject = f"其中的《{first.part}》" if first.part else ""
        sure = "（仅题名相同，不一定是本文）" if first.by_title_only else ""
        others = len({one.row.id for one in grounds}) - 1
        more = f"，另有 {others} 件涉及本文效力" if others else ""
        pieces += [
            Piece(f"{ACCORDING}，{subject}{_when(first)}被"),
            Piece(named(first.row), first),
            Piece(f"{_DEEDS[first.relation]}{sure}{more}"),
        ]
    terms = [
        one
        for one in standing.validity
        if one.ends is not None or (one.starts or "") > today.isoformat()
    ]
    extensions = [one for one in standing.grounds if one.relation is Relation.EXTENDS]
    if terms:
        lead = "；" if pieces else f"{ACCORDING}，"
        said = (
            f"{'所附文件' if one.enclosure else ''}{term(one, today, longer=bool(extensions))}"
            for one in terms
        )
        pieces.append(Piece(lead + "；".join(said)))
    if extensions:
        pieces += _extension(extensions[-1], today, "，后" if pieces else f"{ACCORDING}，有效期")
    return tuple(pieces)


def _extension(ground: Ground, today: date, lead: str) -> Iterator[Piece]:
    """，后由《甲通知》延长至2027年12月31日."""
    sure = "（仅题名相同，不一定是本文）" if ground.by_title_only else ""
    until = ""
    if ground.until is not None:
        over = "，已满" if ground.until < today.isoformat() else ""
        until = f"至{chinese_date(ground.until)}{over}"
    yield Piece(f"{lead}由")
    yield Piece(named(ground.row), ground)
    yield Piece(f"延长{sure}{until}")


def _when(ground: Ground) -> str:
    return "已" if ground.since is None else f"自{chinese_date(ground.since)}起将"


def term(validity: Validity, today: date, *, longer: bool = False) -> str:
    """自2018年1月1日起施行，有效期5年，至2022年12月31日，已满; not 已满 where it is made longer."""
    starts = f"自{chinese_date(validity.starts)}起" if validity.starts else ""
    deed = ("试行" if validity.trial else "施行") if starts else ""
    parts = [f"{starts}{deed}"] if starts else []
    if (validity.starts or "") > today.isoformat():
        parts.append("尚未施行")
    if validity.ends is not None:
        years = _years(validity)
        length = f"有效期{years}年，" if years else "有效期"
        over = "，已满" if validity.ends < today.isoformat() and not longer else ""
        parts.append(f"{length}至{chinese_date(validity.ends)}{over}")
    return "，".join(parts) + ("（从成文日期算起）" if validity.reckoned else "")


def _years(validity: Validity) -> int:
    """Whole years from the first day in force to the last, 0 where it is another length."""
    if validity.starts is None or validity.ends is None:
        return 0
    first, after = (
        date.fromisoformat(validity.starts),
        date.fromisoformat(validity.ends) + timedelta(days=1),
    )
    same_day = (first.month, first.day) == (after.month, after.day)
    return after.year - first.year if same_day else 0


def reasons(standing: Standing) -> Sequence[tuple[Ground | Validity, str]]:
    """What the state rests on, each with the sentence that says it."""
    return [
        *((one, one.place.sentence) for one in standing.grounds),
        *((one, " ".join(one.words.split())) for one in standing.validity),
    ]
