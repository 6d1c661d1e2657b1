"""The page, settings and properties of a Word file, and the package it comes in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from zhupi.export.model import Look
from zhupi.export.parts import Content
from zhupi.export.styles import font_table
from zhupi.export.wordxml import clean, element, field, xml

PROGRAM = "朱批"

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    f'extended-properties"><Application>{PROGRAM}</Application></Properties>'
).encode()
_NEVER_FIRST = "!%),.:;>?]}¨·ˇˉ—―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．／：；？］｀｜｝～"
_NEVER_LAST = "$([{£¥‘“〈《「『【〔〖〝＄（．／［｛￡￥"
"""What begins and ends no line: Word's own lists for Chinese with — and ／ (GB/T 15834, 5.1)."""
_UNWANTED = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")
"""Parts of python-docx's template that say nothing about this file."""


@dataclass(frozen=True, slots=True)
class Page:
    """The margins of an A4 page and the distance of its footer in millimetres.

    ``line`` is the pitch of the lines in twips.
    """

    top: int
    bottom: int
    left: int
    right: int
    footer: int
    line: int

    @property
    def breadth(self) -> int:
        """That of the text, in millimetres."""
        return 210 - self.left - self.right

    @property
    def height(self) -> int:
        return 297 - self.top - self.bottom


PAGES = {
    Look.READING: Page(28, 25, 25, 25, 14, 460),
    # GB/T 9704: the text takes 156 by 225 mm, 22 lines of 28 characters.
    Look.GONGWEN: Page(37, 35, 28, 26, 24, 579),
}


def set_page(document: Document, look: Look) -> None:
    page = PAGES[look]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance, section.footer_distance = Mm(15), Mm(page.footer)
    for grid in xml(section).findall(qn("w:docGrid")):
        grid.set(qn("w:linePitch"), str(page.line))
    official = look is Look.GONGWEN
    _number_pages(document, section.footer.paragraphs[0], "right" if official else "center")
    if official:
        document.settings.odd_and_even_pages_header_footer = True
        _number_pages(document, section.even_page_footer.paragraphs[0], "left")


def _number_pages(document: Document, paragraph: WordParagraph, side: str) -> None:
    paragraph.style = document.styles["footer"]
    indent_side = {"right": "rightChars", "left": "leftChars"}.get(side)
    properties = xml(paragraph).get_or_add_pPr()
    if indent_side:
        twips = indent_side.removesuffix("Chars")
        properties.append(element("ind", **{indent_side: 100, twips: 280}))
    properties.append(element("jc", val=side))
    paragraph.add_run("— ")
    field(paragraph, "PAGE", "1")
    paragraph.add_run(" —")


def set_settings(document: Document) -> None:
    settings = document.settings.element
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    zoom = settings.find(qn("w:zoom"))
    zoom.attrib.pop(qn("w:val"))  # the template opens as broad as the window
    zoom.set(qn("w:percent"), "100")
    spacing = settings.find(qn("w:characterSpacingControl"))
    spacing.addnext(element("noLineBreaksBefore", lang="zh-CN", val=_NEVER_FIRST))
    spacing.addnext(element("noLineBreaksAfter", lang="zh-CN", val=_NEVER_LAST))
    # Else a line that a line break ends would be drawn out to the edge.
    settings.find(qn("w:compat")).insert(0, element("doNotExpandShiftReturn"))


def set_properties(document: Document, content: Content) -> None:
    properties = document.core_properties
    # The file format keeps these times in UTC.
    now = content.now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.author = properties.last_modified_by = clean(content.author) or PROGRAM
    properties.title = clean(content.title)[:255]
    properties.created = properties.modified = now
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = "zh-CN"
    properties.revision = 1
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_UNWANTED):
                del part.rels[key]


def repacked(data: bytes) -> bytes:
    """The same package with our own font table, and with no time of writing in it."""
    replaced = {"word/fontTable.xml": font_table(), "docProps/app.xml": _PROPERTIES}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, replaced.get(name) or old.read(name))
    return stream.getvalue()
