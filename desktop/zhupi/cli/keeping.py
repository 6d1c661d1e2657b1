"""``import check rebuild-index remove``."""

from __future__ import annotations

import argparse
import sys

from zhupi.cli import values
from zhupi.cli.opening import opened
from zhupi.jobs import Job
from zhupi.library.model import FileReport


def import_(options: argparse.Namespace) -> int:
    with opened(options) as library:
        report = library.import_paths(options.paths, Job())
    if options.json:
        values.emit(values.imported(report))
    else:
        _print_files("导入", report.added)
        _print_files("更新", report.updated)
        _print_files("未变", report.unchanged)
        _print_files("略过", report.skipped)
        for doubtful in report.doubts:
            print(f"存疑　{doubtful.file}　{doubtful.words}")
        if report.found:
            print(f"找回原处的失锚批注　{report.found} 条")
        if report.unfit:
            print(f"不再适用的更正　{report.unfit} 处")
    for entry in report.failed:
        print(entry.reason, file=sys.stderr)
    if report.index_fault:
        print(report.index_fault, file=sys.stderr)
    return 1 if report.failed else 0


def _print_files(what: str, entries: list[FileReport]) -> None:
    for entry in entries:
        count = f"　{entry.documents} 件" if entry.documents else ""
        reason = f"　{entry.reason}" if entry.reason else ""
        print(f"{what}　{entry.file}{count}{reason}")


def check(options: argparse.Namespace) -> int:
    with opened(options) as library:
        problems = library.check(repair=options.repair, job=Job())
        warning = library.storage_warning()
    if options.json:
        values.emit(values.checked(problems))
    elif not problems:
        print("没有发现问题。")
    else:
        for problem in problems:
            hint = "（可修复：zhupi check --repair）" if problem.repairable else ""
            print(f"{problem.what}：{problem.where}{hint}")
    if warning is not None:
        print(warning, file=sys.stderr)
    return 1 if problems else 0


def rebuild_index(options: argparse.Namespace) -> int:
    with opened(options) as library:
        count = library.rebuild_index(Job())
    if options.json:
        values.emit({"documents": count})
    else:
        print(f"索引已重建：{count} 件公文。")
    return 0


def remove(options: argparse.Namespace) -> int:
    with opened(options) as library:
        changes = library.remove(options.target, with_notes=options.with_notes)
    if options.json:
        values.emit(
            {"documents": sorted(changes.documents), "annotations": sorted(changes.annotations)}
        )
    else:
        print(f"已移入回收站：{len(changes.documents)} 件公文。")
    return 0
