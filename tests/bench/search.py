"""Measure search on a library made from the seeds: ``python tests/bench/search.py [CHARACTERS]``.

Sentences of the seeds are recombined into documents, always the same for the same size. Every
answer is checked against the engine without an index; a wrong one ends the run.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from zhupi.gazette.folding import fold
from zhupi.search.corpus import Corpus
from zhupi.search.engine import Engine, Results
from zhupi.search.entry import BREAK, Entry
from zhupi.search.index import Index
from zhupi.search.snippets import passages

SEEDS = Path(__file__).parents[2] / "seeds"
QUERIES = 40
BLOCKS = 48

T = TypeVar("T")


def main(characters: int = 1_400_000) -> None:
    """Print the figures, one line each."""
    draw = random.Random(20160816)  # noqa: S311 - for repeatable texts, not for secrets
    folding, texts = _timed(lambda: dict(_texts(draw, characters)))
    size = sum(len(block) for blocks in texts.values() for block in blocks)
    loading, corpus = _timed(lambda: _corpus(texts))
    _print("documents / characters", f"{len(texts):,} / {size:,} (made in {folding:.1f} s)")
    _print("fold and load", f"{size / loading:,.0f} characters/s")
    with tempfile.TemporaryDirectory() as directory:
        index = Index(Path(directory), "bench")
        entries = corpus.snapshot().entries
        indexing, _ = _timed(lambda: index.add((e.id, e.text) for e in entries.values()))
        on_disk = sum(path.stat().st_size for path in Path(directory).rglob("*"))
        _print("index", f"{size / indexing:,.0f} characters/s, {on_disk / size:.1f} bytes each")
        opening, _ = _timed(index.refresh)
        _print("check and open the index", f"{opening * 1000:.0f} ms")
        queries = _queries(draw, texts)
        bare = _measure("40 queries without index", Engine(corpus), queries, texts)
        fast = _measure("40 queries with index", Engine(corpus, index), queries, texts)
        for query, slow in bare.items():
            if _facts(slow) != _facts(fast[query]):
                sys.exit(f"wrong answer for {query!r}")
        one = Entry.of("new", ["新增的公文" + "正文" * 2000], ["paragraph"], title="新")
        corpus.put(one)
        adding, _ = _timed(lambda: index.add([(one.id, one.text)]))
        _print("add one document of 4,000", f"{adding * 1000:.0f} ms")
        index.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _print("peak memory, texts and writer", f"{peak} MB")


def _texts(draw: random.Random, characters: int) -> Iterator[tuple[str, list[str]]]:
    lines = "".join(
        line.strip()
        for path in sorted(SEEDS.glob("*.txt"))
        for line in path.read_bytes().decode().split("\n")
    )
    sentences = [sentence + "。" for sentence in lines.split("。") if sentence]
    done = number = 0
    while done < characters:
        blocks = ["".join(draw.choices(sentences, k=2)) for _ in range(BLOCKS)]
        yield f"d{number}", blocks
        done += sum(map(len, blocks))
        number += 1


def _corpus(texts: dict[str, list[str]]) -> Corpus:
    corpus = Corpus()
    kinds = ["title"] + ["paragraph"] * (BLOCKS - 1)
    for at, (id_, blocks) in enumerate(texts.items()):
        corpus.put(
            Entry.of(id_, blocks, kinds, title=blocks[0][:30], year=2001 + at % 26, order=(at,))
        )
    return corpus


def _queries(draw: random.Random, texts: dict[str, list[str]]) -> list[str]:
    """Runs of 1 to 12 characters of the texts, some very common words among them."""
    queries = ["的", "国务院", "人民政府", "财政", "财政事权", "到2020年", "没有这几个字的"]
    blocks = [block for own in texts.values() for block in own]
    while len(queries) < QUERIES:
        block = draw.choice(blocks)
        start = draw.randrange(len(block))
        run = block[start : start + draw.randint(1, 12)].strip()
        if fold(run) and '"' not in run:
            queries.append(f'"{run}"')
    return queries


def _measure(
    what: str, engine: Engine, queries: list[str], texts: dict[str, list[str]]
) -> dict[str, Results]:
    answers = {}
    times, shown = [], []
    engine.search("预热")
    for query in queries:
        seconds, answers[query] = _timed(lambda query=query: engine.search(query))
        times.append(seconds * 1000)
        first, _ = _timed(lambda query=query: _first_page(engine, query, texts))
        shown.append(first * 1000)
    _print(what, _spread(times))
    _print("  first 20 with passages", _spread(shown))
    return answers


def _first_page(engine: Engine, query: str, texts: dict[str, list[str]]) -> None:
    results = engine.search(query, limit=20)
    for hit in results.hits:
        text = engine.corpus.snapshot().entries[hit.id].text
        passages(texts[hit.id], results.asked, folded=text.split(BREAK))


def _facts(results: Results) -> tuple[int, list[tuple[str, int]]]:
    return results.total, [(hit.id, hit.count) for hit in results.hits]


def _spread(milliseconds: list[float]) -> str:
    ranks = statistics.quantiles(milliseconds, n=20)
    return f"p50 {ranks[9]:.1f}, p95 {ranks[18]:.1f}, max {max(milliseconds):.1f} ms"


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def _print(what: str, figure: str) -> None:
    print(f"{what:<32} {figure}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
