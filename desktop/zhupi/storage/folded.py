"""The folded words kept beside annotations and items: do they still fit, and make them anew.

Whoever saves folds; but a file may be written by other hands, or by a program whose folding knew
fewer characters.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_TAGS: Final = (
    "SELECT group_concat(folded, char(10)) FROM"
    " (SELECT folded FROM annotation_tag WHERE annotation = serial ORDER BY ordinal)"
)
_STALE: Final = f"""
SELECT annotation.id FROM annotation
  LEFT JOIN annotation_words AS words ON words.annotation = serial
 WHERE words.quote IS NOT fold(coalesce(annotation.quote, ''))
    OR words.note IS NOT fold(annotation.note) OR noted <> (words.note <> '')
    OR words.tags IS NOT coalesce(({_TAGS}), '')
    OR EXISTS (SELECT 1 FROM annotation_tag
                WHERE annotation_tag.annotation = serial AND folded <> fold(tag))
UNION ALL
SELECT id FROM notebook_item WHERE folded <> fold(text)
"""  # noqa: S608 - built from constants


def stale(connection: sqlite3.Connection) -> list[str]:
    """The ids of the annotations and items whose folded words are not those of their words."""
    return [row[0] for row in connection.execute(_STALE)]


def refold(connection: sqlite3.Connection) -> None:
    """Fold the words of all annotations and items anew."""
    connection.execute("UPDATE annotation_tag SET folded = fold(tag) WHERE folded <> fold(tag)")
    connection.execute("DELETE FROM annotation_words")
    connection.execute(
        "INSERT INTO annotation_words (annotation, quote, note, tags)"  # noqa: S608
        f" SELECT serial, fold(coalesce(quote, '')), fold(note), coalesce(({_TAGS}), '')"
        " FROM annotation"
    )
    connection.execute(
        "UPDATE annotation SET noted = (fold(note) <> '') WHERE noted <> (fold(note) <> '')"
    )
    connection.execute("UPDATE notebook_item SET folded = fold(text) WHERE folded <> fold(text)")
