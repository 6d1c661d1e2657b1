"""Search compared with a brute-force scan that shares no code with it."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhupi.jobs import Cancelled, Job
from zhupi.search.corpus import Corpus
from zhupi.search.engine import Engine, Narrow
from zhupi.search.entry import Entry
from zhupi.search.index import Index

VERSIONS = "test"


# The scan: nothing of the program is used below


def plainly_folded(text: str) -> str:
    folded = "".join(unicodedata.normalize("NFKC", char).casefold() for char in text)
    result = ""
    for part in re.split(r"[\s\x1c-\x1f]+", folded):
        if part and re.search("[0-9a-z]$", result) and re.match("[0-9a-z]", part):
            result += " "
        result += part
    return result


def scan(blocks: list[str], run: str) -> int:
    """Count the starts of the folded run in folded blocks, one position after the other."""
    return sum(
        block.startswith(run, at) for block in blocks for at in range(len(block) - len(run) + 1)
    )


class Scan:
    """Folds each text once and scans it for every query."""

    def __init__(self, texts: Mapping[str, list[str]]) -> None:
        self.folded = {
            id_: [plainly_folded(block) for block in blocks] for id_, blocks in texts.items()
        }

    def counts(self, run: str) -> dict[str, int]:
        folded = plainly_folded(run)
        # The long way round only where Python's own `in` finds something at all.
        found = {
            id_: scan([block for block in blocks if folded in block], folded)
            for id_, blocks in self.folded.items()
        }
        return {id_: count for id_, count in found.items() if count}


@pytest.fixture(scope="session")
def brute(texts: dict[str, list[str]]) -> Scan:
    return Scan(texts)


@pytest.fixture(scope="session")
def indexed(entries: dict[str, Entry], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of every other document, in several segments, some of them out of date."""
    index = Index(tmp_path_factory.mktemp("index"), VERSIONS, batch=20_000)
    ids = list(entries)
    index.add((id_, entries[id_].text) for id_ in ids[::2])
    index.add([(ids[0], "过时的文字"), (ids[3], "财政事权\n事权"), ("gone", "已删除的公文财政")])
    index.add([(ids[5], entries[ids[5]].text)])
    yield index
    index.close()


def found(engine: Engine, query: str) -> dict[str, int]:
    results = engine.search(query)
    assert results.total == len(results.hits)
    return {hit.id: hit.count for hit in results.hits}


def quoted(run: str) -> str:
    return f'"{run}"'


def runs(texts: dict[str, list[str]]) -> st.SearchStrategy[str]:
    """Substrings of 1 to 12 characters of the texts, now and then over a line's end; and noise."""
    whole = ["\n".join(blocks) for blocks in texts.values()]

    @st.composite
    def substring(draw: st.DrawFn) -> str:
        text = draw(st.sampled_from(whole))
        start = draw(st.integers(0, len(text) - 12))
        return text[start : start + draw(st.integers(1, 12))]

    noise = st.text(st.sampled_from("财政事权的，。（〔２1a 国务院号第年"), min_size=1, max_size=6)
    return st.one_of(substring(), substring(), noise).filter(
        lambda run: '"' not in run and plainly_folded(run) != ""
    )


