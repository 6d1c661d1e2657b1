"""The words of a source that is divided anew; the property tests trace every character."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from zhupi.annotations.anchoring import Anchor, describe
from zhupi.annotations.dividing import anchor_among
from zhupi.annotations.model import Selector
from zhupi.gazette.folding import fold

ALPHA = "各地区要充分认识这项工作的重要意义，切实加强组织领导，明确任务分工，确保取得实效。"
BETA = "省级人民政府每年十二月底前将落实情况报送国务院，由办公厅会同有关部门开展督促检查。"
GAMMA = "财政部门应当统筹安排资金，提高使用效益，任何单位和个人不得截留挪用，违者依法追究。"
TWIN = "重大问题要及时报告。"
TITLE = "国务院关于做好相关工作的通知"


@dataclass(frozen=True)
class Case:
    """Marks ``words`` in text ``home`` of ``before`` and looks for them in ``after``."""

    name: str
    before: tuple[str, ...]
    home: int
    words: str
    after: tuple[str, ...]
    own: int | None
    expected: tuple[int, int] | None
    """The index of the text and the offset in it."""


def lines(*parts: str) -> str:
    return "\n".join(parts)


WHOLE = lines(TITLE, ALPHA, TWIN, BETA, TWIN, GAMMA)
CASES = [
    Case("nothing changed", (WHOLE, GAMMA), 0, BETA, (WHOLE, GAMMA), 0,
         (0, len(lines(TITLE, ALPHA, TWIN)) + 1)),
    Case("its half is a document of its own now", (WHOLE,), 0, "督促检查。\n" + TWIN,
         (lines(TITLE, ALPHA, TWIN), lines(BETA, TWIN, GAMMA)), 0, (1, len(BETA) - 5)),
    Case("its document was joined to the one before", (lines(TITLE, ALPHA), lines(BETA, GAMMA)), 1,
         "统筹安排资金", (lines(TITLE, ALPHA, BETA, GAMMA),), None,
         (0, len(lines(TITLE, ALPHA, BETA)) + 1 + GAMMA.index("统筹安排资金"))),
    Case("a twin stays at home, the marked one went with the other half",
         (WHOLE,), 0, "督促检查。\n" + TWIN + "\n财政部门",
         (lines(TITLE, ALPHA, TWIN), lines(BETA, TWIN, GAMMA)), 0, (1, len(BETA) - 5)),
    Case("the words run over the new seam", (WHOLE,), 0, "督促检查。\n" + TWIN,
         (lines(TITLE, ALPHA, TWIN, BETA), lines(TWIN, GAMMA)), 0, None),
    Case("it moved at home, and another text holds a copy with all around it",
         (WHOLE,), 0, BETA, (lines("新的一行。", WHOLE), WHOLE), 0, None),
    Case("it moved at home, and another text names the words only",
         (WHOLE,), 0, BETA, (lines("新的一行。", WHOLE), lines(ALPHA, BETA)), 0,
         (0, len(lines("新的一行。", TITLE, ALPHA, TWIN)) + 1)),
    Case("the words are nowhere", (WHOLE, GAMMA), 0, BETA, (lines(TITLE, ALPHA), GAMMA), 0, None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    at = case.before[case.home].index(case.words)
    selector = describe(case.before[case.home], at, at + len(case.words))
    found = anchor_among(case.after, selector, own=case.own)
    if case.expected is None:
        assert found is None
        return
    index, start = case.expected
    assert found == (index, Anchor(start, start + len(case.words), exact=True))
    assert case.after[index][start : start + len(case.words)] == case.words


def test_the_twin_that_stayed_is_not_taken_for_the_one_that_went() -> None:
    # The second twin was marked; the first one alone stands in what kept the document's id.
    second = WHOLE.rindex(TWIN)
    selector = describe(WHOLE, second, second + len(TWIN))
    after = (lines(TITLE, ALPHA, TWIN), lines(BETA, TWIN, GAMMA))
    found = anchor_among(after, selector, own=0)
    assert found == (1, Anchor(len(BETA) + 1, len(BETA) + 1 + len(TWIN), exact=True))


def test_a_title_stays_at_home_though_a_contents_list_names_it() -> None:
    contents = lines("目录", TITLE, "其他文件")
    selector = describe(WHOLE, 0, len(TITLE))
    found = anchor_among((contents, WHOLE), selector, own=1)
    assert found == (1, Anchor(0, len(TITLE), exact=True))


def test_the_ladder_place_is_asked_of_the_right_text() -> None:
    asked: list[tuple[int, int]] = []

    def place_in(index: int, at: int) -> str:
        asked.append((index, at))
        return "二" if index == 1 else "一"

    text = lines("二、附则", TWIN, GAMMA)
    at = text.index(TWIN)
    selector = describe(text, at, at + len(TWIN), "二")
    after = (lines("一、总则", TWIN, BETA), lines("二、附则", "新增一款。", TWIN, GAMMA))
    found = anchor_among(after, selector, own=1, place_in=place_in)
    assert found is not None
    assert found[0] == 1
    assert after[1][found[1].start : found[1].end] == TWIN
    assert all(at <= len(after[index]) for index, at in asked)


_STOCK = [
    ALPHA,
    BETA,
    GAMMA,
    TWIN,
    "各地区、各部门要密切配合。",
    "是",
    "（责任单位：财政部）",
    TITLE,
]

_GLYPHS = {"，": "、", "。": "．", "（": "〔"}
"""What a better reading makes of a glyph."""

Token = tuple[str, int | None]
"""A character and where it stood in the old source; ``None`` for what an edit inserted."""


@st.composite
def _sources(draw: st.DrawFn) -> list[str]:
    """Two to four documents of stock sentences, most lines with a sign of their own."""
    stock = draw(st.lists(st.sampled_from(_STOCK), min_size=4, max_size=14))
    signs = [draw(st.sampled_from(["", chr(0x4E50 + 7 * i), chr(0x20010 + i)])) for i in range(14)]
    written = [sign + line for sign, line in zip(signs, stock, strict=False)]
    cuts = sorted(draw(st.sets(st.integers(1, len(written) - 1), min_size=1, max_size=3)))
    bounds = [0, *cuts, len(written)]
    return [lines(*written[a:b]) for a, b in pairwise(bounds)]


def _edited(data: st.DataObject, tokens: list[Token], marked: set[int]) -> list[Token]:
    """Insert a line, delete, join lines outside the marked stretch; repair glyphs anywhere."""
    for _ in range(data.draw(st.integers(0, 3), label="edits")):
        places = [i for i, (_, at) in enumerate(tokens) if at in marked]
        first, last = places[0], places[-1]
        at = data.draw(st.integers(0, len(tokens) - 1), label="at")
        match data.draw(st.sampled_from(("insert", "delete", "join", "repair")), label="edit"):
            case "insert" if not first < at <= last:
                line = data.draw(st.sampled_from([*_STOCK, "另有新的一行。"]), label="line")
                begin = max((i + 1 for i, (c, _) in enumerate(tokens[:at]) if c == "\n"), default=0)
                if not first < begin <= last:
                    tokens[begin:begin] = [(character, None) for character in line + "\n"]
            case "delete":
                size = data.draw(st.integers(1, 50), label="size")
                if at + size <= first or at > last:
                    del tokens[at : at + size]
            case "join":
                breaks = [i for i, (c, _) in enumerate(tokens) if c == "\n"]
                breaks = [i for i in breaks if i not in (first, last)]
                if breaks:
                    del tokens[data.draw(st.sampled_from(breaks), label="break")]
            case "repair" if tokens[at][0] in _GLYPHS:
                tokens[at] = _GLYPHS[tokens[at][0]], tokens[at][1]
            case _:
                pass
    return tokens


def _divided(data: st.DataObject, tokens: list[Token]) -> list[list[Token]]:
    """Cut at some of the line breaks."""
    breaks = [i for i, (character, _) in enumerate(tokens) if character == "\n"]
    cuts = sorted(data.draw(st.sets(st.sampled_from(breaks), max_size=3))) if breaks else []
    bounds = [-1, *cuts, len(tokens)]
    return [tokens[a + 1 : b] for a, b in pairwise(bounds)]


def _heir(parts: list[list[Token]], home: range) -> int | None:
    """The new document that begins as the old one did and holds most of it."""
    shares = [sum(at is not None and at in home for _, at in part) for part in parts]
    best = shares.index(max(shares))
    return best if parts[best] and parts[best][0][1] == home[0] else None


@settings(max_examples=400)
@given(data=st.data(), source=_sources())
def test_a_mark_is_where_it_was_or_nowhere(data: st.DataObject, source: list[str]) -> None:
    starts = [sum(len(text) + 1 for text in source[:i]) for i in range(len(source))]
    home = data.draw(st.integers(0, len(source) - 1), label="home")
    text = source[home]
    start = data.draw(st.integers(0, len(text) - 1), label="start")
    end = data.draw(st.integers(start + 1, min(len(text), start + 40)), label="end")
    selector = describe(text, start, end)
    marked = set(range(starts[home] + start, starts[home] + end))
    tokens: list[Token] = [(c, at) for at, c in enumerate("\n".join(source))]
    parts = _divided(data, _edited(data, tokens, marked))
    texts = ["".join(character for character, _ in part) for part in parts]
    own = _heir(parts, range(starts[home], starts[home] + len(text)))
    note(f"{selector}\nown {own}\n{texts}")
    found = anchor_among(texts, selector, own=own)
    if found is None:
        return
    index, place = found
    if _is_all_that_was_written_down(texts, found, selector):
        return  # a copy of the words with all around them: nobody could tell it from them
    blanks = {at for at in marked if "\n".join(source)[at].isspace()}
    got = [at for _, at in parts[index][place.start : place.end] if at is not None]
    kept = {at for part in parts for _, at in part}
    assert [at for at in got if at not in blanks] == sorted((marked & kept) - blanks)
    if place.exact:
        assert texts[index][place.start : place.end] == selector.quote


def _is_all_that_was_written_down(
    texts: list[str], found: tuple[int, Anchor], selector: Selector
) -> bool:
    index, place = found
    at = sum(len(text) + 1 for text in texts[:index]) + place.start
    around = "\n".join(texts)[max(0, at - 40) : at + place.end - place.start + 40]
    return fold(selector.prefix + selector.quote + selector.suffix) in fold(around)


@settings(max_examples=150)
@given(data=st.data(), source=_sources())
def test_new_bounds_alone_lose_no_words_that_are_one_of_a_kind(
    data: st.DataObject, source: list[str]
) -> None:
    whole = "\n".join(source)
    starts = [sum(len(text) + 1 for text in source[:i]) for i in range(len(source))]
    home = data.draw(st.integers(0, len(source) - 1))
    text = source[home]
    if len(text) < 80:
        return
    start = data.draw(st.integers(32, len(text) - 34))
    end = data.draw(st.integers(start + 1, min(len(text) - 32, start + 40)))
    selector = describe(text, start, end)
    if not selector.quote.strip() or fold(whole).count(fold(selector.quote)) > 1:
        return
    parts = _divided(data, [(c, at) for at, c in enumerate(whole)])
    spot = range(starts[home] + start, starts[home] + end)
    where = [
        (i, at)
        for i, part in enumerate(parts)
        for at, (_, old) in enumerate(part)
        if old == spot[0]
    ]
    if not where or any(at not in {old for _, old in parts[where[0][0]]} for at in spot):
        return  # the new seam runs through the words
    index, begin = where[0]
    texts = ["".join(character for character, _ in part) for part in parts]
    own = _heir(parts, range(starts[home], starts[home] + len(text)))
    expected = Anchor(begin, begin + len(selector.quote), exact=True)
    assert anchor_among(texts, selector, own=own) == (index, expected)
