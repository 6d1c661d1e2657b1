"""The Markdown of notes: CommonMark with strikethrough and tables, no raw HTML, no pictures.

A single line break is a line break: notes are short, and a soft break would put a blank between
Chinese characters. Links lead to http, https, mailto and zhupi only; others stay text.
``[[国发〔2016〕49号]]`` is a link to the document with that number, in any writing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from zhupi.annotations.addresses import SCHEME, Address, DocumentAddress, read, written
from zhupi.gazette.numbers import normalise

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_LINK = re.compile(r"(?:https?|mailto|zhupi):", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"[\s,，、;；#＃]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. A ``\\n`` in the text is a line break.

    ``broken``: the words are a link into the library that leads nowhere; ``link`` is ``None``.
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str | None = None
    broken: bool = False


_CELL_END = Run("\t")
_ROW_END = Run("\n")

Known = Callable[[Address], bool]
"""Whether what an address names is in the library."""


class PieceKind(StrEnum):
    """What a piece of a note is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a note, flat: lists and quotations are told by depth.

    ``level`` is that of a heading. ``depth`` counts the lists around the piece; ``marker`` is
    ``•`` or ``1.`` on the first piece of a list item, else empty. ``quoted`` counts the quotations
    around it. A table has a run of a tab between cells and one of a line break between rows.
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

    @property
    def rows(self) -> tuple[tuple[tuple[Run, ...], ...], ...]:
        """The cells of a table; the first row is its head."""
        rows: list[list[list[Run]]] = [[[]]]
        for run in self.runs:
            if run == _ROW_END:
                rows.append([[]])
            elif run == _CELL_END:
                rows[-1].append([])
            else:
                rows[-1][-1].append(run)
        return tuple(tuple(tuple(cell) for cell in row) for row in rows)


def pieces(note: str, known: Known | None = None) -> tuple[Piece, ...]:
    """The note as a flat sequence of pieces; without ``known`` any address may lead somewhere."""
    if not note.strip():
        return ()  # an empty view, made and dressed at every start, needs no parser
    return tuple(_Flattener(known).flatten(_parser().parse(note)))


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
    parser.enable(["strikethrough", "table"]).disable("image")
    # A method of the parser is the library's own hook for this; the stubs take it for constant.
    parser.validateLink = lambda url: _LINK.match(url) is not None  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "document", _document_link)
    return parser


def _document_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's hook
    """Take ``[[…]]`` for a link to a document; one that names none is broken."""
    start = state.pos + 2
    end = state.src.find("]]", start, state.posMax)
    name = state.src[start:end]
    if not state.src.startswith("[[", state.pos) or end < 0 or not name.strip() or "\n" in name:
        return False
    if state.src.startswith("](", end + 1):  # a common link whose words stand in brackets
        return False
    if not silent:
        number = normalise(name)
        href = SCHEME if number is None else written(DocumentAddress(number))
        state.push("link_open", "a", 1).attrSet("href", href)
        state.push("text", "", 0).content = name if number else f"[[{name}]]"
        state.push("link_close", "a", -1)
    state.pos = end + 2
    return True


class _Flattener:
    """Walks the tokens and keeps the lists and quotations that are open."""

    def __init__(self, known: Known | None) -> None:
        self._known = known
        self._counters: list[int | None] = []  # one for each open list; None: bullets
        self._marker = ""
        self._quoted = 0
        self._level = 0
        self._cells: list[Run] | None = None  # of an open table

    def flatten(self, tokens: Iterable[Token]) -> Iterator[Piece]:
        for token in tokens:
            match token.type:
                case "inline" if self._cells is not None:
                    found = _runs(token.children or (), self._known)
                    self._cells += (replace(run, text=run.text.replace("\t", " ")) for run in found)
                case "inline":
                    kind = PieceKind.HEADING if self._level else PieceKind.PARAGRAPH
                    yield self._piece(kind, tuple(_runs(token.children or (), self._known)))
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
            case "table" if token.nesting > 0:
                self._cells = []
            case "table":
                cells, self._cells = self._cells or [], None
                yield self._piece(PieceKind.TABLE, tuple(cells[:-1]))
            case "th" | "td" if token.nesting < 0 and self._cells is not None:
                self._cells.append(_CELL_END)
            case "tr" if token.nesting < 0 and self._cells:
                self._cells[-1] = _ROW_END
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


def _runs(tokens: Iterable[Token], known: Known | None) -> Iterator[Run]:
    depth = Counter[str]()  # emphasis may stand inside emphasis of its own kind
    link: str | None = None
    broken = False
    for token in tokens:
        text, code = "", False
        match token.type:
            case "link_open":
                link = str(token.attrGet("href"))
                broken = _is_broken(link, known)
            case "link_close":
                link, broken = None, False
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
            yield Run(text, bold, italic, strike, code, None if broken else link, broken)


def _is_broken(link: str, known: Known | None) -> bool:
    if not link.lower().startswith(SCHEME):
        return False
    address = read(link)
    return address is None or (known is not None and not known(address))