@pytest.mark.parametrize("with_index", [False, True])
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_run_of_text_is_counted_as_the_scan_counts_it(
    texts: dict[str, list[str]],
    corpus: Corpus,
    brute: Scan,
    indexed: Index,
    with_index: bool,
    data: st.DataObject,
) -> None:
    run = data.draw(runs(texts))
    engine = Engine(corpus, indexed if with_index else None)
    assert found(engine, quoted(run)) == brute.counts(run)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_limit_gives_the_first_of_all(
    texts: dict[str, list[str]], corpus: Corpus, indexed: Index, data: st.DataObject
) -> None:
    words = data.draw(st.lists(runs(texts), min_size=1, max_size=2))
    query = data.draw(st.sampled_from([" ", " OR "])).join(map(quoted, words))
    limit = data.draw(st.integers(0, 12))
    sort = data.draw(st.sampled_from(["relevance", "date", "issuer"]))
    for engine in (Engine(corpus), Engine(corpus, indexed)):
        everything = engine.search(query, sort=sort)
        limited = engine.search(query, sort=sort, limit=limit)
        assert limited.hits == everything.hits[:limit]
        assert limited.ranked.page(limit, limit + 5) == everything.hits[limit : limit + 5]
        assert (limited.total, limited.facets) == (everything.total, everything.facets)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_run_typed_without_quotes_is_the_same_run(
    texts: dict[str, list[str]], corpus: Corpus, brute: Scan, indexed: Index, data: st.DataObject
) -> None:
    """Unless it has a sign of the query language, or is a number and so found in any writing."""
    run = data.draw(runs(texts).filter(lambda run: not re.search(r"[\s()]|^-|[:：]|〕|号", run)))
    assert found(Engine(corpus, indexed), run) == brute.counts(run)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_boolean_mixtures_are_what_the_scan_says(
    texts: dict[str, list[str]],
    entries: dict[str, Entry],
    corpus: Corpus,
    brute: Scan,
    indexed: Index,
    data: st.DataObject,
) -> None:
    """Each mixture is made beside the sets that it stands for, by a recursion of its own."""
    everything = set(texts)
    positive: set[str] = set()

    def mixture(depth: int, sense: bool) -> tuple[str, set[str]]:
        form = data.draw(st.sampled_from(["run", "year", "and", "or", "not"][: 5 if depth else 2]))
        if form == "run":
            run = data.draw(runs(texts))
            if sense:
                positive.add(plainly_folded(run))
            return quoted(run), set(brute.counts(run))
        if form == "year":
            first, last = sorted(data.draw(st.tuples(*[st.integers(2008, 2021)] * 2)))
            fitting = {id_ for id_ in everything if first <= (entries[id_].year or 0) <= last}
            return f"年份：{first}-{last}", fitting
        if form == "not":
            text, inner = mixture(depth - 1, not sense)
            sign = data.draw(st.sampled_from(["NOT ", "-"]))
            return f"{sign}({text})", everything - inner
        left, left_ids = mixture(depth - 1, sense)
        right, right_ids = mixture(depth - 1, sense)
        if form == "and":
            return f"({left} {right})", left_ids & right_ids
        return f"({left} OR {right})", left_ids | right_ids

    query, expected = mixture(data.draw(st.integers(1, 3)), True)
    counts: dict[str, int] = dict.fromkeys(expected, 0)
    for run in positive:
        for id_, count in brute.counts(run).items():
            if id_ in counts:
                counts[id_] += count
    assert found(Engine(corpus, indexed), query) == counts
    assert found(Engine(corpus), query) == counts


def test_words_apart_must_both_be_in_the_document(corpus: Corpus, brute: Scan) -> None:
    both = brute.counts("财政").keys() & brute.counts("土地").keys()
    assert found(Engine(corpus), "财政　土地").keys() == both
    assert both


# Small cases, read by eye


def small(*texts: list[str] | str) -> Corpus:
    corpus = Corpus()
    for at, blocks in enumerate(texts):
        blocks = [blocks] if isinstance(blocks, str) else blocks
        corpus.put(Entry.of(f"d{at}", blocks, ["paragraph"] * len(blocks), title="", order=(at,)))
    return corpus


@pytest.mark.parametrize(
    ("blocks", "query", "count"),
    [
        (["人人人人"], "人人", 3),
        (["人人人人"], "人人人", 2),
        (["人"], "人", 1),
        (["财政", "事权"], "财政事权", None),
        (["财 政\n事　权"], "财政事权", 1),
        (["ＷＴＯ  Rules"], '"wto rules"', 1),
        (["WTORules"], '"wto rules"', None),
        (["𠮷野家𠮷"], "𠮷", 2),
        (["𠮷野家𠮷"], "家𠮷", 1),
        (["好…"], "..", 2),
        (["根据国发〔２０１６〕４９号"], "根据国发[2016]49", 1),
        (["甲（2016）乙"], "甲[2016]乙", None),
        (["甲乙丙"], "甲乙 乙丙 甲乙", 2),
        (["甲乙丙"], "-丁 -甲", None),
        (["甲乙丙"], "-丁", 0),
        (["甲乙丙"], "-(-甲)", 1),
        (["甲OR乙"], "甲OR乙", 1),
        (["标题：甲"], '"标题：甲"', 1),
        (["二（一）丙"], "（一）", 1),
    ],
)
def test_counts_by_eye(tmp_path: Path, blocks: list[str], query: str, count: int | None) -> None:
    corpus = small(blocks)
    index = Index(tmp_path, VERSIONS)
    index.add((entry.id, entry.text) for entry in corpus.snapshot().entries.values())
    expected = {} if count is None else {"d0": count}
    assert found(Engine(corpus), query) == expected
    assert found(Engine(corpus, index), query) == expected
    index.close()


