"""The filter over the tree: words of title and number, initials in Pinyin."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.jobs import Cancelled, Job
from zhupi.library.model import CatalogRow
from zhupi.library.title_filter import TitleFilter

PLAIN = CatalogRow(
    "a", None, "", None, None, None, (), "一.txt", 1, 1, (1, 2), True, 0, 0, "a", 1
)  # fmt: skip
TITLES = {
    "a": ("国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见", "国发〔2016〕49号"),
    "b": ("重庆市人民政府关于推进“放管服”改革的通知", "渝府发〔2018〕5号"),
    "c": ("关于加强5G网络建设的通知", "川办发〔2020〕49号"),
    "d": ("关于支持ＰＰＰ项目的通知", None),
}


def filter_of(titles: dict[str, tuple[str, str | None]]) -> TitleFilter:
    return TitleFilter(
        replace(PLAIN, id=id_, title=title, number=number)
        for id_, (title, number) in titles.items()
    )


@pytest.fixture(scope="module")
def prepared() -> TitleFilter:
    return filter_of(TITLES).prepare(Job())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("财政事权", "a"),
        ("czsq", "a"),
        ("CZSQ", "a"),
        ("czsq 2016", "a"),
        ("tj 49", "a"),  # 推进, and a number
        ("cqs", "b"),  # 重庆
        ("zqs", "b"),  # the other reading of 重
        ("fgf", "b"),  # quotation marks are passed over
        ("jq5g", "c"),  # 加强5G
        ("zcppp", "d"),
        ("49号", "ac"),
        ("国发[2016]49", "a"),
        ("国发〔2016〕 改革", "a"),
        ("tz", "bcd"),
        ("gwy", "a"),
        ("czsq 土地", ""),
        ("qsz", ""),
        ("意见国发", ""),  # the end of a title and the beginning of its number
        ("fgg", "ab"),  # 分改革, 服”改革
    ],
)
def test_what_is_typed_finds(prepared: TitleFilter, words: str, found: str) -> None:
    assert prepared.matching(words) == set(found)


def test_nothing_typed_filters_nothing(prepared: TitleFilter) -> None:
    assert prepared.matching("  ") is None


def test_before_it_is_prepared_it_knows_the_words() -> None:
    fresh = filter_of(TITLES)
    assert fresh.matching("财政 49") == {"a"}
    assert fresh.matching("czsq") == set()


def test_preparing_can_be_called_off() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        filter_of(TITLES).prepare(job)


READINGS = {"重": "zct", "庆": "q", "财": "c", "政": "z", "发": "f", "5": "5", "，": "", "省": "sx"}
"""From a dictionary, by hand."""


@given(
    st.lists(st.text("".join(READINGS), max_size=12), max_size=8), st.text("zcqf5sxt", min_size=1)
)
def test_initials_are_found_as_by_looking_at_every_place(titles: list[str], typed: str) -> None:
    def has(title: str) -> bool:
        letters = [READINGS[one] for one in title if READINGS[one]]
        return any(
            all(letter in letters[at + step] for step, letter in enumerate(typed))
            for at in range(len(letters) - len(typed) + 1)
        )

    rows = {str(at): (title, None) for at, title in enumerate(titles)}
    truth = {id_ for id_, (title, _) in rows.items() if has(title) or typed in title}
    assert filter_of(rows).prepare(Job()).matching(typed) == truth
