"""What is said of a text's force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhupi.gazette.statements import Relation, Validity
from zhupi.library.citation_model import CitingPlace, Ground, Standing, State
from zhupi.library.model import CatalogRow
from zhupi.qt.standing_words import headline, in_hits, reasons, term

TODAY = date(2026, 11, 26)
ROW = CatalogRow(
    id="a-1",
    number="川府发〔2018〕9号",
    title="关于种桑的通知",
    kind="通知",
    date="2018-06-06",
    year=2018,
    issuers=("四川省人民政府",),
    source="a.txt",
    source_id=1,
    ordinal=1,
    lines=(1, 9),
    complete=True,
    doubts=0,
    annotations=0,
    work="w",
    revision=1,
)


def ground(relation: Relation, *, by_title_only: bool = False, part: str = "") -> Ground:
    place = CitingPlace(relation, "《甲》同时废止。", 0, 3, 40, 3, "二", (5, 5), "")
    return Ground(ROW, relation, by_title_only, place, part)


def validity(starts: str | None, ends: str | None, **others: bool) -> Validity:
    values = {"trial": False, "reckoned": False, **others}
    return Validity(starts, ends, words="有效期五年。\n", start=3, end=9, **values)


def said(standing: Standing) -> str:
    return "".join(piece.words for piece in headline(standing, TODAY))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            validity("2018-01-01", "2022-12-31"),
            "自2018年1月1日起施行，有效期5年，至2022年12月31日，已满",
        ),
        (
            validity("2024-03-01", "2027-02-28"),
            "自2024年3月1日起施行，有效期3年，至2027年2月28日",
        ),
        (
            validity("2024-01-01", "2026-11-26"),
            "自2024年1月1日起施行，有效期至2026年11月26日",
        ),
        (validity(None, "2020-06-30"), "有效期至2020年6月30日，已满"),
        (validity("2024-01-01", None, trial=True), "自2024年1月1日起试行"),
        (
            validity("2018-02-12", "2021-02-11", reckoned=True),
            "自2018年2月12日起施行，有效期3年，至2021年2月11日，已满（从成文日期算起）",
        ),
    ],
)
def test_a_term_is_said_with_its_end(found: Validity, words: str) -> None:
    assert term(found, TODAY) == words


def test_nothing_known_is_nothing_said() -> None:
    assert said(Standing(None, by_user=False, computed=None, grounds=(), validity=())) == ""
    since = (validity("2018-01-01", None),)
    assert said(Standing(None, by_user=False, computed=None, grounds=(), validity=since)) == ""


def test_it_is_always_according_to_the_library() -> None:
    repealed = Standing(
        State.REPEALED,
        by_user=False,
        computed=State.REPEALED,
        grounds=(ground(Relation.REPEALS),),
        validity=(validity("2018-01-01", "2022-12-31"),),
    )
    assert said(repealed) == (
        "据本库文件，已被《关于种桑的通知》（川府发〔2018〕9号）废止；"
        "自2018年1月1日起施行，有效期5年，至2022年12月31日，已满"
    )
    [link] = [piece for piece in headline(repealed, TODAY) if piece.ground is not None]
    assert link.ground is repealed.grounds[0]
    assert [sentence for _, sentence in reasons(repealed)] == ["《甲》同时废止。", "有效期五年。"]


def test_what_is_less_sure_or_concerns_a_part_says_so() -> None:
    unsure = ground(Relation.REPLACES, by_title_only=True, part="桑园管理办法")
    standing = Standing(State.REPLACED, False, State.REPLACED, (unsure,), ())
    assert said(standing) == (
        "据本库文件，其中的《桑园管理办法》已被《关于种桑的通知》（川府发〔2018〕9号）"
        "替代（仅题名相同，不一定是本文）"
    )


def test_what_is_yet_to_come_is_told_with_its_day() -> None:
    coming = replace(ground(Relation.REPEALS), since="2027-01-01")
    assert said(Standing(None, False, None, (coming,), ())) == (
        "据本库文件，自2027年1月1日起将被《关于种桑的通知》（川府发〔2018〕9号）废止"
    )
    new = validity("2027-01-01", None)
    assert said(Standing(None, False, None, (), (new,))) == (
        "据本库文件，自2027年1月1日起施行，尚未施行"
    )
    assert said(Standing(None, False, None, (), (validity("2026-11-26", None),))) == ""


def test_a_term_that_was_made_longer_is_told_with_what_did_so() -> None:
    longer = replace(ground(Relation.EXTENDS), until="2027-12-31")
    old = validity("2018-01-01", "2022-12-31")
    link = "《关于种桑的通知》（川府发〔2018〕9号）"
    assert said(Standing(None, False, None, (longer,), (old,))) == (
        "据本库文件，自2018年1月1日起施行，有效期5年，至2022年12月31日，"
        f"后由{link}延长至2027年12月31日"
    )
    over = replace(longer, until="2025-12-31", by_title_only=True)
    assert said(Standing(State.EXPIRED, False, State.EXPIRED, (over,), ())) == (
        f"据本库文件，有效期由{link}延长（仅题名相同，不一定是本文）至2025年12月31日，已满"
    )
    open_end = replace(longer, until=None)
    assert said(Standing(None, False, None, (open_end,), ())) == f"据本库文件，有效期由{link}延长"


def test_the_users_word_comes_first_and_what_the_library_says_stays() -> None:
    grounds = (ground(Relation.REVISES),)
    standing = Standing(State.IN_FORCE, True, State.REVISED, grounds, ())
    assert said(standing) == (
        "您已标为“有效”。据本库文件，已被《关于种桑的通知》（川府发〔2018〕9号）修改"
    )
    alone = Standing(State.REPEALED, True, None, (), ())
    assert said(alone) == "您已标为“已废止”"


def test_a_text_in_force_has_no_word_in_a_list() -> None:
    assert in_hits(None) == in_hits(State.IN_FORCE) == ""
    assert in_hits(State.REPEALED) == "已废止"
    assert in_hits(State.REVISED) == "已被修改"
