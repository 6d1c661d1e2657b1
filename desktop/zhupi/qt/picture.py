"""Drawing the real window where there is no display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from zhupi.qt.main_window import MainWindow
from zhupi.qt.titles import short_number, short_title

_SIZE = (1440, 900)


class Photographer(QObject):
    """Waits until everything is imported, indexed and shown; then draws, prints and closes."""

    def __init__(self, window: MainWindow, picture: Path) -> None:
        super().__init__(window)
        self._window = window
        self._picture = picture
        self._settled = False
        self._drawn = False

    def start(self) -> None:
        """Show the window at its proper size and wait for it to settle."""
        self._window.settings.geometry = ""
        self._window.resize(*_SIZE)
        self._window.show()
        self._window.furnished.connect(lambda: self._window.runner.idle.connect(self._look))
        self._window.settled.connect(self._on_settled)

    def _on_settled(self) -> None:
        self._settled = True
        self._look()

    def _look(self) -> None:
        # What settling asked of the lanes (citations, layout) comes before the picture.
        if self._settled and not self._drawn and not self._window.runner.busy:
            self._drawn = True
            QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        saved = self._window.grab().save(str(self._picture))
        print(tree_text(self._window))
        if saved:
            print(f"图片：{self._picture}")
        else:
            print(f"图片无法写入“{self._picture}”。")
        self._window.close()
        QCoreApplication.exit(0 if saved else 1)


def tree_text(window: MainWindow) -> str:
    """The catalog as text, indented."""
    lines = []
    for issuer in window.library.catalog():
        lines.append(f"{issuer.issuer or '机关不详'}（{issuer.count}）")
        for year in issuer.years:
            lines.append(f"  {year.year or '年份不详'}（{year.count}）")
            for row in year.rows:
                mark = "↳ " if row.enclosed_in else ""
                lines.append(f"    {short_number(row.number)}　{mark}{short_title(row)}".rstrip())
    return "\n".join(lines)
