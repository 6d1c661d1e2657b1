"""What a clause says of the texts it names: repealed, revised, carried out … (引文关系).

A clause is looked at with its names taken out, as `zhupi.gazette.masking` leaves it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhupi.gazette.masking import Span, masked, names
from zhupi.gazette.statements import EFFECTS, Relation

_REACH = 300
"""How far a clause is looked at on either side of what it names."""

_NO_LONGER = (
    "(?:废止|失效|作废|停止(?:执行|施行|实施|使用)|终止(?:执行|施行)"
    "|不再(?:执行|施行|适用|有效|使用|作为[^，▢]{0,12}依据))"
)
_DONE = "(?=$|[，：）.]|的(?:决定|通知|公告|通告|批复))"
"""Nothing goes on from it: 废止前, 废止程序, 同时废止《…》 say something else."""
_ADVERBS = (
    "(?:同时|同日|自然|一并|一律|均|都|全部|也|予以|予|相应|即行|即|自行|自动|随之|宣布|现|正式|或者?(?=宣布)"
    "|已经?(?:于[^，▢]{1,15})?)*"
)
_WHY = "(?:除[^，▢]{1,24}外，|(?:因|由于|与|已|不再)[^，▢]{1,24}，)?"
_FROM = (
    "(?:(?:自|从|于)[^，▢]{1,25}?(?:起|时|日)|即日起|届时"
    "|(?:(?:有效|适用|执行)期限?)?(?:届?满|已[过满到]|已?到期))?"
)
_REST = "(?:文件|号文|文)?(?:等[^，▢]{0,20})?(?:及其?[^，▢]{0,14})?"
_ENDED = f"，?{_WHY}{_FROM}，?{_ADVERBS}{_NO_LONGER}{_DONE}"
_REPEALED = re.compile(f"▫*{_REST}{_ENDED}")
_PART = (
    "(?:第[^▢，]{1,14}[条款项章节目]|部分|有关|相关|条款|规定|内容|附件"
    "|(?<=[◇的])(?:意见|要求|政策))"
)
_OF_PART = (
    "(?:(?!合同|资格|期限|[届期]满|[到逾]期|修改|[及适]时|应当|或)[^，▢证照书票]|，(?=第)){0,40}?"
)
"""From a part to what becomes of it. A licence granted under the text (许可证) is no part of it."""
_PART_REPEALED = re.compile(f"▫*{_REST}[中的]?[^，▢]{{0,30}}?{_PART}{_OF_PART}{_ENDED}")
_PASSAGE_REPEALED = re.compile(
    f"▫*(?:第[^▢，的]{{1,14}}[条款项章节目](?:[、和及]第[^▢，的]{{1,14}}[条款项章节目])*){_ENDED}"
)
_AT_ODDS = re.compile("[^▢]{0,20}?(?:不一致|不相一致|不符|抵触|冲突|矛盾|不相适应)的")
"""与《…》不一致的 names others, whichever they are; 与上位法不一致，予以废止 gives a reason."""
_BESIDE = re.compile("[与同和跟]$")
_TERM = "(?:有效(?:期限|期)|(?:适用|执行|实施|施行|试行|暂行)(?:期限|期))"
_LONGER = "(?:延长|延续|顺延|延期|延至|再延)"
_EXTENDED = re.compile(
    f"▫*{_REST}(?:[^▢]{{0,60}}?{_TERM}[^，▢]{{0,8}}延长[至到为一二三四五六七八九十两\\d]"
    f"|的?{_TERM}(?:(?!需|可|应|申请|拟)[^▢。]){{0,20}}?{_LONGER}(?!的|申请|手续)"
    f"|，?{_ADVERBS}{_LONGER}(?:{_TERM}|执行|施行|实施|有效|试行|使用)"
    f"|(?:(?!需|可|应|申请|拟|未|不)[^▢。]){{0,30}}?继续(?:有效|执行|施行|适用)(?!的|规定))"
)
_ITS_TERM = re.compile(f"▫*{_REST}的?(?:{_TERM}|执行|施行|实施|试行)")
_REPLACED = re.compile(
    f"▫*{_REST}，?{_FROM}(?:已经?|现)?[由被以为](?:▢+▫*|本[^，▢]{{1,12}}?|此[^，▢]{{1,8}}?)所?(?:代替|取代|替代)"
)
_REVISED = re.compile(
    f"▫*{_REST}[^，▢]{{0,40}}?(?:作出?|做出?|进行|予以)了?(?P<thus>如下|以下)?(?:部分|相应|适当|的)*"
    "(?:修改|修订|修正|补充)(?!完善|工作|程序|情况)"
)
_AMENDED = re.compile(
    "▫*[中的]?(?:(?:第|附件|附表|附录|名称|标题|题注|序言|中)[^▢]{0,200}?)?"
    "(?:修改为|改为|修正为|调整为|增加[一二三四五六七八九十两\\d]+[条款项章节]|作为第)"
)
_PASSAGE = re.compile("▫*[中的]?(?:第[^▢，]{1,14}[条款项章节]|附件|附表|标题|中)")
_ISSUED = re.compile("▫*[^，▢]{0,10}?(?P<verb>印发|转发|批转|发布|公布|下发)")
_NOW_ISSUED = re.compile(
    "▫*[^▢]{0,80}?现(?:予以?|将其|随文)?(?P<verb>印发|转发|批转|发布|公布|下发)"
)
_CARRIED_OUT = re.compile(f"▫*{_REST}(?:精神|要求)?的?(?:贯彻|落实|组织实施|实施(?!以来|后|前|之))")

_HISTORY = re.compile("▫*(?:第[一二三四五六七八九十]次)?(?:修订|修正|修改)(?:[）)]|$)")
_BEFORE = re.compile(
    "(?P<repeals>废止|停止(?:执行|施行|实施|使用)|终止(?:执行|施行)|宣布失效|不再执行)"
    "|(?P<replaces>代替|取代|替代)"
    "|(?P<revises>(?:修改|修订|修正)(?!后?的))"
    "|(?P<suspends>(?:调整|暂停)(?:实施|适用|执行))"
    "|(?P<extends>延长|延续|顺延)"
    "|(?P<forwards>转发|批转)|(?P<issues>印发|发布|公布)"
    "|(?P<deletes>删去|删除)"
    "|(?P<carries_out>贯彻(?:落实|执行|实施)?|落实|执行|实施|根据|按照?|依据|依照|遵照)"
    "|(?P<other>违反|参照|适用|编制|制定|起草|出台|宣传|学习|参见|详见|依法|按时|按期|规定)"
)
_IDLE_AFTER = re.compile("[前后之期或、和及]|程序|工作|建议|意见|完善")
_TASK = re.compile(
    "(?:清理|评估|(?<!经)研究|适时|及时|推动|推进|加快|抓紧|尽快|逐步|应当?|应该|需要?|拟|建议|不得|未|没有"
    "|提出|提请|申请|配合|做好|开展|完成|启动|组织|可以?|要|进一步|积极|牵头|负责|继续|、|或者?|和|及)"
    "(?:并|依法|进行|予以)?$"
)
_IF = re.compile("(?:如果?|若|一旦|凡)[^，：▢]{0,8}$")
_PLANNED = re.compile(
    "(?:(?:应当?|需要?|可以?)[对将把]|拟|建议|(?<!经)研究(?!决定)|[提报]请|申请|适时|及时|尽快|抓紧)[^，：▢]{0,12}$"
)
_DECIDED = re.compile("(?:决定|关于|决定予以|决定对|现)$")
_OPENS = re.compile("(?:^|[，：])$")
_NOW = re.compile("现(?:予以?)?$")
_MARK = re.compile(
    "\\s*(?:[（(]?[一二三四五六七八九十百\\d]+[）)、.．]|第[一二三四五六七八九十百\\d]+条)?\\s*"
)
_BLOCKED = re.compile("[，：（]|根据|按照|依照|依据|规定的?(?=◇)|要求|本办法|基础上")
_LISTED = re.compile(
    "▫*(?:等)?▫*(?:[、，]|和|及其?|与|以及|并|或者?|暨)?(?P<words>[^，：▢“”]{0,40})"
)
_VERBS = re.compile(
    "根据|按照|依照|依据|贯彻|落实|废止|失效|修改|修订|施行|同时|给你们|执行|取代|代替|替代|[由被]"
    "|违反|参照|适用|结合"
)
_TITLE_END = re.compile("▫*(?:等[^，▢]{0,12})?(?P<kind>的(?:通知|函|公告|通告|决定|命令|令))?▫*")
_CLAUSE_END = re.compile("[。；！？!?;\\n]")
_PLAN = re.compile(
    "(?:计划|规划|要点|方案|纲要|安排|分工|任务|行动|清单)(?:[（(][^（）()]*[）)])?$"
)
_BRACKETED = re.compile("[（(][^（）()]*[）)]$")
_AT_ONCE = re.compile("同时|即行|本(?:计划|规划|要点|方案|纲要|安排|通知)")
_AMENDING = re.compile("修改|修订|修正|废止|失效")


def is_amending(title: str) -> bool:
    """Tell the title of a text whose business is to revise or repeal others."""
    return bool(_AMENDING.search(title))


def is_planning(title: str) -> bool:
    """Tell the title of a plan: what it repeals or revises is yet to be done by somebody."""
    return bool(_PLAN.search(title)) and not is_amending(_BRACKETED.sub("", title))


def relations(
    text: str, citations: Sequence[Span], *, amending: bool, planning: bool = False
) -> list[Relation]:
    """What a block's text says of each of its citations, given in order.

    ``amending``: the document revises or repeals others, so that what stands bare in it (将《…》
    第三条修改为) is done by it, where elsewhere it may be a task set for somebody. ``planning``: it
    is a plan, and does nothing but what it says of itself (本规划自…起施行，原规划同时废止).
    """
    own = names(text, citations)
    mask = masked(text, own)
    found: dict[int, Relation] = {}
    ends = [match.start() for match in _CLAUSE_END.finditer(mask)]
    for group in _groups(mask, own):
        start, stop = group[0][0], group[-1][1]
        place = bisect_left(ends, start)
        left = mask[max(ends[place - 1] + 1 if place else 0, start - _REACH) : start]
        place = bisect_left(ends, stop)
        right = mask[stop : min(ends[place] if place < len(ends) else len(mask), stop + _REACH)]
        said = _relation(left[_mark_length(left) :], right, amending=amending)
        if planning and said in EFFECTS and not _AT_ONCE.search(left + right):
            said = Relation.MENTIONS
        found.update(_of_each(mask, group, said, right))
    return [found.get(start, Relation.MENTIONS) for start, _ in citations]


def _of_each(
    mask: str, group: Sequence[Span], said: Relation, right: str
) -> Iterator[tuple[int, Relation]]:
    """What is said of each of a group, by where it starts: a passage of one, the whole of another.

    《甲》第三条、《乙》同时废止; 《甲》、《乙》第二条同时废止.
    """
    last_in_part = said is Relation.REVISES and _PASSAGE_REPEALED.match(right)
    for (start, end), (following, _) in pairwise([*group, (len(mask), 0)]):
        if start == group[-1][0]:
            yield start, said
        elif _PASSAGE.match(mask, end, following):
            yield start, Relation.REVISES if said is Relation.REPEALS else said
        else:
            yield start, Relation.REPEALS if last_in_part else said


def _mark_length(left: str) -> int:
    """How long the mark of the ladder (一、) is that a clause begins with."""
    match = _MARK.match(left)
    return 0 if match is None else match.end()


def _groups(mask: str, citations: Sequence[Span]) -> list[list[Span]]:
    """Part citations into those that are listed together: 《甲》、《乙》和2009年公布的《丙》."""
    groups: list[list[Span]] = [[span] for span in citations[:1]]
    for (_, end), span in pairwise(citations):
        gap = mask[end : span[0]]
        listed = _LISTED.fullmatch(gap)
        if listed is not None and not _VERBS.search(gap) and not _CLAUSE_END.search(gap):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _relation(left: str, right: str, *, amending: bool) -> Relation:
    after = _by_what_follows(left, right, amending=amending)
    if after is not None:
        return after
    triggers = list(_BEFORE.finditer(left))
    if not triggers:
        return Relation.CARRIES_OUT if _CARRIED_OUT.match(right) else Relation.MENTIONS
    trigger = triggers[-1]
    between = left[trigger.end() :]
    if _BLOCKED.search(between) or len(between) > 44:
        return Relation.CARRIES_OUT if _CARRIED_OUT.match(right) else Relation.MENTIONS
    if trigger.lastgroup in ("issues", "forwards") and between == "的" and len(triggers) > 1:
        # 按照国务院印发的《…》: what counts is the verb before.
        trigger, former = triggers[-2], trigger
        between = left[trigger.end() : former.start()]
        if _BLOCKED.search(between):
            return Relation.MENTIONS
    elif trigger.lastgroup in ("issues", "forwards") and between.endswith("的"):
        return Relation.MENTIONS
    return _by_verb(trigger, left, between, right, amending=amending)


def _by_verb(
    trigger: re.Match[str], left: str, between: str, right: str, *, amending: bool
) -> Relation:
    verb, before = trigger.lastgroup, left[: trigger.start()]
    if verb == "carries_out":
        if between.startswith("的"):  # 我省原执行的《…》
            return Relation.MENTIONS
        # 根据《某某决定》修订 is the history of this text, not what it is for; 未按《…》 breaks it.
        broken = _HISTORY.match(right) or re.search("[未不]$", before)
        return Relation.MENTIONS if broken else Relation.CARRIES_OUT
    if verb in ("issues", "forwards"):
        if _NOW.search(before) and not between:
            return _issuing(trigger[0])
        ended = _TITLE_END.fullmatch(right)
        if between.endswith("的") or ended is None:
            return Relation.MENTIONS
        if ended["kind"] is None and not re.search("(?:关于|现|现予以?)$", before):
            return Relation.MENTIONS
        return Relation.FORWARDS if verb == "forwards" else Relation.ISSUES
    idle = bool(_IDLE_AFTER.match(between) or between.startswith("的") or _TASK.search(before))
    if verb in ("repeals", "replaces"):
        if idle:
            return Relation.MENTIONS
        whole = Relation.REPEALS if verb == "repeals" else Relation.REPLACES
        return Relation.REVISES if _PASSAGE.match(right) else whole
    if verb == "extends":
        longer = not idle and _ITS_TERM.match(right)
        return Relation.EXTENDS if longer else Relation.MENTIONS
    if verb == "deletes":
        return Relation.REVISES if amending and _PASSAGE.match(right) else Relation.MENTIONS
    if verb == "revises" and not idle:
        decided = _DECIDED.search(before) or (amending and _OPENS.search(before))
        return Relation.REVISES if decided else Relation.MENTIONS
    return Relation.MENTIONS


def _by_what_follows(left: str, right: str, *, amending: bool) -> Relation | None:
    if re.search("(?:被|由|按|按照|依[据照]|[遵参]照|根据|执行|违反|不?符合)$", left):
        return None
    if _BESIDE.search(left) and _AT_ODDS.match(right):
        return Relation.MENTIONS
    ended = _ended(right)
    if ended is not None:
        unsure = _PLANNED.search(left) or _IF.search(left)
        return Relation.MENTIONS if unsure or _AT_ODDS.match(right) else ended
    if _EXTENDED.match(right) and not (_TASK.search(left) or _PLANNED.search(left)):
        return Relation.EXTENDS
    if _is_revised(left, right, amending=amending):
        return Relation.REVISES
    if re.search("现(?:将|把)[^，▢]{0,40}$", left) and (issued := _ISSUED.match(right)):
        return _issuing(issued["verb"])
    if issued := _NOW_ISSUED.match(right):
        return _issuing(issued["verb"])
    return None


def _ended(right: str) -> Relation | None:
    """What a text that is no longer in force has met, wholly or in part."""
    if _REPEALED.match(right):
        return Relation.REPEALS
    if _REPLACED.match(right):
        return Relation.REPLACES
    if _PART_REPEALED.match(right):
        return Relation.REVISES
    return None


def _is_revised(left: str, right: str, *, amending: bool) -> bool:
    """Whether its wording is changed."""
    revised = _REVISED.match(right)
    if revised is not None and not _TASK.search(left.removesuffix("对")):
        decided = revised["thus"] or amending or "决定" in left or "予以" in revised[0]
        if decided and re.search("(?:对|将|把|^|，|：)[^，：▢]{0,30}$", left):
            return True
    told = amending or re.search("将[^，▢]{0,30}$", left)
    return bool(told and _AMENDED.match(right))


def _issuing(verb: str) -> Relation:
    return Relation.FORWARDS if verb in ("转发", "批转") else Relation.ISSUES
