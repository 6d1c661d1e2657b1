"""Lists and counts of annotations, against a scan in Python."""

import random
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State, Style
from zhupi.storage import Annotations, Database
from zhupi.storage.database import FILE_NAME
from zhupi.storage.listing import Listing
from zhupi.storage.model import NoteFilter, NoteSort

SPACES = [chr(code) for code in range(0x110000) if chr(code).isspace()]
WORDS = "财政事权责任ＡbＣ１2 （）国发重点．"
TAGS = ("重点", "存疑", "Ａb", "ab", "AB", "数据")
ISSUERS = ("国务院", "国务院办公厅", "四川省人民政府")
START = datetime(2020, 1, 1, tzinfo=UTC)


def plain(text: str) -> str:
    """Folding, done independently, for texts in which no space stays."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True)
class Doc:
    id: str
    rank: tuple[int, int]
    issuers: tuple[str, ...]
    year: int | None
    live: bool


@dataclass
class Made:
    """A library and what is in it, as plain objects."""

    listing: Listing
    annotations: Annotations
    docs: dict[str, Doc]
    notes: list[Annotation]

    def ids(self, wanted: NoteFilter, sort: NoteSort = NoteSort.DOCUMENT) -> list[str]:
        return self.listing.ids(self.listing.serials(wanted, sort))

    def scan(self, wanted: NoteFilter) -> list[Annotation]:
        found = [one for one in self.notes if meets(one, self.docs[one.document], wanted)]
        return sorted(found, key=lambda one: order(one, self.docs[one.document]))


def order(one: Annotation, doc: Doc) -> tuple[object, ...]:
    place = (0, 0) if one.selector is None else (one.selector.start, one.selector.end)
    return doc.rank, one.kind is Kind.NOTE, *place, one.created


def meets(one: Annotation, doc: Doc, wanted: NoteFilter) -> bool:
    day = one.created.astimezone().date()
    words = [one.note, *([one.selector.quote] if one.selector else [])]
    return (
        doc.live
        and one.deleted is None
        and any(plain(wanted.text) in plain(text) for text in words)
        and {plain(tag.strip("#")) for tag in wanted.tags} <= set(map(plain, one.tags))
        and (not wanted.colours or one.colour in wanted.colours)
        and (wanted.issuer is None or wanted.issuer in (doc.issuers or ("",)))
        and (wanted.year is None or wanted.year == (doc.year or 0))
        and wanted.document in (None, doc.id)
        and (wanted.since is None or wanted.since <= day)
        and (wanted.until is None or day <= wanted.until)
        and (not wanted.orphans or one.state is State.ORPHAN)
        and wanted.kind in (None, one.kind)
        and (wanted.style is None or (one.style is wanted.style and one.kind is Kind.HIGHLIGHT))
        and (wanted.noted is None or wanted.noted == bool(one.note.strip()))
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    rng = random.Random(20)  # noqa: S311 - the same library each time
    database = Database(tmp_path_factory.mktemp("listing"))
    annotations = Annotations(database)
    with database.writing() as connection:
        docs = {}
        for source in range(1, 5):
            connection.execute(
                "INSERT INTO source (id, name, path, sha256, encoding, raw, parser, reading,"
                " imported, deleted) VALUES (?, 'n', 'p', ?, 'utf-8', x'', 1, '{}', '2020', ?)",
                (source, str(source), "2021" if source == 4 else None),
            )
            for ordinal in range(1, 6):
                doc = Doc(
                    f"{rng.randrange(16**6):06x}-{ordinal}",  # ids sort otherwise than documents
                    (source, ordinal),
                    tuple(rng.sample(ISSUERS, rng.randrange(3))),
                    rng.choice([None, 2016, 2017]),
                    source != 4 and ordinal != 5,
                )
                docs[doc.id] = doc
                issuers = "[" + ",".join(f'"{name}"' for name in doc.issuers) + "]"
                connection.execute(
                    "INSERT INTO document (id, source, ordinal, work, title, issuers, year,"
                    " complete, first_line, last_line, doubts, revision, deleted)"
                    " VALUES (?, ?, ?, 'w', 't', ?, ?, 1, 1, 1, 0, 1, ?)",
                    (doc.id, source, ordinal, issuers, doc.year, "2021" if ordinal == 5 else None),
                )
        notes = [note(rng, at, rng.choice(list(docs))) for at in range(600)]
        for one in notes:
            annotations.save(connection, one)
    yield Made(Listing(database), annotations, docs, notes)
    database.close()


def words(rng: random.Random, longest: int) -> str:
    return "".join(rng.choice(WORDS.replace(" ", "")) for _ in range(rng.randrange(longest)))


def note(rng: random.Random, at: int, document: str) -> Annotation:
    created = START + timedelta(hours=rng.randrange(2_000), milliseconds=at)
    highlight = rng.random() < 0.9
    start = rng.randrange(50)
    quote = words(rng, 9) or "字"
    return Annotation(
        id=f"{rng.randrange(16**8):08x}",
        document=document,
        kind=Kind.HIGHLIGHT if highlight else Kind.NOTE,
        selector=Selector(start, start + len(quote), quote) if highlight else None,
        colour=rng.choice(list(Colour)) if highlight else None,
        heading="",
        note=rng.choice(["", rng.choice(SPACES), words(rng, 6)]),
        tags=tuple(rng.sample(TAGS[:3], rng.randrange(3))),
        created=created,
        modified=created + timedelta(hours=rng.randrange(500)),
        state=rng.choice([State.ANCHORED, State.ORPHAN]) if highlight else State.ANCHORED,
        style=rng.choice(list(Style)) if highlight else Style.HIGHLIGHT,
        deleted=created if rng.random() < 0.1 else None,
    )


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | st.none() | values


FILTERS = st.builds(
    NoteFilter,
    text=st.just("") | st.text(WORDS, max_size=2),
    tags=st.just(()) | st.lists(st.sampled_from([*TAGS, "#重点", "没有"]), max_size=2).map(tuple),
    colours=st.just(()) | st.lists(st.sampled_from(Colour), max_size=2, unique=True).map(tuple),
    issuer=maybe(st.sampled_from([*ISSUERS, "", "没有"])),
    year=maybe(st.sampled_from([0, 2016, 2017, 1999])),
    since=maybe(st.dates(date(2019, 12, 30), date(2020, 3, 30))),
    until=maybe(st.dates(date(2019, 12, 30), date(2020, 3, 30))),
    orphans=st.booleans(),
    kind=maybe(st.sampled_from(Kind)),
    style=maybe(st.sampled_from(Style)),
    noted=maybe(st.booleans()),
)

many = settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@given(FILTERS, st.integers(0, 30))
@many
def test_a_list_is_a_scan_in_document_order(made: Made, wanted: NoteFilter, at: int) -> None:
    if at < 20:
        wanted = replace(wanted, document=list(made.docs)[at])
    assert made.ids(wanted) == [one.id for one in made.scan(wanted)]


@given(FILTERS)
@many
def test_by_time_the_latest_come_first(made: Made, wanted: NoteFilter) -> None:
    found = made.scan(wanted)
    by_id = {one.id: one for one in found}
    for sort in (NoteSort.CREATED, NoteSort.MODIFIED):
        ids = made.ids(wanted, sort)
        times = [getattr(by_id[id_], sort.value) for id_ in ids]
        assert times == sorted(times, reverse=True)
        assert sorted(ids) == sorted(by_id)


@given(FILTERS)
@many
def test_counts_are_those_of_a_scan(made: Made, wanted: NoteFilter) -> None:
    counts = made.listing.counts(wanted)

    def scanned(**left: object) -> list[Annotation]:
        return made.scan(replace(wanted, **left))

    assert dict(counts.colours) == Counter(
        one.colour for one in scanned(colours=()) if one.colour is not None
    )
    issuers, years = Counter[str](), Counter[int]()
    for one in scanned(issuer=None):
        issuers.update(made.docs[one.document].issuers or ("",))
    for one in scanned(year=None):
        years[made.docs[one.document].year or 0] += 1
    assert counts.issuers == tuple(sorted(issuers.items(), key=lambda entry: (-entry[1], entry[0])))
    assert counts.years == tuple(sorted(years.items(), reverse=True))
    assert counts.orphans == sum(one.state is State.ORPHAN for one in scanned(orphans=False))
    assert counts.noted == sum(bool(one.note.strip()) for one in scanned(noted=None))
    assert counts.underlined == sum(one.style is Style.UNDERLINE for one in scanned(style=None))
    tags = Counter(tag for one in scanned() for tag in set(map(plain, one.tags)))
    assert {plain(tag): number for tag, number in counts.tags} == tags
    assert [number for _, number in counts.tags] == sorted(tags.values(), reverse=True)


@pytest.mark.parametrize(
    ("prefix", "found"),
    [("重", ["重点"]), ("#ａ", ["ab"]), ("AB", ["ab"]), ("b", []), ("", ["重点", "存疑", "ab"])],
)
def test_tags_begin_with_a_prefix(made: Made, prefix: str, found: list[str]) -> None:
    live = Counter(plain(tag) for one in made.scan(NoteFilter()) for tag in one.tags)
    tags = made.listing.tags(prefix)
    assert sorted((plain(tag), number) for tag, number in tags) == sorted(
        (tag, live[tag]) for tag in found
    )
    assert made.listing.tags(prefix, 1) == tags[:1]


@pytest.mark.parametrize("words_", [["财"], ["财", "政"], ["重点"], ["ab", "责"], ["没有这些"]])
def test_holding_looks_into_notes_and_tags(made: Made, words_: list[str]) -> None:
    def holds(one: Annotation) -> bool:
        fields = [plain(one.note), *map(plain, one.tags)]
        return all(any(word in field for field in fields) for word in words_)

    expected = [one.id for one in made.scan(NoteFilter()) if holds(one)]
    assert made.listing.ids(made.listing.holding(words_)) == expected


def test_documents_with_a_tag_or_a_word(made: Made) -> None:
    live = made.scan(NoteFilter())
    assert made.listing.documents_with(tag="ab") == {
        one.document for one in live if "ab" in map(plain, one.tags)
    }
    assert made.listing.documents_with(note="财政") == {
        one.document for one in live if "财政" in plain(one.note)
    }


def test_rows_come_back_whole_and_in_the_order_asked(made: Made) -> None:
    serials = list(made.listing.serials(NoteFilter()))[::-5]
    by_id = {one.id: one for one in made.notes}
    found = made.annotations.with_serials(serials)
    assert found == [by_id[id_] for id_ in made.listing.ids(serials)]
    assert len(found) > 50


def test_choosing_reads_indices_only(made: Made) -> None:
    """What the speed at 100,000 rests on."""
    database = made.listing._database
    plans: list[str] = []
    reader = database.reader
    statements: list[str] = []
    reader.set_trace_callback(statements.append)
    try:
        for sort in NoteSort:
            made.listing.serials(NoteFilter(year=2016, colours=(Colour.RED,), noted=True), sort)
    finally:
        reader.set_trace_callback(None)
    for statement in statements:
        if "INDEXED BY" in statement:
            plans += [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {statement}")]
    mine = [plan for plan in plans if " annotation" in plan]
    assert len(mine) == len(NoteSort)
    assert all("COVERING INDEX" in plan for plan in mine)
    assert not any("TEMP B-TREE" in plan for plan in plans)


def test_a_copy_made_by_vacuum_is_the_same_library(made: Made, tmp_path: Path) -> None:
    """VACUUM gives rows other hidden numbers; nothing rests on those."""
    with sqlite3.connect(made.listing._database.path) as outside:
        outside.execute("VACUUM INTO ?", (str(tmp_path / FILE_NAME),))
    outside.close()
    copy = Database(tmp_path)
    for wanted in (NoteFilter(), NoteFilter(text="财"), NoteFilter(tags=("ab",))):
        listing = Listing(copy)
        assert listing.ids(listing.serials(wanted)) == made.ids(wanted)
    copy.close()
