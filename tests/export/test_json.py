from __future__ import annotations

import json

import pytest

from zhupi.export import Excerpted, Options
from zhupi.export.json import NotAnnotations, parse, render


def test_round_trip_loses_nothing(item: Excerpted, options: Options) -> None:
    carried = parse(render([item], options).decode())
    assert [one.annotation for one in carried] == list(item.annotations)
    one = carried[0]
    assert (one.work, one.number, one.title) == (item.work, "国发〔2016〕49号", item.document.title)
    assert (one.date, one.issuers) == ("2016-08-16", ("国务院",))
    assert (one.source, one.sha256) == ("000.txt", "ab" * 32)


def test_it_is_a_web_annotation_collection(item: Excerpted, options: Options) -> None:
    """Names and shapes after the W3C Recommendation of 2017, sections 3 to 5."""
    collection = json.loads(render([item], options))
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == 7
    first = collection["first"]["items"][0]
    assert first["type"] == "Annotation"
    assert first["motivation"] == "highlighting"
    assert first["created"] == "2026-03-01T16:05:07Z"
    assert first["modified"] == "2026-03-01T16:06:07Z"
    assert {body["purpose"] for body in first["body"]} == {"commenting", "tagging"}
    quote, position = first["target"]["selector"]
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "坚持财政事权由中央决定",
        "prefix": "前文",
        "suffix": "后文",
    }
    start, end = position["start"], position["end"]
    assert item.document.text[start:end] == "坚持财政事权由中央决定"
    assert first["target"]["styleClass"] == "red"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[]", "批注"),
        ("{}", "批注"),
        ('{"first": {"items": [{"id": "a"}]}}', "批注"),
        ('{"first": {"items": ["甲"]}}', "批注"),
    ],
)
def test_what_is_no_collection_is_told(text: str, words: str) -> None:
    with pytest.raises(NotAnnotations, match=words):
        parse(text)
