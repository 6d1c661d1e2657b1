"""Sheets of paper: the neutral form of an export set on A4, for previews, printing and PDF.

All measures are in twips (1/1440 inch) unless said otherwise. Nothing here is a QObject, so that
setting and drawing may be done in any thread.
"""

from zhupi.qt.paper.paging import Page
from zhupi.qt.paper.sheet import Furniture, Sheets

__all__ = ["Furniture", "Page", "Sheets"]
