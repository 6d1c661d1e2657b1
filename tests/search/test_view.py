"""What the index says of the documents as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from zhupi.search.entry import Entry
from zhupi.search.index import Index
from zhupi.search.snapshot import Snapshot, members
from zhupi.search.view import Lookup

TEXTS = {"a": "财政事权财政", "b": "国务院财政部", "c": "财务", "d": "政事"}


def snapshot(texts: Mapping[str, str]) -> Snapshot:
    entries = [Entry.of(id_, [text], ["paragraph"], title="") for id_, text in texts.items()]
    return Snapshot(1, {entry.id: entry for entry in entries})


def names(documents: int) -> str:
    return "".join("abcdefghi"[place] for place in members(documents))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """In two segments."""
    made = Index(tmp_path, "1")
    made.add([("a", TEXTS["a"]), ("b", TEXTS["b"])])
    made.add([("c", TEXTS["c"]), ("d", TEXTS["d"])])
    return made


def test_candidates_are_those_with_all_the_grams(index: Index) -> None:
    with index.reading() as view:
        assert view is not None
        lookup = Lookup(view, snapshot(TEXTS))
        assert names(lookup.candidates(["财政", "政事"])) == "a"
        assert names(lookup.candidates(["财"])) == "abc"
        assert names(lookup.candidates(["财政", "无"])) == ""
        assert lookup.stale == 0
    index.close()


def test_a_list_too_long_to_pay_may_be_left_out_and_nobody_is_missed(tmp_path: Path) -> None:
    texts = {f"d{at}": "常" for at in range(400)} | {"one": "常见", "other": "见常"}
    with_index = Index(tmp_path, "1")
    with_index.add(texts.items())
    with with_index.reading() as view:
        assert view is not None
        laid_out = snapshot(texts)
        found = Lookup(view, laid_out).candidates(["常", "见"])
        assert {laid_out.documents[place].id for place in members(found)} == {"one", "other"}
    with_index.close()


def test_of_a_text_that_changed_nothing_is_said(index: Index) -> None:
    changed = TEXTS | {"b": "财政财政", "e": "财政"}
    del changed["c"]
    laid_out = snapshot(changed)
    with index.reading() as view:
        assert view is not None
        lookup = Lookup(view, laid_out)
        assert [laid_out.documents[place].id for place in members(lookup.stale)] == ["b", "e"]
        assert lookup.counts("财政") == {laid_out.places["a"]: 2}
        assert members(lookup.candidates(["财"])) == [laid_out.places["a"]]
    index.close()
