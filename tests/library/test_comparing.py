"""Two texts compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.jobs import Cancelled, Job
from zhupi.library import Library
from zhupi.library.comparing import Change, Compared, compare, paragraphs

SIGNS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def drawn(found: tuple[Compared, ...]) -> list[str]:
    return ["".join(SIGNS[one.change].format(one.text) for one in it.pieces) for it in found]


def test_a_word_a_number_and_a_paragraph_that_changed() -> None:
    left = [
        "第一条　为规范管理，制定本办法。",
        "第二条　期限为2016年至2018年。",
        "第三条　旧的规定。",
    ]
    right = [
        "第一条　为加强和规范管理，制定本办法。",
        "第二条　期限为2016年至2020年。",
        "新增的一条，与前后都不相干。",
    ]
    assert drawn(compare(left, right, Job())) == [
        "第一条　为{+加强和+}规范管理，制定本办法。",
        "第二条　期限为2016年至[-2018-]{+2020+}年。",
        "[-第三条　旧的规定。-]",
        "{+新增的一条，与前后都不相干。+}",
    ]


def test_a_paragraph_put_between_moves_none_of_the_others() -> None:
    left = ["甲乙丙丁戊己庚", "子丑寅卯辰巳午"]
    right = ["甲乙丙丁戊己壬", "天地玄黄宇宙洪荒", "子丑寅卯辰巳未"]
    assert drawn(compare(left, right, Job())) == [
        "甲乙丙丁戊己[-庚-]{+壬+}",
        "{+天地玄黄宇宙洪荒+}",
        "子丑寅卯辰巳[-午-]{+未+}",
    ]


def test_no_single_character_stays_between_changes() -> None:
    assert drawn(compare(["关于印发甲的通知书"], ["关于转送乙的通知书"], Job())) == [
        "关于[-印发甲-]{+转送乙+}的通知书"
    ]
    assert drawn(
        compare(["共同推进各项改革事业乙的丙"], ["共同推进各项改革事业丁的戊"], Job())
    ) == ["共同推进各项改革事业[-乙的丙-]{+丁的戊+}"]


TEXTS = st.lists(st.text("甲乙丙丁，的2016", max_size=12), max_size=6)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_it(left: list[str], right: list[str]) -> None:
    found = compare(left, right, Job())

    for without, text in ((Change.ADDED, left), (Change.REMOVED, right)):
        words = [piece.text for it in found for piece in it.pieces if piece.change is not without]
        assert "".join(words) == "".join(text)
    assert any(it.changed for it in found) == (left != right)


def test_it_can_be_called_off() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        compare(["甲乙丙"], ["甲乙丁"], job)


def test_an_enclosed_text_is_compared_alone(seeded: Library) -> None:
    inner = next(row for row in seeded.rows() if row.enclosed_in is not None)
    document = seeded.document(inner.id).document
    found = paragraphs(document, inner)
    assert found[0] == inner.title
    assert not any("四川省人民政府转发" in text for text in found)
    assert len(found) < len(document.blocks)
    whole = seeded.row(inner.enclosed_in)
    assert paragraphs(document, whole) == [block.text for block in document.blocks]
