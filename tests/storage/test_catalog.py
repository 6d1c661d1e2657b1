"""The whole catalog in one go is what is read one by one."""

from __future__ import annotations

from pathlib import Path

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds


def test_rows_are_those_read_one_by_one(tmp_path: Path) -> None:
    library = Library.open(places(tmp_path))
    try:
        library.import_paths([seeds()], Job())
        document = library.rows()[3].id
        library.add_note(document, "看过")
        library.remove_document(library.rows()[5].id)
        library.remove(library.rows()[-1].source)
        assert list(library.rows()) == library._documents.rows()
        assert {row.annotations for row in library.rows()} == {0, 1}
    finally:
        library.close()
