"""The library's precious half: sources, documents, annotations, notebooks in SQLite.

Here is what a window needs to show a document; the rest is imported from its modules, later.
"""

from zhupi.storage.annotations import Annotations
from zhupi.storage.database import Database
from zhupi.storage.documents import Documents
from zhupi.storage.lock import WindowLock
from zhupi.storage.sources import Sources

__all__ = [
    "Annotations",
    "Database",
    "Documents",
    "Sources",
    "WindowLock",
]
