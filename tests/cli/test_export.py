"""The options of ``zhupi export``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

DOC = "国发〔2016〕49号"
Run = Callable[..., Any]


@pytest.fixture
def noted(seeded: Run) -> Run:
    note = "哪年？\n\n答：1994年。"
    seeded("annotate", DOC, "--quote", "分税制", "--colour", "green", "--note", note,
           "--tag", "思考题")  # fmt: skip
    seeded("annotate", DOC, "--quote", "包干制", "--colour", "blue", "--tag", "旧制")
    return seeded


def words(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_groups(noted: Run, tmp_path: Path) -> None:
    headings = {}
    for group in ("document", "tag", "colour", "order"):
        out = tmp_path / f"{group}.md"
        assert noted("export", out, "--group", group).code == 0
        headings[group] = re.findall(r"(?m)^## \[?(.{2,4})", out.read_text("utf-8"))
    assert headings == {
        "document": ["《国务院", "引用文件"],
        "tag": ["\\#思考", "\\#旧制", "引用文件"],
        "colour": ["数据", "责任", "引用文件"],
        "order": ["引用文件"],
    }


def test_notes_of_a_full_text(noted: Run, tmp_path: Path) -> None:
    found = {}
    for place in ("comments", "table"):
        out = tmp_path / f"{place}.docx"
        outcome = noted(
            "export", out, "--layout", "full", "--doc", DOC, "--notes", place, "--json",
            "--author", "李四",
        )  # fmt: skip
        assert outcome.json["annotations"] == 2
        assert isinstance(outcome.json["missing_fonts"], list)
        file = docx.Document(str(out))
        found[place] = (len(list(file.comments)), len(file.tables))
        assert file.core_properties.author == "李四"
    assert found == {"comments": (2, 0), "table": (0, 1)}
    out = tmp_path / "footnotes.md"
    noted("export", out, "--layout", "full", "--doc", DOC, "--notes", "footnotes",
          "--marks", "equals")  # fmt: skip
    text = out.read_text("utf-8")
    assert "==包干制==[^1]" in text
    assert "\n[^2]: **【批注·数据】**" in text


def test_the_look_of_a_document_of_state(noted: Run, tmp_path: Path) -> None:
    for style, top in (("reading", 28), ("gongwen", 37)):
        out = tmp_path / f"{style}.docx"
        assert noted("export", out, "--layout", "full", "--doc", DOC, "--style", style).code == 0
        assert round(docx.Document(str(out)).sections[0].top_margin.mm) == top


def test_questions_answers_and_references(noted: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.docx"
    noted("export", out, "--questions", "思考题", "--variant", "class", "--title", "讲义",
          "--reference", "2015", "--type-code", "A", "--no-contents", "--no-links")  # fmt: skip
    lines = words(out)
    assert lines[0] == "讲义"
    assert lines.index("1.\t哪年？") < lines.index("参考答案") < lines.index("1.\t1994年。")
    assert any("国发〔2016〕49号[A]. 2016-08-16." in line for line in lines)
    assert not docx.Document(str(out)).element.body.xpath("//w:hyperlink")
    noted("export", out, "--questions", "思考题", "--no-answers", "--overwrite")
    assert "参考答案" not in words(out)


@pytest.mark.parametrize(
    ("option", "word"),
    [("--group", "year"), ("--notes", "below"), ("--style", "red"), ("--reference", "2005")],
)
def test_what_is_no_choice_is_wrong_usage(
    zhupi: Run, tmp_path: Path, option: str, word: str
) -> None:
    assert zhupi("export", tmp_path / "a.md", option, word).code == 2


def test_the_author_of_the_settings_signs(noted: Run, tmp_path: Path) -> None:
    (tmp_path / "library" / "settings.json").write_text('{"author": "王五"}', "utf-8")
    out = tmp_path / "a.docx"
    noted("export", out)
    assert docx.Document(str(out)).core_properties.author == "王五"
