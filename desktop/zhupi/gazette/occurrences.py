"""Every place of some words in one document, as the search of the library would count them."""

from __future__ import annotations

from zhupi.gazette.folding import Folded, fold, fold_with_offsets
from zhupi.gazette.model import Document


class Occurrences:
    """Looks for words in a document again and again, while they are typed.

    Width, case and white space inside Chinese do not count. A place lies in one block; places may
    overlap, and one that begins or ends inside a folded character takes all of it.
    """

    def __init__(self, document: Document) -> None:
        self._blocks = [(block.text, fold(block.text)) for block in document.blocks]
        self._starts = document.block_starts
        self._tables: dict[int, Folded] = {}

    def of(self, words: str) -> list[tuple[int, int]]:
        """Return where ``words`` stand, as offsets in the document text, in order."""
        wanted = fold(words)
        found: list[tuple[int, int]] = []
        if not wanted:
            return found
        for index, (text, folded) in enumerate(self._blocks):
            at = folded.find(wanted)
            if at < 0:
                continue
            table = self._tables.get(index)
            if table is None:
                table = self._tables[index] = fold_with_offsets(text)
            base = self._starts[index]
            while at >= 0:
                start, end = table.original(at, at + len(wanted))
                found.append((base + start, base + end))
                at = folded.find(wanted, at + 1)
        return found
