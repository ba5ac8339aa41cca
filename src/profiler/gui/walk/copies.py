"""Copies of papers and the consents of one interview: the way from the widgets to the vault and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from profiler.casework import attachments, extra_consents
from profiler.casework.desk import UnlockedDesk
from profiler.casework.extra_consents import ConsentSheet, SignedSheet
from profiler.casework.intake import Intake
from profiler.forms.answer import Address, Answer, Source
from profiler.gui.notices import Notices
from profiler.gui.shell.failures import as_banner, explained
from profiler.gui.tasks import Runners
from profiler.gui.tokens import Tone
from profiler.gui.walk.editing import Editing
from profiler.records.attachments import Attachment
from profiler.records.health import health_addresses
from profiler.release.extra_consents import ConsentKind, ConsentText, ExtraConsent

T = TypeVar("T")

_TOO_LATE = (
    "Die Kopie wurde nicht übernommen, weil die Seite vorher geschlossen wurde. Bitte wählen Sie sie noch "
    "einmal."
)


@dataclass(frozen=True)
class _Found:
    """What the vault says."""

    consents: tuple[ExtraConsent, ...]
    in_force: frozenset[ConsentKind]
    copies: tuple[Attachment, ...]


class Copies(QObject):
    """Copies and consents of the person who is being asked; everything slow happens beside the window.

    Signals:
        changed: which copies there are, or which consents are in force.
        refused: why something at a place was not done; object (an `Address`), str.
    """

    changed = Signal()
    refused = Signal(object, str)

    def __init__(
        self,
        desk: UnlockedDesk,
        intake: Intake,
        editing: Editing,
        runners: Runners,
        notices: Notices,
    ) -> None:
        super().__init__()
        self._desk, self._intake, self._editing = desk, intake, editing
        self._runners, self._notices = runners, notices
        self._found = _Found((), frozenset(), ())
        self._is_left = False
        self._run(self._read, self._show)

    def be_silent(self) -> None:
        """The page is gone; what is still on its way is not shown any more."""
        self._is_left = True

    # -- what there is -------------------------------------------------------------------------------

    @property
    def may_change(self) -> bool:
        """Whether the interview still goes on."""
        return not self._intake.finished

    def is_allowed(self, kind: ConsentKind = ConsentKind.SCANS) -> bool:
        """Whether a consent is in force today."""
        return kind in self._found.in_force

    def given(self, kind: ConsentKind) -> ExtraConsent | None:
        """The latest consent of a kind, taken back or not."""
        return next((each for each in reversed(self._found.consents) if each.kind is kind), None)

    def at(self, address: Address) -> Attachment | None:
        """The copy at a place."""
        return next((copy for copy in self._found.copies if copy.address == address), None)

    def text(self, kind: ConsentKind) -> ConsentText:
        """What is signed, in German."""
        return self._desk.content.release.extra_consents[kind]

    @property
    def today(self) -> str:
        """The day at the desk, as `2026-11-21`."""
        return self._desk.clock.today().isoformat()

    # -- copies --------------------------------------------------------------------------------------

    def keep_file(self, address: Address, file: Path) -> None:
        """Keep a chosen file."""
        self._keep(address, lambda: attachments.read_source(file), file.name)

    def keep_picture(self, address: Address, picture: bytes, name: str) -> None:
        """Keep a picture out of the clipboard."""
        self._keep(address, lambda: picture, name)

    def _keep(self, address: Address, content: Callable[[], bytes], name: str) -> None:
        desk, record_id = self._desk, self._intake.record_id

        def work() -> tuple[Attachment, _Found]:
            kept = attachments.keep_copy(desk, record_id, address, content(), name)
            return kept, self._read()

        def done(result: tuple[Attachment, _Found]) -> None:
            kept, found = result
            if self._is_left:
                # Without its answer the copy goes when the interview is opened again.
                self._notices.banner(Tone.WARN, _TOO_LATE)
                return
            self._editing.give(address, Answer(kept.title, source=Source.DOKUMENT_GESEHEN))
            self._show(found)

        self._run(work, done, address)

    def remove(self, address: Address) -> None:
        """Take the copy at a place away for good, and its answer with it."""
        copy = self.at(address)
        if copy is None:
            return

        def work() -> _Found:
            attachments.remove_copy(self._desk, copy)
            return self._read()

        def done(found: _Found) -> None:
            if not self._is_left and self._editing.session.answer(address).value == copy.title:
                self._editing.give(address, Answer())
            self._show(found)

        self._run(work, done, address)

    def look(self, copy: Attachment, show: Callable[[bytes], None]) -> None:
        """The bytes of a copy."""
        failed = self._refuse(copy.address)
        work = partial(attachments.content_of, self._desk, copy)
        self._runners.reader.run(work, self._while_here(show), failed)

    # -- consents ------------------------------------------------------------------------------------

    def ask_for_sheet(self, kind: ConsentKind, show: Callable[[ConsentSheet], None]) -> None:
        """What the person is asked to sign, as far as answers given until now say."""
        # Behind the answers that are still on their way: one of them may be the birth date.
        record_id = self._intake.record_id
        self._run(lambda: extra_consents.sheet(self._desk, record_id, kind), self._while_here(show))

    def give(
        self,
        kind: ConsentKind,
        signed: SignedSheet,
        done: Callable[[], None],
        refuse: Callable[[str], None],
    ) -> None:
        """Write a signature down; `refuse` is told a sentence if it does not count."""
        record_id = self._intake.record_id

        def work() -> _Found:
            extra_consents.give(self._desk, record_id, kind, signed)
            return self._read()

        def given(found: _Found) -> None:
            self._show(found)
            done()

        def failed(error: Exception) -> None:
            refuse(str(explained(error)))

        self._runners.writer.run(work, self._while_here(given), self._while_here(failed))

    def withdraw(self, kind: ConsentKind, *, delete: bool) -> None:
        """Take a consent back, and delete what it covered if the person wants that."""
        record_id = self._intake.record_id
        places = self._covered(kind) if delete else ()

        def work() -> _Found:
            extra_consents.withdraw(self._desk, record_id, kind)
            if delete and kind is ConsentKind.SCANS:
                attachments.remove_all_copies(self._desk, record_id)
            if delete and kind is ConsentKind.HEALTH:
                extra_consents.forget_health(self._desk, record_id)
            return self._read()

        def done(found: _Found) -> None:
            for address in () if self._is_left else places:
                self._editing.give(address, Answer())
            self._show(found)
            self._notices.toast("Widerruf aufgeschrieben")

        self._run(work, done)

    def _covered(self, kind: ConsentKind) -> tuple[Address, ...]:
        """Where the answers of this interview stand that a consent covers."""
        if kind is ConsentKind.SCANS:
            return tuple(copy.address for copy in self._found.copies)
        told = self._editing.session.snapshot().answers
        return tuple(health_addresses(self._intake.form, told)) if kind is ConsentKind.HEALTH else ()

    def count_covered(self, kind: ConsentKind, show: Callable[[int], None]) -> None:
        """How many copies or answers a withdrawal is about; copies of other conversations included."""
        if kind is not ConsentKind.SCANS:
            show(len(self._covered(kind)))
            return
        work = partial(attachments.copies_of_person, self._desk, self._intake.record_id)
        self._run(work, self._while_here(lambda found: show(len(found))))

    # -- the vault -----------------------------------------------------------------------------------

    def _read(self) -> _Found:
        record_id = self._intake.record_id
        return _Found(
            extra_consents.consents(self._desk, record_id),
            extra_consents.in_force_now(self._desk, record_id),
            attachments.copies(self._desk, record_id),
        )

    def _show(self, found: _Found) -> None:
        if self._is_left:
            return
        self._found = found
        self._editing.tell_consents(found.in_force)
        self.changed.emit()

    def _while_here(self, call: Callable[[T], None]) -> Callable[[T], None]:
        return lambda result: None if self._is_left else call(result)

    def _run(self, work: Callable[[], T], done: Callable[[T], None], address: Address | None = None) -> None:
        failed = as_banner(self._notices) if address is None else self._refuse(address)
        self._runners.writer.run(work, done, failed)

    def _refuse(self, address: Address) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            said = str(explained(error))
            if self._is_left:
                self._notices.banner(Tone.ERROR, said)
            else:
                self.refused.emit(address, said)

        return failed
