"""The sheets beside the release of one person: how they stand, and the way to the vault and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from profiler.casework import extra_consents, withdrawals
from profiler.casework.desk import UnlockedDesk
from profiler.casework.extra_consents import ConsentSheet, SignedSheet
from profiler.gui.notices import Notices
from profiler.gui.shell.failures import as_banner, explained
from profiler.gui.tasks import Runners
from profiler.release.extra_consents import ConsentKind, ConsentText, ExtraConsent, in_force

T = TypeVar("T")


class Sheets(QObject):
    """Consents of the person of a record; everything slow happens beside the window.

    No parent: what is still on its way when the page goes must find somebody who listens no more.

    Signals:
        changed: another consent is in force, or one is not any more.
        deleted: what a consent covered was deleted; object, a `ConsentKind`.
    """

    changed = Signal()
    deleted = Signal(object)

    def __init__(self, desk: UnlockedDesk, record_id: UUID, runners: Runners, notices: Notices) -> None:
        super().__init__()
        self._desk, self._record_id = desk, record_id
        self._runners, self._notices = runners, notices
        self._consents: tuple[ExtraConsent, ...] = ()
        self._is_left = False

    def load(self) -> None:
        """Read how the sheets stand; `changed` follows."""
        self._run(self._read, self._show)

    def be_silent(self) -> None:
        """The page is gone; what is still on its way is not shown any more."""
        self._is_left = True

    def in_force(self) -> frozenset[ConsentKind]:
        """The kinds that are in force today."""
        return in_force(self._consents, self._desk.clock.today())

    def is_allowed(self, kind: ConsentKind) -> bool:
        """Whether a consent is in force today."""
        return kind in self.in_force()

    def given(self, kind: ConsentKind) -> ExtraConsent | None:
        """The latest consent of a kind, taken back or not."""
        return next((each for each in reversed(self._consents) if each.kind is kind), None)

    def text(self, kind: ConsentKind) -> ConsentText:
        """What is signed, in German."""
        return self._desk.content.release.extra_consents[kind]

    @property
    def today(self) -> str:
        """The day at the desk, as `2026-11-21`."""
        return self._desk.clock.today().isoformat()

    def ask_for_sheet(self, kind: ConsentKind, show: Callable[[ConsentSheet], None]) -> None:
        """What the person is asked to sign, as far as answers given until now say."""
        # Behind the answers that are still on their way: one of them may be the birth date.
        self._run(partial(extra_consents.sheet, self._desk, self._record_id, kind), show)

    def give(
        self,
        kind: ConsentKind,
        signed: SignedSheet,
        done: Callable[[], None],
        refuse: Callable[[str], None],
    ) -> None:
        """Write a signature down; `refuse` is told a sentence if it does not count."""

        def work() -> tuple[ExtraConsent, ...]:
            extra_consents.give(self._desk, self._record_id, kind, signed)
            return self._read()

        def given(found: tuple[ExtraConsent, ...]) -> None:
            self._show(found)
            done()

        def failed(error: Exception) -> None:
            refuse(str(explained(error)))

        self._runners.writer.run(work, self._while_here(given), self._while_here(failed))

    def count_covered(self, kind: ConsentKind, show: Callable[[int], None]) -> None:
        """How many copies or answers a withdrawal is about."""
        self._run(partial(withdrawals.covered, self._desk, self._record_id, kind), show)

    def withdraw(self, kind: ConsentKind, *, delete: bool) -> None:
        """Take a consent back, and delete what it covered if the person wants that."""

        def work() -> tuple[ExtraConsent, ...]:
            extra_consents.withdraw(self._desk, self._record_id, kind)
            if delete:
                withdrawals.delete_covered(self._desk, self._record_id, kind)
            return self._read()

        def done(found: tuple[ExtraConsent, ...]) -> None:
            self._show(found)
            if delete:
                self.deleted.emit(kind)
            self._notices.toast("Widerruf aufgeschrieben")

        self._run(work, done)

    def _read(self) -> tuple[ExtraConsent, ...]:
        return extra_consents.consents(self._desk, self._record_id)

    def _show(self, found: tuple[ExtraConsent, ...]) -> None:
        self._consents = found
        self.changed.emit()

    def _while_here(self, call: Callable[[T], None]) -> Callable[[T], None]:
        return lambda result: None if self._is_left else call(result)

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._runners.writer.run(work, self._while_here(done), as_banner(self._notices))
