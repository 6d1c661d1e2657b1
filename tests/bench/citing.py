"""A library of 20,000 documents that cite each other: the tree, the panel, what is in force.

The documents go into the database as a parser would give them; a wrong count ends the run. Times
are those of this process, so that what else runs on the machine counts less.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

import tree

from zhupi.gazette.citations import find
from zhupi.gazette.model import Block, BlockKind, Citation, Document, Gazette, Issue
from zhupi.library import Library
from zhupi.locations import places
from zhupi.storage.model import NewSource

DOCUMENTS = 20_000
AN_ISSUE = 40
ISSUERS = (
    "国务院", "国务院办公厅", "国办", "四川省人民政府", "四川省政府", "省政府",
    "四川省人民政府办公厅", "成都市人民政府", "绵阳市人民政府",
    "绵阳市人民政府办公室", "三台县人民政府", "",
)  # fmt: skip
LAWS = tuple(f"中华人民共和国第{at}法" for at in range(40))
SAYINGS = (
    "为贯彻落实{}精神，提出以下意见。",
    "根据{}，结合实际，制定本办法。",
    "各地要按照{}要求执行。",
    "参照{}办理。",
)
REPEAL = "本通知自印发之日起施行，有效期5年。{}同时废止。"
FILLING = "各地各部门要高度重视，切实加强组织领导。" * 5
RAW = b"x" * 100_000
"""As long as the bytes of an issue: what must not be read over."""


def main(documents: int = DOCUMENTS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(places(Path(folder)))
        try:
            named = fill(library, documents)
            measure(library, named)
            tree.main(library, row)
        finally:
            library.close()


def row(what: str, figure: str, budget: str = "") -> None:
    print(f"{what:<46} {figure:>34}   {budget}", flush=True)


def fill(library: Library, documents: int) -> dict[str, set[int]]:
    """Store the documents; return which of them name each law."""
    draw = random.Random(66)  # noqa: S311 - repeatable, no secrets
    named: dict[str, set[int]] = {}
    for source in range(documents // AN_ISSUE):
        first = source * AN_ISSUE
        made = tuple(_document(draw, first + at, documents, named) for at in range(AN_ISSUE))
        gazette = Gazette("四川省人民政府公报", 2000 + source % 25, source)
        sha256 = hashlib.sha256(str(source).encode()).hexdigest()
        issue = Issue(gazette, documents=made)
        name = f"{source}.txt"
        with library._database.writing() as connection:
            library._sources.add(
                connection, NewSource(name, f"/{name}", sha256, "utf-8", RAW, 1, issue)
            )
    return named


def _document(draw: random.Random, at: int, documents: int, named: dict[str, set[int]]) -> Document:
    issuer, year = draw.choice(ISSUERS), draw.randint(2000, 2024)
    number, title = f"川府发〔{year}〕{at}号", f"{issuer}关于第{at}号事项的通知"
    texts = [(BlockKind.TITLE, title), (BlockKind.NUMBER, number)]
    for _ in range(10):
        other, law = draw.randrange(documents), LAWS[int(draw.random() ** 2 * len(LAWS))]
        form = draw.choice(
            (
                f"《国务院关于第{other}号事项的通知》",
                f"《关于第{other}号事项的通知》（川府发〔{draw.randint(2000, 2024)}〕{other}号）",
                f"《{law}》",
            )
        )
        if law in form:
            named.setdefault(law, set()).add(at)
        saying = REPEAL if draw.random() < 0.02 else draw.choice(SAYINGS)
        texts.append((BlockKind.PARAGRAPH, saying.format(form) + FILLING))
    blocks = tuple(Block(kind, text, (line, line)) for line, (kind, text) in enumerate(texts, 1))
    day = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return Document(
        title, number, (issuer,) if issuer else (), "通知", day, "各地", issuer, True,
        (1, len(blocks)), blocks, citations=tuple(_citations(blocks)),
    )  # fmt: skip


def _citations(blocks: tuple[Block, ...]) -> Iterator[Citation]:
    start = 0
    for block in blocks:
        for one in find(block.text, frozenset()):
            yield Citation(one.title, one.number, block.lines, start + one.start, start + one.end)
        start += len(block.text) + 1


def measure(library: Library, named: dict[str, set[int]]) -> None:
    rows = library.rows()
    ids = [one.id for one in rows[:: max(1, len(rows) // 200)]]
    row("documents / citations", f"{len(rows):,} / {len(rows) * 10:,}")
    row("tree: rows, folded and ordered", _once(library.catalog), "≤ 200 ms")
    row("by gazette issue", _once(library.issues), "≤ 200 ms")
    row("states of all documents", _once(library.states))
    row("panel: what a document cites", _each(library.cites, ids), "≤ 20 ms")
    most = max((library.cited_by(one).total, one) for one in ids)
    row("panel: what cites it", _each(library.cited_by, ids), "≤ 20 ms")
    row("whether it is in force", _each(library.standing, ids), "≤ 20 ms")
    start = process_time()
    missing = library.missing(100)
    row("the 100 most cited that are missing", f"{process_time() - start:.2f} s")
    found = {one.title: one.count for one in missing if one.title in named}
    truth = {law: len(by) for law, by in named.items()}
    if found != truth:
        sys.exit(f"wrong: the laws are missing {found} times, not {truth}")
    if most[0] < 1:
        sys.exit("wrong: no document is cited")


def _once(work: Callable[[], object]) -> str:
    times = []
    for _ in range(5):
        start = process_time()
        work()
        times.append((process_time() - start) * 1000)
    return f"{statistics.median(times):.0f} ms"


def _each(work: Callable[[str], object], ids: list[str]) -> str:
    times = []
    for one in ids:
        start = process_time()
        work(one)
        times.append((process_time() - start) * 1000)
    return f"p50 {statistics.median(times):.1f}, max {max(times):.1f} ms"


if __name__ == "__main__":
    main(DOCUMENTS // 20 if "--quick" in sys.argv[1:] else DOCUMENTS)
