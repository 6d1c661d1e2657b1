"""The wiring of the window, read as a table: who says what, and who hears it.

A further pane is a module with a widget that says what is asked of it and shows what it is given.
`MainWindow` makes it and gives it a tab (`SidePanel.add_tab`) or a page (`LeftPane.addWidget`,
`Panes.centre`); here it hears what it needs of these:

- ``window.dressed``: the theme;
- ``window.reader.opened``: the document that is read now;
- ``window.library_desk.shown``: the state of the library and what changed in it;
- ``window.marker.changed``: the annotations that were changed in this window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhupi.annotations.model import Colour, Style
from zhupi.qt import actions, menus, themes
from zhupi.qt.panes import LEFT, RIGHT

if TYPE_CHECKING:
    from zhupi.qt.main_window import MainWindow


_LEFT = ("filter_catalog", "focus_catalog", "focus_facets", "focus_results")
"""The actions that need the left pane."""
_RIGHT = ("document_note", "focus_panel")
"""The actions that need the right pane."""
_BAR = ("save_search", "search", "search_history")
"""The actions that need the bar, which focus mode hides."""


def connect(window: MainWindow) -> None:
    """Connect everything once."""
    _connect_frame(window)
    _connect_actions(window)
    _connect_library(window)
    _connect_reading(window)
    _connect_corrections(window)
    _connect_citations(window)
    _connect_marks(window)
    _connect_search(window)
    _connect_catalog(window)


def _connect_frame(w: MainWindow) -> None:
    """What stands around the text. First of all: what an action needs is to be there for it."""
    act = w.actions_
    for name in _BAR:
        act[name].triggered.connect(w.focus_mode.leave)
    for name in _LEFT:
        act[name].triggered.connect(lambda: w.outer_panes.reveal(LEFT))
    for name in _RIGHT:
        act[name].triggered.connect(lambda: w.outer_panes.reveal(RIGHT))
    act["focus_mode"].triggered.connect(w.focus_mode.toggle)
    act["left_pane"].triggered.connect(lambda: w.outer_panes.toggle(LEFT))
    act["right_pane"].triggered.connect(lambda: w.outer_panes.toggle(RIGHT))
    w.searcher.started.connect(lambda *_: w.outer_panes.reveal(LEFT))


def _connect_actions(w: MainWindow) -> None:
    act = w.actions_
    act["about"].triggered.connect(w.dialogs.show_about)
    act["all_notes"].triggered.connect(w.overview.show)
    act["back"].triggered.connect(lambda: w.documents.travel(-1))
    act["basket"].triggered.connect(w.dialogs.show_basket)
    act["caret"].triggered.connect(w.annotator.toggle_caret)
    act["clear_filters"].triggered.connect(w.desk.clear_filters)
    act["clear_history"].triggered.connect(w.history.clear)
    act["correct"].triggered.connect(w.book.show_form)
    act["correct_here"].triggered.connect(w.corrections.show_here)
    act["corrections"].triggered.connect(w.book.show_list)
    act["copy"].triggered.connect(w.pane.copy)
    act["copy_source"].triggered.connect(w.copier.copy)
    act["delete_mark"].triggered.connect(w.annotator.delete_current)
    act["document_note"].triggered.connect(w.annotator.write_document_note)
    act["end_earlier"].triggered.connect(lambda: w.annotator.move_end(-1))
    act["end_later"].triggered.connect(lambda: w.annotator.move_end(1))
    act["excerpt"].triggered.connect(w.notebooks.take)
    act["export"].triggered.connect(w.exporter.export_here)
    act["export_all"].triggered.connect(w.exporter.export_all)
    act["favourite"].triggered.connect(w.collector.toggle_favourite)
    act["filter_catalog"].triggered.connect(w.desk.enter_filter)
    act["find"].triggered.connect(w.finder.open)
    act["focus_catalog"].triggered.connect(w.desk.enter_catalog)
    act["focus_facets"].triggered.connect(w.desk.enter_facets)
    act["focus_panel"].triggered.connect(w.panes.enter_side)
    act["focus_results"].triggered.connect(w.desk.enter_results)
    act["focus_source"].triggered.connect(w.source.enter)
    act["focus_text"].triggered.connect(w.pane.setFocus)
    act["forward"].triggered.connect(lambda: w.documents.travel(1))
    act["goto"].triggered.connect(w.goto.open)
    act["import_files"].triggered.connect(w.keeper.choose_files)
    act["import_folder"].triggered.connect(w.keeper.choose_folder)
    act["larger"].triggered.connect(lambda: w.reader.zoom(1))
    act["mark"].triggered.connect(lambda: w.annotator.mark(style=Style.HIGHLIGHT))
    act["mark_blue"].triggered.connect(lambda: w.annotator.mark(Colour.BLUE))
    act["mark_green"].triggered.connect(lambda: w.annotator.mark(Colour.GREEN))
    act["mark_purple"].triggered.connect(lambda: w.annotator.mark(Colour.PURPLE))
    act["mark_red"].triggered.connect(lambda: w.annotator.mark(Colour.RED))
    act["mark_yellow"].triggered.connect(lambda: w.annotator.mark(Colour.YELLOW))
    act["meanings"].triggered.connect(w.dialogs.show_meanings)
    act["new_collection"].triggered.connect(lambda: w.collector.make())
    act["next_doubt"].triggered.connect(lambda: w.doubts.step(1))
    act["missing_texts"].triggered.connect(w.missing.show)
    act["next_document"].triggered.connect(lambda: w.documents.step(1))
    act["next_mark"].triggered.connect(lambda: w.annotator.step(1))
    act["next_furniture"].triggered.connect(lambda: w.source.step("furniture", 1))
    act["next_repair"].triggered.connect(lambda: w.source.step("repair", 1))
    act["next_link"].triggered.connect(lambda: w.doors.step(1))
    act["next_hit"].triggered.connect(lambda: w.finder.step_or(1, w.desk.step))
    act["notebooks"].triggered.connect(lambda: w.notebooks.show())
    act["open_link"].triggered.connect(w.doors.open_current)
    act["orphans"].triggered.connect(lambda: w.orphanage.show())
    act["preview_note"].triggered.connect(w.side.notes.editor.toggle_preview)
    act["previous_document"].triggered.connect(lambda: w.documents.step(-1))
    act["previous_doubt"].triggered.connect(lambda: w.doubts.step(-1))
    act["previous_furniture"].triggered.connect(lambda: w.source.step("furniture", -1))
    act["previous_link"].triggered.connect(lambda: w.doors.step(-1))
    act["previous_hit"].triggered.connect(lambda: w.finder.step_or(-1, w.desk.step))
    act["previous_mark"].triggered.connect(lambda: w.annotator.step(-1))
    act["previous_repair"].triggered.connect(lambda: w.source.step("repair", -1))
    act["print"].triggered.connect(w.printer.print_here)
    act["quit"].triggered.connect(w.close)
    act["rebuild_index"].triggered.connect(w.keeper.rebuild_index)
    act["reference"].toggled.connect(lambda on: w.reader.show_numbers(on=on))
    act["redo"].triggered.connect(w.annotator.redo)
    act["remove_search"].triggered.connect(w.collector.remove_current)
    act["remove_search"].triggered.connect(w.desk.remove_current)
    act["rename_search"].triggered.connect(w.collector.name_current)
    act["rename_search"].triggered.connect(w.desk.name_current)
    act["save_search"].triggered.connect(w.desk.save)
    act["search"].triggered.connect(w.desk.enter)
    act["search_down"].triggered.connect(lambda: w.desk.move_current(1))
    act["search_history"].triggered.connect(w.desk.show_history)
    act["search_up"].triggered.connect(lambda: w.desk.move_current(-1))
    act["settings"].triggered.connect(w.settings_desk.show)
    act["shortcuts"].triggered.connect(w.dialogs.show_shortcuts)
    act["smaller"].triggered.connect(lambda: w.reader.zoom(-1))
    for name in actions.SORTS:
        order = name.removeprefix("sort_")
        act[name].triggered.connect(lambda _=False, order=order: w.desk.sort(order))
    act["source_view"].triggered.connect(w.source.toggle)
    act["standing"].triggered.connect(w.citing.show_menu)
    act["start_earlier"].triggered.connect(lambda: w.annotator.move_start(-1))
    act["start_later"].triggered.connect(lambda: w.annotator.move_start(1))
    act["take_selection"].triggered.connect(w.annotator.take_selection)
    act["undo"].triggered.connect(w.annotator.undo)
    act["usual_size"].triggered.connect(w.reader.reset_size)
    act["underline"].triggered.connect(lambda: w.annotator.mark(style=Style.UNDERLINE))
    act["write_note"].triggered.connect(w.annotator.write_note)


def _connect_library(w: MainWindow) -> None:
    """Files in and out, long work, and the library's state."""
    w.dialogs.restore_requested.connect(w.keeper.restore)
    w.keeper.changed.connect(w.shelf.refresh)
    w.keeper.grew.connect(w.shelf.import_goes_on)
    w.keeper.progress.connect(w.status.show_progress)
    w.keeper.reported.connect(w.dialogs.show_report)
    w.keeper.settled.connect(w.library_desk.settle)
    w.left.catalog.basket_requested.connect(w.dialogs.show_basket)
    w.library_desk.settled.connect(w.settled)
    w.panes.empty.import_requested.connect(w.keeper.choose_files)
    w.runner.known_error.connect(w.messages.error)
    w.runner.written.connect(w.session.on_written)
    w.shelf.loaded.connect(w.library_desk.show)
    w.status.cancel_requested.connect(w.keeper.cancel)


