"""The page 阅读 of the settings: how the text is set, and in which colours."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from zhupi.qt import fonts, themes
from zhupi.qt.sample_page import SamplePage
from zhupi.qt.settings_dialog import SettingsPage
from zhupi.qt.themes import Theme
from zhupi.qt.typeset import Look
from zhupi.settings import LIMITS, Settings

_SWATCH = QSize(28, 18)
AS_DESIGNED = "默认（仿宋、宋体）"


class ReadingSettings(SettingsPage):
    """Everything about the look of the text, with a sample that follows at once."""

    title = "阅读"
    theme_requested = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = themes.chosen(settings.theme)
        self.colours = QComboBox()
        self.font_size = Number("font_size", "像素")
        self.line_height = Number("line_height", "倍")
        self.column = Number("column", "字")
        self.family = QComboBox()
        self.missing = QLabel()
        self.missing.setProperty("class", "muted")
        self.missing.setWordWrap(True)
        self.sample = SamplePage()
        self.caption = QLabel()
        self.caption.setProperty("class", "muted")
        self.sample.scaled.connect(self._tell_scale)
        self._arrange()
        self._offer_themes()
        self._offer_fonts()
        self._show()
        self.colours.activated.connect(self._on_theme)
        self.family.activated.connect(self._on_font)
        for number in (self.font_size, self.line_height, self.column):
            number.changed.connect(self._on_number)

    def restore_defaults(self) -> None:
        first = Settings()
        wanted = self._settings
        wanted.font_size, wanted.line_height = first.font_size, first.line_height
        wanted.column, wanted.font = first.column, first.font
        self._offer_fonts()
        self._show()
        self.changed.emit()
        if wanted.theme != first.theme:
            self.theme_requested.emit(first.theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for row, column, name, control in (
            (0, 0, "外观(&C)", self.colours),
            (1, 0, "字体(&F)", self.family),
            (0, 3, "字号(&S)", self.font_size),
            (1, 3, "行距(&H)", self.line_height),
            (2, 3, "每行(&W)", self.column),
        ):
            label = QLabel(name)
            label.setBuddy(control.spin if isinstance(control, Number) else control)
            words = name.partition("(")[0]
            if isinstance(control, Number):
                control.name(words)
            else:
                control.setAccessibleName(words)
            grid.addWidget(label, row, column)
            grid.addWidget(control, row, column + 1)
        grid.addWidget(self.missing, 2, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(2, 18)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(grid)
        whole.addSpacing(6)
        whole.addWidget(self.sample, 1)
        whole.addWidget(self.caption)

    def _offer_themes(self) -> None:
        for name, label in themes.LABELS.items():
            self.colours.addItem(label, name)
            if name != themes.SYSTEM:
                theme = themes.load(name)
                self.colours.setItemIcon(self.colours.count() - 1, _swatch(theme))
        self.colours.setIconSize(_SWATCH)

    def _offer_fonts(self) -> None:
        """The fonts that are here, and the one remembered, if it is not."""
        wanted = self._settings.font
        self.family.clear()
        self.family.addItem(AS_DESIGNED, "")
        for family in fonts.chinese():
            self.family.addItem(family, family)
        gone = bool(wanted) and not fonts.installed(wanted)
        if self.family.findData(wanted) < 0:
            self.family.addItem(f"{wanted}（未安装）" if gone else wanted, wanted)
        self.missing.setVisible(gone)
        self.missing.setText(f"这台机器上没有“{wanted}”，正文暂用默认字体。" if gone else "")

    def _show(self) -> None:
        """Show what the settings say."""
        wanted = self._settings
        self.colours.setCurrentIndex(max(0, self.colours.findData(wanted.theme)))
        self.font_size.show_value(wanted.font_size)
        self.line_height.show_value(wanted.line_height)
        self.column.show_value(wanted.column)
        self.family.setCurrentIndex(self.family.findData(wanted.font))
        self.sample.set_look(Look.of(wanted, self._theme, wanted.column))

    def _tell_scale(self, scale: float) -> None:
        self.caption.setText("示例" if scale == 1 else f"示例，缩小到 {scale:.0%} 以显示整行")

    def _on_theme(self) -> None:
        self.theme_requested.emit(self.colours.currentData())

    def _on_font(self) -> None:
        self._settings.font = self.family.currentData()
        self._offer_fonts()
        self._changed()

    def _on_number(self) -> None:
        self._settings.font_size = int(self.font_size.value)
        self._settings.line_height = self.line_height.value
        self._settings.column = int(self.column.value)
        self._changed()

    def _changed(self) -> None:
        self._show()
        self.changed.emit()


class Number(QWidget):
    """A number within its limits: a slider, and a box to type it in."""

    changed = Signal()

    def __init__(self, setting: str, unit: str) -> None:
        super().__init__()
        low, high = LIMITS[setting]
        decimals = 0 if isinstance(low, int) else 1
        self._steps = 10**decimals
        """Steps of the slider in one unit."""
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low * self._steps), round(high * self._steps))
        self.slider.setPageStep(2)
        self.spin = QDoubleSpinBox()
        self.spin.setDecimals(decimals)
        self.spin.setSingleStep(1 / self._steps)
        self.spin.setRange(low, high)
        self.spin.setSuffix(f" {unit}")
        self.spin.setFixedWidth(92)
        self.spin.lineEdit().setTextMargins(7, 0, 0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.slider, 1)
        row.addWidget(self.spin)
        self.slider.valueChanged.connect(lambda value: self.spin.setValue(value / self._steps))
        self.spin.valueChanged.connect(self._on_value)

    @property
    def value(self) -> float:
        """The number."""
        return round(self.spin.value(), 1)

    def name(self, words: str) -> None:
        """Say to a screen reader what this is."""
        self.spin.setAccessibleName(words)
        self.slider.setAccessibleName(words)

    def show_value(self, value: float) -> None:
        """Show a number that was not chosen here."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(value)
        self._move_slider()

    def _on_value(self) -> None:
        self._move_slider()
        self.changed.emit()

    def _move_slider(self) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(self.value * self._steps))


def _swatch(theme: Theme) -> QIcon:
    """The paper of a theme, and a line of its ink."""
    made = QIcon()
    for scale in (1, 2):
        drawn = QPixmap(_SWATCH * scale)
        drawn.setDevicePixelRatio(scale)
        drawn.fill(theme.paper)
        painter = QPainter(drawn)
        painter.setPen(QPen(QColor(theme.line_strong), 1))
        painter.drawRect(0, 0, _SWATCH.width() - 1, _SWATCH.height() - 1)
        painter.fillRect(5, 5, 18, 2, theme.ink)
        painter.fillRect(5, 10, 11, 2, theme.ink)
        painter.end()
        made.addPixmap(drawn)
    return made
