"""Carry out one subcommand."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from zhupi.cli import keeping, marking, notebooks, reading, safekeeping
from zhupi.errors import KnownError, reason

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "annotate": marking.annotate,
    "backup": safekeeping.backup,
    "check": keeping.check,
    "export": marking.export,
    "import": keeping.import_,
    "import-notes": safekeeping.import_notes,
    "inspect": reading.inspect,
    "missing": reading.missing,
    "notebook": notebooks.notebook,
    "notes": marking.notes,
    "open": reading.open_,
    "rebuild-index": keeping.rebuild_index,
    "remove": keeping.remove,
    "reread": safekeeping.reread,
    "restore": safekeeping.restore,
    "search": reading.search,
    "show": reading.show,
    "tree": reading.tree,
}


def run(options: argparse.Namespace) -> int:
    """Return the exit code; a known fault is one sentence on standard error."""
    try:
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        _give_up_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        # Files are the library's business and its faults are known ones: this is our output.
        print(f"无法写出结果：{reason(error)}。", file=sys.stderr)
        _give_up_output()
        return 1
    return code


def _give_up_output() -> None:
    """Let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
