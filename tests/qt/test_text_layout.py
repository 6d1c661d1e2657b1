"""Words laid out in a few lines, and cut where they take more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.qt import fonts
from zhupi.qt.text_layout import height, lay

pytestmark = pytest.mark.usefixtures("qapp")


@given(st.text(st.sampled_from("字𠮷a，。"), max_size=120), st.integers(1, 4))
def test_a_height_is_that_of_what_is_drawn(text: str, lines: int) -> None:
    font = fonts.font("ui", 13)
    assert height(text, font, 150, lines) == lay(text, font, 150, lines).height


@given(st.text(st.sampled_from("字𠮷a ，。\n"), max_size=120), st.integers(1, 4))
def test_words_never_take_more_lines_than_they_may(text: str, lines: int) -> None:
    font = fonts.font("ui", 13)
    laid = lay(text, font, 150, lines)
    pitch = round(13 * 1.45)
    assert laid.height <= lines * pitch
    shown = laid.layout.text()
    whole = text.replace("\n", "\u2028")
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