def _connect_reading(w: MainWindow) -> None:
    """The open document, the way through documents, and the looks."""
    w.dressed.connect(w.page_menu.set_theme)
    themes.watch_system(w.follow_system)
    w.dressed.connect(lambda _theme: w.top_bar.show_choice(w.settings.theme))
    w.dressed.connect(lambda theme: actions.dress(w.actions_, theme))
    w.dressed.connect(w.dialogs.set_theme)
    w.doubts.source_requested.connect(w.source.go_to_line)
    w.dressed.connect(w.doubts.set_theme)
    w.dressed.connect(w.source.set_theme)
    w.dressed.connect(w.settings_desk.set_theme)
    w.documents.missed.connect(w.shelf.refresh)
    w.documents.notebook_requested.connect(w.notebooks.show)
    w.left.catalog.open_requested.connect(w.documents.open)
    w.library_desk.shown.connect(lambda _state, changes: w.sheets.forget(changes))
    w.library_desk.shown.connect(lambda _state, changes: w.source.follow_changes(changes))
    w.source.open_requested.connect(w.documents.open)
    w.pane.cursorPositionChanged.connect(w.source.on_page_cursor)
    w.pane.doubt_clicked.connect(w.doubts.show_at)
    w.pane.left.connect(lambda: _leave(w))
    w.pane.scrolled.connect(w.documents.on_scrolled)
    w.pane.scrolled.connect(w.doubts.follow)
    w.pane.scrolled.connect(w.source.on_page_scrolled)
    w.pane.width_changed.connect(w.doubts.follow)
    w.dressed.connect(w.finder.set_theme)
    w.dressed.connect(w.goto.set_theme)
    for renewed in (w.reader.opened, w.library_desk.shown, w.top_bar.narrowed):
        renewed.connect(lambda *_: w.next_line.renew())
    w.left.catalog.page_wanted.connect(w.panes.show_page)
    w.library_desk.shown.connect(lambda _state, _changes: w.reading_place.follow())
    w.mouse_way.travel_requested.connect(w.documents.travel)
    w.pane.caret_moved.connect(w.reading_place.follow)
    w.next_line.clicked.connect(lambda: w.documents.step(1))
    w.pane.scrolled.connect(w.next_line.follow)
    w.pane.scrolled.connect(w.reading_place.follow)
    w.pane.width_changed.connect(w.next_line.follow)
    w.pane.zoom_requested.connect(w.reader.zoom)
    # The page is laid out bit by bit: how much of it is read is known in the end.
    w.pane.verticalScrollBar().rangeChanged.connect(lambda *_: w.reading_place.follow())
    w.pane.verticalScrollBar().rangeChanged.connect(lambda *_: w.next_line.follow())
    w.reader.history_changed.connect(w.show_history)
    w.reader.closed.connect(w.doubts.close)
    w.reader.closed.connect(w.source.leave)
    w.reader.opened.connect(w.documents.on_opened)
    w.reader.opened.connect(w.doubts.follow_document)
    w.reader.opened.connect(lambda _stored: w.source.follow_document())
    w.settings_desk.look_changed.connect(w.reader.renew)
    w.settings_desk.theme_requested.connect(w.set_theme)
    w.side.citations.row_chosen.connect(w.documents.open_citation)
    w.side.outline.place_requested.connect(w.reader.go_to)
    w.status.doubt_requested.connect(w.documents.open_doubt)
    w.status.doubt_requested.connect(lambda _document: w.doubts.show(0))
    w.reader.opened.connect(w.finder.follow)
    w.reader.opened.connect(w.reading_place.follow)
    for button in (w.top_bar.back, w.top_bar.forward):
        button.travel_requested.connect(w.documents.travel)
    w.top_bar.theme_requested.connect(w.set_theme)


