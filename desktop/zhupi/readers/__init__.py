"""File formats to raw text."""

from zhupi.readers.files import SUFFIXES, RawText, from_bytes, read

__all__ = ["SUFFIXES", "RawText", "from_bytes", "read"]
