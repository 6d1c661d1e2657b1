"""Raw gazette text to documents: pure functions, no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhupi.gazette.model import Issue

__all__ = ["PARSER_VERSION", "parse"]

PARSER_VERSION = 3
"""Counts up when the same text would be read differently."""


def parse(text: str) -> Issue:
    """Read the raw text of a gazette issue; see `zhupi.gazette.parsing.parse`."""
    # Imported late: its patterns take 100 ms to compile, and the window itself never parses.
    from zhupi.gazette.parsing import parse as read

    return read(text)
