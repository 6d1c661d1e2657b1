"""Annotations and notebooks: putting excerpts in, and deleting annotations that have some."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from zhupi.annotations.notebooks import Notebook
from zhupi.library import Library
from zhupi.library.changes import Excerpts
from zhupi.library.model import Changes, Edited
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.marking import Marker
from zhupi.qt.messages import Messages, Offer


class Excerpter(QObject):
    """Asks what has to be asked, then writes; each change is a step to undo."""

    show_requested = Signal(str)
    """The id of a notebook that the user wants to see."""

    def __init__(
        self,
        library: Library,
        marker: Marker,
        steps: BulkSteps,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._marker = marker
        self._steps = steps
        self._messages = messages

    def delete(self, annotations: Sequence[str]) -> None:
        """Delete annotations; ask what becomes of their excerpts if there are any.

        What is asked for after it waits: looking and deleting is one piece of work.
        """
        ids = list(annotations)

        def work() -> Edited | dict[str, list[Notebook]]:
            return self._library.notebooks.excerpts_of(ids) or self._library.delete(ids)

        def came(outcome: Edited | dict[str, list[Notebook]]) -> None:
            if isinstance(outcome, Edited):
                self._marker.came(outcome, _deletion(ids))
            else:
                self._ask(ids, outcome)

        self._marker.then(lambda: self._marker.write(work, came))

    def _ask(self, ids: list[str], held: dict[str, list[Notebook]]) -> None:
        names = dict.fromkeys(notebook.name for books in held.values() for notebook in books)
        where = "、".join(f"“{name}”" for name in list(names)[:3])
        more = f"等 {len(names)} 本摘编" if len(names) > 3 else ""
        these = "这条批注" if len(ids) == 1 else f"其中 {len(held)} 条"
        chosen = self._messages.choose(
            "删除批注，摘编里的摘录怎么办？",
            f"{these}已摘入{where}{more}。",
            ("文字留在摘编里", "从摘编里一并移除"),
        )
        if chosen is not None:
            fate = (Excerpts.KEEP, Excerpts.REMOVE)[chosen]
            self._marker.do(lambda: self._library.delete(ids, excerpts=fate), _deletion(ids))

    def add(self, annotations: Sequence[str], notebook: str, before: str | None = None) -> None:
        """Put excerpts of annotations into a notebook, or into a new one if it is ``""``."""
        ids = list(annotations)
        if notebook:
            name = self._library.notebooks.find(notebook).name
            self._put(ids, lambda: (notebook, Edited()), name, before)
            return
        wanted = self._messages.ask_name("新建摘编", "")
        if wanted is None:
            return

        def make() -> tuple[str, Edited]:
            made, edited = self._library.notebooks.make(wanted)
            return made.id, edited

        self._put(ids, make, wanted, None)

    def _put(
        self,
        ids: list[str],
        target: Callable[[], tuple[str, Edited]],
        name: str,
        before: str | None,
    ) -> None:
        held = ""

        def work() -> Edited:
            nonlocal held
            held, made = target()
            put = self._library.notebooks.add_excerpts(held, ids, before)
            return together(made, put)

        def done(edited: Edited) -> None:
            if not edited:
                self._messages.info(f"这些批注已经在“{name}”里了。")
                return
            self.tell(name, held)

        self._steps.make(f"加入摘编“{name}”", work, done)

    def tell(self, name: str, notebook: str) -> None:
        """Tell that something was put into a notebook."""
        self._messages.info(
            f"已摘入“{name}”", Offer("打开摘编", lambda: self.show_requested.emit(notebook))
        )


def together(first: Edited, second: Edited) -> Edited:
    """Two changes as one step, to be taken back together."""
    both: Changes = first | second
    return Edited(
        documents=both.documents,
        annotations=both.annotations,
        sources=both.sources,
        notebooks=both.notebooks,
        before=(*first.before, *second.before),
        after=(*first.after, *second.after),
    )


def _deletion(ids: Sequence[str]) -> str:
    """Name the step; one deletion is named after its words."""
    return f"删除 {len(ids)} 条批注" if len(ids) > 1 else ""
