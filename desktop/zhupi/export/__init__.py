"""Word, Markdown, HTML and JSON out of documents, annotations and notebooks."""

from zhupi.export.copying import CopyForm, copied
from zhupi.export.files import FORMATS, check, render, write
from zhupi.export.fonts import LackingFont
from zhupi.export.model import (
    Carry,
    Edition,
    Excerpted,
    Grouping,
    Layout,
    Link,
    Look,
    Marks,
    Notebook,
    NotebookExcerpt,
    NotebookHeading,
    NotebookItem,
    NotebookQuote,
    NotebookText,
    NotePlace,
    Options,
    Variant,
    Written,
)
from zhupi.export.naming import file_name

__all__ = [
    "FORMATS",
    "Carry",
    "CopyForm",
    "Edition",
    "Excerpted",
    "Grouping",
    "LackingFont",
    "Layout",
    "Link",
    "Look",
    "Marks",
    "NotePlace",
    "Notebook",
    "NotebookExcerpt",
    "NotebookHeading",
    "NotebookItem",
    "NotebookQuote",
    "NotebookText",
    "Options",
    "Variant",
    "Written",
    "check",
    "copied",
    "file_name",
    "render",
    "write",
]
