"""What differs between the words that were marked and those that stand there now."""

from __future__ import annotations

import pytest
from pytestqt.modeltest import ModelTester

from zhupi.qt.candidates import CandidateModel, Passage, differing


@pytest.mark.parametrize(
    ("was", "now", "other"),
    [
        ("财政事权", "财政事权", []),
        ("财政事权", "财政职权", ["职"]),
        ("财政事权", "财政的事权", ["的"]),
        ("财政事权", "财权", []),
        ("", "财政", ["财政"]),
        ("一𠮷二", "一𠮷三", ["三"]),
    ],
)
def test_what_differs(was: str, now: str, other: list[str]) -> None:
    assert [now[a:b] for a, b in differing(was, now)] == other


@pytest.mark.usefixtures("qapp")
def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = CandidateModel()
    model.set_rows([Passage("1", "前", "字", "后", "国发〔2016〕49号", None)])
    qtmodeltester.check(model)
    assert model.rowCount() == 1
