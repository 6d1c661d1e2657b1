"""What may stand on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from zhupi import __version__
from zhupi.annotations.model import Colour, Style
from zhupi.annotations.notebooks import LEVELS
from zhupi.cli.parser import Parser
from zhupi.storage.model import NoteSort

_DOC = "发文字号，写法不拘，或 tree --json 给出的 id"
_QUERY = (
    "空格为“与”，OR 为“或”，NOT 或 - 为“非”，引号保留空格，括号分组；"
    "标题: 文号: 机关: 年份: 文种: 批注: 标签: 缩小范围"
)
COLOURS = tuple(colour.value for colour in Colour)
_COLOUR = f"颜色：{' '.join(COLOURS)}"
STYLES = tuple(style.value for style in Style)
NOTE_SORTS = tuple(sort.value for sort in NoteSort)
SORTS = ("relevance", "date", "issuer")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; ``command`` is ``None`` where the window is wanted.

    Wrong usage ends the program with exit code 2.
    """
    parser = Parser(
        prog="zhupi",
        description="朱批：离线阅读、检索、批注公报和公文。不带子命令时打开窗口。",
    )
    parser.add_argument(
        "--version", action="version", version=f"zhupi {__version__}", help="显示版本号"
    )
    parser.add_argument(
        "--library", metavar="DIR", type=_path, help="文库和索引所在的文件夹（试用和测试）"
    )
    parser.add_argument(
        "--picture", metavar="FILE", type=_path, help="不显示窗口，把它画成图片后退出"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    _add_reading(commands)
    _add_annotating(commands)
    _add_notebooks(commands)
    _add_keeping(commands)
    options = parser.parse_args(arguments)
    for value in vars(options).values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and _is_garbled(text):
                parser.error(f"参数不是 UTF-8 文字：{text!r}")
    if options.command == "export" and options.notebook is not None and options.layout == "full":
        parser.error("--notebook 只写摘录，不能与 --layout full 同用")
    if options.command is not None and options.picture is not None:
        parser.error("--picture 只用于窗口，不能与子命令同用")
    return options


def _is_garbled(text: str) -> bool:
    """Whether an argument came in bytes that are no UTF-8; a path may, words may not."""
    return any("\ud800" <= char <= "\udfff" for char in text)


def _add(commands: argparse._SubParsersAction[Parser], name: str, text: str) -> Parser:
    return commands.add_parser(name, help=text, description=text)


def _json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help="输出一个 JSON 值")


def _add_reading(commands: argparse._SubParsersAction[Parser]) -> None:
    inspect = _add(commands, "inspect", "读一个文件，显示读出的结构；不动文库")
    inspect.add_argument("file", metavar="FILE", type=_path, help="公报文件")
    _json(inspect)

    import_ = _add(commands, "import", "把文件和文件夹导入文库")
    import_.add_argument("paths", metavar="PATH", nargs="+", type=_path, help="文件或文件夹")
    _json(import_)

    _json(_add(commands, "tree", "目录：发文机关 → 年份 → 公文"))

    missing = _add(commands, "missing", "被引用而库中没有的公文，引用最多的在前")
    missing.add_argument("out", metavar="OUT.csv|OUT.md", nargs="?", type=_path, help="写成文件")
    missing.add_argument("--limit", metavar="N", type=_count, help="最多列出几件")
    missing.add_argument("--overwrite", action="store_true", help="覆盖已有的文件")
    _json(missing)

    open_ = _add(commands, "open", "在窗口中打开一个地址；窗口已经开着就让它到前面来")
    open_.add_argument(
        "address",
        metavar="zhupi:ADDRESS",
        help="公文 zhupi:doc/字号，其中一处 zhupi:doc/字号/二（三），批注 zhupi:annotation/编号",
    )

    show = _add(commands, "show", "一件公文的正文")
    show.add_argument("document", metavar="DOC", help=_DOC)
    show.add_argument("--raw", action="store_true", help="显示原文件的各行")
    _json(show)

    search = _add(commands, "search", "检索全库")
    search.add_argument("query", metavar="QUERY", help=_QUERY)
    search.add_argument("--limit", metavar="N", type=_count, help="最多列出几件")
    search.add_argument("--sort", choices=SORTS, default="relevance", help="按相关、日期或机关排列")
    search.add_argument(
        "--in",
        dest="within",
        metavar="text,notes",
        type=_within,
        default=("text",),
        help="在正文 text、批注和摘编 notes 或两者中检索，默认 text",
    )
    _json(search)


