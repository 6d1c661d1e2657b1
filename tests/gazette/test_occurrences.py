"""Finding words in one document, against a scan that knows nothing of folding tables."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.model import Block, BlockKind, Document, Issue
from zhupi.gazette.occurrences import Occurrences


def _document(*texts: str) -> Document:
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, text, (number, number)) for number, text in enumerate(texts, 1)
    )
    return Document("", None, (), None, None, None, None, True, (1, len(texts)), blocks=blocks)


def _found(document: Document, words: str) -> list[str]:
    return [document.text[start:end] for start, end in Occurrences(document).of(words)]


def test_width_case_and_white_space_do_not_count() -> None:
    document = _document("按ＡＢＣ办", "abc 与 Abc", "财政\u3000事 权", "财政", "事权")
    assert _found(document, "aBc") == ["ＡＢＣ", "abc", "Abc"]
    assert _found(document, "财政事权") == ["财政\u3000事 权"]
    assert _found(document, " 财政 事权 ") == ["财政\u3000事 权"]
    assert _found(document, "") == _found(document, "　 ") == []


def test_a_place_lies_in_one_block_and_may_overlap_another() -> None:
    document = _document("人人人", "人")
    assert Occurrences(document).of("人人") == [(0, 2), (1, 3)]
    assert len(Occurrences(document).of("人")) == 4


def test_characters_of_two_units_and_characters_that_fold_into_several() -> None:
    document = _document("𠮷林㈠𠮷林", "共½成")
    assert Occurrences(document).of("𠮷林") == [(0, 2), (3, 5)]
    assert _found(document, "(一)") == ["㈠"]
    assert _found(document, "一") == ["㈠"]
    assert _found(document, "共1") == ["共½"]


@given(
    st.lists(st.text("财政AaＡ1１ 　。", max_size=12), min_size=1, max_size=5),
    st.text("财政AaＡ1１", min_size=1, max_size=3),
)
def test_against_a_pattern_that_allows_white_space_everywhere(texts: list[str], words: str) -> None:
    """Chinese next to anything: only between two letters or digits does a space count."""
    document = _document(*texts)
    plain = [unicodedata.normalize("NFKC", text).lower() for text in texts]
    wanted = unicodedata.normalize("NFKC", words).lower()
    parts = [re.escape(wanted[0])]
    for before, after in pairwise(wanted):
        # "a 1" is not "a1", but "财 政" is "财政".
        parts.append("" if before.isascii() and after.isascii() else r"\s*")
        parts.append(re.escape(after))
    pattern = re.compile(f"(?=({''.join(parts)}))")
    expected = [
        (start + match.start(1), start + match.end(1))
        for text, start in zip(plain, document.block_starts, strict=True)
        for match in pattern.finditer(text)
    ]
    assert Occurrences(document).of(words) == expected


def test_the_bundled_gazettes_hold_as_many_as_a_plain_count(issues: dict[str, Issue]) -> None:
    for issue in issues.values():
        for document in issue.documents:
            found = Occurrences(document)
            for words in ("的", "人民政府", "，", "2016年", "〔2016〕"):
                plain = unicodedata.normalize("NFKC", words)
                count = sum(
                    unicodedata.normalize("NFKC", block.text).count(plain)
                    for block in document.blocks
                )
                places = found.of(words)
                assert len(places) == count
                for start, end in places:
                    assert unicodedata.normalize("NFKC", document.text[start:end]) == plain
