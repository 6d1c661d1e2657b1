"""Writes annotations as a window does until it is killed; says before and after each what it does.

Usage: writer.py FOLDER DOCUMENT SEED. Each line on standard output is a JSON array: ``intent`` or
``done``, the annotation's id (``null`` for one to be made), its note, its tags, whether it is
deleted. Note and tags belong together: ``n7`` goes with ``n7甲`` and ``n7乙``.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import count
from pathlib import Path

from zhupi.library import Library
from zhupi.locations import places


def say(what: str, annotation: str | None, note: str, *, deleted: bool = False) -> None:
    print(json.dumps([what, annotation, note, deleted]), flush=True)


def main(folder: Path, document: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance for a test
    library = Library.open(places(folder), window=True)
    length = len(library.document(document).document.text)
    made: list[str] = []
    for number in count():
        note = f"n{seed}-{number}"
        tags = [f"{note}甲", f"{note}乙"]
        if made and number % 3 == 1:
            annotation = chance.choice(made)
            say("intent", annotation, note)
            library.edit(annotation, note=note, tags=tags)
            say("done", annotation, note)
        elif made and number % 7 == 5:
            annotation = made.pop(chance.randrange(len(made)))
            say("intent", annotation, "", deleted=True)
            library.delete([annotation])
            say("done", annotation, "", deleted=True)
        else:
            start = chance.randrange(length - 200)
            say("intent", None, note)
            new, _ = library.highlight(document, start, start + 150, note=note, tags=tags)
            say("done", new.id, note)
            made.append(new.id)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
