"""Lines to clean text: joined, digits and Latin letters in ASCII, layout spaces gone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.lines import Line
from zhupi.gazette.model import Lines
from zhupi.gazette.wording import INSTITUTION_END, ISSUER_LINE, TITLE_VERB, narrow

_BESIDE = re.compile(r"(?<=[0-9A-Za-z])[．％＋／－]|[．％＋／－](?=[0-9A-Za-z])")
_TO_ASCII = {"．": ".", "％": "%", "＋": "+", "／": "/", "－": "-"}
_SPACES = re.compile(r"\s+")
_MARK_SPACE = re.compile(
    r"第[一二三四五六七八九十百零〇]{1,7}(?:条(?:之[一二三四五六]{1,2})?|章|节)$"
)
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Text:
    """Clean text that knows the raw line of each of its characters."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Return the raw line of the character at ``offset``."""
        return self.numbers[max(0, bisect_right(self.starts, offset) - 1)]

    def lines_of(self, start: int, end: int) -> Lines:
        """Return first and last raw line of ``text[start:end]``."""
        return self.line_at(start), self.line_at(max(start, end - 1))


def clean(text: str) -> str:
    """Return the clean form of ``text``, which is one line or several already joined."""
    folded = _widths(text)
    kept = _SPACES.sub(lambda match: _space(folded, match), folded)
    return kept.strip()


def join(lines: Sequence[Line], *, names: bool = False) -> Text:
    """Join lines to clean text; with ``names`` a space stays between the names of two bodies."""
    bounds: list[int] = []
    pieces: list[str] = []
    length = 0
    for line in lines:
        piece = line.text
        words = bool(pieces) and _LATIN.match(pieces[-1][-1:]) and _LATIN.match(piece[:1])
        if words or (names and pieces and _two_bodies(pieces[-1], piece)):
            piece = " " + piece
        bounds.append(length)
        pieces.append(piece)
        length += len(piece)
    raw = "".join(pieces)
    folded = _widths(raw)
    kept: list[str] = []
    shift: list[tuple[int, int]] = []  # (offset in folded, characters dropped up to there)
    position = dropped = 0
    for match in _SPACES.finditer(folded):
        kept.append(folded[position : match.start()])
        put = _space(folded, match)
        if names and not put and _two_bodies(folded[: match.start()], folded[match.end() :]):
            put = " "
        kept.append(put)
        dropped += len(match.group()) - len(put)
        shift.append((match.end(), dropped))
        position = match.end()
    kept.append(folded[position:])
    text = "".join(kept)
    lead = len(text) - len(text.lstrip())
    places = [place for place, _ in shift]
    starts = []
    for bound in bounds:
        index = bisect_right(places, bound) - 1
        starts.append(max(0, bound - (shift[index][1] if index >= 0 else 0) - lead))
    text = text.strip() or raw.strip()
    return Text(text, tuple(starts), tuple(line.number for line in lines))


def _two_bodies(before: str, after: str) -> bool:
    """Tell whether one body's name ends ``before`` and another's begins ``after``."""
    before, after = before[-40:].rstrip(), after[:60]
    verb = TITLE_VERB.search(after)
    head = after[: verb.start()] if verb else after.removesuffix("令")
    name = before.split()[-1:]
    return (
        bool(name)
        and len(name[0]) > 2
        and bool(ISSUER_LINE.fullmatch(name[0]))
        and not TITLE_VERB.search(name[0])
        and len(head.strip()) > 2
        and bool(ISSUER_LINE.fullmatch(head.strip()))
    )


def _widths(text: str) -> str:
    return _BESIDE.sub(lambda match: _TO_ASCII[match.group()], narrow(text))


def _space(text: str, match: re.Match[str]) -> str:
    """What remains of white space: nothing, but for words, joint issuers and 第X条."""
    start, end = match.span()
    before, after = text[max(0, start - 24) : start], text[end : end + 1]
    if not before or not after:
        return ""
    if _LATIN.match(before[-1]) and _LATIN_OR_DIGIT.match(after):
        return " "
    if _MARK_SPACE.search(before):
        return "　"
    opened = before.rfind("《")
    if opened > before.rfind("》") and INSTITUTION_END.search(before[opened + 1 :]):
        return " "
    return ""
