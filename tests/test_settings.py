"""The settings file: kept over a restart, harmless when damaged, never half-written."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from zhupi.errors import UnwritableFile
from zhupi.settings import FILE, Settings


def test_what_is_saved_is_there_again(tmp_path: Path) -> None:
    settings = Settings(theme="dark", font_size=22, splitter=[300, 800, 320])
    settings.column, settings.line_height, settings.font = 40, 2.0, "宋体"
    settings.hidden = ["right"]
    settings.meanings["red"] = "必办"
    settings.remember_place("a1", 420)
    settings.remember_search("财政")
    settings.save(tmp_path / "new" / "folder")
    assert Settings.load(tmp_path / "new" / "folder") == settings


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path) == Settings()


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b'"dark"', b"null"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    assert Settings.load(tmp_path) == Settings()


def test_a_wrong_value_takes_its_default_and_spares_the_others(tmp_path: Path) -> None:
    stored = {
        "theme": 7,
        "font_size": 400,
        "column": 36.5,
        "line_height": "1.7",
        "font": ["宋体"],
        "hidden": ["left", "top"],
        "splitter": [1, "2"],
        "searches": ["财政", 2],
        "open_groups": ["c:", 2],
        "facets": -1,
        "places": {"a": "b"},
        "meanings": {"red": "必办"},
        "last_document": "d9",
        "unknown": 1,
    }
    (tmp_path / FILE).write_text(json.dumps(stored), encoding="utf-8")
    assert Settings.load(tmp_path) == Settings(meanings={"red": "必办"}, last_document="d9")


@pytest.mark.parametrize(
    ("name", "least", "greatest", "beyond"),
    [
        ("font_size", 12, 32, (11, 33)),
        ("column", 30, 44, (29, 45)),
        ("line_height", 1.4, 2.2, (1.39, 2.21, float("nan"), float("inf"))),
    ],
)
def test_the_look_of_the_text_stays_within_its_limits(
    tmp_path: Path, name: str, least: float, greatest: float, beyond: tuple[float, ...]
) -> None:
    for value in (least, greatest):
        (tmp_path / FILE).write_text(json.dumps({name: value}), encoding="utf-8")
        assert getattr(Settings.load(tmp_path), name) == value
    for value in beyond:
        (tmp_path / FILE).write_text(json.dumps({name: value}), encoding="utf-8")
        assert getattr(Settings.load(tmp_path), name) == getattr(Settings(), name)


def test_a_line_height_may_be_written_as_a_whole_number(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"line_height": 2}', encoding="utf-8")
    assert Settings.load(tmp_path).line_height == 2.0


def test_a_true_is_no_size(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"font_size": true}', encoding="utf-8")
    assert Settings.load(tmp_path).font_size == Settings().font_size


def test_nothing_else_is_left_beside_the_file(tmp_path: Path) -> None:
    Settings().save(tmp_path)
    Settings(theme="sepia").save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UnwritableFile, match="设置无法保存"):
        Settings().save(tmp_path / "file")


def test_the_oldest_places_are_forgotten() -> None:
    settings = Settings()
    for number in range(501):
        settings.remember_place(str(number), number)
    settings.remember_place("1", 5)
    assert "0" not in settings.places
    assert list(settings.places)[-1] == "1"
    assert len(settings.places) == 500


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_an_unreadable_folder_gives_the_defaults(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert Settings.load(tmp_path) == Settings()


def test_searches_are_kept_each_once_the_last_first_and_not_for_ever() -> None:
    settings = Settings()
    for query in ("财政", " 土地 ", "", "财政", "长" * 400):
        settings.remember_search(query)
    assert settings.searches == ["长" * 300, "财政", "土地"]
    for number in range(100):
        settings.remember_search(str(number))
    assert settings.searches == [str(number) for number in range(99, 39, -1)]
