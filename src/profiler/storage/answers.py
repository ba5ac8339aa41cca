"""The answers of one record: read, changed one by one, and their history."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Precision, Source
from profiler.records.record import AnswerChange
from profiler.storage import answer_text, settings
from profiler.storage.hybrid_clock import tick
from profiler.storage.models import AnswerRow, ChangeRow, HealthAnswerRow, HealthForgottenRow, WrappedKeyRow
from profiler.storage.seals import RecordSeal, SealFor, WrappingKey, make_seal, seal_of
from profiler.storage.settings import Setting


@dataclass
class AnswerBook:
    """The answers of one record within one transaction; its seal is unwrapped when first needed."""

    session: Session
    wrapping: WrappingKey
    record_id: UUID
    _seal: RecordSeal | None = field(default=None, repr=False)

    def answers(self) -> dict[Address, Answer]:
        """All present answers, plain and health."""
        return {address: self._answer_in(row) for address, row in self._rows().items()}

    def apply(
        self,
        edit: Mapping[Address, Answer | None],
        health: frozenset[Address],
        author: str,
        at: datetime,
        form_sha: str,
    ) -> None:
        """Put each answer in its place and write down what changed, each under a reading of its own."""
        node = settings.read(self.session, Setting.NODE)
        hlc = settings.read(self.session, Setting.LATEST_HLC)
        rows = self._rows({address.path for address in edit})
        for address, after in edit.items():
            present = rows.get(address)
            before = self._answer_in(present) if present else None
            was_sealed = isinstance(present, HealthAnswerRow)
            sealed = was_sealed if after is None else address in health
            if before != after:
                hlc = tick(hlc, at, node)
                change = AnswerChange(address, before, after, author, at, form_sha)
                self._write_change(change, sealed or was_sealed, hlc, self._base(address, present))
                self._replace(present, address, after, sealed, hlc)
            elif present and sealed != was_sealed:
                self._replace(present, address, after, sealed, present.hlc)
        settings.write(self.session, Setting.LATEST_HLC, hlc)

    def history(self) -> tuple[AnswerChange, ...]:
        """All changes, oldest first."""
        query = select(ChangeRow).where(ChangeRow.record_id == self.record_id).order_by(ChangeRow.sequence)
        forgotten = self._forgotten()
        return tuple(self._change_of(row, forgotten) for row in self.session.scalars(query))

    def forget_health(self, author: str, at: datetime) -> None:
        """Take the health answers away and destroy their key: history keeps only noise of them.

        History itself is never changed; that it was made unreadable is written down.
        """
        self.session.execute(delete(HealthAnswerRow).where(HealthAnswerRow.record_id == self.record_id))
        self.session.execute(
            delete(WrappedKeyRow).where(
                WrappedKeyRow.record_id == self.record_id, WrappedKeyRow.purpose == SealFor.HEALTH.value
            )
        )
        query = select(func.max(ChangeRow.sequence)).where(ChangeRow.record_id == self.record_id)
        last = self.session.scalar(query)
        if last is not None and last > self._forgotten():
            self.session.add(
                HealthForgottenRow(record_id=self.record_id, sequence=last, forgotten_at=at, author=author)
            )

    def _forgotten(self) -> int:
        """The last change whose health part nobody can read any more, 0 if there is none."""
        query = select(func.max(HealthForgottenRow.sequence)).where(
            HealthForgottenRow.record_id == self.record_id
        )
        return self.session.scalar(query) or 0

    def _base(self, address: Address, present: AnswerRow | HealthAnswerRow | None) -> str:
        """The reading of the change this one is made on, also where the answer was taken away since."""
        if present is not None:
            return present.hlc
        query = (
            select(ChangeRow.hlc)
            .where(
                ChangeRow.record_id == self.record_id,
                ChangeRow.path == address.path,
                ChangeRow.row == address.row,
            )
            .order_by(ChangeRow.sequence.desc())
            .limit(1)
        )
        return self.session.scalar(query) or ""

    def _rows(self, paths: Set[str] | None = None) -> dict[Address, AnswerRow | HealthAnswerRow]:
        """The present rows, all or those of some paths; an address is in one of the two tables only."""
        plain = select(AnswerRow).where(AnswerRow.record_id == self.record_id)
        sealed = select(HealthAnswerRow).where(HealthAnswerRow.record_id == self.record_id)
        if paths is not None:
            plain = plain.where(AnswerRow.path.in_(paths))
            sealed = sealed.where(HealthAnswerRow.path.in_(paths))
        rows = (*self.session.scalars(plain), *self.session.scalars(sealed))
        return {Address(row.path, row.row): row for row in rows}

    def _answer_in(self, row: AnswerRow | HealthAnswerRow) -> Answer:
        if isinstance(row, AnswerRow):
            return Answer(
                value=row.value,
                declined=row.declined,
                source=Source(row.source),
                precision=Precision(row.precision),
                author=row.author,
                at=row.answered_at,
            )
        text = self._known_seal().unseal(row.sealed, _place("answer", Address(row.path, row.row)))
        return answer_text.load(text) or Answer()

    def _replace(
        self,
        present: AnswerRow | HealthAnswerRow | None,
        address: Address,
        answer: Answer | None,
        sealed: bool,
        hlc: str,
    ) -> None:
        kind = HealthAnswerRow if sealed else AnswerRow
        row = present if isinstance(present, kind) else None
        if present is not None and (answer is None or row is None):
            self.session.delete(present)
        if answer is None:
            return
        if row is None:
            row = kind(record_id=self.record_id, path=address.path, row=address.row)
        self._fill(row, answer)
        row.hlc = hlc
        row.version = present.version + 1 if present else 1
        self.session.add(row)

    def _fill(self, row: AnswerRow | HealthAnswerRow, answer: Answer) -> None:
        if isinstance(row, HealthAnswerRow):
            place = _place("answer", Address(row.path, row.row))
            row.sealed = self._own_seal().seal(answer_text.dump(answer) or "", place)
            return
        row.value = answer.value
        row.declined = answer.declined
        row.source = answer.source.value
        row.precision = answer.precision.value
        row.author = answer.author
        row.answered_at = answer.at

    def _write_change(self, change: AnswerChange, sealed: bool, hlc: str, base: str) -> None:
        text = None
        if sealed:
            both = answer_text.dump_change(change.before, change.after)
            text = self._own_seal().seal(both, _place(hlc, change.address))
        self.session.add(
            ChangeRow(
                record_id=self.record_id,
                path=change.address.path,
                row=change.address.row,
                before=None if sealed else answer_text.dump(change.before),
                after=None if sealed else answer_text.dump(change.after),
                sealed=text,
                author=change.author,
                changed_at=change.at,
                hlc=hlc,
                base=base,
                form_sha=change.form_sha,
            )
        )

    def _change_of(self, row: ChangeRow, forgotten: int) -> AnswerChange:
        address = Address(row.path, row.row)
        if row.sealed is None or row.sequence <= forgotten:
            before, after = answer_text.load(row.before), answer_text.load(row.after)
        else:
            text = self._known_seal().unseal(row.sealed, _place(row.hlc, address))
            before, after = answer_text.load_change(text)
        return AnswerChange(address, before, after, row.author, row.changed_at, row.form_sha)

    def _known_seal(self) -> RecordSeal:
        """The record's seal for reading.

        Raises:
            WorldError: VAULT_DAMAGED if there is none.
        """
        self._seal = self._seal or seal_of(self.session, self.wrapping, self.record_id)
        if self._seal is None:
            raise WorldError(ErrorCode.VAULT_DAMAGED)
        return self._seal

    def _own_seal(self) -> RecordSeal:
        """The record's seal for writing, made when the first health answer comes."""
        self._seal = self._seal or seal_of(self.session, self.wrapping, self.record_id)
        if self._seal is None:
            self._seal = make_seal(self.session, self.wrapping, self.record_id)
        return self._seal


def _place(kind: str, address: Address) -> str:
    return f"{kind}\x00{address.path}\x00{address.row}"
