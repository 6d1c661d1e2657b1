"""Small gazettes made for tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import CatalogRow


@dataclass(frozen=True)
class Paper:
    """A document to be printed; ``tail`` follows its date (what it issues, attachments)."""

    title: str
    number: str | None
    body: tuple[str, ...]
    date: str = "2018年3月1日"
    signoff: str = "四川省人民政府"
    tail: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        lines = [self.title, *([self.number] if self.number else [])]
        lines += [
            "各市（州）人民政府，省政府各部门、各直属机构：",
            *(f"　　{one}" for one in self.body),
        ]
        return "\n".join((*lines, self.signoff, self.date, *self.tail))


def bring(library: Library, folder: Path, name: str, *papers: Paper) -> None:
    """Print an issue and import it; every document must come out, under its number."""
    before = {row.id for row in library.rows()}
    path = folder / name
    path.write_text("\n\n".join(paper.text for paper in papers) + "\n", "utf-8")
    report = library.import_paths([path], Job())
    assert not report.failed
    new = [row for row in library.rows() if row.id not in before and row.enclosed_in is None]
    assert [row.number for row in new] == [paper.number for paper in papers]


def numbered(library: Library, number: str) -> CatalogRow:
    """The only document with a number."""
    (row,) = (row for row in library.rows() if row.number == number and row.enclosed_in is None)
    return row
