"""``inspect tree missing show search open``."""

from __future__ import annotations

import argparse
import sys

from zhupi import readers
from zhupi.cli import proof, values
from zhupi.cli.opening import opened
from zhupi.gazette import parse
from zhupi.gazette.corrections import amended_words
from zhupi.gazette.places import block_at
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import CatalogRow, IssuerNode, NoteHit, SearchResults


def inspect(options: argparse.Namespace) -> int:
    raw = readers.read(options.file)
    issue = parse(raw.text)
    if options.json:
        values.emit(values.inspected(raw, issue))
        return 0
    print(proof.sheet(raw, issue), end="")
    return 0


def tree(options: argparse.Namespace) -> int:
    with opened(options) as library:
        catalog = library.catalog()
        if options.json:
            values.emit(values.tree(catalog))
        else:
            print(tree_text(catalog), end="")
    return 0


def tree_text(catalog: tuple[IssuerNode, ...]) -> str:
    """The catalog for people."""
    lines = []
    for node in catalog:
        others = f"　又作{'、'.join(node.names)}" if node.names else ""
        lines.append(f"{node.issuer or '机关不详'}（{node.count}）{others}")
        for year in node.years:
            lines.append(f"  {year.year or '年份不详'}（{year.count}）")
            lines += [f"    {_row_text(row)}" for row in year.rows]
    return "".join(line + "\n" for line in lines)


def _row_text(row: CatalogRow) -> str:
    name = f"{row.number}　{row.title}" if row.number else row.title
    marks = f"　批注 {row.annotations}" if row.annotations else ""
    return f"{name}{marks}　[{row.id}]"


def missing(options: argparse.Namespace) -> int:
    with opened(options) as library:
        if not library.read_only:
            library.read_citations(Job())
        if options.out is not None:
            count = library.export_missing(
                options.out, limit=options.limit, overwrite=options.overwrite
            )
            if options.json:
                values.emit({"file": str(options.out), "texts": count})
            else:
                print(f"已写入 {options.out}：{count} 件。")
            return 0
        found = library.missing(options.limit)
    if options.json:
        values.emit(values.missing(found))
        return 0
    for one in found:
        title = f"《{one.title}》" if one.title else ""
        print(f"{one.count:4} 件引用　{title}{one.number or ''}")
    return 0


def show(options: argparse.Namespace) -> int:
    with opened(options) as library:
        document_id = library.resolve(options.document)
        if options.raw:
            lines = library.raw_lines(document_id)
            if options.json:
                values.emit([{"line": number, "text": text} for number, text in lines])
            else:
                for number, text in lines:
                    print(f"{number:6}  {text}")
            return 0
        stored = library.document(document_id)
        if options.json:
            notes = library.notes(document=document_id)
            values.emit(values.shown(stored, notes, library.corrections(document_id)))
        else:
            if stored.document.amended:
                # Beside the text: what is on standard output is the text and nothing else.
                print(f"读者更正：{amended_words(stored.document.amended)}", file=sys.stderr)
            print(stored.document.text)
    return 0


def open_(options: argparse.Namespace) -> int:
    """See whether the address leads somewhere; the window itself is none of this shell's."""
    with opened(options) as library:
        library.follow(options.address)
    return 0


def search(options: argparse.Namespace) -> int:
    with opened(options) as library:
        found = None
        if "text" in options.within:
            found = library.search(options.query, sort=options.sort, limit=options.limit)
        own = "notes" in options.within
        noted = library.search_notes(options.query) if own else []
        in_notebooks = library.search_notebooks(options.query, options.limit) if own else []
        shown = noted[: options.limit]
        if options.json:
            total = len({hit.note.row.id for hit in noted}) if found is None else found.total
            placed = [(hit, _lines(library, hit)) for hit in shown]
            values.emit(values.searched(options.query, total, found, placed, in_notebooks))
            return 0
    if found is not None:
        _print_results(found)
    for hit in shown:
        print(f"\n批注　{hit.note.row.title}　[{hit.note.annotation.id}]")
        print(f"    {_emphasised(hit.text, hit.start, hit.end)}")
    for place in in_notebooks:
        print(f"\n摘编　{place.notebook.name}　[{place.item.id}]")
        print(f"    {_emphasised(place.text, place.start, place.end)}")
    return 0


def _lines(library: Library, hit: NoteHit) -> tuple[int, int]:
    """The raw lines of what the note stands at."""
    document = library.document(hit.note.row.id).document
    selector = hit.note.annotation.selector
    if selector is None:
        return document.lines
    first, last = (block_at(document, at) for at in (selector.start, selector.end - 1))
    return document.blocks[first].lines[0], document.blocks[last].lines[1]


def _print_results(found: SearchResults) -> None:
    for sentence in (found.warning, found.number):
        if sentence:
            print(sentence)
    print(f"“{found.query}”：{found.total} 件公文")
    for hit in found.hits:
        number = f"{hit.row.number}　" if hit.row.number else ""
        print(f"\n{number}{hit.row.title}　{hit.count} 处　[{hit.row.id}]")
        for snippet in hit.snippets:
            heading = f"（{snippet.heading}）" if snippet.heading else ""
            print(f"    …{_emphasised(snippet.text, snippet.start, snippet.end)}…{heading}")


def _emphasised(text: str, start: int, end: int) -> str:
    text = f"{text[:start]}【{text[start:end]}】{text[end:]}"
    return text.replace("\n", " ").replace("\t", " ")
