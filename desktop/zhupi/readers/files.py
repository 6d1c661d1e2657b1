"""One file on disk to raw text."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from zhupi.errors import UnreadableFile, reason
from zhupi.readers.decoding import NotText, decode

SUFFIXES = frozenset({".txt", ".text", ".md"})
"""The formats that are read, by suffix in lower case."""

_LARGEST = 256 * 1024 * 1024

_SIGNATURES = (
    (b"%PDF-", "这是 PDF 文件，目前只能导入纯文本"),
    (b"PK\x03\x04", "这是 Word、OFD 或压缩文件，目前只能导入纯文本"),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Office 文件，目前只能导入纯文本"),
)


@dataclass(frozen=True, slots=True)
class RawText:
    """A source file: its bytes as they were, and its text.

    ``text`` is decoded, with CRLF and CR turned into ``\\n``; ``sha256`` is that of ``data``.
    """

    path: Path
    data: bytes
    sha256: str
    encoding: str
    text: str
    damaged: int


def read(path: Path) -> RawText:
    """Read a file; raise `UnreadableFile` with the reason."""
    try:
        data = _bytes_of(path)
    except FileNotFoundError as error:
        raise UnreadableFile(path, "文件不存在") from error
    except PermissionError as error:
        raise UnreadableFile(path, "没有读取权限") from error
    except OSError as error:
        raise UnreadableFile(path, reason(error)) from error
    return from_bytes(path, data)


def _bytes_of(path: Path) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnreadableFile(path, "这是一个文件夹")
    if not stat.S_ISREG(mode):
        # A pipe or a device may never end.
        raise UnreadableFile(path, "这不是普通文件")
    if path.suffix and path.suffix.lower() not in SUFFIXES:
        raise UnreadableFile(path, f"还不能读 {path.suffix} 格式，目前只读纯文本")
    with path.open("rb") as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UnreadableFile(path, f"文件过大，超过 {_LARGEST // 1024 // 1024} MB")
    return data


def from_bytes(path: Path, data: bytes) -> RawText:
    """The raw text of bytes already read; raise `UnreadableFile` if they are no text."""
    if not data:
        raise UnreadableFile(path, "文件是空的")
    for signature, why in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(path, why)
    try:
        decoded = decode(data)
    except NotText as error:
        raise UnreadableFile(path, "这不是文本文件，或编码无法识别") from error
    if not decoded.text.strip():
        raise UnreadableFile(path, "文件里没有文字")
    import hashlib  # late: it takes 6 ms, and opening a document needs only the decoding

    return RawText(
        path=path,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=decoded.encoding,
        text=decoded.text,
        damaged=decoded.damaged,
    )
