"""What the glyphs of a PDF mean, put right.

A PDF says for each glyph of a font which characters it is (``ToUnicode``). Qt takes the first code
of the font that has the glyph: where a Chinese font draws the radical ⽅ (U+2F45) and the character
方 with one glyph that is the radical, and neither search nor copying finds the word. Characters
beyond U+FFFF, and glyphs without a code (figures beside capitals, —— drawn as one), it leaves out.

We know what was drawn. Qt numbers the glyphs of a font in the order in which they are drawn first,
which is held against its own list; then ours takes its place, in an update at the end of the file
(ISO 32000-1, 7.5.6). Nothing of what was written before is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtGui import QRawFont, QTextLayout

from zhupi.qt.paper.lines import Line

_CMAP = re.compile(
    rb"\n(\d+) 0 obj\n<< /Length \d+ >>\s*stream\r?\n(/CIDInit.*?end\nend\n)", re.DOTALL
)
_RANGE = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:\[([^\]]*)\]|<([0-9A-F]{4})>)")
_TRAILER = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)", re.DOTALL)
_PER_RANGE = 100
"""The most entries of a block of a CMap."""
_WANTED = (
    QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
    | QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes
)


@dataclass(slots=True)
class _Font:
    """A font and what its glyphs stand for, in the order in which they are drawn first."""

    raw: QRawFont
    glyphs: dict[int, str] = field(default_factory=dict)

    def fits(self, listed: Mapping[int, int]) -> bool:
        """Whether a list of Qt's is of this font: each of its codes has the glyph drawn there."""
        drawn = list(self.glyphs)
        if not listed or max(listed) > len(drawn):
            return False
        return all(
            self.raw.glyphIndexesForString(chr(code)) == [drawn[number - 1]]
            for number, code in listed.items()
        )


def with_true_text(data: bytes, lines: Iterable[Line]) -> bytes:
    """The PDF, its text as it stands in the lines: all that is drawn, in that order."""
    fonts = list(_drawn(lines).values())
    changed: dict[int, bytes] = {}
    for match in _CMAP.finditer(data):
        listed = _read(match[2].decode("latin-1"))
        font = next((font for font in fonts if font.fits(listed)), None)
        if font is not None:
            changed[int(match[1])] = _written(dict(enumerate(font.glyphs.values(), 1)))
    return _updated(data, changed) if changed else data


def _drawn(lines: Iterable[Line]) -> dict[tuple[str, str], _Font]:
    fonts: dict[tuple[str, str], _Font] = {}
    for line in lines:
        found: list[tuple[int, int, _Font]] = []
        for run in line.line.glyphRuns(-1, -1, _WANTED):
            raw = run.rawFont()
            font = fonts.setdefault((raw.familyName(), raw.styleName()), _Font(raw))
            found += [
                (at, glyph, font)
                for at, glyph in zip(run.stringIndexes(), run.glyphIndexes(), strict=True)
            ]
        units = line.layout.text().encode("utf-16-le")
        starts = sorted({at for at, _, _ in found})
        ends = dict(zip(starts, [*starts[1:], line.end], strict=True))
        for at, glyph, font in found:
            if glyph and glyph not in font.glyphs:
                words = units[2 * at : 2 * ends[at]].decode("utf-16-le", "replace")
                font.glyphs[glyph] = words
    return fonts


def _read(cmap: str) -> dict[int, int]:
    """Character by glyph, without .notdef."""
    meanings: dict[int, int] = {}
    for first, last, many, one in _RANGE.findall(cmap):
        start, stop = int(first, 16), int(last, 16)
        codes = (
            [int(code, 16) for code in re.findall(r"<([0-9A-F]{4})>", many)]
            if many
            else [int(one, 16) + step for step in range(stop - start + 1)]
        )
        meanings |= {cid: code for cid, code in enumerate(codes, start) if cid and code}
    return meanings


def _written(meanings: Mapping[int, str]) -> bytes:
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    entries = sorted(meanings.items())
    for at in range(0, len(entries), _PER_RANGE):
        block = entries[at : at + _PER_RANGE]
        lines.append(f"{len(block)} beginbfchar")
        for cid, words in block:
            lines.append(f"<{cid:04X}> <{words.encode('utf-16-be').hex().upper()}>")
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end", ""]
    return "\n".join(lines).encode()


def _updated(data: bytes, changed: Mapping[int, bytes]) -> bytes:
    """The file with new states of those streams at its end."""
    trailers = list(_TRAILER.finditer(data))
    if not trailers:
        return data
    entries, previous = trailers[-1][1].strip(), trailers[-1][2]
    made = bytearray(data)
    offsets = {}
    for number, stream in changed.items():
        offsets[number] = len(made)
        made += b"%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(stream))
        made += stream + b"\nendstream\nendobj\n"
    table = len(made)
    made += b"xref\n"
    for number, offset in sorted(offsets.items()):
        made += b"%d 1\n%010d 00000 n \n" % (number, offset)
    made += b"trailer\n<<\n" + entries + b"\n/Prev " + previous + b"\n>>\n"
    made += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(made)
