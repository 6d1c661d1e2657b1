"""Carry out one subcommand."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from zhupi.cli import keeping, marking, reading
from zhupi.errors import KnownError

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "annotate": marking.annotate,
    "check": keeping.check,
    "export": marking.export,
    "import": keeping.import_,
    "inspect": reading.inspect,
    "notes": marking.notes,
    "rebuild-index": keeping.rebuild_index,
    "remove": keeping.remove,
    "search": reading.search,
    "show": reading.show,
    "tree": reading.tree,
}


def run(options: argparse.Namespace) -> int:
    """Return the exit code; a known fault is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # Chinese must come out whole, whatever the locale says; a lone surrogate must not crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 1
    return code
