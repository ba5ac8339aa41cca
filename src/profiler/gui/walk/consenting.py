"""Opens the dialogues in which a consent is given or taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from profiler.casework.extra_consents import ConsentSheet, SignedSheet
from profiler.gui.walk.consent_dialogs import ConsentDialog, WithdrawDialog
from profiler.gui.walk.sheets import Sheets
from profiler.gui.walk.speech import Speech
from profiler.release.extra_consents import ConsentKind


def ask_consent(sheets: Sheets, kind: ConsentKind, speech: Speech, parent: QWidget) -> None:
    """Show the sheet to be signed."""

    def show(sheet: ConsentSheet) -> None:
        dialog = ConsentDialog(sheet, sheets.today, speech, parent)

        def keep(signed: SignedSheet) -> None:
            sheets.give(kind, signed, dialog.accept, dialog.complain)

        dialog.signed.connect(keep)
        dialog.open()

    sheets.ask_for_sheet(kind, show)


def ask_withdrawal(sheets: Sheets, kind: ConsentKind, speech: Speech, parent: QWidget) -> None:
    """Show what taking it back means."""

    def show(count: int) -> None:
        dialog = WithdrawDialog(sheets.text(kind), count, speech, parent)
        dialog.withdrawn.connect(lambda delete: sheets.withdraw(kind, delete=delete))
        dialog.open()

    sheets.count_covered(kind, show)
