from __future__ import annotations

import re
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.export import Excerpted, file_name


def test_number_and_title(item: Excerpted) -> None:
    name = file_name(item.document.title, ".docx", item.document.number)
    assert name == "国发〔2016〕49号 国务院关于推进财政事权改革的指导意见.docx"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("关于“先照后证”/改革：通知?", "关于“先照后证” 改革：通知.md"),
        ("con", "_con.md"),
        ("COM1.2016", "_COM1.2016.md"),
        ("  ...  ", "导出.md"),
        ("", "导出.md"),
        ("甲\n乙\t丙", "甲 乙 丙.md"),
    ],
)
def test_what_windows_refuses(title: str, name: str) -> None:
    assert file_name(title, ".md") == name


@given(st.text(max_size=300), st.text(max_size=30))
def test_any_title_makes_a_name(title: str, number: str) -> None:
    name = file_name(title, ".docx", number)
    assert name.endswith(".docx")
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
    assert len(name.encode()) <= 200
    stem = name.removesuffix(".docx")
    assert stem
    assert stem == stem.strip(" ").rstrip(" .")
    assert not PureWindowsPath(name).is_reserved()
