"""Initials of characters: those that `pypinyin` itself gives, from its file of readings."""

from __future__ import annotations

import os
import string

from zhupi.jobs import Job
from zhupi.library.initials import Initials


def test_every_character_has_the_initials_that_the_library_gives() -> None:
    """The unified ideographs; what stands in no title is known all the same."""
    os.environ["PYPINYIN_NO_PHRASES"] = "1"
    from pypinyin import Style, pinyin

    characters = [chr(code) for code in range(0x4E00, 0x9FFF)]
    made = Initials(characters, Job())
    having = {letter: made.matching(letter) for letter in string.ascii_lowercase}
    for at, character in enumerate(characters):
        given = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        # ê (欸) is typed as e.
        wanted = {letter.replace("ê", "e") for letters in given for letter in letters}
        assert {letter for letter in having if at in having[letter]} == wanted, character


def test_a_character_beyond_the_first_plane_and_one_in_full_width() -> None:
    made = Initials(["𠀃Ａ", "，"], Job())  # 𠀃 qiě, jī
    assert [made.matching(typed) for typed in ("ja", "qa", ",", "A")] == [{0}, {0}, set(), set()]
