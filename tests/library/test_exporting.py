from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import docx.document
import pytest
from lxml import html

from zhupi.annotations.model import Colour
from zhupi.errors import NotFound, UnwritableFile
from zhupi.export import Carry, Grouping, Layout, Look, NotePlace, Options, render
from zhupi.gazette.model import Furniture, PageStart
from zhupi.jobs import Cancelled, Job
from zhupi.library import Library
from zhupi.library.citation_model import State
from zhupi.library.exporting import Choice
from zhupi.library.pages import printed_pages
from zhupi.locations import places, seeds

ISSUES = ("000_d0b377c5939d8c83.txt", "001_ed28c34a209501a4.txt")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(places(tmp_path / "library"))
    library.import_paths([seeds() / name for name in ISSUES], Job())
    yield library
    library.close()


def mark(
    library: Library, name: str, quote: str, colour: Colour = Colour.RED, note: str = ""
) -> str:
    document = library.resolve(name)
    start, end = library.find_quote(document, quote, 1)
    library.highlight(document, start, end, colour=colour, note=note, tags=())
    return document


def test_the_page_that_the_source_shows(library: Library, tmp_path: Path) -> None:
    # ２ stands on line 110, below these words on line 98, and nothing like it above them.
    mark(library, "国发〔2016〕49号", "二、指导思想、总体要求和划分原则")
    # The pages of the other file show one number only: 28, on line 3764.
    mark(library, "川办函〔2018〕18号", "进一步推动政务信息系统清理整合")
    out = tmp_path / "a.md"
    library.export_file(out)
    text = out.read_text("utf-8")
    assert "，2016年8月16日，原件第2页](<zhupi:annotation/" in text
    assert "载《四川省人民政府公报》2018年第4期](<zhupi:annotation/" in text


RULES = """\
某市人民政府关于印发停车规定的通知
某府发〔2014〕3号

各县区人民政府：
现将停车规定印发给你们。车位须满一百个。本通知自2014年5月1日起施行，有效期2年。

某市人民政府
2014年4月1日

某市人民政府关于调整停车事项的通知
某府发〔2016〕5号

各县区人民政府：
车位须满二百个。《某市人民政府关于印发收费规定的通知》（某府发〔2013〕8号）同时废止。

某市人民政府
2016年4月1日

某市人民政府关于印发收费规定的通知
某府发〔2013〕8号

各县区人民政府：
收费须满三元。

某市人民政府
2013年4月1日
"""


