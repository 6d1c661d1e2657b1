"""The list of what is cited and not in the library, as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhupi.export import listing
from zhupi.library.citation_model import Missing

_COLUMNS = ("引用件数", "发文字号", "标题", "引用它的公文")


def write(missing: Sequence[Missing], path: Path, *, overwrite: bool = False) -> int:
    """Write the list as .csv or .md and return its length; raises `UnwritableFile`."""
    listing.write(
        path,
        "库中没有而被引用的公文",
        _COLUMNS,
        [
            (
                str(one.count),
                one.number or "",
                one.title or "",
                "；".join(row.number or f"《{row.title}》" for row in one.cited_by),
            )
            for one in missing
        ],
        overwrite=overwrite,
    )
    return len(missing)
