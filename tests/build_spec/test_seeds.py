"""The bundled gazettes are evidence: byte for byte what the manifest says, and nothing else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
TRUTHS = ROOT / "tests" / "fixtures" / "truth"
MANIFEST = json.loads((SEEDS / "manifest.json").read_text(encoding="utf-8"))


def test_the_manifest_lists_every_bundled_file_and_no_other() -> None:
    assert sorted(entry["name"] for entry in MANIFEST) == sorted(
        path.name for path in SEEDS.iterdir() if path.name != "manifest.json"
    )
    assert len(MANIFEST) == 5


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["name"][:3])
def test_the_bytes_have_the_sum_of_the_manifest(entry: dict[str, object]) -> None:
    content = (SEEDS / str(entry["name"])).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_no_two_files_are_the_same() -> None:
    assert len({entry["sha256"] for entry in MANIFEST}) == len(MANIFEST)


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_gazette_and_year_agree_with_the_truth_read_by_hand(number: str) -> None:
    truth = json.loads((TRUTHS / f"{number}.json").read_text(encoding="utf-8"))["gazette"]
    (entry,) = (entry for entry in MANIFEST if entry["name"].startswith(number))
    assert (entry["gazette"], entry["year"]) == (truth["name"], truth["year"])


def test_the_printed_gazette_stands_in_its_text() -> None:
    (entry,) = (entry for entry in MANIFEST if entry["gazette"] and not entry["inferred"])
    text = (SEEDS / entry["name"]).read_text(encoding="utf-8")
    assert f"{entry['gazette']} {entry['year']}年" in text


def test_git_leaves_the_bytes_alone() -> None:
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "seeds/*.txt -text" in rules
