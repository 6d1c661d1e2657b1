"""What is missing is installed where nobody need be asked, and named where somebody must."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a script for Debian and Ubuntu")

# A machine in a folder: `installed` holds the names that dpkg has, `known` those that apt knows.
DPKG_QUERY = """
shift 2
for name; do
    if grep -qx "$name" "$MACHINE/installed"; then
        echo "$name installed"
    else
        echo "no packages found matching $name" >&2
        bad=1
    fi
done
exit ${bad:-0}
"""
APT_CACHE = """
if grep -qx "$2" "$MACHINE/known"; then
    printf '%s:\\n  Installed: (none)\\n  Candidate: 1.0\\n' "$2"
else
    printf '%s:\\n  Installed: (none)\\n  Candidate: (none)\\n' "$2"
fi
"""
APT_GET = """
[ -n "$APT_WORKS" ] || { echo "E: no network" >&2; exit 100; }
echo "$DEBIAN_FRONTEND $*" >> "$MACHINE/apt-get.log"
if read -r line; then echo "apt-get was given an input" >&2; exit 1; fi
for name; do
    if grep -qx "$name" "$MACHINE/known"; then echo "$name" >> "$MACHINE/installed"; fi
done
"""


class Machine:
    """A Debian of the test's own making, seen through the commands on its PATH."""

    def __init__(self, folder: Path, entries: str, *, root: bool, sudo: bool) -> None:
        self.folder = folder
        self.bin = folder / "bin"
        self.bin.mkdir()
        (folder / "build_spec").mkdir()
        shutil.copy(ROOT / "build_spec" / "system-packages.sh", folder / "build_spec")
        (folder / "build_spec" / "system-packages.txt").write_text(entries, encoding="utf-8")
        for tool in ("awk", "cat", "dirname", "env", "grep", "sh", "tr", "true"):
            found = shutil.which(tool)
            assert found is not None, tool
            (self.bin / tool).symlink_to(found)
        self.command("dpkg-query", DPKG_QUERY)
        self.command("apt-cache", APT_CACHE)
        self.command("apt-get", APT_GET)
        self.command("id", f"echo {0 if root else 1000}")
        if sudo:
            self.command("sudo", '[ "$1" = -n ] || exit 1\nshift\nexec "$@"')
        self.has(installed=(), known=())

    def command(self, name: str, body: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
        path.chmod(0o755)

    def has(self, installed: Iterable[str], known: Iterable[str]) -> None:
        for file, names in (("installed", installed), ("known", known)):
            text = "".join(f"{name}\n" for name in names)
            (self.folder / file).write_text(text, encoding="utf-8")

    def installed(self) -> set[str]:
        return set((self.folder / "installed").read_text(encoding="utf-8").split())

    def run(self, *sections: str, apt_works: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": str(self.bin),
            "MACHINE": str(self.folder),
            "APT_WORKS": "yes" if apt_works else "",
            "PYTHON_VERSION": "3.11",
        }
        return subprocess.run(
            ["sh", str(self.folder / "build_spec" / "system-packages.sh"), *sections],
            env=environment,
            input="a line that nothing may read\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )


LIST = """
# a comment
[run]
libegl1
libglib2.0-0t64 | libglib2.0-0

[package]
libpython{python}t64 | libpython{python}
"""


def machine(tmp_path: Path, *, root: bool = False, sudo: bool = False) -> Machine:
    return Machine(tmp_path, LIST, root=root, sudo=sudo)


def test_nothing_is_done_where_nothing_is_missing(tmp_path: Path) -> None:
    there = machine(tmp_path, root=True)
    there.has(installed=["libegl1", "libglib2.0-0"], known=[])
    result = there.run("run", apt_works=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("who", ["root", "sudo"])
def test_what_is_missing_is_installed_without_a_question(tmp_path: Path, who: str) -> None:
    there = machine(tmp_path, root=who == "root", sudo=who == "sudo")
    there.has(installed=["libegl1"], known=["libegl1", "libglib2.0-0t64"])
    assert there.run("run").returncode == 0
    assert there.installed() == {"libegl1", "libglib2.0-0t64"}
    log = (tmp_path / "apt-get.log").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("noninteractive ") for line in log)
    assert "update" in log[0]
    assert " libegl1" not in log[1]


def test_the_name_that_apt_knows_is_taken(tmp_path: Path) -> None:
    there = machine(tmp_path, root=True)
    there.has(installed=["libegl1"], known=["libglib2.0-0", "libpython3.11"])
    assert there.run("run", "package").returncode == 0
    assert there.installed() == {"libegl1", "libglib2.0-0", "libpython3.11"}


def test_other_sections_are_left_alone(tmp_path: Path) -> None:
    there = machine(tmp_path, root=True)
    there.has(installed=[], known=["libegl1", "libglib2.0-0", "libpython3.11"])
    assert there.run("run").returncode == 0
    assert there.installed() == {"libegl1", "libglib2.0-0"}


def test_who_may_not_install_is_told_the_command(tmp_path: Path) -> None:
    there = machine(tmp_path)
    there.has(installed=[], known=["libegl1", "libglib2.0-0"])
    result = there.run("run")
    assert result.returncode == 1
    assert result.stdout == ""
    (command,) = (line.strip() for line in result.stderr.splitlines() if "apt-get" in line)
    assert command == (
        "sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends libegl1 libglib2.0-0"
    )
    assert there.installed() == set()


def test_a_failed_installation_stops_the_run(tmp_path: Path) -> None:
    there = machine(tmp_path, root=True)
    there.has(installed=[], known=["libegl1"])
    assert there.run("run", apt_works=False).returncode != 0


def test_a_package_that_apt_did_not_bring_stops_the_run(tmp_path: Path) -> None:
    there = machine(tmp_path, root=True)
    there.has(installed=[], known=["libegl1"])
    result = there.run("run")
    assert result.returncode == 1
    assert "libglib2.0-0" in result.stderr


def test_a_system_without_dpkg_is_told_and_goes_on(tmp_path: Path) -> None:
    there = machine(tmp_path)
    (there.bin / "dpkg-query").unlink()
    result = there.run("run")
    assert result.returncode == 0
    assert "libegl1" in result.stderr


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ({"DISPLAY": ":0"}, " -m zhupi --library x"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, " -m zhupi --library x"),
        ({"DISPLAY": ""}, "offscreen -m zhupi --picture zhupi.png --library x"),
        ({}, "offscreen -m zhupi --picture zhupi.png --library x"),
    ],
)
def test_only_without_a_display_is_the_window_drawn(
    tmp_path: Path, display: dict[str, str], expected: str
) -> None:
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "${QT_QPA_PLATFORM:-} $*"\n', encoding="utf-8")
    python.chmod(0o755)
    result = subprocess.run(
        ["sh", str(ROOT / "build_spec" / "run.sh"), str(python), "--library", "x"],
        env={"PATH": os.environ["PATH"], **display},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.rstrip("\n") == expected
