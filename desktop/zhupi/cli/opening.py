"""The library that a subcommand works on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from zhupi.library import Library
from zhupi.locations import places


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[Library]:
    """Open the library named on the command line, or the user's; close it afterwards."""
    library = Library.open(places(options.library))
    try:
        yield library
    finally:
        library.close()
