"""The Markdown of notes: CommonMark with strikethrough, no raw HTML, no pictures.

A single line break is a line break: notes are short, and a soft break would put a blank between
Chinese characters. Links lead to http, https, mailto and zhupi only; others stay text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINK = re.compile(r"(?:https?|mailto|zhupi):", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"[\s,，、;；#＃]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. A ``\\n`` in the text is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str | None = None


class PieceKind(StrEnum):
    """What a piece of a note is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a note, flat: lists and quotations are told by depth.

    ``level`` is that of a heading. ``depth`` counts the lists around the piece; ``marker`` is
    ``•`` or ``1.`` on the first piece of a list item, else empty. ``quoted`` counts the quotations
    around it.
    """

    kind: PieceKind
    runs: tuple[Run, ...]
    level: int = 0
    depth: int = 0
    marker: str = ""
    quoted: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def pieces(note: str) -> tuple[Piece, ...]:
    """The note as a flat sequence of pieces."""
    return tuple(_Flattener().flatten(_parser().parse(note)))


def plain_text(note: str) -> str:
    """The words of the note without their markup, one line for each piece."""
    return "\n".join(piece.text for piece in pieces(note) if piece.runs)


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are stored: no #, no blanks or commas inside, each once, in the order given.

    Two that differ in case only are one, written as the first.
    """
    words = (word for tag in tags for word in _BETWEEN_TAGS.split(tag) if word)
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.casefold(), word)
    return tuple(first.values())


@cache
def _parser() -> MarkdownIt:
    # Imported late: it costs 30 ms, which a start without notes need not pay.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable("strikethrough").disable("image")
    # A method of the parser is the library's own hook for this; the stubs take it for constant.
    parser.validateLink = lambda url: _LINK.match(url) is not None  # type: ignore[method-assign]
    return parser


class _Flattener:
    """Walks the tokens and keeps the lists and quotations that are open."""

    def __init__(self) -> None:
        self._counters: list[int | None] = []  # one for each open list; None: bullets
        self._marker = ""
        self._quoted = 0
        self._level = 0

    def flatten(self, tokens: Iterable[Token]) -> Iterator[Piece]:
        for token in tokens:
            match token.type:
                case "inline":
                    kind = PieceKind.HEADING if self._level else PieceKind.PARAGRAPH
                    yield self._piece(kind, tuple(_runs(token.children or ())))
                case "fence" | "code_block":
                    code = token.content.removesuffix("\n")
                    yield self._piece(PieceKind.CODE, (Run(code, code=True),) if code else ())
                case "hr":
                    yield self._piece(PieceKind.RULE, ())
                case _:
                    yield from self._structure(token)

    def _structure(self, token: Token) -> Iterator[Piece]:
        """Keep account of what opens and closes; yield a list item that has no words."""
        match token.tag:
            case "ul" | "ol" if token.nesting > 0:
                first = int(token.attrGet("start") or 1) if token.tag == "ol" else None
                self._counters.append(first)
            case "ul" | "ol":
                self._counters.pop()
            case "li":
                if self._marker:  # the item before, or around, begins with no words
                    depth = len(self._counters) - (token.nesting > 0)
                    yield self._piece(PieceKind.PARAGRAPH, (), depth)
                if token.nesting > 0:
                    self._marker = self._next_marker()
            case "blockquote":
                self._quoted += token.nesting
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._level = int(token.tag[1:]) if token.nesting > 0 else 0
            case _:
                pass  # a paragraph is told by its inline token

    def _next_marker(self) -> str:
        count = self._counters[-1]
        if count is None:
            return "•"
        self._counters[-1] = count + 1
        return f"{count}."

    def _piece(self, kind: PieceKind, runs: tuple[Run, ...], depth: int | None = None) -> Piece:
        marker, self._marker = self._marker, ""
        depth = len(self._counters) if depth is None else depth
        return Piece(kind, runs, self._level, depth, marker, self._quoted)


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    depth = Counter[str]()  # emphasis may stand inside emphasis of its own kind
    link: str | None = None
    for token in tokens:
        text, code = "", False
        match token.type:
            case "link_open":
                link = str(token.attrGet("href"))
            case "link_close":
                link = None
            case "softbreak" | "hardbreak":
                text = "\n"
            case "code_inline":
                text, code = token.content, True
            case "text" | "text_special":
                text = token.content
            case _ if token.tag in ("strong", "em", "s"):
                depth[token.tag] += token.nesting
            case other:
                raise AssertionError(f"no such inline token in a note: {other}")
        if text:
            bold, italic, strike = (depth[tag] > 0 for tag in ("strong", "em", "s"))
            yield Run(text, bold, italic, strike, code, link)
