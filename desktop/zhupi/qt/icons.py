"""The line icons of the actions, tinted to the theme's ink."""

from __future__ import annotations

import atexit
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QLineEdit

from zhupi.locations import resource

_SCALES = (1.0, 2.0)


def icon(name: str, colour: QColor, size: int = 20) -> QIcon:
    """Draw the icon called ``name`` in ``colour``, for plain and for dense screens."""
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, colour, size, scale))
    return made


@lru_cache(maxsize=256)
def _svg(name: str, colour: str) -> QByteArray:
    text = resource("icons", "actions", f"{name}.svg").read_text(encoding="utf-8")
    return QByteArray(text.replace("currentColor", colour).encode())


def pixmap(name: str, colour: QColor, size: int, scale: float = 1.0) -> QPixmap:
    """Draw the icon ``size`` logical pixels wide."""
    from PySide6.QtSvg import QSvgRenderer  # late: no icon stands on the first page

    drawn = QPixmap(QSize(round(size * scale), round(size * scale)))
    drawn.setDevicePixelRatio(scale)
    drawn.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(_svg(name, colour.name()))
    painter = QPainter(drawn)
    # Into a box of its own: what it takes for the whole are the pixels, which the painter scales.
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


def cached(name: str, colour: QColor, size: int, scale: float = 1.0) -> QPixmap:
    """The same, kept by Qt while there is room: for what is drawn row by row."""
    key = f"zhupi-{name}-{colour.name()}-{size}-{scale}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = pixmap(name, colour, size, scale)
        QPixmapCache.insert(key, found)
    return found


def dress_clear_button(field: QLineEdit, colour: QColor) -> None:
    """Put the theme's cross into a field that can be cleared, and a name for who cannot see it."""
    for action in field.findChildren(QAction, "_q_qlineeditclearaction"):
        action.setText("清空")
        action.setIcon(icon("close", colour, 14))


@lru_cache(maxsize=1)
def _folder() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="zhupi-icons-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder


def file(name: str, colour: QColor) -> str:
    """Return the path of a tinted copy for the style sheet, which can name files only."""
    path = Path(_folder().name) / f"{name}-{colour.name()[1:]}.svg"
    if not path.exists():
        path.write_bytes(_svg(name, colour.name()).data())
    return path.as_posix()
