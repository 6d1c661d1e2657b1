from __future__ import annotations

from dataclasses import replace

import pytest
from tests.export.conftest import highlight

from zhupi.annotations.model import Colour, Selector
from zhupi.export import Excerpted, Grouping, Notebook, NotebookExcerpt, Options, Variant
from zhupi.export.compose import compose
from zhupi.export.notebooks import compose_notebook
from zhupi.export.parts import (
    Content,
    Heading,
    Note,
    OwnText,
    Question,
    Quote,
    References,
    Ruled,
)
from zhupi.gazette.model import Block, BlockKind, Part

FIRST = "《国务院关于推进财政事权改革的指导意见》（国发〔2016〕49号）"
SECOND = "《绵阳市人民政府办公室关于贯彻财政事权改革意见的通知》（绵府办发〔2016〕35号）"


def skeleton(content: Content) -> list[str]:
    """Headings with their level, and the beginning of each quotation."""
    lines = []
    for part in content.parts:
        match part:
            case Heading(level, runs):
                lines.append(f"{level} " + "".join(run.text for run in runs))
            case Quote(quoted):
                lines.append("> " + quoted[0][:6])
            case _:
                pass
    return lines


def test_by_document_and_heading(items: list[Excerpted], options: Options) -> None:
    assert skeleton(compose(items, options)) == [
        f"2 {FIRST}",
        "3 （一）坚持财政事权由中央决定。",
        "> 坚持财政事权",
        "> 由中央决定。",
        "> 占比为15.",
        "3 一（一）1",
        "> 到2020年",
        "3 一",
        "> 财政部|发展",
        "3 未能定位的批注",
        "> 已经不在的句",
        f"2 {SECOND}",
        "> 厘清责任",
        "> 限期办结",
        "2 引用文件",
    ]


def test_by_tag_each_under_its_first(items: list[Excerpted], options: Options) -> None:
    options = replace(options, grouping=Grouping.TAG)
    assert skeleton(compose(items, options)) == [
        "2 #事权", f"3 {FIRST}", "> 坚持财政事权",
        "2 #时限", f"3 {FIRST}", "> 到2020年",
        "2 #责任", f"3 {FIRST}", "> 财政部|发展", f"3 {SECOND}", "> 厘清责任",
        "2 未加标签", f"3 {FIRST}", "> 由中央决定。", "> 占比为15.", f"3 {SECOND}", "> 限期办结",
        "2 公文笔记", f"3 {FIRST}",
        "2 未能定位的批注", f"3 {FIRST}", "> 已经不在的句",
        "2 引用文件",
    ]  # fmt: skip


def test_by_the_users_meaning_of_a_colour(items: list[Excerpted], options: Options) -> None:
    meanings = {**options.meanings, Colour.BLUE: "谁来办"}
    options = replace(options, grouping=Grouping.COLOUR, meanings=meanings)
    headings = [line for line in skeleton(compose(items, options)) if line.startswith("2 ")]
    assert headings == [
        "2 重点", "2 存疑", "2 数据", "2 谁来办", "2 时限",
        "2 公文笔记", "2 未能定位的批注", "2 引用文件",
    ]  # fmt: skip


def test_in_order_there_are_no_headings(items: list[Excerpted], options: Options) -> None:
    options = replace(options, grouping=Grouping.ORDER)
    lines = skeleton(compose(items, options))
    assert lines[:7] == [
        "> 坚持财政事权", "> 由中央决定。", "> 占比为15.", "> 到2020年", "> 财政部|发展",
        "> 厘清责任", "> 限期办结",
    ]  # fmt: skip


def test_a_reference_stands_once_for_copies(item: Excerpted, options: Options) -> None:
    content = compose([item, replace(item, id="d9")], options)
    (references,) = [part for part in content.parts if isinstance(part, References)]
    assert len(references.entries) == 1


