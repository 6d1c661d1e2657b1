"""The table of actions: nothing twice, every key understood."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from zhupi.qt.actions import TABLE, Scope, tip


def test_no_key_means_two_things() -> None:
    for scope in (Scope.READING, Scope.CATALOG):
        here = [spec for spec in TABLE.values() if spec.scope in (Scope.WINDOW, scope)]
        keys = [QKeySequence(key).toString() for spec in here for key in spec.keys]
        assert len(keys) == len(set(keys))


def test_qt_understands_every_key() -> None:
    for spec in TABLE.values():
        for key in spec.keys:
            assert QKeySequence(QKeySequence(key).toString()) == QKeySequence(key)
            assert QKeySequence(key).count() == 1


def test_a_tip_names_the_key() -> None:
    assert tip(TABLE["search"]) == "搜索正文、文号（Ctrl+K）"
    assert tip(TABLE["about"]) == "关于朱批"
