"""The part of the façade that puts right what the parser got wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhupi.library.parts import Parts

if TYPE_CHECKING:
    from zhupi.gazette.corrections import Correction
    from zhupi.gazette.raw_view import RawView
    from zhupi.library.model import Corrected, CorrectionRow


class Correcting(Parts):
    """Corrections: they lie apart from the text, and each can be taken back, in any order."""

    def raw_view(self, document_id: str) -> RawView:
        """A document's raw lines with what became of each, furniture around it too. Slow."""
        return self._corrector.raw_view(self.document(document_id))

    def correct(
        self,
        document_id: str,
        correction: Correction,
        key: str = "",
        *,
        revision: int | None = None,
    ) -> Corrected:
        """Make a correction (`zhupi.gazette.corrections`) of a document. Slow.

        ``key`` names it for `uncorrect`; given the key of one that was taken back, it is made
        again. ``revision`` is that of the `StoredDocument` that the caller sees. Raise `Refused` if
        the document is another by now, or if the correction does not show in what is read then:
        nothing is written.
        """
        stored = self.document(document_id)
        return self._told(self._corrector.correct(stored, correction, key, revision))

    def uncorrect(self, key: str) -> Corrected:
        """Take a correction back. Those that were built on it do not apply until it is there. Slow.

        Annotations go back to where it found them, unless they were given another place since.
        """
        return self._told(self._corrector.uncorrect(key))

    def recorrect(self, key: str) -> Corrected:
        """Make a correction again that was taken back. Slow."""
        return self._told(self._corrector.recorrect(key))

    def corrections(self, document_id: str | None = None) -> list[CorrectionRow]:
        """The corrections of a document, or all; those taken back are not among them.

        In the order of sources and lines. Where a document was parted in two, both have it.
        """
        from zhupi.library.corrected import listed

        parts = (self._corrections, self._sources, self._documents)
        if document_id is None:
            return listed(*parts)
        wanted = document_id.partition("#")[0]
        rows = listed(*parts, self.document(wanted).source.id)
        return [row for row in rows if wanted in (row.document, row.other)]

    def corrected_count(self) -> int:
        """How many corrections there are. Quick."""
        return self._corrections.count()

    def _told(self, corrected: Corrected) -> Corrected:
        self._noticed(corrected)
        return corrected
