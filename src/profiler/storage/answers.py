"""The answers of one record: read, changed one by one, and their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from profiler.forms.answer import Address, Answer, Precision, Source
from profiler.records.record import AnswerChange
from profiler.storage import answer_text, settings
from profiler.storage.hybrid_clock import tick
from profiler.storage.models import AnswerRow, ChangeRow, HealthAnswerRow
from profiler.storage.seals import RecordSeal, WrappingKey, make_seal, seal_of
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
        plain = self.session.scalars(select(AnswerRow).where(AnswerRow.record_id == self.record_id))
        found = {Address(row.path, row.row): _answer_of(row) for row in plain}
        sealed = self.session.scalars(
            select(HealthAnswerRow).where(HealthAnswerRow.record_id == self.record_id)
        )
        found.update((Address(row.path, row.row), self._open(row)) for row in sealed)
        return found

    def apply(
        self, edit: Mapping[Address, Answer | None], health: frozenset[Address], author: str, at: datetime
    ) -> None:
        """Put each answer in its place and write down what changed, each under a reading of its own."""
        node = settings.read(self.session, Setting.NODE)
        hlc = settings.read(self.session, Setting.LATEST_HLC)
        for address, after in edit.items():
            present = self._present(address)
            before = self._answer_in(present)
            was_sealed = isinstance(present, HealthAnswerRow)
            sealed = was_sealed if after is None else address in health
            if before == after and sealed == was_sealed:
                continue
            hlc = tick(hlc, at, node)
            if before != after:
                change = AnswerChange(address, before, after, author, at)
                self._write_change(change, sealed or was_sealed, hlc, self._base(address, present))
            self._replace(present, address, after, sealed, hlc)
        settings.write(self.session, Setting.LATEST_HLC, hlc)

    def history(self) -> tuple[AnswerChange, ...]:
        """All changes, oldest first."""
        query = select(ChangeRow).where(ChangeRow.record_id == self.record_id).order_by(ChangeRow.sequence)
        return tuple(self._change_of(row) for row in self.session.scalars(query))

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

    def _present(self, address: Address) -> AnswerRow | HealthAnswerRow | None:
        key = (self.record_id, address.path, address.row)
        return self.session.get(AnswerRow, key) or self.session.get(HealthAnswerRow, key)

    def _answer_in(self, row: AnswerRow | HealthAnswerRow | None) -> Answer | None:
        if row is None:
            return None
        return self._open(row) if isinstance(row, HealthAnswerRow) else _answer_of(row)

    def _replace(
        self,
        present: AnswerRow | HealthAnswerRow | None,
        address: Address,
        answer: Answer | None,
        sealed: bool,
        hlc: str,
    ) -> None:
        kept = answer is not None and isinstance(present, HealthAnswerRow if sealed else AnswerRow)
        if present is not None and not kept:
            self.session.delete(present)
        if answer is None:
            return
        row = self._row_of(address, answer, sealed)
        row.hlc = hlc
        row.version = present.version + 1 if present else 1
        self.session.merge(row)

    def _row_of(self, address: Address, answer: Answer, sealed: bool) -> AnswerRow | HealthAnswerRow:
        if sealed:
            text = self._own_seal().seal(answer_text.dump(answer) or "", _place("answer", address))
            return HealthAnswerRow(record_id=self.record_id, path=address.path, row=address.row, sealed=text)
        return AnswerRow(
            record_id=self.record_id,
            path=address.path,
            row=address.row,
            value=answer.value,
            declined=answer.declined,
            source=answer.source.value,
            precision=answer.precision.value,
            author=answer.author,
            answered_at=answer.at,
        )

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
            )
        )

    def _change_of(self, row: ChangeRow) -> AnswerChange:
        address = Address(row.path, row.row)
        if row.sealed is None:
            before, after = answer_text.load(row.before), answer_text.load(row.after)
        else:
            text = self._own_seal().unseal(row.sealed, _place(row.hlc, address))
            before, after = answer_text.load_change(text)
        return AnswerChange(address, before, after, row.author, row.changed_at)

    def _open(self, row: HealthAnswerRow) -> Answer:
        place = _place("answer", Address(row.path, row.row))
        return answer_text.load(self._own_seal().unseal(row.sealed, place)) or Answer()

    def _own_seal(self) -> RecordSeal:
        """The record's seal, made when the first health answer comes."""
        if self._seal is None:
            known = seal_of(self.session, self.wrapping, self.record_id)
            self._seal = known or make_seal(self.session, self.wrapping, self.record_id)
        return self._seal


def _answer_of(row: AnswerRow) -> Answer:
    return Answer(
        row.value, row.declined, Source(row.source), Precision(row.precision), row.author, row.answered_at
    )


def _place(kind: str, address: Address) -> str:
    return f"{kind}\x00{address.path}\x00{address.row}"
