"""Runs of a full text into Word: colours, underlines, links, and the ends of comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from zhupi.export.looks import HEI, INKS, KAI, LINK, Font
from zhupi.export.model import Look
from zhupi.export.parts import Content, Run
from zhupi.export.wordnotes import fill_comment
from zhupi.export.wordpage import PROGRAM
from zhupi.export.wordxml import (
    clean,
    colour_run,
    element,
    hyperlink,
    raise_run,
    set_font,
    shade_run,
    underline_run,
    xml,
)

_LEAD_FONTS = {1: HEI, 2: KAI}


class Inscriber:
    """Writes runs, and remembers on which of them each comment stands."""

    def __init__(self, document: Document, content: Content, places: Mapping[str, str]) -> None:
        """``places`` are the bookmarks of the addresses that lie in the file itself."""
        self._document = document
        self._content = content
        self._places = places
        self._spans: dict[str, tuple[WordRun, WordRun]] = {}

    def write(
        self,
        paragraph: WordParagraph,
        runs: Iterable[Run],
        font: Font | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Add the runs; `font` is that of all that has none, links are not coloured if `quiet`."""
        for run in runs:
            written = paragraph.add_run(clean(run.text))
            own_font = _LEAD_FONTS.get(run.lead, font)
            if own_font is not None:
                set_font(written, own_font)
            if run.raised:
                raise_run(written)
            self._mark(written, run)
            if run.link:
                self._link(paragraph, written, run.link, quiet=quiet)
            for key in run.comments:
                first, _ = self._spans.get(key, (written, written))
                self._spans[key] = (first, written)

    def _link(
        self, paragraph: WordParagraph, written: WordRun, address: str, *, quiet: bool
    ) -> None:
        """Make the run lead to the address, inside the file where that can be."""
        if not quiet and self._content.look is not Look.GONGWEN:
            colour_run(written, LINK)
        hyperlink(paragraph, written, address, self._places.get(address, ""))

    def place_comments(self) -> None:
        """Anchor each comment on its words, in the order of the text."""
        author = self._content.author or PROGRAM
        comments = self._document.comments
        written = []
        for number, (key, (first, last)) in enumerate(self._spans.items()):
            comment = self._content.comments[key]
            made = comments.add_comment("", author, self._content.initials or initials(author))
            # python-docx would write UTC, which Word shows as if it were local time.
            local = comment.when.replace(tzinfo=None, microsecond=0)
            body = xml(made)
            body.set(qn("w:date"), local.isoformat())
            body.set(qn("w:id"), str(number))
            fill_comment(made, comment)
            _anchor(number, first, last)
            # python-docx looks through all comments for a free number: there are none to look at.
            home = body.getparent()
            home.remove(body)
            written.append(body)
        if written:
            home.extend(written)

    def _mark(self, written: WordRun, run: Run) -> None:
        """Shade in the colour of the shortest highlight; a line tells of another below it."""
        if run.colours:
            shade_run(written, INKS[run.colours[-1]].wash)
        others = [colour for colour in run.colours if colour is not run.colours[-1]]
        if run.lines:
            underline_run(written, "thick", INKS[run.lines[-1]].line)
        elif others:
            underline_run(written, "dotted", INKS[others[-1]].line)


def initials(author: str) -> str:
    """ZS of Zhang San, 张 of 张三."""
    words = author.split()
    if all(word[0].isascii() for word in words):
        return "".join(word[0] for word in words)[:3].upper()
    return author[:1]


def _anchor(key: int, first: WordRun, last: WordRun) -> None:
    """Put the ends of a comment around its runs, outside of links."""
    start = element("commentRangeStart", id=key)
    end = element("commentRangeEnd", id=key)
    reference = element("r")
    properties = element("rPr")
    properties.append(element("rStyle", val="CommentReference"))
    reference.append(properties)
    reference.append(element("commentReference", id=key))
    _outermost(first).addprevious(start)
    _outermost(last).addnext(end)
    end.addnext(reference)


def _outermost(run: WordRun) -> Any:
    parent: Any = run.element.getparent()
    return parent if parent.tag == qn("w:hyperlink") else run.element
