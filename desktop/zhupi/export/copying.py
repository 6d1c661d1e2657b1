"""A passage with its source, for the clipboard."""

from __future__ import annotations

from enum import StrEnum

from zhupi.annotations.model import Selector
from zhupi.export.excerpts import lines_of
from zhupi.export.model import Edition, Excerpted
from zhupi.export.wording import (
    TYPE_CODE,
    gazette_words,
    place_words,
    quoted,
    reference,
    title_in_brackets,
)


class CopyForm(StrEnum):
    """How the source is named: as offices do, with the gazette, after GB/T 7714, or not at all."""

    OFFICE = "office"
    GAZETTE = "gazette"
    GBT_2025 = "2025"
    GBT_2015 = "2015"
    PLAIN = "plain"


def copied(item: Excerpted, selector: Selector, form: CopyForm, type_code: str = TYPE_CODE) -> str:
    """“……”（《title》，国办发〔2018〕128号，二（三））, or the words and a reference below them."""
    words = "\n".join(lines_of(selector.quote))
    match form:
        case CopyForm.PLAIN:
            return words
        case CopyForm.OFFICE | CopyForm.GAZETTE:
            parts = [title_in_brackets(item.document), item.document.number]
            parts.append(place_words(item.document, selector.start, selector.place))
            if form is CopyForm.GAZETTE:
                parts.append(gazette_words(item, selector))
            return f"{quoted(words)}（{'，'.join(part for part in parts if part)}）"
        case CopyForm.GBT_2025 | CopyForm.GBT_2015:
            return f"{quoted(words)}\n{reference(item.document, Edition(form.value), type_code)}"
