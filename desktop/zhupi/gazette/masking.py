"""A text with the names in it taken out, so that its clauses show (引文以外的词句).

A citation becomes ``▢``, a remark in brackets or the code of a standard ``▫``, another quoted name
or quoted words ``◇``, and punctuation is made full-width, each character for one, so that places
stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhupi.gazette.quoting import UNCLOSED
from zhupi.gazette.wording import has_open_bracket

Span = tuple[int, int]
"""Where a citation begins and ends in a block's text."""

_BRACKET = re.compile("（[^（）]*）|\\([^()]*\\)")
_QUOTED = re.compile(f"《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉|{UNCLOSED}")
_SPOKEN = re.compile(f"“[^“”]*”|{UNCLOSED}")
_STANDARD = re.compile(
    "[（(]?[A-Z]{1,5}(?:[/／][A-Z]{1,3})? ?\\d{1,5}(?:\\.\\d+)?[-—–－]\\d{2,4}[）)]?"
)
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_FIGURE = re.compile("(?<=\\d)，(?=\\d)")
_REMARK_END = re.compile("(?:[^（）()]|[（(][^（）()]*[）)])*[）)]")
_LONGEST_REMARK = 200


def names(text: str, citations: Sequence[Span]) -> list[Span]:
    """The citations that the text makes itself, each with the remark that follows it."""
    quotes = [match.span() for match in _SPOKEN.finditer(text)]
    return [span for span in _with_remarks(text, citations) if not _is_spoken(text, span, quotes)]


def masked(text: str, citations: Sequence[Span]) -> str:
    """Take the names out of a text; its length stays the same."""
    chars = list(_FIGURE.sub(",", text.translate(_WIDE)))
    for start, end in citations:
        chars[start:end] = "▢" * (end - start)
    for pattern, sign in ((_QUOTED, "◇"), (_BRACKET, "▫"), (_STANDARD, "▫")):
        while True:
            done = "".join(chars)
            found = [match for match in pattern.finditer(done) if "▢" not in match[0]]
            if not found:
                break
            for match in found:
                chars[match.start() : match.end()] = sign * len(match[0])
    return "".join(chars)


def _with_remarks(text: str, citations: Sequence[Span]) -> list[Span]:
    """Citations to the end of the remark in brackets that a number in them stands in.

    What else the remark names belongs to the history of the text: （某令第1号公布，某令第2号修改）.
    """
    whole: list[Span] = []
    for start, end in citations:
        if whole and start < whole[-1][1]:
            continue
        words = text[start:end]
        if words.startswith("《") and has_open_bracket(words):
            close = _REMARK_END.match(text, end, end + _LONGEST_REMARK)
            end = end if close is None else close.end()
        whole.append((start, end))
    return whole


def _is_spoken(text: str, span: Span, quotes: Sequence[Span]) -> bool:
    """Whether a citation stands in quoted words: they say it, not this text.

    A name alone in quotation marks is but a name, unless it is put in the place of another
    (将“《…》”修改为“《…》”).
    """
    return any(
        start < span[0] and span[1] < end
        and (start < span[0] - 1 or text[:start].endswith(("的", "为", "将")))
        for start, end in quotes
    )  # fmt: skip
