"""Places and passages in the original text."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.folding import fold
from zhupi.search.corpus import Corpus
from zhupi.search.engine import Engine
from zhupi.search.entry import Entry
from zhupi.search.query import parse
from zhupi.search.snippets import Place, _one_for_one, passages, places

BLOCKS = [
    "国务院关于财政事权的意见",
    "一、总体要求",
    "推进财 政　事\n权改革。财政事权由中央决定……财政事权",
    "到２０２０年，财政收入。",
]


def test_offsets_are_the_same_where_each_character_folds_into_one() -> None:
    for code in [*range(0xD800), *range(0xE000, sys.maxunicode + 1)]:
        char = chr(code)
        block = f"财{char}政½事"  # ½ folds into three, which a lost character must not make up for
        folded = fold(block)
        assert char.isspace() or len(folded) >= len(block) + 2
        assert not _one_for_one(block, folded)


@given(st.text(st.one_of(st.sampled_from("财政 　\n½㈠¨ﬁＡａ1İ"), st.characters()), max_size=12))
def test_passages_stand_where_the_places_are(text: str) -> None:
    block = f"{text}财政{text}"
    passage = passages([block], parse("财政"))[0]
    assert passage.place == places([block], parse("财政"))[0]


def test_every_place_in_the_original() -> None:
    found = places(BLOCKS, parse("财政事权"))
    assert found == [Place(0, 5, 9), Place(2, 2, 9), Place(2, 12, 16), Place(2, 23, 27)]
    assert [BLOCKS[p.block][p.start : p.end] for p in found] == [
        "财政事权",
        "财 政　事\n权",
        "财政事权",
        "财政事权",
    ]


def test_overlaps_and_several_terms_in_the_order_of_the_text() -> None:
    assert places(["人人人", "人民"], parse("人人 OR 人民")) == [
        Place(0, 0, 2),
        Place(0, 1, 3),
        Place(1, 0, 2),
    ]
    assert places(["甲乙甲"], parse("乙 甲")) == [Place(0, 0, 1), Place(0, 1, 2), Place(0, 2, 3)]


def test_a_hit_inside_a_folded_character_takes_all_of_it() -> None:
    assert places(["好…"], parse("..")) == [Place(0, 1, 2), Place(0, 1, 2)]


def test_what_is_excluded_is_no_place() -> None:
    assert places(["甲乙"], parse("甲 -乙")) == [Place(0, 0, 1)]
    assert places(["甲乙"], parse("标题:甲")) == []


@given(
    st.lists(st.text("财政…½a 　\n人", max_size=12), max_size=5), st.text("财政.2a人", max_size=3)
)
def test_there_are_as_many_places_as_the_count_says(blocks: list[str], run: str) -> None:
    corpus = Corpus()
    corpus.put(Entry.of("d", blocks, ["paragraph"] * len(blocks), title=""))
    results = Engine(corpus).search(f'"{run}"')
    found = places(blocks, results.asked)
    assert sum(hit.count for hit in results.hits) == len(found)
    for place in found:
        assert results.asked.terms[0].within(fold(blocks[place.block][place.start : place.end]))


def test_passages_come_from_different_blocks_and_show_each_term() -> None:
    shown = passages(BLOCKS, parse("财政事权 收入"))
    assert [passage.place.block for passage in shown] == [0, 2, 3]
    matches = [p.text[p.match_start : p.match_end] for p in shown]
    assert matches == ["财政事权", "财 政　事\n权", "收入"]
    assert len(passages(BLOCKS, parse("财政"), most=2)) == 2
    assert passages(BLOCKS, parse("没有")) == []
    assert passages(BLOCKS, parse("财政事权 收入"), folded=map(fold, BLOCKS)) == shown


def test_a_late_term_takes_the_place_of_an_early_repetition() -> None:
    shown = passages(["甲一", "甲二", "甲三", "甲四", "乙"], parse("甲 乙"))
    assert [passage.text for passage in shown] == ["甲一", "甲二", "乙"]


def test_a_passage_begins_with_its_sentence_or_a_little_before_the_match() -> None:
    near = "上一句。" + "本句" * 5 + "财政" + "后" * 100
    (passage,) = passages([near], parse("财政"))
    assert passage.text == "本句" * 5 + "财政" + "后" * 68
    far = "前" * 100 + "财政" + "后" * 10
    (passage,) = passages([far], parse("财政"))
    assert passage.text == "前" * 24 + "财政" + "后" * 10
    assert (passage.match_start, passage.match_end) == (24, 26)
    after_space = "。　　" + "甲财政"
    (passage,) = passages([after_space], parse("财政"))
    assert passage.text == "甲财政"
    long = "财" * 200
    (passage,) = passages([long], parse(long))
    assert passage.text == long
