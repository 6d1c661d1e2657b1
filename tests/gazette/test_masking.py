"""What is left of clauses when the names are taken out."""

from __future__ import annotations

from zhupi.gazette.citations import find
from zhupi.gazette.masking import masked, names


def test_names_are_taken_out_without_moving_anything() -> None:
    text = "按照《甲法》（2018年修订）和“放管服”要求"
    assert masked(text, [(2, 6)]) == "按照▢▢▢▢▫▫▫▫▫▫▫▫▫和◇◇◇◇◇要求"


def test_punctuation_is_full_width_and_codes_of_standards_are_remarks() -> None:
    code = "GB/T 50016-2006"
    assert masked(f"原《甲》{code},共1,200元", [(1, 4)]) == f"原▢▢▢{'▫' * len(code)}，共1,200元"


def own(text: str) -> list[str]:
    spans = [(item.start, item.end) for item in find(text, frozenset())]
    return [text[start:end] for start, end in names(text, spans)]


def test_a_name_with_the_remark_that_tells_its_history() -> None:
    history = "《甲办法》（甲局令第1号公布，根据甲局令第5号（略）修改）"
    assert own(f"对{history}和《乙办法》作如下修改") == [history, "《乙办法》"]
    assert own("《甲办法》（甲局令第1号公布，未收尾") == ["《甲办法》（甲局令第1号"]


def test_names_in_the_words_of_others_are_not_the_texts_own() -> None:
    assert own("第三条修改为：“根据《甲法》制定。”") == []
    assert own("将“《甲法》”修改为“《乙法》”") == []
    assert own("废止“《甲法》”") == ["《甲法》"]
    assert own("第三条修改为：“根据《甲法》制定") == []
