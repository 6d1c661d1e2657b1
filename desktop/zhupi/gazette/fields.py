"""The seven fields of a document, and the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.clean import clean, join
from zhupi.gazette.heads import is_addressees
from zhupi.gazette.lines import Line
from zhupi.gazette.numerals import chinese_int
from zhupi.gazette.wording import (
    DATE,
    ISSUER_LINE,
    STRONG_END,
    TITLE,
    TITLE_VERB,
    narrow,
    plain,
)

_ADDRESSEE_LINES = 10
_SIGNER_LINES = 8
_OFFICE = re.compile(
    r"[一-鿿]{0,16}(?:代?总理|代?主席|代?省长|代?市长|代?州长|代?县长|代?区长|委员长|主任|部长|局长|署长|行长|院长)"
    r"[\s　：:]*[一-鿿·]{1,4}(?:[\s　]+[一-鿿]{1,2})?"
)
_SIGNED_DATE = re.compile(
    r"(?P<signer>[一-鿿\s]{4,40}?)\s*(?P<date>[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
)
_ORDER = re.compile(r"(?P<names>.{2,80}?)\s*(?:令|公告)")
_STATE = "中华人民共和国"
_PRESIDENT = "中华人民共和国主席"
_LEADING_BODY = re.compile(r"(?:\d{4}年)?(?P<name>国务院|[一-鿿]{2,12}?人民政府(?:办公[厅室])?)")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
_JOINT = re.compile(r"[\s、，]+")


@dataclass(frozen=True, slots=True)
class Closing:
    """A sign-off and its date: line indexes, ``signed`` first; ``dated`` is the date's line."""

    signed: int | None
    dated: int
    signoff: str | None
    date: str


def date_of(text: str) -> str | None:
    """Return the ISO form of a line that is a date in digits of any kind, else ``None``."""
    match = DATE.fullmatch(narrow(text)[:60])
    return None if match is None else _iso(match)


def find_date(text: str) -> str | None:
    """Return the ISO form of the first date in ``text``."""
    match = DATE.search(narrow(text))
    return None if match is None else _iso(match)


def _iso(match: re.Match[str]) -> str | None:
    year = chinese_int(re.sub("[〇零○◯OoΟ]", "0", match["year"]).translate(_DIGITS))
    month, day = (chinese_int(match[name]) for name in ("month", "day"))
    if year is None or month is None or day is None:
        return None
    if not (1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def addressees_end(lines: Sequence[Line], first: int) -> int | None:
    """Return the index of the line whose ： closes the addressees that begin at ``first``."""
    called = ""
    for index in range(first, min(len(lines), first + _ADDRESSEE_LINES)):
        text = lines[index].text
        called += text
        if called.endswith(("：", ":")):
            return index if is_addressees(called) else None
        if STRONG_END.search(text[-8:]) or len(called) > 400 or date_of(text):
            return None
    return None


def closings(lines: Sequence[Line], title: str) -> list[Closing]:
    """Return every sign-off with its date, and dates that stand alone, in order."""
    found: list[Closing] = []
    expected = plain(issuer_in_title(title) or "")
    for index, line in enumerate(lines):
        if len(line.text) > 60:
            continue
        date = date_of(line.text)
        if date is not None:
            signed = _signers_before(lines, index, expected)
            signoff = None if signed is None else _signers(lines[signed:index])
            found.append(Closing(signed, index, signoff, date))
            continue
        both = _SIGNED_DATE.fullmatch(narrow(line.text))
        if both is not None and ISSUER_LINE.fullmatch(both["signer"].strip()):
            date = find_date(both["date"])
            if date is not None:
                found.append(Closing(index, index, "".join(both["signer"].split()), date))
    return found


def _signers_before(lines: Sequence[Line], dated: int, expected: str) -> int | None:
    first: int | None = None
    for index in range(dated - 1, max(-1, dated - 1 - _SIGNER_LINES), -1):
        text = lines[index].text
        if len(text) > 45 or text.endswith(("。", "，", "；", "：", "、", "）", "》")):
            break
        folded = plain(text)
        known = bool(expected) and (folded == expected or expected.endswith(folded))
        if not (known or _OFFICE.fullmatch(folded) or ISSUER_LINE.fullmatch(text)):
            break
        first = index
    return first


def _signers(lines: Sequence[Line]) -> str:
    if len(lines) > 1 and all(is_officer(line.text) for line in lines):
        return " ".join(clean(line.text) for line in lines)
    return join(lines, names=True).text


def issuer_in_title(title: str) -> str | None:
    """Return the words before 关于, 转发 …, if they name a body."""
    match = TITLE.fullmatch(title)
    if match is not None:
        return match["issuer"]
    verb = TITLE_VERB.search(title)
    if verb is not None and ISSUER_LINE.fullmatch(title[: verb.start()]):
        return title[: verb.start()]
    return None


def issuers_of(title: str, signoff: str | None, number: str | None) -> tuple[str, ...]:
    """Return the issuing bodies: those of the title, else of the sign-off.

    A title whose issuer differs from the sign-off is a misprint where the number (川府发 against
    川办发) sides with the sign-off.
    """
    titled = issuer_in_title(title)
    if signoff is not None:
        names = [name for name in signoff.split(" ") if not is_officer(name)]
        if names and titled is None:
            return _split(names)
        if titled is not None and len(names) == 1 and _number_sides(number, names[0], titled):
            return _split(names)
        if names and titled is not None and plain("".join(names)) == plain(titled):
            return _split(names)
    if titled is not None:
        return _split([titled])
    order = _ORDER.fullmatch(title)
    if order is not None:
        bodies = _split([order["names"]])
        return tuple(body if body == _PRESIDENT else body.removeprefix(_STATE) for body in bodies)
    leading = _LEADING_BODY.match(title)
    return () if leading is None else (leading["name"],)


def is_officer(text: str) -> bool:
    """Tell a line that names an officer and his office (省长　某某)."""
    return bool(_OFFICE.fullmatch(plain(text)))


def names_in(text: str) -> tuple[str, ...]:
    """Return the bodies that ``text`` names, joint ones apart."""
    return _split([text])


def _number_sides(number: str | None, signer: str, titled: str) -> bool:
    """Tell whether the number's series (府发, 办发) speaks for the signer against the title."""
    if number is None or plain(signer) == plain(titled):
        return False
    series = number.split("〔")[0]
    office = "办公" in titled and "办公" not in signer and "办" not in series
    body = "办公" in signer and "办公" not in titled and "办" in series
    return office or body


def _split(names: Sequence[str]) -> tuple[str, ...]:
    parts = [part for name in names for part in _JOINT.split(name.strip()) if part]
    whole: list[str] = []
    for part in parts:
        whole += _glued(part)
    return tuple(dict.fromkeys(whole))


def _glued(name: str) -> list[str]:
    """Part joint issuers that a title runs together (国务院中央军委)."""
    match = re.fullmatch(r"(国务院|中共中央)(中央军委|国务院)", name)
    if match is not None:
        return [match[1], match[2]]
    match = re.fullmatch(
        r"(.*?(?:办公厅|委员会办公室))((?:[一-鿿]{2,12}(?:人民政府|国务院)|国务院)办公厅)", name
    )
    return [match[1], match[2]] if match is not None else [name]
