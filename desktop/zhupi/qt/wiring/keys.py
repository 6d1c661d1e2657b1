"""What each action of `zhupi.qt.actions` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhupi.annotations.model import Colour, Style
from zhupi.qt import actions

if TYPE_CHECKING:
    from zhupi.qt.main_window import MainWindow


def connect_actions(w: MainWindow) -> None:
    """Connect every action of the table but those of the frame (`zhupi.qt.wiring.page`)."""
    _connect_reading(w)
    _connect_marking(w)
    _connect_searching(w)
    _connect_library(w)


def _connect_reading(w: MainWindow) -> None:
    """The page, and the ways through it."""
    act = w.actions_
    act["back"].triggered.connect(lambda: w.documents.travel(-1))
    act["caret"].triggered.connect(w.annotator.toggle_caret)
    act["copy"].triggered.connect(w.pane.copy)
    act["copy_source"].triggered.connect(w.copier.copy)
    act["correct"].triggered.connect(w.book.show_form)
    act["correct_here"].triggered.connect(w.corrections.show_here)
    act["corrections"].triggered.connect(w.book.show_list)
    act["find"].triggered.connect(w.finder.open)
    act["focus_source"].triggered.connect(w.source.enter)
    act["focus_text"].triggered.connect(w.pane.setFocus)
    act["forward"].triggered.connect(lambda: w.documents.travel(1))
    act["goto"].triggered.connect(w.goto.open)
    act["larger"].triggered.connect(lambda: w.reader.zoom(1))
    act["missing_texts"].triggered.connect(w.missing.show)
    act["next_document"].triggered.connect(lambda: w.documents.step(1))
    act["next_doubt"].triggered.connect(lambda: w.doubts.step(1))
    act["next_furniture"].triggered.connect(lambda: w.source.step("furniture", 1))
    act["next_link"].triggered.connect(lambda: w.doors.step(1))
    act["next_repair"].triggered.connect(lambda: w.source.step("repair", 1))
    act["open_link"].triggered.connect(w.doors.open_current)
    act["previous_document"].triggered.connect(lambda: w.documents.step(-1))
    act["previous_doubt"].triggered.connect(lambda: w.doubts.step(-1))
    act["previous_furniture"].triggered.connect(lambda: w.source.step("furniture", -1))
    act["previous_link"].triggered.connect(lambda: w.doors.step(-1))
    act["previous_repair"].triggered.connect(lambda: w.source.step("repair", -1))
    act["reference"].toggled.connect(lambda on: w.reader.show_numbers(on=on))
    act["settings"].triggered.connect(w.settings_desk.show)
    act["smaller"].triggered.connect(lambda: w.reader.zoom(-1))
    act["source_view"].triggered.connect(w.source.toggle)
    act["standing"].triggered.connect(w.citing.show_menu)
    act["usual_size"].triggered.connect(w.reader.reset_size)


def _connect_marking(w: MainWindow) -> None:
    """Marks, notes and notebooks."""
    act = w.actions_
    act["all_notes"].triggered.connect(w.overview.show)
    act["delete_mark"].triggered.connect(w.annotator.delete_current)
    act["document_note"].triggered.connect(w.annotator.write_document_note)
    act["end_earlier"].triggered.connect(lambda: w.annotator.move_end(-1))
    act["end_later"].triggered.connect(lambda: w.annotator.move_end(1))
    act["excerpt"].triggered.connect(w.notebooks.take)
    act["focus_panel"].triggered.connect(w.panes.enter_side)
    act["mark"].triggered.connect(lambda: w.annotator.mark(style=Style.HIGHLIGHT))
    act["mark_blue"].triggered.connect(lambda: w.annotator.mark(Colour.BLUE))
    act["mark_green"].triggered.connect(lambda: w.annotator.mark(Colour.GREEN))
    act["mark_purple"].triggered.connect(lambda: w.annotator.mark(Colour.PURPLE))
    act["mark_red"].triggered.connect(lambda: w.annotator.mark(Colour.RED))
    act["mark_yellow"].triggered.connect(lambda: w.annotator.mark(Colour.YELLOW))
    act["meanings"].triggered.connect(w.dialogs.show_meanings)
    act["next_mark"].triggered.connect(lambda: w.annotator.step(1))
    act["notebooks"].triggered.connect(lambda: w.notebooks.show())
    act["orphans"].triggered.connect(lambda: w.orphanage.show())
    act["preview_note"].triggered.connect(w.side.notes.editor.toggle_preview)
    act["previous_mark"].triggered.connect(lambda: w.annotator.step(-1))
    act["redo"].triggered.connect(w.annotator.redo)
    act["start_earlier"].triggered.connect(lambda: w.annotator.move_start(-1))
    act["start_later"].triggered.connect(lambda: w.annotator.move_start(1))
    act["take_selection"].triggered.connect(w.annotator.take_selection)
    act["underline"].triggered.connect(lambda: w.annotator.mark(style=Style.UNDERLINE))
    act["undo"].triggered.connect(w.annotator.undo)
    act["write_note"].triggered.connect(w.annotator.write_note)


def _connect_searching(w: MainWindow) -> None:
    """The box, its hits, and what is narrowed."""
    act = w.actions_
    act["clear_filters"].triggered.connect(w.desk.clear_filters)
    act["clear_history"].triggered.connect(w.history.clear)
    act["filter_catalog"].triggered.connect(w.desk.enter_filter)
    act["focus_catalog"].triggered.connect(w.desk.enter_catalog)
    act["focus_facets"].triggered.connect(w.desk.enter_facets)
    act["focus_results"].triggered.connect(w.desk.enter_results)
    act["next_hit"].triggered.connect(lambda: w.finder.step_or(1, w.desk.step))
    act["previous_hit"].triggered.connect(lambda: w.finder.step_or(-1, w.desk.step))
    act["remove_search"].triggered.connect(w.collector.remove_current)
    act["remove_search"].triggered.connect(w.desk.remove_current)
    act["rename_search"].triggered.connect(w.collector.name_current)
    act["rename_search"].triggered.connect(w.desk.name_current)
    act["save_search"].triggered.connect(w.desk.save)
    act["search"].triggered.connect(w.desk.enter)
    act["search_down"].triggered.connect(lambda: w.desk.move_current(1))
    act["search_history"].triggered.connect(w.desk.show_history)
    act["search_up"].triggered.connect(lambda: w.desk.move_current(-1))
    for name in actions.SORTS:
        order = name.removeprefix("sort_")
        act[name].triggered.connect(lambda _=False, order=order: w.desk.sort(order))


def _connect_library(w: MainWindow) -> None:
    """What comes in, goes out, and is kept."""
    act = w.actions_
    act["about"].triggered.connect(w.dialogs.show_about)
    act["basket"].triggered.connect(w.dialogs.show_basket)
    act["export"].triggered.connect(w.exporter.export_here)
    act["export_all"].triggered.connect(w.exporter.export_all)
    act["favourite"].triggered.connect(w.collector.toggle_favourite)
    act["import_files"].triggered.connect(w.keeper.choose_files)
    act["import_folder"].triggered.connect(w.keeper.choose_folder)
    act["new_collection"].triggered.connect(lambda: w.collector.make())
    act["print"].triggered.connect(w.printer.print_here)
    act["quit"].triggered.connect(w.close)
    act["rebuild_index"].triggered.connect(w.keeper.rebuild_index)
    act["shortcuts"].triggered.connect(w.dialogs.show_shortcuts)
