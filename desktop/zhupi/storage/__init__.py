"""The library's precious half: sources, documents, annotations, notebooks in SQLite."""

from zhupi.storage.annotations import Annotations
from zhupi.storage.database import Database
from zhupi.storage.documents import Documents
from zhupi.storage.listing import Listing
from zhupi.storage.lock import WindowLock
from zhupi.storage.notebooks import Notebooks
from zhupi.storage.orphans import Orphans
from zhupi.storage.searches import SavedSearches
from zhupi.storage.sources import Sources

__all__ = [
    "Annotations",
    "Database",
    "Documents",
    "Listing",
    "Notebooks",
    "Orphans",
    "SavedSearches",
    "Sources",
    "WindowLock",
]
