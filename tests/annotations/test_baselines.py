"""Frozen annotations of a frozen edition, and later editions: the same answers for ever.

The expected places were reasoned out by hand, see ``about`` in each file. A change of the answers
needs a reason as good; the files of annotations are what libraries hold and never change.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zhupi.annotations.anchoring import anchor, describe
from zhupi.annotations.dividing import anchor_among
from zhupi.annotations.model import Selector

FIXTURES = Path(__file__).parents[1] / "fixtures" / "anchoring"
EDITION = "\n".join(json.loads((FIXTURES / "edition.json").read_text("utf-8"))["lines"])
ANNOTATIONS = {
    item["name"]: Selector(
        item["start"], item["end"], item["quote"], item["prefix"], item["suffix"]
    )
    for item in json.loads((FIXTURES / "annotations.json").read_text("utf-8"))["annotations"]
}
LATER = sorted((FIXTURES / "later").glob("*.json"))


def test_the_annotations_are_those_of_the_edition() -> None:
    for selector in ANNOTATIONS.values():
        assert EDITION[selector.start : selector.end] == selector.quote
        assert describe(EDITION, selector.start, selector.end) == selector


@pytest.mark.parametrize("name", ANNOTATIONS)
@pytest.mark.parametrize("path", LATER, ids=lambda path: path.stem)
def test_baseline(path: Path, name: str) -> None:
    later: dict[str, Any] = json.loads(path.read_text("utf-8"))
    texts = ["\n".join(lines) for lines in later["texts"]]
    expected = later["expected"][name]
    found = anchor_among(texts, ANNOTATIONS[name], own=later["own"])
    if expected is None:
        assert found is None
        return
    assert found is not None
    index, place = found
    assert (index, texts[index][place.start : place.end]) == (expected["text"], expected["words"])
    before = texts[index][: place.start]
    assert before.count(expected["words"]) + 1 == expected["nth"]
    assert place.exact is (expected["words"] == ANNOTATIONS[name].quote)


@pytest.mark.parametrize(
    "name", ["unchanged", "repaired", "joined", "twin-inserted", "twin-deleted", "amended"]
)
def test_alone_a_document_gives_the_same_answers(name: str) -> None:
    """Where one document became one document, `anchor` answers as `anchor_among` does."""
    later = json.loads((FIXTURES / "later" / f"{name}.json").read_text("utf-8"))
    text = "\n".join(later["texts"][0])
    for selector in ANNOTATIONS.values():
        found = anchor_among([text], selector, own=0)
        assert anchor(text, selector) == (None if found is None else found[1])
