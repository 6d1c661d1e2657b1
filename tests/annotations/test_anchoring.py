"""Places are counted in the texts as written here; the property tests keep their own account."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from zhupi.annotations.anchoring import Anchor, anchor, describe
from zhupi.annotations.model import Selector
from zhupi.gazette.folding import fold

FIXTURES = Path(__file__).parents[1] / "fixtures" / "anchors"

ALPHA = "各地区要充分认识这项工作的重要意义，切实加强组织领导，明确任务分工，确保取得实效。"
BETA = "省级人民政府每年十二月底前将落实情况报送国务院，由办公厅会同有关部门开展督促检查。"
GAMMA = "财政部门应当统筹安排资金，提高使用效益，任何单位和个人不得截留挪用，违者依法追究。"
TWIN = "重大问题要及时报告。"


def find(text: str, words: str, nth: int = 1) -> Selector:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return describe(text, at, at + len(words))


def words_at(text: str, found: Anchor | None) -> str | None:
    return None if found is None else text[found.start : found.end]


def test_describe_counts_code_points() -> None:
    text = "𠮷" * 40 + "田𬱖" + "乙" * 40
    assert describe(text, 40, 42, "二（三）") == Selector(
        40, 42, "田𬱖", "𠮷" * 32, "乙" * 32, "二（三）"
    )


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 5)])
def test_describe_refuses_what_is_no_stretch(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        describe("四个汉字", start, end)


def test_unchanged_text() -> None:
    text = ALPHA + "\n" + BETA
    selector = find(text, "国务院，由办公厅")
    assert anchor(text, selector) == Anchor(selector.start, selector.end, exact=True)


def test_every_copy_in_a_text_of_copies_is_where_it_was_marked() -> None:
    text = "\n".join(["是"] * 200)
    for start in (0, 2, 150, 398):
        assert anchor(text, describe(text, start, start + 1)) == Anchor(start, start + 1, True)


@dataclass(frozen=True)
class Case:
    name: str
    before: str
    words: str
    nth: int
    after: str
    expected: int | None
    """Where the words begin now, or ``None`` for an orphan."""
    length: int | None = None
    """Where it differs from the length of the words."""
    exact: bool = True


LINES = [ALPHA, TWIN, BETA, TWIN, GAMMA]
TEXT = "\n".join(LINES)
A, T, B, G = len(ALPHA), len(TWIN), len(BETA), len(GAMMA)

CASES = [
    Case("line inserted before", TEXT, "报送国务院", 1, "公报\n" + TEXT, 3 + A + 1 + T + 1 + 18),
    Case("line inserted after", TEXT, ALPHA, 1, TEXT + "\n公报", 0),
    Case("first twin, text inserted before", TEXT, TWIN, 1, "公报\n" + TEXT, 3 + A + 1),
    Case("second twin, text inserted before", TEXT, TWIN, 2, "公报\n" + TEXT, 3 + A + T + B + 3),
    Case(
        "another twin stands at the very position now",
        TEXT, TWIN, 2,
        # A line as long as the stretch from the first twin to the second, less nothing.
        "甲" * (T + B + 1) + "\n" + TEXT,
        T + B + 2 + A + T + B + 3,
    ),
    Case(
        "marked twin deleted, the other stays",
        TEXT, TWIN, 1, "\n".join([ALPHA, BETA, TWIN, GAMMA]), None,
    ),
    Case(
        "second twin deleted, the first stays",
        TEXT, TWIN, 2, "\n".join([ALPHA, TWIN, BETA, GAMMA]), None,
    ),
    Case("both twins deleted", TEXT, TWIN, 1, "\n".join([ALPHA, BETA, GAMMA]), None),
    Case("paragraphs joined before the words", TEXT, BETA, 1, TEXT.replace("\n", "", 2), A + T),
    Case(
        "paragraphs joined inside the words",
        TEXT, "取得实效。\n重大问题", 1, TEXT.replace("\n", "", 1), A - 5, 9, exact=False,
    ),
    Case(
        "paragraph split inside the words",
        TEXT, "截留挪用，违者", 1, TEXT.replace("截留挪用，违", "截留挪\n用，违"),
        TEXT.index("截留挪用"), 8, exact=False,
    ),
    Case(
        "short words split",
        TEXT, "截留", 1, TEXT.replace("截留", "截\n留"), TEXT.index("截留"), 3, exact=False,
    ),
    Case(
        "figures become half-width",
        "公报\n" + ALPHA + "到２０２０年完成。" + BETA, "２０２０年", 1,
        ALPHA + "到2020年完成。" + BETA, A + 1, exact=False,
    ),
    Case(
        "a glyph repaired inside long words",
        TEXT.replace("效益，", "效益ꎬ"), "提高使用效益ꎬ任何单位和个人", 1,
        TEXT, TEXT.index("提高使用"), exact=False,
    ),
    Case(
        "glyphs repaired everywhere",
        TEXT.replace("，", "ꎬ").replace("。", "ꎮ"), "将落实情况报送国务院ꎬ由办公厅", 1,
        TEXT, TEXT.index("将落实"), exact=False,
    ),
    Case(
        "a glyph repaired inside short words",
        TEXT.replace("效益，", "效益ꎬ"), "效益ꎬ任何", 1, TEXT, None,
    ),
    Case(
        "long words gone, a look-alike stays",
        ALPHA + "到2018年底基本完成第一批改革任务。" + BETA
        + "到2019年底基本完成第二批改革任务。" + GAMMA,
        "到2018年底基本完成第一批改革任务。", 1,
        ALPHA + BETA + "到2019年底基本完成第二批改革任务。" + GAMMA, None,
    ),
    Case("a common word elsewhere", TEXT, "落实", 1, GAMMA + "狠抓落实，注重效果", None),
    Case("an empty text", TEXT, "落实", 1, "", None),
    Case(
        "supplementary plane",
        ALPHA + "𠮷田𬱖头" + BETA, "田𬱖", 1, "𠀀\n" + ALPHA + "𠮷田𬱖头" + BETA, 2 + A + 1,
    ),
    Case("the whole text, with more before it", ALPHA, ALPHA, 1, BETA + "\n" + ALPHA, B + 1),
    Case("blanks at the edges", TEXT, "\n" + TWIN + "\n", 2, "公报\n" + TEXT, 3 + A + T + B + 2),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    selector = find(case.before, case.words, case.nth)
    found = anchor(case.after, selector)
    if case.expected is None:
        assert found is None
        return
    length = len(case.words) if case.length is None else case.length
    assert found == Anchor(case.expected, case.expected + length, case.exact)


def test_the_ladder_place_tells_twins_apart() -> None:
    text = f"一、总则\n{TWIN}\n二、附则\n{TWIN}\n{GAMMA}"
    second = text.rindex(TWIN)

    def place_in(text: str) -> object:
        return lambda at: "二" if at > text.index("二、") else "一"

    selector = describe(text, second, second + len(TWIN), "二")
    # Nothing of the context before it is left.
    now = f"一、总则\n{TWIN}\n二、附则\n新增一款，内容如下。\n{TWIN}\n{GAMMA}"
    assert anchor(now, selector) is None
    found = anchor(now, selector, place_at=place_in(now))  # type: ignore[arg-type]
    assert found is not None
    assert found.start == now.rindex(TWIN)


def test_nothing_is_nowhere() -> None:
    assert anchor(TEXT, Selector(5, 5, "")) is None
    assert anchor(TEXT, Selector(0, 1, " ")) is None


def test_a_selector_without_context_needs_its_position_or_long_words() -> None:
    at = TEXT.index("办公厅会同")
    assert anchor(TEXT, Selector(at, at + 5, "办公厅会同")) == Anchor(at, at + 5, True)
    assert anchor(TEXT, Selector(0, 5, "办公厅会同")) is None
    assert anchor(TEXT, Selector(0, B, BETA)) == Anchor(A + T + 2, A + T + 2 + B, True)


def test_repeating_text_is_searched_in_linear_time() -> None:
    text = "零" * 50_000
    selector = Selector(7, 5_007, "零" * 5_000, "一" * 32, "二" * 32)
    assert anchor(text, selector) is None


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda path: path.stem)
def test_baseline(path: Path) -> None:
    """Frozen editions of a text: the same answers for ever."""
    baseline = json.loads(path.read_text(encoding="utf-8"))
    old, new = "\n".join(baseline["old"]), "\n".join(baseline["new"])
    for mark in baseline["marks"]:
        selector = find(old, mark["words"], mark["nth"])
        found = anchor(new, selector)
        assert words_at(new, found) == mark["found"], mark["words"]
        if found is not None:
            before = new[: found.start]
            assert before.count(mark["found"]) + 1 == mark["found_nth"], mark["words"]


# Lines of a few stock sentences, each line marked by a character of its own.
_STOCK = [ALPHA, BETA, GAMMA, TWIN, "各地区、各部门要密切配合。", "是", "（责任单位：财政部）"]


@st.composite
def _texts(draw: st.DrawFn) -> str:
    stock = draw(st.lists(st.sampled_from(_STOCK), min_size=2, max_size=12))
    signs = [chr(0x4E50 + 7 * i) if i % 2 else chr(0x20010 + i) for i in range(len(stock))]
    sides = draw(st.lists(st.booleans(), min_size=len(stock), max_size=len(stock)))
    lines = zip(signs, stock, sides, strict=True)
    return "\n".join(sign + line if left else line + sign for sign, line, left in lines)


Token = tuple[str, int | None]
"""A character and where it stood; ``None`` for what an edit inserted."""


def _edited(data: st.DataObject, text: str, start: int, end: int) -> list[Token]:
    """Insert and delete outside the marked stretch, join and split lines anywhere."""
    tokens: list[Token] = [(character, at) for at, character in enumerate(text)]
    for _ in range(data.draw(st.integers(1, 4), label="edits")):
        marked = [i for i, (_, at) in enumerate(tokens) if at is not None and start <= at < end]
        first, last = marked[0], marked[-1]
        at = data.draw(st.integers(0, len(tokens)), label="at")
        match data.draw(st.sampled_from(("insert", "delete", "join", "split")), label="edit"):
            case "insert" if not first < at <= last:
                # Sentences that stand elsewhere come as lines, new words anywhere.
                line = at == 0 or tokens[at - 1][0] == "\n"
                stock = [sentence + "\n" for sentence in _STOCK] if line else ["另外", "\n新行\n"]
                words = data.draw(st.sampled_from(stock), label="words")
                tokens[at:at] = [(character, None) for character in words]
            case "delete":
                size = data.draw(st.integers(1, 60), label="size")
                if at + size <= first or at > last:
                    del tokens[at : at + size]
            case "join":
                breaks = [i for i, (c, _) in enumerate(tokens) if c == "\n"]
                breaks = [i for i in breaks if i not in (first, last)]
                if breaks:
                    del tokens[data.draw(st.sampled_from(breaks), label="break")]
            case "split":
                tokens.insert(at, ("\n", None))
            case _:
                pass
    return tokens


@settings(max_examples=300)
@given(data=st.data(), text=_texts())
def test_edits_elsewhere_never_move_a_mark_to_other_words(data: st.DataObject, text: str) -> None:
    text = f"{GAMMA}\n{text}\n{GAMMA}"
    start = data.draw(st.integers(G, len(text) - G - 1), label="start")
    end = data.draw(st.integers(start + 1, min(len(text) - G, start + 60)), label="end")
    selector = describe(text, start, end)
    edited = _edited(data, text, start, end)
    now = "".join(character for character, _ in edited)
    note(f"{selector}\n{now}")
    found = anchor(now, selector)
    if found is None:
        return
    # An edit may make a copy of the words with all that was written down about them, which nobody
    # could tell from them. Whatever has lost a part of it must be the very words.
    window = fold(selector.prefix + selector.quote + selector.suffix)
    if window in fold(now[max(0, found.start - 40) : found.end + 40]):
        return
    got = [at for _, at in edited[found.start : found.end] if at is not None]
    expected = [at for _, at in edited if at is not None and start <= at < end]
    blanks = {at for at in range(start, end) if text[at].isspace()}
    assert [at for at in got if at not in blanks] == [at for at in expected if at not in blanks]
    if found.exact:
        assert now[found.start : found.end] == selector.quote


@settings(max_examples=100)
@given(data=st.data(), text=_texts())
def test_text_added_far_away_loses_nothing(data: st.DataObject, text: str) -> None:
    text = f"{GAMMA}\n{text}\n{GAMMA}"
    start = data.draw(st.integers(G, len(text) - G - 1))
    end = data.draw(st.integers(start + 1, min(len(text) - G, start + 60)))
    now = "国务院公报二〇一六年第三号" * 3 + "\n" + text
    selector = describe(text, start, end)
    window = selector.prefix + selector.quote + selector.suffix
    if not selector.quote.strip() or text.count(window) > 1:
        return
    assert anchor(now, selector) == Anchor(start + 40, end + 40, True)


@pytest.mark.parametrize(("place_of_other", "found"), [("一", True), ("二", False)])
def test_with_half_its_context_a_twin_is_told_by_the_ladder_if_no_other_stands_there(
    place_of_other: str, found: bool
) -> None:
    before = ALPHA + TWIN + BETA
    at = before.index(TWIN)
    selector = describe(before, at, at + len(TWIN), "二")
    after = "新。" + ALPHA + TWIN + GAMMA + "\n另有一段说别的事，" + TWIN + "再说一件别的事。"
    other = after.rindex(TWIN)
    answer = anchor(
        after, selector, place_at=lambda offset: place_of_other if offset >= other else "二"
    )
    assert answer == (Anchor(at + 2, at + 2 + len(TWIN), exact=True) if found else None)
