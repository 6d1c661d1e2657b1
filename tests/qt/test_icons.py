"""The icons are whole on plain and on dense screens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPixmap, QRegion

from zhupi.locations import resource
from zhupi.qt import icons

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = sorted(path.stem for path in resource("icons", "actions").glob("*.svg"))


def drawn(pixmap: QPixmap) -> QRect:
    """The pixels on which something is drawn."""
    return QRegion(pixmap.mask()).boundingRect()


@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_as_large_in_its_square_at_every_scale(name: str, scale: float) -> None:
    plain = drawn(icons.pixmap(name, QColor("black"), 40))
    dense = drawn(icons.pixmap(name, QColor("black"), 40, scale))
    assert plain.isValid(), "something is drawn"
    for side in ("left", "top", "width", "height"):
        small, large = getattr(plain, side)(), getattr(dense, side)()
        assert large / scale == pytest.approx(small, abs=2), side
