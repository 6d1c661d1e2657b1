"""The parser of arguments in Chinese: `argparse` has its words in English."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

_HEADINGS = {"positional arguments": "参数", "options": "选项"}

_FAULTS = (
    (r"argument (?P<name>.+?): (?P<fault>.+)", "{name}：{fault}"),
    (r"the following arguments are required: (?P<list>.+)", "缺少 {list}"),
    (r"unrecognized arguments: (?P<given>.+)", "不认识 {given}"),
    (r"invalid choice: (?P<given>.+) \(choose from (?P<list>.+)\)", "没有“{given}”，只有 {list}"),
    (r"expected one argument", "后面要有一个值"),
    (r"expected at least one argument", "后面至少要有一个值"),
    (r"ignored explicit argument (?P<given>.+)", "后面不能有值“{given}”"),
    (r"ambiguous option: (?P<given>.+) could match (?P<list>.+)", "“{given}”不只一个：{list}"),
    (r"invalid int value: (?P<given>.+)", "“{given}”应为整数"),
)
"""What `argparse` says, and the same in Chinese. It has no other way to be told."""


class Parser(argparse.ArgumentParser):
    """Says in Chinese how the program is used, and what was wrong."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=_Help, add_help=False)
        self.add_argument("-h", "--help", action="help", help="显示这个说明")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：用法不对：{in_chinese(message)}\n")


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_HEADINGS.get(heading or "", heading))


def in_chinese(message: str) -> str:
    """A fault as `argparse` tells it, in Chinese; what is Chinese already stays as it is."""
    for pattern, words in _FAULTS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(
                **{name: _word(name, part) for name, part in found.groupdict().items()}
            )
    return message


def _word(name: str, part: str) -> str:
    if name == "fault":
        return in_chinese(part)
    parts = part.split(", ") if name == "list" else [part]
    return "、".join(_unquoted(one) for one in parts)


def _unquoted(value: str) -> str:
    """A value without the quotes of Python, which only some versions put around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == "'" else value
