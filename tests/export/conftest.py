"""A document written by hand, with marks whose places were counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State
from zhupi.export import Excerpted, Options
from zhupi.gazette.model import Attachment, Block, BlockKind, Document, Gazette, Heading, Part

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
