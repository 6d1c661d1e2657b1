"""Gives the tests of this folder the scorer beside them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from score import raw_text, seed

from zhupi.gazette import parse
from zhupi.gazette.model import Issue


@pytest.fixture(scope="session")
def issues() -> dict[str, Issue]:
    """The five bundled gazettes, read once."""
    return {number: parse(raw_text(seed(number))) for number in ("000", "001", "002", "003", "004")}
