import pytest

from zhupi.gazette.ladder import mark_of, opens_dash


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
