"""The marks of the open document: in the pane, on the cards, under the keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour
from zhupi.library import Library
from zhupi.qt.cards import Card
from zhupi.qt.marking import Marker
from zhupi.qt.messages import Messages
from zhupi.qt.note_editor import Draft
from zhupi.qt.reading import Reader, paragraph_number
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.selection_bar import SelectionBar
from zhupi.qt.side_panel import NOTES, SidePanel, split
from zhupi.settings import Settings


class Annotator(QObject):
    """Turns selections and keys into annotations, and shows those there are."""

    notes_wanted = Signal()
    """The panel of annotations should be in sight."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        marker: Marker,
        pane: ReadingPane,
        bar: SelectionBar,
        side: SidePanel,
        settings: Settings,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._reader = reader
        self._marker = marker
        self._pane = pane
        self._bar = bar
        self._side = side
        self._notes = side.notes
        self._settings = settings
        self._messages = messages
        self._shown: dict[str, Annotation] = {}
        self._current = ""
        self.set_meanings(
            {
                colour: settings.meanings.get(colour.value, DEFAULT_MEANINGS[colour])
                for colour in Colour
            }
        )

    # Showing

    @property
    def meanings(self) -> dict[Colour, str]:
        """What the colours stand for."""
        return dict(self._meanings)

    def set_meanings(self, meanings: dict[Colour, str]) -> None:
        """Name the colours, here and in the settings."""
        self._meanings = meanings
        self._settings.meanings = {
            colour.value: words
            for colour, words in meanings.items()
            if words != DEFAULT_MEANINGS[colour]
        }
        self._bar.set_meanings(meanings)
        self._notes.editor.set_meanings(meanings)
        self.show()

    def show(self) -> None:
        """Show the annotations of the open document as they are on disk now."""
        stored = self._reader.stored
        if stored is None:
            self._shown = {}
            self._notes.show_cards("", [], None)
            self._side.set_counts(notes=0)
            return
        annotations = self._library.annotations(stored.id)
        highlights, note = split(annotations)
        self._shown = {annotation.id: annotation for annotation in annotations}
        self._pane.set_marks(highlights)
        cards = []
        for annotation in highlights:
            colour, selector = annotation.colour, annotation.selector
            if colour is None or selector is None:
                continue
            number = paragraph_number(stored, selector.start)
            place = "，".join(part for part in (selector.place, f"¶{number}") if part)
            cards.append(Card(annotation, self._meanings[colour], place))
        self._notes.show_cards(stored.id, cards, note)
        self._side.set_counts(notes=len(highlights) + (note is not None))
        if self._current not in self._shown:
            self._choose("")

    def show_bar(self) -> None:
        """Let the bar appear at the selection."""
        stretch = self._pane.selected()
        if stretch is not None and not self._library.read_only:
            start, end = self._pane.rect_of(stretch[0]), self._pane.rect_of(stretch[1])
            self._bar.show_at(start, end, self._pane.viewport().rect())

    # Making and changing

    def mark(self, colour: Colour | None = None, *, write: bool = False) -> None:
        """Highlight the selection; without one, recolour the current mark."""
        colour = colour or Colour(self._settings.last_colour)
        stretch = self._pane.selected()
        if stretch is not None and self._reader.id:
            self._settings.last_colour = colour.value
            self._marker.mark(self._reader.id, *stretch, colour, write=write)
            self._pane.clear_selection()
        elif self._current in self._shown:
            self._marker.recolour(self._shown[self._current], colour)
        else:
            self._messages.info("先选中要标记的文字，再按 H 或 1 至 5。")

    def mark_or_hint(self) -> None:
        """Highlight the selection with the last colour."""
        if self._pane.selected() is None:
            self._messages.info("先选中要标记的文字，再按 H 或 1 至 5。")
        else:
            self.mark()

    def write_note(self) -> None:
        """Highlight the selection and write its note; without one, that of the current mark."""
        if self._pane.selected() is not None:
            self.mark(write=True)
        elif self._current:
            self.choose(self._current)
            self._notes.write()
        else:
            self._messages.info("先选中文字，再按 N 写批注。")

    def delete_current(self) -> None:
        """Delete the current mark."""
        if self._current:
            self._marker.delete(self._current)

    def recolour(self, annotation: str, colour: str) -> None:
        """Give an annotation another colour."""
        if annotation in self._shown:
            self._settings.last_colour = colour
            self._marker.recolour(self._shown[annotation], Colour(colour))

    def save(self, draft: Draft) -> None:
        """Write what stands in the editor."""
        before = self._shown.get(draft.annotation)
        if before is not None or not draft.annotation:
            self._marker.save(draft, before)
            return
        # Another document is open by now: take the annotation as it is on disk.
        for annotation in self._library.annotations(draft.document):
            if annotation.id == draft.annotation:
                self._marker.save(draft, annotation)

    # Choosing

    def on_made(self, annotation: Annotation, write: bool) -> None:  # noqa: FBT001 - a signal's
        """A highlight was made: it is the current one."""
        if annotation.document == self._reader.id:
            if write:
                self.choose(annotation.id)
                self._notes.write()
            else:
                self._choose(annotation.id)

    def choose(self, annotation: str) -> None:
        """Make an annotation the current one and show its card."""
        self._choose(annotation)
        self._side.show_tab(NOTES)
        self._notes.select(annotation)
        self.notes_wanted.emit()

    def go_to(self, annotation: str) -> None:
        """Go to the words of an annotation."""
        found = self._shown.get(annotation)
        self._choose(annotation)
        if found is not None and found.selector is not None:
            self._reader.go_to(found.selector.start)

    def _choose(self, annotation: str) -> None:
        self._current = annotation
        self._pane.set_current(annotation)
