"""The stamp of an index: what it holds, made by which program, and the checksums of its files.

The stamp is what commits a write. It bears its own checksum, names the place it was made for, and
an index that does not fit its stamp is never opened: Whoosh unpickles what it opens, and does not
notice truncated or altered files.
"""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from zhupi.errors import reason

_FORMAT = 2
_NAME = "stamp"


class Unfit(Exception):  # noqa: N818 - a finding, not an error
    """There is no usable index; the reason in Chinese, to be put after a colon."""


class Missing(Unfit):
    """There is no index at all."""


@dataclass
class Segment:
    """A segment: the id of each of its documents in order, ``None`` for one that counts no more."""

    name: str
    documents: list[str | None]


@dataclass
class Stamp:
    """``folder`` holds the Whoosh files; ``files`` are their checksums.

    ``fingerprints`` belong to the documents that the index answers for.
    """

    versions: str
    folder: str
    segments: list[Segment] = field(default_factory=list)
    fingerprints: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def drop(self, ids: set[str]) -> None:
        """Let documents count no more; those not there are no fault."""
        gone = ids & self.fingerprints.keys()
        if not gone:
            return
        for id_ in gone:
            del self.fingerprints[id_]
        for segment in self.segments:
            if not gone.isdisjoint(segment.documents):
                segment.documents = [None if id_ in gone else id_ for id_ in segment.documents]


def path_in(directory: Path) -> Path:
    return directory / _NAME


def write(stamp: Stamp, directory: Path) -> None:
    """Write the stamp so that a reader finds the old one or the new one."""
    body = json.dumps(
        {
            "format": _FORMAT,
            "place": _place(directory),
            "count": len(stamp.fingerprints),
            "versions": stamp.versions,
            "folder": stamp.folder,
            "segments": [[segment.name, segment.documents] for segment in stamp.segments],
            "fingerprints": stamp.fingerprints,
            "files": stamp.files,
        },
        ensure_ascii=True,
    ).encode("ascii")
    temporary = path_in(directory).with_suffix(".new")
    with temporary.open("wb") as file:
        file.write(_checksum(body) + b"\n" + body)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path_in(directory))


def read(directory: Path, versions: str) -> Stamp:
    """Read the stamp, or raise `Unfit`. The files it names are not looked at."""
    try:
        content = path_in(directory).read_bytes()
    except FileNotFoundError:
        raise Missing("还没有索引") from None
    except OSError as error:
        raise Unfit(f"索引无法读取（{reason(error)}）") from error
    checksum, _, body = content.partition(b"\n")
    if checksum != _checksum(body):
        raise Unfit("索引的戳记已损坏")
    values: dict[str, Any] = json.loads(body)
    if values["format"] != _FORMAT or values["versions"] != versions:
        raise Unfit("索引由另一版本的程序建立")
    if values["place"] != _place(directory):
        raise Unfit("索引来自别处")
    segments = [Segment(name, documents) for name, documents in values["segments"]]
    stamp = Stamp(versions, values["folder"], segments, values["fingerprints"], values["files"])
    live = sum(id_ is not None for segment in segments for id_ in segment.documents)
    if not live == len(stamp.fingerprints) == values["count"]:
        raise Unfit("索引的戳记自相矛盾")
    return stamp


def checksum_of(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _checksum(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode("ascii")


def _place(directory: Path) -> list[str]:
    return [str(directory.absolute()), platform.node()]
