"""Titles and numbers made short; what is expected was written by hand."""

from __future__ import annotations

import pytest

from zhupi.library.model import CatalogRow
from zhupi.qt.titles import citation, short_number, short_title


def row(title: str, *issuers: str, number: str | None = None) -> CatalogRow:
    return CatalogRow(
        id="a",
        number=number,
        title=title,
        kind=None,
        date=None,
        year=None,
        issuers=issuers,
        source="f.txt",
        source_id=1,
        ordinal=1,
        lines=(1, 1),
        complete=True,
        doubts=0,
        annotations=0,
        work="a",
        revision=1,
    )


@pytest.mark.parametrize(
    ("title", "issuer", "short"),
    [
        (
            "国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见",
            "国务院",
            "推进中央与地方财政事权和支出责任划分改革的指导意见",
        ),
        ("国务院关于开展第三次全国土地调查的通知", "国务院", "开展第三次全国土地调查"),
        (
            "四川省人民政府关于印发《四川省基本单位名录库管理办法》的通知",
            "四川省人民政府",
            "四川省基本单位名录库管理办法",
        ),
        (
            "乙市人民政府转发甲省人民政府的通知",
            "乙市人民政府",
            "乙市人民政府转发甲省人民政府的通知",
        ),
        ("关于", "国务院", "关于"),
        ("", "国务院", ""),
        ("另一机关关于某事的通知", "国务院", "另一机关关于某事的通知"),
    ],
)
def test_a_title_leaves_out_what_the_tree_says(title: str, issuer: str, short: str) -> None:
    assert short_title(row(title, issuer)) == short


@pytest.mark.parametrize(
    ("number", "short"),
    [
        ("国发〔2016〕49号", "49号"),
        ("国务院令第697号", "697号"),
        ("财政部公告2019年第39号", "39号"),
        ("奇怪的编号", "奇怪的编号"),
        (None, ""),
    ],
)
def test_a_number_is_its_serial(number: str | None, short: str) -> None:
    assert short_number(number) == short


def test_a_document_is_cited_with_its_number() -> None:
    assert citation(row("甲", number="国发〔2016〕49号")) == "《甲》（国发〔2016〕49号）"
    assert citation(row("甲")) == "《甲》"
