"""W3C Web Annotation JSON-LD: annotations without loss, for another library.

What the standard has no word for stands under ``zhupi:``. `parse` reads what `render` writes; of
another program's file it takes what it understands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State
from zhupi.export.model import Excerpted, Options
from zhupi.export.wording import issue_name

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"zhupi": "urn:zhupi:"}]
_ANNOTATION = "urn:zhupi:annotation:"
_DOCUMENT = "urn:zhupi:document:"


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
        collection = json.loads(text)
        items = collection["first"]["items"]
        return tuple(_carried(item) for item in items)
    except json.JSONDecodeError as error:
        raise NotAnnotations(f"第{error.lineno}行不是有效的 JSON") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotAnnotations("不是朱批导出的批注文件，或内容有缺损") from error


def _annotation(item: Excerpted, annotation: Annotation) -> dict[str, Any]:
    body = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in annotation.tags]
    if annotation.note:
        note = {"type": "TextualBody", "purpose": "commenting", "format": "text/markdown"}
        body.insert(0, note | {"value": annotation.note})
    highlight = annotation.kind is Kind.HIGHLIGHT
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
    }


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


def _carried(item: Mapping[str, Any]) -> Carried:
    target = item["target"]
    source = target["source"]
    bodies = item.get("body", [])
    colour = target.get("styleClass")
    annotation = Annotation(
        id=str(item["id"]).removeprefix(_ANNOTATION),
        document=str(source["id"]).removeprefix(_DOCUMENT),
        kind=Kind.HIGHLIGHT if "selector" in target else Kind.NOTE,
        selector=_selector(target) if "selector" in target else None,
        colour=Colour(colour) if colour is not None else None,
        heading=item.get("zhupi:heading", ""),
        note="\n\n".join(body["value"] for body in bodies if body["purpose"] == "commenting"),
        tags=tuple(body["value"] for body in bodies if body["purpose"] == "tagging"),
        created=_moment(item["created"]),
        modified=_moment(item.get("modified", item["created"])),
        state=State(item.get("zhupi:state", State.ANCHORED)),
    )
    return Carried(
        annotation,
        work=source.get("zhupi:work", ""),
        number=source.get("zhupi:number"),
        title=source.get("zhupi:title", ""),
        date=source.get("zhupi:date"),
        issuers=tuple(source.get("zhupi:issuers", ())),
        source=source.get("zhupi:file", ""),
        sha256=source.get("zhupi:sha256", ""),
    )


def _selector(target: Mapping[str, Any]) -> Selector:
    by_type = {selector["type"]: selector for selector in target["selector"]}
    quote = by_type["TextQuoteSelector"]
    position = by_type["TextPositionSelector"]
    return Selector(
        start=int(position["start"]),
        end=int(position["end"]),
        quote=quote["exact"],
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        place=target.get("zhupi:place", ""),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment
