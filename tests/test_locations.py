"""Where things lie: in the checkout, in a wheel, in a frozen build, and for the user."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from zhupi import locations

ROOT = Path(__file__).resolve().parents[1]


def load_copy(package: Path) -> ModuleType:
    """Load ``locations.py`` as if it were installed in the folder ``package``."""
    package.mkdir(parents=True, exist_ok=True)
    copy = package / "locations.py"
    shutil.copy(locations.__file__, copy)
    spec = importlib.util.spec_from_file_location("locations_copy", copy)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up by name while it is made.
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[spec.name]
    return module


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


def test_a_given_library_holds_everything_and_nothing_is_made(tmp_path: Path) -> None:
    places = locations.places(tmp_path / "trial")
    assert places.library == tmp_path / "trial"
    assert places.index == tmp_path / "trial" / "index"
    assert places.config == tmp_path / "trial"
    assert list(tmp_path.iterdir()) == []


def test_a_given_library_stays_put_when_the_directory_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    places = locations.places(Path("trial"))
    monkeypatch.chdir("/")
    assert places.library == tmp_path / "trial"


def test_a_tilde_is_the_home_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert locations.places(Path("~/trial")).library == tmp_path / "trial"


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG variables are Linux's")
def test_the_users_own_folders_follow_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    places = locations.places()
    assert places.library == tmp_path / "DATA" / "zhupi"
    assert places.index == tmp_path / "CACHE" / "zhupi" / "index"
    assert places.config == tmp_path / "CONFIG" / "zhupi"
    assert list(tmp_path.iterdir()) == []


def test_the_checkout_is_found() -> None:
    assert locations.seeds() == ROOT / "seeds"
    assert locations.resource("icons", "zhupi.svg") == ROOT / "resources" / "icons" / "zhupi.svg"


def test_the_checkout_comes_before_a_stale_copy(tmp_path: Path) -> None:
    put(tmp_path / "pyproject.toml")
    fresh = put(tmp_path / "resources" / "a.txt")
    stale = put(tmp_path / "desktop" / "zhupi" / "_data" / "resources" / "a.txt")
    copy = load_copy(tmp_path / "desktop" / "zhupi")
    assert copy.resource("a.txt") == fresh
    fresh.unlink()
    assert copy.resource("a.txt") == stale


def test_a_wheel_is_found(tmp_path: Path) -> None:
    # A project of somebody else's around the environment must not be taken for the checkout.
    put(tmp_path / "pyproject.toml")
    put(tmp_path / "resources" / "a.txt")
    package = tmp_path / "site-packages" / "zhupi"
    bundled = put(package / "_data" / "resources" / "a.txt")
    seed = put(package / "_data" / "seeds" / "manifest.json")
    copy = load_copy(package)
    assert copy.resource("a.txt") == bundled
    assert copy.seeds() == seed.parent


def test_a_frozen_build_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled = put(tmp_path / "_internal" / "zhupi" / "_data" / "resources" / "a.txt")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    copy = load_copy(tmp_path / "elsewhere" / "zhupi")
    assert copy.resource("a.txt") == bundled


def test_what_was_not_shipped_is_a_loud_fault() -> None:
    with pytest.raises(FileNotFoundError, match=r"no/such\.txt"):
        locations.resource("no", "such.txt")
