"""What can be chosen for an export, what of it holds for which format, and how it is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Self

from zhupi.annotations.model import DEFAULT_MEANINGS, Colour
from zhupi.export import Options
from zhupi.export.model import (
    Carry,
    Edition,
    Grouping,
    Layout,
    Look,
    Marks,
    NotePlace,
    Variant,
)

FORMATS = {
    ".docx": "Word 文档（.docx）",
    ".pdf": "PDF（.pdf）",
    ".md": "Markdown（.md）",
    ".html": "网页（.html）",
    ".txt": "纯文本（.txt）",
    ".json": "批注交换（.json）",
}
"""The formats in the order in which they are offered, by ending."""
SET = (".docx", ".pdf", ".html")
"""Those that are set on pages; the others are shown as they are written."""


class Kind(StrEnum):
    """What is exported: a whole text, excerpts, a notebook. Each remembers its own choices."""

    FULL = "full"
    EXCERPTS = "excerpts"
    NOTEBOOK = "notebook"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be exported.

    ``name`` is that of the file, without its ending; ``what`` are the keywords by which
    `Library.export_file` knows it. Where ``lacking`` is not empty it says why there is nothing.
    """

    key: str
    label: str
    kind: Kind
    name: str
    what: Mapping[str, Any] = field(default_factory=dict)
    lacking: str = ""

    @property
    def compiled(self) -> bool:
        """Whether it is several whole texts: a book, which has a title and a table of contents."""
        return self.kind is Kind.FULL and len(self.what.get("documents", ())) > 1

    @property
    def layout(self) -> Layout:
        return Layout.FULL if self.kind is Kind.FULL else Layout.EXCERPTS


@dataclass(frozen=True, slots=True)
class Choices:
    """All choices; those that do not hold are kept for when they do."""

    format: str = ".docx"
    look: Look = Look.READING
    grouping: Grouping = Grouping.DOCUMENT
    carry: Carry = Carry.NOTES
    notes: NotePlace = NotePlace.COMMENTS
    marks: Marks = Marks.HTML
    variant: Variant = Variant.TEACHER
    question_tag: str = ""
    answers: bool = True
    edition: Edition = Edition.OF_2025
    type_code: str = "Z"
    contents: bool = True
    links: bool = True
    author: str = ""
    title: str = ""

    @classmethod
    def remembered(cls, kind: str, kept: Mapping[str, str], first: Self) -> Self:
        """The choices made last for a `Kind`; ``first`` are those before any was made."""
        values: dict[str, Any] = {}
        for known in fields(cls):
            default = getattr(first, known.name)
            stored = kept.get(f"{kind}.{known.name}")
            values[known.name] = default if stored is None else _read(stored, default)
        if values["format"] not in FORMATS:
            values["format"] = first.format
        return cls(**values)

    def remember(self, kind: str, kept: dict[str, str]) -> None:
        """Note the choices for the next time; whose name it is and what title, are not of them."""
        for known in fields(self):
            if known.name not in ("author", "title"):
                kept[f"{kind}.{known.name}"] = str(getattr(self, known.name))

    def options(self, subject: Subject, initials: str, meanings: Mapping[Colour, str]) -> Options:
        """What the writers are told."""
        held = holding(subject.kind, self.format, self, compiled=subject.compiled)
        values = {name: getattr(self, name) for name in _OPTIONS if name in held}
        if self.format != ".md" and values.get("notes") is NotePlace.FOOTNOTES:
            values["notes"] = NotePlace.TABLE
        values.setdefault("contents", False)
        values.setdefault("links", False)
        return Options(
            layout=subject.layout,
            initials=initials,
            meanings={**DEFAULT_MEANINGS, **meanings},
            **values,
        )


_OPTIONS = frozenset(known.name for known in fields(Choices)) - {"format"}
_OF_FULL = {
    ".docx": {"look", "carry", "notes", "links", "author"},
    ".pdf": {"look", "carry", "notes", "author"},
    ".md": {"carry", "notes", "marks", "links"},
    ".html": {"carry", "notes", "links", "author"},
    ".txt": {"carry"},
    ".json": {"author"},
}
_OF_EXCERPTS = {
    ".docx": {"look", "contents", "links"},
    ".pdf": {"look", "contents"},
    ".md": {"contents", "links"},
    ".html": {"contents", "links"},
    ".txt": set[str](),
}
_ALWAYS = {"variant", "question_tag", "edition", "type_code", "author", "title"}


def holding(kind: Kind, ending: str, choices: Choices, *, compiled: bool = False) -> frozenset[str]:
    """The choices that make a difference for what is exported in that format.

    ``compiled`` are whole texts of which there are several.
    """
    if kind is Kind.FULL:
        held = set(_OF_FULL[ending])
        if compiled and ending != ".json":
            held |= {"title"} | _OF_EXCERPTS.get(ending, set()) & {"contents"}
        if choices.carry is not Carry.NOTES:
            held -= {"notes"}
        if choices.carry is Carry.NOTHING:
            held -= {"marks"}
        return frozenset(held)
    if ending == ".json":
        return frozenset({"author"})
    held = _ALWAYS | _OF_EXCERPTS[ending]
    if kind is Kind.EXCERPTS:
        held.add("grouping")
    if choices.question_tag.strip("#＃ "):
        held.add("answers")
    return frozenset(held)


def note_places(ending: str) -> dict[NotePlace, str]:
    """Where notes on a full text can stand in a format, in words."""
    return {
        ".docx": {NotePlace.COMMENTS: "Word 批注", NotePlace.TABLE: "文末编号列表"},
        ".md": {
            NotePlace.COMMENTS: "段后引用",
            NotePlace.FOOTNOTES: "脚注",
            NotePlace.TABLE: "文末编号列表",
        },
    }.get(ending, {NotePlace.COMMENTS: "页边", NotePlace.TABLE: "文末编号列表"})


def _read(stored: str, default: Any) -> Any:
    """A remembered value; one that is known no more gives way to the default."""
    if isinstance(default, bool):
        return stored == "True"
    if isinstance(default, StrEnum):
        kinds = type(default)
        return kinds(stored) if stored in list(kinds) else default
    return stored
