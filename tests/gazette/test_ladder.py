import pytest

from zhupi.gazette.ladder import mark_of, marks_in, opens_dash


@pytest.mark.parametrize(
    ("text", "name", "ordinal"),
    [
        ("一、总体要求", "one", 1),
        ("十一、保障", "one", 11),
        ("（二十三）建立长效机制", "two", 23),
        ("１．坚持", "three", 1),
        ("12.加强", "three", 12),
        ("１．２０１６年。", "three", 1),
        ("９．３年内，产能小于", "three", 9),
        ("（3）其他", "four", 3),
        ("二、2018年重点工作", "one", 2),
        ("二、２０１８年重点工作", "one", 2),
        ("第一章　总则", "chapter", 1),
        ("第二节　程序", "section", 2),
        ("第十二条　名录库", "article", 12),
        ("第三条 本办法", "article", 3),
    ],
)
def test_marks(text: str, name: str, ordinal: int) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.name, mark.ordinal) == (name, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "０．４米的极薄煤层",
        "７．４２万贫困人口脱贫",
        "１９９４年实施的分税制改革",
        "（二期）工程",
        "（州）人民政府",
        "第三条和第四条的规定",
        "一是加强领导",
        "总体要求",
        "３％降低１个百分点",
    ],
)
def test_no_marks(text: str) -> None:
    assert mark_of(text) is None


def test_dashes() -> None:
    assert opens_dash("——依法行政，加强监督。")
    assert opens_dash("———坚决打赢")
    assert not opens_dash("—２０２０年")


def test_decimal_marks_in_a_row_are_a_ladder() -> None:
    texts = ["1 总则", "1.1 编制目的", "健全机制。", "1.2 适用范围", "本预案适用于全省。", "2 职责"]
    names = [None if mark is None else (mark.name, mark.ordinal) for mark in marks_in(texts)]
    assert names == [
        ("decimal1", 1),
        ("decimal2", 1),
        None,
        ("decimal2", 2),
        None,
        ("decimal1", 2),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["1.5万人以上", "2.3亿元"],  # amounts: neither is the first of its depth
        ["3 成都市", "4 绵阳市", "5 德阳市"],  # rows of a table
        ["1.1万元", "投入资金。"],  # one alone is no ladder
    ],
)
def test_numbers_that_do_not_count_on_are_no_ladder(texts: list[str]) -> None:
    assert marks_in(texts) == [None] * len(texts)
