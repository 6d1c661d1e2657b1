"""The line that says where the words of an annotation stand."""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.annotations.model import Annotation
from zhupi.gazette.model import Gazette
from zhupi.storage import Documents, Sources


class SourceLines:
    """Composes source lines as exports have them, without reading the documents' texts."""

    def __init__(self, documents: Documents, sources: Sources) -> None:
        self._documents = documents
        self._sources = sources

    def lines(self, annotations: Sequence[Annotation]) -> dict[str, str]:
        """The source line of each annotation, by its id."""
        from zhupi.export.wording import source_words

        rows = self._documents.any_rows_of({one.document for one in annotations})
        gazettes: dict[int, Gazette] = {}
        for source_id in {row.source_id for row in rows.values()}:
            source = self._sources.get(source_id)
            gazettes[source_id] = Gazette() if source is None else source.gazette
        return {
            one.id: source_words(
                rows[one.document],
                gazettes[rows[one.document].source_id],
                "" if one.selector is None else one.selector.place,
            )
            for one in annotations
        }