def _add_annotating(commands: argparse._SubParsersAction[Parser]) -> None:
    annotate = _add(commands, "annotate", "给原文加批注")
    annotate.add_argument("document", metavar="DOC", help=_DOC)
    annotate.add_argument(
        "--quote", metavar="TEXT", required=True, help="要标记的原文，不计空白和全角半角"
    )
    annotate.add_argument("--occurrence", metavar="N", type=_count, default=1, help="第几处")
    annotate.add_argument(
        "--colour", metavar="NAME", choices=COLOURS, default=Colour.RED.value, help=_COLOUR
    )
    annotate.add_argument(
        "--style", choices=STYLES, default=Style.HIGHLIGHT.value, help="标记或划线"
    )
    annotate.add_argument("--note", metavar="MARKDOWN", default="", help="批注文字")
    annotate.add_argument(
        "--tag", metavar="T", action="append", default=[], dest="tags", help="标签，可以有多个"
    )
    _json(annotate)

    notes = _add(commands, "notes", "列出批注")
    notes.add_argument("--doc", metavar="DOC", dest="document", help=_DOC)
    notes.add_argument(
        "--tag", metavar="T", action="append", default=[], dest="tags", help="标签；多个则须都有"
    )
    notes.add_argument("--colour", metavar="NAME", choices=COLOURS, help=_COLOUR)
    notes.add_argument("--style", choices=STYLES, help="标记或划线")
    notes.add_argument("--query", metavar="Q", help="原文或批注中的文字")
    notes.add_argument("--orphans", action="store_true", help="只列失锚的")
    notes.add_argument("--noted", action="store_true", help="只列写了批注文字的")
    notes.add_argument("--issuer", metavar="NAME", help="发文机关")
    notes.add_argument("--year", metavar="YEAR", type=_count, help="公文的年份")
    notes.add_argument("--since", metavar="DATE", type=_day, help="标记日期，从这一天起")
    notes.add_argument("--until", metavar="DATE", type=_day, help="标记日期，到这一天止")
    notes.add_argument(
        "--sort", choices=NOTE_SORTS, default=NoteSort.DOCUMENT.value, help="排列的次序"
    )
    _json(notes)

    export = _add(commands, "export", "写成 .docx .md .html .txt .json 文件")
    export.add_argument("out", metavar="OUT", type=_path, help="扩展名决定格式")
    several = partial(export.add_argument, action="append", default=[])
    several("--doc", metavar="DOC", dest="documents", help=f"{_DOC}；可以有多个")
    several("--tag", metavar="T", dest="tags", help="标签；多个则有其一")
    several("--colour", metavar="NAME", choices=COLOURS, dest="colours", help=_COLOUR)
    export.add_argument("--notebook", metavar="NAME", help="按顺序写出一本摘编")
    export.add_argument(
        "--layout",
        choices=("excerpts", "full"),
        default="excerpts",
        help="摘录 excerpts，带批注的全文 full",
    )
    export.add_argument("--overwrite", action="store_true", help="覆盖已有的文件")
    _add_looks(export)
    _json(export)

    exchange = _add(commands, "import-notes", "并入另一文库导出的批注")
    exchange.add_argument("file", metavar="FILE.json", type=_path, help="export 写的 .json")
    _json(exchange)


