"""The window: the only code that imports PySide6."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

from zhupi.locations import Places


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
