"""Walks at random through the real window: the short form of ``make wander``; see `wandering`.

``WALKS=first:last:steps`` in the environment: the walks of these seeds, so many steps each.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from wandering import Wanderer

from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import Opener

FIRST, LAST, STEPS = (int(one) for one in os.environ.get("WALKS", "1:2:60").split(":"))


@pytest.mark.parametrize("seed", range(FIRST, LAST + 1))
def test_nothing_is_lost_whatever_is_done(
    open_window: Opener, folder: Path, tmp_path: Path, seed: int
) -> None:
    work = tmp_path / "work"
    work.mkdir()

    def opened(messages: Recorder) -> MainWindow:
        return open_window(folder, messages)

    wanderer = Wanderer(opened, open_window.close, folder, work, seed)
    wanderer.walk(STEPS)
    said = [f"{tone}: {words}" for tone, words in wanderer.messages.said[-12:]]
    assert not wanderer.faults, "\n".join([*wanderer.faults, *wanderer.steps[-25:], *said])
