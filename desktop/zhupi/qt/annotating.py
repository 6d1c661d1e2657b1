"""Turning selections, clicks and keys into annotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour, Style
from zhupi.library import Library
from zhupi.qt.marking import Marker
from zhupi.qt.messages import Messages
from zhupi.qt.note_editor import Draft
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.selection_bar import SelectionBar
from zhupi.qt.shown_marks import ShownMarks
from zhupi.qt.side_panel import NOTES, SidePanel
from zhupi.settings import Settings

_SELECT_FIRST = "先选中要标记的文字，再按 H 或 1 至 5；用键盘选字按 F7。"
_CHOOSE_FIRST = "先点一处标记，或按 ] 和 [ 走到一处。"


class Annotator(QObject):
    """Makes and changes the annotations of the open document as the user asks."""

    delete_requested = Signal(list)
    """Ids of annotations; what becomes of their excerpts may have to be asked."""
    notes_wanted = Signal()
    """The panel of annotations should be in sight."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        marker: Marker,
        shown: ShownMarks,
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
        self._shown = shown
        self._pane = pane
        self._bar = bar
        self._side = side
        self._notes = side.notes
        self._settings = settings
        self._messages = messages
        self._clicked: Sequence[str] = ()
        self.set_meanings(
            {
                colour: settings.meanings.get(colour.value, DEFAULT_MEANINGS[colour])
                for colour in Colour
            }
        )
        self.set_style(settings.last_style)

    # Showing

    @property
    def meanings(self) -> dict[Colour, str]:
        """What the colours stand for."""
        return dict(self._shown.meanings)

    def set_meanings(self, meanings: dict[Colour, str]) -> None:
        """Name the colours, here and in the settings."""
        self._shown.meanings = dict(meanings)
        self._settings.meanings = {
            colour.value: words
            for colour, words in meanings.items()
            if words != DEFAULT_MEANINGS[colour]
        }
        self._bar.set_meanings(meanings)
        self._notes.editor.set_meanings(meanings)
        self.show()

    def set_style(self, style: str) -> None:
        """Draw what is marked from now on as a highlight or as an underline."""
        known = style in list(Style)
        self._style = Style(style) if known else Style.HIGHLIGHT
        self._settings.last_style = self._style.value
        self._bar.set_style(self._style)

    def show(self) -> None:
        """Show the annotations of the open document as they are on disk now."""
        self._shown.show()

    def show_bar(self) -> None:
        """Let the bar appear at the selection."""
        stretch = self._pane.selected()
        if stretch is not None and not self._library.read_only:
            start, end = self._pane.rect_of(stretch[0]), self._pane.rect_of(stretch[1])
            self._bar.show_at(start, end, self._pane.pointer(), self._pane.viewport().rect())

    # Making

    def mark(
        self,
        colour: Colour | None = None,
        style: Style | None = None,
        *,
        write: bool = False,
    ) -> None:
        """Mark the selection; without one, change the look of the current mark."""
        stretch = self._pane.selected()
        if stretch is not None and self._reader.id:
            if style is not None:
                self.set_style(style.value)
            chosen = colour or Colour(self._settings.last_colour)
            self._settings.last_colour = chosen.value
            self._marker.mark(
                self._reader.id,
                *stretch,
                chosen,
                self._style,
                words=self._words(*stretch),
                write=write,
            )
            self._pane.clear_selection()
        else:
            self._with_current(
                lambda current: self._change_look(current, colour, style), _SELECT_FIRST
            )

    def write_note(self) -> None:
        """Mark the selection and write its note; without one, that of the current mark."""
        if self._pane.selected() is not None:
            self.mark(write=True)
        else:
            self._with_current(self._write_note, "先选中文字，再按 N 写批注。")

    def write_document_note(self) -> None:
        """Write the note of the document as a whole."""
        if self._reader.id:
            self._side.show_tab(NOTES)
            self.notes_wanted.emit()
            self._notes.edit_document_note()

    def on_made(self, annotation: Annotation, write: bool) -> None:  # noqa: FBT001 - a signal's
        """A highlight was made: it is the current one."""
        if annotation.document == self._reader.id:
            if write:
                self._write_note(annotation)
            else:
                self._shown.set_current(annotation.id)

    # Changing

    def recolour(self, annotation: str, colour: str) -> None:
        """Give an annotation another colour."""
        self._marker.then(
            lambda: self._change_look(self._shown.get(annotation), Colour(colour), None)
        )

    def restyle(self, annotation: str, style: str) -> None:
        """Draw an annotation as a highlight or as an underline."""
        self._marker.then(
            lambda: self._change_look(self._shown.get(annotation), None, Style(style))
        )

    @property
    def current(self) -> str:
        """The id of the current mark, or ''."""
        current = self._shown.current
        return "" if current is None else current.id

    def delete_current(self) -> None:
        """Delete the current mark."""
        self._with_current(lambda current: self.delete_requested.emit([current.id]), _CHOOSE_FIRST)

    def drag(self, annotation: str, start: int, end: int) -> None:
        """Let an annotation mark other words: its ends were drawn there."""
        self._marker.then(lambda: self._stretch(self._shown.get(annotation), start, end))

    def move_end(self, step: int) -> None:
        """Let the current mark end a character later or earlier."""
        self._with_current(lambda current: self._move(current, 0, step), _CHOOSE_FIRST)

    def move_start(self, step: int) -> None:
        """Let the current mark begin a character later or earlier."""
        self._with_current(lambda current: self._move(current, step, 0), _CHOOSE_FIRST)

    def take_selection(self) -> None:
        """Let the current mark be over the selected words instead."""
        stretch = self._pane.selected()
        if stretch is None:
            self._messages.info("先选中新的范围，再按 R。")
            return
        self._with_current(lambda current: self._stretch(current, *stretch), _CHOOSE_FIRST)
        self._pane.clear_selection()

    def save(self, draft: Draft) -> None:
        """Write what stands in the editor."""
        self._marker.save(draft)

    def undo(self) -> None:
        """Take the last change back; what is being typed is one."""
        self._notes.editor.flush()
        self._marker.undo()

    def redo(self) -> None:
        """Do once more what was taken back."""
        self._notes.editor.flush()
        self._marker.redo()

    def on_restored(self, words: str, annotation: Annotation) -> None:
        """Something was undone or done again: show where, or say it."""
        if annotation.document != self._reader.id:
            self._messages.info(f"{words}（在另一件公文中）。")
        elif annotation.selector is not None:
            self._reader.go_to(annotation.selector.start)
            self._shown.set_current(annotation.id if self._shown.holds(annotation.id) else "")

    def _with_current(self, work: Callable[[Annotation], None], hint: str) -> None:
        """Do something with the mark that is current once the keys before this are obeyed."""

        def in_turn() -> None:
            current = self._shown.current
            if current is None or current.selector is None:
                self._messages.info(hint)
            else:
                work(current)

        self._marker.then(in_turn)

    def _change_look(
        self, annotation: Annotation | None, colour: Colour | None, style: Style | None
    ) -> None:
        if annotation is None:
            return
        if colour is not None:
            self._settings.last_colour = colour.value
            if colour is not annotation.colour:
                self._marker.edit(annotation.id, colour=colour)
        elif style is not None and style is not annotation.style:
            self._marker.edit(annotation.id, style=style)

    def _write_note(self, annotation: Annotation) -> None:
        self.choose(annotation.id)
        self._notes.write()

    def _move(self, annotation: Annotation, at_start: int, at_end: int) -> None:
        """Move the ends over white space, which no mark begins or ends with."""
        selector, text = annotation.selector, self._pane.words
        if selector is None:
            return
        start, end = selector.start + at_start, selector.end + at_end
        while at_start and 0 < start < len(text) and text[start].isspace():
            start += at_start
        while at_end and 0 < end < len(text) and text[end - 1].isspace():
            end += at_end
        if start >= end:
            self._messages.info("只剩一个字，不能再缩；要去掉标记请按 Delete。")
        elif start >= 0 and end <= len(text):
            self._stretch(annotation, start, end, key=f"stretch:{annotation.id}")

    def _stretch(self, annotation: Annotation | None, start: int, end: int, key: str = "") -> None:
        if annotation is not None:
            words = self._words(start, end)
            self._marker.edit(annotation.id, key=key, stretch=(start, end), words=words)

    def _words(self, start: int, end: int) -> str:
        """The words that are seen in a stretch of the page."""
        stored = self._reader.stored
        return "" if stored is None else stored.document.text[start:end]

    # Choosing

    def click(self, annotations: Sequence[str], *, walk: bool = True) -> None:
        """Choose the mark that was clicked on; where several lie, click by click the next.

        Without ``walk`` the current one stays if it is one of them.
        """
        current = self._shown.current
        if current is not None and current.id in annotations and not walk:
            return
        at = -1
        if current is not None and list(self._clicked) == list(annotations):
            at = annotations.index(current.id) if current.id in annotations else -1
        self._clicked = annotations
        self.choose(annotations[(at + 1) % len(annotations)])

    def choose(self, annotation: str) -> None:
        """Make an annotation the current one and show its card and note."""
        self._shown.set_current(annotation)
        self._side.show_tab(NOTES)
        self._notes.select(annotation)
        self.notes_wanted.emit()

    def go_to(self, annotation: str) -> None:
        """Go to the words of an annotation."""
        found = self._shown.get(annotation)
        self._shown.set_current(annotation)
        if found is not None and found.selector is not None:
            self._reader.go_to(found.selector.start)

    def edit_note_of(self, annotation: str) -> None:
        """Go to an annotation of the open document and write its note."""
        self.go_to(annotation)
        self.write_note()

    def step(self, step: int) -> None:
        """Go to the next mark of the document, or to the one before."""
        found = self._shown.neighbour(step)
        if found is None:
            where = "后面" if step > 0 else "前面"
            self._messages.info(f"{where}没有别的标记了。")
            return
        self.go_to(found.id)
        self._pane.put_caret(found.start)

    def follow_caret(self) -> None:
        """The caret moved: the mark in which it stands is the current one."""
        under, current = self._pane.marks_under_caret(), self._shown.current
        if current is None or current.id not in under:
            self._shown.set_current(under[0] if under else "")

    def toggle_caret(self) -> None:
        """Let the keys move a caret through the text, or scroll it again."""
        on = not self._pane.caret.on
        self._pane.caret.set_on(on=on)
        self._pane.setFocus()
        self._messages.info(
            "键盘选字已打开：方向键移动光标，按住 Shift 选字，再按 1 至 5 标记；按 F7 关闭。"
            if on
            else "键盘选字已关闭：方向键滚动正文。"
        )
