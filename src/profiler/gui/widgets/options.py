"""A question's options as rows: key, German, picture, mark, client's language; all of it is the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from profiler.casework.pictures import Picture
from profiler.gui import fonts, style
from profiler.gui.icons.pictograms import draw_pictogram
from profiler.gui.tokens import Measure, Radius, Size
from profiler.gui.widgets.painting import (
    check_mark,
    draw_text,
    key_cap,
    radio_mark,
    text_height,
)
from profiler.gui.widgets.texts import Pair
from profiler.languages.tags import is_rtl

DECLINE: Final = "declined"
"""Object name part of the row "Keine Angabe"."""

KEYS: Final = "123456789abcdefghijklmnopqrstuvwxyz"
AXIS: Final = 0.5
"""Where the marks stand, as a share of the width; the client's half begins right of it."""

_KEY_X = 12
_TEXT_X = 44
_MARK = 24
_PICTURE = 36
"""Side of a picture; both readers find it beside the mark."""
_PICTURE_GAP = 12


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: `code` is stored, `pair` is shown, with a picture where there is one."""

    code: str
    pair: Pair
    picture: Picture | None = None


if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    # Qt classes must not meet twice below one class: for Python the shared part has no Qt in it.
    _Base = object


class _Row(_Base):
    """Painting and measuring of one option; the two kinds below give it its role and mark."""

    _pair: Pair
    _key: str
    _picture: Picture | None
    _room: float
    first: bool
    last: bool
    rank: int

    def _set_up(self, name: str, option: Option, key: str, *, pictured: bool) -> None:
        """`pictured` keeps room for a picture, so that rows without one stay in line."""
        pair = option.pair
        self._pair, self._key, self._picture = pair, key, option.picture
        self._room = _PICTURE + _PICTURE_GAP if pictured else 0.0
        self.first = self.last = False
        self.rank = 0
        self._heights: dict[int, int] = {}
        self.setObjectName(name)
        self.setText(pair.german.replace("&", "&&"))
        self.setAccessibleName(pair.spoken)
        if option.picture is not None:
            self.setAccessibleDescription(option.picture.description)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def key(self) -> str:
        """The key that chooses this row."""
        return self._key

    def _places(self, width: float, height: float) -> tuple[QRectF, QPointF, QRectF]:
        """Where the German text, the mark and the client's text go; the picture is before the mark."""
        middle = height / 2
        if self._pair.is_single:
            start = _TEXT_X + _MARK + 12.0 + self._room
            mark = QPointF(_TEXT_X + _MARK / 2, middle)
            return QRectF(start, 0, max(width - start - 16, 1), height), mark, QRectF()
        axis = round(width * AXIS)
        german = QRectF(_TEXT_X, 0, max(axis - _MARK - _TEXT_X - self._room, 1), height)
        client = QRectF(axis + _MARK + 16, 0, max(width - axis - _MARK - 32, 1), height)
        return german, QPointF(axis, middle), client

    def heightForWidth(self, width: int) -> int:
        """High enough for both texts, bold, wrapped."""
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def _measure(self, width: int) -> int:
        german, _, client = self._places(width, 0)
        tallest = text_height(self._pair.german, fonts.font(Size.BODY, bold=True), german.width())
        if not client.isNull():
            font = fonts.font(Size.BODY, self._pair.language, bold=True)
            tallest = max(tallest, text_height(self._pair.painted, font, client.width()))
        lowest = _PICTURE + 6 if self._room else Measure.OPTION
        return max(lowest, round(tallest + 10))

    def hasHeightForWidth(self) -> bool:
        """Texts wrap, they are never cut."""
        return True

    def sizeHint(self) -> QSize:
        """Wide; as high as needed at that width."""
        width = max(self.width(), 480)
        return QSize(480, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(200, Measure.OPTION + (_PICTURE_GAP if self._room else 0))

    def hitButton(self, position: QPoint) -> bool:
        """The whole row."""
        return self.rect().contains(position)

    def _draw_mark(self, painter: QPainter, centre: QPointF) -> None:
        raise NotImplementedError

    def paintEvent(self, event: object) -> None:
        """Ground, hairline, key, texts, mark."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        german, mark, client = self._places(box.width(), box.height())
        chosen = self.isChecked()
        painter.setClipPath(_rounded(box, first=self.first, last=self.last))
        painter.fillRect(box, QColor(tokens.tint if chosen else tokens.surface))
        if not client.isNull() and not chosen:
            painter.fillRect(
                QRectF(mark.x() + _MARK, 0, box.width() - mark.x() - _MARK, box.height()),
                QColor(tokens.client),
            )
        if not self.last:
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(0, box.height() - 0.5), QPointF(box.width(), box.height() - 0.5))
        if self._key:
            cap = QRectF(_KEY_X, box.center().y() - 10, 20, 20)
            key_cap(painter, cap, self._key, ink=tokens.ink2, edge=tokens.control if chosen else tokens.line2)
        draw_text(painter, german, self._pair.german, fonts.font(Size.BODY, bold=chosen), tokens.ink)
        if not client.isNull():
            language = self._pair.language
            font = fonts.font(Size.BODY, language, bold=chosen)
            draw_text(painter, client, self._pair.painted, font, tokens.ink, rtl=is_rtl(language))
        if self._picture is not None:
            draw_pictogram(painter, self._picture.name, self._picture_box(german, box), tokens.ink)
        self._draw_mark(painter, mark)

    def _picture_box(self, german: QRectF, box: QRectF) -> QRectF:
        """Between the mark and the German text, whichever of them comes first."""
        left = german.left() - self._room if self._pair.is_single else german.right() + _PICTURE_GAP / 2
        return QRectF(left, box.center().y() - _PICTURE / 2, _PICTURE, _PICTURE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key cap's key chooses its row, Delete takes the answer away."""
        rows = self.parent()
        if isinstance(rows, OptionList) and rows.take_key(event):
            return
        super().keyPressEvent(event)


class RadioRow(_Row, QRadioButton):
    """One of several."""

    def __init__(self, name: str, option: Option, key: str, parent: QWidget, *, pictured: bool) -> None:
        QRadioButton.__init__(self, parent)
        self._set_up(name, option, key, pictured=pictured)

    def _draw_mark(self, painter: QPainter, centre: QPointF) -> None:
        radio_mark(painter, centre, chosen=self.isChecked(), focused=self.hasFocus())


class CheckRow(_Row, QCheckBox):
    """One of any number."""

    def __init__(self, name: str, option: Option, key: str, parent: QWidget, *, pictured: bool) -> None:
        QCheckBox.__init__(self, parent)
        self._set_up(name, option, key, pictured=pictured)

    def _draw_mark(self, painter: QPainter, centre: QPointF) -> None:
        rank = str(self.rank) if self.rank else ""
        check_mark(painter, centre, chosen=self.isChecked(), focused=self.hasFocus(), rank=rank)


def _rounded(box: QRectF, *, first: bool, last: bool) -> QPainterPath:
    path = QPainterPath()
    radius = Radius.CARD - 1
    top = box if first else box.adjusted(0, -2 * radius, 0, 0)
    whole = top if last else top.adjusted(0, 0, 0, 2 * radius)
    path.addRoundedRect(whole, radius, radius)
    return path


class OptionList(QFrame):
    """All options of one question in one frame, "Keine Angabe" last.

    Signals:
        answered: somebody chose; carries the codes joined by one blank, and whether it is "Keine Angabe".
    """

    answered = Signal(str, bool)

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        *,
        multiple: bool = False,
        ranked: bool = False,
        decline: Pair | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is the question's object name (`q.need`); rows are `q.need.opt.<code>`.

        With `ranked` the codes come in the order they were chosen, and the marks show it.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._name, self._multiple, self._decline = name, multiple, decline
        self._options: tuple[Option, ...] = ()
        self._rows: dict[str, RadioRow | CheckRow] = {}
        self._no_answer: RadioRow | CheckRow | None = None
        self._group: QButtonGroup | None = None
        self._showing = False
        self._order: list[str] | None = [] if ranked else None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self.show_options(options)

    def show_options(self, options: Sequence[Option]) -> None:
        """Replace the options; nothing is chosen afterwards."""
        if tuple(options) == self._options and self._rows:
            return
        self._options = tuple(options)
        for row in self._all_rows():
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        if self._group is not None:
            self._group.deleteLater()
        self._group = None if self._multiple else QButtonGroup(self)
        self._rows = {}
        for option, key in zip(options, KEYS + " " * len(options), strict=False):
            self._rows[option.code] = self._add(f"{self._name}.opt.{option.code}", option, key.strip())
        self._no_answer = None
        if self._decline is not None:
            self._no_answer = self._add(f"{self._name}.{DECLINE}", Option("", self._decline), "0")
        rows = self._all_rows()
        for number, row in enumerate(rows):
            row.first, row.last = number == 0, number == len(rows) - 1
        self._order_tabs()

    def _add(self, name: str, option: Option, key: str) -> RadioRow | CheckRow:
        kind = CheckRow if self._multiple else RadioRow
        pictured = any(each.picture is not None for each in self._options)
        row = kind(name, option, key, self, pictured=pictured)
        if self._group is not None:
            self._group.addButton(row)
        row.toggled.connect(lambda on, row=row: self._on_toggled(row, on))
        self._layout.addWidget(row)
        row.show()
        return row

    def _all_rows(self) -> list[RadioRow | CheckRow]:
        return [*self._rows.values(), *([self._no_answer] if self._no_answer is not None else [])]

    @property
    def rows(self) -> dict[str, RadioRow | CheckRow]:
        """Code -> row, in order."""
        return dict(self._rows)

    @property
    def decline_row(self) -> RadioRow | CheckRow | None:
        """The row "Keine Angabe"."""
        return self._no_answer

    def value(self) -> str:
        """Chosen codes in the order of the options (or of choosing), joined by one blank."""
        chosen = [code for code, row in self._rows.items() if row.isChecked()]
        if self._order is not None:
            kept = [code for code in self._order if code in chosen]
            chosen = kept + [code for code in chosen if code not in kept]
        return " ".join(chosen)

    def is_declined(self) -> bool:
        """Whether "Keine Angabe" is chosen."""
        return self._no_answer is not None and self._no_answer.isChecked()

    def show_answer(self, value: str, *, declined: bool = False) -> None:
        """Show an answer without telling anybody."""
        chosen = set(value.split())
        if self._order is not None:
            self._order = [] if declined else value.split()
        self._showing = True
        if self._group is not None:
            self._group.setExclusive(False)
        for code, row in self._rows.items():
            row.setChecked(code in chosen and not declined)
        if self._no_answer is not None:
            self._no_answer.setChecked(declined)
        if self._group is not None:
            self._group.setExclusive(True)
        self._showing = False
        self._show_ranks()
        self._order_tabs()

    def _show_ranks(self) -> None:
        if self._order is not None:
            for code, row in self._rows.items():
                row.rank = self._order.index(code) + 1 if code in self._order and row.isChecked() else 0
                row.update()

    def _on_toggled(self, row: RadioRow | CheckRow, on: bool) -> None:
        if self._showing or (not self._multiple and not on):
            return
        if self._multiple and on:
            self.show_answer("" if row is self._no_answer else self.value(), declined=row is self._no_answer)
        if self._order is not None:
            self._order = self.value().split()
            self._show_ranks()
        self._order_tabs()
        self.answered.emit(self.value(), self.is_declined())

    def _order_tabs(self) -> None:
        """One Tab stop for a list of radio rows: the chosen one, else the first."""
        if self._multiple:
            return
        rows = self._all_rows()
        stop = next((row for row in rows if row.isChecked()), rows[0] if rows else None)
        for row in rows:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus)
        if stop is not None:
            self.setFocusProxy(stop)

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose the row of a key; Delete and Backspace take the answer away."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not plain:
            return False
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.value() or self.is_declined():
                self.show_answer("")
                self.answered.emit("", False)
            return True
        for row in self._all_rows():
            if row.key and event.text() == row.key:
                row.setFocus(Qt.FocusReason.ShortcutFocusReason)
                row.setChecked(not row.isChecked() if self._multiple else True)
                return True
        return False

    def paintEvent(self, event: object) -> None:
        """The frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.tokens().line2), 1))
        painter.setBrush(QColor(style.tokens().surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CARD, Radius.CARD)