@pytest.mark.parametrize(
    "query", ["国发〔2016〕49号", "国发[2016]49号", "国发 2016 49", "国发（２０１６）４９号"]
)
def test_a_number_finds_its_document_and_those_that_cite_it(query: str) -> None:
    corpus = small(
        "落实国发[2016]49号和国发（2016）49号",
        "国发〔2016〕149号",
        "依照国发〔二〇一六〕四十九号。",
    )
    corpus.put(Entry.of("it", ["正文"], ["paragraph"], title="", number="国发〔2016〕49号"))
    results = Engine(corpus).search(query)
    assert {hit.id: hit.count for hit in results.hits} == {"it": 0, "d0": 2, "d2": 1}
    assert results.hits[0].id == "it"
    assert results.number is not None
    assert results.number.bearers == ("it",)
    assert set(results.number.citing) == {"d0", "d2"}


def test_a_number_in_the_number_field_finds_who_bears_it() -> None:
    corpus = small("见国发〔2016〕49号")
    corpus.put(Entry.of("it", ["文"], ["paragraph"], title="", other_numbers=("国发〔2016〕49号",)))
    results = Engine(corpus).search("文号:国发 2016 49")
    assert [(hit.id, hit.count) for hit in results.hits] == [("it", 0)]
    assert results.number is not None
    assert results.number.citing == ("d0",)
    assert found(Engine(corpus), "文号：国发[2016]") == {"it": 0}
    assert found(Engine(corpus), "文号:国办发") == {}


def test_the_end_of_a_longer_number_is_no_citation() -> None:
    corpus = small(
        "见川府发〔2018〕1号", "见府发〔2018〕1号", "见川府发〔2018〕1号和府发〔2018〕1号"
    )
    numbers = [("it", "川府发〔2018〕7号"), ("other", "府发〔2018〕7号")]
    for id_, number in numbers:
        corpus.put(Entry.of(id_, ["文"], ["paragraph"], title="", number=number))
    results = Engine(corpus).search("府发〔2018〕1号")
    assert {hit.id: hit.count for hit in results.hits} == {"d0": 1, "d1": 1, "d2": 2}
    assert results.number is not None
    assert results.number.citing == ("d1", "d2")
    corpus.put(Entry.of("d3", ["落实好府发〔2018〕1号"], ["paragraph"], title=""))
    answer = Engine(corpus).search("府发 2018 1").number
    assert answer is not None
    assert set(answer.citing) == {"d1", "d2", "d3"}


def test_what_only_looks_like_a_number_is_searched_as_text() -> None:
    corpus = small("到2020年10月底前", "国发2016年内有50件")
    results = Engine(corpus).search("到2020年10")
    assert [(hit.id, hit.count) for hit in results.hits] == [("d0", 1)]
    assert results.number is None


def test_of_a_number_that_is_nowhere_it_is_said_also_where_the_words_are_found() -> None:
    corpus = small("国发2016年内有50件")
    results = Engine(corpus).search("国发 2016 50")
    assert [(hit.id, hit.count) for hit in results.hits] == [("d0", 3)]
    assert results.number is not None
    assert (results.number.number, results.number.bearers) == ("国发〔2016〕50号", ())


def test_a_wrong_query_is_explained_and_searched_as_text() -> None:
    corpus = small("他说“甲（乙”", '说"甲')
    results = Engine(corpus).search('说"甲')
    assert [(hit.id, hit.count) for hit in results.hits] == [("d1", 1)]
    assert results.warning == "引号没有成对；已按普通文字查找。"


def described() -> Corpus:
    corpus = Corpus()
    both = ("四川省人民政府", "国务院")
    rows = [
        ("a", "国务院关于蓝天的通知", ("国务院",), 2018, "通知", "2018-06-27", "其他"),
        ("b", "四川省人民政府意见", both, 2016, "意见", "2016-08-16", "蓝天蓝天"),
        ("c", "四川省人民政府决定", ("四川省人民政府",), None, None, None, "蓝天"),
    ]
    for at, (id_, title, issuers, year, kind, date, text) in enumerate(rows):
        blocks, kinds = [title, "甲" if id_ != "c" else "蓝天保卫", text], ["title", "heading", "x"]
        entry = Entry.of(
            id_, blocks, kinds, title=title, issuers=issuers, year=year, kind=kind, date=date,
            order=(at,),
        )  # fmt: skip
        corpus.put(entry)
    return corpus


