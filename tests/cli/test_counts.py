"""What ``search --json`` counts, against a scan of every block with Python's Unicode alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from zhupi.locations import seeds

Run = Callable[..., Any]
DOC = "国发〔2016〕49号"


def folded(text: str) -> str:
    """As the contract compares: either width, either case, white space aside."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).casefold())


def places(text: str, words: str) -> int:
    """Every start position, overlaps included."""
    return sum(text.startswith(words, at) for at in range(len(text)))


@pytest.fixture
def documents(indexed: Run) -> dict[str, Any]:
    """Every document of the library as ``inspect`` reads it from its file, by its id."""
    read: dict[tuple[str, int], Any] = {}
    for path in sorted(seeds().glob("*.txt")):
        for document in indexed("inspect", path, "--json").json["documents"]:
            read[path.name, document["lines"][0]] = document
    rows = [
        row
        for node in indexed("tree", "--json").json
        for year in node["years"]
        for row in year["documents"]
        if "enclosed_in" not in row
    ]
    return {row["id"]: read[row["source"], row["lines"][0]] for row in rows}


QUERIES = ("的", "财政", "财政事权", "20", "ＰＰＰ", "（一）", "。", "国务院", "公里", "4", "一一")


def test_every_place_of_every_term_is_counted(indexed: Run, documents: dict[str, Any]) -> None:
    assert len(documents) == 28
    for query in QUERIES:
        words = folded(query)
        expected = {
            id_: sum(places(folded(block["text"]), words) for block in document["blocks"])
            for id_, document in documents.items()
        }
        value = indexed("search", query, "--json").json
        assert {hit["id"]: hit["count"] for hit in value["hits"]} == {
            id_: count for id_, count in expected.items() if count
        }, query
        assert value["total"] == len(value["hits"])
        for hit in value["hits"]:
            for snippet in hit["snippets"]:
                found = snippet["text"][snippet["start"] : snippet["end"]]
                assert folded(found) == words
                first, last = snippet["lines"]
                assert words in text_on(documents[hit["id"]], first, last)


def text_on(document: dict[str, Any], first: int, last: int) -> str:
    """The clean text of the blocks on these raw lines."""
    return folded(
        "".join(
            block["text"]
            for block in document["blocks"]
            if first <= block["lines"][0] and block["lines"][1] <= last
        )
    )


def test_several_terms_are_counted_together_and_the_excluded_not(
    seeded: Run, documents: dict[str, Any]
) -> None:
    text = {
        id_: [folded(block["text"]) for block in document["blocks"]]
        for id_, document in documents.items()
    }
    one = {id_: sum(places(block, "改革") for block in blocks) for id_, blocks in text.items()}
    two = {id_: sum(places(block, "财政") for block in blocks) for id_, blocks in text.items()}
    value = seeded("search", "改革 财政", "--json").json
    assert {hit["id"]: hit["count"] for hit in value["hits"]} == {
        id_: one[id_] + two[id_] for id_ in text if one[id_] and two[id_]
    }
    value = seeded("search", "改革 -财政", "--json").json
    assert {hit["id"]: hit["count"] for hit in value["hits"]} == {
        id_: one[id_] for id_ in text if one[id_] and not two[id_]
    }


def test_filters_alone_count_nothing_and_total_is_exact_whatever_the_limit(
    seeded: Run, documents: dict[str, Any]
) -> None:
    of_2016 = {id_ for id_, document in documents.items() if document["date"].startswith("2016")}
    value = seeded("search", "年份:2016", "--json").json
    assert {hit["id"]: hit["count"] for hit in value["hits"]} == dict.fromkeys(of_2016, 0)
    value = seeded("search", "年份:2016", "--limit", "2", "--json").json
    assert (value["total"], len(value["hits"])) == (len(of_2016), 2)


def test_hits_are_sorted_as_asked(seeded: Run, documents: dict[str, Any]) -> None:
    hits = seeded("search", "改革", "--sort", "date", "--json").json["hits"]
    dates = [documents[hit["id"]]["date"] for hit in hits]
    assert dates in (sorted(dates), sorted(dates, reverse=True))
    assert len(set(dates)) > 3
    hits = seeded("search", "改革", "--sort", "issuer", "--json").json["hits"]
    issuers = [documents[hit["id"]]["issuers"][0] for hit in hits]
    # Together, whatever the order among them.
    changes = sum(one != other for one, other in pairwise(issuers))
    assert changes == len(set(issuers)) - 1


def test_a_hit_in_notes_says_where_the_note_stands(seeded: Run) -> None:
    quote = "分灶吃饭"
    made = seeded("annotate", DOC, "--quote", quote, "--note", "讲课时用，讲课", "--json").json
    seeded("annotate", DOC, "--quote", "包干制", "--note", "讲课")
    value = seeded("search", "讲课", "--in", "notes", "--json").json
    assert (value["total"], [hit["in"] for hit in value["hits"]]) == (1, ["notes", "notes"])
    [hit] = [hit for hit in value["hits"] if hit["annotation"] == made["id"]]
    assert hit["count"] == 2
    [snippet] = hit["snippets"]
    assert snippet["text"][snippet["start"] : snippet["end"]] == "讲课"
    first, last = snippet["lines"]
    lines = (seeds() / "000_d0b377c5939d8c83.txt").read_text("utf-8").split("\n")
    assert quote in "".join(line.strip() for line in lines[first - 1 : last])
    assert last - first < 40  # its paragraph, not the whole document
    value = seeded("search", "讲课", "--in", "text,notes", "--limit", "1", "--json").json
    assert (value["total"], len(value["hits"])) == (0, 1)
