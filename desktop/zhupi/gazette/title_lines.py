"""Parting a title into lines where its meaning allows, as a printed title is.

GB/T 9704 (7.3.1) asks for lines whose words are whole, that are balanced and of a good length, in
the shape of a trapezium or a lozenge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

_WRONG = 10.0
"""What it costs to end a line where none may end."""
_WORD = 2.5
"""What it costs to part a word that is sure to be one."""
_BETWEEN = 0.6
"""Times what it costs elsewhere that a line ends between two common words."""
_BODY, _AFTER_BODY = 0.8, -0.5
"""What it costs more to part the name of a body, and to end a line after it: that is well done."""
_WITHIN = 1.5
"""What it costs more to part what stands in 《》 or （）."""
_ABOUT = 2.0
"""What it costs more that a line ends with 关于."""
_LINE = 1.0
"""What one line more costs."""
_UNLIKE = 6.0
"""What it costs that lines are not alike: times the square of what parts them, in lines."""
_WAIST = 0.6
"""What it costs that a line is shorter than both its neighbours."""
_TAIL, _SHORT_TAIL = 1.5, 0.4
"""What it costs that the last line has less than this part of its share."""
_FULL, _ASCII = 10, 6
"""The breadths of a Chinese character, and of a Latin letter or a figure at most."""
ENOUGH = 8000
"""Characters of the document that tell its words: counting in all of them would take longer."""
_NEVER_FIRST = "，。、；：？！”’）》〉】〕·—～的和与及或等之"
_NEVER_LAST = "（《〈“‘【〔"
_FREE = "，。、；：》〉）"
"""After these a line ends well."""
_JOINING = "和与及或暨"
_JOINED = 0.3
"""What it costs that a line ends after one of these, which no line begins with."""
_KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
    "|办法|规定|细则|方案|规划|条例"
)
_WHOLE = re.compile(
    f"关于|{_KINDS}|的?(?:实施|指导|补充|紧急)?(?:{_KINDS})(?:（[^（）]+）)?$"
    "|第[0-9一二三四五六七八九十百]+.|[一二两三四五六七八九十百]+[大个项条批次届年期类种级]"
    "|[0-9A-Za-z](?:[0-9A-Za-z.%％—～/ -]*[0-9A-Za-z%％])?"
    "(?:年[度底前]?|[月日号个项条次届批期名位人家件户所])?"
    "|[〔（][^〔（〕）]{1,6}[〕）](?:[0-9]+号)?|“[^“”]{1,8}”"
)
"""What is one word by its signs, or by its place."""
_WORDS = re.compile(
    "中华人民共和国|国务院|人民政府|办公厅|办公室|委员会|自治区|自治州|国家|中央|地方|部门|单位|机构"
    "|全国|全省|全市|全县|年度|进一步|有关|基本|重点|专项|全面|印发|转发|批转"
    "|加强|加快|推进|推动|促进|规范|完善|健全|改进|深化|落实|贯彻|实施|开展|做好|调整|建立|支持|鼓励"
    "|发展|改革|创新|建设|管理|监管|监督|检查|考核|服务|保障|保护|保险|安全|生产|应急|防控|治理|整治"
    "|行政|审批|许可|执法|规章|法规|制度|机制|体制|体系|政策|措施|标准|文件|清理|目录|清单|名单|计划"
    "|任务|分工|工作|项目|工程|资金|财政|税收|金融|投资|经济|社会|企业|市场|产业|行业|农业|农村|工业"
    "|城市|城镇|城乡|居民|住房|土地|资源|环境|生态|能源|交通|教育|学校|科技|技术|人才|人员|就业|医疗"
    "|卫生|健康|文化|体育|旅游|信息|数据|网络|质量|食品|药品|领导|小组|会议|政务|事务|业务|职责|责任"
    "|公共|公开|信用|诚信|基础|设施|综合|系统"
)
"""Words of titles at large, for documents too short to repeat theirs."""
_MARKS = re.compile("关于|印发|转发|批转|公布|发布|《")
"""What ends the name of a body, or parts it from what stands before."""


def part_title(title: str, room: int, text: str) -> list[str]:
    """Part ``title`` into lines of at most ``room`` Chinese characters, few of them and alike.

    A line ends where the two characters beside the break seldom stand together in ``text``, that
    of the document: its words are those that it repeats, so no dictionary is needed. Where every
    break would part a word there may be one line more.
    """
    edges = _edges(title)
    breadth = max(room, 1) * _FULL
    fewest = ceil(edges[-1] / breadth)
    if fewest < 2:
        return [title]
    measured = _Measured(_costs(title, text[:ENOUGH]), edges, breadth)
    good = [at for at, cost in enumerate(measured.costs) if cost < _WRONG]
    # Words longer than a line are parted anywhere, into lines as they come.
    ways = measured.ways(good, range(fewest, fewest + 2)) or measured.ways(
        range(len(edges)), range(fewest, len(edges))
    )
    return _cut(title, min(ways)[1])


def as_printed(title: str, printed: Sequence[str], room: int) -> list[str]:
    """Return the lines in which a title was printed, or none if they are too long or ill parted.

    What white space stands between its words was made one blank, which ends the line before it.
    """
    solid = [at for at, character in enumerate(title, 1) if not character.isspace()]
    places, count = [0], 0
    for line in printed:
        count += len("".join(line.split()))
        if count > len(solid):
            return []
        places.append(solid[count] - 1 if count < len(solid) else len(title))
    edges = _edges(title)
    if count != len(solid) or any(
        edges[end] - edges[start] > room * _FULL for start, end in pairwise(places)
    ):
        return []
    inner = places[1:-1]
    costs = _costs(title, "") if inner else []
    return _cut(title, places) if all(costs[at] < _WRONG for at in inner) else []


def _edges(title: str) -> list[int]:
    """Where each character stands, and where the last ends."""
    return [0, *accumulate(_ASCII if char.isascii() else _FULL for char in title)]


def _cut(title: str, places: Sequence[int]) -> list[str]:
    return [title[start:end] for start, end in pairwise(places) if start < end]


_Way = tuple[float, tuple[int, ...]]
"""What parting a title so costs, and where its lines begin and end."""


@dataclass(frozen=True)
class _Measured:
    """A title: what it costs to end a line before each character, where it stands, the room."""

    costs: Sequence[float]
    edges: Sequence[int]
    room: int

    def ways(self, places: Sequence[int], counts: Sequence[int]) -> list[_Way]:
        """The best way into the first two of these numbers of lines that are possible.

        Lines end at some of the places only.
        """
        found: list[_Way] = []
        for count in counts:
            way = self._parted(places, count)
            if way is not None:
                found.append((way[0] + _LINE * len(found), way[1]))
            if len(found) == 2:
                break
        return found

    def _parted(self, places: Sequence[int], count: int) -> _Way | None:
        """The best way into ``count`` lines."""
        # By where a line ends and whether it is shorter than the one before: the best way there,
        # and how broad that leaves it.
        ways: dict[tuple[int, bool], tuple[float, tuple[int, ...], int]]
        ways = {(0, False): (0.0, (0,), 0)}
        for line in range(1, count + 1):
            found: dict[tuple[int, bool], tuple[float, tuple[int, ...], int]] = {}
            for (start, shrank), (cost, trail, before) in ways.items():
                for end, breadth in self._ends(places, start, count - line):
                    whole = cost + self.costs[end] + self._unlike(breadth, count)
                    whole += _WAIST * (shrank and breadth > before + _FULL)
                    key = end, line > 1 and breadth < before - _FULL
                    if key not in found or whole < found[key][0]:
                        found[key] = whole, (*trail, end), breadth
            ways = found
        return min((self._with_tail(way, count) for way in ways.values()), default=None)

    def _ends(self, places: Sequence[int], start: int, more: int) -> Iterator[tuple[int, int]]:
        """Where a line may end, the rest in so many more, and how broad it is then."""
        end_of_all = len(self.edges) - 1
        for end in places[bisect_right(places, start) :] if more else (end_of_all,):
            breadth = self.edges[end] - self.edges[start]
            if breadth > self.room or (more and end == end_of_all):
                return
            if self.edges[-1] - self.edges[end] <= more * self.room:
                yield end, breadth

    def _unlike(self, breadth: int, count: int) -> float:
        return _UNLIKE * ((breadth - self.edges[-1] / count) / self.room) ** 2

    def _with_tail(self, way: tuple[float, tuple[int, ...], int], count: int) -> _Way:
        cost, trail, breadth = way
        short = breadth < _SHORT_TAIL * self.edges[-1] / count
        return cost + _TAIL * short, trail


def _costs(title: str, text: str) -> list[float]:
    """What it costs to end a line before each character, and at the end."""
    costs, depth = [_WRONG], 0
    for before, after in pairwise(title):
        depth += (before in "《〈（") - (before in "》〉）")
        costs.append(_cost(before, after, text) + _WITHIN * max(depth, 0))
    costs.append(0.0)
    starts = {word.start() for word in _WORDS.finditer(title)}
    for at in starts & {word.end() for word in _WORDS.finditer(title)}:
        costs[at] *= _BETWEEN
    _keep_bodies(costs, title)
    for words, cost in ((_WORDS, _WORD), (_WHOLE, _WRONG)):
        for word in words.finditer(title):
            for at in range(word.start() + 1, word.end()):
                costs[at] += cost
    return costs


def _cost(before: str, after: str, text: str) -> float:
    """What it costs to end a line between two characters."""
    if after in _NEVER_FIRST or before in _NEVER_LAST or after.isspace():
        return _WRONG
    if before.isspace() or before in _FREE or after in _NEVER_LAST:
        return 0.0
    together = max(text.count(before + after), 1)
    alone = max(min(text.count(before), text.count(after)), together)
    # What stands together once says little: half a word.
    sure = (together - 0.5) / alone
    return _WORD * sure**2 + _JOINED * (before in _JOINING)


def _keep_bodies(costs: list[float], title: str) -> None:
    """Let a line end after the names of bodies, not in them; they stand first and before 关于."""
    start = 0
    for mark in _MARKS.finditer(title):
        at = mark.start()
        if start == 0 or mark[0] == "关于":
            for inside in range(start + 1, at):
                costs[inside] += 0 if title[inside - 1].isspace() else _BODY
            if at and "《" not in title[:at]:
                costs[at] += _AFTER_BODY
        if mark[0] == "关于":
            costs[mark.end()] += _ABOUT
        start = mark.end()
