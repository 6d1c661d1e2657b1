from zhupi.gazette.lines import split
from zhupi.gazette.unnumbered import find

NOTICE = "某省人民政府关于甲事的公告\n甲事如下。\n某省人民政府\n2018年3月5日"


def test_the_sign_off_of_its_issuer_proves_a_title() -> None:
    start = find(split(NOTICE), 0, 0, alone=True)
    assert start is not None
    assert (start.first, start.last, start.number) == (0, 0, None)


def test_another_sign_off_proves_nothing() -> None:
    other = NOTICE.replace("某省人民政府\n2018", "某市财政局\n2018")
    assert find(split(other), 0, 0, alone=True) is None


def test_a_title_inside_a_sentence_begins_nothing() -> None:
    lines = split("各地要按照\n" + NOTICE)
    assert find(lines, 1, 0, alone=False) is None


def test_a_numbered_title_is_left_to_its_number() -> None:
    lines = split(NOTICE.replace("公告\n", "公告\n某府发〔2018〕3号\n"))
    assert find(lines, 0, 0, alone=True) is None


def test_explanation_over_two_lines() -> None:
    start = find(split("《某某管理办法》\n政策解读\n一、背景"), 0, 0, alone=True)
    assert start is not None
    assert (start.title, start.last) == ("《某某管理办法》政策解读", 1)
