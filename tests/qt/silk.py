"""A small library about silk: texts that carry out, repeal, revise and forward each other."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "library"))

from issues import Paper, bring

from zhupi.library import Library
from zhupi.locations import places

PLAN = Paper(
    "四川省人民政府关于发展养蚕业的意见",
    "川府发〔2016〕7号",
    (
        "为发展养蚕业，提出以下意见。",
        "一、扩大桑园面积。",
        "本意见自2016年6月1日起施行，有效期5年。",
    ),
    date="2016年5月4日",
)
FOLLOWS = Paper(
    "四川省人民政府关于发展丝绸业的意见",
    "川府发〔2017〕8号",
    (
        (
            "为贯彻落实《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）和"
            "《国务院关于振兴丝绸的意见》（国发〔2015〕99号）精神，提出以下意见。"
        ),
        "一、加强原料管理",
        "按照《四川省桑蚕条例》规定，加强原料管理，推进分级收购，保护农民利益。",
        "二、加强组织领导",
        "各地要高度重视，落实责任，抓出成效。",
    ),
    date="2017年6月5日",
)
REPEALS = Paper(
    "四川省人民政府关于种桑的通知",
    "川府发〔2018〕9号",
    (
        "为规范种桑，现通知如下。",
        "《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）同时废止。",
        "将《四川省人民政府关于发展丝绸业的意见》（川府发〔2017〕8号）第二条修改为“加强领导”。",
    ),
    date="2018年6月6日",
)
FORWARDS = Paper(
    "成都市人民政府关于转发省养蚕业意见的通知",
    "成府发〔2016〕3号",
    ("现将《四川省人民政府关于发展养蚕业的意见》转发给你们，请遵照执行。",),
    signoff="成都市人民政府",
    date="2016年6月1日",
)
LATE = Paper(
    "国务院关于振兴丝绸的意见",
    "国发〔2015〕99号",
    ("为振兴丝绸，提出以下意见。", "要提高桑蚕单产。"),
    signoff="国务院",
    date="2015年9月9日",
)


def make(folder: Path) -> Path:
    """A library with the first four in two issues; the plan stands in both. Return its folder."""
    library = Library.open(places(folder))
    bring(library, folder, "四川政报.txt", PLAN, FOLLOWS, REPEALS)
    bring(library, folder, "成都公报.txt", PLAN, FORWARDS)
    library.close()
    return folder


def printed(folder: Path, *papers: Paper) -> Path:
    """A file with an issue that is to come in."""
    path = folder / "晚到.txt"
    path.write_text("\n\n".join(paper.text for paper in papers) + "\n", "utf-8")
    return path
