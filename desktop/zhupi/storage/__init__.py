"""The library's precious half: sources, documents, annotations, notebooks in SQLite."""

from zhupi.storage.annotations import Annotations
from zhupi.storage.catalog import Catalog
from zhupi.storage.citations import Citations
from zhupi.storage.database import Database
from zhupi.storage.documents import Documents
from zhupi.storage.listing import Listing
from zhupi.storage.lock import WindowLock
from zhupi.storage.notebooks import Notebooks
from zhupi.storage.orphans import Orphans
from zhupi.storage.searches import SavedSearches
from zhupi.storage.sources import Sources
from zhupi.storage.standings import Standings

__all__ = [
    "Annotations",
    "Catalog",
    "Citations",
    "Database",
    "Documents",
    "Listing",
    "Notebooks",
    "Orphans",
    "SavedSearches",
    "Sources",
    "Standings",
    "WindowLock",
]
