"""Raw gazette text to documents: pure functions, no I/O."""

from zhupi.gazette.parsing import PARSER_VERSION, parse

__all__ = ["PARSER_VERSION", "parse"]
