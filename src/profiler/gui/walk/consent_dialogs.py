"""Giving a consent beside the releases and taking it back: the sheet in both languages, the signature."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from profiler.casework.extra_consents import ConsentSheet, SignedSheet
from profiler.gui.icons.names import Icon
from profiler.gui.shell.fields import Complaint, Field
from profiler.gui.shell.hiding_dialog import HidingDialog
from profiler.gui.shell.layouts import column, row, row_of, scrolling
from profiler.gui.shell.table_texts import table_pair
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.badges import Badge
from profiler.gui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from profiler.gui.widgets.dates import DateField
from profiler.gui.widgets.options import Option, OptionList
from profiler.gui.widgets.texts import BilingualLabel, Pair, Text
from profiler.release.extra_consents import ConsentKind, ConsentText
from profiler.release.releases import SignedHow, SignsAs

_WIDTH, _HIGH, _LOW = 780, 690, 400

_WAYS = (
    (SignedHow.PAPIER, "Auf Papier"),
    (SignedHow.BILDSCHIRM, "Auf dem Bildschirm"),
    (SignedHow.HANDZEICHEN_MIT_ZEUGIN, "Handzeichen, eine Zeugin war dabei"),
)
_SIGNERS = (
    (SignsAs.SELBST, "Die Person selbst"),
    (SignsAs.GESETZL_VERTRETUNG, "Wer für die Person sorgt"),
    (SignsAs.BEIDE, "Beide"),
)

_COVERED = {True: ("Kopie", "Kopien"), False: ("Angabe", "Angaben")}


def consent_title(speech: Speech, text: ConsentText) -> Pair:
    """How the sheet is called."""
    return table_pair(speech.translator, speech.language, f"consent:{text.kind}:title", text.title)


class _Dialog(HidingDialog):
    """What both dialogues have in common: the sheet in both languages, and F12."""

    def __init__(self, name: str, window_title: str, height: int, speech: Speech, parent: QWidget) -> None:
        super().__init__(name, window_title, _WIDTH, height, parent)
        self._speech = speech
        outer = column(self, spacing=Space.M)
        outer.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        inside = QWidget()
        self.content = column(inside, spacing=Space.M)
        self.content.setContentsMargins(Space.S, 0, Space.M, 0)
        outer.addWidget(scrolling(inside, f"{name}.text", "surface"), 1)
        self.foot = row(spacing=Space.S)
        outer.addLayout(self.foot)

    def add_sheet(self, text: ConsentText, part: str, sentence: str) -> None:
        """Title and text of the sheet, German beside the client's language."""
        speech = self._speech
        if speech.is_draft and not speech.is_single:
            draft = Badge("Übersetzung ist ein Entwurf, Deutsch gilt", Icon.ALERT, Tone.WARN)
            self.content.addLayout(row_of(draft))
        self.content.addWidget(BilingualLabel(consent_title(speech, text), size=Size.TITLE, bold=True))
        said = table_pair(speech.translator, speech.language, f"consent:{text.kind}:{part}", sentence)
        self.content.addWidget(BilingualLabel(said))


