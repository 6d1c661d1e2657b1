"""What python-docx has no words for, in one place."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from docx.comments import Comment
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.parts.story import StoryPart
from docx.section import Section
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from zhupi.export.looks import LATIN, Font

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RIGHT_OF_UNDERLINE = ("w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:lang")
_RIGHT_OF_COLOUR = ("w:spacing", "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight",
                    "w:u", *_RIGHT_OF_UNDERLINE)  # fmt: skip
_RIGHT_OF_SHADING = ("w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang")
_RIGHT_OF_BORDER = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def xml(proxy: Paragraph | Comment | Section) -> Any:
    """The element behind an object of python-docx, which has no public way to it."""
    return proxy._sectPr if isinstance(proxy, Section) else proxy._element  # noqa: SLF001


def row_properties(row: _Row) -> Any:
    return row._tr.get_or_add_trPr()  # noqa: SLF001 - as above


def element(tag: str, **attributes: str | int) -> Any:
    """An element of the w: namespace with attributes of that namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def set_font(run: Run, font: Font, *, latin: str = LATIN) -> None:
    """Set the font for Chinese and for Latin letters; python-docx sets the latter only."""
    run.font.name = latin
    fonts = run.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font.name)
    fonts.set(qn("w:hint"), "eastAsia")


def shade_run(run: Run, fill: str) -> None:
    properties = run.element.get_or_add_rPr()
    shading = element("shd", val="clear", color="auto", fill=fill)
    properties.insert_element_before(shading, *_RIGHT_OF_SHADING)


def underline_run(run: Run, kind: str, colour: str) -> None:
    properties = run.element.get_or_add_rPr()
    line = element("u", val=kind, color=colour)
    properties.insert_element_before(line, *_RIGHT_OF_UNDERLINE)


def colour_run(run: Run, colour: str) -> None:
    properties = run.element.get_or_add_rPr()
    properties.insert_element_before(element("color", val=colour), *_RIGHT_OF_COLOUR)


def raise_run(run: Run) -> None:
    """Set it as the number of a note."""
    properties = run.element.get_or_add_rPr()
    properties.insert_element_before(element("vertAlign", val="superscript"), "w:lang")


def box(paragraph: Paragraph, line: str, fill: str = "") -> None:
    """Draw a coloured bar at the left of a paragraph and a wash behind it."""
    properties = xml(paragraph).get_or_add_pPr()
    border = element("pBdr")
    border.append(element("left", val="single", sz=24, space=8, color=line))
    properties.insert_element_before(border, "w:shd", *_RIGHT_OF_BORDER)
    if fill:
        shading = element("shd", val="clear", color="auto", fill=fill)
        properties.insert_element_before(shading, *_RIGHT_OF_BORDER)


def rule(paragraph: Paragraph, colour: str) -> None:
    """Draw a line under a paragraph."""
    border = element("pBdr")
    border.append(element("bottom", val="single", sz=4, space=1, color=colour))
    properties = xml(paragraph).get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", *_RIGHT_OF_BORDER)


def ruled(paragraph: Paragraph, colour: str) -> None:
    """A line to write on; one below another of its kind is drawn as its own."""
    border = element("pBdr")
    for side in ("bottom", "between"):
        border.append(element(side, val="single", sz=4, space=1, color=colour))
    properties = xml(paragraph).get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", *_RIGHT_OF_BORDER)


def indent(paragraph: Paragraph, left: int, hang: int) -> None:
    """Indents in twentieths of a point."""
    _set_indent(paragraph, left=left, hanging=hang)


def indent_right(paragraph: Paragraph, characters: float, size: float) -> None:
    """An indent at the right, in characters of `size` points."""
    twips = round(characters * size * 20)
    _set_indent(paragraph, rightChars=round(characters * 100), right=twips)


def _set_indent(paragraph: Paragraph, **values: int) -> None:
    properties = xml(paragraph).get_or_add_pPr()
    properties.insert_element_before(element("ind", **values), "w:jc", "w:outlineLvl")


def set_style(paragraph: Paragraph, key: str) -> None:
    """Set the style by its id; python-docx would look through all styles each time."""
    xml(paragraph).style = key


def set_outline(paragraph: Paragraph, level: int) -> None:
    """Set the level in Word's navigation, from 0."""
    xml(paragraph).get_or_add_pPr().append(element("outlineLvl", val=level))


def bookmark(paragraph: Paragraph, name: str, key: int) -> None:
    """Give a name to the words of a paragraph; ``key`` is unique in the file."""
    body = xml(paragraph)
    start = element("bookmarkStart", id=key, name=name)
    properties = body.pPr
    if properties is None:
        body.insert(0, start)
    else:
        properties.addnext(start)
    body.append(element("bookmarkEnd", id=key))


def hyperlink(paragraph: Paragraph, run: Run, url: str, anchor: str = "") -> None:
    """Make a link of a run: to a bookmark of the file, or to an address."""
    link = element("hyperlink", history=1)
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        link.set(qn("r:id"), _relation(paragraph.part, url))
    run.element.addprevious(link)
    link.append(run.element)


def _relation(part: StoryPart, url: str) -> str:
    """The key of an address among the part's relations.

    python-docx would look through all of them, each time. A key that is a digest needs no looking.
    """
    key = "rIdL" + hashlib.blake2b(url.encode(), digest_size=12).hexdigest()
    if key not in part.rels:
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, url, key, is_external=True)
    return key


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field such as PAGE with what is shown until it is reckoned."""
    made = element("fldSimple", instr=instruction)
    run = paragraph.add_run(shown)
    run.element.addprevious(made)
    made.append(run.element)
