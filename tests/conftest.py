"""What the tests of every area share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

import zhupi

# How fast a machine is, or how busy, is nothing that a test may fail for.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

AsUser = Callable[..., str]
"""Runs Python code, with arguments, in a process that is held to the rights of files.

Returns what the code printed; fails if it fails, or leaves a file open or a fault unheard.
"""


@pytest.fixture
def as_user() -> AsUser:
    """Run code as somebody whom missing rights stop, also where the tests are run by root."""
    if os.name == "nt":
        pytest.skip("rights of another kind")
    prefix: list[str] = []
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root may do everything, and setpriv is not there")
        prefix = [setpriv, "--bounding-set=-dac_override,-dac_read_search"]

    def run(code: str, *arguments: Path | str) -> str:
        done = subprocess.run(
            [*prefix, sys.executable, "-X", "dev", "-c", code, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env=os.environ
            | {"PYTHONPATH": str(Path(zhupi.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"},
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run
