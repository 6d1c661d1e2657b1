"""The outline of a file: what its titles and headings are to one another."""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.export.model import Layout
from zhupi.export.parts import Content, Heading, Part, Title


def is_collection(content: Content) -> bool:
    """Whether whole documents stand under a title of the file."""
    titles = (part for part in content.parts if isinstance(part, Title))
    return content.layout is Layout.FULL and any(title.level == 0 for title in titles)


def outline_level(part: Part, *, collection: bool) -> int | None:
    """The level of a title or heading in the navigation, from 0; ``None`` for the file's title.

    In a collection everything stands under the titles of its documents; in a document by itself
    its headings stand beside its title.
    """
    match part:
        case Title(_, 0):
            return None
        case Title(_, level):
            return level - 1 if collection else 0
        case Heading(level):
            return level - 1 if collection else level - 2
        case _:
            return None


def listed(content: Content, depth: int) -> Sequence[tuple[int, int]]:
    """What a table of contents of that depth lists: places in ``content.parts`` and levels."""
    collection = is_collection(content)
    levels = (outline_level(part, collection=collection) for part in content.parts)
    return [
        (index, level) for index, level in enumerate(levels) if level is not None and level < depth
    ]
