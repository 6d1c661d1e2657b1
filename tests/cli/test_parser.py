"""Wrong usage is told in Chinese, whatever it is."""

from __future__ import annotations

import pytest

from zhupi.cli.options import parse
from zhupi.cli.parser import in_chinese


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("annotate", "zhupi annotate：用法不对：缺少 DOC、--quote"),
        ("show a b c", "zhupi：用法不对：不认识 b c"),
        ("--nope", "zhupi：用法不对：不认识 --nope"),
        (
            "search x --sort foo",
            "zhupi search：用法不对：--sort：没有“foo”，只有 relevance、date、issuer",
        ),
        ("notes --tag", "zhupi notes：用法不对：--tag：后面要有一个值"),
        ("notes --json=3", "zhupi notes：用法不对：--json：后面不能有值“3”"),
        ("notes --or --s x", "zhupi notes：用法不对：“--s”不只一个：--style、--since、--sort"),
        ("search x --limit 0", "zhupi search：用法不对：--limit：“0”应为正整数"),
        (
            "notebook heading a b --level x",
            "zhupi notebook heading：用法不对：--level：“x”应为整数",
        ),
        ("notebook", "zhupi notebook：用法不对：缺少 ACTION"),
    ],
)
def test_wrong_usage(arguments: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments.split())
    assert ended.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("用法：zhupi")
    assert lines[-1] == told


def test_a_command_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["foo"])
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("zhupi：用法不对：COMMAND：没有“foo”，只有 inspect、import、tree、")


def test_values_are_told_as_they_were_given() -> None:
    """Versions of Python differ in the quotes; a comma of the user's own is no list."""
    assert in_chinese("argument -x: invalid choice: 'a, b' (choose from 'c', 'd')") == (
        "-x：没有“a, b”，只有 c、d"
    )
    assert in_chinese("argument -x: invalid choice: 'a' (choose from c, d)") == (
        "-x：没有“a”，只有 c、d"
    )
    assert in_chinese("没有这个文件") == "没有这个文件"


def test_help_is_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["show", "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for words in (
        "用法：zhupi show [-h]",
        "\n参数",
        "\n选项",
        "显示这个说明",
        "发文字号，写法不拘",
    ):
        assert words in told
