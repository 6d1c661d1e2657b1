"""Documents with marks, as an export wants them; what other programs read in a PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2

from zhupi.annotations.anchoring import describe
from zhupi.annotations.model import Annotation, Colour, Kind, Style
from zhupi.export import Excerpted, Layout, Options
from zhupi.export.files import content
from zhupi.export.parts import Content
from zhupi.gazette.model import Document, Gazette
from zhupi.jobs import Job

MOMENT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
OPTIONS = Options(layout=Layout.FULL, author="张三", now=MOMENT, contents=False, links=False)


def squeezed(text: str) -> str:
    """Without blanks."""
    return re.sub(r"\s", "", text)


def mark(
    document: Document, quote: str, colour: Colour, note: str = "", style: Style = Style.HIGHLIGHT
) -> Annotation:
    start = document.text.index(quote)
    selector = describe(document.text, start, start + len(quote), "")
    return Annotation(
        f"m{start}-{colour.value}", "d1", Kind.HIGHLIGHT, selector, colour, "", note, (),
        MOMENT, MOMENT, style=style,
    )  # fmt: skip


def item_of(document: Document, *marks: Annotation) -> Excerpted:
    return Excerpted("d1", document, Gazette("国务院公报", 2016, 26), "000.txt", marks)


def content_of(item: Excerpted, **changes: object) -> Content:
    return content([item], replace(OPTIONS, **changes), Job())  # type: ignore[arg-type]


def pages_of(data: bytes) -> list[str]:
    """The text of each page, as PDFium reads it."""
    pdf = pypdfium2.PdfDocument(data)
    texts = []
    for page in pdf:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return texts
