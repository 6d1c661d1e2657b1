"""The window: the only code that imports PySide6."""

from __future__ import annotations

import builtins
import gc
from collections.abc import Sequence
from pathlib import Path

import PySide6  # noqa: F401 - see below

from zhupi.locations import Places

# PySide6 puts an import of its own in the place of Python's. It reads the source of every module
# that comes after, whether that switches on one of its features, and Python keeps the lines: 5 % of
# the start, and megabytes. Nobody here asks for a feature.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def run(
    places: Places,
    *,
    picture: Path | None = None,
    address: str | None = None,
    documents: Sequence[Path] = (),
) -> int:
    """Open the window; see `zhupi.qt.app.run`."""
    # Importing makes much and frees little; from here on the application collects garbage itself.
    gc.disable()
    from zhupi.qt.app import run as run_window

    return run_window(places, picture=picture, address=address, documents=documents)
