"""Questions answered in a field: German label, field, client's label on one row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from profiler.forms.answer import Answer, Precision, Source
from profiler.forms.definition import QuestionKind
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk.code_lists import entries_of, finder_of
from profiler.gui.walk.questions.answer_tools import AnswerTools
from profiler.gui.walk.questions.base import Around, Asked, Pause, ProblemLine, QuestionView
from profiler.gui.walk.values import has
from profiler.gui.widgets.columns import ColumnsLayout
from profiler.gui.widgets.dates import DateFault, DateField, DateParts
from profiler.gui.widgets.fields import MultilineField, TextField
from profiler.gui.widgets.find_combo import FindCombo
from profiler.gui.widgets.search_combo import SearchCombo
from profiler.gui.widgets.texts import Pair, Text
from profiler.languages.tags import GERMAN

SHARES_PAIR = (0.275, 0.45, 0.275)
"""In the middle a whole date stands beside "Dokument gesehen", also on a screen of 911 pixels."""
SHARES_SINGLE = (0.34, 0.66)


class FieldView(QuestionView):
    """The row; subclasses bring the field."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        speech = around.speech
        pair, hint = self.pair(), self.hint()
        layout = ColumnsLayout(SHARES_SINGLE if speech.is_single else SHARES_PAIR, Space.L, self)
        self.german = Text(pair.german)
        layout.addWidget(_label_cell(self.german, hint.german, GERMAN, []))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        self.tools = AnswerTools(asked.name, speech.pair("walk", "Keine Angabe"))
        self._field = self._make_field(pair.spoken)
        line.addWidget(self._field, 1)
        if self._leaves_room():
            line.addStretch(1)
        line.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self._problem = ProblemLine(f"{asked.name}.error", GERMAN)
        column.addWidget(self._problem)
        layout.addWidget(middle)
        self.client: Text | None = None
        self._client_problem: ProblemLine | None = None
        if not speech.is_single:
            self.client = Text(pair.client, speech.language)
            self._client_problem = ProblemLine(f"{asked.name}.error_client", speech.language)
            layout.addWidget(_label_cell(self.client, hint.client, speech.language, [self._client_problem]))
        self.tools.decline_changed.connect(self._on_decline)
        self.tools.source.source_chosen.connect(self._on_source)
        self.tools.source.declined.connect(lambda: self._on_decline(True))
        self.tools.source.cleared.connect(lambda: self._on_decline(False))
        self.setFocusProxy(self._field)

    def _make_field(self, spoken: str) -> QWidget:
        raise NotImplementedError

    def _leaves_room(self) -> bool:
        """Whether the field is narrower than its place."""
        return False

    def _source(self) -> Source:
        known = self.answer()
        return known.source if known.value else Source.SELBST

    def _on_decline(self, on: bool) -> None:
        if on:
            self.around.editing.decline(self.address)
        else:
            self.around.editing.give(self.address, Answer())
        self.take_focus()

    def _on_source(self, source: Source) -> None:
        self.flush()
        self.around.editing.give(self.address, replace(self.answer(), source=source))

    def show_answer(self, answer: Answer, *, readonly: bool) -> None:
        """Show value and tool."""
        self.tools.show_answer(answer, readonly=readonly)
        self._show_value(answer, readonly=readonly)

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        raise NotImplementedError

    def _show_wrong(self, wrong: bool) -> None:
        raise NotImplementedError

    def show_problem(self, text: Pair | None) -> None:
        """Red border, and the sentence in both languages."""
        self._show_wrong(text is not None)
        self._problem.show_text("" if text is None else text.german)
        if self._client_problem is not None:
            self._client_problem.show_text("" if text is None else text.client)

    def take_focus(self) -> None:
        """Put the keyboard into the field."""
        self._field.setFocus()


def _label_cell(label: Text, hint: str, language: str, below: list[QWidget]) -> QWidget:
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 8, 0, 2)
    column.setSpacing(1)
    column.addWidget(label)
    if hint:
        column.addWidget(Text(hint, language, size=Size.SECOND, ink=Ink.SECOND))
    for widget in below:
        column.addWidget(widget)
    return cell


class TextView(FieldView):
    """One line of text, or several with the appearance `multiline`."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        self._several = has(asked.question, "multiline")
        super().__init__(asked, around, parent)
        self._pause = Pause(around, self)
        self._pause.timer.timeout.connect(self.flush)

    def _make_field(self, spoken: str) -> QWidget:
        name = f"{self.asked.name}.text"
        if self._several:
            self._lines = MultilineField(name, spoken)
            self._lines.textChanged.connect(self._on_typed)
            self._lines.left.connect(self.flush)
            return self._lines
        self._line = TextField(name, spoken)
        self._line.textEdited.connect(self._on_typed)
        self._line.left.connect(self.flush)
        return self._line

    def _text(self) -> str:
        return (self._lines.toPlainText() if self._several else self._line.text()).strip()

    def _on_typed(self) -> None:
        if self._several and self._text() == self.answer().value:
            return
        self._pause.begin()

    def flush(self) -> None:
        """Take the text now."""
        if self._pause.waiting:
            self.around.editing.give(self.address, Answer(self._text(), source=self._source()))
            self._pause.end()

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        if self._several:
            self._lines.setReadOnly(readonly)
        else:
            self._line.setReadOnly(readonly)
        if self._pause.waiting or self._text() == answer.value:
            return
        if self._several:
            self._lines.setPlainText(answer.value)
        else:
            self._line.setText(answer.value)

    def _show_wrong(self, wrong: bool) -> None:
        (self._lines if self._several else self._line).show_wrong(wrong)


_PATTERNS = {
    QuestionKind.INTEGER: "-?[0-9]{0,9}",
    QuestionKind.DECIMAL: "-?[0-9]{0,9}([.,][0-9]{0,6})?",
    QuestionKind.RANGE: "-?[0-9]{0,9}([.,][0-9]{0,6})?",
}


class NumberView(FieldView):
    """A number: few characters, left-to-right in every language."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._pause = Pause(around, self)
        self._pause.timer.timeout.connect(self.flush)

    def _make_field(self, spoken: str) -> QWidget:
        self._line = TextField(f"{self.asked.name}.number", spoken)
        self._line.setFixedWidth(110)
        pattern = _PATTERNS[self.asked.question.kind]
        self._line.setValidator(QRegularExpressionValidator(QRegularExpression(pattern), self._line))
        self._line.textEdited.connect(lambda: self._pause.begin())
        self._line.left.connect(self.flush)
        return self._line

    def _leaves_room(self) -> bool:
        return True

    def _text(self) -> str:
        return self._line.text().strip().replace(",", ".")

    def flush(self) -> None:
        """Take the number now."""
        if self._pause.waiting:
            self.around.editing.give(self.address, Answer(self._text(), source=self._source()))
            self._pause.end()

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        self._line.setReadOnly(readonly)
        if not self._pause.waiting and self._text() != answer.value:
            comma = self.asked.question.kind is not QuestionKind.INTEGER
            self._line.setText(answer.value.replace(".", ",") if comma else answer.value)

    def _show_wrong(self, wrong: bool) -> None:
        self._line.show_wrong(wrong)


