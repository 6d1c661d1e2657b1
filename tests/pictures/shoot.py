"""Draws every picture of one screen, in a process of its own.

``shoot.py LIBRARY FOLDER NAME ONLY``
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt import themes
from zhupi.qt.app import make_application
from zhupi.qt.main_window import MainWindow
from zhupi.qt.side_panel import CITATIONS, NOTES, OUTLINE
from zhupi.settings import Settings

DOCUMENT = "国发〔2016〕49号"
LISTS = "川办函〔2018〕17号"
EXPIRED = "川府发〔2018〕8号"
DOUBTFUL = "川府发〔2018〕7号"
_THUMB = 480


class Shooting:
    """Brings the window into each state and draws it."""

    def __init__(self, window: MainWindow, folder: Path, name: str, only: str) -> None:
        self._window = window
        self._folder = folder
        self._name = name
        self._only = only
        self._shown_over: QMenu | None = None
        """A menu that is drawn at the right of the window, as it would open there."""
        self.taken: list[Path] = []

    def all(self) -> None:
        """Draw every state in every theme."""
        states = {
            "reading": self._reading,
            "notes": self._notes,
            "lists": self._lists,
            "search": self._search,
            "overview": self._overview,
            "notebooks": self._notebooks,
            "source": self._source,
            "doubt": self._doubt,
            "citations": self._citations,
            "missing": self._missing,
            "menu": self._menu,
            "settings": self._settings,
            "shortcuts": self._shortcuts,
            "focus": self._focus,
        }
        for theme in themes.LABELS:
            if theme == themes.SYSTEM:
                continue
            self._window.set_theme(theme)
            self._settle()
            for state, enter in states.items():
                path = self._folder / f"{self._name}-{theme}-{state}.png"
                if self._only in path.name:
                    with enter():
                        self._draw(path)

    def _settle(self) -> None:
        QTest.qWait(120)
        while self._window.runner.busy:
            QTest.qWait(20)
        QTest.qWait(60)

    def _draw(self, path: Path) -> None:
        self._settle()
        window = self._window
        drawn = window.grab()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                corner = window.rect().center() - dialog.rect().center()
                painter = QPainter(drawn)
                painter.drawPixmap(QPoint(max(0, corner.x()), max(0, corner.y())), dialog.grab())
                painter.end()
        if self._shown_over is not None:
            menu = self._shown_over
            menu.resize(menu.sizeHint())
            painter = QPainter(drawn)
            below = window.top_bar.height()
            top = max(0, min(below, window.height() - menu.height()))
            painter.drawPixmap(QPoint(window.width() - menu.width() - 8, top), menu.grab())
            painter.end()
        if not drawn.save(str(path)):
            raise SystemExit(f"{path} cannot be written")
        self.taken.append(path)

    # The states

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._open(DOCUMENT)
        self._window.side.show_tab(OUTLINE)
        yield

    @contextmanager
    def _notes(self) -> Iterator[None]:
        self._open(DOCUMENT)
        self._window.side.show_tab(NOTES)
        self._settle()
        self._act("next_mark")
        self._act("next_mark")
        self._act("write_note")
        self._window.pane.go_to(0, at_top=True)
        yield
        self._window.side.notes.close_editor()

    @contextmanager
    def _lists(self) -> Iterator[None]:
        self._open(LISTS)
        text = self._window.pane.words
        self._window.pane.go_to(text.index("附件1"), at_top=True)
        yield

    @contextmanager
    def _search(self) -> Iterator[None]:
        box = self._window.top_bar.search_box
        box.setText("财政事权")
        self._settle()
        self._act("next_hit")
        yield
        box.clear()
        self._settle()

    @contextmanager
    def _overview(self) -> Iterator[None]:
        self._act("all_notes")
        yield
        self._window.panes.leave_instead()

    @contextmanager
    def _notebooks(self) -> Iterator[None]:
        self._open(DOCUMENT)
        self._act("notebooks")
        yield

    @contextmanager
    def _source(self) -> Iterator[None]:
        """All that can stand over and beside a page at once."""
        window = self._window
        self._open(EXPIRED)
        window.actions_["reference"].setChecked(True)
        self._act("source_view")
        self._act("find")
        window.finder.bar.box.setText("名录")
        yield
        window.finder.close()
        window.source.close()
        window.actions_["reference"].setChecked(False)

    @contextmanager
    def _doubt(self) -> Iterator[None]:
        self._open(DOUBTFUL)
        self._act("next_doubt")
        yield
        self._window.doubts.close()

    @contextmanager
    def _citations(self) -> Iterator[None]:
        self._open(EXPIRED)
        self._window.side.show_tab(CITATIONS)
        self._act("next_link")
        yield
        self._window.doors.leave()

    @contextmanager
    def _missing(self) -> Iterator[None]:
        self._act("missing_texts")
        yield
        self._window.panes.leave_instead()

    @contextmanager
    def _menu(self) -> Iterator[None]:
        self._open(DOCUMENT)
        self._shown_over = self._window.top_bar.more_menu
        yield
        self._shown_over = None

    @contextmanager
    def _settings(self) -> Iterator[None]:
        with self._dialog("settings"):
            yield

    @contextmanager
    def _shortcuts(self) -> Iterator[None]:
        with self._dialog("shortcuts"):
            yield

    @contextmanager
    def _focus(self) -> Iterator[None]:
        self._open(DOCUMENT)
        self._act("focus_mode")
        yield
        self._act("focus_mode")

    @contextmanager
    def _dialog(self, action: str) -> Iterator[None]:
        self._act(action)
        yield
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self._settle()

    def _act(self, name: str) -> None:
        self._window.actions_[name].trigger()
        self._settle()

    def _open(self, number: str) -> None:
        self._window.open(self._window.library.resolve(number), 0)
        self._settle()


def contact_sheet(pictures: list[Path], target: Path, across: int) -> None:
    """Put small copies of the pictures on one sheet."""
    small = [QPixmap(str(path)).scaledToWidth(_THUMB * 2) for path in pictures]
    height = small[0].height()
    down = -(-len(small) // across)
    sheet = QPixmap(across * (_THUMB * 2 + 8), down * (height + 8))
    sheet.fill("#808080")
    painter = QPainter(sheet)
    for number, picture in enumerate(small):
        row, column = divmod(number, across)
        painter.drawPixmap(column * (_THUMB * 2 + 8) + 4, row * (height + 8) + 4, picture)
    painter.end()
    sheet.save(str(target))


def tell(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    """Print what Qt says, but for what the offscreen platform says of every dialog."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def main() -> int:
    qInstallMessageHandler(tell)
    library_folder, folder, name, only = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5]
    application = make_application()
    where = places(library_folder)
    library = Library.open(where, window=True)
    settings = Settings(theme="light", last_document=library.resolve(DOCUMENT))
    window = MainWindow(library, where, settings)
    shooting = Shooting(window, folder, name, only)
    window.settled.connect(lambda: _then(window, shooting.all, application))
    window.setGeometry(window.screen().availableGeometry())
    window.show()
    window.start()
    code = application.exec()
    if shooting.taken:
        contact_sheet(shooting.taken, folder / f"sheet-{name}.png", 4)
    return code


def _then(window: MainWindow, work: Callable[[], None], application: QApplication) -> None:
    window.settled.disconnect()
    try:
        work()
    except BaseException:
        traceback.print_exc()
        application.exit(1)
        raise
    window.close()
    application.quit()


if __name__ == "__main__":
    sys.exit(main())