def _leave(w: MainWindow) -> None:
    """Escape was pressed in the text: one thing after the other goes away."""
    if w.finder.is_open:
        w.finder.close()
    elif w.panes.beside_shown:
        w.source.close()
    else:
        w.focus_mode.leave()


def _connect_corrections(w: MainWindow) -> None:
    """What the user puts right. Before marks: these are shown on the text as it is then."""
    w.book.go_requested.connect(w.source.go_to)
    w.corrections.changed.connect(w.shelf.refresh)
    w.corrections.fields_requested.connect(w.book.show_form)
    w.corrections.list_requested.connect(w.book.show_list)
    w.corrections.open_requested.connect(w.documents.open)
    w.dressed.connect(w.book.set_theme)
    w.marker.changed.connect(w.corrections.follow)
    w.marker.changed.connect(w.book.follow)
    w.page_menu.opening.connect(w.corrections.extend)
    w.pane.scrolled.connect(w.sign.follow)
    w.pane.width_changed.connect(w.sign.follow)
    w.reader.closed.connect(w.book.look)
    w.reader.opened.connect(lambda _stored: w.book.look())
    w.sign.clicked.connect(w.book.show_list)
    w.source.menu_requested.connect(w.corrections.show_for_line)


def _connect_citations(w: MainWindow) -> None:
    """What texts say of each other, and of their force."""
    w.citing.panel_wanted.connect(w.side.show)
    w.citing.states_known.connect(w.left.results.set_states)
    w.citing.states_known.connect(w.side.citations.set_states)
    w.citing.strip.open_requested.connect(w.documents.open)
    w.citing.strip.place_requested.connect(w.reader.go_to)
    w.citing.strip.state_chosen.connect(w.citing.set_state)
    w.doors.missing_requested.connect(w.missing.show)
    w.doors.open_requested.connect(w.documents.open)
    w.doors.shown_requested.connect(w.citing.show_link)
    w.dressed.connect(w.citing.strip.set_theme)
    w.dressed.connect(w.missing.set_theme)
    w.library_desk.shown.connect(lambda _state, changes: w.citing.follow(changes))
    w.library_desk.shown.connect(lambda _state, changes: w.missing.follow(changes))
    w.marker.changed.connect(w.citing.follow_step)
    w.missing.open_requested.connect(w.documents.open_stretch)
    w.pane.link_clicked.connect(w.doors.click)
    w.pane.link_entered.connect(w.doors.open_current)
    w.pane.link_left.connect(w.doors.leave)
    w.pane.link_pointed.connect(w.doors.point_to)
    w.pane.scrolled.connect(w.doors.leave)
    w.reader.opened.connect(w.citing.on_opened)
    w.reader.opened.connect(lambda _stored: w.doors.leave())
    w.side.citations.folds_changed.connect(w.session.keep_folds)
    w.side.citations.more_wanted.connect(lambda: w.citing.read_on())
    w.side.citations.prefer_requested.connect(w.citing.prefer)
    w.side.citations.rest_wanted.connect(lambda: w.citing.read_on(everything=True))
    w.side.citations.row_chosen.connect(w.documents.open_citation)


