"""Every action of the window in one table: its words, key, icon and tip."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from zhupi.qt import icons
from zhupi.qt.themes import Theme


class Scope(StrEnum):
    """Where an action's key works: everywhere, or with the focus in the text or in the tree."""

    WINDOW = "window"
    READING = "reading"
    CATALOG = "catalog"


@dataclass(frozen=True, slots=True)
class Spec:
    """One row of the table."""

    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    tip: str = ""
    scope: Scope = Scope.WINDOW
    group: str = "其他"


_READ = "阅读"
_MARK = "批注"
_SEARCH = "搜索"
_LIBRARY = "文库"
_CITING = "引用与效力"

TABLE: dict[str, Spec] = {
    "back": Spec("后退", ("Alt+Left",), "back", "回到前一处", group=_READ),
    "forward": Spec("前进", ("Alt+Right",), "forward", "到后一处", group=_READ),
    "next_document": Spec("下一件公文", ("Ctrl+PgDown",), tip="目录里的下一件", group=_READ),
    "previous_document": Spec("上一件公文", ("Ctrl+PgUp",), tip="目录里的上一件", group=_READ),
    "smaller": Spec("缩小文字", ("Ctrl+-",), tip="正文小一号", group=_READ),
    "larger": Spec("放大文字", ("Ctrl+=", "Ctrl++"), tip="正文大一号", group=_READ),
    "usual_size": Spec("原来的字号", ("Ctrl+0",), tip="正文回到原来的字号", group=_READ),
    "theme": Spec("外观", (), "theme", "浅色、纸黄、深色、高对比，或跟随系统", group=_READ),
    "source_view": Spec("对照原文", ("Ctrl+U",), "source", "正文旁显示原文各行", group=_READ),
    "focus_source": Spec("转到原文", ("Alt+6",), tip="光标移到原文各行", group=_READ),
    "next_doubt": Spec("下一处存疑", ("D",), "", "到下一处存疑，看原文", Scope.READING, _READ),
    "previous_doubt": Spec(
        "上一处存疑", ("Shift+D",), "", "到上一处存疑，看原文", Scope.READING, _READ
    ),
    "next_repair": Spec("下一处修复", ("X",), "", "原文里的下一处修复", Scope.READING, _READ),
    "previous_repair": Spec(
        "上一处修复", ("Shift+X",), "", "原文里的上一处修复", Scope.READING, _READ
    ),
    "next_furniture": Spec(
        "下一版面行", ("F",), "", "不入正文的下一行：页码、栏头等", Scope.READING, _READ
    ),
    "previous_furniture": Spec(
        "上一版面行", ("Shift+F",), "", "不入正文的上一行：页码、栏头等", Scope.READING, _READ
    ),
    "correct": Spec(
        "更正公文信息…",
        ("Ctrl+Shift+U",),
        "source",
        "更正标题、文号、机关、日期、文种",
        group=_READ,
    ),
    "correct_here": Spec(
        "更正此处", ("C",), "", "此处的段落、公文起止、版面行", Scope.READING, _READ
    ),
    "corrections": Spec("更正一览…", (), "list", "全部更正，可逐条撤销", group=_READ),
    "find": Spec("查找本文", ("Ctrl+F",), "search", "在这件公文中查找", group=_READ),
    "goto": Spec("转到…", ("Ctrl+G",), "", "转到段号、条款或标题", group=_READ),
    "reference": Spec("段号", ("F8",), "", "在页边显示段号 ¶，便于引用", group=_READ),
    "caret": Spec("键盘选字", ("F7",), "keyboard", "用方向键移动光标、选字", group=_READ),
    "focus_mode": Spec("专注阅读", ("F11",), "focus", "只留正文，铺满屏幕", group=_READ),
    "left_pane": Spec("左侧栏", ("Shift+F9",), tip="显示或收起目录一栏", group=_READ),
    "right_pane": Spec("右侧栏", ("F9",), tip="显示或收起批注一栏", group=_READ),
    "focus_text": Spec("转到正文", ("Alt+2",), tip="用键盘阅读", group=_READ),
    "focus_catalog": Spec("转到目录", ("Alt+1",), tip="光标移到目录树", group=_READ),
    "focus_panel": Spec("转到右侧面板", ("Alt+3",), tip="批注、大纲、引用、摘编", group=_READ),
    "mark": Spec("标记", ("H",), "highlight", "以上次的颜色标记所选", Scope.READING, _MARK),
    "mark_red": Spec("用第一色标记", ("1",), "", "标记或改色", Scope.READING, _MARK),
    "mark_yellow": Spec("用第二色标记", ("2",), "", "标记或改色", Scope.READING, _MARK),
    "mark_green": Spec("用第三色标记", ("3",), "", "标记或改色", Scope.READING, _MARK),
    "mark_blue": Spec("用第四色标记", ("4",), "", "标记或改色", Scope.READING, _MARK),
    "mark_purple": Spec("用第五色标记", ("5",), "", "标记或改色", Scope.READING, _MARK),
    "underline": Spec("划线", ("U",), "underline", "在所选下划线", Scope.READING, _MARK),
    "write_note": Spec("写批注", ("N",), "note", "标记所选并写批注", Scope.READING, _MARK),
    "delete_mark": Spec("删除批注", ("Delete",), "trash", "删除当前批注", Scope.READING, _MARK),
    "next_mark": Spec("下一处标记", ("]",), "", "到下一处标记", Scope.READING, _MARK),
    "previous_mark": Spec("上一处标记", ("[",), "", "到上一处标记", Scope.READING, _MARK),
    "end_later": Spec("结尾伸一字", ("Alt+Shift+Right",), "", "", Scope.READING, _MARK),
    "end_earlier": Spec("结尾缩一字", ("Alt+Shift+Left",), "", "", Scope.READING, _MARK),
    "start_earlier": Spec("开头伸一字", ("Alt+Shift+Up",), "", "", Scope.READING, _MARK),
    "start_later": Spec("开头缩一字", ("Alt+Shift+Down",), "", "", Scope.READING, _MARK),
    "take_selection": Spec(
        "以所选为范围", ("R",), "", "当前批注改为标记所选", Scope.READING, _MARK
    ),
    "document_note": Spec("本文笔记", ("Ctrl+Shift+N",), "note", "写整件公文的笔记", group=_MARK),
    "preview_note": Spec("预览批注", ("Ctrl+Shift+P",), "preview", "看批注排好的样子", group=_MARK),
    "copy": Spec("复制", ("Ctrl+C",), "copy", "复制所选原文", Scope.READING, _MARK),
    "copy_source": Spec(
        "复制并注明出处",
        ("Ctrl+Shift+C",),
        "quote",
        "复制所选、当前标记或这一段，注明标题、文号和条款",
        Scope.READING,
        _MARK,
    ),
    "meanings": Spec("颜色的含义…", (), "highlight", "给五种颜色起名", group=_MARK),
    "all_notes": Spec("批注总览", ("Ctrl+J",), "note", "全库批注：筛选、整理、导出", group=_MARK),
    "orphans": Spec("失锚批注", (), "warning", "找不到原文位置的批注", group=_MARK),
    "notebooks": Spec("摘编", ("Ctrl+B",), "list", "摘编：标题、文字与摘录", group=_MARK),
    "excerpt": Spec(
        "摘入摘编", ("E",), "excerpt", "把所选或当前标记摘入摘编", Scope.READING, _MARK
    ),
    "next_link": Spec("下一处引文", ("L",), "", "到下一处《…》或文号", Scope.READING, _CITING),
    "previous_link": Spec(
        "上一处引文", ("Shift+L",), "", "到上一处《…》或文号", Scope.READING, _CITING
    ),
    "open_link": Spec(
        "打开引文", ("O",), "", "打开走到的引文，也可按 Enter", Scope.READING, _CITING
    ),
    "standing": Spec("本文效力…", ("Ctrl+I",), tip="自己标注是否有效", group=_CITING),
    "missing_texts": Spec(
        "库中缺少的文件",
        ("Ctrl+Shift+M",),
        "document",
        "被引用而库中没有的，引用多的在前",
        group=_CITING,
    ),
    "undo": Spec("撤销", ("Ctrl+Z",), "undo", group=_MARK),
    "redo": Spec("重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", group=_MARK),
    "search": Spec(
        "搜索全库", ("Ctrl+K", "Ctrl+Shift+F"), "search", "搜索正文、文号", group=_SEARCH
    ),
    "next_hit": Spec("下一处", ("F3",), tip="到下一处命中；查找本文时在本文中", group=_SEARCH),
    "previous_hit": Spec(
        "上一处", ("Shift+F3",), tip="到上一处命中；查找本文时在本文中", group=_SEARCH
    ),
    "filter_catalog": Spec("筛选目录", ("Ctrl+L",), tip="按标题或文号筛选", group=_SEARCH),
    "clear_filters": Spec(
        "清除筛选", ("Ctrl+Shift+L",), tip="不再限于机关、年份、文种", group=_SEARCH
    ),
    "focus_results": Spec("转到搜索结果", ("Alt+4",), tip="光标移到结果列表", group=_SEARCH),
    "focus_facets": Spec(
        "转到结果的分类", ("Alt+5",), tip="按机关、年份、文种缩小范围", group=_SEARCH
    ),
    "sort_relevance": Spec("按相关排列", ("Ctrl+1",), tip="标题命中的在前", group=_SEARCH),
    "sort_date": Spec("按日期排列", ("Ctrl+2",), tip="新的在前", group=_SEARCH),
    "sort_issuer": Spec("按机关排列", ("Ctrl+3",), tip="同一机关的排在一起", group=_SEARCH),
    "search_history": Spec("搜索历史", ("Alt+Down",), "history", "选一个搜索过的词", group=_SEARCH),
    "clear_history": Spec("清除搜索历史", tip="忘掉搜索过的词", group=_SEARCH),
    "save_search": Spec("保存搜索", ("Ctrl+D",), "star", "把这个搜索存到目录", group=_SEARCH),
    "rename_search": Spec("改名", ("F2",), "", "给保存的搜索或专题改名", Scope.CATALOG, _SEARCH),
    "search_up": Spec(
        "保存的搜索上移", ("Ctrl+Shift+Up",), "", "排到前一个", Scope.CATALOG, _SEARCH
    ),
    "search_down": Spec(
        "保存的搜索下移", ("Ctrl+Shift+Down",), "", "排到后一个", Scope.CATALOG, _SEARCH
    ),
    "remove_search": Spec(
        "移除", ("Delete",), "trash", "移除搜索或专题，或移出专题，可以撤销", Scope.CATALOG, _SEARCH
    ),
    "favourite": Spec(
        "收藏", ("Ctrl+Shift+S",), "star", "收藏或取消：所选公文，或正在读的", group=_LIBRARY
    ),
    "new_collection": Spec("新建专题…", (), "collection", "把公文归到自己的专题", group=_LIBRARY),
    "import_files": Spec("导入文件…", ("Ctrl+O",), "import", "导入公报文件", group=_LIBRARY),
    "import_folder": Spec(
        "导入文件夹…", ("Ctrl+Shift+O",), "folder", "导入文件夹里的全部公报", group=_LIBRARY
    ),
    "export": Spec("导出…", ("Ctrl+E",), "document", "导出全文、摘录、所选或摘编", group=_LIBRARY),
    "export_all": Spec("全库摘录…", ("Ctrl+Shift+E",), "export", "导出全部批注", group=_LIBRARY),
    "print": Spec("打印…", ("Ctrl+P",), "print", "打印或存为 PDF", group=_LIBRARY),
    "basket": Spec("回收站…", (), "trash", "查看与恢复移走的公文", group=_LIBRARY),
    "rebuild_index": Spec("重建索引", (), "refresh", "重新建立搜索索引", group=_LIBRARY),
    "settings": Spec("设置…", ("Ctrl+,",), "settings", "阅读的字体、字号、行距、外观"),
    "shortcuts": Spec("快捷键一览", ("F1",), "keyboard"),
    "about": Spec("关于朱批", (), "info"),
    "quit": Spec("退出", ("Ctrl+Q",)),
}

