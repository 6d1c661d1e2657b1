"""The query language: what a user types, turned into a tree.

Spaces mean AND, which binds more tightly than OR; NOT or - excludes; "…" keeps spaces; ASCII
parentheses group. The filters 标题 文号 机关 年份 文种 批注 标签 (in English title number issuer
year kind note tag) have : or ： right after the name. A query that is as a whole a document number
looks for the number. A wrong query is explained in a sentence and searched as plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

from zhupi.gazette import numbers
from zhupi.gazette.folding import fold
from zhupi.search import terms
from zhupi.search.terms import Term


class Field(StrEnum):
    """What a filter looks at."""

    TITLE = "title"
    NUMBER = "number"
    ISSUER = "issuer"
    YEAR = "year"
    KIND = "kind"
    NOTE = "note"
    TAG = "tag"


_FIELDS = {
    "标题": Field.TITLE,
    "文号": Field.NUMBER,
    "机关": Field.ISSUER,
    "年份": Field.YEAR,
    "文种": Field.KIND,
    "批注": Field.NOTE,
    "标签": Field.TAG,
    **{field.value: field for field in Field},
}


@dataclass(frozen=True)
class Has:
    """The text holds the term."""

    term: Term


@dataclass(frozen=True)
class Numbered:
    """The document bears the number (in canonical form) or its text cites it."""

    number: str
    term: Term


@dataclass(frozen=True)
class Bears:
    """The document, or a text it encloses, bears the number (in canonical form)."""

    number: str


@dataclass(frozen=True)
class Filter:
    """A field of the document holds the folded ``value``."""

    field: Field
    value: str


@dataclass(frozen=True)
class Years:
    """The document's year lies between the two, both included."""

    first: int
    last: int


@dataclass(frozen=True)
class Not:
    part: Node


