import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.annotations.addresses import (
    Address,
    AnnotationAddress,
    DocumentAddress,
    NotebookAddress,
    read,
    written,
)

NAMES = st.text(min_size=1).filter(lambda text: text.strip() != "")


@given(
    st.builds(DocumentAddress, NAMES, st.just("") | NAMES)
    | st.builds(AnnotationAddress, NAMES)
    | st.builds(NotebookAddress, NAMES, st.just("") | NAMES)
)
def test_what_is_written_is_read(address: Address) -> None:
    text = written(address)
    assert text.isascii()
    assert read(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("zhupi:doc/国发〔2016〕49号", DocumentAddress("国发〔2016〕49号")),
        ("ZHUPI:doc/国发〔2016〕49号/二（三）", DocumentAddress("国发〔2016〕49号", "二（三）")),
        (
            "zhupi:doc/%E5%9B%BD%E5%8F%91%E3%80%942016%E3%80%9549%E5%8F%B7",
            DocumentAddress("国发〔2016〕49号"),
        ),
        ("zhupi:doc/1a2b3c4d-3%232", DocumentAddress("1a2b3c4d-3#2")),
        ("zhupi:annotation/0f", AnnotationAddress("0f")),
        ("zhupi:notebook/0f", NotebookAddress("0f")),
        ("zhupi:notebook/0f/1e", NotebookAddress("0f", "1e")),
    ],
)
def test_addresses(text: str, address: Address) -> None:
    assert read(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zhupi:",
        "zhupi:doc",
        "zhupi:doc/",
        "zhupi:doc//二",
        "zhupi:doc/a/b/c",
        "zhupi:doc/a#b",
        "zhupi:doc/a?b",
        "zhupi:doc/%ff",
        "zhupi:annotation/a/b",
        "zhupi:notebook/a/",
        "zhupi:nothing/a",
        "https://doc/a",
        "doc/a",
    ],
)
def test_no_addresses(text: str) -> None:
    assert read(text) is None
