"""What a style of a Word file is, and how it is written on python-docx's template.

Sizes are in points, spacing in twentieths of a point, indents in hundredths of a character.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from zhupi.export.looks import FANGSONG, FONTS, LATIN, Font

_KEPT = ("DefaultParagraphFont", "TableNormal", "NoList", "TableGrid")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; what is ``None`` or 0 is left as in Normal.

    ``name`` is Word's own name of a built-in style, which Word shows in the user's language; else
    our key to it, and ``shown`` is what the list of styles shows.
    """

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
    keep_next: bool = False
    leader: bool = False
    """Dots lead to a page number at the right edge."""
    hangs: bool = True
    """A closing sign may hang over the edge."""
    shown: str = ""

    @property
    def id(self) -> str:
        if self.name == "annotation text":
            return "CommentText"  # the id that python-docx gives to comments
        words = self.name.split()
        return "".join(word if word.isupper() else word.capitalize() for word in words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Styles that belong together. ``size`` and ``line`` are those of the body.

    ``spacing`` draws characters together, in twentieths of a point.
    """

    size: float
    line: int
    styles: tuple[Style, ...]
    spacing: int = 0


def apply_styles(document: Document, sheet: Sheet, breadth: int) -> None:
    """Replace the template's styles by our own. `breadth` is that of the text, in twips."""
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT:
            root.remove(style)
    defaults = root.find(qn("w:docDefaults"))
    root.replace(defaults, parse_xml(_defaults(sheet.size)))
    root.insert(2, parse_xml(_normal(sheet.line, sheet.spacing)))
    for style in sheet.styles:
        root.append(parse_xml(_paragraph_style(style, breadth)))
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
        f"<w:altName w:val={quoteattr(','.join((*font.aliases, *font.instead)))}/>"
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


def _normal(line: int, spacing: int) -> str:
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr><w:spacing w:val="{spacing}"/></w:rPr></w:style>'
    )


def _paragraph_style(style: Style, breadth: int) -> str:
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
    tabs = (
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{breadth}"/></w:tabs>'
        if style.leader
        else ""
    )
    hangs = "" if style.hangs else '<w:overflowPunct w:val="0"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="{bool(style.shown):d}"'
        f' w:styleId="{style.id}"><w:name w:val="{style.shown or style.name}"/>'
        '<w:basedOn w:val="Normal"/>'
        f"<w:next w:val={quoteattr(style.id)}/><w:qFormat/><w:pPr>"
        f"{'<w:keepNext/>' if style.keep_next else ''}{tabs}{hangs}"
        f'<w:spacing w:before="{style.before}" w:after="{style.after}"{line}/>'
        f'{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{fonts(style.font)}{colour}"
        f'<w:sz w:val="{style.size * 2:.0f}"/><w:szCs w:val="{style.size * 2:.0f}"/>'
        "</w:rPr></w:style>"
    )


_COMMENT_REFERENCE = (
    f'<w:style {nsdecls("w")} w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)
