"""The settings: pages in a frame, each value at once, all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDoubleSpinBox, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from zhupi.locations import places
from zhupi.qt import fonts
from zhupi.qt.main_window import MainWindow
from zhupi.qt.reading_settings import AS_DESIGNED, ReadingSettings
from zhupi.qt.settings_dialog import SettingsDialog, SettingsPage
from zhupi.settings import Settings

Open = Callable[..., MainWindow]


class Other(SettingsPage):
    """A further page, as another part of the program brings it."""

    title = "引用与导出"

    def __init__(self) -> None:
        super().__init__()
        self.restored = 0

    def restore_defaults(self) -> None:
        self.restored += 1


@pytest.fixture
def page(application: QApplication, qtbot: QtBot) -> ReadingSettings:
    assert application is not None
    made = ReadingSettings(Settings(theme="light"))
    qtbot.addWidget(made)
    made.resize(700, 450)
    made.show()
    return made


def settings_of(page: ReadingSettings) -> Settings:
    return page._settings


def key(widget: QWidget, code: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)


def test_each_number_is_changed_with_the_keys_and_holds_at_once(page: ReadingSettings) -> None:
    said: list[bool] = []
    page.changed.connect(lambda: said.append(True))
    key(page.font_size.slider, Qt.Key.Key_Right)
    assert settings_of(page).font_size == 19
    assert page.font_size.spin.value() == 19
    key(page.line_height.spin, Qt.Key.Key_Up)
    assert settings_of(page).line_height == pytest.approx(1.8)
    assert page.line_height.slider.value() == 18
    key(page.column.slider, Qt.Key.Key_Home)
    assert settings_of(page).column == 30
    key(page.column.slider, Qt.Key.Key_End)
    assert settings_of(page).column == 44
    assert len(said) == 4


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("font_size", 12, 32), ("line_height", 1.4, 2.2), ("column", 30, 44)],
)
def test_no_number_leaves_its_limits(
    page: ReadingSettings, name: str, low: float, high: float
) -> None:
    number = getattr(page, name)
    number.spin.setValue(high + 5)
    assert getattr(settings_of(page), name) == pytest.approx(high)
    number.spin.setValue(low - 5)
    assert getattr(settings_of(page), name) == pytest.approx(low)
    assert type(getattr(settings_of(page), name)) is type(getattr(Settings(), name))


def test_every_step_of_the_line_height_can_be_saved_and_read(
    page: ReadingSettings, tmp_path: Path
) -> None:
    for step in range(14, 23):
        page.line_height.slider.setValue(step)
        settings_of(page).save(tmp_path)
        assert Settings.load(tmp_path).line_height == step / 10


def test_a_font_is_chosen_and_the_sample_is_set_in_it(page: ReadingSettings) -> None:
    assert page.family.currentText() == AS_DESIGNED
    before = page.sample.grab().toImage()
    family = next(name for name in fonts.chinese() if "Sans" in name)
    page.family.setCurrentIndex(page.family.findData(family))
    page.family.activated.emit(page.family.currentIndex())
    assert settings_of(page).font == family
    assert page.sample.grab().toImage() != before
    assert page.missing.isHidden()


def test_a_font_that_is_gone_is_told_of(application: QApplication, qtbot: QtBot) -> None:
    page = ReadingSettings(Settings(theme="light", font="失传宋体"))
    qtbot.addWidget(page)
    assert page.family.currentText() == "失传宋体（未安装）"
    assert not page.missing.isHidden()
    assert "“失传宋体”" in page.missing.text()
    assert "默认字体" in page.missing.text()
    page.restore_defaults()
    assert page.missing.isHidden()
    assert page.family.findData("失传宋体") < 0
    assert application is not None


def test_the_sample_follows_and_tells_when_it_is_smaller(page: ReadingSettings) -> None:
    assert page.caption.text() == "示例"
    before = page.sample.grab().toImage()
    page.line_height.spin.setValue(2.2)
    assert page.sample.grab().toImage() != before
    page.font_size.spin.setValue(32)
    page.column.spin.setValue(44)
    room = page.sample.width() - 28
    assert page.caption.text() == f"示例，缩小到 {room / (32 * 44):.0%} 以显示整行"


def test_defaults_come_back_page_by_page(application: QApplication, qtbot: QtBot) -> None:
    settings = Settings(theme="dark", font_size=24, line_height=2.0, column=44, font="失传宋体")
    reading, other = ReadingSettings(settings), Other()
    dialog = SettingsDialog([reading, other], None)
    qtbot.addWidget(dialog)
    asked: list[str] = []
    reading.theme_requested.connect(asked.append)
    dialog.list.setCurrentRow(1)
    dialog.defaults.click()
    assert other.restored == 1
    assert settings.font_size == 24
    dialog.list.setCurrentRow(0)
    dialog.defaults.click()
    assert (settings.font_size, settings.line_height) == (18, 1.7)
    assert (settings.column, settings.font) == (36, "")
    assert asked == ["system"]
    assert other.restored == 1
    assert application is not None


def test_every_control_has_a_name_and_a_key_that_leads_to_it(page: ReadingSettings) -> None:
    controls = [
        *page.findChildren(QSlider),
        *page.findChildren(QDoubleSpinBox),
        *page.findChildren(QComboBox),
    ]
    assert len(controls) == 8
    for control in controls:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name)
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    labels = [label for label in page.findChildren(QLabel) if label.buddy() is not None]
    assert {label.buddy() for label in labels} == {
        page.colours,
        page.family,
        page.font_size.spin,
        page.line_height.spin,
        page.column.spin,
    }


def test_the_window_follows_the_settings(open_window: Open, folder: Path, qtbot: QtBot) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"), 0)
    desk = window.settings_desk
    desk.add(Other)
    qtbot.keyClick(window.pane, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = desk.dialog
    assert dialog is not None and dialog.isVisible()
    assert [dialog.list.item(row).text() for row in range(2)] == ["阅读", "引用与导出"]
    page = dialog.pages[0]
    assert isinstance(page, ReadingSettings)
    with qtbot.waitSignal(window.reader.set_anew, timeout=5000):
        page.column.spin.setValue(31)
    with qtbot.waitSignal(window.reader.set_anew, timeout=5000):
        page.font_size.spin.setValue(20)
    frame = window.pane.document().rootFrame().frameFormat()
    width = window.pane.viewport().width() - frame.leftMargin() - frame.rightMargin()
    assert abs(width - min(31 * 20, window.pane.viewport().width() - 56)) <= 1
    page.colours.setCurrentIndex(page.colours.findData("contrast"))
    with qtbot.waitSignal(window.dressed):
        page.colours.activated.emit(page.colours.currentIndex())
    assert window.theme.name == "contrast"
    assert page.sample._look is not None
    assert page.sample._look.theme.name == "contrast"
    dialog.accept()
    assert desk.dialog is None
    open_window.close(window)  # type: ignore[attr-defined]
    kept = Settings.load(places(folder).config)
    assert (kept.column, kept.font_size, kept.theme) == (31, 20, "contrast")
