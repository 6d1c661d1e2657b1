"""What a user may do at random with actions, keys, menus and bars; see `deeds`."""

from __future__ import annotations

from deeds import Deeds
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

_WORDS = (
    "财政事权",
    "的",
    "国务院",
    "（一）",
    "川府发〔2016〕37号",
    "责任",
    "没有这样的话",
    "改革 责任",
)
_PLACES = ("¶3", "（二）", "三、", "第二条", "总体要求", "99", "附件")
TRIGGERED = (
    *("back", "forward", "next_document", "previous_document", "smaller", "larger"),
    *("usual_size", "source_view", "focus_source", "next_doubt", "previous_doubt"),
    *("next_repair", "previous_repair", "next_furniture", "previous_furniture"),
    *("correct", "correct_here", "corrections", "find", "goto", "reference", "caret"),
    *("focus_mode", "left_pane", "right_pane", "focus_text", "focus_catalog", "focus_panel"),
    *("mark", "mark_red", "mark_blue", "underline", "write_note", "delete_mark", "next_mark"),
    *("previous_mark", "end_later", "end_earlier", "start_earlier", "start_later"),
    *("take_selection", "document_note", "preview_note", "copy", "copy_source", "meanings"),
    *("all_notes", "orphans", "notebooks", "excerpt", "next_link", "previous_link", "open_link"),
    *("standing", "missing_texts", "search", "next_hit", "previous_hit", "filter_catalog"),
    *("clear_filters", "focus_results", "focus_facets", "save_search", "rename_search"),
    *("search_up", "search_down", "remove_search", "search_history", "clear_history"),
    *("sort_date", "sort_issuer", "sort_relevance", "favourite", "new_collection", "export"),
    *("export_all", "print", "basket", "rebuild_index", "settings", "shortcuts"),
)
"""The actions without what they are asked for; the others are taken with something in hand."""


class Handling(Deeds):
    """Goes through the window, and takes what it offers."""

    def do_search(self) -> None:
        self.window.desk.search_for(self.chance.choice(_WORDS))

    def do_type_search(self) -> None:
        self.window.top_bar.search_box.setText(self.chance.choice([*_WORDS, ""]))

    def do_run_saved(self) -> None:
        saved = self.window.library.searches.all()
        if saved:
            self.window.desk.run(self.chance.choice(list(saved)))

    def do_leave_search(self) -> None:
        self.window.desk.leave()

    def do_find(self) -> None:
        self.window.actions_["find"].trigger()
        self.window.finder.bar.box.setText(self.chance.choice(_WORDS))
        for _ in range(self.chance.randrange(4)):
            self.window.finder.step(self.chance.choice([1, -1]))
        if self.chance.random() < 0.5:
            self.window.finder.close()

    def do_goto(self) -> None:
        self.window.actions_["goto"].trigger()
        bar = self.window.goto.bar
        bar.box.setText(self.chance.choice(_PLACES))
        QTest.keyClick(bar.box, Qt.Key.Key_Return)

    def do_filter(self) -> None:
        self.window.left.catalog.filter_box.setText(self.chance.choice(["", "czsq", "49", "意见"]))

    def do_action(self) -> None:
        name = self.chance.choice(TRIGGERED)
        self.steps[-1] = f"action {name}"
        self.took_away |= name == "delete_mark"
        self.window.actions_[name].trigger()

    def do_key(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            key = self.chance.choice(
                [Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab]
            )
            self.steps[-1] = f"key {key} in {type(focus).__name__}"
            QTest.keyClick(focus, key)

    def do_close_dialogs(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                (dialog.accept if self.chance.random() < 0.3 else dialog.reject)()

    def do_tree_menu(self) -> None:
        catalog = self.window.left.catalog
        index = catalog.model.index_of(self.chance.choice(self._documents() or [""]))
        catalog.view.setCurrentIndex(index)
        menu = catalog.menu_at(index) if index.isValid() else None
        if menu is not None:
            self._pick(menu)

    def do_page_menu(self) -> None:
        pane = self.window.pane
        pane.setFocus()
        size = pane.viewport().size()
        across, down = (self.chance.randrange(most) for most in (size.width(), size.height()))
        self.window.page_menu.show(QPoint(across, down))

    def do_pick(self) -> None:
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            self._pick(popup)
            popup.close()

    def _pick(self, menu: QMenu) -> None:
        """Choose an entry of a menu or of one in it; none that starts another program."""
        # To PySide6 6.9 an action that leads to a menu owns it: it must not be asked for its menu.
        inside = menu.findChildren(QMenu)
        leading = {one.menuAction() for one in inside}
        found = [
            action
            for one in (menu, *inside)
            for action in one.actions()
            if action.isEnabled() and action not in leading and "来源" not in action.text()
        ]
        if found:
            action = self.chance.choice(found)
            self.steps[-1] += f" {action.text()}"
            self.took_away = True
            action.trigger()

    def do_export(self) -> None:
        self.window.settings.export_folder = str(self.work)
        self.window.exporter.export_here()
        self.rest()
        dialog = self.window.exporter.dialog
        if dialog is not None and self.chance.random() < 0.7:
            dialog.go.click()

    def do_theme(self) -> None:
        self.window.set_theme(self.chance.choice(["light", "sepia", "dark", "contrast", "system"]))

    def do_offer(self) -> None:
        if self.messages.offers:
            offer = self.messages.offers.pop()
            if not offer.label.startswith("打开"):  # another program
                self.took_away = True
                offer.act()

    def do_compare(self) -> None:
        documents = self._documents()
        if len(documents) > 1:
            self.window.comparison.compare(self.chance.sample(documents, k=2))
