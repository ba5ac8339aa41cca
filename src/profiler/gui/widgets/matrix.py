"""Levels in a table: one line a skill, one column a level, one Tab stop a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from profiler.gui import fonts, style
from profiler.gui.tokens import Radius, Size
from profiler.gui.widgets.painting import draw_text, radio_mark, text_height
from profiler.gui.widgets.texts import Pair
from profiler.languages.tags import is_rtl

_ROW: Final = 34
_HEAD: Final = 30
_DECLINE_KEYS: Final = ("k", "-")


@dataclass(frozen=True, slots=True)
class Level:
    """One column: `code` is stored, `label` is shown above it and is the key that chooses it."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Skill:
    """One line: `name` is the object name of its question, `pair` what it is called."""

    name: str
    pair: Pair


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the levels lie in a matrix of a given width."""

    start: float
    step: float
    count: int
    end: float

    def centre(self, number: int) -> float:
        """Middle of a column, counted from 0."""
        return self.start + self.step * (number + 0.5)


def _columns(width: float, count: int, single: bool) -> _Columns:
    step = min(54.0, max(28.0, width * 0.44 / count))
    wide = step * count
    start = width - wide - 16 if single else width * 0.5 - wide / 2
    return _Columns(start, step, count, start + wide)


class LevelMark(QRadioButton):
    """One level of one skill; only the mark is painted, the line behind it paints the rest."""

    def __init__(self, name: str, spoken: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, position: object) -> bool:
        """The whole cell."""
        return True

    def paintEvent(self, event: object) -> None:
        """The mark."""
        painter = QPainter(self)
        centre = QPointF(self.width() / 2, self.height() / 2)
        radio_mark(painter, centre, chosen=self.isChecked(), focused=self.hasFocus())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys choose a level, Delete takes it away."""
        line = self.parent()
        if isinstance(line, MatrixLine) and line.take_key(event):
            return
        super().keyPressEvent(event)


class MatrixLine(QWidget):
    """One skill with its levels.

    Signals:
        answered: the code of the level ("" for none), and whether it is "Keine Angabe".
    """

    answered = Signal(str, bool)

    def __init__(self, skill: Skill, levels: Sequence[Level], decline: Pair, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(skill.name)
        self._skill, self._levels, self._decline = skill, tuple(levels), decline
        self._showing = False
        self._heights: dict[int, int] = {}
        self.last = False
        self._group = QButtonGroup(self)
        self.marks: dict[str, LevelMark] = {}
        for level in levels:
            spoken = f"{skill.pair.spoken}: {level.label}"
            self.marks[level.code] = LevelMark(f"{skill.name}.opt.{level.code}", spoken, self)
        spoken = f"{skill.pair.spoken}: {decline.spoken}"
        self.declined_mark = LevelMark(f"{skill.name}.declined", spoken, self)
        for mark in self._all_marks():
            self._group.addButton(mark)
            mark.toggled.connect(self._on_toggled)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._order_tabs()

    def _all_marks(self) -> list[LevelMark]:
        return [*self.marks.values(), self.declined_mark]

    def value(self) -> str:
        """Code of the chosen level."""
        return next((code for code, mark in self.marks.items() if mark.isChecked()), "")

    def show_answer(self, value: str, *, declined: bool = False) -> None:
        """Show an answer without telling anybody."""
        self._showing = True
        self._group.setExclusive(False)
        for code, mark in self.marks.items():
            mark.setChecked(code == value and not declined)
        self.declined_mark.setChecked(declined)
        self._group.setExclusive(True)
        self._showing = False
        self._order_tabs()
        self.update()

    def _on_toggled(self, on: bool) -> None:
        if self._showing or not on:
            return
        self._order_tabs()
        self.update()
        self.answered.emit(self.value(), self.declined_mark.isChecked())

    def _order_tabs(self) -> None:
        marks = self._all_marks()
        stop = next((mark for mark in marks if mark.isChecked()), marks[0])
        for mark in marks:
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if mark is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)

    def take_key(self, event: QKeyEvent) -> bool:
        """A digit counts the columns from 0 as they are headed; k is "Keine Angabe"."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        marks = self._all_marks()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.show_answer("")
            self.answered.emit("", False)
            return True
        text = event.text().lower()
        if text in _DECLINE_KEYS and text:
            chosen = self.declined_mark
        elif text.isdecimal() and int(text) < len(self.marks):
            chosen = marks[int(text)]
        else:
            return False
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
        chosen.setChecked(True)
        return True

    def _layout_columns(self) -> _Columns:
        return _columns(self.width(), len(self.marks) + 1, self._skill.pair.is_single)

    def _label_boxes(self, width: float, height: float) -> tuple[QRectF, QRectF]:
        columns = _columns(width, len(self.marks) + 1, self._skill.pair.is_single)
        german = QRectF(14, 0, max(columns.start - 22, 1), height)
        if self._skill.pair.is_single:
            return german, QRectF()
        return german, QRectF(columns.end + 16, 0, max(width - columns.end - 32, 1), height)

    def heightForWidth(self, width: int) -> int:
        """High enough for both labels."""
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def _measure(self, width: int) -> int:
        german, client = self._label_boxes(width, 0)
        tallest = text_height(self._skill.pair.german, fonts.font(Size.BODY), german.width())
        if not client.isNull():
            font = fonts.font(Size.BODY, self._skill.pair.language)
            tallest = max(tallest, text_height(self._skill.pair.painted, font, client.width()))
        return max(_ROW, round(tallest + 10))

    def hasHeightForWidth(self) -> bool:
        """Labels wrap."""
        return True

    def sizeHint(self) -> QSize:
        """Wide; as high as needed at that width."""
        return QSize(480, self.heightForWidth(max(self.width(), 480)))

    def resizeEvent(self, event: object) -> None:
        """Put every mark into its column."""
        columns = self._layout_columns()
        for number, mark in enumerate(self._all_marks()):
            left = round(columns.start + number * columns.step)
            mark.setGeometry(left, 0, round(columns.step), self.height())

    def paintEvent(self, event: object) -> None:
        """Labels, the client's tint, and the pill from nothing to the level."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        columns = self._layout_columns()
        german, client = self._label_boxes(box.width(), box.height())
        if self.last:
            clip = QPainterPath()
            clip.addRoundedRect(box.adjusted(0, -20, 0, 0), Radius.CARD - 1, Radius.CARD - 1)
            painter.setClipPath(clip)
        painter.fillRect(box, QColor(tokens.surface))
        pair = self._skill.pair
        if not client.isNull():
            tinted = QRectF(columns.end, 0, box.width() - columns.end, box.height())
            painter.fillRect(tinted, QColor(tokens.client))
        if not self.last:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(0, box.height() - 0.5), QPointF(box.width(), box.height() - 0.5))
        chosen = next((n for n, mark in enumerate(self.marks.values()) if mark.isChecked()), None)
        if chosen is not None:
            middle = box.center().y()
            pill = QRectF(
                columns.centre(0) - 20, middle - 11, columns.centre(chosen) - columns.centre(0) + 40, 22
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.tint))
            painter.drawRoundedRect(pill, 11, 11)
        draw_text(painter, german, pair.german, fonts.font(Size.BODY), tokens.ink)
        if not client.isNull():
            font = fonts.font(Size.BODY, pair.language)
            draw_text(painter, client, pair.painted, font, tokens.ink, rtl=is_rtl(pair.language))


