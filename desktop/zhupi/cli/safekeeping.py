"""``backup restore reread import-notes``."""

from __future__ import annotations

import argparse
import sys

from zhupi.cli import values
from zhupi.cli.opening import opened
from zhupi.jobs import Job
from zhupi.library import backups
from zhupi.locations import places


def backup(options: argparse.Namespace) -> int:
    with opened(options) as library:
        path = library.backup(options.out)
    if options.json:
        values.emit({"path": str(path)})
    else:
        print(f"已备份：{path}")
    return 0


def restore(options: argparse.Namespace) -> int:
    aside = backups.restore(places(options.library), options.file)
    if options.json:
        values.emit({"restored": str(options.file), "kept": aside and str(aside)})
        return 0
    print(f"已恢复：{options.file}")
    if aside is not None:
        print(f"原来的文库保留在：{aside}")
    return 0


def reread(options: argparse.Namespace) -> int:
    with opened(options) as library:
        report = library.reread(Job())
    if options.json:
        values.emit(values.read_again(report))
    elif report.backup is None:
        print("文库里的文件都由现在的阅读器读过。")
    else:
        print(report.words)
        print(f"重读之前的备份：{report.backup}")
    for entry in report.failed:
        print(f"{entry.file}：{entry.reason}", file=sys.stderr)
    if report.index_fault:
        print(report.index_fault, file=sys.stderr)
    return 1 if report.failed else 0


def import_notes(options: argparse.Namespace) -> int:
    with opened(options) as library:
        report = library.import_notes(options.file)
    if options.json:
        values.emit(values.exchanged(report))
        return 0
    print(
        f"新增 {report.added} 条，移位 {report.moved} 条，失锚 {report.orphaned} 条，"
        f"更新 {report.updated} 条，已有 {report.already_there} 条"
    )
    for conflict in report.conflicts:
        print(f"{conflict.quote or '公文笔记'}：{conflict.what}")
    return 0
