"""The style sheet of the HTML export."""

from __future__ import annotations

from zhupi.export.looks import (
    FANGSONG,
    GREY,
    HEI,
    INKS,
    KAI,
    LATIN,
    LINK,
    SONG,
    TITLE,
    VERMILION,
    Font,
)


def _family(font: Font) -> str:
    names = ", ".join(f'"{name}"' for name in (LATIN, font.name, *font.aliases, *font.instead))
    return f"font-family: {names}, serif"


def _inks() -> str:
    return "".join(
        f".{colour.value} {{ --line: #{ink.line}; --wash: #{ink.wash} }}\n"
        for colour, ink in INKS.items()
    )


def style_sheet() -> str:
    """The whole of it: data with fonts and inks put in, one sheet, to be read from top to bottom.

    In a full text the notes float in the margin, beside their words.
    """
    return f"""\
body {{ margin: 0; background: #f4f1ea; color: #222; {_family(FANGSONG)};
  font-size: 17px; line-height: 1.8 }}
main {{ max-width: 40em; margin: 2em auto; padding: 3em 3.5em; background: #fffdf8;
  box-shadow: 0 1px 6px #0002 }}
h1, h2, h3, h4, h5, h6 {{ font-weight: normal; line-height: 1.5; break-after: avoid }}
.title {{ text-align: center; {_family(TITLE)} }}
h1 {{ font-size: 1.7em }}
h2 {{ font-size: 1.15em; {_family(HEI)}; margin: 2em 0 .3em }}
h3 {{ font-size: 1.05em; {_family(KAI)}; margin: 1.4em 0 .5em }}
h2.title {{ font-size: 1.5em }}
.full .rung {{ font-size: 1em; text-indent: 2em; margin: .4em 0 }}
p {{ margin: .3em 0; text-align: justify }}
.body, .remark, .own {{ text-indent: 2em }}
.attached {{ margin-left: 2em }}
.number {{ text-align: center; margin-bottom: 1.5em }}
.right {{ text-align: right; padding-right: 4em }}
.label {{ break-after: avoid }}
p.label {{ {_family(HEI)}; font-size: .8em; text-indent: 0 }}
.lead1 {{ {_family(HEI)} }}
.lead2 {{ {_family(KAI)} }}
.info, .legend, .source, .references, .tag {{ color: #{GREY}; font-size: .82em; {_family(SONG)} }}
.source {{ text-align: right; margin-bottom: 1.6em }}
.full .info {{ text-align: center }}
.legend {{ margin-top: 2em }}
.legend b {{ color: var(--line); font-weight: normal }}
nav ol {{ list-style: none; padding: 0; margin: 0 0 2em }}
nav .under {{ padding-left: 2em; font-size: .92em }}
a {{ color: #{LINK}; text-decoration: none }}
h1 a, h2 a, h3 a, .source a {{ color: inherit }}
blockquote {{ --line: #{GREY}; --wash: #f2f2f2; margin: 1em 0 .6em; padding: .4em 1em .5em;
  border-left: 4px solid var(--line); background: var(--wash); break-inside: avoid }}
blockquote p {{ text-indent: 2em }}
blockquote b {{ color: var(--line); font-weight: normal }}
mark {{ background: var(--wash); color: inherit; border-bottom: 2px solid var(--line) }}
u {{ text-decoration: underline 2px var(--line); text-underline-offset: .25em }}
sup {{ color: #{VERMILION}; font-size: .65em; line-height: 0; text-indent: 0 }}
sup::before {{ content: "\\2060" }}
.note {{ --line: #{VERMILION}; {_family(KAI)}; margin: .5em 0 .5em 1em }}
.note b {{ font-weight: normal; {_family(HEI)} }}
.note p.label b {{ color: var(--line) }}
.question {{ display: flex; gap: .6em; margin-top: .8em }}
.ruled {{ height: 2.2em; border-bottom: 1px solid #999 }}
.marker {{ display: inline-block; width: 1.5em; text-indent: 0 }}
code, pre {{ font-family: "Courier New", monospace; font-size: .9em; white-space: pre-wrap }}
table {{ border-collapse: collapse; width: 100%; font-size: .85em; margin: 1em 0 }}
tr {{ break-inside: avoid }}
td, th {{ border: 1px solid #999; padding: .2em .5em; font-weight: normal; vertical-align: top }}
th {{ {_family(HEI)} }}
.margin main {{ max-width: 36em; padding-right: 17em }}
.margin aside.note.beside {{ float: right; clear: right; width: 14.5em; margin: .2em -16em .8em 0;
  padding-left: .7em; border-left: 3px solid var(--line); font-size: .8em; line-height: 1.55;
  background: none }}
.margin aside.note.beside p {{ text-align: left; text-indent: 0 }}
{_inks()}\
@media screen and (max-width: 52em) {{
  .margin main {{ padding: 1.5em }}
  .margin aside.note.beside {{ float: none; width: auto; margin: .5em 0 .5em 2em }}
}}
@page {{ size: A4; margin: 22mm 20mm }}
@media print {{
  body, main {{ background: none; box-shadow: none; margin: 0; max-width: none }}
  body {{ font-size: 11.5pt }}
  main {{ padding: 0 }}
  .margin main {{ max-width: none; padding: 0 14em 0 0 }}
  .margin aside.note.beside {{ width: 12em; margin-right: -13.5em }}
  blockquote, mark {{ print-color-adjust: exact; -webkit-print-color-adjust: exact }}
  .page {{ break-before: page }}
}}
"""
