"""A document written by hand, with marks whose places were counted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State, Style
from zhupi.export import (
    Excerpted,
    Link,
    Notebook,
    NotebookExcerpt,
    NotebookHeading,
    NotebookQuote,
    NotebookText,
    Options,
    render,
)
from zhupi.gazette.model import (
    Attachment,
    Block,
    BlockKind,
    Document,
    Gazette,
    Heading,
    PageStart,
    Part,
)
from zhupi.jobs import Job

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 5, 9, 30, tzinfo=BEIJING)

BLOCKS = (
    Block(BlockKind.TITLE, "国务院关于推进财政事权改革的指导意见", (1, 2)),
    Block(BlockKind.NUMBER, "国发〔2016〕49号", (3, 3)),
    Block(BlockKind.ADDRESSEES, "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：", (4, 4)),
    Block(
        BlockKind.PARAGRAPH,
        "合理划分中央与地方财政事权和支出责任是政府有效提供基本公共服务的前提和保障，"
        "是建立现代财政制度的重要内容。",
        (5, 8),
    ),
    Block(BlockKind.HEADING, "一、推进改革的必要性", (9, 9), level=1),
    Block(
        BlockKind.PARAGRAPH,
        "（一）坚持财政事权由中央决定。适度加强中央的财政事权，*中央*预算_支出_占比为15.5%。",
        (10, 12),
        level=2,
    ),
    Block(
        BlockKind.PARAGRAPH, "1.人名用字：𠮷田、𬱖头。到2020年，基本完成主要领域改革。", (13, 13)
    ),
    Block(
        BlockKind.TABLE, "序号\t工作任务\t责任单位\n1\t制定改革方案\t财政部|发展改革委", (14, 20)
    ),
    Block(BlockKind.SIGNOFF, "国务院", (21, 21)),
    Block(BlockKind.DATE, "2016年8月16日", (22, 22)),
    Block(BlockKind.REMARK, "（此件公开发布）", (23, 23)),
    Block(BlockKind.ATTACHMENT_LABEL, "附件1", (24, 24), Part.ATTACHMENT),
    Block(BlockKind.ATTACHMENT_TITLE, "改革任务分工", (25, 25), Part.ATTACHMENT),
    Block(BlockKind.ITEM, "#1 号任务由财政部负责。", (26, 26), Part.ATTACHMENT),
)
DOCUMENT = Document(
    title="国务院关于推进财政事权改革的指导意见",
    number="国发〔2016〕49号",
    issuers=("国务院",),
    kind="意见",
    date="2016-08-16",
    addressees="各省、自治区、直辖市人民政府，国务院各部委、各直属机构",
    signoff="国务院",
    complete=True,
    lines=(1, 26),
    blocks=BLOCKS,
    headings=(
        Heading(1, "一、推进改革的必要性", (9, 9), run_in=False, block=4),
        Heading(2, "（一）坚持财政事权由中央决定。", (10, 10), run_in=True, block=5),
    ),
    attachments=(
        Attachment(
            "分工表",
            "table",
            (14, 20),
            ("序号", "工作任务", "责任单位"),
            (("1", "制定改革方案", "财政部|发展改革委"),),
        ),
    ),
)
CREATED = datetime(2026, 3, 1, 16, 5, 7, tzinfo=UTC)


def highlight(
    key: str,
    quote: str,
    colour: Colour,
    note: str = "",
    *,
    tags: tuple[str, ...] = (),
    heading: str = "",
    place: str = "",
    state: State = State.ANCHORED,
) -> Annotation:
    """A highlight on the first occurrence of the words; orphans need not occur."""
    start = DOCUMENT.text.find(quote) if state is State.ANCHORED else 0
    assert start >= 0
    selector = Selector(start, start + len(quote), quote, "前文", "后文", place)
    return Annotation(
        key, "d1", Kind.HIGHLIGHT, selector, colour, heading, note, tags,
        CREATED, CREATED + timedelta(minutes=1), state,
    )  # fmt: skip


MARKS = (
    highlight(
        "a1",
        "坚持财政事权由中央决定",
        Colour.RED,
        "**中央决定**是原则，见[原文](zhupi:doc/1)。\n\n- 其一\n- 其二",
        tags=("事权", "原则"),
        heading="（一）坚持财政事权由中央决定。",
        place="一（一）",
    ),
    highlight(
        "a2",
        "由中央决定。适度加强中央",
        Colour.YELLOW,
        heading="（一）坚持财政事权由中央决定。",
        place="一（一）",
    ),
    highlight(
        "a3",
        "占比为15.5%。\n1.人名用字：𠮷田",
        Colour.GREEN,
        "跨段落的数据 <b>不是标记</b>",
        heading="（一）坚持财政事权由中央决定。",
        place="一（一）",
    ),
    highlight("a4", "财政部|发展改革委", Colour.BLUE, "谁牵头？", tags=("责任",), place="一"),
    highlight("a5", "到2020年，基本完成", Colour.PURPLE, tags=("时限",), place="一（一）1"),
    highlight("a6", "已经不在的句子", Colour.RED, "孤儿", state=State.ORPHAN),
    Annotation(
        "n1",
        "d1",
        Kind.NOTE,
        None,
        None,
        "",
        "# 通读\n\n全文的*要点*。",
        ("必读",),
        CREATED,
        CREATED,
    ),
)


@pytest.fixture
def item() -> Excerpted:
    gazette = Gazette("国务院公报", 2016, 26)
    return Excerpted("d1", DOCUMENT, gazette, "000.txt", MARKS, "ab" * 32, "国发〔2016〕49号")


@pytest.fixture
def options() -> Options:
    return Options(author="张三", now=NOW)


@pytest.fixture(scope="session")
def item_of() -> Excerpted:
    """The same item for tests that are run many times over."""
    return Excerpted("d1", DOCUMENT, Gazette("国务院公报", 2016, 26), "000.txt", MARKS)


@pytest.fixture(scope="session")
def options_of() -> Options:
    return Options(author="张三", now=NOW)


def plain_text(items: Sequence[Excerpted] | Notebook, options: Options) -> str:
    """The export as plain text, without the line break at its end."""
    return render(".txt", items, options, Job()).decode().removesuffix("\n")


NOTICE_BLOCKS = (
    Block(BlockKind.TITLE, "绵阳市人民政府办公室关于贯彻财政事权改革意见的通知", (30, 31)),
    Block(BlockKind.NUMBER, "绵府办发〔2016〕35号", (32, 32)),
    Block(BlockKind.ADDRESSEES, "各县市区人民政府：", (33, 33)),
    Block(
        BlockKind.PARAGRAPH,
        "为贯彻《国务院关于推进财政事权改革的指导意见》（国发〔2016〕49号），现通知如下。",
        (34, 36),
    ),
    Block(BlockKind.PARAGRAPH, "一是厘清责任；二是限期办结。", (37, 41)),
    Block(BlockKind.ATTACHMENT_NOTE, "附件：1.责任清单", (42, 42)),
    Block(BlockKind.ATTACHMENT_NOTE, "2.时限清单", (43, 43)),
    Block(BlockKind.SIGNOFF, "绵阳市人民政府办公室", (44, 44)),
    Block(BlockKind.DATE, "2016年9月1日", (45, 45)),
)
NOTICE = Document(
    title="绵阳市人民政府办公室关于贯彻财政事权改革意见的通知",
    number="绵府办发〔2016〕35号",
    issuers=("绵阳市人民政府办公室",),
    kind="通知",
    date="2016-09-01",
    addressees="各县市区人民政府",
    signoff="绵阳市人民政府办公室",
    complete=True,
    lines=(30, 45),
    blocks=NOTICE_BLOCKS,
)
CITED = "《国务院关于推进财政事权改革的指导意见》（国发〔2016〕49号）"


def notice_mark(
    key: str, quote: str, colour: Colour, note: str, *tags: str, style: Style = Style.HIGHLIGHT
) -> Annotation:
    start = NOTICE.text.index(quote)
    selector = Selector(start, start + len(quote), quote)
    moment = CREATED + timedelta(days=1)
    return Annotation(
        key, "d2", Kind.HIGHLIGHT, selector, colour, "", note, tags, moment, moment, style=style
    )


def notice() -> Excerpted:
    """A second document, which cites the first; its second page begins with line 39."""
    marks = (
        notice_mark(
            "b1", "厘清责任", Colour.BLUE, "谁来厘清？\n\n答：市财政局。", "责任", "思考题"
        ),
        notice_mark("b2", "限期办结", Colour.PURPLE, "", style=Style.UNDERLINE),
    )
    start = NOTICE.text.index(CITED)
    return Excerpted(
        "d2",
        NOTICE,
        Gazette("绵阳市人民政府公报", 2016, 9),
        "001.txt",
        marks,
        "cd" * 32,
        "绵府办发〔2016〕35号",
        pages=(PageStart(7, 1), PageStart(8, 39)),
        links=(Link(start, start + len(CITED), "zhupi:doc/d1"),),
    )


@pytest.fixture
def items(item: Excerpted) -> list[Excerpted]:
    """Both documents."""
    return [item, notice()]


@pytest.fixture
def notebook(item: Excerpted) -> Notebook:
    other = notice()
    return Notebook(
        "财政事权学习笔记",
        (
            NotebookHeading(1, "为什么改"),
            NotebookText("先看**定义**，再看：\n\n1. 谁决定\n2. 谁花钱"),
            NotebookExcerpt(item, item.annotations[0]),
            NotebookHeading(2, "谁负责"),
            NotebookExcerpt(other, other.annotations[0]),
            NotebookExcerpt(item, item.annotations[3]),
            NotebookQuote("早已删去的一句。", "——《旧文件》"),
        ),
    )
