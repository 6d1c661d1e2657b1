"""The outline of a document (大纲): its ladder, its enclosures and attachments, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhupi.gazette.model import BlockKind, Document, Part
from zhupi.gazette.places import block_at

_LONGEST = 40
_BODY = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.TABLE,
        BlockKind.ENCLOSURE_TITLE,
        BlockKind.SIGNOFF,
    }
)
"""The blocks between which no head of an attachment reaches."""


@dataclass(frozen=True, slots=True)
class Signpost:
    """One line of the outline. Level 0 is an enclosed or attached text; 1 to 4 the ladder."""

    level: int
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class AttachmentHead:
    """Label and title of an attachment, either of which may be "", and its first block."""

    block: int
    label: str
    title: str

    @property
    def name(self) -> str:
        """附件2, or 附件 where it bears no label."""
        return "".join(self.label.split()).rstrip("：:") or "附件"


def signposts(document: Document) -> list[Signpost]:
    """Return the outline in the order of the text."""
    starts = document.block_starts
    found = [
        Signpost(heading.level, _shorten(heading.text), starts[heading.block])
        for heading in document.headings
    ]
    found += [
        Signpost(0, _shorten("　".join(filter(None, (head.label, head.title)))), starts[head.block])
        for head in attachment_heads(document)
    ]
    found += [
        Signpost(0, _shorten(block.text), start)
        for block, start in zip(document.blocks, starts, strict=True)
        if block.kind is BlockKind.ENCLOSURE_TITLE
    ]
    return sorted(found, key=lambda post: post.offset)


def attachment_heads(document: Document) -> list[AttachmentHead]:
    """Return the heads of the attachments; a label may stand over its title or below it."""
    heads: list[AttachmentHead] = []
    fresh = False
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.ATTACHMENT_LABEL:
            if fresh and not heads[-1].label:
                heads[-1] = replace(heads[-1], label=block.text)
            else:
                heads.append(AttachmentHead(index, block.text, ""))
            fresh = True
        elif block.kind is BlockKind.ATTACHMENT_TITLE:
            if fresh and not heads[-1].title:
                heads[-1] = replace(heads[-1], title=block.text)
            else:
                heads.append(AttachmentHead(index, "", block.text))
            fresh = True
        elif block.kind in _BODY:
            fresh = False
    return heads


def attachment_at(document: Document, offset: int) -> AttachmentHead | None:
    """Return the attachment in which ``offset`` stands; ``None`` in the text itself."""
    block = block_at(document, offset)
    if not document.blocks or document.blocks[block].part is not Part.ATTACHMENT:
        return None
    before = [head for head in attachment_heads(document) if head.block <= block]
    return before[-1] if before else None


def _shorten(text: str) -> str:
    text = text.strip().rstrip("。：:")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
