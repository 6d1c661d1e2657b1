import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from zhupi.__main__ import main
from zhupi.locations import seeds


class Outcome(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What a known fault says: exit 1, nothing on standard output, one line on standard error.

        A bug's trace has more lines.
        """
        assert (self.code, self.out) == (1, "")
        (line,) = self.err.splitlines()
        return line


@pytest.fixture
def zhupi(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a subcommand on a library in ``tmp_path``."""

    def run(*arguments: object) -> Outcome:
        capfd.readouterr()
        try:
            code = main(["--library", str(tmp_path / "library"), *map(str, arguments)])
        except SystemExit as stop:
            assert isinstance(stop.code, int)
            code = stop.code
        return Outcome(code, *capfd.readouterr())

    return run


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the five gazettes, not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("seeded") / "library"
    assert main(["--library", str(folder), "import", str(seeds())]) == 0
    return folder


@pytest.fixture
def seeded(
    seeded_folder: Path, tmp_path: Path, zhupi: Callable[..., Outcome]
) -> Callable[..., Outcome]:
    """Run a subcommand on a library of one's own that holds the five gazettes."""
    # An index belongs to its place; searching does without.
    shutil.copytree(seeded_folder, tmp_path / "library", ignore=shutil.ignore_patterns("index"))
    return zhupi


@pytest.fixture
def indexed(seeded: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """The same with its index, as an import leaves it."""
    assert seeded("rebuild-index").code == 0
    return seeded
