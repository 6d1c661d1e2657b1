"""Counting grams."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.search.grams import (
    FIELD,
    count_grams,
    create,
    encode,
    open_segments,
    open_writer,
    unpacked,
)


@given(st.lists(st.text("财政a𠮷 ", max_size=6), max_size=4))
def test_grams_are_those_of_each_block(blocks: list[str]) -> None:
    expected: Counter[str] = Counter()
    for block in blocks:
        expected.update(block)
        expected.update(block[at : at + 2] for at in range(len(block) - 1))
    assert dict(count_grams("\n".join(blocks))) == expected


@pytest.mark.parametrize(
    "segments",
    [
        [["财政", "财"], ["政" * 70_000]],
        [["", *["无"] * 70_000, "有", "有有"]],
        [["财"] * 300 + ["政" * 300]],
    ],
    ids=["counts of four bytes", "documents of four bytes", "counts and documents of two bytes"],
)
def test_what_is_written_is_read_again(tmp_path: Path, segments: list[list[str]]) -> None:
    create(tmp_path)
    expected: list[dict[str, dict[int, int]]] = []
    for texts in segments:
        writer = open_writer(tmp_path)
        own: dict[str, dict[int, int]] = {}
        for place, text in enumerate(texts):
            writer.add_document(**{FIELD: text})
            for gram in {*text, *(text[at : at + 2] for at in range(len(text) - 1))}:
                starts = range(len(text) - len(gram) + 1)
                own.setdefault(gram, {})[place] = sum(text.startswith(gram, at) for at in starts)
        writer.commit(merge=False)
        expected.append(own)
    opened = list(open_segments(tmp_path).values())
    assert len(opened) == len(expected)
    for postings, own in zip(opened, expected, strict=True):
        for gram, counts in own.items():
            assert dict(zip(*unpacked(postings.of(gram)), strict=True)) == counts
        assert postings.of("龘") == b""
        postings.close()


def test_a_lone_surrogate_of_a_damaged_file_can_be_indexed() -> None:
    assert encode("\ud800") == b"\xed\xa0\x80"


def test_search_does_not_import_whoosh_until_an_index_is_opened() -> None:
    code = "import sys, zhupi.search.engine, zhupi.search.index; print('whoosh' in sys.modules)"
    printed = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert printed == "False\n"
