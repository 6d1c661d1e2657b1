"""``make pictures``: draw the real window in each state, theme, size and scale, to be looked at.

The first argument is the folder that the pictures go into; each is called
WIDTHxHEIGHT@SCALE-THEME-STATE.png, and a contact sheet of each size is called sheet-….png.
``--only WORD`` draws what has this word in its name.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCREENS = (
    (1280, 720, 1.0),
    (1280, 720, 1.25),
    (2560, 1440, 1.0),
    (2560, 1440, 1.25),
    (2560, 1440, 2.0),
)
"""Pixels of the screen, and the scale at which it is used."""
ROOT = Path(__file__).parents[2]
DOCUMENT = "国发〔2016〕49号"
MARKS = (
    (
        "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责",
        ("--tag", "定义", "--note", "**定义**，可与省里的划分方案对照，见川府发〔2018〕7号。"),
    ),
    (
        "特别是1994年实施的分税制改革",
        ("--colour", "yellow", "--note", "背景：讲课时补一张时间线。"),
    ),
    ("不同程度存在不清晰、不合理、不规范等问题", ("--colour", "green")),
    ("支出责任是政府履行财政事权的支出义务和保障", ("--colour", "blue", "--tag", "定义")),
    ("合理划分中央与地方财政事权和支出责任是政府有效提供基本公共服务", ("--colour", "purple")),
    ("推进国家治理体系和治理能力现代化", ("--style", "underline", "--colour", "red")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        library = Path(place) / "library"
        furnish(library)
        for width, height, scale in SCREENS:
            name = f"{width}x{height}@{scale:g}"
            screen = Path(place) / f"{name}.json"
            screen.write_text(json.dumps(_screen(width, height)), encoding="utf-8")
            environment = os.environ | {
                "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
                "QT_SCALE_FACTOR": str(scale),
            }
            shoot = Path(__file__).with_name("shoot.py")
            command = [sys.executable, shoot, library, options.folder, name, options.only]
            code = subprocess.run(command, env=environment, check=False).returncode
            if code:
                return code
    return 0


def furnish(library: Path) -> None:
    """Make a small library that is the same each time: the bundled gazettes, marks, a notebook."""

    def zhupi(*arguments: str | Path) -> str:
        command = [sys.executable, "-m", "zhupi", "--library", library, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    zhupi("import", *sorted((ROOT / "seeds").glob("*.txt")))
    ids = []
    for quote, more in MARKS:
        made = zhupi("annotate", DOCUMENT, "--quote", quote, *more, "--json")
        ids.append(json.loads(made)["id"])
    zhupi("notebook", "new", "财政事权讲稿")
    zhupi("notebook", "heading", "财政事权讲稿", "一、什么是财政事权")
    zhupi("notebook", "text", "财政事权讲稿", "先讲定义，再讲**支出责任**。")
    zhupi("notebook", "add", "财政事权讲稿", *ids)


def _screen(width: int, height: int) -> dict[str, object]:
    screen = {
        "name": "screen",
        "x": 0,
        "y": 0,
        "width": width,
        "height": height,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    return {"screens": [screen]}


if __name__ == "__main__":
    sys.exit(main())
