"""Score the gazette reader against the truths made by hand: ``python tests/gazette/score.py``.

The rules of scoring are those of ``tests/fixtures/truth/README.md``.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhupi.gazette import parse
from zhupi.gazette.model import BlockKind, Document, Issue

ROOT = Path(__file__).resolve().parents[2]
TRUTHS = ROOT / "tests" / "fixtures" / "truth"
SEEDS = ROOT / "seeds"
FIELDS = ("title", "number", "issuers", "kind", "date", "addressees", "signoff", "lines")
RUNNING = {
    "para", "para_with_run_in_heading", "heading", "list_item", "responsibility_note", "prose",
    "prose_with_run_in_heading", "standalone_heading", "item", "article", "dash_item",
}  # fmt: skip
RUNNING_KINDS = {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM}


@dataclass
class Tally:
    """True positives, false positives and misses, with what was wrong."""

    right: int = 0
    extra: list[Any] = field(default_factory=list)
    missed: list[Any] = field(default_factory=list)

    def add(self, found: Iterable[Hashable], truth: Iterable[Hashable]) -> None:
        have, want = Counter(found), Counter(truth)
        self.right += (have & want).total()
        self.extra += list((have - want).elements())
        self.missed += list((want - have).elements())

    @property
    def f1(self) -> float:
        total = 2 * self.right + len(self.extra) + len(self.missed)
        return 2 * self.right / total if total else 1.0


@dataclass
class Score:
    """All measures for one source file."""

    name: str
    documents: Tally = field(default_factory=Tally)
    fields: Tally = field(default_factory=Tally)
    spans: Tally = field(default_factory=Tally)
    headings: Tally = field(default_factory=Tally)
    furniture: Tally = field(default_factory=Tally)
    citations: Tally = field(default_factory=Tally)
    samples: Tally = field(default_factory=Tally)
    pages: Tally = field(default_factory=Tally)
    lost: list[int] = field(default_factory=list)
    doubts: int = 0


def seed(number: str) -> Path:
    """Return the bundled gazette whose name begins with ``number``."""
    return next(iter(sorted(SEEDS.glob(f"{number}_*.txt"))))


def raw_text(path: Path) -> str:
    """Read a gazette as the reader gets it: decoded, line ends turned into ``\\n``."""
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def truth(number: str) -> dict[str, Any]:
    """Load a truth file."""
    loaded: dict[str, Any] = json.loads((TRUTHS / f"{number}.json").read_text("utf-8"))
    return loaded


def fold(text: str | None) -> str | None:
    """Fold for comparison: NFKC, no white space, a final 。 or ： aside."""
    if text is None:
        return None
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip("。:")


def lost_lines(text: str, issue: Issue) -> list[int]:
    """Return the lines that are not white space and not in exactly one block or furniture."""
    furniture = {item.line for item in issue.furniture}
    seen: Counter[int] = Counter(item.line for item in issue.furniture)
    for document in issue.documents:
        for block in document.blocks:
            seen.update(set(range(block.lines[0], block.lines[1] + 1)) - furniture)
    wanted = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    return sorted(number for number in wanted if seen[number] != 1)


def check_places(document: Document) -> None:
    """Assert that lines and offsets of a document fit its text."""
    for citation in document.citations:
        words = document.text[citation.start : citation.end]
        assert citation.title is None or (words[0] == "《" and citation.title in words)
        assert document.lines[0] <= citation.lines[0] <= citation.lines[1] <= document.lines[1]
    for heading in document.headings:
        assert document.blocks[heading.block].text.startswith(heading.text)
    for block in document.blocks:
        assert block.text.strip()
        assert block.lines[0] <= block.lines[1]
        assert block.kind == "table" or "\n" not in block.text


def score(number: str) -> Score:
    """Score one bundled gazette that has a truth."""
    want, text = truth(number), raw_text(seed(number))
    issue = parse(text)
    result = Score(number)
    result.lost = lost_lines(text, issue)
    result.doubts = sum(len(document.doubts) for document in issue.documents)
    raw = text.split("\n")
    blank = {line for line, content in enumerate(raw, 1) if not content.strip()}
    furniture = {item["line"] for item in want["furniture"]} - blank
    result.furniture.add((item.line for item in issue.furniture), furniture)
    result.pages.add(((p.page, p.line) for p in issue.pages), _pages(want, blank))
    aside = blank | furniture
    found = {_trim(document.lines, aside): document for document in issue.documents}
    wanted = {
        _trim((document["first_line"], document["last_line"]), aside): document
        for document in want["documents"]
    }
    result.documents.add(found.keys(), wanted.keys())
    for lines in found.keys() & wanted.keys():
        _score_document(result, found[lines], wanted[lines], aside)
    return result


def _pages(want: dict[str, Any], blank: set[int]) -> Iterator[tuple[int, int]]:
    heads = {
        item["line"]
        for item in want["furniture"]
        if not item["text"].strip().isdigit() and not item.get("why", "").startswith("contents")
    }
    for page in want["pages"]:
        first = page.get("first_line", page.get("first_text_line"))
        if first not in blank:
            above = [line for line in heads if first - 3 < line < first]
            yield page["page"], above[0] if above else first


def _trim(lines: tuple[int, int], aside: set[int]) -> tuple[int, int]:
    first, last = lines
    while first in aside and first < last:
        first += 1
    while last in aside and last > first:
        last -= 1
    return first, last


def _score_document(result: Score, found: Document, want: dict[str, Any], aside: set[int]) -> None:
    for name in FIELDS:
        right = name == "lines" or _field_right(name, found, want)
        result.fields.add([(want["number"], name, right)], [(want["number"], name, True)])
    spans = [
        _trim((block["first_line"], block["last_line"]), aside)
        for block in want.get("blocks") or want["paragraphs"]
        if block["type"] in RUNNING
    ]
    running = [block for block in found.blocks if block.kind in RUNNING_KINDS]
    result.spans.add((_trim(block.lines, aside) for block in running), spans)
    _score_headings(result, found, want)
    result.citations.add(
        ((fold(c.title), c.number) for c in found.citations),
        ((fold(c["title"]), c["number"]) for c in want["citations"]),
    )
    texts = {_trim(block.lines, aside): block.text for block in found.blocks}
    for sample in want["paragraph_samples"]:
        lines = _trim((sample["first_line"], sample["last_line"]), aside)
        result.samples.add([(lines, fold(texts.get(lines)))], [(lines, fold(sample["text"]))])


def _field_right(name: str, found: Document, want: dict[str, Any]) -> bool:
    value = getattr(found, name)
    if name == "issuers":
        names = [fold(issuer) for issuer in value]
        judged = want.get("issuer_printed_in_title")
        return names == [fold(issuer) for issuer in want["issuers"]] or (
            judged is not None and names == [fold(judged)]
        )
    if name == "kind" and "kind_note" in want and want["number"] is None:
        return value in (want["kind"], None)
    return fold(value) == fold(want[name])


def _score_headings(result: Score, found: Document, want: dict[str, Any]) -> None:
    neutral = {
        heading["line"]
        for heading in want["headings"]
        if heading.get("bare_marker") or heading.get("list_item")
    }
    counted = [
        (heading["line"], heading["level"])
        for heading in want["headings"]
        if heading["line"] not in neutral
        and not heading.get("mid_paragraph")
        and not heading["text"].startswith("坚持")
    ]
    result.headings.add(
        (
            (heading.lines[0], heading.level)
            for heading in found.headings
            if heading.lines[0] not in neutral
        ),
        counted,
    )


MEASURES = (
    "documents", "fields", "spans", "headings", "furniture", "citations", "samples", "pages",
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print the measures; with ``-v`` also what was wrong."""
    print(f"{'':6}" + "".join(f"{name:>11}" for name in (*MEASURES, "lost", "doubts")))
    for path in sorted(TRUTHS.glob("*.json")):
        result = score(path.stem)
        tallies = {name: getattr(result, name) for name in MEASURES}
        figures = "".join(f"{tally.f1:11.4f}" for tally in tallies.values())
        print(f"{path.stem:6}{figures}{len(result.lost):11}{result.doubts:11}")
        if "-v" in arguments:
            for name, tally in tallies.items():
                for sign, items in (("-", tally.missed), ("+", tally.extra)):
                    for item in items:
                        print(f"   {sign} {name}: {item}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