WRITING = (
    "mark",
    "mark_red",
    "mark_yellow",
    "mark_green",
    "mark_blue",
    "mark_purple",
    "underline",
    "write_note",
    "delete_mark",
    "end_later",
    "end_earlier",
    "start_earlier",
    "start_later",
    "take_selection",
    "document_note",
    "excerpt",
    "correct",
    "correct_here",
    "undo",
    "redo",
    "import_files",
    "import_folder",
    "rebuild_index",
    "save_search",
    "rename_search",
    "search_up",
    "search_down",
    "remove_search",
    "favourite",
    "new_collection",
)
"""The actions that a window may not do while another one writes."""


SORTS = ("sort_relevance", "sort_date", "sort_issuer")
"""The actions of which one is chosen: the order of the hits."""


def make(window: QWidget, reading: QWidget, catalog: QWidget) -> dict[str, QAction]:
    """Make the actions; those of the text work while the focus is in ``reading``, and so on.

    They have no icons until `dress` draws them.
    """
    made = {}
    owners = {Scope.WINDOW: window, Scope.READING: reading, Scope.CATALOG: catalog}
    for name, spec in TABLE.items():
        owner = owners[spec.scope]
        action = QAction(spec.text, owner)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        if spec.scope is not Scope.WINDOW:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(tip(spec))
        action.setStatusTip("")
        owner.addAction(action)
        made[name] = action
    order = QActionGroup(window)
    for name in SORTS:
        made[name].setCheckable(True)
        order.addAction(made[name])
    made[SORTS[0]].setChecked(True)
    made["reference"].setCheckable(True)
    return made


def dress(made: dict[str, QAction], theme: Theme) -> None:
    """Draw the icons in the theme's ink."""
    for name, spec in TABLE.items():
        if spec.icon:
            made[name].setIcon(icons.icon(spec.icon, theme.ink))


def tip(spec: Spec) -> str:
    """The words that appear over a button: what it does, and its key."""
    words = spec.tip or spec.text.rstrip("…")
    return f"{words}（{spec.keys[0]}）" if spec.keys else words
