"""Word, Markdown, HTML and JSON out of documents and annotations."""

from zhupi.export.files import FORMATS, render, write, write_book
from zhupi.export.model import Book, BookItem, Excerpted, Layout, Options, Written

__all__ = [
    "FORMATS",
    "Book",
    "BookItem",
    "Excerpted",
    "Layout",
    "Options",
    "Written",
    "render",
    "write",
    "write_book",
]
