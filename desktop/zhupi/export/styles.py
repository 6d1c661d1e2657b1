"""The styles of a Word file, written in code on python-docx's template.

Sizes are in points, spacing in twentieths of a point, indents in hundredths of a character.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from zhupi.export.looks import FANGSONG, FONTS, GREY, HEI, KAI, LATIN, SONG, TITLE, Font
from zhupi.export.model import Layout

_LINE = 579  # twips: 22 lines on a page
_KEPT = ("DefaultParagraphFont", "TableNormal", "NoList", "TableGrid")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; what is ``None`` or 0 is left as in Normal."""

    name: str
    font: Font
    size: float
    align: str = "both"
    first: int = 0
    left: int = 0
    """In twentieths of a point, as what stands under one another differs in size."""
    hang: int = 0
    """In twentieths of a point."""
    right: int = 0
    before: int = 0
    after: int = 0
    line: int = 0
    """An exact height; 0: that of Normal."""
    outline: int | None = None
    colour: str = ""
    bold: bool = False
    keep_next: bool = False

    @property
    def id(self) -> str:
        if self.name == "annotation text":
            return "CommentText"  # the id that python-docx gives to comments
        return "".join(word.capitalize() for word in self.name.split())


def _excerpt_styles() -> tuple[Style, ...]:
    return (
        Style("Title", TITLE, 22, "center", before=200, after=120, line=640, keep_next=True),
        Style("Subtitle", TITLE, 18, "center", before=300, after=120, line=560, keep_next=True),
        Style("heading 1", HEI, 15, "left", before=440, after=60, outline=0, keep_next=True),
        Style("heading 2", KAI, 14, "left", before=240, after=60, outline=1, keep_next=True),
        Style("heading 3", FANGSONG, 14, "left", before=200, outline=2, keep_next=True),
        Style("heading 4", FANGSONG, 14, "left", outline=3, keep_next=True),
        Style("Info", SONG, 10.5, "left", after=80, line=340, colour=GREY),
        *_text_styles(14, 460),
        *_mark_styles(14, 10.5),
    )


def _full_styles() -> tuple[Style, ...]:
    """After GB/T 9704-2012, without what makes a document official."""
    return (
        Style("Title", TITLE, 22, "center", after=_LINE, line=700, outline=0, keep_next=True),
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
    return (
        Style("Body", FANGSONG, size, first=200),
        Style("Number", FANGSONG, size, "center", after=line),
        Style("Addressees", FANGSONG, size),
        Style("Sign Off", FANGSONG, size, "right", right=400),
        Style("Remark", FANGSONG, size, first=200),
        Style("Attachment Label", HEI, size, "left", before=line, keep_next=True),
    )


def _mark_styles(size: float, small: float) -> tuple[Style, ...]:
    return (
        Style("Excerpt Label", HEI, small, "left", left=200, before=240, line=400, keep_next=True),
        Style("Excerpt", FANGSONG, size, first=200, left=200),
        Style("Note", KAI, size - 1, "left", left=200, before=60),
        Style("Source", SONG, 9, "left", left=200, before=60, line=280, colour=GREY),
        Style("Reference", SONG, small, "left", left=420, hang=420, after=60, line=340),
        Style("Table Text", FANGSONG, 12, "left", line=360),
        Style("footer", SONG, 14, "center", line=360),
        Style("annotation text", SONG, 10.5, "left", line=300),
    )


def apply_styles(document: Document, layout: Layout) -> None:
    """Replace the template's styles by our own."""
    full = layout is Layout.FULL
    size, line = (16.0, _LINE) if full else (14.0, 460)
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    root.replace(defaults, parse_xml(_defaults(size)))
    root.insert(2, parse_xml(_normal(line)))
    for style in _full_styles() if full else _excerpt_styles():
        root.append(parse_xml(_paragraph_style(style)))
    root.append(parse_xml(_COMMENT_REFERENCE))


def fonts(font: Font) -> str:
    """``w:rFonts`` for the font; Latin letters and figures in a Latin one."""
    east = quoteattr(font.name)
    return (
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia={east} w:cs="{LATIN}"'
        ' w:hint="eastAsia"/>'
    )


def font_table() -> bytes:
    """``word/fontTable.xml``: tells Word what to take where a font is missing."""
    entries = "".join(
        f"<w:font w:name={quoteattr(font.name)}>"
        f"<w:altName w:val={quoteattr(','.join(font.instead))}/>"
        f'<w:charset w:val="86"/><w:family w:val="{font.family}"/><w:pitch w:val="variable"/>'
        "</w:font>"
        for font in FONTS
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/>'
        '<w:pitch w:val="variable"/></w:font>'
    )
    return f"{head}<w:fonts {nsdecls('w')}>{entries}{latin}</w:fonts>".encode()


def _defaults(size: float) -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts(FANGSONG)}"
        f'<w:kern w:val="2"/><w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _normal(line: int) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        '<w:jc w:val="both"/></w:pPr></w:style>'
    )


def _paragraph_style(style: Style) -> str:
    line = f' w:line="{style.line}" w:lineRule="exact"' if style.line else ""
    # Where a reader ignores the indent in characters it takes the one in twips.
    twips = style.size * 20 / 100
    first = (
        f'w:hanging="{style.hang}"'
        if style.hang
        else f'w:firstLineChars="{style.first}" w:firstLine="{style.first * twips:.0f}"'
    )
    indent = (
        f'<w:ind w:left="{style.left}" w:rightChars="{style.right}"'
        f' w:right="{style.right * twips:.0f}" {first}/>'
    )
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="{_is_custom(style):d}"'
        f' w:styleId="{style.id}"><w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>'
        f"<w:next w:val={quoteattr(style.id)}/><w:qFormat/><w:pPr>"
        f"{'<w:keepNext/>' if style.keep_next else ''}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{fonts(style.font)}{'<w:b/>' if style.bold else ''}{colour}"
        f'<w:sz w:val="{style.size * 2:.0f}"/><w:szCs w:val="{style.size * 2:.0f}"/>'
        "</w:rPr></w:style>"
    )


def _is_custom(style: Style) -> bool:
    built_in = ("Title", "Subtitle", "footer", "annotation text")
    return style.name not in built_in and not style.name.startswith("heading")


_COMMENT_REFERENCE = (
    f'<w:style {nsdecls("w")} w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)
