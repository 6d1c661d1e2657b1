"""What may stand on the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from zhupi import __version__
from zhupi.annotations.model import Colour

COLOURS = tuple(colour.value for colour in Colour)
SORTS = ("relevance", "date", "issuer")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：用法不对：{message}\n")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; ``command`` is ``None`` where the window is wanted.

    Wrong usage ends the program with exit code 2.
    """
    parser = _Parser(
        prog="zhupi",
        description="朱批：离线阅读、检索、批注公报和公文。不带子命令时打开窗口。",
    )
    parser.add_argument("--version", action="version", version=f"zhupi {__version__}")
    parser.add_argument(
        "--library", metavar="DIR", type=_path, help="文库和索引所在的文件夹（试用和测试）"
    )
    parser.add_argument(
        "--picture", metavar="FILE", type=_path, help="不显示窗口，把它画成图片后退出"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_reading(commands)
    _add_annotating(commands)
    _add_keeping(commands)
    options = parser.parse_args(arguments)
    for value in vars(options).values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and _is_garbled(text):
                parser.error(f"参数不是 UTF-8 文字：{text!r}")
    if options.command is not None and options.picture is not None:
        parser.error("--picture 只用于窗口，不能与子命令同用")
    return options


def _is_garbled(text: str) -> bool:
    """Whether an argument came in bytes that are no UTF-8; a path may, words may not."""
    return any("\ud800" <= char <= "\udfff" for char in text)


def _add(commands: argparse._SubParsersAction[_Parser], name: str, text: str) -> _Parser:
    return commands.add_parser(name, help=text, description=text)


def _json(command: _Parser) -> None:
    command.add_argument("--json", action="store_true", help="输出一个 JSON 值")


def _add_reading(commands: argparse._SubParsersAction[_Parser]) -> None:
    inspect = _add(commands, "inspect", "读一个文件，显示读出的结构；不动文库")
    inspect.add_argument("file", metavar="FILE", type=_path)
    _json(inspect)

    import_ = _add(commands, "import", "把文件和文件夹导入文库")
    import_.add_argument("paths", metavar="PATH", nargs="+", type=_path)
    _json(import_)

    _json(_add(commands, "tree", "目录：发文机关 → 年份 → 公文"))

    missing = _add(commands, "missing", "被引用而库中没有的公文，引用最多的在前")
    missing.add_argument("out", metavar="OUT.csv|OUT.md", nargs="?", type=_path, help="写成文件")
    missing.add_argument("--limit", metavar="N", type=_count, help="最多列出几件")
    missing.add_argument("--overwrite", action="store_true", help="覆盖已有的文件")
    _json(missing)

    show = _add(commands, "show", "一件公文的正文")
    show.add_argument("document", metavar="DOC", help="发文字号，或 tree --json 给出的 id")
    show.add_argument("--raw", action="store_true", help="显示原文件的各行")
    _json(show)

    search = _add(commands, "search", "检索全库")
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--limit", metavar="N", type=_count, help="最多列出几件")
    search.add_argument("--sort", choices=SORTS, default="relevance")
    search.add_argument(
        "--in", dest="within", metavar="text,notes", type=_within, default=("text",)
    )
    _json(search)


def _add_annotating(commands: argparse._SubParsersAction[_Parser]) -> None:
    annotate = _add(commands, "annotate", "给原文加批注")
    annotate.add_argument("document", metavar="DOC")
    annotate.add_argument("--quote", metavar="TEXT", required=True, help="要标记的原文")
    annotate.add_argument("--occurrence", metavar="N", type=_count, default=1, help="第几处")
    annotate.add_argument("--colour", metavar="NAME", choices=COLOURS, default=Colour.RED.value)
    annotate.add_argument("--note", metavar="MARKDOWN", default="")
    annotate.add_argument("--tag", metavar="T", action="append", default=[], dest="tags")
    _json(annotate)

    notes = _add(commands, "notes", "列出批注")
    notes.add_argument("--doc", metavar="DOC", dest="document")
    notes.add_argument("--tag", metavar="T")
    notes.add_argument("--colour", metavar="NAME", choices=COLOURS)
    notes.add_argument("--query", metavar="Q")
    notes.add_argument("--orphans", action="store_true", help="只列失锚的")
    _json(notes)

    export = _add(commands, "export", "写成 .docx .md .html .json 文件")
    export.add_argument("out", metavar="OUT", type=_path)
    export.add_argument("--doc", metavar="DOC", action="append", default=[], dest="documents")
    export.add_argument("--tag", metavar="T", action="append", default=[], dest="tags")
    export.add_argument(
        "--colour", metavar="NAME", choices=COLOURS, action="append", default=[], dest="colours"
    )
    export.add_argument("--layout", choices=("excerpts", "full"), default="excerpts")
    export.add_argument("--overwrite", action="store_true", help="覆盖已有的文件")
    _json(export)


def _add_keeping(commands: argparse._SubParsersAction[_Parser]) -> None:
    check = _add(commands, "check", "检查文库、批注位置和索引")
    check.add_argument("--repair", action="store_true", help="修复能修复的")
    _json(check)

    _json(_add(commands, "rebuild-index", "重建检索索引"))

    remove = _add(commands, "remove", "移入回收站")
    remove.add_argument("target", metavar="DOC|SOURCE", help="公文，或来源文件名")
    remove.add_argument("--with-notes", action="store_true", help="连同批注")
    _json(remove)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”应为正整数")
    return int(text)


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("路径是空的")
    return Path(text)


def _within(text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(","))
    if not parts or not set(parts) <= {"text", "notes"}:
        raise argparse.ArgumentTypeError("应为 text、notes 或 text,notes")
    return parts
