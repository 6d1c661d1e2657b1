"""The seeds as a corpus: raw lines as blocks, each file cut into a few documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhupi.search.corpus import Corpus
from zhupi.search.entry import Entry

SEEDS = Path(__file__).parents[2] / "seeds"
LINES_A_DOCUMENT = 400


@pytest.fixture(scope="session")
def texts() -> dict[str, list[str]]:
    """The blocks of each document by id."""
    documents = {}
    for path in sorted(SEEDS.glob("*.txt")):
        lines = path.read_bytes().decode().replace("\r\n", "\n").split("\n")
        for start in range(0, len(lines), LINES_A_DOCUMENT):
            documents[f"{path.name[:3]}-{start}"] = lines[start : start + LINES_A_DOCUMENT]
    return documents


@pytest.fixture(scope="session")
def entries(texts: dict[str, list[str]]) -> dict[str, Entry]:
    return {
        id_: Entry.of(
            id_,
            blocks,
            ["title", "heading", "heading"] + ["paragraph"] * (len(blocks) - 3),
            title=blocks[0],
            year=2010 + at % 10,
            date=f"20{10 + at % 10}-01-01" if at % 3 else None,
            issuers=(f"机关{at % 4}",) if at % 5 else (),
            order=(at,),
        )
        for at, (id_, blocks) in enumerate(texts.items())
    }


@pytest.fixture
def corpus(entries: dict[str, Entry]) -> Corpus:
    filled = Corpus()
    for entry in entries.values():
        filled.put(entry)
    return filled
