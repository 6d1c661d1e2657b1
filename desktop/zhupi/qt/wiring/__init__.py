"""The wiring of the window, read as a table: who says what, and who hears it.

A further pane is a module with a widget that says what is asked of it and shows what it is given.
`MainWindow` makes it and gives it a tab (`SidePanel.add_tab`) or a page (`LeftPane.addWidget`,
`Panes.centre`); here it hears what it needs of these:

- ``window.dressed``: the theme;
- ``window.reader.opened``: the document that is read now; ``set_anew``: it has another look;
- ``window.library_desk.shown``: the state of the library and what changed in it;
- ``window.marker.changed``: the annotations that were changed in this window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhupi.qt.wiring.keys import connect_actions
from zhupi.qt.wiring.lists import connect_catalog, connect_library, connect_marks, connect_search
from zhupi.qt.wiring.page import connect_frame, connect_page

if TYPE_CHECKING:
    from zhupi.qt.main_window import MainWindow


def connect(window: MainWindow) -> None:
    """Connect everything once. Who hears of the same is told in this order."""
    connect_frame(window)
    connect_actions(window)
    connect_library(window)
    connect_page(window)
    connect_marks(window)
    connect_search(window)
    connect_catalog(window)