def _connect_marks(w: MainWindow) -> None:
    """Highlights and notes."""
    act = w.actions_
    w.annotator.delete_requested.connect(w.excerpter.delete)
    w.annotator.notes_wanted.connect(w.side.show)
    w.dressed.connect(w.notebooks.set_theme)
    w.dressed.connect(w.orphanage.set_theme)
    w.dressed.connect(w.overview.set_theme)
    w.excerpter.show_requested.connect(w.notebooks.show)
    w.library_desk.shown.connect(lambda _state, changes: w.notebooks.follow(changes))
    w.left.catalog.notes_requested.connect(w.overview.show)
    w.library_desk.shown.connect(lambda _state, changes: w.orphanage.follow(changes))
    w.library_desk.shown.connect(lambda _state, changes: w.overview.follow(changes))
    w.marker.changed.connect(w.library_desk.show_marks)
    w.marker.changed.connect(w.notebooks.follow)
    w.marker.changed.connect(w.orphanage.follow)
    w.marker.changed.connect(w.overview.follow)
    w.notebooks.export_requested.connect(w.exporter.export_notebook)
    w.notebooks.open_requested.connect(w.documents.open)
    w.orphanage.delete_requested.connect(w.excerpter.delete)
    w.orphanage.open_requested.connect(w.documents.open)
    w.overview.edit_requested.connect(w.annotator.edit_note_of)
    w.overview.open_requested.connect(w.documents.open)
    w.overview.orphan_requested.connect(w.orphanage.show)
    w.status.orphans_requested.connect(lambda: w.orphanage.show())
    w.marker.draft_failed.connect(w.session.on_draft_failed)
    w.marker.draft_failed.connect(w.side.notes.editor.not_saved)
    w.marker.draft_saved.connect(w.side.notes.editor.saved)
    w.marker.made.connect(w.annotator.on_made)
    w.marker.said.connect(w.messages.info)
    w.marker.restored.connect(w.annotator.on_restored)
    w.marker.steps_changed.connect(lambda: act["redo"].setEnabled(w.marker.can_redo))
    w.marker.steps_changed.connect(lambda: act["undo"].setEnabled(w.marker.can_undo))
    w.marker.stack.redoTextChanged.connect(lambda text: menus.name_step(act, "redo", text))
    w.marker.stack.undoTextChanged.connect(lambda text: menus.name_step(act, "undo", text))
    w.pane.caret_moved.connect(w.annotator.follow_caret)
    w.pane.marks_clicked.connect(w.annotator.click)
    w.pane.stretch_dragged.connect(w.annotator.drag)
    w.pane.customContextMenuRequested.connect(w.page_menu.show)
    w.pane.selection_gone.connect(w.panes.selection_bar.hide)
    w.pane.selection_made.connect(w.annotator.show_bar)
    w.panes.selection_bar.colour_requested.connect(lambda name: w.annotator.mark(Colour(name)))
    w.panes.selection_bar.style_requested.connect(w.annotator.set_style)
    w.side.notes.card_chosen.connect(w.annotator.go_to)
    w.side.notes.delete_requested.connect(lambda one: w.excerpter.delete([one]))
    w.side.notes.editor.colour_requested.connect(w.annotator.recolour)
    w.side.notes.editor.style_requested.connect(w.annotator.restyle)
    w.side.notes.editor.delete_requested.connect(lambda one: w.excerpter.delete([one]))
    w.side.notes.editor.link_requested.connect(w.documents.open_address)
    w.side.notes.editor.save_requested.connect(w.annotator.save)


