from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhupi.annotations.anchoring import describe
from zhupi.annotations.similar import around, similar

BEFORE = "各地区要充分认识这项工作的重要意义，切实加强组织领导，明确任务分工。"
WORDS = "到2018年底公开率达到百分之八十以上，未达标的予以通报。"
AFTER = "省级人民政府每年十二月底前将落实情况报送国务院。"


def test_words_written_anew_between_the_same_contexts() -> None:
    selector = describe(BEFORE + WORDS + AFTER, len(BEFORE), len(BEFORE) + len(WORDS))
    anew = "公开率逐年提高，具体目标由各地自定。"
    text = "𠮷\n" + BEFORE + anew + AFTER
    best = similar(text, selector, 3)[0]
    assert text[best.start : best.end] == anew
    assert best.context == 1.0
    assert best.similarity < 0.5


def test_like_words_far_away_and_near_ones() -> None:
    selector = describe(BEFORE + WORDS + AFTER, len(BEFORE), len(BEFORE) + len(WORDS))
    near, far = WORDS.replace("2018", "2020"), WORDS.replace("2018", "2022")
    text = AFTER + far + "\n" + BEFORE + near + AFTER
    best, second = similar(text, selector, 2)
    assert text[best.start : best.end] == near
    assert text[second.start : second.end] == far
    assert best.similarity == second.similarity > 0.9
    assert best.context > second.context


def test_a_text_without_anything_like_it() -> None:
    selector = describe(WORDS, 0, len(WORDS))
    assert similar("", selector, 3) == []
    assert similar("甲乙丙丁", selector, 3) == []


def test_what_stands_around_ends_with_the_text() -> None:
    assert around("一二三四", 1, 2) == ("一", "三四")
    assert around("甲" * 100, 50, 51) == ("甲" * 32, "甲" * 32)


@settings(max_examples=100)
@given(
    text=st.text(alphabet="甲乙丙。，\n𠮷Ａa 1㈠", max_size=60),
    old=st.text(alphabet="甲乙丙。，\n𠮷Ａa 1㈠", min_size=1, max_size=60),
    data=st.data(),
)
def test_candidates_are_stretches_of_the_text_that_do_not_overlap(
    text: str, old: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    found = similar(text, describe(old, start, end), 5)
    assert len(found) <= 5
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for at, one in enumerate(found):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.similarity <= 1
        assert 0 <= one.context <= 1
        assert all(one.end <= two.start or two.end <= one.start for two in found[:at])