def test_what_is_not_in_force_says_so(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "停车.txt"
    source.write_text(RULES, "utf-8")
    library.import_paths([source], Job())
    marked = {"2014〕3": "车位须满", "2016〕5": "车位须满", "2013〕8": "收费须满"}
    ids = [mark(library, f"某府发〔{number}号", quote) for number, quote in marked.items()]
    # Two years from May 1st, 2014.
    words = ["有效期满（至2016年4月30日）", "", "已废止（见某府发〔2016〕5号）"]
    out = tmp_path / "a.md"
    library.export_file(out, documents=ids)
    text = out.read_text("utf-8")
    force = [line for line in text.split("\n") if line.startswith("    force: ")]
    assert force == [f'    force: "{told}"' for told in words if told]
    assert "（某府发〔2013〕8号），2013年4月1日，已废止（见某府发〔2016〕5号）](<" in text
    assert "（某府发〔2016〕5号），2016年4月1日](<" in text
    full = Options(layout=Layout.FULL)
    for number, told in zip(ids, words, strict=True):
        library.export_file(out, documents=[number], options=full, overwrite=True)
        lines = out.read_text("utf-8").split("\n")
        assert [line for line in lines if line.startswith("效力")] == (
            [f"效力：据本库文件，{told}"] if told else []
        )
    bare = Options(layout=Layout.FULL, carry=Carry.NOTHING)
    library.export_file(out, documents=ids, options=bare, overwrite=True)
    assert "效力" not in out.read_text("utf-8")
    # The user's own word wins, and rests on nothing here.
    library.set_state(ids[0], State.IN_FORCE)
    library.set_state(ids[1], State.REPEALED)
    library.export_file(out, documents=ids, overwrite=True)
    text = out.read_text("utf-8")
    assert "有效期满" not in text
    assert "（某府发〔2016〕5号），2016年4月1日，已废止](<" in text


LONGER = """\
某市人民政府关于延长文件有效期的通知
某府发〔2016〕2号

各县区人民政府：
《某市人民政府关于印发停车规定的通知》（某府发〔2014〕3号）有效期延长至2018年12月31日。\
《某市人民政府关于印发收费规定的通知》（某府发〔2013〕8号）有效期延长至2017年6月30日。

某市人民政府
2016年3月1日
"""


def test_a_term_that_was_made_longer_ended_later(library: Library, tmp_path: Path) -> None:
    """The first text tells a term of its own, the second does not; nothing repeals either."""
    repealing = "《某市人民政府关于印发收费规定的通知》（某府发〔2013〕8号）同时废止。"
    source = tmp_path / "停车.txt"
    source.write_text(f"{RULES.replace(repealing, '')}\n{LONGER}", "utf-8")
    library.import_paths([source], Job())
    ids = [library.resolve("某府发〔2014〕3号"), library.resolve("某府发〔2013〕8号")]
    out = tmp_path / "a.md"
    library.export_file(out, documents=ids, options=Options(layout=Layout.FULL))
    lines = out.read_text("utf-8").split("\n")
    assert [line for line in lines if line.startswith("效力")] == [
        "效力：据本库文件，有效期满（至2018年12月31日）",
        "效力：据本库文件，有效期满（至2017年6月30日）",
    ]


@pytest.mark.parametrize(
    ("number", "shown"),
    [("２", 0), ("１２", 12), ("２１", 12), ("— 12 —", 12), ("13", 0), ("甲", 0)],
)
def test_a_page_is_cited_by_the_number_it_shows(number: str, shown: int) -> None:
    pages = [PageStart(12, 1), PageStart(13, 60)]
    foot = [Furniture(59, number, "页码"), Furniture(90, "13", "栏头")]
    assert printed_pages(pages, foot) == [PageStart(shown, 1), PageStart(0, 60)]


CITING = """\
某市人民政府关于贯彻财政事权改革的通知
某府发〔2016〕9号

各县区人民政府：
根据《国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见》（国发〔2016〕49号）\
和《某省不在库中的办法》（某府〔2015〕1号），现通知如下。

某市人民政府
2016年9月1日
"""


def test_citations_lead_to_what_the_library_holds(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "通知.txt"
    source.write_text(CITING, "utf-8")
    library.import_paths([source], Job())
    citing, cited = library.resolve("某府发〔2016〕9号"), library.resolve("国发〔2016〕49号")
    out = tmp_path / "a.html"
    options = Options(layout=Layout.FULL)
    library.export_file(out, documents=[citing], options=options)
    links = html.fromstring(out.read_bytes()).xpath("//main//a")
    assert [link.get("href") for link in links] == [f"zhupi:doc/{cited}"]
    assert links[0].text_content().startswith("《国务院关于推进")
    options = Options(layout=Layout.FULL, links=False)
    library.export_file(out, documents=[citing], options=options, overwrite=True)
    assert "zhupi:" not in out.read_text("utf-8")


def test_comments_equal_the_library(library: Library, tmp_path: Path) -> None:
    document = mark(library, "国发〔2016〕49号", "分税制", Colour.GREEN, "**一**")
    mark(library, "国发〔2016〕49号", "包干制", Colour.BLUE, "二")
    mark(library, "国发〔2016〕49号", "中央授权范围", Colour.PURPLE)
    out = tmp_path / "a.docx"
    options = Options(layout=Layout.FULL, author="李四")
    written = library.export_file(out, documents=[document], options=options)
    assert (written.documents, written.annotations) == (1, 3)
    comments = list(docx.Document(str(out)).comments)
    notes = [row.annotation for row in library.notes(document=document) if row.annotation.note]
    assert len(comments) == len(notes) == 2
    for comment, note in zip(comments, sorted(notes, key=lambda n: n.selector.start), strict=True):
        assert (comment.author, comment.initials) == ("李四", "李")
        local = note.modified.astimezone().replace(tzinfo=None, microsecond=0)
        assert comment.timestamp.replace(tzinfo=None) == local
        assert comment.paragraphs[0].text == note.note.strip("*")


def test_copy_with_source(library: Library) -> None:
    document = library.resolve("国发〔2016〕49号")
    start, end = library.find_quote(document, "维护中央权威", 1)
    title = "国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见"
    assert library.copy_with_source(document, start, end) == (
        f"“维护中央权威”（《{title}》，国发〔2016〕49号，二（二）2）"
    )
    assert library.copy_with_source(document, start, end, "2025") == (
        f"“维护中央权威”\n国务院. {title}：国发〔2016〕49号[Z]. 2016-08-16."
    )


def test_nothing_chosen(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        library.export_file(tmp_path / "a.md", tags=["没有"])
    with pytest.raises(NotFound):
        library.export_file(
            tmp_path / "a.md", documents=["没有"], options=Options(layout=Layout.FULL)
        )
    assert not (tmp_path / "a.md").exists()


def test_calling_it_off_leaves_nothing(library: Library, tmp_path: Path) -> None:
    job = Job(lambda done, _total, _what: job.cancel() if done else None)
    with pytest.raises(Cancelled):
        library.export_file(tmp_path / "a.docx", options=Options(layout=Layout.FULL), job=job)
    assert [path.name for path in tmp_path.iterdir()] == ["library"]


def in_word(library: Library, document: str, options: Options) -> docx.document.Document:
    items = library.exporting().items(Choice.of([document]), options)
    return docx.Document(io.BytesIO(render(".docx", items, options, Job())))


@pytest.mark.parametrize("grouping", list(Grouping))
def test_excerpts_of_a_real_gazette_in_every_grouping(library: Library, grouping: Grouping) -> None:
    document = mark(library, "国发〔2016〕49号", "分税制", note="先问")
    texts = [one.text for one in in_word(library, document, Options(grouping=grouping)).paragraphs]
    assert texts.count("分税制") == 1
    assert len([text for text in texts if text.endswith("先问")]) == 1


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("notes", list(NotePlace))
def test_the_note_on_a_real_gazette_stands_where_it_was_wanted(
    library: Library, notes: NotePlace, look: Look
) -> None:
    document = mark(library, "国发〔2016〕49号", "分税制", note="先问")
    made = in_word(library, document, Options(layout=Layout.FULL, notes=notes, look=look))
    commented = [one.paragraphs[0].text for one in made.comments]
    tabled = [cell.text for table in made.tables for cell in table._cells]
    assert ("先问" in commented) is (notes is NotePlace.COMMENTS)
    assert ("先问" in tabled) is (notes is not NotePlace.COMMENTS)


def test_a_place_to_write_is_looked_at_first(library: Library, tmp_path: Path) -> None:
    """There are no annotations either: the name is what the user mistook."""
    (tmp_path / "there.md").write_text("")
    notebook, _ = library.notebooks.make("空")
    for name, why in (("x.xyz", "扩展名须是"), ("there.md", "文件已经存在"), ("no/x.md", "不存在")):
        for chosen in (None, notebook.id):
            with pytest.raises(UnwritableFile, match=why):
                library.export_file(tmp_path / name, notebook=chosen)
