"""Which of the fonts that a Word file names are missing on this machine."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass

from zhupi.export.looks import FONTS

if sys.platform == "win32":
    import winreg

_FONTS_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
_PATIENCE = 20
"""Seconds for fontconfig, which may have to read all fonts first."""


@dataclass(frozen=True, slots=True)
class LackingFont:
    """A font that is not installed; ``instead`` is the one that stands in for it, or empty."""

    name: str
    instead: str


def lacking(installed: Collection[str] | None = None) -> tuple[LackingFont, ...]:
    """The fonts of our Word files that are not among those installed.

    Without ``installed``, the system is asked; where it does not tell, nothing is said to be
    missing.
    """
    names = _installed() if installed is None else installed
    known = {name.casefold() for name in names}
    if not known:
        return ()
    return tuple(
        LackingFont(font.name, next((n for n in font.instead if n.casefold() in known), ""))
        for font in FONTS
        if not known & {name.casefold() for name in (font.name, *font.aliases)}
    )


if sys.platform == "win32":

    def _installed() -> set[str]:
        names: set[str] = set()
        for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                key = winreg.OpenKey(hive, _FONTS_KEY)
            except OSError:
                continue  # a user without fonts of his own
            with key:
                for index in range(winreg.QueryInfoKey(key)[1]):
                    entry = str(winreg.EnumValue(key, index)[0]).partition(" (")[0]
                    names.update(entry.split(" & "))  # SimSun & NSimSun (TrueType)
        return names

else:

    def _installed() -> set[str]:
        import subprocess  # late: a window is made without

        program = shutil.which("fc-list")
        if program is None:
            return set()
        try:
            listed = subprocess.run(  # noqa: S603 - a fixed command, found on the path
                [program, "--format", "%{family}\n"],
                capture_output=True,
                check=True,
                timeout=_PATIENCE,
            ).stdout
        except (OSError, subprocess.SubprocessError):
            return set()  # the report is a service; the file is written in any case
        return {name for line in listed.decode("utf-8", "replace").split("\n")
                for name in line.split(",") if name}  # fmt: skip
