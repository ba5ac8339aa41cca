"""One recipient: every topic as a sentence with two equal answers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from profiler.casework.sign_release import RecipientChoice
from profiler.gui import style
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.release.choosing import ALIENS_OFFICE, Choosing
from profiler.gui.release.texts import ReleaseTexts
from profiler.gui.shell.fields import Complaint
from profiler.gui.shell.layouts import by_width, column, row
from profiler.gui.shell.pictogram import Pictogram
from profiler.gui.tokens import Ink, Radius, Size, Space, Tone
from profiler.gui.widgets.buttons import QuietButton
from profiler.gui.widgets.dates import DateField
from profiler.gui.widgets.frames import Page
from profiler.gui.widgets.switches import YesNoSwitch
from profiler.gui.widgets.texts import BilingualLabel, Pair, Text
from profiler.languages.formats import format_date
from profiler.release.dates import latest_end, usual_end
from profiler.release.releases import Category

_ROW = 43


class RecipientPage(Page):
    """What one recipient may know.

    Signals:
        decided: an answer or the last day changed.
    """

    decided = Signal()

    def __init__(self, choosing: Choosing, choice: RecipientChoice, texts: ReleaseTexts) -> None:
        super().__init__("release.matrix")
        by_width(self)
        self._choosing, self._choice, self._texts = choosing, choice, texts
        self._key = choice.recipient.recipient_id
        self._rows: list[TopicRow] = []
        question = BilingualLabel(texts.question(choice), size=Size.SENTENCE, bold=True)
        self.content.addWidget(question)
        self.content.addWidget(BilingualLabel(_subtitle(texts, choice), size=Size.SECOND, ink=Ink.SECOND))
        self.content.addSpacing(Space.XS)
        if texts.has_onward_duty(choice):
            self.content.addWidget(_notice(texts.fixed("onward_duty")))
        frame = TopicFrame()
        lines = column(frame, spacing=0)
        lines.setContentsMargins(1, 1, 1, 1)
        self._explained: TopicRow | None = None
        if choice.recipient.kind == ALIENS_OFFICE:
            # A declaration of its own (Form C5): before it every topic stays at no.
            self._explained = TopicRow(
                "release.explained", texts.fixed("abh_explained"), "hinweis", self._yes_no()
            )
            self._explained.switch.show_answer(self._key in choosing.explained)
            self._explained.switch.decided.connect(self._on_explained)
            lines.addWidget(self._explained)
        for category in choosing.data.offered.get(self._key, ()):
            lines.addWidget(self._topic(category))
        self.content.addWidget(frame)
        self.content.addSpacing(Space.XS)
        self._validity = _Validity(choosing, texts)
        self._validity.changed.connect(self.decided)
        self.content.addWidget(self._validity)
        self.content.addStretch(1)
        self._lock_topics()

    def _yes_no(self) -> tuple[Pair, Pair]:
        return self._texts.fixed("no"), self._texts.fixed("yes")

    def _topic(self, category: Category) -> TopicRow:
        pair = self._texts.topic(category)
        name = f"release.topic.{category.value}"
        made = TopicRow(name, pair, self._texts.pictogram(category), self._yes_no())
        made.switch.show_answer(category in self._choosing.ticked[self._key])
        made.show_tint()
        made.switch.decided.connect(lambda yes: self._on_decided(category, yes))
        self._rows.append(made)
        return made

    def _on_decided(self, category: Category, yes: bool) -> None:
        self._choosing.decide(self._key, category, yes)
        self.decided.emit()

    def _on_explained(self, yes: bool) -> None:
        if yes:
            self._choosing.explained.add(self._key)
        else:
            self._choosing.explained.discard(self._key)
            self._choosing.ticked[self._key].clear()
            for made in self._rows:
                made.switch.show_answer(False)
                made.show_tint()
        self._lock_topics()
        self.decided.emit()

    def _lock_topics(self) -> None:
        locked = self._explained is not None and self._key not in self._choosing.explained
        for made in self._rows:
            made.switch.setEnabled(not locked)


class TopicFrame(QFrame):
    """The frame round all rows."""

    def paintEvent(self, event: object) -> None:
        """A rounded hairline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.tokens().line2), 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)


