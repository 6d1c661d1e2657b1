"""Writes annotations as a window does until it is killed; says before and after each what it does.

Usage: writer.py FOLDER DOCUMENT SEED. Each line on standard output is a JSON array: ``intent`` or
``done``, the annotation's id (``null`` for one to be made), its note, its tags, whether it is
deleted. Note and tags belong together: ``n7`` goes with ``n7甲`` and ``n7乙``. In between it
corrects the document and takes that back, and says nothing of it: annotations stay what they are.
"""

from __future__ import annotations

import json
import random
import sys
from itertools import count, pairwise
from pathlib import Path

from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends
from zhupi.gazette.model import BlockKind
from zhupi.library import Library
from zhupi.locations import places


def say(what: str, annotation: str | None, note: str, *, deleted: bool = False) -> None:
    print(json.dumps([what, annotation, note, deleted]), flush=True)


def correct(library: Library, document: str, chance: random.Random) -> None:
    """Join two paragraphs of the document or name it anew; else take a correction back."""
    made = [row.key for row in library.corrections(document)]
    if len(made) > 3 or (made and chance.random() < 0.4):
        library.uncorrect(chance.choice(made))
        return
    read = library.document(document).document
    kinds = [block.kind for block in read.blocks]
    prose = [
        at
        for at, pair in enumerate(pairwise(kinds))
        if pair == (BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    ]
    if prose and chance.random() < 0.7:
        library.correct(document, corrections.join(read, chance.choice(prose)))
    else:
        library.correct(document, corrections.field(read, Amends.TITLE, f"题{chance.random()}"))


def main(folder: Path, document: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance for a test
    library = Library.open(places(folder), window=True)
    length = len(library.document(document).document.text)
    made: list[str] = []
    for number in count():
        if number % 5 == 3:
            correct(library, document, chance)
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
