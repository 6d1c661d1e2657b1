from zhupi.gazette.lines import split
from zhupi.gazette.masthead import find

LETTER_SPACED = (
    " 　 四川省推进政府职能转变和\n"
    "　 “ 放 管 服 ” 改 革 协 调 办 公 室 ２０２２ 年 １１ 月 １５ 日\n\n"
)


def test_a_letter_spaced_masthead() -> None:
    found = find(split(LETTER_SPACED + "省局加强监管\n\n省局在改革中，着力加强。"))
    assert found is not None
    assert found.issuer == "四川省推进政府职能转变和“放管服”改革协调办公室"
    assert found.date == "2022-11-15"
    assert (found.last, found.title, found.title_first) == (1, "省局加强监管", 2)


def test_a_sentence_below_is_no_title() -> None:
    assert find(split(LETTER_SPACED + "省局加强监管。\n\n后文。")) is None


def test_no_masthead() -> None:
    assert find(split("省局加强监管\n\n2022年11月15日，省局加强监管。")) is None
    assert find(split("")) is None
