from __future__ import annotations

import shutil
import subprocess

import pytest

from zhupi.export.fonts import LackingFont, lacking


def test_names_and_what_stands_in() -> None:
    # Windows calls 黑体 SimHei and 宋体 SimSun.
    found = lacking(["SimHei", "SimSun", "仿宋", "KaiTi_GB2312", "Arial"])
    assert found == (LackingFont("仿宋_GB2312", "仿宋"), LackingFont("方正小标宋简体", "SimSun"))


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert lacking([]) == ()


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig is not installed")
def test_the_system_is_asked() -> None:
    for font in lacking():
        listed = subprocess.run(
            ["fc-list", font.name, "family"], capture_output=True, text=True, check=True
        ).stdout
        assert listed.strip() == ""