def _add_notebooks(commands: argparse._SubParsersAction[Parser]) -> None:
    notebook = _add(commands, "notebook", "摘编：把批注编成笔记")
    actions = notebook.add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=Parser
    )
    _json(_add(actions, "list", "列出摘编"))
    for name, text in (
        ("show", "一本摘编的内容"),
        ("new", "新建摘编"),
        ("remove", "移入回收站"),
        ("rename", "改名"),
        ("add", "加入批注的摘录"),
        ("heading", "加入标题"),
        ("text", "加入自己的文字"),
    ):
        action = _add(actions, name, text)
        action.add_argument("notebook", metavar="NAME", help="摘编的名称或编号")
        match name:
            case "rename":
                action.add_argument("name", metavar="NEW", help="新的名称")
            case "add":
                action.add_argument("annotations", metavar="ID", nargs="+", help="批注的编号")
            case "heading":
                action.add_argument("text", metavar="TEXT")
                action.add_argument("--level", metavar="1-6", type=int, choices=LEVELS, default=1)
            case "text":
                action.add_argument("text", metavar="MARKDOWN")
        if name in ("add", "heading", "text"):
            action.add_argument("--before", metavar="ITEM", help="插在这个条目之前；不写则在末尾")
        _json(action)


def _add_looks(export: Parser) -> None:
    """How an export is written; the words are those of `zhupi.export.model`."""
    choose = partial(export.add_argument, metavar="NAME")
    choose(
        "--group",
        choices=("document", "tag", "colour", "order"),
        default="document",
        help="摘录按公文、标签、颜色归类，或依次排列：document tag colour order",
    )
    choose(
        "--notes",
        choices=("comments", "table", "footnotes"),
        default="comments",
        help="全文的批注：随文批注 comments，文末编号表 table，Markdown 脚注 footnotes",
    )
    choose(
        "--marks",
        choices=("mark", "equals", "plain"),
        default="mark",
        help="Markdown 的标记：<mark> 为 mark，==…== 为 equals，不标为 plain",
    )
    choose(
        "--reference",
        choices=("2025", "2015"),
        default="2025",
        help="引用文件按 GB/T 7714 的 2025 或 2015 版",
    )
    choose("--type-code", default="Z", help="引用文件的文献类型标识，默认 Z")
    choose(
        "--style",
        choices=("reading", "gongwen"),
        default="reading",
        help="Word 的版式：阅读 reading，公文格式 gongwen",
    )
    choose(
        "--variant",
        choices=("teacher", "class", "space"),
        default="teacher",
        help="摘录带批注 teacher，不带 class，留横线 space",
    )
    choose("--questions", metavar="T", default="", help="以此标签的批注为思考题，文末附答案")
    export.add_argument("--no-answers", action="store_true", help="不附思考题的答案")
    export.add_argument("--no-contents", action="store_true", help="不要目录")
    export.add_argument("--no-links", action="store_true", help="不要回到文库的链接")
    choose("--author", help="署名，用于文件属性和批注")
    choose("--title", default="", help="文件的标题")


def _add_keeping(commands: argparse._SubParsersAction[Parser]) -> None:
    check = _add(commands, "check", "检查文库、批注位置和索引")
    check.add_argument("--repair", action="store_true", help="修复能修复的")
    _json(check)

    backup = _add(commands, "backup", "备份文库")
    backup.add_argument(
        "out", metavar="OUT", nargs="?", type=_path, help="文件或文件夹；不写则放在文库旁"
    )
    _json(backup)

    restore = _add(commands, "restore", "从备份恢复；现有的文库另行保留")
    restore.add_argument("file", metavar="FILE", type=_path, help="backup 写的文件")
    _json(restore)

    _json(_add(commands, "reread", "用新版阅读器重读文库中的文件"))

    _json(_add(commands, "rebuild-index", "重建检索索引"))

    remove = _add(commands, "remove", "移入回收站")
    remove.add_argument("target", metavar="DOC|SOURCE", help="公文，或来源文件名")
    remove.add_argument("--with-notes", action="store_true", help="连同批注")
    _json(remove)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”应为正整数")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”应为日期，如 2016-08-16") from None


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("路径是空的")
    return Path(text)


def _within(text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(","))
    if not parts or not set(parts) <= {"text", "notes"}:
        raise argparse.ArgumentTypeError("应为 text、notes 或 text,notes")
    return parts
