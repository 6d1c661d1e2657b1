"""Addresses of what is in the library, as exports carry them: ``zhupi:doc/…``, ``zhupi:note/…``.

A document's address may name a place in it: ``zhupi:doc/8bfb5974-1?at=120``, in code points of the
document text; an enclosed text has the id of its document and ``#n``.
"""

from __future__ import annotations

from urllib.parse import quote

SCHEME = "zhupi"


def document_address(document_id: str, at: int | None = None) -> str:
    """The address of a document, or of an offset in its text."""
    place = "" if at is None else f"?at={at}"
    name, hash_, enclosed = document_id.partition("#")
    return f"{SCHEME}:doc/{quote(name)}{place}{hash_}{enclosed}"


def annotation_address(annotation_id: str) -> str:
    """The address of an annotation."""
    return f"{SCHEME}:note/{quote(annotation_id)}"
