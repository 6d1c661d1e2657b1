import pytest

from zhupi.gazette.citations import aliases_in, find, quoted
from zhupi.gazette.clean import join
from zhupi.gazette.lines import split


def _found(text: str, aliases: frozenset[str] = frozenset()) -> list[tuple[str | None, str | None]]:
    return [(item.title, item.number) for item in find(text, aliases)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《甲意见》（国发〔2016〕7号）精神", [("甲意见", "国发〔2016〕7号")]),
        ("《甲意见》（国办发〔2015〕96号，以下简称《意见》）", [("甲意见", "国办发〔2015〕96号")]),
        ("《甲法》、《乙条例》等", [("甲法", None), ("乙条例", None)]),
        ("专利合作条约《甲条约》（PCT）", [("甲条约", None)]),
        ("严格按照国发〔2017〕48号文件", [(None, "国发〔2017〕48号")]),
        (
            "《关于印发〈甲规划（2014—2020年）〉的通知》（国发〔2014〕21号）",
            [("关于印发〈甲规划（2014—2020年）〉的通知", "国发〔2014〕21号")],
        ),
        (
            "《甲通知》〔甲财（1996）101号〕、《乙法》",
            [("甲通知", "甲财〔1996〕101号"), ("乙法", None)],
        ),
        ("《甲办法》（市政府第31号令）", [("甲办法", "市政府令第31号")]),
        ("绵阳市关于印发《甲意见》的通知", [("甲意见", None)]),
        ("办理《出生医学证明》", []),
        ("按照《意见》要求", []),
        ("《生命·生态·安全》课程", []),
        ("《没有收尾", []),
        ("没有开头》", []),
    ],
)
def test_citations(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert _found(text) == expected


def test_place_takes_in_the_brackets() -> None:
    text = "落实《甲意见》（国发〔2016〕7号）精神"
    (item,) = find(text, frozenset())
    assert text[item.start : item.end] == "《甲意见》（国发〔2016〕7号）"


def test_short_names_given_in_the_document_are_no_citations() -> None:
    text = "《甲总体方案》（以下简称《总体方案》）。按照《总体方案》，"
    aliases = aliases_in([join(split(text))])
    assert aliases == {"总体方案"}
    assert _found(text, aliases) == [("甲总体方案", None)]


def test_several_short_names_at_once() -> None:
    text = "《甲国药品法》、《甲国海关法》（以下简称《药品法》、《海关法》）。按照《海关法》，"
    aliases = aliases_in([join(split(text))])
    assert aliases == {"药品法", "海关法"}
    assert _found(text, aliases) == [("甲国药品法", None), ("甲国海关法", None)]


def test_nested_quotes_are_one() -> None:
    text = "《甲《乙》丙》和《丁》"
    assert [text[a:b] for a, b in quoted(text)] == ["《甲《乙》丙》", "《丁》"]
