"""Opens the dialogues in which a consent is given or taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from profiler.casework.extra_consents import ConsentSheet, SignedSheet
from profiler.gui.walk.consent_dialogs import ConsentDialog, WithdrawDialog
from profiler.gui.walk.copies import Copies
from profiler.gui.walk.speech import Speech
from profiler.release.extra_consents import ConsentKind


def ask_consent(copies: Copies, kind: ConsentKind, speech: Speech, parent: QWidget) -> None:
    """Show the sheet to be signed."""

    def show(sheet: ConsentSheet) -> None:
        dialog = ConsentDialog(sheet, copies.today, speech, parent)

        def keep(signed: SignedSheet) -> None:
            copies.give(kind, signed, dialog.accept, dialog.complain)

        dialog.signed.connect(keep)
        dialog.open()

    copies.ask_for_sheet(kind, show)


def ask_withdrawal(copies: Copies, kind: ConsentKind, speech: Speech, parent: QWidget) -> None:
    """Show what taking it back means."""

    def show(count: int) -> None:
        dialog = WithdrawDialog(copies.text(kind), count, speech, parent)
        dialog.withdrawn.connect(lambda delete: copies.withdraw(kind, delete=delete))
        dialog.open()

    copies.count_covered(kind, show)
