"""The relations of the open document: looked up beside the window, shown wherever they are shown.

The page gets its links, the panel its groups, the strip over the page what is said of its force.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from zhupi.errors import KnownError, NotFound
from zhupi.library import Library
from zhupi.library.citation_model import CitedBy, State
from zhupi.library.model import Changes, StoredDocument
from zhupi.qt import citations
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.citation_panel import CitationPanel
from zhupi.qt.links import Link, links_of
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.reading import Reader
from zhupi.qt.relations import PAGE, Relations, look_up
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.side_panel import CITATIONS
from zhupi.qt.standing_strip import StandingStrip


class CitingDesk(QObject):
    """Looks up, and lets the user say what he knows better."""

    panel_wanted = Signal()
    """The panel at the side should be in sight."""
    states_known = Signal(object)
    """The `State` of every text of which one is known, by row id."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        panes: Panes,
        reader: Reader,
        steps: BulkSteps,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._panes = panes
        self._reader = reader
        self._steps = steps
        self._messages = messages
        self._known: Relations | None = None
        self._states_read = False
        self.panel: CitationPanel = panes.side.citations
        self.strip = StandingStrip(panes.page, read_only=library.read_only)

    @property
    def relations(self) -> Relations | None:
        """What is known of the open document."""
        return self._known

    # Looking up

    def on_opened(self, stored: StoredDocument) -> None:
        """A document stands in the pane: a new one, or the one that was there, read anew."""
        known = self._known
        if known is not None and (known.document, known.revision) == (stored.id, stored.revision):
            self._panes.page.links.show(links_of(known.cites))
            return
        if known is None or known.document != stored.id:
            self._known = None
            self.strip.wait()
        self._look_up()

    def follow(self, changes: Changes) -> None:
        """The library changed: what was missing may be here, what was in force may be no more."""
        if changes.documents:
            self._look_up()
        if changes.documents or not self._states_read:
            self._states_read = True
            self._read_states()

    def follow_step(self, changes: Changes) -> None:
        """Something was changed in this window: of marks and notes nothing follows here."""
        if not (changes.annotations or changes.notebooks):
            self.follow(changes)

    def _read_states(self) -> None:
        """Read of which texts a state is known."""
        self._runner.run(
            Lane.READ, lambda _job: self._library.states(), self.states_known.emit, receiver=self
        )

    def _look_up(self) -> None:
        document, revision = self._reader.id, self._reader.stored_revision
        if document:
            self._runner.run(
                Lane.READ,
                lambda _job: look_up(self._library, document, revision),
                self._show,
                receiver=self,
                failed=self._on_failed,
            )
        else:
            self.leave()

    def _on_failed(self, error: KnownError) -> None:
        """The document may have gone into the waste basket: the window follows that by itself."""
        if not isinstance(error, NotFound):
            self._messages.error(str(error))

    def _show(self, relations: Relations) -> None:
        here = (self._reader.id, self._reader.stored_revision)
        if (relations.document, relations.revision) == here:
            self._known = relations
            self._panes.page.links.show(links_of(relations.cites))
            self._show_panel()
            self.strip.show_standing(relations.standing)

    def _show_panel(self) -> None:
        relations = self._known
        self.panel.show_relations(relations)
        cited = citations.count(relations) if relations is not None else 0
        self._panes.side.set_counts(citations=cited)

    def leave(self) -> None:
        """No document is open any more."""
        self._known = None
        self._show_panel()
        self.strip.show_standing(None)

    def read_on(self, *, everything: bool = False) -> None:
        """Read a further page of what cites the document, or all of it."""
        relations = self._known
        if relations is None:
            return
        read = len(relations.cited_by.texts)
        limit = relations.cited_by.total if everything else PAGE

        def came(page: CitedBy) -> None:
            known = self._known
            if known is relations:
                self._known = known.with_more(page)
                self._show_panel()

        document = relations.document
        self._runner.run(
            Lane.READ,
            lambda _job: self._library.cited_by(document, offset=read, limit=limit),
            came,
            receiver=self,
        )

    # Going there

    def show_link(self, link: Link) -> None:
        """Show the row of a link in the panel."""
        self._panes.side.show_tab(CITATIONS)
        self.panel_wanted.emit()
        self.panel.show_link(link)

    def show_menu(self) -> None:
        """Offer what may be said of the force of the open document."""
        if self._reader.id:
            self.strip.offer_states()
        else:
            self._messages.info("先打开一件公文。")

    # What the user says

    def set_state(self, state: State | None) -> None:
        """Let the user's word on the force of the open document, and its copies, stand."""
        document, library = self._reader.id, self._library
        if not document:
            return
        self._steps.make_from(
            f"标为“{state.label}”" if state is not None else "不再自标效力",
            lambda: library.user_state(document),
            lambda former: Changes() if former is state else library.set_state(document, state),
            lambda former: library.set_state(document, former),
        )

    def prefer(self, preferred: bool) -> None:  # noqa: FBT001 - a signal's
        """Let citations open this copy, or none in particular."""
        document, library = self._reader.id, self._library
        if not document:
            return

        def back(former: str | None) -> Changes:
            if former is None:
                return library.prefer_copy(document, preferred=False)
            return library.prefer_copy(former)

        self._steps.make_from(
            "让引文打开本份" if preferred else "不指定引文打开哪一份",
            lambda: library.preferred_copy(document),
            lambda _former: library.prefer_copy(document, preferred=preferred),
            back,
        )
