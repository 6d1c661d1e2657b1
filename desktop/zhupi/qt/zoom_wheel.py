"""The wheel as it zooms a text: a step for each notch."""

from __future__ import annotations

_NOTCH = 120
"""Eighths of a degree, in which Qt counts, from one notch of a wheel to the next."""


class ZoomWheel:
    """Adds up what the wheel was turned: a touchpad turns by small parts of a notch."""

    def __init__(self) -> None:
        self._turned = 0

    def turn(self, delta: int) -> int:
        """Return the steps that are full now; turning back begins anew."""
        if delta * self._turned < 0:
            self._turned = 0
        self._turned += delta
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        return steps

    def rest(self) -> None:
        """Something else is done with the wheel."""
        self._turned = 0
