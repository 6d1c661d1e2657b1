"""Full texts with less of what their reader wrote on them."""

from __future__ import annotations

from dataclasses import replace

from zhupi.annotations.model import Kind, State
from zhupi.export.model import Carry, Excerpted


def carried(item: Excerpted, carry: Carry) -> Excerpted:
    """The document with what it is to take along of its annotations."""
    match carry:
        case Carry.NOTES:
            return item
        case Carry.NOTHING:
            return replace(item, annotations=())
        case Carry.MARKS:
            marks = [
                replace(annotation, note="", tags=())
                for annotation in item.annotations
                if annotation.kind is Kind.HIGHLIGHT and annotation.state is State.ANCHORED
            ]
            return replace(item, annotations=marks)
