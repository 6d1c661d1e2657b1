import pytest

from zhupi.gazette.wording import kind_of


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("国务院关于甲事的指导意见", "意见"),
        ("国务院关于印发甲办法（试行）的通知", "通知"),
        ("甲办法（试行）", "办法"),
        ("中华人民共和国国务院令", "令"),
        ("甲省人民政府令第103号", "令"),
        ("甲部公告2018年第5号", "公告"),
        ("加强事中事后监管", None),
    ],
)
def test_kinds(title: str, kind: str | None) -> None:
    assert kind_of(title) == kind