@pytest.mark.parametrize("variant", list(Variant))
def test_variants(notebook: Notebook, options: Options, variant: Variant) -> None:
    content = compose_notebook(notebook, replace(options, variant=variant))
    notes = sum(isinstance(part, Note) for part in content.parts)
    ruled = sum(isinstance(part, Ruled) for part in content.parts)
    # Three excerpts, each with a note; the quotation has none.
    assert (notes, ruled) == {
        Variant.TEACHER: (3, 0), Variant.CLASS: (0, 0), Variant.SPACE: (0, 3),
    }[variant]  # fmt: skip
    assert sum(isinstance(part, OwnText) for part in content.parts) == 1


def test_a_class_does_not_see_what_the_teacher_noted_of_a_document(
    items: list[Excerpted], options: Options
) -> None:
    content = compose(items, replace(options, variant=Variant.CLASS))
    assert not [part for part in content.parts if isinstance(part, Note)]


def test_questions_leave_the_text_and_answers_come_last(
    notebook: Notebook, options: Options
) -> None:
    asked = replace(options, question_tag="思考题")
    content = compose_notebook(notebook, asked)
    lines = skeleton(content)
    assert lines.count("> 厘清责任") == 1
    assert lines[-2:] == ["2 参考答案", "> 厘清责任"]
    question, answer = [part for part in content.parts if isinstance(part, Question)]
    assert [piece.text for piece in question.pieces] == ["谁来厘清？"]
    assert [piece.text for piece in answer.pieces] == ["市财政局。"]
    without = compose_notebook(notebook, replace(asked, answers=False))
    assert "2 参考答案" not in skeleton(without)
    assert "> 厘清责任" not in skeleton(without)


def test_a_question_without_words_stays_an_excerpt(
    items: list[Excerpted], options: Options
) -> None:
    notice = items[1]
    marks = (replace(notice.annotations[0], note=" \n"), replace(notice.annotations[0], id="b9"))
    content = compose([replace(notice, annotations=marks)], replace(options, question_tag="思考题"))
    assert skeleton(content)[1:3] == ["> 厘清责任", "2 思考题"]


def test_a_highlight_twice_in_a_notebook_is_written_once(
    notebook: Notebook, options: Options
) -> None:
    excerpt = next(item for item in notebook.items if isinstance(item, NotebookExcerpt))
    content = compose_notebook(replace(notebook, items=(excerpt, excerpt)), options)
    assert skeleton(content) == ["> 坚持财政事权", "2 引用文件"]


def test_what_no_heading_stands_over_stays_apart(item: Excerpted, options: Options) -> None:
    """Sign-off and attachment follow the last heading's text and are no part of it."""
    marks = [
        highlight("p1", "国发〔2016〕49号", Colour.RED),
        highlight("p2", "到2020年", Colour.RED, heading="1.人名用字", place="一（一）1"),
        highlight("p3", "2016年8月16日", Colour.RED),
        highlight("p4", "任务由财政部负责", Colour.RED),
        highlight("p5", "号任务", Colour.RED, heading="二、分工", place="二"),
    ]
    enclosed = replace(
        item.document,
        blocks=(
            *item.document.blocks,
            Block(BlockKind.ENCLOSURE_TITLE, "改革办法", (27, 27), Part.ENCLOSURE),
            Block(BlockKind.PARAGRAPH, "办法的开头。", (28, 28), Part.ENCLOSURE),
        ),
    )
    start = enclosed.text.index("办法的开头")
    selector = Selector(start, start + 5, "办法的开头")
    last = replace(marks[0], id="p6", selector=selector)
    content = compose([replace(item, document=enclosed, annotations=[*marks, last])], options)
    assert skeleton(content) == [
        f"2 {FIRST}",
        "> 国发〔201",
        "3 1.人名用字",
        "> 到2020年",
        "3 文末",
        "> 2016年8",
        "3 附件1　二、分工",
        "> 号任务",
        "3 附件1　改革任务分工",
        "> 任务由财政部",
        "3 改革办法",
        "> 办法的开头",
        "2 引用文件",
    ]
