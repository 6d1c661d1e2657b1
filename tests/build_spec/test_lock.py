"""The lock installs anywhere: every distribution with hashes, and no address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
OLDEST = ROOT / "build_spec" / "oldest.lock"


def pins(lock: Path) -> dict[str, list[str]]:
    """Return the hashes of each ``name==version`` of a lock."""
    text = re.sub(r"\\\n", " ", lock.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line.split()[0]: line.split()[1:] for line in lines}


def name(requirement: str) -> str:
    bare = re.split(r"[<>=!~;\[ ]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", bare).lower()


@pytest.mark.parametrize("lock", [LOCK, OLDEST], ids=lambda path: path.name)
def test_every_line_is_an_exact_version_with_hashes(lock: Path) -> None:
    assert pins(lock)
    for pin, hashes in pins(lock).items():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9.]*", pin)
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes), pin


@pytest.mark.parametrize("lock", [LOCK, OLDEST], ids=lambda path: path.name)
def test_no_address_and_no_path(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert not re.search(r"://|--(index|extra-index|find-links|trusted-host)|^ *-[fier]\b", text)


def test_all_that_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = [
        *project["project"]["dependencies"],
        *(requirement for extra in extras for requirement in extra),
        *project["build-system"]["requires"],
    ]
    assert {name(requirement) for requirement in wanted} <= {name(pin) for pin in pins(LOCK)}


def test_the_supported_ends_of_pyside_are_locked() -> None:
    # pyproject: >=6.9.3,<6.12; what either lock names must agree with it and with itself.
    for lock, version in ((LOCK, "6.11.3"), (OLDEST, "6.9.3")):
        assert {f"pyside6-essentials=={version}", f"shiboken6=={version}"} <= set(pins(lock))