def _connect_search(w: MainWindow) -> None:
    """The box, what was found, and the walk from hit to hit."""
    w.desk.note_requested.connect(w.documents.open_note)
    w.desk.entry_requested.connect(w.notebooks.show)
    w.desk.open_requested.connect(w.documents.open)
    w.dressed.connect(w.desk.dress)
    w.history.chosen.connect(w.desk.search_for)
    w.left.catalog.model.rename_requested.connect(w.search_keeper.rename)
    w.left.catalog.search_requested.connect(w.desk.run)
    w.left.results.facets.narrowed.connect(w.top_bar.take)
    w.left.results.left.connect(w.desk.leave)
    w.left.results.narrowing_given_up.connect(w.desk.clear_filters)
    w.left.results.row_chosen.connect(w.desk.choose)
    w.left.results.view.end_neared.connect(w.searcher.more)
    w.library_desk.settled.connect(w.search_keeper.count)
    w.library_desk.shown.connect(lambda _state, changes: w.search_keeper.follow(changes))
    w.marker.changed.connect(w.desk.follow)
    w.marker.changed.connect(w.search_keeper.follow)
    w.search_keeper.counted.connect(w.left.catalog.model.set_counts)
    w.search_keeper.listed.connect(w.desk.show_saved)
    w.search_keeper.rename_wanted.connect(w.desk.name)
    w.searcher.cleared.connect(w.desk.forget)
    w.searcher.found.connect(w.desk.show)
    w.searcher.found.connect(lambda _found: w.keeper.mend_index())
    w.searcher.more_found.connect(w.left.results.add_hits)
    w.searcher.more_found.connect(w.walker.go_on)
    w.searcher.places_found.connect(w.walker.take)
    w.searcher.started.connect(w.left.results.start)
    w.searcher.stopped.connect(w.left.results.stop)
    w.top_bar.narrowed.connect(w.desk.narrow)
    w.top_bar.search_box.down_requested.connect(w.desk.enter_results)
    w.top_bar.search_box.history_requested.connect(w.desk.show_history)
    w.top_bar.search_box.left.connect(w.desk.leave)
    w.top_bar.search_box.next_requested.connect(lambda: w.desk.step(1))
    w.top_bar.search_box.previous_requested.connect(lambda: w.desk.step(-1))
    w.top_bar.search_box.textChanged.connect(w.searcher.type)
    w.walker.ended.connect(w.left.results.show_end)
    w.walker.moved.connect(w.desk.show_position)
    w.walker.open_requested.connect(w.documents.open)
    w.walker.wanted.connect(w.finder.give_way)


