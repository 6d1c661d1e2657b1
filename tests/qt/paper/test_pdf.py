"""PDF files as other programs read them."""

from __future__ import annotations

import re
import shutil
import subprocess

import pypdfium2
import pytest
from printed import content_of, item_of, mark, pages_of, squeezed
from PySide6.QtPrintSupport import QPrinter

from zhupi.annotations.model import Colour
from zhupi.export import Look, NotePlace
from zhupi.gazette.model import Document
from zhupi.jobs import Cancelled, Job
from zhupi.qt.paper import Sheets
from zhupi.qt.paper.pdf import on_printer, pdf

pytestmark = pytest.mark.usefixtures("application")
RADICALS = re.compile("[\u2e80-\u2fdf]")


def made(document: Document, *marks: object, **changes: object) -> bytes:
    sheets = Sheets(content_of(item_of(document, *marks), **changes))  # type: ignore[arg-type]
    return pdf(sheets, "张三")


def words(pages: list[str]) -> str:
    """The text of all pages without blanks and page numbers."""
    text = ""
    for number, page in enumerate(pages, 1):
        squeezed_page = squeezed(page)
        folio = f"—{number}—" if squeezed_page.endswith("—") else f"{number}/{len(pages)}"
        assert squeezed_page.endswith(folio)
        text += squeezed_page.removesuffix(folio)
    return text


@pytest.mark.parametrize("look", list(Look))
def test_the_text_of_a_long_document_is_read_back(long_document: Document, look: Look) -> None:
    pages = pages_of(made(long_document, look=look))
    assert len(pages) > 5
    assert words(pages) == squeezed(long_document.text)


def test_characters_beyond_ffff_and_such_as_share_a_glyph_with_a_radical(
    document: Document,
) -> None:
    """𠮷 is in the document; 方, 大, 一 and 人 share their glyphs with radicals in Noto's fonts."""
    text = words(pages_of(made(document)))
    assert text == squeezed(document.text)
    assert "合理划分𠮷中央与地方" in text
    assert not RADICALS.search(text)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's tools are not installed")
def test_poppler_reads_the_same_and_finds_all_fonts_embedded(
    long_document: Document, tmp_path
) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(made(long_document))
    text = subprocess.run(
        ["pdftotext", "-raw", path, "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    pages = text.split("\f")[:-1]
    assert words(pages) == squeezed(long_document.text)
    listed = subprocess.run(["pdffonts", path], capture_output=True, check=True, encoding="utf-8")
    assert listed.stderr == ""  # the file is sound
    rows = listed.stdout.splitlines()[2:]
    assert rows
    for row in rows:
        embedded, _, unicode = row.split()[-5:-2]
        assert (embedded, unicode) == ("yes", "yes")


def test_the_page_and_what_the_file_says_of_itself(document: Document) -> None:
    file = pypdfium2.PdfDocument(made(document))
    width, height = file[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    assert file.get_metadata_dict()["Title"] == "测试文件"
    assert file.get_metadata_dict()["Author"] == "张三"
    file.close()


def test_notes_at_the_end_have_the_numbers_of_their_words(document: Document) -> None:
    marks = [mark(document, "高举中国特色社会主义", Colour.BLUE, "谁牵头？")]
    text = squeezed("".join(pages_of(made(document, *marks, notes=NotePlace.TABLE))))
    assert "高举中国特色社会主义[1]伟大旗帜" in text
    assert text.index("谁牵头？") > text.index("（此件公开发布）")


def test_it_can_be_called_off(long_document: Document) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        pdf(Sheets(content_of(item_of(long_document))), "", job)


def test_a_printer_gets_the_pages_that_were_asked_for(long_document: Document, tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 4)
    sheets = Sheets(content_of(item_of(long_document)))
    total = len(list(sheets.pages()))
    assert on_printer(sheets, printer, Job()) == 3
    del printer
    file = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(file) == 3 < total
    assert [round(side / 72 * 25.4) for side in file[0].get_size()] == [210, 297]
    # The text begins where it does on our own pages: nothing is shifted by a printer's margins.
    page = file[0].get_textpage()
    left, _, _, top = page.get_charbox(0)
    page.close()
    file.close()
    assert round(left / 72 * 25.4) in range(24, 28)
    assert 297 - round(top / 72 * 25.4) in range(28, 36)
