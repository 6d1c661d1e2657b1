"""From which day a repeal holds, as its sentence says."""

from __future__ import annotations

from datetime import date

import pytest

from zhupi.gazette.effective import effective_day


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("《甲办法》自2027年1月1日起废止。", "2027-01-01"),
        ("本办法自2027年3月1日起施行，《甲办法》同时废止。", "2027-03-01"),
        (
            "本办法自二〇二七年三月一日起施行。《甲办法》（川府发〔2016〕7号）同时废止。",
            "2027-03-01",
        ),
        ("自2027年7月1日起，《乙办法》《甲办法》停止执行。", "2027-07-01"),
        ("《乙办法》自2026年1月1日起废止，《甲办法》自2027年1月1日起废止。", "2027-01-01"),
        ("《甲办法》自2027年1月1日起废止，《乙办法》自2028年1月1日起废止。", "2027-01-01"),
        ("自2016年1月1日起施行的《甲办法》同时废止。", None),
        ("本办法自2027年1月1日起施行，自2016年1月1日起施行的《甲办法》同时废止。", "2027-01-01"),
        ("2016年1月1日印发的《甲办法》同时废止。", None),
        ("《甲办法》同时废止。", None),
        ("本办法自2027年2月30日起施行，《甲办法》同时废止。", None),
    ],
)
def test_the_day_that_belongs_to_the_text(sentence: str, day: str | None) -> None:
    assert effective_day(sentence, sentence.index("《甲办法》")) == (
        None if day is None else date.fromisoformat(day)
    )
