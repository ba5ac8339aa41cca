"""One sheet beside the release: which, whether it is signed, and the way to sign it or to take it back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from profiler.gui.icons.names import Icon
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.walk.consent_dialogs import consent_title
from profiler.gui.walk.consenting import ask_consent, ask_withdrawal
from profiler.gui.walk.sheets import Sheets
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.badges import Badge
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.texts import BilingualLabel, Text
from profiler.languages.formats import format_date
from profiler.release.extra_consents import ConsentKind


class SheetLine(QWidget):
    """Shows how a sheet stands; object names begin with `name`."""

    def __init__(
        self, name: str, sheets: Sheets, kind: ConsentKind, speech: Speech, *, may_give: bool = True
    ) -> None:
        super().__init__()
        self._sheets, self._kind, self._may_give = sheets, kind, may_give
        inside = column(self, spacing=Space.XS)
        inside.addWidget(BilingualLabel(consent_title(speech, sheets.text(kind)), bold=True))
        line = row(spacing=Space.M)
        self._badge = Badge("", Icon.CLOCK, Tone.NEUTRAL)
        self._said = Text("", size=Size.SECOND, ink=Ink.SECOND)
        self._said.setObjectName(f"{name}.said")
        self._give = LinkButton("Erklären und unterschreiben lassen", f"{name}.give", icon=Icon.PEN)
        self._stop = LinkButton("Widerrufen", f"{name}.withdraw")
        line.addWidget(self._badge)
        line.addWidget(self._said, 1)
        line.addWidget(self._give)
        line.addWidget(self._stop)
        inside.addLayout(line)
        self._give.clicked.connect(lambda: ask_consent(sheets, kind, speech, self))
        self._stop.clicked.connect(lambda: ask_withdrawal(sheets, kind, speech, self))
        sheets.changed.connect(self._show)
        self._show()

    def take_focus(self) -> None:
        """Put the keyboard on what can be done."""
        (self._stop if self._sheets.is_allowed(self._kind) else self._give).setFocus()

    def _show(self) -> None:
        allowed, given = self._sheets.is_allowed(self._kind), self._sheets.given(self._kind)
        if allowed and given is not None:
            self._badge.show_badge("unterschrieben", Icon.CHECK, Tone.DONE)
            self._said.show_text(f"gilt seit {format_date(given.given_on)}")
        elif given is not None and given.withdrawn_on is not None:
            self._badge.show_badge("widerrufen", Icon.CROSS, Tone.WARN)
            self._said.show_text(f"am {format_date(given.withdrawn_on)}")
        else:
            self._badge.show_badge("nicht unterschrieben", Icon.CLOCK, Tone.NEUTRAL)
            self._said.show_text("")
        self._give.setVisible(self._may_give and not allowed)
        self._stop.setVisible(allowed)