class _Head(QWidget):
    """The names of the levels."""

    def __init__(self, title: Pair, labels: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._labels = title, tuple(labels)
        self.setFixedHeight(_HEAD)

    def paintEvent(self, event: object) -> None:
        """Title at both sides, levels above their columns."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(box.adjusted(0, 0, 0, 20), Radius.CARD - 1, Radius.CARD - 1)
        painter.setClipPath(clip)
        painter.fillRect(box, QColor(tokens.sunken))
        columns = _columns(box.width(), len(self._labels), self._title.is_single)
        small = fonts.font(Size.CAPTION)
        draw_text(painter, box.adjusted(14, 0, -14, 0), self._title.german, small, tokens.ink2)
        if not self._title.is_single:
            language = self._title.language
            place = QRectF(columns.end + 16, 0, box.width() - columns.end - 32, box.height())
            font = fonts.font(Size.CAPTION, language)
            draw_text(painter, place, self._title.painted, font, tokens.ink2, rtl=is_rtl(language))
        bold = fonts.font(Size.CAPTION, bold=True)
        for number, label in enumerate(self._labels):
            cell = QRectF(columns.start + number * columns.step, 0, columns.step, box.height())
            draw_text(painter, cell, label, bold, tokens.ink2, align=Qt.AlignmentFlag.AlignHCenter)


class CefrMatrix(QFrame):
    """Skills and levels; "k. A." is the last column.

    Signals:
        answered: object name of the skill, code of the level, and whether it is "Keine Angabe".
    """

    answered = Signal(str, str, bool)

    def __init__(
        self,
        name: str,
        title: Pair,
        skills: Sequence[Skill],
        levels: Sequence[Level],
        decline: Pair,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(_Head(title, [*(level.label for level in levels), "k. A."], self))
        self.lines: dict[str, MatrixLine] = {}
        for skill in skills:
            line = MatrixLine(skill, levels, decline, self)
            line.answered.connect(
                lambda value, declined, name=skill.name: self.answered.emit(name, value, declined)
            )
            layout.addWidget(line)
            self.lines[skill.name] = line
        if self.lines:
            list(self.lines.values())[-1].last = True
            self.setFocusProxy(next(iter(self.lines.values())))

    def show_answer(self, name: str, value: str, *, declined: bool = False) -> None:
        """Show one skill's answer."""
        self.lines[name].show_answer(value, declined=declined)

    def paintEvent(self, event: object) -> None:
        """The frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.tokens().line2), 1))
        painter.setBrush(QColor(style.tokens().surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)
