"""The program opens no internet socket: seen by Python and, where it may look, by the kernel."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_HOOK = """
import sys
def hook(event, arguments):
    if event in ("socket.__new__", "socket.getaddrinfo", "socket.gethostbyname"):
        sys.stderr.write(f"NETWORK {event} {arguments}\\n")
sys.addaudithook(hook)
from zhupi.__main__ import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Draw the real window, the bundled gazettes imported and indexed by its worker."""
    script = tmp_path / "hooked.py"
    script.write_text(_HOOK, "utf-8")
    picture = tmp_path / "picture.png"
    return [
        sys.executable,
        str(script),
        *("--library", str(tmp_path / "library")),
        *("--picture", str(picture)),
    ]


def environment() -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": ":".join(sys.path)}


def test_python_opens_no_socket(command: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "NETWORK" not in done.stderr
    assert (tmp_path / "picture.png").exists()


def test_the_kernel_sees_no_internet_socket(command: list[str], tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    log = tmp_path / "strace"
    trace = [strace, "-f", "-qq", "-e", "trace=socket,execve", "-o", str(log)]
    if subprocess.run([*trace, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine lets no process be traced")
    done = subprocess.run(
        [*trace, *command], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    calls = log.read_text("utf-8", "replace")
    assert "execve(" in calls  # it did look
    assert not re.search(r"AF_INET6?\b", calls)
