"""What an export is made of, out of the library: for a preview of it, and for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from zhupi.export import Excerpted, Notebook, Options, Written, render
from zhupi.export.files import content, put
from zhupi.export.model import NotebookExcerpt
from zhupi.export.parts import Content, Heading, Title
from zhupi.export.wording import gazette_words, short_citation
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.qt.export_choice import SET, Subject

if TYPE_CHECKING:
    from zhupi.qt.paper import Furniture, Sheets

Material = Sequence[Excerpted] | Notebook

PREVIEWED = 60
"""Documents, or entries of a notebook, that a preview is made of."""
_PARTS = 120
"""Parts of the neutral form that fill more than the first screen of text."""
_LINES = 90
_COUNTED = 1500
"""Parts that are set to the end, for the sake of page numbers, before the first page is shown."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first page, drawn, or the first lines, as they are written."""

    image: QImage | None
    text: str
    partial: bool
    """There is more than it was made of, so that counts in it fall short."""


def material(
    library: Library, subject: Subject, options: Options, limit: int | None = None
) -> Material:
    """The documents and annotations, or the notebook; raise `NotFound` if there is nothing."""
    from zhupi.library.exporting import Choice

    what = dict(subject.what)
    notebook = what.pop("notebook", None)
    choice = Choice.of(what.pop("documents", None), **what)
    exporting = library.exporting()
    if notebook is not None:
        return exporting.notebook(library.notebooks.outline(notebook), choice, limit)
    return exporting.items(choice, options, limit)


def preview(made: Material, ending: str, options: Options, width: int, job: Job) -> Preview:
    """The beginning of the file: a page so many pixels wide, or text. Slow; takes a lane."""
    from zhupi.qt.paper import Sheets

    partial = len(made.items if isinstance(made, Notebook) else made) >= PREVIEWED
    if ending == ".json":
        return Preview(None, _head(render(ending, made, options, job)), partial)
    whole = content(made, options, job)
    job.check()
    if ending in SET:
        pdf = ending == ".pdf"
        sheets = sheets_of(made, options, job) if pdf else Sheets(whole)
        page = sheets.first()
        if len(whole.parts) <= _COUNTED:
            for _ in sheets.pages(job):  # the table of contents names pages further on
                pass
        job.check()
        return Preview(sheets.image(page, width), page.text, partial)
    # Headings further on stand in the table of contents.
    parts = [
        part
        for index, part in enumerate(whole.parts)
        if index < _PARTS or isinstance(part, Title | Heading)
    ]
    return Preview(None, _head(_written(replace(whole, parts=tuple(parts)), ending, job)), partial)


def write(
    library: Library, subject: Subject, options: Options, path: Path, *, overwrite: bool, job: Job
) -> Written:
    """Write the file, all or nothing. Raise `KnownError`s and `Cancelled`."""
    if path.suffix.lower() != ".pdf":
        return library.export_file(
            path, options=options, overwrite=overwrite, job=job, **subject.what
        )
    from zhupi.qt.paper.pdf import pdf

    made = material(library, subject, options)
    data = pdf(sheets_of(made, options, job), options.author, job)
    put(path, data, overwrite=overwrite)
    return Written(path, *_counts(made))


def sheets_of(
    made: Material, options: Options, job: Job, *, head: bool = True, foot: bool = True
) -> Sheets:
    """The sheets of paper, still to be set: for PDF and for a printer."""
    from zhupi.qt.paper import Sheets

    whole = content(made, options, job)
    stands = furniture(made)
    if not head:
        stands = replace(stands, left="", right="")
    if not foot:
        stands = replace(stands, foot="")
    return Sheets(whole, stands)


def furniture(made: Material) -> Furniture:
    """What stands on every page: title and number, and at the foot the source."""
    from zhupi.qt.paper import Furniture

    if isinstance(made, Notebook):
        return Furniture(made.name)
    if len(made) != 1:
        return Furniture("公文摘录")
    item = made[0]
    foot = gazette_words(item) or short_citation(item.document)
    return Furniture(item.document.title, item.document.number or "", foot)


def _written(whole: Content, ending: str, job: Job) -> bytes:
    from importlib import import_module

    name = {".md": "markdown", ".txt": "text"}[ending]
    data: bytes = import_module(f"zhupi.export.{name}").render(whole, job)
    return data


def _head(data: bytes) -> str:
    lines = data.decode("utf-8").split("\n")
    more = ["…"] if len(lines) > _LINES else []
    return "\n".join(lines[:_LINES] + more)


def _counts(made: Material) -> tuple[int, int]:
    """How many documents and annotations."""
    if not isinstance(made, Notebook):
        return len(made), sum(len(item.annotations) for item in made)
    excerpts = [item for item in made.items if isinstance(item, NotebookExcerpt)]
    return len({one.item.id for one in excerpts}), len({one.annotation.id for one in excerpts})
