"""The library's precious half: sources, documents, annotations and saved searches in SQLite."""

from zhupi.storage.annotations import Annotations
from zhupi.storage.database import Database
from zhupi.storage.documents import Documents
from zhupi.storage.lock import WindowLock
from zhupi.storage.searches import SavedSearches
from zhupi.storage.sources import Sources

__all__ = ["Annotations", "Database", "Documents", "SavedSearches", "Sources", "WindowLock"]
