"""Where things lie: the user's folders, and the files that come with the program."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import platformdirs

_NAME = "zhupi"


@dataclass(frozen=True)
class Places:
    """The folders of one library; none of them is made here."""

    library: Path
    """Holds ``library.sqlite3``: precious."""
    index: Path
    """Holds the Whoosh index: derived, disposable."""
    config: Path
    """Holds the settings."""


def places(library: Path | None = None) -> Places:
    """Return the user's folders, or those inside ``library`` (``--library DIR``) and no others."""
    if library is not None:
        # Absolute at once: a later change of directory must not move the library.
        root = library.expanduser().absolute()
        return Places(library=root, index=root / "index", config=root)
    return Places(
        library=platformdirs.user_data_path(_NAME, appauthor=False),
        index=platformdirs.user_cache_path(_NAME, appauthor=False) / "index",
        config=platformdirs.user_config_path(_NAME, appauthor=False),
    )


def resource(*parts: str) -> Path:
    """Return the path of a file or folder under ``resources/``."""
    return _bundled("resources", *parts)


def seeds() -> Path:
    """Return the folder of the bundled gazettes and their ``manifest.json``."""
    return _bundled("seeds")


def readings() -> Path:
    """Return the file of `pypinyin` that holds the readings of Chinese characters."""
    found = find_spec("pypinyin")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("pypinyin is not installed")
    return Path(found.submodule_search_locations[0]) / "pinyin_dict.json"


def _bundled(*parts: str) -> Path:
    """Find what was shipped with the program; its absence is a broken build, not a user's fault."""
    roots = _roots()
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    looked_in = ", ".join(str(root) for root in roots)
    raise FileNotFoundError(f"{'/'.join(parts)} is in none of: {looked_in}")


def _roots() -> list[Path]:
    """The folders that may hold ``resources`` and ``seeds``, the best first.

    The checkout comes first: an editable install copies the bundled files and would go stale.
    """
    package = Path(__file__).resolve().parent
    roots = []
    if package.parent.name == "desktop" and (package.parents[1] / "pyproject.toml").is_file():
        roots.append(package.parents[1])
    roots.append(package / "_data")
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        roots.append(Path(frozen) / _NAME / "_data")
    return roots
