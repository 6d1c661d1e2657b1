"""What the window remembers between two starts: a small JSON file, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from zhupi.errors import UnwritableFile

FILE = "settings.json"

_PLACES_KEPT = 500
"""So many documents' places are remembered; the oldest are forgotten first."""

_SEARCHES_KEPT = 60
_LONGEST_SEARCH = 300


@dataclass
class Settings:
    """The settings, each with a default that the program can start from.

    ``geometry`` is Qt's window geometry in base64. ``meanings`` holds the names that the user gave
    to colours, by the colour's name. ``searches`` holds what was searched, the last one first,
    ``sort`` the order of the hits, ``facets`` the height given to the counts under them,
    ``folded`` the groups of a document's relations that are folded, ``source_width`` the width of
    the raw lines beside the page, 0 as long as it was never given another. ``places`` holds the
    offset in the document text at which each document was left, the last one read last.
    ``warned`` is what was last said of the library's folder: it is said once. ``catalog_by`` says
    what the tree is built by, ``catalog_order`` how the documents of a year are ordered,
    ``open_groups`` what is open over the catalog, ``reference`` that paragraphs show their numbers.

    The text is set with ``font_size`` in pixels, ``column`` characters to a line, ``line_height``
    as a multiple of the size, and ``font``, a family or '' for the typefaces as designed.
    ``hidden`` names the outer panes, left or right, that are not shown.

    ``author`` signs exports, ``initials`` comments in Word. ``copy_form`` is how a source is named
    in a copy, ``type_code`` the type of document in references, ``export_format`` the ending that
    exports have at first; ``export`` holds what was chosen last, by kind and name.
    """

    theme: str = "system"
    font_size: int = 18
    column: int = 36
    line_height: float = 1.7
    font: str = ""
    geometry: str = ""
    splitter: list[int] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    last_document: str = ""
    last_colour: str = "red"
    last_style: str = "highlight"
    last_folder: str = ""
    last_notebook: str = ""
    warned: str = ""
    places: dict[str, int] = field(default_factory=dict)
    meanings: dict[str, str] = field(default_factory=dict)
    searches: list[str] = field(default_factory=list)
    sort: str = "relevance"
    facets: int = 0
    source_width: int = 0
    folded: list[str] = field(default_factory=list)
    author: str = ""
    catalog_by: str = "issuer"
    catalog_order: str = "number"
    open_groups: list[str] = field(default_factory=lambda: ["c:", "favourites:", "s:"])
    reference: bool = False
    initials: str = ""
    copy_form: str = "office"
    type_code: str = "Z"
    export: dict[str, str] = field(default_factory=dict)
    export_folder: str = ""
    export_format: str = ".docx"

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the settings in ``folder``; what is missing or damaged takes its default."""
        try:
            stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
            # Nothing precious is in it: a file that cannot be read must not keep the window shut.
            return cls()
        settings = cls()
        if isinstance(stored, dict):
            for known in fields(cls):
                value = stored.get(known.name)
                if type(value) is int and known.type == "float":
                    value = float(value)
                if _fits(value, getattr(settings, known.name), known.name):
                    setattr(settings, known.name, value)
        return settings

    def save(self, folder: Path) -> None:
        """Write the settings into ``folder``; raise `UnwritableFile` if that cannot be done."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _replace(folder / FILE, text)
        except OSError as error:
            raise UnwritableFile(f"设置无法保存到“{folder}”：{error.strerror}。") from error

    def remember_place(self, document: str, offset: int) -> None:
        """Note where ``document`` was left."""
        self.places.pop(document, None)
        self.places[document] = offset
        while len(self.places) > _PLACES_KEPT:
            del self.places[next(iter(self.places))]

    def remember_search(self, query: str) -> None:
        """Note that a query was searched."""
        query = query.strip()[:_LONGEST_SEARCH]
        if query:
            others = [other for other in self.searches if other != query]
            self.searches = [query, *others][:_SEARCHES_KEPT]


LIMITS: dict[str, tuple[float, float]] = {
    "font_size": (12, 32),
    "column": (30, 44),
    "line_height": (1.4, 2.2),
    "facets": (0, 2000),
    "source_width": (0, 4000),
}
"""The least and the greatest value of each number."""
PANES = ("left", "right")
"""The panes that can be hidden."""
_WORDS = ("folded", "hidden", "open_groups", "searches")
"""The lists of words; all others hold numbers."""


def _fits(value: Any, default: Any, name: str) -> bool:
    """Whether a stored value has the type, and the range, of the default it replaces."""
    if type(value) is not type(default):  # a bool is no int here
        return False
    if name in LIMITS:
        low, high = LIMITS[name]
        return bool(low <= value <= high)
    if name == "hidden":
        return all(pane in PANES for pane in value)
    if isinstance(value, list):
        item_kind = str if name in _WORDS else int
        return all(type(item) is item_kind for item in value)
    if isinstance(value, dict):
        kind = int if name == "places" else str
        return all(type(item) is kind for item in value.values())
    return True


def _replace(path: Path, text: str) -> None:
    """Put ``text`` in the place of the file at once: a crash leaves the old one or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    new = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise
