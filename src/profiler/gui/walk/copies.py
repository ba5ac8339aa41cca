"""Copies of papers of one interview: the way from the widgets to the vault and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from profiler.casework import attachments
from profiler.casework.desk import UnlockedDesk
from profiler.casework.intake import Intake
from profiler.casework.scans import Scan, prepared
from profiler.forms.answer import Address, Answer, Source
from profiler.gui.notices import Notices
from profiler.gui.shell.failures import as_banner, explained
from profiler.gui.tasks import Runners
from profiler.gui.tokens import Tone
from profiler.gui.walk.editing import Editing
from profiler.gui.walk.sheets import Sheets
from profiler.records.attachments import Attachment
from profiler.records.health import health_addresses
from profiler.release.extra_consents import ConsentKind

T = TypeVar("T")

_TOO_LATE = (
    "Die Kopie wurde nicht übernommen, weil die Seite vorher geschlossen wurde. Bitte wählen Sie sie noch "
    "einmal."
)


class Copies(QObject):
    """Copies of the person who is being asked; everything slow happens beside the window.

    Signals:
        changed: which copies there are, or whether they are allowed.
        refused: why something at a place was not done; object (an `Address`), str.

    Attributes:
        sheets: the consents; the form is told of them.
    """

    changed = Signal()
    refused = Signal(object, str)

    def __init__(
        self, desk: UnlockedDesk, intake: Intake, editing: Editing, runners: Runners, notices: Notices
    ) -> None:
        super().__init__()
        self._desk, self._intake, self._editing = desk, intake, editing
        self._runners, self._notices = runners, notices
        self._kept: tuple[Attachment, ...] = ()
        self._is_left = False
        self.sheets = Sheets(desk, intake.record_id, runners, notices)
        self.sheets.changed.connect(self._on_sheets_changed)
        self.sheets.deleted.connect(self._on_deleted)
        editing.row_came_back.connect(self._on_row_came_back)
        self.sheets.load()
        self._run(self._read, self._show)

    def be_silent(self) -> None:
        """The page is gone; what is still on its way is not shown any more."""
        self._is_left = True
        self.sheets.be_silent()

    @property
    def may_change(self) -> bool:
        """Whether the interview still goes on."""
        return not self._intake.finished

    def is_allowed(self) -> bool:
        """Whether copies may be kept today."""
        return self.sheets.is_allowed(ConsentKind.SCANS)

    def at(self, address: Address) -> Attachment | None:
        """The copy at a place."""
        return next((copy for copy in self._kept if copy.address == address), None)

    def keep_file(self, address: Address, file: Path) -> None:
        """Keep a chosen file."""
        self._keep(address, lambda: attachments.read_source(file), file.name)

    def keep_picture(self, address: Address, picture: bytes, name: str) -> None:
        """Keep a picture out of the clipboard."""
        self._keep(address, lambda: picture, name)

    def _keep(self, address: Address, content: Callable[[], bytes], name: str) -> None:
        """Make it smaller first, beside the writer: answers are saved meanwhile."""

        def ready(scan: Scan) -> None:
            if self._is_left:
                self._notices.banner(Tone.WARN, _TOO_LATE)
            else:
                self._store(address, scan, name)

        self._runners.reader.run(lambda: prepared(content()), ready, self._refuse(address))

    def _store(self, address: Address, scan: Scan, name: str) -> None:
        desk, record_id = self._desk, self._intake.record_id

        def work() -> tuple[Attachment, tuple[Attachment, ...]]:
            kept = attachments.keep_scan(desk, record_id, address, scan, name)
            return kept, self._read()

        def done(result: tuple[Attachment, tuple[Attachment, ...]]) -> None:
            kept, found = result
            if self._is_left:
                # Without its answer the copy goes when the interview is opened again.
                self._notices.banner(Tone.WARN, _TOO_LATE)
                return
            self._answer(address, Answer(kept.title, source=Source.DOKUMENT_GESEHEN))
            self._show(found)

        self._run(work, done, address)

    def remove(self, address: Address) -> None:
        """Take the copy at a place away for good, and its answer with it."""
        copy = self.at(address)
        if copy is None:
            return

        def work() -> tuple[Attachment, ...]:
            attachments.remove_copy(self._desk, copy)
            return self._read()

        def done(found: tuple[Attachment, ...]) -> None:
            if self._is_left:
                return
            if self._editing.has(address) and self._editing.session.answer(address).value == copy.title:
                self._answer(address, Answer())
            self._show(found)

        self._run(work, done, address)

    def look(self, copy: Attachment, show: Callable[[bytes], None]) -> None:
        """The bytes of a copy."""
        work = partial(attachments.content_of, self._desk, copy)
        self._runners.reader.run(
            work, lambda content: None if self._is_left else show(content), self._refuse(copy.address)
        )

    def _answer(self, address: Address, answer: Answer) -> None:
        """Give an answer, unless its row was removed while the vault was at work."""
        if self._editing.has(address):
            self._editing.give(address, answer)

    def _on_sheets_changed(self) -> None:
        self._editing.tell_consents(self.sheets.in_force())
        self.changed.emit()

    def _on_deleted(self, kind: ConsentKind) -> None:
        """What was deleted in the vault is not on the screen any more either."""
        told = self._editing.session.snapshot().answers
        health = health_addresses(self._intake.form, told) if kind is ConsentKind.HEALTH else ()
        copied = [copy.address for copy in self._kept] if kind is ConsentKind.SCANS else ()
        for address in (*health, *copied):
            self._answer(address, Answer())
        self._run(self._read, self._show)

    def _on_row_came_back(self, before: str, now: str) -> None:
        gone = [copy for copy in self._kept if copy.address.row == before]

        def work() -> tuple[Attachment, ...]:
            for copy in gone:
                attachments.move_copy(self._desk, copy, replace(copy.address, row=now))
            return self._read()

        if gone:
            self._run(work, self._show)

    def _read(self) -> tuple[Attachment, ...]:
        return attachments.copies(self._desk, self._intake.record_id)

    def _show(self, found: tuple[Attachment, ...]) -> None:
        if not self._is_left:
            self._kept = found
            self.changed.emit()

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
