"""Without a subcommand the window, with one the command line.

Nothing of Qt is imported here: each worker process imports this module again.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from importlib.util import find_spec


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the two shells; return the exit code."""
    # In a frozen program a worker process starts here again and must go no further.
    multiprocessing.freeze_support()
    from zhupi import cli

    options = cli.parse(sys.argv[1:] if arguments is None else arguments)
    if options.command is not None:
        return cli.run(options)
    if find_spec("PySide6") is None:
        print(
            "没有安装 PySide6，打不开窗口；命令行可以照常使用，见 zhupi --help。", file=sys.stderr
        )
        return 1
    from zhupi import qt
    from zhupi.locations import places

    return qt.run(places(options.library), picture=options.picture)


if __name__ == "__main__":
    sys.exit(main())
