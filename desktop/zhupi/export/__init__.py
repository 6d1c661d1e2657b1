"""Word, Markdown, HTML and JSON out of documents and annotations."""

from zhupi.export.files import FORMATS, render, write
from zhupi.export.model import Excerpted, Layout, Options, Written

__all__ = ["FORMATS", "Excerpted", "Layout", "Options", "Written", "render", "write"]
