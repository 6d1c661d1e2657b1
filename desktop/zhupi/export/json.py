"""W3C Web Annotation JSON-LD: annotations without loss, for another library.

What the standard has no word for stands under ``zhupi:``. `parse` reads what `render` writes; of
another program's file it takes what it understands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State, Style
from zhupi.export.model import Excerpted, Options
from zhupi.export.wording import issue_name

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"zhupi": "urn:zhupi:"}]
_ANNOTATION = "urn:zhupi:annotation:"
_DOCUMENT = "urn:zhupi:document:"
_FARTHEST = 1 << 31
"""Longer than any text."""
_DAY = re.compile(r"\d{4}(-|$)")


@dataclass(frozen=True, slots=True)
class Carried:
    """An annotation from a file, and what tells its document in this library or another."""

    annotation: Annotation
    work: str = ""
    number: str | None = None
    title: str = ""
    date: str | None = None
    issuers: tuple[str, ...] = ()
    source: str = ""
    sha256: str = ""
    former: tuple[datetime, ...] = ()
    """The times of the states that the annotation has left behind."""


class NotAnnotations(ValueError):  # noqa: N818 - named by what the file is
    """The text is no collection of Web Annotations; the argument says why, in Chinese."""


def render(items: Sequence[Excerpted], options: Options) -> bytes:
    """The annotations of the documents as an AnnotationCollection with one page."""
    page = [_annotation(item, annotation) for item in items for annotation in item.annotations]
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": "urn:zhupi:collection",
        "type": "AnnotationCollection",
        "label": options.title or "批注",
        "generator": {"type": "Software", "name": "朱批"},
        "generated": _time(options.now),
        "total": len(page),
        "zhupi:meanings": {colour.value: text for colour, text in options.meanings.items()},
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": page},
    }
    if options.author:
        collection["creator"] = {"type": "Person", "name": options.author}
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode()


def parse(text: str) -> tuple[Carried, ...]:
    """The annotations in the text. Raises `NotAnnotations`."""
    try:
        return _collected(json.loads(text))
    except json.JSONDecodeError as error:
        raise NotAnnotations(f"第{error.lineno}行不是有效的 JSON") from error
    except RecursionError as error:
        raise NotAnnotations("嵌套太深，不是朱批导出的批注文件") from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise NotAnnotations("不是朱批导出的批注文件，或内容有缺损") from error


def _annotation(item: Excerpted, annotation: Annotation) -> dict[str, Any]:
    body = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in annotation.tags]
    if annotation.note:
        note = {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown"}
        body.insert(0, note | {"value": annotation.note})
    highlight = annotation.kind is Kind.HIGHLIGHT
    former = [_time(time) for time in item.former.get(annotation.id, ())]
    return {
        "id": _ANNOTATION + annotation.id,
        "type": "Annotation",
        "motivation": "highlighting" if highlight else "commenting",
        "created": _time(annotation.created),
        "modified": _time(annotation.modified),
        "body": body,
        "target": _target(item, annotation),
        "zhupi:heading": annotation.heading,
        "zhupi:state": annotation.state.value,
    } | ({"zhupi:former": former} if former else {})


def _target(item: Excerpted, annotation: Annotation) -> dict[str, Any]:
    document = item.document
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": {
            "id": _DOCUMENT + annotation.document,
            "type": "Text",
            "language": "zh-CN",
            "zhupi:work": item.work,
            "zhupi:number": document.number,
            "zhupi:title": document.title,
            "zhupi:date": document.date,
            "zhupi:issuers": list(document.issuers),
            "zhupi:gazette": issue_name(item.gazette),
            "zhupi:file": item.source,
            "zhupi:sha256": item.sha256,
        },
    }
    if annotation.colour is not None:
        target["styleClass"] = annotation.colour.value
        target["zhupi:style"] = annotation.style.value
    selector = annotation.selector
    if selector is not None:
        target["zhupi:place"] = selector.place
        target["selector"] = [
            {
                "type": "TextQuoteSelector",
                "exact": selector.quote,
                "prefix": selector.prefix,
                "suffix": selector.suffix,
            },
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
        ]
    return target


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _collected(collection: Mapping[str, Any]) -> tuple[Carried, ...]:
    carried = tuple(_carried(item) for item in collection["first"]["items"])
    if collection.get("total", len(carried)) != len(carried):
        raise ValueError("annotations are missing")
    return carried


def _carried(item: Mapping[str, Any]) -> Carried:
    target = item["target"]
    source = target["source"]
    bodies = item.get("body", [])
    selector = _selector(target) if "selector" in target else None
    # Of a highlight; a document's note has neither place nor colour.
    colour = None if selector is None else Colour(target["styleClass"])
    annotation = Annotation(
        id=_name(item["id"], _ANNOTATION),
        document=_name(source["id"], _DOCUMENT),
        kind=Kind.NOTE if selector is None else Kind.HIGHLIGHT,
        selector=selector,
        colour=colour,
        heading=_text(item.get("zhupi:heading", "")),
        note="\n\n".join(_text(b["value"]) for b in bodies if b["purpose"] == "commenting"),
        tags=tuple(_text(body["value"]) for body in bodies if body["purpose"] == "tagging"),
        created=_moment(item["created"]),
        modified=_moment(item.get("modified", item["created"])),
        state=State(item.get("zhupi:state", State.ANCHORED)),
        style=Style(target.get("zhupi:style", Style.HIGHLIGHT)),
    )
    number, date = source.get("zhupi:number"), source.get("zhupi:date")
    return Carried(
        annotation,
        work=_text(source.get("zhupi:work", "")),
        number=None if number is None else _text(number),
        title=_text(source.get("zhupi:title", "")),
        date=None if date is None else _day(date),
        issuers=tuple(_text(issuer) for issuer in source.get("zhupi:issuers", ())),
        source=_text(source.get("zhupi:file", "")),
        sha256=_text(source.get("zhupi:sha256", "")),
        former=tuple(_moment(time) for time in item.get("zhupi:former", ())),
    )


def _selector(target: Mapping[str, Any]) -> Selector:
    by_type = {selector["type"]: selector for selector in target["selector"]}
    quote = by_type["TextQuoteSelector"]
    position = by_type["TextPositionSelector"]
    start, end = position["start"], position["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end < _FARTHEST):
        raise ValueError("a stretch that is none")
    exact = _text(quote["exact"])
    if not exact.strip():
        raise ValueError("a quote without words")
    return Selector(
        start=start,
        end=end,
        quote=exact,
        prefix=_text(quote.get("prefix", "")),
        suffix=_text(quote.get("suffix", "")),
        place=_text(target.get("zhupi:place", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    value.encode()  # refuses half a surrogate pair, which no file can hold
    return value


def _name(value: object, prefix: str) -> str:
    name = _text(value).removeprefix(prefix)
    if not name:
        raise ValueError("a name without letters")
    return name


def _day(value: object) -> str:
    day = _text(value)
    if not _DAY.match(day):
        raise ValueError("no date")
    return day


def _moment(text: object) -> datetime:
    moment = datetime.fromisoformat(_text(text))
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(UTC)