@dataclass(frozen=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    parts: tuple[Node, ...]


Node = Has | Numbered | Bears | Filter | Years | Not | And | Or


@dataclass(frozen=True)
class Query:
    """A query understood. ``root`` is ``None`` where nothing was asked.

    ``terms`` are the positive ones, each once, in the order typed: their places are the hits.
    ``number`` is the document number asked for; ``fallback`` is the query to use instead if that
    number is nowhere, where the words may also have been meant as text.
    """

    text: str
    root: Node | None
    terms: tuple[Term, ...]
    warning: str | None = None
    number: str | None = None
    fallback: Query | None = None


class _Wrong(Exception):  # noqa: N818 - a finding about the user's words
    """The sentence for the user, without its end."""


def parse(text: str) -> Query:
    """Understand a query; a wrong one comes back as plain text with a warning."""
    number = numbers.as_typed(text)
    if number is None:
        return _parse_words(text)
    term = terms.number(number)
    # Without brackets (国发 2016 49, but also 到2020年10) it may be meant either way.
    certain = next(numbers.find_numbers(unicodedata.normalize("NFKC", text)), None) is not None
    fallback = None
    if not certain:
        named = number if _SERIES_NAME.match(number) else None
        fallback = replace(_parse_words(text), number=named)
    return Query(text, Numbered(number, term), (term,), number=number, fallback=fallback)


def _parse_words(text: str) -> Query:
    try:
        tokens = _tokens(text)
        root = _Parser(tokens).parse() if tokens else None
    except _Wrong as wrong:
        term = terms.run(text)
        plain = None if term is None else Has(term)
        return Query(text, plain, () if term is None else (term,), f"{wrong}；已按普通文字查找。")
    if root is None:
        return Query(text, None, (), "请输入要查找的文字。")
    number = next(_numbers(root), None)
    return Query(text, root, tuple(dict.fromkeys(_positive(root))), number=number)


# Words


class _Kind(StrEnum):
    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    NOT = "NOT"
    LEAF = "leaf"


@dataclass(frozen=True)
class _Token:
    kind: _Kind
    node: Node | None = None


_SERIES_NAME = re.compile("[^0-9〔第]*[发函办电字规告令](?=[0-9〔第])")
"""A number whose series has such a name was surely meant, also where signs were left out."""
_SPACE = re.compile(r"\s+")
_OPERATOR = re.compile(r'(AND|OR|NOT)(?=[\s()"]|$)')
_FIELD = re.compile(f"({'|'.join(_FIELDS)})[:：]", re.IGNORECASE)
_QUOTED = re.compile('"([^"]*)"')
# （ ） inside a number typed in ASCII (国发(2016)49号) are no grouping.
_WORD = re.compile(r'(?:[^\s()"]|(?<=[^\s()"])\([0-9]{4}\)(?=\s*[0-9]))+')
_LOOSE_NUMBER = re.compile(r'[^\s"]+(?:\s+[^\s"]+){0,3}')
_YEARS = re.compile(r"([12][0-9]{3})(?:年?[-~–—至]([12][0-9]{3}))?年?")


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        if space := _SPACE.match(text, at):
            at = space.end()
        elif text[at] in "()":
            tokens.append(_Token(_Kind(text[at])))
            at += 1
        elif operator := _OPERATOR.match(text, at):
            if operator[1] != "AND":
                tokens.append(_Token(_Kind(operator[1])))
            elif not tokens or not text[operator.end() :].strip():
                raise _Wrong("AND 的两边都要有文字")
            at = operator.end()
        elif text[at] == "-" and re.match(r"[^\s)-]", text[at + 1 : at + 2]):
            tokens.append(_Token(_Kind.NOT))
            at += 1
        else:
            node, at = _leaf(text, at)
            tokens.append(_Token(_Kind.LEAF, node))
    return tokens


def _leaf(text: str, at: int) -> tuple[Node, int]:
    """Read a term or a filter that begins at ``at``; return it and where it ends."""
    if field := _FIELD.match(text, at):
        return _filter(_FIELDS[field[1].lower()], text, field.end())
    value, end = _value(text, at)
    term = terms.run(value)
    if term is None:
        raise _Wrong("引号里没有文字")
    return Has(term), end


def _value(text: str, at: int) -> tuple[str, int]:
    if text[at : at + 1] == '"':
        quoted = _QUOTED.match(text, at)
        if quoted is None:
            raise _Wrong("引号没有成对")
        return quoted[1], quoted.end()
    word = _WORD.match(text, at)
    return (word[0], word.end()) if word else ("", at)


def _filter(field: Field, text: str, at: int) -> tuple[Node, int]:
    value, end = _value(text, at)
    if not fold(value):
        raise _Wrong("字段名的冒号后面没有内容")
    if field is Field.YEAR:
        years = _YEARS.fullmatch(fold(value))
        if years is None:
            raise _Wrong("年份要写成 2016 或 2016-2018")
        first, last = int(years[1]), int(years[2] or years[1])
        return Years(min(first, last), max(first, last)), end
    if field is Field.NUMBER:
        return _number_filter(value, text, at, end)
    return Filter(field, fold(value)), end


def _number_filter(value: str, text: str, at: int, end: int) -> tuple[Node, int]:
    """Take as many words as make a number together (文号:国发 2016 49)."""
    loose = _LOOSE_NUMBER.match(text, at)
    while loose is not None:
        number = numbers.as_typed(loose[0])
        if number is not None:
            return Bears(number), loose.end()
        shorter = re.search(r"\s+\S+$", loose[0])
        loose = None if shorter is None else _LOOSE_NUMBER.match(text, at, at + shorter.start())
    number = numbers.as_typed(value)
    return Filter(Field.NUMBER, fold(value)) if number is None else Bears(number), end


# The tree

_DEEPEST = 50
"""So many parentheses and NOTs may stand within each other; every walk of the tree is recursive."""


class _Parser:
    """Recursive descent: alternatives, then sequences, then one unit."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def parse(self) -> Node:
        root = self._alternatives()
        if self._at < len(self._tokens):
            raise _Wrong("括号没有成对")
        return root

    def _next(self) -> _Kind | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _alternatives(self) -> Node:
        parts = [self._sequence()]
        while self._next() is _Kind.OR:
            self._at += 1
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self._next() not in (None, _Kind.OR, _Kind.CLOSE):
            parts.append(self._unit())
        if not parts:
            raise _Wrong(self._what_is_missing())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _what_is_missing(self) -> str:
        before = self._tokens[self._at - 1].kind if self._at else None
        if _Kind.OR in (before, self._next()):
            return "OR 的两边都要有文字"
        return "括号里没有文字" if before is _Kind.OPEN else "括号没有成对"

    def _unit(self) -> Node:
        token = self._tokens[self._at]
        self._at += 1
        if token.node is not None:
            return token.node
        if token.kind is _Kind.NOT:
            if self._next() not in (_Kind.LEAF, _Kind.OPEN, _Kind.NOT):
                raise _Wrong("NOT 后面要有文字")
            with self._deeper():
                return Not(self._unit())
        with self._deeper():
            inner = self._alternatives()
        if self._next() is not _Kind.CLOSE:
            raise _Wrong("括号没有成对")
        self._at += 1
        return inner

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Wrong("括号或 NOT 套得太深")
        yield
        self._depth -= 1


def _positive(node: Node, *, sense: bool = True) -> list[Term]:
    """The terms that are asked for, not excluded, in the order typed."""
    match node:
        case Has(term) | Numbered(_, term):
            return [term] if sense else []
        case Not(part):
            return _positive(part, sense=not sense)
        case And(parts) | Or(parts):
            return [term for part in parts for term in _positive(part, sense=sense)]
        case _:
            return []


def _numbers(node: Node) -> Iterator[str]:
    """The whole numbers that documents are asked to bear."""
    match node:
        case Bears(number):
            yield number
        case And(parts) | Or(parts):
            for part in parts:
                yield from _numbers(part)


def asks_for_marks(node: Node | None) -> bool:
    """Whether the query filters by notes or tags."""
    match node:
        case Filter(field):
            return field in (Field.NOTE, Field.TAG)
        case Not(part):
            return asks_for_marks(part)
        case And(parts) | Or(parts):
            return any(map(asks_for_marks, parts))
        case _:
            return False
