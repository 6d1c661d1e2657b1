"""An issue of three documents to be corrected, and corrections at random."""

from __future__ import annotations

import random
from pathlib import Path

from issues import Paper

from zhupi.annotations.model import Annotation
from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends, Correction
from zhupi.gazette.model import Document
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import Corrected, ImportReport
from zhupi.locations import seeds

FIRST = Paper(
    "某省人民政府关于甲事的通知",
    "某政发〔2018〕1号",
    ("第一段讲的是甲事的缘起。", "第二段讲的是甲事的办法。", "第三段讲的是甲事的时限。"),
)
SECOND = Paper(
    "某省人民政府关于乙事的通知", "某政发〔2018〕2号", ("乙事照此办理。", "乙事另有规定。")
)
THIRD = Paper("某省人民政府关于丙事的通知", "某政发〔2018〕3号", ("丙事照此办理。",))
# Lines of the issue: the first has title 1, number 2, addressees 3, body 4 to 6, signed 7, date 8;
# the second 10 to 16; the third 18 to 23.


def ids(library: Library) -> list[str]:
    return [row.id for row in library.rows() if row.enclosed_in is None]


def texts(library: Library, document: str) -> list[str]:
    return [block.text for block in library.document(document).document.blocks]


def content(library: Library, document: str) -> Document:
    return library.document(document).document


def fix(library: Library, document: str, correction: Correction, key: str = "") -> Corrected:
    return library.correct(document, correction, key)


def mark(library: Library, document: str, quote: str) -> str:
    return library.highlight(document, *library.find_quote(document, quote))[0].id


def spot(annotation: Annotation) -> tuple[object, ...]:
    return annotation.document, annotation.selector, annotation.heading, annotation.state


def hits(library: Library, query: str) -> list[tuple[str, int]]:
    return [(hit.row.id, hit.count) for hit in library.search(query).hits]


def again(library: Library, folder: Path, *papers: Paper, above: str = "") -> ImportReport:
    path = folder / "某省公报.txt"
    path.write_text(above + "\n\n".join(paper.text for paper in papers) + "\n", "utf-8")
    return library.import_paths([path], Job())


def begin(library: Library, folder: Path, *names: str) -> list[Path]:
    """Import the first thousand lines of bundled gazettes: real ones, and quickly read again."""
    files = []
    for name in names:
        (path,) = seeds().glob(f"{name}_*.txt")
        files.append(folder / path.name)
        files[-1].write_bytes(b"\n".join(path.read_bytes().split(b"\n")[:1000]))
    assert not library.import_paths(files, Job()).failed
    return files


def anything(draw: random.Random, library: Library) -> tuple[str, Correction]:
    """A correction that a reader may make, and the document in which he makes it."""
    document = draw.choice(ids(library))
    read = content(library, document)
    block = draw.randrange(len(read.blocks))
    line = draw.randint(*read.blocks[block].lines)
    match draw.randrange(7):
        case 0:
            return document, corrections.field(read, Amends.TITLE, f"题{draw.random()}")
        case 1:
            return document, corrections.join(read, block)
        case 2:
            return document, Correction(Amends.PART, line)
        case 3:
            return document, corrections.block_kind(read, block, draw.choice(corrections.CHOICES))
        case 4:
            return document, corrections.part_document(read, block)
        case 5:
            return document, corrections.join_documents(read)
    return document, corrections.furniture(line)


def state_of(library: Library) -> tuple[object, ...]:
    """Everything that is read and every mark."""
    return (
        [(one, content(library, one)) for one in ids(library)],
        sorted((row.annotation.id, spot(row.annotation)) for row in library.notes()),
        library.orphan_count(),
        {row.id: row.work for row in library.rows()},
    )


def problems(library: Library) -> list[str]:
    """What a check finds, but for the index, which there is none of here."""
    return [problem.what for problem in library.check() if "索引" not in problem.what]
