"""Releases that were signed: who knows what until when, and taking it back in two clicks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from profiler.casework.content import Content
from profiler.gui.icons.names import Icon
from profiler.gui.shell.fields import Field
from profiler.gui.shell.layouts import by_width, column, row
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.widgets.badges import Badge
from profiler.gui.widgets.buttons import DangerButton, QuietButton
from profiler.gui.widgets.flow import FlowLayout
from profiler.gui.widgets.frames import Card, Line, Page
from profiler.gui.widgets.texts import Text
from profiler.languages.formats import format_date
from profiler.release.releases import Category, Release, WithdrawalScope

_FIELD = 420


class CurrentPage(Page):
    """All signed releases of a person, newest first.

    Signals:
        withdrawn: object `Release`, object `WithdrawalScope`, str which, str how the person said so.
        copy_given: object `Release` whose copy has reached the person.
    """

    withdrawn = Signal(object, object, str, str)
    copy_given = Signal(object)

    def __init__(self, releases: tuple[Release, ...], content: Content, today: date) -> None:
        super().__init__("release.current", on="canvas")
        by_width(self)
        self._content, self._today = content, today
        self.content.setSpacing(Space.M)
        self.content.addWidget(Text("Was erlaubt ist", size=Size.PAGE, bold=True))
        self.content.addWidget(
            Text("Die Person kann jederzeit Stopp sagen. Ein Widerruf gilt sofort.", ink=Ink.SECOND)
        )
        self._channel = Field(
            "Bei einem Widerruf: Wie hat die Person es gesagt?",
            "release.channel",
            hint="Zum Beispiel: hier, am Telefon, im Brief. Ein Grund ist nicht nötig.",
        )
        self._channel.setMaximumWidth(_FIELD)
        self._channel.setVisible(any(_state(release, today)[1] for release in releases))
        self.content.addWidget(self._channel)
        for number, release in enumerate(releases):
            self.content.addWidget(self._card(release, newest=number == 0))
        self.content.addStretch(1)

    def _card(self, release: Release, *, newest: bool) -> Card:
        card = Card()
        card.setObjectName(f"release.card{release.number}")
        layout = column(card, spacing=Space.S)
        layout.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        head = row(spacing=Space.M)
        head.addWidget(Text(f"Freigabe Nr. {release.number}", size=Size.TITLE, bold=True, wrap=False))
        badge, open_ = _state(release, self._today)
        head.addWidget(badge)
        head.addStretch(1)
        name = f"release.withdraw{release.number}"
        if open_:
            head.addWidget(
                self._button("Alles widerrufen", f"{name}.all", release, WithdrawalScope.ALLES, "")
            )
        layout.addLayout(head)
        signature = release.signature
        if signature is not None:
            signed = format_date(signature.signed_on)
            until = format_date(release.valid_until)
            layout.addWidget(
                Text(
                    f"unterschrieben am {signed} in {signature.place} · gilt bis {until}",
                    size=Size.SECOND,
                    ink=Ink.SECOND,
                )
            )
            if open_ and not signature.copy_given:
                layout.addLayout(self._copy_due(release))
        for index, grant in enumerate(release.grants):
            layout.addWidget(Line())
            line = row(spacing=Space.M)
            words = column(spacing=0)
            words.addWidget(Text(grant.recipient.name, bold=True))
            stopped = _stopped(release, WithdrawalScope.EMPFAENGER, grant.recipient.recipient_id)
            topics = ", ".join(
                self._content.release.categories[category].label
                for category in Category
                if category in grant.categories
            )
            words.addWidget(Text("widerrufen" if stopped else topics, size=Size.SECOND, ink=Ink.SECOND))
            line.addLayout(words, 1)
            if open_ and not stopped:
                line.addWidget(
                    self._button(
                        "Diese Stelle",
                        f"{name}.recipient{index}",
                        release,
                        WithdrawalScope.EMPFAENGER,
                        grant.recipient.recipient_id,
                    )
                )
            layout.addLayout(line)
        if open_ and newest:
            layout.addWidget(Line())
            layout.addWidget(
                Text("Ein Thema bei allen Stellen zurücknehmen:", size=Size.SECOND, ink=Ink.SECOND)
            )
            layout.addWidget(self._topics(release, name))
        return card

    def _copy_due(self, release: Release) -> QHBoxLayout:
        line = row(spacing=Space.M)
        line.addWidget(Badge("Kopie fehlt noch", Icon.PRINTER, Tone.WARN))
        given = QuietButton("Kopie ausgehändigt", f"release.copy{release.number}")
        given.clicked.connect(lambda: self.copy_given.emit(release))
        line.addWidget(given)
        line.addStretch(1)
        return line

    def _topics(self, release: Release, name: str) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, spacing=Space.XS)
        granted = {category for grant in release.grants for category in grant.categories}
        for category in Category:
            if category not in granted or _stopped(release, WithdrawalScope.KATEGORIE, category.value):
                continue
            label = self._content.release.categories[category].label
            flow.addWidget(
                self._button(
                    label, f"{name}.{category.value}", release, WithdrawalScope.KATEGORIE, category.value
                )
            )
        return box

    def _button(
        self, label: str, name: str, release: Release, scope: WithdrawalScope, which: str
    ) -> TwoClickButton:
        made = TwoClickButton(label, name)
        made.confirmed.connect(lambda: self.withdrawn.emit(release, scope, which, self._channel.text()))
        return made


class TwoClickButton(DangerButton):
    """Asks once more in its own place, so that no window has to open.

    Signals:
        confirmed: pressed twice.
    """

    confirmed = Signal()
    height_inside = 30
    text_size = Size.SECOND

    def __init__(self, label: str, name: str) -> None:
        super().__init__(label, name)
        self._first = label
        self._asks = False
        self.clicked.connect(self._on_clicked)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere did not mean it."""
        self._ask(False)
        super().focusOutEvent(event)

    def _on_clicked(self) -> None:
        if self._asks:
            self._ask(False)
            self.confirmed.emit()
        else:
            self._ask(True)

    def _ask(self, asks: bool) -> None:
        self._asks = asks
        self.show_text("Jetzt widerrufen" if asks else self._first)


def _state(release: Release, today: date) -> tuple[Badge, bool]:
    """The badge, and whether there is still something to withdraw."""
    if _stopped(release, WithdrawalScope.ALLES, ""):
        return Badge("widerrufen", Icon.CROSS, Tone.ERROR), False
    if release.valid_until < today:
        return Badge("abgelaufen", Icon.CLOCK, Tone.WARN), False
    return Badge("unterschrieben", Icon.CHECK, Tone.DONE), True


def _stopped(release: Release, scope: WithdrawalScope, which: str) -> bool:
    return any(taken.scope is scope and taken.which == which for taken in release.withdrawals)
