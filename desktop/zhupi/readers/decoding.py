"""Bytes to text, for the encodings that Chinese gazettes come in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_MOST_DAMAGE = 0.05
"""Above this share of unreadable or control characters it is no text at all."""


class NotText(Exception):  # noqa: N818 - says what the bytes are not
    """The bytes are no text in any encoding known here."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` has ``\\n`` for every line end; ``damaged`` counts its U+FFFD from odd bytes."""

    text: str
    encoding: str
    damaged: int


def decode(data: bytes) -> Decoded:
    """Decode by mark, then strict UTF-8, then strict GB18030, then with the least damage.

    A few odd bytes must not garble a whole file: text that is UTF-8 but for a few bytes is taken
    for that even where GB18030 happens to fit, and where neither fits strictly, the one that
    leaves fewer characters unreadable is taken. Raise `NotText` for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_replacing(data[len(mark) :], encoding))
    utf8 = _replacing(data, "utf-8")
    if not utf8.damaged or _is_mostly_utf8(utf8):
        return _checked(utf8)
    gb18030 = _replacing(data, "gb18030")
    return _checked(min(gb18030, utf8, key=lambda decoded: decoded.damaged))


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    if damaged:
        damaged -= data.count("\ufffd".encode(encoding))  # those that the text itself holds
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, max(damaged, 0))


def _is_mostly_utf8(decoded: Decoded) -> bool:
    # Bytes of another encoding hardly ever make sound multi-byte sequences.
    sound = sum(1 for _ in _BEYOND_ASCII.finditer(decoded.text)) - decoded.damaged
    return sound > 4 * decoded.damaged


def _checked(decoded: Decoded) -> Decoded:
    text = decoded.text
    noise = decoded.damaged + sum(1 for _ in _CONTROL.finditer(text))
    if "\x00" in text or noise > max(2, _MOST_DAMAGE * len(text)):
        raise NotText
    return decoded
