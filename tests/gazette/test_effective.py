"""From which day a repeal holds, and until which an extension, as their sentences say."""

from __future__ import annotations

from datetime import date

import pytest

from zhupi.gazette.effective import effective_day, extended_until


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
        ("《甲办法》、《乙办法》自2027年1月1日起废止。", "2027-01-01"),
        ("《甲办法》（甲府发〔2017〕3号）和《乙办法》自2027年1月1日起废止。", "2027-01-01"),
        ("《甲办法》同时废止，《乙办法》自2027年1月1日起废止。", None),
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


ENDED, DATED = date(2022, 6, 30), date(2022, 5, 10)


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("《甲办法》有效期延长至2027年12月31日。", "2027-12-31"),
        ("《甲办法》（甲府发〔2017〕3号）有效期延续到2025年6月30日止。", "2025-06-30"),
        ("《甲办法》延长执行至2024年底。", "2024-12-31"),
        ("《甲办法》、《乙办法》的有效期统一延长2年。", "2024-06-30"),
        ("《甲办法》有效期延长6个月。", "2022-12-31"),
        ("《甲办法》有效期自2022年7月1日起延长五年。", "2027-06-30"),
        ("《甲办法》自2022年8月1日起继续执行，有效期3年。", "2025-07-31"),
        ("《甲办法》继续执行，有效期5年。", "2027-05-09"),  # from the day of the notice
        ("决定延长《甲办法》的有效期至2023年3月31日。", "2023-03-31"),
        ("有效期延长至2026年1月31日的文件有《乙办法》、《甲办法》。", "2026-01-31"),
        ("《乙办法》有效期延长至2030年12月31日，《甲办法》有效期延长2年。", "2024-06-30"),
        ("《甲办法》有效期延长2年，《乙办法》有效期延长至2030年12月31日。", "2024-06-30"),
        ("《甲办法》继续有效，《乙办法》有效期延长至2030年12月31日。", None),
        ("《乙办法》有效期延长至2030年12月31日；《甲办法》继续有效。", None),
        ("《甲办法》继续有效。", None),
        ("关于延长《甲办法》有效期的通知", None),
        ("《甲办法》有效期延长至2027年2月30日。", None),
    ],
)
def test_until_when_it_is_extended(sentence: str, until: str | None) -> None:
    at = sentence.index("《甲办法》")
    assert extended_until(sentence, at, ended=ENDED, dated=DATED) == (
        None if until is None else date.fromisoformat(until)
    )


def test_a_term_of_some_years_needs_a_day_to_be_counted_from() -> None:
    assert extended_until("《甲》有效期延长2年。", 0, ended=None, dated=None) is None
    assert extended_until("《甲》继续有效，有效期2年。", 0, ended=ENDED, dated=None) is None