def test_title_hits_come_before_heading_hits_before_body_hits() -> None:
    results = Engine(described()).search("蓝天")
    assert [(hit.id, hit.count, hit.in_title) for hit in results.hits] == [
        ("a", 1, True),
        ("c", 2, False),
        ("b", 2, False),
    ]


def test_sorts_by_date_and_by_issuer_and_limits() -> None:
    engine = Engine(described())
    assert [hit.id for hit in engine.search("蓝天", sort="date").hits] == ["a", "b", "c"]
    assert [hit.id for hit in engine.search("蓝天", sort="issuer").hits] == ["c", "b", "a"]
    limited = engine.search("蓝天", sort="date", limit=1)
    assert (limited.total, [hit.id for hit in limited.hits]) == (3, ["a"])
    assert engine.search("蓝天", limit=0).hits == ()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("机关:国务院", "ab"),
        ("issuer:四川", "bc"),
        ("标题：蓝天", "a"),
        ("文种:通知", "a"),
        ("年份:2016-2018", "ab"),
        ("年份:2018", "a"),
        ("机关:四川 蓝天保卫", "c"),
        ("标题:意见 OR 年份:2018", "ab"),
        ("蓝天 -机关:国务院", "c"),
        ("批注:重要", ""),
    ],
)
def test_fields(query: str, ids: str) -> None:
    assert set(found(Engine(described()), query)) == set(ids)


def test_facets_count_within_the_other_choices() -> None:
    engine = Engine(described())
    facets = engine.search("蓝天").facets
    assert dict(facets.issuers) == {"国务院": 2, "四川省人民政府": 2}
    assert facets.years == ((2018, 1), (2016, 1), (0, 1))
    assert dict(facets.kinds) == {"通知": 1, "意见": 1, "": 1}
    narrowed = engine.search("蓝天", narrow=Narrow(issuer="国务院", year=2016))
    assert [hit.id for hit in narrowed.hits] == ["b"]
    assert narrowed.total == 1
    assert dict(narrowed.facets.issuers) == {"国务院": 1, "四川省人民政府": 1}
    assert dict(narrowed.facets.years) == {2018: 1, 2016: 1}
    unknown = engine.search("蓝天", narrow=Narrow(year=0, kind=""))
    assert [hit.id for hit in unknown.hits] == ["c"]


def test_without_marks_the_user_is_told() -> None:
    results = Engine(described()).search("蓝天 OR -批注:重")
    assert results.warning == "这里不能按批注或标签查找。"
    assert results.total == 3


def test_notes_are_asked_of_the_caller() -> None:
    asked = []

    def marks(field: str, value: str) -> set[str]:
        asked.append((field, value))
        return {"b", "elsewhere"}

    engine = Engine(described(), marks=marks)
    assert set(found(engine, "批注:重 蓝天")) == {"b"}
    assert set(found(engine, "-tag:ＡＢ 蓝天")) == {"a", "c"}
    assert asked == [("note", "重"), ("tag", "ab")]


def test_a_changed_and_a_removed_document_are_found_as_they_are_now(tmp_path: Path) -> None:
    corpus = small("旧文甲乙丙", "甲乙丙", "丁")
    index = Index(tmp_path, VERSIONS)
    index.add((entry.id, entry.text) for entry in corpus.snapshot().entries.values())
    engine = Engine(corpus, index)
    assert found(engine, "甲乙") == {"d0": 1, "d1": 1}
    corpus.put(Entry.of("d0", ["新文乙丙"], ["paragraph"], title=""))
    corpus.remove("d1")
    corpus.put(Entry.of("d9", ["甲乙甲乙"], ["paragraph"], title=""))
    assert found(engine, "甲乙") == {"d9": 2}
    assert found(engine, "甲") == {"d9": 2}
    assert found(engine, "新文乙") == {"d0": 1}
    index.close()


def test_a_search_called_off_raises() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        Engine(small("甲")).search("甲", job=job)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.sampled_from(string.printable + '"()-ORNOT：标题文号年份国'), max_size=12))
def test_whatever_is_typed_an_answer_comes_back(corpus: Corpus, query: str) -> None:
    results = Engine(corpus).search(query, limit=3)
    assert results.query == query
    assert results.total >= len(results.hits)
