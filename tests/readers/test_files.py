import hashlib
import os
from pathlib import Path

import pytest

from zhupi import readers
from zhupi.errors import UnreadableFile


def test_reading_keeps_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    data = "第一行\r\n第二行".encode("gb18030")
    path.write_bytes(data)
    raw = readers.read(path)
    assert raw.data == data
    assert raw.sha256 == hashlib.sha256(data).hexdigest()
    assert raw.text == "第一行\n第二行"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b" \n\t\r\n", "文件里没有文字"),
        ("\u3000\n".encode(), "文件里没有文字"),
        (b"\x00\x01\x02" * 40, "这不是文本文件，或编码无法识别"),
        (b"%PDF-1.7\n", "这是 PDF 文件，目前只能导入纯文本"),
        (b"PK\x03\x04rest", "这是 Word、OFD 或压缩文件，目前只能导入纯文本"),
    ],
)
def test_refused_with_one_sentence(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        readers.read(path)
    assert str(caught.value) == f"无法读取“a.txt”：{reason}。"


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="文件不存在"):
        readers.read(tmp_path / "no.txt")
    with pytest.raises(UnreadableFile, match="这是一个文件夹"):
        readers.read(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_without_rights(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("文字", "utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableFile, match="没有读取权限"):
        readers.read(path)
