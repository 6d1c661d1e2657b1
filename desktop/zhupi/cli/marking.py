"""``annotate notes export``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from zhupi.annotations.model import PIGMENTS, Colour, Style
from zhupi.cli import values
from zhupi.cli.opening import opened
from zhupi.cli.options import COLOURS
from zhupi.library.model import NoteFilter, NoteSort
from zhupi.locations import places
from zhupi.settings import Settings

if TYPE_CHECKING:
    from zhupi.export import LackingFont, Options


def annotate(options: argparse.Namespace) -> int:
    with opened(options) as library:
        document = library.resolve(options.document)
        start, end = library.find_quote(document, options.quote, options.occurrence)
        annotation, _ = library.highlight(
            document,
            start,
            end,
            colour=Colour(options.colour),
            style=Style(options.style),
            note=options.note,
            tags=options.tags,
        )
        if options.json:
            values.emit(values.annotated(annotation))
        else:
            print(f"已标记：{annotation.selector and annotation.selector.quote}　[{annotation.id}]")
    return 0


def notes(options: argparse.Namespace) -> int:
    with opened(options) as library:
        wanted = NoteFilter(
            text=options.query or "",
            tags=tuple(options.tags),
            colours=() if options.colour is None else (Colour(options.colour),),
            issuer=options.issuer,
            year=options.year,
            document=None if options.document is None else library.resolve(options.document),
            since=options.since,
            until=options.until,
            orphans=options.orphans,
            style=None if options.style is None else Style(options.style),
            noted=True if options.noted else None,
        )
        found = library.note_list(wanted, NoteSort(options.sort)).rows()
        if options.json:
            values.emit([values.note(entry) for entry in found])
            return 0
        for entry in found:
            annotation = entry.annotation
            title = f"《{entry.row.title}》"
            if entry.row.number:
                title += f"（{entry.row.number}）"
            print(f"{title}{entry.place}")
            if annotation.selector is not None and annotation.colour is not None:
                lost = "　失锚" if annotation.state == "orphan" else ""
                print(f"  〔{PIGMENTS[annotation.colour]}〕{annotation.selector.quote}{lost}")
            for line in annotation.note.split("\n") if annotation.note else ():
                print(f"  {line}")
            if annotation.tags:
                print("  " + " ".join(f"#{tag}" for tag in annotation.tags))
        print(f"共 {len(found)} 条")
    return 0


def export(options: argparse.Namespace) -> int:
    settings = Settings.load(places(options.library).config)
    with opened(options) as library:
        written = library.export_file(
            options.out,
            notebook=options.notebook and library.notebooks.find(options.notebook).id,
            documents=[library.resolve(name) for name in options.documents] or None,
            tags=options.tags,
            colours=[Colour(name) for name in options.colours],
            options=_export_options(options, settings),
            overwrite=options.overwrite,
            meanings={
                Colour(name): words for name, words in settings.meanings.items() if name in COLOURS
            },
        )
        if options.json:
            values.emit(values.exported(written))
        else:
            print(f"{written.path}：{written.documents} 件公文，{written.annotations} 条批注")
            if written.fonts:
                print("本机没有的字体：" + "，".join(map(_font, written.fonts)))
    return 0


def _font(font: LackingFont) -> str:
    return f"{font.name}（以 {font.instead} 代替）" if font.instead else font.name


def _export_options(options: argparse.Namespace, settings: Settings) -> Options:
    # Imported late: python-docx costs start-up time.
    from zhupi import export

    return export.Options(
        layout=export.Layout(options.layout),
        grouping=export.Grouping(options.group),
        notes=export.NotePlace(options.notes),
        marks=export.Marks(options.marks),
        edition=export.Edition(options.reference),
        type_code=options.type_code,
        look=export.Look(options.style),
        variant=export.Variant(options.variant),
        question_tag=options.questions,
        answers=not options.no_answers,
        contents=not options.no_contents,
        links=not options.no_links,
        author=settings.author if options.author is None else options.author,
        title=options.title,
    )
