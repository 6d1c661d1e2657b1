"""What is said around the open document, and who hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhupi.qt import actions, themes
from zhupi.qt.panes import LEFT, RIGHT

if TYPE_CHECKING:
    from zhupi.qt.main_window import MainWindow


_LEFT = ("filter_catalog", "focus_catalog", "focus_facets", "focus_results")
"""The actions that need the left pane."""
_RIGHT = ("document_note", "focus_panel")
"""The actions that need the right pane."""
_BAR = ("save_search", "search", "search_history")
"""The actions that need the bar, which focus mode hides."""


def connect_page(w: MainWindow) -> None:
    """Connect what shows the open document, and what stands around it."""
    _connect_looks(w)
    _connect_reading(w)
    _connect_source(w)
    _connect_corrections(w)
    _connect_citations(w)


def connect_frame(w: MainWindow) -> None:
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


def _connect_looks(w: MainWindow) -> None:
    """The theme, and how the text is set."""
    w.dressed.connect(w.page_menu.set_theme)
    themes.watch_system(w.follow_system)
    w.dressed.connect(lambda _theme: w.top_bar.show_choice(w.settings.theme))
    w.dressed.connect(lambda theme: actions.dress(w.actions_, theme))
    w.dressed.connect(w.dialogs.set_theme)
    w.dressed.connect(w.doubts.set_theme)
    w.dressed.connect(w.source.set_theme)
    w.dressed.connect(w.settings_desk.set_theme)
    w.dressed.connect(w.finder.set_theme)
    w.dressed.connect(w.goto.set_theme)
    w.settings_desk.look_changed.connect(w.reader.renew)
    w.settings_desk.theme_requested.connect(w.set_theme)
    w.top_bar.theme_requested.connect(w.set_theme)


def _connect_reading(w: MainWindow) -> None:
    """The open document, and the way through documents."""
    w.documents.missed.connect(w.shelf.refresh)
    w.documents.notebook_requested.connect(w.notebooks.show)
    w.left.catalog.open_requested.connect(w.documents.open)
    w.pane.left.connect(lambda: _leave(w))
    w.pane.scrolled.connect(w.documents.on_scrolled)
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
    w.reader.opened.connect(w.documents.on_opened)
    w.side.outline.place_requested.connect(w.reader.go_to)
    w.reader.closed.connect(w.finder.give_way)
    w.reader.opened.connect(w.finder.follow)
    w.reader.opened.connect(w.goto.follow)
    w.reader.opened.connect(w.reading_place.follow)
    w.reader.set_anew.connect(w.documents.on_scrolled)
    w.reader.set_anew.connect(w.next_line.follow)
    w.reader.set_anew.connect(w.reading_place.follow)
    for button in (w.top_bar.back, w.top_bar.forward):
        button.travel_requested.connect(w.documents.travel)


def _leave(w: MainWindow) -> None:
    """Escape was pressed in the text: one thing after the other goes away."""
    if w.doubts.card is not None:
        w.doubts.close()
    elif w.finder.is_open:
        w.finder.close()
    elif w.panes.beside_shown:
        w.source.close()
    else:
        w.focus_mode.leave()


def _open_doubt(w: MainWindow, document: str) -> None:
    w.documents.open_doubt(document)
    if w.reader.id == document:  # else it went away a moment ago, which was said
        w.doubts.show(0)


def _connect_source(w: MainWindow) -> None:
    """The raw lines beside the page, and the doubts."""
    w.doubts.source_requested.connect(w.source.go_to_line)
    w.library_desk.shown.connect(lambda _state, changes: w.sheets.forget(changes))
    w.library_desk.shown.connect(lambda _state, changes: w.source.follow_changes(changes))
    w.source.open_requested.connect(w.documents.open)
    w.pane.cursorPositionChanged.connect(w.source.on_page_cursor)
    w.pane.doubt_clicked.connect(w.doubts.show_at)
    w.pane.scrolled.connect(w.doubts.follow)
    w.pane.scrolled.connect(w.source.on_page_scrolled)
    w.pane.width_changed.connect(w.doubts.follow)
    w.reader.closed.connect(w.doubts.close)
    w.reader.closed.connect(w.source.leave)
    w.reader.opened.connect(w.doubts.follow_document)
    w.reader.opened.connect(lambda _stored: w.source.follow_document())
    w.reader.set_anew.connect(w.doubts.follow)
    w.reader.set_anew.connect(w.source.follow_look)
    w.status.doubt_requested.connect(lambda document: _open_doubt(w, document))


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
    w.reader.set_anew.connect(w.sign.follow)
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
    w.reader.set_anew.connect(w.doors.leave)
    w.side.citations.folds_changed.connect(w.session.keep_folds)
    w.side.citations.more_wanted.connect(lambda: w.citing.read_on())
    w.side.citations.prefer_requested.connect(w.citing.prefer)
    w.side.citations.rest_wanted.connect(lambda: w.citing.read_on(everything=True))
    w.side.citations.row_chosen.connect(w.documents.open_citation)
