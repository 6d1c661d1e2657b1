"""The short form of ``make torture``."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from killing import Torture, torture


def test_no_annotation_is_lost_or_half_written(tmp_path: Path) -> None:
    outcome = torture(tmp_path / "library", kills=10, seed=7)
    assert outcome.kills == 10
    assert outcome.written
    assert outcome.faults == []


def test_what_is_lost_or_half_is_seen(tmp_path: Path) -> None:
    """The look itself can fail: each loss made by hand is a fault."""
    subject = Torture(tmp_path / "library", seed=1)
    subject.time_command()
    subject.time_command()
    assert subject.outcome.faults == []
    first, second = subject.known
    with sqlite3.connect(tmp_path / "library" / "library.sqlite3") as outside:
        serials = dict(outside.execute("SELECT id, serial FROM annotation"))
        outside.execute(
            "DELETE FROM annotation_tag WHERE annotation = ? AND ordinal = 2", (serials[first],)
        )
        outside.execute("DELETE FROM annotation_tag WHERE annotation = ?", (serials[second],))
        outside.execute("DELETE FROM annotation WHERE id = ?", (second,))
    outside.close()
    subject._look(None)
    assert any(first in fault for fault in subject.outcome.faults)
    assert any(second in fault for fault in subject.outcome.faults)
