"""``notebook``: make, fill and show notebooks (摘编)."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from zhupi.annotations.notebooks import ItemKind
from zhupi.cli import values
from zhupi.cli.opening import opened
from zhupi.library import Library
from zhupi.library.model import Entry


def notebook(options: argparse.Namespace) -> int:
    with opened(options) as library:
        _ACTIONS[options.action](library, options)
    return 0


def _list(library: Library, options: argparse.Namespace) -> None:
    rows = library.notebooks.rows()
    if options.json:
        values.emit(values.notebooks(rows))
        return
    for row in rows:
        print(f"{row.notebook.name}　{row.items} 条，摘录 {row.excerpts} 条　[{row.notebook.id}]")
    print(f"共 {len(rows)} 本")


def _show(library: Library, options: argparse.Namespace) -> None:
    outline = library.notebooks.outline(library.notebooks.find(options.notebook).id)
    if options.json:
        values.emit(values.outline(outline))
        return
    print(outline.notebook.name)
    for entry in outline.entries:
        print(f"\n{_text(entry)}　[{entry.id}]")


def _text(entry: Entry) -> str:
    match entry.kind:
        case ItemKind.HEADING:
            return "#" * entry.level + " " + entry.words
        case ItemKind.TEXT:
            return entry.words
        case _:
            note = entry.note.annotation.note if entry.note is not None else ""
            words = "\n".join(f"> {line}" for line in entry.words.split("\n"))
            return "\n".join(part for part in (words, note, entry.source) if part)


def _new(library: Library, options: argparse.Namespace) -> None:
    made, _ = library.notebooks.make(options.notebook)
    _say(options, {"id": made.id, "name": made.name}, f"已新建摘编：{made.name}　[{made.id}]")


def _remove(library: Library, options: argparse.Namespace) -> None:
    found = library.notebooks.find(options.notebook)
    library.notebooks.delete(found.id)
    _say(options, {"id": found.id, "name": found.name}, f"已移入回收站：{found.name}")


def _rename(library: Library, options: argparse.Namespace) -> None:
    found = library.notebooks.find(options.notebook)
    library.notebooks.rename(found.id, options.name)
    _say(
        options,
        {"id": found.id, "name": options.name.strip()},
        f"已改名：{found.name} → {options.name.strip()}",
    )


def _add(library: Library, options: argparse.Namespace) -> None:
    found = library.notebooks.find(options.notebook)
    edited = library.notebooks.add_excerpts(found.id, options.annotations, options.before)
    items = [record.id for record in edited.after]
    there = len(set(options.annotations)) - len(items)
    already = f"，{there} 条已在其中" if there else ""
    _say(
        options,
        {"items": items, "already_there": there},
        f"{found.name}：加入 {len(items)} 条{already}",
    )


def _heading(library: Library, options: argparse.Namespace) -> None:
    found = library.notebooks.find(options.notebook)
    item, _ = library.notebooks.add_heading(found.id, options.text, options.level, options.before)
    _say(options, {"items": [item.id]}, f"{found.name}：加入标题　[{item.id}]")


def _add_text(library: Library, options: argparse.Namespace) -> None:
    found = library.notebooks.find(options.notebook)
    item, _ = library.notebooks.add_text(found.id, options.text, options.before)
    _say(options, {"items": [item.id]}, f"{found.name}：加入文字　[{item.id}]")


def _say(options: argparse.Namespace, value: values.Json, words: str) -> None:
    if options.json:
        values.emit(value)
    else:
        print(words)


_ACTIONS: dict[str, Callable[[Library, argparse.Namespace], None]] = {
    "add": _add,
    "heading": _heading,
    "list": _list,
    "new": _new,
    "remove": _remove,
    "rename": _rename,
    "show": _show,
    "text": _add_text,
}
