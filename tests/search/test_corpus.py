"""The texts in memory."""

from __future__ import annotations

from zhupi.search.corpus import Corpus
from zhupi.search.entry import Entry


def entry(id_: str, *blocks: str) -> Entry:
    return Entry.of(id_, blocks, ["paragraph"] * len(blocks), title="")


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
    assert [one.text for one in after.entries.values()] == ["甲", "甲乙丙丁"]
    corpus.remove("a")
    corpus.remove("b")
    assert len(corpus) == 0
    assert corpus.snapshot().entries == {}
