"""Issuing bodies (发文机关): one body under its several names, and their order by rank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

_STATE = "中华人民共和国"
_SHORT = {
    # Short forms in use before and after the reforms of 2008, 2013 and 2018, to the full name.
    "国办": "国务院办公厅",
    "中办": "中共中央办公厅",
    "中央办公厅": "中共中央办公厅",
    "全国人大": "全国人民代表大会",
    "全国人大常委会": "全国人民代表大会常务委员会",
    "发展改革委": "国家发展和改革委员会",
    "国家发展改革委": "国家发展和改革委员会",
    "工信部": "工业和信息化部",
    "国家民委": "国家民族事务委员会",
    "安全部": "国家安全部",
    "人力资源社会保障部": "人力资源和社会保障部",
    "人社部": "人力资源和社会保障部",
    "环保部": "环境保护部",
    "住房城乡建设部": "住房和城乡建设部",
    "住建部": "住房和城乡建设部",
    "国家卫生计生委": "国家卫生和计划生育委员会",
    "卫生计生委": "国家卫生和计划生育委员会",
    "国家卫生健康委": "国家卫生健康委员会",
    "卫生健康委": "国家卫生健康委员会",
    "人民银行": "中国人民银行",
    "国资委": "国务院国有资产监督管理委员会",
    "国务院国资委": "国务院国有资产监督管理委员会",
    "税务总局": "国家税务总局",
    "工商总局": "国家工商行政管理总局",
    "质检总局": "国家质量监督检验检疫总局",
    "安全监管总局": "国家安全生产监督管理总局",
    "国家安全监管总局": "国家安全生产监督管理总局",
    "食品药品监管总局": "国家食品药品监督管理总局",
    "市场监管总局": "国家市场监督管理总局",
    "体育总局": "国家体育总局",
    "统计局": "国家统计局",
    "能源局": "国家能源局",
    "林业局": "国家林业局",
    "银监会": "中国银行业监督管理委员会",
    "证监会": "中国证券监督管理委员会",
    "保监会": "中国保险监督管理委员会",
    "银保监会": "中国银行保险监督管理委员会",
}
_MINISTRY_SHORT = frozenset({"统计局", "能源局", "林业局"})
"""Names that a province's or a city's bureau bears as well: never folded."""

_PLACE = "(?:省|自治区|特别行政区|自治州|自治县|自治旗|市|州|盟|地区|县|区|旗|乡|镇)"
_GOVERNMENT = re.compile(rf"(?P<place>[一-鿿]+?{_PLACE})政府(?P<rest>办公厅|办公室|办)?")
_BARE = re.compile("(?P<level>省|自治区|市|州|县|区)(?:人民)?政府(?P<rest>办公厅|办公室)?")
_FULL = re.compile(
    r"(?P<place>[一-鿿]+?(?P<level>省|自治区|市|州|县|区))人民政府(?P<rest>办公厅|办公室)?"
)


@cache
def full_name(name: str) -> str:
    """The name that a body bears in full, as far as the name itself makes it sure."""
    if name.startswith(_STATE) and len(name) > len(_STATE) + 2 and not name.endswith("主席"):
        name = name.removeprefix(_STATE)
    if name in _SHORT and name not in _MINISTRY_SHORT:
        return _SHORT[name]
    match = _GOVERNMENT.fullmatch(name)
    if match is not None:
        rest = "办公室" if match["rest"] == "办" else match["rest"] or ""
        return f"{match['place']}人民政府{rest}"
    return name


def bare_level(name: str) -> tuple[str, str] | None:
    """Level and office of a body named without its place (省政府, 市政府办公室)."""
    match = _BARE.fullmatch(name)
    return None if match is None else (match["level"], match["rest"] or "")


def named_here(names: Iterable[str]) -> Mapping[tuple[str, str], str]:
    """What 省政府 and the like mean beside these full names: those that only one can be.

    The keys are those of `bare_level`. An office stands for its government's place too.
    """
    places: dict[str, set[str]] = {}
    for name in names:
        match = _FULL.fullmatch(name)
        if match is not None:
            places.setdefault(match["level"], set()).add(match["place"])
    return {
        (level, rest): f"{next(iter(found))}人民政府{rest}"
        for level, found in places.items()
        if len(found) == 1
        for rest in ("", "办公厅", "办公室")
    }


_CENTRE = (
    re.compile("中共中央(?:委员会)?|中央"),
    re.compile("中共中央办公厅"),
    re.compile("中共中央.*|中央(?!军委).*委员会|中央.*领导小组"),
    re.compile("中华人民共和国主席"),
    re.compile("全国人民代表大会"),
    re.compile("全国人民代表大会常务委员会"),
    re.compile("全国人民代表大会.*|全国人大.*"),
    re.compile("国务院"),
    re.compile("国务院办公厅"),
    re.compile("中央军委|中央军事委员会"),
)
_OF_THE_STATE = re.compile(
    "(?:国务院|国家|中国|中华|最高人民).*|[^省市县区州盟旗]+(?:部|总局|署|总署|委员会|银行|院|总社)"
)
_LEVELS = (
    re.compile(
        "(?P<place>(?:[一-鿿]{2,3}?省|[一-鿿]{2,8}?自治区|(?:北京|天津|上海|重庆)市))(?P<rest>.*)"
    ),
    re.compile(
        "(?P<place>(?!城市|都市)[一-鿿]{1,12}?(?:自治州|州|地区|盟|市))(?!区|县)(?P<rest>.*)"
    ),
    re.compile("(?P<place>[一-鿿]{1,14}?(?:自治县|自治旗|县|区|旗))(?P<rest>.*)"),
    re.compile("(?P<place>[一-鿿]{1,16}?(?:乡|镇|街道))(?P<rest>.*)"),
)
_OWN = (
    re.compile("(?:委|委员会)?"),
    re.compile("(?:委|委员会)办公[厅室]"),
    re.compile("人民代表大会|人大"),
    re.compile("人民代表大会常务委员会|人大常委会"),
    re.compile("人民政府"),
    re.compile("人民政府办公[厅室]"),
)

Rank = tuple[int, str, int, str]


@cache
def rank(name: str) -> Rank:
    """Where a body stands: the Centre, its ministries, then each province, city and county.

    A place's own bodies come together: party, congress, government, its office, departments.
    """
    for order, pattern in enumerate(_CENTRE):
        if pattern.fullmatch(name):
            return (0, "", order, name)
    if _OF_THE_STATE.fullmatch(name):
        return (1, "", 0, name)
    found = _place(name)
    if found is not None:
        level, place, rest = found
        own = (at for at, pattern in enumerate(_OWN) if pattern.fullmatch(rest))
        return (2 + level, place, next(own, len(_OWN)), name)
    return (3 + len(_LEVELS), "", int(not name), name)


def _place(name: str) -> tuple[int, str, str] | None:
    """The lowest level that a name goes down to, the place, and what follows it."""
    found = None
    rest, whole = name.removeprefix("中共"), ""
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(rest)
        if match is not None:
            whole += match["place"]
            rest = match["rest"]
            found = (level, whole, rest)
    return found
