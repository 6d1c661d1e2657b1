"""What the stages know about the words of official documents (公文用语)."""

from __future__ import annotations

import re
import unicodedata

KINDS = (
    "意见", "通知", "决定", "决议", "命令", "令", "公报", "公告", "通告", "通报", "报告", "请示",
    "批复", "议案", "函", "纪要", "条例", "规定", "办法", "细则", "方案", "规划", "纲要", "计划",
    "措施", "章程", "要点", "规则", "规程", "名单", "目录", "清单", "预案", "制度", "标准",
    "指南", "规范", "政策", "解释",
)  # fmt: skip
"""文种, and the kinds of text that a notice issues."""

_OFFICIAL = "意见|通知|决定|决议|命令|令|公报|公告|通告|通报|报告|请示|批复|议案|函|纪要|的解释"
_ENCLOSED = "|".join(KINDS) + "|表|分工|任务|部署|安排|总结|讲话|名录|细目|大纲|指引|政策措施"

_INSTITUTION = (
    "人民政府|[省市县区州]政府|国务院|办公厅|办公室|委员会|中央军委|人大常委会|政协|中共中央|省委|市委|县委|区委|州委"
    "|[一-鿿]部|[一-鿿]局|[一-鿿]厅|[一-鿿]院|[一-鿿]署|[一-鿿]会|[一-鿿]委|银行|中心|领导小组"
    "|第[一二三四五六七八九十]{1,3}次会议|总社|公司|军区|指挥部|分行|支行|总行|大学|总队|支队"
)
INSTITUTION_END = re.compile(rf"(?:{_INSTITUTION})(?:（[^（）]*）)?$")
ISSUER_LINE = re.compile(
    rf"[一-鿿、“”（）\s]{{0,40}}(?:{_INSTITUTION})(?:（[^（）]{{0,12}}）)?"
    rf"(?:[\s、，][一-鿿、\s]{{0,60}}(?:{_INSTITUTION}))?"
)
"""A line that is the name of one body, or of several."""

TITLE = re.compile(
    rf"(?P<issuer>[一-鿿、，\s（）“”]{{0,80}}?(?:{_INSTITUTION}))"
    rf"[\s等]*(?:关于|转发|印发|批转|发布|公布|任免|批准|命名|表彰|授予|废止|修改)"
    rf".{{1,200}}?(?:{_OFFICIAL})(?:（[^（）]{{1,30}}）)?"
)
RELEASE = re.compile(
    rf"(?P<issuer>[一-鿿、，\s（）“”]{{0,80}}?(?:{_INSTITUTION}))[\s等]*(?:印发|发布|公布)《[^。！？]{{2,120}}》"
)
"""A title without 文种 (中共中央办公厅 国务院办公厅印发《…意见》)."""

TITLE_TAIL = re.compile(rf".*(?:{_OFFICIAL})(?:（[^（）]{{1,30}}）)?")
TITLE_VERB = re.compile(
    "关于|转发|印发|批转|发布|公布|任免|批准|命名|表彰|授予|废止|修改"
)  # fmt: skip
ENCLOSED_TITLE = re.compile(rf".{{2,60}}(?:{_ENCLOSED})(?:（[^（）]{{1,30}}）)?")

DATE = re.compile(
    r"[（(]?\s*(?P<year>[12]\d{3}|[一二][〇零○◯OoΟ0一二三四五六七八九]{3})\s*年"
    r"\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日\s*[）)]?"
)

STRONG_END = re.compile(r"[。！？!?…][”’）〕》」』］】)\]]*$")
SOFT_END = re.compile(r"[；：;:][”’]?$")
BRACKET_END = re.compile(r"[）〕］】\])]$")


def plain(text: str) -> str:
    """Fold ``text`` for comparison: NFKC, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def unnested(text: str) -> str:
    """Fold a title for comparison with one quoted in another, where its 《》 are 〈〉."""
    return plain(text).translate(_NESTED)


def narrow(text: str) -> str:
    """Turn full-width digits and Latin letters into ASCII; the length stays the same."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def has_open_bracket(text: str) -> bool:
    """Tell whether a round bracket is open at the end."""
    return len(re.findall("[（(]", text)) > len(re.findall("[）)]", text))


def kind_of(title: str) -> str | None:
    """Return the 文种 that closes ``title``, looking past （试行） and the 第1号 of an order."""
    bare = re.sub(r"(?:[（(][^（）()]*[）)]|(?<=[令告])(?:\d{4}年)?第.{1,7}号)$", "", plain(title))
    ends = [kind for kind in KINDS if bare.endswith(kind)]
    return max(ends, key=len) if ends else None


_NESTED = str.maketrans("〈〉<>", "《》《》")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_NARROW |= {code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)}
