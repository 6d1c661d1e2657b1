"""Corrections in words, and what they are about."""

from __future__ import annotations

import pytest

from zhupi.gazette.corrections import (
    CHOICES,
    KIND_WORDS,
    Amends,
    Correction,
    Value,
    amended_words,
    subject,
)


@pytest.mark.parametrize(
    ("amends", "value", "words"),
    [
        (Amends.TITLE, "甲办法", "标题改为“甲办法”"),
        (Amends.ISSUERS, ("甲", "乙"), "发文机关改为“甲、乙”"),
        (Amends.DATE, None, "成文日期改为空"),
        (Amends.JOIN, None, "第 7 行并入上一段"),
        (Amends.PART, None, "第 7 行起另起一段"),
        (Amends.BLOCK, ("heading", "2"), "第 7 行起的一段改为二级标题"),
        (Amends.BLOCK, ("signoff",), "第 7 行起的一段改为落款"),
        (Amends.PART_DOCUMENT, None, "第 7 行起另成一件公文"),
        (Amends.JOIN_DOCUMENTS, None, "第 7 行起的公文并入上一件"),
        (Amends.FURNITURE, None, "第 7 行不是正文"),
        (Amends.TEXT, None, "第 7 行是正文"),
    ],
)
def test_words(amends: Amends, value: Value, words: str) -> None:
    assert Correction(amends, 7, value).words == words


def test_every_choice_has_a_name() -> None:
    assert set(CHOICES) == set(KIND_WORDS)


def test_opposites_are_about_one_thing() -> None:
    pairs = [
        (Amends.JOIN, Amends.PART),
        (Amends.JOIN_DOCUMENTS, Amends.PART_DOCUMENT),
        (Amends.FURNITURE, Amends.TEXT),
    ]
    for one, other in pairs:
        assert subject(Correction(one, 3)) == subject(Correction(other, 3))
        assert subject(Correction(one, 3)) != subject(Correction(one, 4))
    assert len({subject(Correction(amends, 3)) for amends in Amends}) == len(Amends) - len(pairs)


def test_what_was_amended_in_words() -> None:
    assert amended_words(("title", "paragraphs", "furniture")) == "标题、分段、版面文字"
