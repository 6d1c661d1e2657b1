import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from zhupi.gazette import parse
from zhupi.gazette.model import BlockKind, Document
from zhupi.locations import seeds


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """All bundled documents."""
    issues = [parse(path.read_text("utf-8")) for path in sorted(seeds().glob("*.txt"))]
    return [document for issue in issues for document in issue.documents]


@pytest.fixture(scope="session")
def long_document(documents: list[Document]) -> Document:
    """The longest without a table, whose cells stand side by side."""
    plain = [
        document
        for document in documents
        if all(block.kind is not BlockKind.TABLE for block in document.blocks)
    ]
    return max(plain, key=lambda document: len(document.text))
