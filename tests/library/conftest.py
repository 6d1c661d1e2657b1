import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the five gazettes, not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("seeded")
    library = Library.open(places(folder))
    report = library.import_paths([seeds()], Job())
    assert not report.failed
    library.close()
    return folder


@pytest.fixture
def seeded(seeded_folder: Path, tmp_path: Path) -> Iterator[Library]:
    """A library of the five gazettes of one's own."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "library.sqlite3").write_bytes(
        (seeded_folder / "library.sqlite3").read_bytes()
    )
    library = Library.open(places(tmp_path / "library"))
    yield library
    library.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(places(tmp_path / "library"))
    yield library
    library.close()
