"""Word files as another program sets them: LibreOffice, where it is installed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree

from zhupi.export import (
    Excerpted,
    Grouping,
    Layout,
    Look,
    Notebook,
    NotePlace,
    Options,
    Variant,
    render,
)
from zhupi.gazette import parse
from zhupi.gazette.model import Attachment, Block, BlockKind, Gazette
from zhupi.jobs import Job
from zhupi.locations import seeds

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def set_by_libreoffice(folder: Path, **files: bytes) -> dict[str, list[str]]:
    """The words of each page of each file, without blanks. It is one run for all files."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=170,
    )
    return {name: pages_of(folder / f"{name}.pdf") for name in files}


def pages_of(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    texts = []
    for page in pdf:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return texts


def squeezed(text: str) -> str:
    """Without blanks."""
    return re.sub(r"\s", "", text)


def seeded() -> list[Excerpted]:
    """The documents of the bundled gazettes."""
    issues = [parse(path.read_text("utf-8")) for path in sorted(seeds().glob("*.txt"))]
    documents = [document for issue in issues for document in issue.documents]
    return [
        Excerpted(f"d{n}", document, Gazette(), "", ()) for n, document in enumerate(documents, 1)
    ]


def listed(data: bytes) -> dict[str, int]:
    """The table of contents: words and page."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    entries = {}
    for link in root.iter(qn("w:hyperlink")):
        if (link.get(qn("w:anchor")) or "").startswith("_Toc"):
            words, page = [text.text or "" for text in link.iter(qn("w:t"))]
            entries[words] = int(page)
    return entries


def test_words_and_notes_reach_the_pages(
    items: list[Excerpted], notebook: Notebook, options: Options, tmp_path: Path
) -> None:
    full = replace(options, layout=Layout.FULL)
    pages = set_by_libreoffice(
        tmp_path,
        comments=render(".docx", items, full, Job()),
        table=render(".docx", items, replace(full, notes=NotePlace.TABLE), Job()),
        gongwen=render(".docx", items, replace(full, look=Look.GONGWEN), Job()),
        excerpts=render(".docx", items, replace(options, grouping=Grouping.TAG), Job()),
        notes=render(
            ".docx", notebook, replace(options, question_tag="思考题", variant=Variant.SPACE), Job()
        ),
    )
    words = {name: squeezed("".join(found)) for name, found in pages.items()}
    for name in ("comments", "table", "gongwen"):
        for item in items:
            for block in item.document.blocks:
                for cell in re.split(r"[\t\n]", block.text):
                    # The number of a note may stand between the words in the table's file.
                    found = re.sub(r"\[\d\]", "", words[name])
                    assert squeezed(cell) in found, (name, cell)
    assert "谁来厘清" in words["table"]
    for item in items:
        for mark in item.annotations:
            if mark.selector is not None:
                for line in mark.selector.quote.split("\n"):
                    assert squeezed(line) in words["excerpts"]
    assert "思考题1.谁来厘清？" in words["notes"]
    assert words["notes"].index("参考答案1.市财政局。") > words["notes"].index("引用文件")


@pytest.fixture(scope="module")
def gazettes(tmp_path_factory: pytest.TempPathFactory) -> dict[Look, tuple[bytes, list[str]]]:
    """The bundled gazettes in both looks, with the pages that LibreOffice makes of them."""
    items = seeded()
    files = {
        look: render(".docx", items, Options(layout=Layout.FULL, look=look), Job()) for look in Look
    }
    folder = tmp_path_factory.mktemp("office")
    pages = set_by_libreoffice(folder, **{look.value: data for look, data in files.items()})
    return {look: (data, pages[look.value]) for look, data in files.items()}


def test_rows_higher_than_a_page_are_not_cut_off(
    item: Excerpted, options: Options, tmp_path: Path
) -> None:
    cell, note = (range(start, start + 1250) for start in (0x4E00, 0x6000))
    task, said = ("".join(map(chr, numbers)) for numbers in (cell, note))
    table = Block(BlockKind.TABLE, f"序号\t任务\n1\t{task}", (90, 99))
    named = Attachment("分工表", "table", table.lines, ("序号", "任务"), (("1", task),))
    first = replace(item.annotations[0], note=said)
    full = replace(
        item,
        document=replace(
            item.document,
            blocks=(*item.document.blocks, table),
            attachments=(named,),
        ),
        annotations=(first, *item.annotations[1:]),
    )
    written = replace(options, layout=Layout.FULL, notes=NotePlace.TABLE)
    pages = set_by_libreoffice(tmp_path, one=render(".docx", [full], written, Job()))["one"]
    words = set("".join(pages))
    assert [sign for sign in task + said if sign not in words] == []


@pytest.mark.parametrize("look", list(Look))
def test_the_contents_name_the_right_pages(
    gazettes: dict[Look, tuple[bytes, list[str]]], look: Look
) -> None:
    data, pages = gazettes[look]
    entries = listed(data)
    assert len(entries) == 28
    for words, page in entries.items():
        # A masthead may stand above the title.
        assert squeezed(words) in squeezed(pages[page - 1])[: len(words) + 60], (words, page)


def test_22_lines_of_28_characters(tmp_path: Path) -> None:
    options = Options(layout=Layout.FULL, look=Look.GONGWEN)
    data = render(".docx", seeded()[:1], options, Job())  # it has no tables
    pages = set_by_libreoffice(tmp_path, one=data)["one"]
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    assert [page[-1] for page in lines] == [f"— {n} —" for n in range(1, len(pages) + 1)]
    assert max(len(page) - 1 for page in lines) == 22
    # The others end early, so that no heading and no single line stands at their foot; the last
    # but one earlier, as LibreOffice takes the whole paragraph above the sign-off along.
    assert all(len(page) - 1 >= 19 for page in lines[1:-2])
    assert lines[-1].index("国务院") >= 2
    chinese = [line for page in lines for line in page if re.fullmatch(r"[\u4e00-\u9fff]+", line)]
    assert max(map(len, chinese)) == 28
