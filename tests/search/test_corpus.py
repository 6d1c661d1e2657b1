"""The texts in memory."""

from __future__ import annotations

from zhupi.search.corpus import Corpus, Entry


def entry(id_: str, *blocks: str) -> Entry:
    return Entry.of(id_, blocks, ["paragraph"] * len(blocks), title="")


def test_blocks_are_folded_one_by_one() -> None:
    made = Entry.of(
        "d",
        ["标　题", "一、（一）", "表\t格\n二行"],
        ["title", "heading", "table"],
        title="标 题",
        headings=["（二）内\u3000嵌。"],
    )
    assert made.text == "标题\n一、(一)\n表格二行"
    assert made.heads == "标题\n一、(一)\n(二)内嵌。"
    assert made.name == "标题"


def test_the_fingerprint_tells_texts_apart_and_blocks_too() -> None:
    prints = {entry("d", *blocks).fingerprint for blocks in [("甲", "乙"), ("甲乙",), ("甲",)]}
    assert len(prints) == 3
    assert entry("d", "Ａ").fingerprint == entry("e", "a").fingerprint


def test_a_snapshot_stays_as_it_was() -> None:
    corpus = Corpus()
    corpus.put(entry("a", "甲乙"))
    before = corpus.snapshot()
    assert corpus.snapshot() is before
    corpus.put(entry("b", "甲乙丙丁"))
    corpus.put(entry("a", "甲"))
    corpus.remove("nowhere")
    after = corpus.snapshot()
    assert before.entries.keys() == {"a"}
    assert before.entries["a"].text == "甲乙"
    assert after.entries.keys() == {"a", "b"}
    assert after.relative_lengths == {"a": 0.4, "b": 1.6}
    corpus.remove("a")
    corpus.remove("b")
    assert len(corpus) == 0
    assert corpus.snapshot().relative_lengths == {}


def test_newest_first_then_as_the_sources_have_them() -> None:
    corpus = Corpus()
    dated = [("a", "2016-08-16", 3), ("b", None, 1), ("c", "2018-06-27", 4), ("d", "2016-08-16", 2)]
    for id_, date, order in dated:
        corpus.put(Entry.of(id_, [], [], title="", date=date, order=(order,)))
    ranks = corpus.snapshot().newest_first
    assert sorted(ranks, key=ranks.__getitem__) == ["c", "d", "a", "b"]
