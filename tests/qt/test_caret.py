"""The steps of the caret by words: read off a sentence, and true of any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhupi.qt.caret import word_step

SENTENCE = "到2020年，基本完成PPP改革。\n二、其他𠮷事"


def test_a_run_of_chinese_ends_at_a_digit_a_letter_or_a_sign() -> None:
    stops, at = [], 0
    while at < len(SENTENCE):
        to = word_step(SENTENCE, at, 1)
        stops.append(SENTENCE[at:to])
        at = to
    assert stops == [
        "到", "2020", "年", "，", "基本完成", "PPP", "改革", "。\n", "二", "、", "其他𠮷事",
    ]  # fmt: skip


def test_backwards_from_the_middle_of_a_run_is_its_beginning() -> None:
    at = SENTENCE.index("完成")
    assert SENTENCE[word_step(SENTENCE, at, -1) :].startswith("基本完成")


@given(st.text(st.sampled_from("字a1 ，\n𠮷"), max_size=30), st.data())
def test_both_directions_stop_at_the_same_places(text: str, data: st.DataObject) -> None:
    def stops(at: int, step: int) -> list[int]:
        found = [at]
        while found[-1] != (len(text) if step > 0 else 0):
            found.append(word_step(text, found[-1], step))
            assert (found[-1] - found[-2]) * step > 0
        return found

    there, back = stops(0, 1), stops(len(text), -1)
    lead = len(text) - len(text.lstrip())
    assert {at for at in there if at >= lead} == {at for at in back if at >= lead}
    at = data.draw(st.integers(0, len(text)))
    assert word_step(text, at, 1) >= at
    assert word_step(text, at, -1) <= at
