"""A name for the file that an export goes into, safe on every system."""

from __future__ import annotations

import re

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?")
"""Names that Windows keeps for devices, with any extension."""
_LONGEST = 180
"""Bytes in UTF-8: file systems take 255, and a folder of Windows takes from 260 characters."""


def file_name(title: str, extension: str, number: str | None = None) -> str:
    """``国发〔2016〕49号 国务院关于….docx``: number and title as far as a file name can hold them.

    ``extension`` begins with a dot.
    """
    words = _UNFIT.sub(" ", f"{number} {title}" if number else title).strip(" .")
    if _RESERVED.fullmatch(words):
        words = f"_{words}"
    words = words.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
    return (words.rstrip(" .") or "导出") + extension
