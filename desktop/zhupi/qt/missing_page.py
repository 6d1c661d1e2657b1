"""The page of what is not in the library (库中缺少的文件): what to look for next.

::

    库中缺少的文件  93 件                       [筛选…]        [返回正文 Esc]
    被库中文件引用、而库里没有的文件，引用多的在前。
    引用件数   发文字号            标题
    ▾   2     国发〔2015〕99号    国务院关于振兴丝绸的意见
              川府发〔2017〕8号   四川省人民政府关于发展丝绸业的意见
    [看引用处 Enter] [复制名称 Ctrl+C] [导出…]
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zhupi.library.citation_model import Missing
from zhupi.library.model import CatalogRow
from zhupi.qt import icons
from zhupi.qt.index import Index
from zhupi.qt.instead_page import InsteadPage, nothing
from zhupi.qt.missing_model import COUNT, NUMBER, TITLE, Listed, MissingModel, name
from zhupi.qt.paper_tree import PaperTree
from zhupi.qt.themes import Theme

_ROW = 30
"""Pixels that a row is high."""
_WHY = "库中文件引用了它们，而库里没有。引用多的在前，可据此去找。"
_AIR = {NUMBER: (5, 4), TITLE: (0, 12)}
"""Pixels left free beside the words: numbers stand under their heading."""
_NONE = "库中文件引用到的文件，库里都有。"


class _RowDelegate(QStyledItemDelegate):
    """Draws cells over the ground of `PaperTree`; those of what cites a text are fainter."""

    def __init__(self, tree: MissingTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(super().sizeHint(option, index).width(), _ROW)

    def initStyleOption(  # noqa: N802
        self, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().initStyleOption(option, index)
        left, right = _AIR.get(index.column(), (0, 0))
        option.rect.adjust(left, 0, -right, 0)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        theme = self._tree.theme
        if theme is not None and index.data(MissingModel.ROW) is not None:
            option.palette.setColor(QPalette.ColorRole.Text, theme.muted)


class MissingTree(PaperTree):
    """The list: every row is as high as the others, so that 50,000 are laid out at once."""

    def __init__(self) -> None:
        super().__init__("库中缺少的文件")
        self.rows = MissingModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformRowHeights(True)
        self.setHeaderHidden(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        head = self.header()
        head.setStretchLastSection(True)
        head.setSectionsMovable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, width in ((COUNT, 104), (NUMBER, 210)):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(section, width)
        self.setTreePosition(TITLE)

    def current_missing(self) -> Missing | None:
        """The text of the current row, or under which it stands."""
        found = self.currentIndex().data(MissingModel.MISSING)
        return found if isinstance(found, Missing) else None

    def current_row(self) -> CatalogRow | None:
        """The document of the current row that cites it; of a text's own row the first."""
        found = self.currentIndex().data(MissingModel.ROW)
        if isinstance(found, CatalogRow):
            return found
        missing = self.current_missing()
        return missing.cited_by[0] if missing is not None and missing.cited_by else None


class MissingPage(InsteadPage):
    """Everything of the page."""

    open_requested = Signal(object, object)
    """The `Missing` text, and the `CatalogRow` of a document that cites it."""
    export_requested = Signal()
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("库中缺少的文件", parent)
        self.view = MissingTree()
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText("筛选标题、文号…")
        self.filter_box.setAccessibleName("筛选库中缺少的文件")
        self.filter_box.setClearButtonEnabled(True)
        self.why = QLabel(_WHY)
        self.why.setProperty("class", "muted")
        self.why.setContentsMargins(24, 0, 24, 8)
        self.nothing = nothing(_NONE)
        self._lay_out()
        self.filter_box.textChanged.connect(self._filter)
        self.view.activated.connect(lambda _index: self.open_current())
        self.view.selectionModel().currentChanged.connect(self._show_choice)
        self.view.installEventFilter(self)
        self.filter_box.installEventFilter(self)
        self.show_missing(Listed(), read=False)

    def _lay_out(self) -> None:
        layout = self.begin(self.filter_box)
        layout.addWidget(self.why)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self._make_bar())

    def _make_bar(self) -> QWidget:
        self.bar = QWidget()
        self.bar.setObjectName("notesBar")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.open = QPushButton("看引用处　Enter")
        self.open.setToolTip("打开引用它的公文，到引用的地方")
        self.copy = QPushButton("复制名称　Ctrl+C")
        self.copy.setToolTip("复制标题和文号，便于去查找")
        self.export = QPushButton("导出…")
        self.export.setToolTip("导出整个清单：CSV 表格或 Markdown")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(24, 8, 14, 8)
        row.setSpacing(6)
        for button in (self.open, self.copy):
            button.setProperty("small", "true")
            row.addWidget(button)
        row.addStretch(1)
        self.export.setProperty("small", "true")
        row.addWidget(self.export)
        self.open.clicked.connect(self.open_current)
        self.copy.clicked.connect(self.copy_current)
        self.export.clicked.connect(self.export_requested)
        return self.bar

    # What is shown

    def show_missing(self, listed: Listed, *, read: bool = True) -> None:
        """List them; the current one stays if it is still missing. ``read``: these are all."""
        before = self.view.current_missing()
        opened = self.view.currentIndex().isValid() and self.view.isExpanded(
            self.view.currentIndex().siblingAtColumn(0)
        )
        self.view.rows.set_missing(listed)
        row = self.view.rows.place(before) if before is not None else -1
        self._choose(max(row, 0))
        if row >= 0 and opened:
            self.view.expand(self.view.rows.index(row, 0))
        self.nothing.setText(_NONE if read else "正在找库中缺少的文件…")
        self._show_count()

    def _filter(self, words: str) -> None:
        self.view.rows.filter(words)
        self._choose(0)
        if words.strip() and self.view.rows.total:
            self.nothing.setText(f"没有符合“{words.strip()}”的文件。")
        self._show_count()

    def _choose(self, row: int) -> None:
        if self.view.rows.rowCount():
            index = self.view.rows.index(row, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def _show_count(self) -> None:
        shown, total = self.view.rows.shown, self.view.rows.total
        self.count.setText(f"{total:,} 件" if shown == total else f"{shown:,} / {total:,} 件")
        for part in (self.view, self.why, self.bar):
            part.setVisible(shown > 0)
        self.nothing.setVisible(shown == 0)
        self._show_choice()

    def _show_choice(self) -> None:
        chosen = self.view.current_missing() is not None
        self.open.setEnabled(chosen)
        self.copy.setEnabled(chosen)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.theme = theme
        self.view.viewport().update()
        icons.dress_clear_button(self.filter_box, theme.muted)

    # What is asked for

    def open_current(self) -> None:
        """Go to the place at which the current document, or the first, cites the text."""
        missing, row = self.view.current_missing(), self.view.current_row()
        if missing is not None and row is not None:
            self.open_requested.emit(missing, row)

    def copy_current(self) -> None:
        """Copy the name of the current text."""
        missing = self.view.current_missing()
        if missing is not None:
            QGuiApplication.clipboard().setText(name(missing))
            self.copied.emit(name(missing))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.view and event.matches(QKeySequence.StandardKey.Copy):
                self.copy_current()
                return True
            if watched is self.filter_box and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
                self.view.setFocus()
                return True
        return super().eventFilter(watched, event)
