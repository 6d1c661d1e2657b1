"""The library's precious half: sources, documents and annotations in SQLite."""

from zhupi.storage.annotations import Annotations
from zhupi.storage.database import Database
from zhupi.storage.documents import Documents
from zhupi.storage.lock import WindowLock
from zhupi.storage.orphans import Orphans
from zhupi.storage.sources import Sources

__all__ = ["Annotations", "Database", "Documents", "Orphans", "Sources", "WindowLock"]
