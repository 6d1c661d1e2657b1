from datetime import UTC, datetime

import pytest

from zhupi.annotations.notebooks import Item, ItemKind, section, whole_sections

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def outline(levels: str) -> list[Item]:
    """``1`` is a heading of level 1, ``.`` a text; the id is the place."""
    return [
        Item(
            str(at),
            "n",
            f"{at:06}",
            ItemKind.TEXT if level == "." else ItemKind.HEADING,
            0 if level == "." else int(level),
            "字",
            None,
            "",
            NOW,
            NOW,
        )
        for at, level in enumerate(levels)
    ]


@pytest.mark.parametrize(
    ("levels", "at", "end"),
    [
        ("1", 0, 1),
        (".1.", 0, 1),
        ("1..1", 0, 3),
        ("1.2.2.1.", 0, 6),
        ("1.2.2.1.", 2, 4),
        ("1.2.2.1.", 4, 6),
        ("2.1.", 0, 2),
        ("1.3.2.", 2, 4),
        ("6.6.", 2, 4),
    ],
)
def test_a_section_reaches_to_the_next_heading_as_high(levels: str, at: int, end: int) -> None:
    assert section(outline(levels), at) == range(at, end)


@pytest.mark.parametrize(
    ("levels", "chosen", "whole"),
    [
        ("1.2.1.", "0", "0123"),
        ("1.2.1.", "20", "0123"),
        ("1.2.1.", "52", "235"),
        ("....", "31", "13"),
        ("1.", "", ""),
    ],
)
def test_whole_sections(levels: str, chosen: str, whole: str) -> None:
    assert whole_sections(outline(levels), list(chosen)) == list(whole)
