"""What a user may do in the window, each at random: marks, corrections, searches, files, keys."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from answers import Answers
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from zhupi.annotations.model import Colour
from zhupi.errors import KnownError
from zhupi.gazette import corrections
from zhupi.gazette.corrections import CHOICES, Amends, Correction
from zhupi.gazette.model import BlockKind
from zhupi.library import Library
from zhupi.library.citation_model import State as Force
from zhupi.library.model import FAVOURITES, StoredDocument
from zhupi.locations import places, seeds
from zhupi.qt.main_window import MainWindow
from zhupi.qt.note_editor import Draft

WEIGHTS = {
    "action": 30,
    "close_dialogs": 20,
    "collect": 4,
    "compare": 1,
    "correct": 8,
    "delete": 3,
    "excerpt": 3,
    "export": 1,
    "favourite": 3,
    "filter": 1,
    "find": 3,
    "goto": 3,
    "import": 3,
    "key": 6,
    "leave_search": 1,
    "mark": 10,
    "note": 4,
    "offer": 1,
    "open": 6,
    "open_stale": 1,
    "outside": 4,
    "redo": 6,
    "remove": 2,
    "page_menu": 3,
    "pick": 12,
    "reopen": 1,
    "restore": 5,
    "run_saved": 1,
    "search": 3,
    "standing": 1,
    "stretch": 3,
    "take_back": 4,
    "theme": 1,
    "tree_menu": 4,
    "type_note": 3,
    "type_search": 2,
    "undo": 8,
    "undo_and_redo": 3,
}
"""How often each is done."""


class Deeds:
    """One user, his library and his window. What he did last is the last of ``steps``."""

    window: MainWindow
    chance: random.Random
    folder: Path
    """That of the library."""
    work: Path
    """Where files lie that are imported and exported."""
    messages: Answers
    steps: list[str]
    took_away: bool
    """Whether annotations may be fewer since the last look."""
    outside: bool
    """Whether another process wrote since the window opened."""

    def rest(self) -> None:
        """Wait until nothing is under way."""
        raise NotImplementedError

    @property
    def stored(self) -> StoredDocument | None:
        return self.window.reader.stored

    def _documents(self) -> list[str]:
        return [row.id for row in self.window.library.rows()]

    def do_open(self) -> None:
        documents = self._documents()
        if documents:
            at = self.chance.choice([None, None, 0, 50, 400])
            self.window.open(self.chance.choice(documents), at)

    def do_open_stale(self) -> None:
        gone = self._rows("SELECT id FROM document")
        if gone:
            self.window.open(self.chance.choice(gone)[0])

    def _select(self) -> bool:
        words = self.window.pane.words
        if self.stored is None or len(words) < 60:
            return False
        start = self.chance.randrange(len(words) - 50)
        self.window.pane.select(start, start + self.chance.randrange(2, 40))
        return True

    def do_mark(self) -> None:
        if self._select():
            self.window.annotator.mark(self.chance.choice(list(Colour)))

    def do_note(self) -> None:
        if self.stored is not None:
            marks = self.window.library.annotations(self.stored.id)
            chosen = self.chance.choice([one.id for one in marks] or [""])
            note = f"记{self.chance.random()}"
            self.window.marker.save(Draft(self.stored.id, chosen, note, ("甲",)))

    def do_type_note(self) -> None:
        if self._select():
            self.window.annotator.write_note()
            self.rest()
            focus = QApplication.focusWidget()
            if focus is not None and focus is not self.window.pane:
                QTest.keyClicks(focus, "abc")

    def do_undo(self) -> None:
        self.took_away = True
        for _ in range(self.chance.choice([1, 1, 2, 5])):
            self.window.actions_["undo"].trigger()

    def do_redo(self) -> None:
        self.took_away = True
        for _ in range(self.chance.choice([1, 1, 2, 5])):
            self.window.actions_["redo"].trigger()

    def do_delete(self) -> None:
        self.took_away = True
        self.window.actions_["next_mark"].trigger()
        self.window.actions_["delete_mark"].trigger()

    def do_stretch(self) -> None:
        self.window.actions_["next_mark"].trigger()
        for _ in range(self.chance.choice([1, 3])):
            name = self.chance.choice(["end_later", "end_earlier", "start_earlier", "start_later"])
            self.window.actions_[name].trigger()

    def _correction(self, library: Library, stored: StoredDocument) -> Correction:
        document = stored.document
        block = self.chance.randrange(len(document.blocks))
        first, last = document.lines
        match self.chance.randrange(9):
            case 0 | 1:
                return corrections.join(document, block)
            case 2:
                return corrections.part_document(document, block)
            case 3:
                return corrections.join_documents(document)
            case 4:
                kind = self.chance.choice(CHOICES)
                level = self.chance.randrange(1, 5) if kind is BlockKind.HEADING else None
                return corrections.block_kind(document, block, kind, level)
            case 5:
                return corrections.furniture(self.chance.randint(first, last))
            case 6:
                lines = [one.line for one in stored.furniture]
                return corrections.text(self.chance.choice(lines or [first]))
            case 7:
                view = library.raw_view(stored.id)
                start = document.block_starts[block]
                at = start + self.chance.randrange(len(document.blocks[block].text) or 1)
                return corrections.part(view, at)
        amends = self.chance.choice(
            [Amends.TITLE, Amends.NUMBER, Amends.ISSUERS, Amends.DATE, Amends.KIND]
        )
        value: Any = {
            Amends.TITLE: f"题{self.chance.randrange(4)}",
            Amends.NUMBER: f"川府发〔2016〕{self.chance.randrange(36, 39)}号",
            Amends.ISSUERS: ("国务院", "四川省人民政府"),
            Amends.DATE: f"201{self.chance.randrange(9)}-08-16",
            Amends.KIND: "决定",
        }[amends]
        return corrections.field(document, amends, value)

    def do_correct(self) -> None:
        stored = self.stored
        if stored is not None:
            library = self.window.library
            self.window.corrections.correct(
                stored.id, lambda: self._correction(library, stored), stored.revision
            )

    def do_take_back(self) -> None:
        rows = self.window.library.corrections()
        if rows:
            row = self.chance.choice(list(rows))
            self.window.corrections.take_back(row.key, row.words)

    def do_favourite(self) -> None:
        self.window.collector.toggle_favourite()

    def do_collect(self) -> None:
        collector, library = self.window.collector, self.window.library
        rows = self.chance.sample(self._documents(), k=min(3, len(self._documents())))
        known = [FAVOURITES, *(one.id for one in library.collections.all())]
        chosen = self.chance.choice(known)
        match self.chance.randrange(7):
            case 0:
                collector.make(rows)
            case 1 | 2:
                collector.collect(chosen, rows)
            case 3:
                collector.take_out(chosen, rows)
            case 4 if chosen != FAVOURITES:
                collector.rename(chosen, f"专{self.chance.random()}")
            case 5 if chosen != FAVOURITES:
                collector.delete(chosen)
            case _:
                collector.mark(rows, done=self.chance.random() < 0.5)

    def do_import(self) -> None:
        chosen = self.chance.choice(sorted(seeds().glob("*.txt")))
        lines = chosen.read_bytes().split(b"\n")
        match self.chance.randrange(4):
            case 0:
                del lines[self.chance.randrange(len(lines))]
            case 1:
                lines.insert(self.chance.randrange(len(lines)), "忽然多出的一行。".encode())
            case 2:
                lines.append(f"末尾{self.chance.random()}".encode())
        target = self.work / chosen.name
        target.write_bytes(b"\n".join(lines))
        self.window.keeper.import_paths([target])

    def do_remove(self) -> None:
        self.took_away = True
        rows = [row for row in self.window.library.rows() if row.enclosed_in is None]
        if rows:
            row = self.chance.choice(rows)
            if self.chance.random() < 0.6:
                self.window.keeper.remove_document(row.id)
            else:
                self.window.keeper.remove_source(row.source_id)

    def do_restore(self) -> None:
        items = self.window.library.basket()
        if items:
            self.window.keeper.restore(self.chance.choice(items).key)

    def do_outside(self) -> None:
        self.outside = True
        library = Library.open(places(self.folder))
        try:
            rows = [row for row in library.rows() if row.enclosed_in is None]
            if not rows:
                return
            row = self.chance.choice(rows)
            stored = library.document(row.id)
            match self.chance.randrange(7):
                case 0 | 1:
                    text = stored.document.text
                    start = self.chance.randrange(max(1, len(text) - 40))
                    library.highlight(row.id, start, min(len(text), start + 20), note="外来")
                case 2:
                    library.add_note(row.id, "外来的话")
                case 3:
                    library.correct(row.id, self._correction(library, stored))
                case 4:
                    made = library.corrections()
                    if made:
                        library.uncorrect(self.chance.choice(list(made)).key)
                case 5:
                    self.took_away = True
                    library.remove_document(row.id, with_notes=self.chance.random() < 0.5)
                case _:
                    items = library.basket()
                    if items:
                        library.restore(self.chance.choice(items).key)
        except KnownError as error:
            self.steps[-1] += f" ({error})"
        finally:
            library.close()

    def do_excerpt(self) -> None:
        if self.chance.random() < 0.3:
            self.window.notebooks.show()
        if self._select():
            self.window.notebooks.take()

    def do_standing(self) -> None:
        self.window.citing.set_state(self.chance.choice([None, *Force]))