class TopicRow(QWidget):
    """Pictogram, German, two equal halves, the client's language; tinted when something leaves the house."""

    def __init__(self, name: str, pair: Pair, pictogram: str, answers: tuple[Pair, Pair]) -> None:
        super().__init__()
        no, yes = answers
        self.switch = YesNoSwitch(name, no, yes, about=pair.german)
        self._picture = Pictogram(pictogram, 28)
        layout: QHBoxLayout = row(self, spacing=Space.M)
        layout.setContentsMargins(Space.L, 2, Space.L, 3)
        layout.addWidget(self._picture)
        layout.addWidget(Text(pair.german, size=Size.TITLE), 5)
        layout.addWidget(self.switch)
        self._client: Text | None = None
        if not pair.is_single:
            self._client = Text(pair.client, pair.language, size=Size.TITLE)
            # The strokes below Arabic letters must not touch the hairline.
            self._client.setContentsMargins(0, 1, 0, 4)
            layout.addSpacing(Space.S)
            layout.addWidget(self._client, 5)
        self.setMinimumHeight(_ROW)
        self.switch.yes.toggled.connect(lambda _: self.show_tint())

    def show_tint(self) -> None:
        """Follow the answer."""
        self._picture.show_ink(Ink.ACCENT if self.switch.is_yes() else Ink.FIRST)
        self.update()

    def paintEvent(self, event: object) -> None:
        """Ground, client's half, hairline."""
        tokens = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        clip = QPainterPath()
        parent = self.parentWidget()
        inside = QRectF(-1, -self.y(), box.width() + 2, parent.height() if parent else box.height())
        clip.addRoundedRect(inside.adjusted(1, 1, -1, -1), Radius.CARD - 1, Radius.CARD - 1)
        painter.setClipPath(clip)
        yes = self.switch.is_yes()
        painter.fillRect(box, QColor(tokens.tint if yes else tokens.surface))
        if self._client is not None and not yes:
            left = self._client.x() - Space.M
            painter.fillRect(QRectF(left, 0, box.width() - left, box.height()), QColor(tokens.client))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(0, box.height() - 0.5), QPointF(box.width(), box.height() - 0.5))


class _Validity(QWidget):
    """Until when, how to stop, and another last day if the person wants one."""

    changed = Signal()

    def __init__(self, choosing: Choosing, texts: ReleaseTexts) -> None:
        super().__init__()
        self._choosing, self._texts = choosing, texts
        layout = column(self, spacing=Space.XS)
        line = row(spacing=Space.S)
        line.addWidget(IconLabel(Icon.CALENDAR, 18, Ink.SECOND))
        self._sentence = BilingualLabel(self._said(), size=Size.SECOND, ink=Ink.SECOND)
        line.addWidget(self._sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        other = QuietButton("Datum ändern", "release.until.change", icon=Icon.PEN)
        line.addWidget(other)
        layout.addLayout(line)
        self._day = DateField("release.until", "gilt bis")
        self._day.show_date(self._until().isoformat())
        self._day.hide()
        self._wrong = Complaint("release.until")
        layout.addWidget(self._day)
        layout.addWidget(self._wrong)
        other.clicked.connect(lambda: self._day.setVisible(self._day.isHidden()))
        self._day.left.connect(self._on_day)

    def _until(self) -> date:
        return self._choosing.valid_until or usual_end(self._choosing.data.today)

    def _said(self) -> Pair:
        return self._texts.fixed("release_validity", date=format_date(self._until()))

    def _on_day(self) -> None:
        iso = self._day.entry().iso
        if not iso:
            return
        day, today = date.fromisoformat(iso), self._choosing.data.today
        if day < today or day > latest_end(today):
            latest = format_date(latest_end(today))
            self._wrong.say(f"Bitte einen Tag zwischen heute und dem {latest} wählen.")
            return
        self._wrong.say("")
        self._choosing.valid_until = day
        self._sentence.show_pair(self._said())
        self.changed.emit()


def _subtitle(texts: ReleaseTexts, choice: RecipientChoice) -> Pair:
    purpose, decide = texts.purpose(choice), texts.fixed("release_you_decide")
    purpose_word = texts.fixed("release_purpose")
    german = f"{purpose_word.german}: {purpose.german}. {decide.german}"
    if purpose.is_single:
        return Pair(german)
    client = f"{purpose_word.client}: {purpose.client}. {decide.client}"
    return Pair(german, client, purpose.language)


def _notice(pair: Pair) -> QFrame:
    frame = QFrame()
    frame.setObjectName("release.onward_duty")
    frame.setProperty("tone", Tone.WARN.value)
    frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line = row(frame, spacing=Space.M)
    line.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
    line.addWidget(IconLabel(Icon.INFO, 18, Ink.WARN))
    line.addWidget(BilingualLabel(pair, size=Size.SECOND), 1)
    return frame
