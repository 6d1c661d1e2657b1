"""Where a key takes the caret in the raw lines."""

from __future__ import annotations

from PySide6.QtCore import Qt

from zhupi.qt.raw_layout import Place, RawLayout
from zhupi.qt.raw_sheet import RawSheet

_Key = Qt.Key
_ROWS = {_Key.Key_Up: -1, _Key.Key_Down: 1}
_PAGES = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}


def target(layout: RawLayout, caret: Place, key: _Key, *, control: bool, page: int) -> Place | None:
    """Return the place a key leads to from ``caret``, or ``None``; ``page`` is in units."""
    sheet = layout.sheet
    line, column = caret
    length, last = len(sheet.line(line)), sheet.last
    if key == _Key.Key_Left:
        back = (line - 1, len(sheet.line(line - 1))) if line > 1 else (1, 0)
        return (line, column - 1) if column else back
    if key == _Key.Key_Right:
        return (line, column + 1) if column < length else (line + 1, 0)
    if key in _ROWS:
        return _written(sheet, line, _ROWS[key]), column
    if key in _PAGES:
        return layout.line_at(layout.top(line) + _PAGES[key] * page), column
    if key == _Key.Key_Home:
        return (1, 0) if control else (line, 0)
    if key == _Key.Key_End:
        return (last, len(sheet.line(last))) if control else (line, length)
    return None


def _written(sheet: RawSheet, line: int, step: int) -> int:
    """The next line that is not blank, in the direction of ``step``."""
    at = line + step
    while 1 < at < sheet.last and sheet.blank(at):
        at += step
    return min(max(1, at), sheet.last)
