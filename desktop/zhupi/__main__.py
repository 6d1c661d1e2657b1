"""Without a subcommand the window, with one the command line.

Nothing of Qt is imported here: each worker process imports this module again.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two shells; return the exit code."""
    # In a frozen program a worker process starts here again and must go no further.
    multiprocessing.freeze_support()
    try:
        _prepare_output()
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 1


def _prepare_output() -> None:
    """Chinese must come out whole, whatever the locale says; a closed stream goes nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            # A lone surrogate of a damaged name must not end the program.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(arguments: Sequence[str]) -> int:
    if not arguments:
        return _open_window()  # as the desktop starts it: the command line takes 100 ms to import
    from zhupi.cli.options import parse

    options = parse(arguments)
    if options.command is not None:
        from zhupi.cli.run import run

        code = run(options)
        if code != 0 or options.command != "open":
            return code
    address = options.address if options.command == "open" else None
    return _open_window(options.library, options.picture, address)


def _open_window(
    library: Path | None = None, picture: Path | None = None, address: str | None = None
) -> int:
    if find_spec("PySide6") is None:
        print(
            "没有安装 PySide6，打不开窗口；命令行可以照常使用，见 zhupi --help。", file=sys.stderr
        )
        return 1
    from zhupi import qt
    from zhupi.locations import places

    return qt.run(places(library), picture=picture, address=address)


if __name__ == "__main__":
    sys.exit(main())
