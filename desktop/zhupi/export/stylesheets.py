"""The paragraph styles of Word files: one sheet for reading, one after GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zhupi.export.looks import FANGSONG, GREY, HEI, KAI, SONG, TITLE
from zhupi.export.model import Look
from zhupi.export.parts import Heading, Paragraph, Role, Title
from zhupi.export.styles import Sheet, Style

_ROLES = {
    Role.BODY: "Body",
    Role.ADDRESSEES: "Addressees",
    Role.NUMBER: "Number",
    Role.RIGHT: "Sign Off",
    Role.REMARK: "Remark",
    Role.ATTACHED: "Attached",
    Role.LABEL: "Attachment Label",
    Role.INFO: "Info",
}
_SHOWN = {
    "Document Title": "公文标题",
    "Info": "文件信息",
    "Legend": "标记说明",
    "Body": "公文正文",
    "Number": "发文字号",
    "Addressees": "主送机关",
    "Sign Off": "落款",
    "Remark": "附注",
    "Attached": "附件说明",
    "Attachment Label": "附件标识",
    "Excerpt Label": "摘录类别",
    "Note": "摘录批注",
    "Own Text": "笔记正文",
    "Own List": "笔记列表",
    "Question": "思考题",
    "Question More": "思考题续段",
    "Ruled": "书写横线",
    "Source": "摘录出处",
    "Reference": "引用文件",
    "Table Text": "表格文字",
    "Table End": "表格之后",
    "Note Text": "批注表文字",
}
"""What Word's list of styles shows of those that are not built in."""
_TITLES = {0: "Title", 1: "Document Title", 2: "Subtitle"}

_LINE = 579
"""Twips: 22 lines on a page of 225 mm; 580 would give 21."""
_SPACING = -5
"""28 characters of 16 points are 158 mm and must stand on 156. A grid of characters (w:docGrid)
would say so too, but programs other than Word make another thing of it."""


def sheet_of(look: Look) -> Sheet:
    """The styles of a look, with the size and the line height of its body."""
    if look is Look.GONGWEN:
        return Sheet(16, _LINE, _named(_gongwen()), _SPACING)
    return Sheet(14, 460, _named(_reading()))


def _named(styles: Iterable[Style]) -> tuple[Style, ...]:
    return tuple(replace(style, shown=_SHOWN.get(style.name, "")) for style in styles)


def style_of(part: Title | Heading | Paragraph) -> str:
    """The name of the style in which a part is set."""
    match part:
        case Title(level=level):
            return _TITLES[level]
        case Heading(level=level):
            return f"heading {min(max(level - 1, 1), 4)}"
        case Paragraph(role=role):
            return _ROLES[role]


def _reading() -> tuple[Style, ...]:
    return (
        Style("Title", TITLE, 22, "center", before=200, after=120, line=640, keep_next=True),
        Style("Document Title", TITLE, 20, "center", before=200, after=160, line=600, outline=0,
              keep_next=True),
        Style("Subtitle", TITLE, 18, "center", before=400, after=160, line=560, outline=0,
              keep_next=True),
        Style("heading 1", HEI, 15, "left", before=360, after=60, outline=0, keep_next=True),
        Style("heading 2", KAI, 14, "left", before=200, after=60, outline=1, keep_next=True),
        Style("heading 3", FANGSONG, 14, "left", before=160, outline=2, keep_next=True),
        Style("heading 4", FANGSONG, 14, "left", outline=3, keep_next=True),
        Style("Info", SONG, 10.5, "left", after=80, line=340, colour=GREY),
        *_text_styles(14, 460),
        *_mark_styles(14, 10.5),
    )  # fmt: skip


def _gongwen() -> tuple[Style, ...]:
    """After GB/T 9704-2012, without what makes a document official."""
    return (
        Style("Title", TITLE, 22, "center", after=_LINE, line=700, keep_next=True),
        Style("Document Title", TITLE, 22, "center", after=_LINE, line=700, outline=0,
              keep_next=True),
        Style("Subtitle", TITLE, 22, "center", before=_LINE, after=_LINE, line=700, outline=0,
              keep_next=True),
        Style("heading 1", HEI, 16, first=200, outline=0, keep_next=True),
        Style("heading 2", KAI, 16, first=200, outline=1, keep_next=True),
        Style("heading 3", FANGSONG, 16, first=200, outline=2, keep_next=True),
        Style("heading 4", FANGSONG, 16, first=200, outline=3, keep_next=True),
        Style("Info", SONG, 12, "center", line=360, colour=GREY),
        *_text_styles(16, _LINE),
        *_mark_styles(16, 12),
    )  # fmt: skip


def _text_styles(size: float, line: int) -> tuple[Style, ...]:
    em = round(size * 20)
    return (
        Style("Body", FANGSONG, size, first=200),
        Style("Number", FANGSONG, size, "center", after=line),
        Style("Addressees", FANGSONG, size),
        Style("Sign Off", FANGSONG, size, "right", right=200),
        Style("Remark", FANGSONG, size, first=200),
        # 附件：1.…: two characters in, what runs over begins under the title above it.
        Style("Attached", FANGSONG, size, "left", left=6 * em, hang=4 * em),
        Style("Attachment Label", HEI, size, "left", keep_next=True),
    )


def _mark_styles(size: float, small: float) -> tuple[Style, ...]:
    return (
        Style("Excerpt Label", HEI, small, "left", left=200, before=240, line=400, keep_next=True),
        Style("Quote", FANGSONG, size, first=200, left=200),
        Style("Note", KAI, size - 1, "left", left=200, before=60),
        Style("Legend", SONG, small, "left", before=200, line=340, colour=GREY),
        Style("Own Text", FANGSONG, size, first=200, before=60),
        Style("Own List", FANGSONG, size, "left"),
        Style("Question", FANGSONG, size, left=420, hang=420, before=160),
        Style("Question More", FANGSONG, size, "left", left=420),
        Style("Ruled", FANGSONG, size, "left", line=560, keep_next=True),
        Style("Source", SONG, 9, "left", left=200, before=60, line=280, colour=GREY),
        Style("Reference", SONG, small, "left", left=420, hang=420, after=60, line=340),
        Style("Table Text", FANGSONG, 12, "left", line=360, hangs=False),
        Style("Table End", FANGSONG, 1, "left", line=20),
        Style("Note Text", SONG, 10.5, "left", line=320, hangs=False),
        Style("TOC Heading", HEI, size, "center", before=200, after=120),
        Style("toc 1", FANGSONG, 12, "left", line=400, leader=True),
        Style("toc 2", FANGSONG, 12, "left", left=240, line=400, leader=True),
        Style("toc 3", FANGSONG, 12, "left", left=480, line=400, leader=True),
        Style("footer", SONG, 14, "center", line=360),
        Style("annotation text", SONG, 10.5, "left", line=300),
    )
