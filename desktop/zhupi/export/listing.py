"""A plain list as a table: .csv, which spreadsheets open, or .md."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from zhupi.errors import UnwritableFile
from zhupi.export.files import put

SUFFIXES = (".csv", ".md")


def write(
    path: Path,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    overwrite: bool = False,
) -> None:
    """Write a table in the format of the suffix; raises `UnwritableFile`."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnwritableFile(f"无法导出到“{path.name}”：扩展名须是 {'、'.join(SUFFIXES)} 之一。")
    text = _csv(columns, rows) if suffix == ".csv" else _markdown(title, columns, rows)
    put(path, text.encode(), overwrite=overwrite)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO(newline="")
    # The mark tells spreadsheets that this is UTF-8; without it Chinese comes out as rubbish.
    stream.write("\ufeff")
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


def _markdown(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"# {title}", "", _row(columns), _row(["---"] * len(columns))]
    lines += map(_row, rows)
    return "".join(line + "\n" for line in lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
