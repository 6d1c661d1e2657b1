"""Writes annotations through the real window until it is killed; says what it does as `writer.py`.

Usage: window_writer.py FOLDER DOCUMENT SEED. Words are selected and marked, then note and tags of
the mark are saved as the editor saves them, each when the one before is shown as saved.
"""

from __future__ import annotations

import os
import random
import sys
from itertools import count
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The offscreen platform has no window manager to tell sizes to, and says so of every window.
os.environ["QT_LOGGING_RULES"] = "default.warning=false"
sys.path.insert(0, str(Path(__file__).parent))

from writer import say

from zhupi.annotations.model import Annotation
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.app import make_application
from zhupi.qt.main_window import MainWindow
from zhupi.qt.note_editor import Draft
from zhupi.settings import Settings


class Hand:
    """The user of the window."""

    def __init__(self, window: MainWindow, document: str, seed: int) -> None:
        self._window = window
        self._document = document
        self._seed = seed
        self._chance = random.Random(seed)  # noqa: S311 - chance for a test
        self._numbers = count()
        window.marker.made.connect(self._annotate)
        window.marker.draft_saved.connect(self._go_on)

    def mark(self) -> None:
        """Select some words and mark them."""
        start = self._chance.randrange(len(self._window.pane.words) - 200)
        self._window.pane.select(start, start + 150)
        say("intent", None, "")
        self._window.annotator.mark()

    def _annotate(self, annotation: Annotation, _write: bool) -> None:
        say("done", annotation.id, "")
        note = f"n{self._seed}-{next(self._numbers)}"
        say("intent", annotation.id, note)
        tags = (f"{note}甲", f"{note}乙")
        self._window.marker.save(Draft(self._document, annotation.id, note, tags))

    def _go_on(self, draft: Draft, annotation: str) -> None:
        say("done", annotation, draft.note)
        self.mark()


def main(folder: Path, document: str, seed: int) -> None:
    application = make_application()
    where = places(folder)
    settings = Settings(last_document=document)
    window = MainWindow(Library.open(where, window=True), where, settings)
    hands: list[Hand] = []

    def begin() -> None:
        hands.append(Hand(window, document, seed))
        hands[0].mark()

    window.settled.connect(begin)
    window.show()
    window.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
