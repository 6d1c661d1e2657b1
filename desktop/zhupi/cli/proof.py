"""The proof sheet of ``zhupi inspect``: for people, how one file was understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from zhupi.gazette.model import (
    Attachment,
    Document,
    Doubt,
    Enclosure,
    Furniture,
    Gazette,
    Heading,
    Issue,
    Lines,
    Repair,
)
from zhupi.readers import RawText

_WIDEST = 60
_FORMS = {"table": "表格", "list": "名单", "text": "文字"}
_PAGE_NUMBER = "页码"


def sheet(raw: RawText, issue: Issue) -> str:
    """Return the whole sheet: the file, its documents, what was left out and put right."""
    parts = [_file(raw, issue)]
    parts += [_document(place, it) for place, it in enumerate(issue.documents, 1)]
    parts += [_furniture(issue.furniture), _repairs(issue.repairs)]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _file(raw: RawText, issue: Issue) -> list[str]:
    lines = [f"{raw.path.name}　{raw.encoding}　sha256 {raw.sha256}"]
    if raw.damaged:
        lines.append(f"有 {raw.damaged} 个字符无法解码")
    if named := _gazette(issue.gazette):
        lines.append(named)
    doubts = sum(len(document.doubts) for document in issue.documents)
    lines.append(
        f"公文 {len(issue.documents)} 件，非正文 {len(issue.furniture)} 行，"
        f"修复 {len(issue.repairs)} 处，存疑 {doubts} 处"
    )
    if issue.pages:
        first, last = issue.pages[0], issue.pages[-1]
        lines.append(
            f"第 {first.page} 页（{first.line} 行起）至第 {last.page} 页（{last.line} 行起）"
        )
    return lines


def _gazette(gazette: Gazette) -> str:
    parts = (
        gazette.name,
        f"{gazette.year}年" if gazette.year else None,
        f"第{gazette.issue}期" if gazette.issue else None,
    )
    return "　".join(part for part in parts if part)


def _document(place: int, document: Document) -> list[str]:
    lines = [f"【{place}】{document.title}", *_indented(_fields(document))]
    sections = (
        ("层级", _outline(document.headings)),
        ("印发、转发", map(_enclosure, document.enclosures)),
        ("附件", map(_attachment, document.attachments)),
        ("存疑", map(_doubt, document.doubts)),
    )
    for name, content in sections:
        listed = list(content)
        if listed:
            lines += [f"  {name}", *_indented(_indented(listed))]
    return lines


def _fields(document: Document) -> Iterator[str]:
    fields = (
        ("发文字号", document.number),
        ("发文机关", "、".join(document.issuers)),
        ("文种", document.kind),
        ("日期", document.date),
        ("主送", document.addressees),
        ("落款", document.signoff),
    )
    yield from (f"{name}：{value}" for name, value in fields if value)
    missing = [name for name, value in fields if not value]
    if missing:
        yield f"未见：{'、'.join(missing)}"
    ending = "" if document.complete else "，可能不完整"
    yield f"行：{_span(document.lines)}，{len(document.blocks)} 段{ending}"


def _outline(headings: Sequence[Heading]) -> Iterator[str]:
    for heading in headings:
        joined = "（连排）" if heading.run_in else ""
        step = "  " * (heading.level - 1)
        yield f"{heading.lines[0]:>6}  {step}{_short(heading.text)}{joined}"


def _enclosure(enclosure: Enclosure) -> str:
    facts = (enclosure.number, "、".join(enclosure.issuers), enclosure.date)
    told = "，".join(fact for fact in facts if fact)
    return f"{_span(enclosure.lines)} 行　{enclosure.title}" + (f"（{told}）" if told else "")


def _attachment(attachment: Attachment) -> str:
    form = _FORMS.get(attachment.form, attachment.form)
    size = f"，{len(attachment.rows)} 行" if attachment.rows else ""
    columns = f"，{len(attachment.columns)} 列" if attachment.columns else ""
    return f"{_span(attachment.lines)} 行　{attachment.title}（{form}{size}{columns}）"


def _doubt(doubt: Doubt) -> str:
    return f"{_span(doubt.lines)} 行　{doubt.what}：{doubt.why}"


def _furniture(furniture: Sequence[Furniture]) -> list[str]:
    """Page numbers one by one, other lines by their text, long stretches by first and last."""
    if not furniture:
        return []
    lines = ["非正文的行"]
    for reason in dict.fromkeys(item.reason for item in furniture):
        items = [item for item in furniture if item.reason == reason]
        lines.append(f"  {reason}（{len(items)} 行）")
        if reason == _PAGE_NUMBER:
            lines += _indented(_indented(_filled(f"{it.line}:{it.text}" for it in items)))
        else:
            lines += _indented(_indented(_by_text(items)))
    return lines


def _by_text(items: Sequence[Furniture]) -> Iterator[str]:
    """One line for each text, with all the places where it stands."""
    for text in dict.fromkeys(item.text for item in items):
        places = "、".join(str(item.line) for item in items if item.text == text)
        yield f"{places:>6}  {_short(text)}"


def _filled(words: Iterable[str]) -> list[str]:
    """Fill lines with words, two spaces between them, as a paragraph is filled."""
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > _WIDEST:
            lines.append("")
        lines[-1] += f"  {word}" if lines[-1] else word
    return lines


def _repairs(repairs: Sequence[Repair]) -> list[str]:
    """Like repairs together, each with its line."""
    if not repairs:
        return []
    lines = ["修复"]
    ordered = sorted(repairs, key=lambda it: (it.rule, it.before, it.after, it.line))
    for (rule, before, after), same in groupby(ordered, lambda it: (it.rule, it.before, it.after)):
        places = [str(repair.line) for repair in same]
        lines.append(f"  {rule}　{_glyph(before)} → {_glyph(after)}（{len(places)} 处）")
        lines += _indented(_indented(_filled(places)))
    return lines


def _glyph(text: str) -> str:
    """Show a private-use or unassigned character by its code, which no font can."""
    return "".join(
        f"U+{ord(char):04X}" if not char.isprintable() or "\ua000" <= char <= "\uabff" else char
        for char in text
    )


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else text[:_WIDEST] + "…"


def _span(lines: Lines) -> str:
    return str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}–{lines[1]}"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]
