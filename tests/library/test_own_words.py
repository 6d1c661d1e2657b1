"""Finding one's own words; each query is answered by reading the notes below."""

import pytest

from zhupi.library import Library

_NOTES = {
    "甲": ("与2016年的改革方案\n对照，转移支付见附表", ("财政", "重点")),
    "乙": ("税收返还，另见（国发〔2016〕49号）", ()),
    "丙": ("ＡＢＣ reform", ("重点工作",)),
    "丁": ("", ("财政",)),
    "戊": ("", ()),
}


@pytest.fixture
def noted(seeded: Library) -> Library:
    """Notes 甲 and 丙 in 国发〔2016〕49号, the others in a document of 绵阳."""
    here = seeded.resolve("国发〔2016〕49号")
    there = next(row.id for row in seeded.rows() if "绵阳市人民政府" in row.issuers)
    for at, (name, (note, tags)) in enumerate(_NOTES.items()):
        document = here if name in "甲丙" else there
        seeded.highlight(document, at * 10, at * 10 + 5, note=note, tags=tags)
    return seeded


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("财政", "甲丁"),
        ("改革方案对照", "甲"),
        ("财政 转移支付", "甲"),
        ("转移支付 OR 税收", "甲乙"),
        ("财政 -附表", "丁"),
        ('"reform"', "丙"),
        ("abc", "丙"),
        ("标签:重点", "甲"),
        ("标签:财政 附表", "甲"),
        ("批注:税收", "乙"),
        ("国发 2016 49", "乙"),
        ("年份:2016 重点 标题:划分", "甲丙"),
        ("标题:划分", ""),
        ("没有这话", ""),
        ("", ""),
    ],
)
def test_a_query_means_in_notes_what_it_means_in_texts(
    noted: Library, query: str, expected: str
) -> None:
    names = {
        annotation.id: name
        for row in noted.notes()
        for annotation in [row.annotation]
        for name, (note, tags) in _NOTES.items()
        if (annotation.note, annotation.tags) == (note, tags)
    }
    found = [names[hit.note.annotation.id] for hit in noted.search_notes(query)]
    assert sorted(found) == sorted(expected)


def test_a_hit_shows_the_words_around_the_match(noted: Library) -> None:
    seeded = noted
    here = seeded.resolve("国发〔2016〕49号")
    seeded.highlight(here, 300, 310, note="前文。" * 60 + "看这一处的标记词，再往下看。")
    (hit,) = seeded.search_notes("标记词")
    assert (hit.count, hit.text[hit.start : hit.end]) == (1, "标记词")
    assert hit.text.startswith("看这一处的")
    (tagged,) = seeded.search_notes("重点工作")
    assert (tagged.text, tagged.text[tagged.start : tagged.end]) == ("#重点工作", "重点工作")
