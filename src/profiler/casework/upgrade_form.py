"""Brings a draft under the newest version of its form, and keeps what fits nowhere any more in sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from profiler.casework.content import BuiltForm
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import form_of, kept_form
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import Problem
from profiler.forms.definition import FormDefinition, Question, Texts
from profiler.forms.migrations import is_later, version_key
from profiler.forms.orphans import origin, orphans
from profiler.forms.session import FormSession
from profiler.forms.versions import Upgraded, upgrade
from profiler.records.health import is_health
from profiler.records.record import FormStamp, Record, RecordEdit, RecordState
from profiler.records.summary import NAMED, facts_of

Key = TypeVar("Key")
Value = TypeVar("Value")
Gone = TypeVar("Gone")


@dataclass(frozen=True)
class FormUpgrade:
    """What an upgrade did to a record.

    Attributes:
        before: the version it stood under.
        after: the version it stands under now.
        upgraded: what became of the answers.
        problems: what is wrong under the new version, unanswered questions included.
    """

    before: FormStamp
    after: FormStamp
    upgraded: Upgraded
    problems: tuple[tuple[Address, Problem], ...]


@dataclass(frozen=True)
class LeftOver:
    """An answer the present form has no place for.

    Attributes:
        address: where it is kept.
        answer: what was told.
        question: the question it answered, None if no kept form knows it any more.
        form: the form that question stands in, the present one where nothing is known.
        row: which row of its repeat it stood in, from 1; 0 outside repeats.
    """

    address: Address
    answer: Answer
    question: Question | None
    form: FormDefinition
    row: int

    @property
    def section(self) -> Texts:
        """Title of the page it stood on, empty if unknown."""
        section = None if self.question is None else self.form.section_of(self.question.path)
        return {} if section is None else section.label


def bring_up_to_date(desk: UnlockedDesk, record: Record) -> tuple[Record, FormUpgrade | None]:
    """The record under the newest version of its form, saved; None if nothing had to be done.

    A finished record keeps the form it was finished with. So does a draft that stands under a later version
    than this program has. The change is one edit of whoever opens the record: every answer that moved is in
    the history with its source, author and time.

    Raises:
        WorldError: FORM_INVALID if the vault does not hold the record's own form; NOT_FOUND, DISK_FULL,
            NO_ACCESS.
    """
    built = desk.content.forms.get(record.form_id)
    if built is None or not _is_due(record, built.definition):
        return record, None
    done = _upgrade(desk, record, built)
    session = FormSession(
        built.definition,
        today=desk.clock.today,
        new_id=lambda: str(desk.new_id()),
        snapshot=done.snapshot,
        only_read=True,
    )
    after = FormStamp(built.definition.version, built.definition.sha)
    facts = facts_of(session)
    answers = _changes(record.snapshot.answers, done.snapshot.answers, None)
    health = _health(form_of(desk, record), built.definition, done.snapshot)
    # What touches health from this version on moves behind the wall even where it stays the same.
    moved = {address: done.snapshot.answers[address] for address in health if address not in answers}
    edit = RecordEdit(
        answers={**answers, **moved},
        health=health,
        rows=_changes(record.snapshot.rows, done.snapshot.rows, ()),
        facts={**dict.fromkeys(NAMED, ""), **facts},
        form=after,
    )
    desk.store.save(record.record_id, edit, author=desk.caseworker.caseworker_id, at=desk.clock.now())
    before = FormStamp(record.form_version, record.form_sha)
    return desk.store.record(record.record_id), FormUpgrade(before, after, done, session.validate())


def find_left_over(desk: UnlockedDesk, record: Record, form: FormDefinition) -> tuple[LeftOver, ...]:
    """The answers of a record its form has no place for, in the order of the forms they come from."""
    found = orphans(form, record.snapshot)
    if not found:
        return ()
    library = _Library(desk, record.form_id, form)
    told = [library.left_over(address, answer, record.snapshot) for address, answer in found.items()]
    return tuple(sorted(told, key=_place))


def _is_due(record: Record, newest: FormDefinition) -> bool:
    is_draft = record.state is RecordState.DRAFT
    return is_draft and record.form_sha != newest.sha and not is_later(record.form_version, newest.version)


def _upgrade(desk: UnlockedDesk, record: Record, built: BuiltForm) -> Upgraded:
    return upgrade(record.snapshot, form_of(desk, record), built.definition, built.migrations)


def _health(before: FormDefinition, after: FormDefinition, told: Snapshot) -> frozenset[Address]:
    """What touches health in either version; what was left behind goes by the version it was told in."""
    return frozenset(
        address
        for address in told.answers
        if is_health(after, address.path)
        or (address.path not in after.by_path and is_health(before, address.path))
    )


def _changes(before: Mapping[Key, Value], after: Mapping[Key, Value], gone: Gone) -> dict[Key, Value | Gone]:
    changed: dict[Key, Value | Gone] = {key: gone for key in before if key not in after}
    changed.update({key: value for key, value in after.items() if before.get(key) != value})
    return changed


def _place(told: LeftOver) -> tuple[str, int, int, Address]:
    paths = [node.path for node in told.form.walk()]
    place = paths.index(told.question.path) if told.question is not None else len(paths)
    return told.form.version, place, told.row, told.address


class _Library:
    """The kept versions of a form, each read when it is first needed, the newest first."""

    def __init__(self, desk: UnlockedDesk, form_id: str, present: FormDefinition) -> None:
        self._desk, self._present = desk, present
        kept = desk.store.kept_versions(form_id)
        self._stamps = sorted(kept, key=lambda stamp: version_key(stamp.version), reverse=True)
        self._read: dict[str, FormDefinition] = {present.sha: present}

    def left_over(self, address: Address, answer: Answer, snapshot: Snapshot) -> LeftOver:
        """The orphan with the question it answered."""
        path, sha = origin(address.path)
        for form in self._forms(sha):
            question = form.by_path.get(path)
            if isinstance(question, Question):
                return LeftOver(address, answer, question, form, _number(address.row, snapshot))
        return LeftOver(address, answer, None, self._present, _number(address.row, snapshot))

    def _forms(self, sha: str) -> Iterator[FormDefinition]:
        """The forms whose hash begins so."""
        for stamp in self._stamps:
            if stamp.sha.startswith(sha):
                form = self._read.get(stamp.sha) or kept_form(self._desk, stamp.sha)
                if form is not None:
                    self._read[stamp.sha] = form
                    yield form


def _number(row: str, snapshot: Snapshot) -> int:
    """The place of a row among its siblings, from 1; 0 for no row or one that is gone."""
    return next((_index(row, rows) for rows in snapshot.rows.values() if row in rows), 0)


def _index(row: str, rows: Iterable[str]) -> int:
    return 1 + list(rows).index(row)
