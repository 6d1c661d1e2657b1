import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from issues import bring
from putting_right import FIRST, SECOND, THIRD

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


TEXT = """国务院关于印发试点方案的通知
国发〔2016〕49号

各省、自治区、直辖市人民政府：
    现将《试点方案》印发给你们，请认真贯彻执行。
    一、总体要求
    （一）指导思想。坚持问题导向，统筹推进各项工作，到2020年基本完成。
    （二）基本原则。政府引导，市场主导，ＰＰＰ项目优先。
    二、保障措施
    各级人民政府要加强领导，落实责任。
国务院
2016年8月16日
"""


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one short document, not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "一.txt").write_text(TEXT, "utf-8")
    library = Library.open(places(folder / "library"))
    assert not library.import_paths([folder / "一.txt"], Job()).failed
    library.close()
    return folder / "library"


@pytest.fixture
def library(small_folder: Path, tmp_path: Path) -> Iterator[Library]:
    """A library of one short document of one's own."""
    shutil.copytree(small_folder, tmp_path / "library")
    library = Library.open(places(tmp_path / "library"))
    yield library
    library.close()


Mark = Callable[..., str]
"""Marks a quote of the short document and returns the id; see `Library.highlight`."""


@pytest.fixture
def mark(library: Library) -> Mark:
    document = library.rows()[0].id

    def mark(quote: str, **how: Any) -> str:
        return library.highlight(document, *library.find_quote(document, quote), **how)[0].id

    return mark


@pytest.fixture
def issue(empty: Library, tmp_path: Path) -> Library:
    """A library of one issue of three short documents; see `putting_right`."""
    bring(empty, tmp_path, "某省公报.txt", FIRST, SECOND, THIRD)
    return empty
