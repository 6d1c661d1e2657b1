"""Encodings: expected texts are written out, never decoded by the code under test."""

import pytest

from zhupi.readers.decoding import NotText, decode

TEXT = "各省、自治区：\n国发〔2016〕49号\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + TEXT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_known_encodings(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.damaged) == (TEXT, encoding, 0)


def test_every_line_end_becomes_one_newline_and_nothing_else_does() -> None:
    data = "甲\r\n乙\r丙\n丁\x0c戊\u2028己\x85庚".encode()
    assert decode(data).text == "甲\n乙\n丙\n丁\x0c戊\u2028己\x85庚"


def test_a_few_odd_bytes_do_not_garble_the_rest() -> None:
    body = "中央与地方财政事权和支出责任划分改革。" * 20
    data = bytearray(body.encode("gb18030"))
    data[11] = 0xFF  # no GB18030 character has this byte
    decoded = decode(bytes(data))
    assert decoded.encoding == "gb18030"
    assert decoded.damaged >= 1
    assert decoded.text.endswith("中央与地方财政事权和支出责任划分改革。" * 18)


def test_odd_bytes_in_utf8() -> None:
    body = "国务院关于推进改革的指导意见。" * 20
    data = bytearray(body.encode())
    data[4] = 0x20
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8"
    assert decoded.text.endswith("国务院关于推进改革的指导意见。" * 19)


def test_a_replacement_character_of_the_source_is_no_damage() -> None:
    assert decode("甲\ufffd乙".encode()).damaged == 0


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + bytes(64),
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data)
