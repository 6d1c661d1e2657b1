"""The settings of quoting and exporting."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from zhupi.qt.export_page import ExportPage
from zhupi.settings import Settings

pytestmark = pytest.mark.usefixtures("application")
WORDS = "“基本公共服务均等化是公共财政的基本目标”"
TITLE = "国务院办公厅关于印发某某方案的通知"
REFERENCE = f"国务院办公厅. {TITLE}：国办发〔2018〕128号[Z]. 2018-12-29."


@pytest.mark.parametrize(
    ("form", "example"),
    [
        ("office", f"{WORDS}（《{TITLE}》，国办发〔2018〕128号，二（三））"),
        (
            "gazette",
            f"{WORDS}（《{TITLE}》，国办发〔2018〕128号，二（三），载《国务院公报》2019年第3期）",
        ),
        ("2025", f"{WORDS}\n{REFERENCE}"),
        ("2015", f"{WORDS}\n{REFERENCE}"),
        ("plain", WORDS[1:-1]),
    ],
)
def test_an_example_of_the_form_that_is_chosen(qtbot: QtBot, form: str, example: str) -> None:
    settings = Settings()
    page = ExportPage(settings)
    qtbot.addWidget(page)
    page.form.setCurrentIndex(page.form.findData(form))
    assert settings.copy_form == form
    assert page.example.text() == example


def test_what_is_written_is_in_the_settings_at_once(qtbot: QtBot) -> None:
    settings = Settings(author="李四", type_code="G", export_format=".md", copy_form="2025")
    page = ExportPage(settings)
    qtbot.addWidget(page)
    assert (page.author.text(), page.code.text()) == ("李四", "G")
    assert (page.format.currentData(), page.form.currentData()) == (".md", "2025")
    assert "[G]" in page.example.text()
    with qtbot.waitSignal(page.changed):
        page.author.setText(" 张三 ")
    page.initials.setText("ZS")
    page.code.setText("")
    page.format.setCurrentIndex(page.format.findData(".pdf"))
    assert (settings.author, settings.initials) == ("张三", "ZS")
    assert (settings.type_code, settings.export_format) == ("Z", ".pdf")


def test_every_field_has_a_name(qtbot: QtBot) -> None:
    page = ExportPage(Settings())
    qtbot.addWidget(page)
    fields = [*page.findChildren(QLineEdit), *page.findChildren(QComboBox)]
    assert len(fields) == 5
    assert all(field.accessibleName() for field in fields)