def _connect_catalog(w: MainWindow) -> None:
    """The tree, its menus, and what the user keeps of documents."""
    catalog, menu = w.left.catalog, w.left.catalog.menu
    w.dressed.connect(w.comparison.set_theme)
    catalog.head.arranged.connect(w.catalog_desk.arrange)
    catalog.model.collection_rename_requested.connect(w.collector.rename)
    catalog.model.dropped.connect(w.collector.collect)
    catalog.view.explanation_wanted.connect(w.catalog_desk.explain)
    menu.collect_requested.connect(w.collector.collect)
    menu.compare_requested.connect(w.comparison.compare)
    menu.copy_requested.connect(w.catalog_desk.copy)
    menu.export_requested.connect(w.exporter.export_documents)
    menu.favour_requested.connect(lambda rows, on: w.collector.favour(rows, favourite=on))
    menu.notes_requested.connect(w.overview.show_document)
    menu.read_requested.connect(lambda rows: w.collector.mark(rows, done=True))
    menu.remove_requested.connect(w.keeper.remove_document)
    menu.remove_source_requested.connect(w.keeper.remove_source)
    menu.reveal_requested.connect(w.catalog_desk.reveal)
    menu.take_out_requested.connect(w.collector.take_out)
    menu.unread_requested.connect(lambda rows: w.collector.mark(rows, done=False))
    w.library_desk.shown.connect(lambda _state, changes: w.catalog_desk.on_shown(changes))
    w.marker.changed.connect(w.catalog_desk.follow)
    w.marker.changed.connect(w.collector.follow)
    w.marker.changed.connect(w.progress.on_marked)
    w.marker.changed.connect(w.shelf.follow)
    w.pane.scrolled.connect(w.progress.on_moved)
    w.progress.changed.connect(w.collector.follow)
    w.progress.changed.connect(w.shelf.follow)
    w.reader.opened.connect(w.progress.on_opened)
