"""Whose initials stand beside a comment."""

from __future__ import annotations

import pytest

from zhupi.export.wordmarks import initials


@pytest.mark.parametrize(
    ("author", "short"),
    [
        ("Zhang San", "ZS"),
        ("a b c d", "ABC"),
        ("张三", "张"),
        ("张三 Zhang", "张"),
        ("Li 李", "L"),
    ],
)
def test_initials(author: str, short: str) -> None:
    assert initials(author) == short
