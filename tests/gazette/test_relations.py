"""What clauses say of the texts they name; each sentence written and judged by hand."""

from __future__ import annotations

import pytest

from zhupi.gazette.citations import find
from zhupi.gazette.relations import masked, relations
from zhupi.gazette.statements import Relation

R, P, V, I, F, C, M = Relation  # noqa: E741 - one letter a column: repeals, rePlaces, reVises …


def said(text: str, *, amending: bool = False) -> list[Relation]:
    spans = [(item.start, item.end) for item in find(text, frozenset())]
    return relations(text, spans, amending=amending)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Repeals: said after the name.
        ("本办法自2018年5月1日起施行，《甲市旧办法》（甲府发〔2009〕1号）同时废止。", [R]),
        ("原1996年6月21日印发的《甲省投诉处理规定》同时废止。", [R]),
        ("2013年甲省人民政府发布的《甲省名录库管理办法》同时废止。", [R]),
        ("《甲规定》（甲府〔2001〕3号）、《乙规定》和2009年公布的《丙规定》废止。", [R, R, R]),
        ("《甲规定》等5件规范性文件自本决定印发之日起一律停止执行。", [R]),
        ("《甲规定》及其实施细则予以废止。", [R]),
        ("《甲规定》自本办法施行之日起废止。", [R]),
        ("《甲规定》有效期届满，自动失效。", [R]),
        ("甲府发〔2001〕3号文件同时废止。", [R]),  # a number alone
        ("《甲规定》不再执行。", [R]),
        ("《甲规定》已于2015年废止。", [R]),
        # Repeals: said before.
        ("经研究，省政府决定废止《甲规定》（甲府发〔2001〕3号）。", [R]),
        ("废止1998年2月1日国务院发布的《甲条例》。", [R]),
        ("甲省人民政府关于废止《甲规定》的决定", [R]),
        ("根据《甲法》，决定废止《乙规定》、《丙规定》。", [C, R, R]),
        # Not at all repealed.
        ("研究废止《甲规定》。", [M]),
        ("清理、废止《甲规定》等文件。", [M]),
        ("凡与《甲条例》不一致的规定，同时废止。", [M]),
        ("此前规定与《甲条例》相抵触的，一律废止。", [M]),
        ("《甲规定》废止前已经受理的，仍按原规定办理。", [M]),
        ("《甲规定》的废止程序另行规定。", [M]),
        ("按照《规章制定程序条例》的规定，及时修改或者废止。", [C]),
        ("《甲规定》继续有效。", [M]),
        # Repealed in part.
        ("《甲规定》（甲府发〔2001〕3号）第三条、第五条同时废止。", [V]),
        ("《甲规定》中有关收费的条款停止执行。", [V]),
        ("废止《甲规定》第三条。", [V]),
        # Replaced.
        ("《甲规定》由《乙规定》代替。", [P, M]),
        ("《甲规定》已被《乙规定》取代。", [P, M]),
        ("本标准代替《甲标准规范》。", [P]),
        ("《甲规定》由本办法取代。", [P]),
        # Revised.
        ("国务院关于修改《甲条例》的决定", [V]),
        ("国务院决定对《甲条例》作如下修改：", [V]),
        ("对《甲条例》等12件规章的部分条款予以修改。", [V]),
        ("将《甲条例》第七条中的“审核”修改为“批准”。", [V]),
        ("加快修订《甲条例》，完善配套制度。", [M]),
        ("推动修改《甲条例》。", [M]),
        ("对《甲条例》进行修订完善。", [M]),
        ("修订《甲市干部任用办法》；", [M]),
        # Carried out.
        ("为贯彻落实《甲意见》（国发〔2016〕7号）精神，结合实际，制定本办法。", [C]),
        ("根据《甲法》、《乙条例》和国务院《丙办法》等规定，", [C, C, C]),
        ("按照国务院印发的《甲规划》，", [C]),
        ("根据2013年7月13日国务院公布的《甲决定》，", [C]),
        ("抓好《甲意见》的贯彻落实。", [C]),
        ("深入贯彻党的十九大精神和《甲意见》，", [C]),
        ("严格按照国发〔2017〕48号文件执行。", [C]),
        ("（1991年公布　根据2011年1月8日《国务院关于废止和修改部分法规的决定》修订）", [M]),
        # Issued, forwarded.
        ("现将《甲方案》印发给你们，请认真贯彻执行。", [I]),
        ("《甲办法》已经2018年1月2日省政府第3次常务会议通过，现予公布。", [I]),
        ("甲部《乙意见》已经国务院同意，现转发给你们。", [F]),
        ("现将《甲方案》和《乙方案》转发你们。", [F, F]),
        ("甲市人民政府关于印发《乙办法》的通知", [I]),
        ("甲市人民政府转发《乙办法》的通知", [F]),
        ("国务院印发的《甲规划》提出目标。", [M]),
        ("省政府办公厅印发《甲方案》，各地抓紧落实。", [M]),
        # Mentioned.
        ("违反《甲条例》的，依法处理。", [M]),
        ("《甲条例》第三条所称单位，", [M]),
        ("第三条修改为：“根据《甲法》，制定本办法。”", [M]),
        # A clause is read by itself, and what is quoted in it ends with the quotation.
        ("决定废止。《乙规定》由市政府解释。", [M]),
        ("为贯彻落实中央精神；《乙规定》由市政府解释。", [M]),
        ("增加“甲文件”一项，决定废止《乙规定》。", [R]),
        ("根据省政府的《甲法》，", [C]),
    ],
)  # fmt: skip
def test_relations(text: str, expected: list[Relation]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、删去《甲条例》第七条。", [V]),
        ("一、在《甲条例》第七条中增加一项，作为第六项。", [V]),
        ("二、修改《甲条例》", [V]),
        ("三、《甲条例》第九条修改为：“各级政府应当发挥优势。”", [V]),
        ("建议修改《甲条例》", [M]),
    ],
)
def test_what_an_amending_text_does(text: str, expected: list[Relation]) -> None:
    assert said(text, amending=True) == expected


def test_names_are_taken_out_without_moving_anything() -> None:
    text = "按照《甲法》（2018年修订）和“放管服”要求"
    assert masked(text, [(2, 6)]) == "按照▢▢▢▢▫▫▫▫▫▫▫▫▫和◇◇◇◇◇要求"