class DateView(FieldView):
    """A date as exactly as it is known; with the appearance `month-year` month and year only."""

    def __init__(self, asked: Asked, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(asked, around, parent)
        self._pause = Pause(around, self)
        self._pause.timer.timeout.connect(self._on_pause)
        self._dirty = False
        self._fault: DateFault | None = None

    def _make_field(self, spoken: str) -> QWidget:
        parts = DateParts.MONTH if has(self.asked.question, "month-year") else DateParts.DAY
        self._boxes = DateField(self.asked.name, spoken, parts)
        self._boxes.edited.connect(self._on_edited)
        self._boxes.left.connect(self._on_left)
        return self._boxes

    def _leaves_room(self) -> bool:
        return True

    def _on_edited(self) -> None:
        self._dirty = True
        self._fault = None
        self._pause.begin()

    def _on_pause(self) -> None:
        """A whole date is taken while typing goes on; a part of one may still be growing."""
        entry = self._boxes.entry()
        if entry.fault is None:
            self.flush()
        elif entry.fault is DateFault.IMPOSSIBLE:
            self._fault = entry.fault
            self.refresh()

    def _on_left(self) -> None:
        # The keyboard may just have gone to the next box.
        if not self._boxes.has_keyboard():
            self.flush()

    def flush(self) -> None:
        """Take the date now; what is no date is kept as typed and marked as wrong."""
        if not self._dirty:
            self._pause.end()
            return
        self._dirty = False
        entry = self._boxes.entry()
        self._fault = entry.fault
        value = self._boxes.typed() if entry.fault is not None else entry.iso
        precision = Precision.TAG if entry.fault is not None else entry.precision
        self.around.editing.give(self.address, Answer(value, source=self._source(), precision=precision))
        self._pause.end()
        self.refresh()

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        for box in self._boxes.boxes.values():
            box.setReadOnly(readonly)
        if not self._dirty:
            self._boxes.show_date("" if answer.declined else answer.value, answer.precision)
            self._fault = self._boxes.entry().fault

    def _show_wrong(self, wrong: bool) -> None:
        self._boxes.show_wrong(wrong)

    def show_problem(self, text: Pair | None) -> None:
        """What is wrong with the boxes comes before what is wrong with the date."""
        if self._fault is not None:
            text = _fault_text(self._fault, self)
        super().show_problem(text)


def _fault_text(fault: DateFault, view: QuestionView) -> Pair:
    speech = view.around.speech
    if fault is DateFault.YEAR_MISSING:
        return speech.pair("walk", "Bitte auch das Jahr mit vier Ziffern eintragen.")
    if fault is DateFault.MONTH_MISSING:
        return speech.pair("walk", "Bitte auch den Monat eintragen oder den Tag leer lassen.")
    return speech.pair("walk", "Diesen Tag gibt es nicht. Bitte im Papier nachsehen.")


class CodeView(FieldView):
    """Countries and languages, found by any of their names; several with the appearance `multiple`."""

    def _make_search(self, spoken: str) -> SearchCombo:
        question, language = self.asked.question, self.around.speech.language
        form = self.around.editing.session.form
        return SearchCombo(
            self.asked.name,
            lambda: entries_of(question, form, language),
            spoken,
            multiple=has(question, "multiple"),
        )

    def _make_field(self, spoken: str) -> QWidget:
        self._search = self._make_search(spoken)
        self._search.answered.connect(self._on_answered)
        return self._search

    def _on_answered(self, value: str) -> None:
        self.around.editing.give(self.address, Answer(value, source=self._source()))

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        self._search.setEnabled(not readonly)
        value = "" if answer.declined else answer.value
        if self._search.value() != value:
            self._search.show_answer(value)

    def _show_wrong(self, wrong: bool) -> None:
        self._search.show_wrong(wrong)


class ConceptView(CodeView):
    """Occupations and skills, found by label, plain word or activity; several with `multiple`."""

    def _make_search(self, spoken: str) -> SearchCombo:
        question = self.asked.question
        finder = finder_of(question, self.around.editing.classifications, self.around.speech.language)
        return FindCombo(self.asked.name, finder, spoken, multiple=has(question, "multiple"))
