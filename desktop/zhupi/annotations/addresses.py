"""Addresses of what is in a library, for links in notes and from outside: ``zhupi:…``.

::

    zhupi:doc/国发〔2016〕49号          a document, by its number in any writing or by its id
    zhupi:doc/1a2b3c4d-3/二（三）       a place in it, as the ladder names it
    zhupi:annotation/…                an annotation
    zhupi:notebook/…                  a notebook
    zhupi:notebook/…/…                an item of it

What stands between the slashes is percent-encoded as in any URI (RFC 3986); read is also what is
not encoded but for ``%``, ``/``, ``?`` and ``#``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

SCHEME: Final = "zhupi:"


@dataclass(frozen=True, slots=True)
class DocumentAddress:
    """A document by its number or id, and the ladder place in it, empty for the whole."""

    name: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class AnnotationAddress:
    """An annotation by its id."""

    annotation: str


@dataclass(frozen=True, slots=True)
class NotebookAddress:
    """A notebook by its id, and an item of it, empty for the whole."""

    notebook: str
    item: str = ""


Address = DocumentAddress | AnnotationAddress | NotebookAddress


def written(address: Address) -> str:
    """The address as a URI."""
    match address:
        case DocumentAddress(name, place):
            parts = ["doc", name, place]
        case AnnotationAddress(annotation):
            parts = ["annotation", annotation]
        case NotebookAddress(notebook, item):
            parts = ["notebook", notebook, item]
    return SCHEME + "/".join(quote(part, safe="") for part in parts if part)


def read(text: str) -> Address | None:
    """The address that a URI is; ``None`` for any other text."""
    if text[: len(SCHEME)].lower() != SCHEME:
        return None
    rest = text[len(SCHEME) :]
    if "?" in rest or "#" in rest:
        return None
    try:
        parts = [unquote(part, errors="strict") for part in rest.split("/")]
    except UnicodeDecodeError:
        return None
    if not all(part.strip() for part in parts):
        return None
    match parts:
        case ["doc", name]:
            return DocumentAddress(name)
        case ["doc", name, place]:
            return DocumentAddress(name, place)
        case ["annotation", annotation]:
            return AnnotationAddress(annotation)
        case ["notebook", notebook]:
            return NotebookAddress(notebook)
        case ["notebook", notebook, item]:
            return NotebookAddress(notebook, item)
    return None