class ConsentDialog(_Dialog):
    """The sheet is explained and signed; the caseworker says that the signature was seen.

    Signals:
        signed: object, a `SignedSheet`.
    """

    signed = Signal(object)

    def __init__(self, sheet: ConsentSheet, today: str, speech: Speech, parent: QWidget) -> None:
        super().__init__("dlg.consent", "Einwilligung aufschreiben", _HIGH, speech, parent)
        self._today = date.fromisoformat(today)
        self.add_sheet(sheet.text, "text", sheet.text.text)
        self._how = OptionList("dlg.consent.how", [Option(way.value, Pair(said)) for way, said in _WAYS])
        self._how.show_answer(SignedHow.PAPIER.value)
        self._by = OptionList("dlg.consent.by", [Option(who.value, Pair(said)) for who, said in _SIGNERS])
        first = SignsAs.GESETZL_VERTRETUNG if sheet.needs_guardian else SignsAs.SELBST
        self._by.show_answer(first.value)
        self._by.answered.connect(lambda _value, _declined: self._show_signer())
        self._signer = Field("Name von Mutter, Vater oder Vormund", "dlg.consent.signer")
        self._day = DateField("dlg.consent.on", "Datum der Unterschrift")
        self._day.show_date(today)
        choices = row(spacing=Space.XL)
        asked = (("Wie wurde unterschrieben?", self._how), ("Wer hat unterschrieben?", self._by))
        for label, widget in asked:
            part = column(spacing=Space.XS)
            part.addWidget(Text(label, size=Size.SECOND, bold=True))
            part.addWidget(widget)
            part.addStretch(1)
            choices.addLayout(part, 1)
        self.content.addLayout(choices)
        self.content.addWidget(self._signer)
        self.content.addWidget(Text("Datum der Unterschrift", size=Size.SECOND, bold=True))
        self.content.addLayout(row_of(self._day))
        seen = Option("seen", Pair("Ich habe gesehen, dass unterschrieben wurde"))
        self._seen = OptionList("dlg.consent.seen", [seen], multiple=True)
        self.content.addWidget(self._seen)
        self._complaint = Complaint("dlg.consent")
        self.content.addWidget(self._complaint)
        self.content.addStretch(1)
        cancel = SecondaryButton("Abbrechen", "dlg.consent.cancel")
        keep = PrimaryButton("Einwilligung gilt", "dlg.consent.ok", icon=Icon.SHIELD)
        keep.setDefault(True)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(keep)
        cancel.clicked.connect(self.reject)
        keep.clicked.connect(self._on_keep)
        self._show_signer()
        self._how.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The numbers beside the options choose in the list that has the keyboard."""
        for options in (self._how, self._by, self._seen):
            focused = QApplication.focusWidget()
            if focused is not None and options.isAncestorOf(focused) and options.take_key(event):
                return
        super().keyPressEvent(event)

    def complain(self, sentence: str) -> None:
        """Say why it does not count."""
        self._complaint.say(sentence)

    def _show_signer(self) -> None:
        by_guardian = self._by.value() != SignsAs.SELBST.value
        self._signer.setVisible(by_guardian)
        self._signer.needed = by_guardian

    def _on_keep(self) -> None:
        entry = self._day.entry()
        if self._seen.value() != "seen":
            self.complain("Bitte sehen Sie nach, ob unterschrieben wurde, und kreuzen Sie es dann an.")
        elif not entry.iso or entry.fault is not None or date.fromisoformat(entry.iso) > self._today:
            self.complain("Bitte prüfen Sie das Datum der Unterschrift.")
        elif self._signer.is_filled():
            self.complain("")
            by_guardian = self._by.value() != SignsAs.SELBST.value
            self.signed.emit(
                SignedSheet(
                    how=SignedHow(self._how.value()),
                    signs_as=SignsAs(self._by.value()),
                    signer=self._signer.text() if by_guardian else "",
                    signed_on=date.fromisoformat(entry.iso),
                )
            )


class WithdrawDialog(_Dialog):
    """The person says stop.

    Signals:
        withdrawn: bool, whether what it covered is to be deleted at once.
    """

    withdrawn = Signal(bool)

    def __init__(self, text: ConsentText, covered: int, speech: Speech, parent: QWidget) -> None:
        """`covered`: how many copies or answers the withdrawal is about."""
        super().__init__("dlg.withdraw", "Einwilligung widerrufen", _LOW, speech, parent)
        self.add_sheet(text, "withdraw_text", text.withdraw_text)
        cancel = SecondaryButton("Abbrechen", "dlg.withdraw.cancel")
        only = DangerButton("Widerrufen", "dlg.withdraw.only")
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(only)
        if covered:
            one, many = _COVERED[text.kind is ConsentKind.SCANS]
            noun = f"eine {one}" if covered == 1 else f"{covered} {many}"
            asked = f"Gespeichert: {noun}. Fragen Sie, ob wir gleich löschen sollen."
            self.content.addWidget(Text(asked, ink=Ink.SECOND))
            only.show_text(f"Widerrufen, {many} noch behalten")
            both = DangerButton(f"Widerrufen und {many} löschen", "dlg.withdraw.delete", icon=Icon.BIN)
            self.foot.addWidget(both)
            both.clicked.connect(lambda: self._on_withdraw(delete=True))
        self.content.addStretch(1)
        cancel.clicked.connect(self.reject)
        only.clicked.connect(lambda: self._on_withdraw(delete=False))
        cancel.setFocus()

    def _on_withdraw(self, *, delete: bool) -> None:
        self.withdrawn.emit(delete)
        self.accept()
