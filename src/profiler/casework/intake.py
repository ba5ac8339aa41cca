"""The interview: answers go into a form session at once and into the store edit by edit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from profiler.casework.content import ASSESSMENT
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import form_of
from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet, RowChangeKind
from profiler.forms.definition import FormDefinition, Question, Repeat, walk
from profiler.forms.session import FormSession
from profiler.languages.tags import language
from profiler.records.completeness import SectionProgress, section_progress
from profiler.records.record import NewRecord, Record, RecordEdit, RecordState, Saved
from profiler.records.summary import facts_of

GERMAN_ROW = "deu"
"""Answer that names German in the repeat of languages; its row is always there (domain, A3.1)."""

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What an XForm instance cannot hold (XML 1.0, 2.2): NUL, controls, halves of signs. Clipboards bring them.


@dataclass(frozen=True)
class Step:
    """One edit: what the screen has to show, and what the store has to keep."""

    changes: ChangeSet
    edit: RecordEdit


class Intake:
    """One record while it is being asked.

    `session` and the methods that return a `Step` belong to one thread (the window's); `save` may run on
    another and returns after the commit.

    Attributes:
        fresh: a new record, whose questions start with the defaults of the form.
    """

    def __init__(
        self, desk: UnlockedDesk, record: Record, form: FormDefinition, *, fresh: bool = False
    ) -> None:
        self._desk = desk
        self._record = record
        self.form = form
        self.session = FormSession(
            form,
            today=desk.clock.today,
            new_id=lambda: str(desk.new_id()),
            snapshot=None if fresh else record.snapshot,
        )
        self._facts: Mapping[str, str] = {}

    @property
    def record_id(self) -> UUID:
        """The record being asked."""
        return self._record.record_id

    @property
    def case_number(self) -> str:
        """What offices quote."""
        return self._record.case_number

    @property
    def language(self) -> str:
        """Babel code of the language beside the German."""
        return self._record.client_language

    @property
    def finished(self) -> bool:
        """Whether the interview was finished."""
        return self._record.state is RecordState.FINISHED

    def set(self, address: Address, answer: Answer) -> Step:
        """Give an answer; author and time are added here, signs that nothing can keep are left out."""
        signed = replace(
            answer,
            value=_NOT_IN_XML.sub("", answer.value),
            author=self._desk.caseworker.caseworker_id,
            at=self._desk.clock.now(),
        )
        return self._step(self.session.set(address, signed), {address: signed})

    def decline(self, address: Address) -> Step:
        """Answer "keine Angabe": satisfies the question without telling anything."""
        return self.set(address, Answer(declined=True))

    def add_row(self, repeat_path: str, parent: str = "") -> tuple[str, Step]:
        """Append a row to a repeat and return its permanent id."""
        row, changes = self.session.add_row(repeat_path, parent)
        return row, self._step(changes, {})

    def remove_row(self, repeat_path: str, row: str) -> Step:
        """Take a row and its answers away; `undo` brings both back."""
        before = self.session.snapshot().answers
        changes = self.session.remove_row(repeat_path, row)
        after = self.session.snapshot().answers
        gone: dict[Address, Answer | None] = {address: None for address in before if address not in after}
        return self._step(changes, gone)

    def undo(self) -> Step | None:
        """Take the last edit back; None when there is nothing to take back."""
        if not self.session.can_undo:
            return None
        before = self.session.snapshot()
        changes = self.session.undo()
        after = self.session.snapshot()
        answers: dict[Address, Answer | None] = {
            address: answer
            for address, answer in after.answers.items()
            if before.answers.get(address) != answer
        }
        answers.update({address: None for address in before.answers if address not in after.answers})
        rows = {key: ids for key, ids in after.rows.items() if before.rows.get(key) != ids}
        rows.update({key: () for key in before.rows if key not in after.rows})
        return Step(changes, self._edit(answers, rows))

    def sections(self) -> tuple[SectionProgress, ...]:
        """How far each section is."""
        return section_progress(self.session)

    def finish(self) -> Step:
        """Mark the interview as finished; it can be opened again."""
        edit = replace(self._edit({}, {}), state=RecordState.FINISHED)
        self._record = replace(self._record, state=RecordState.FINISHED)
        return Step(ChangeSet(), edit)

    def speak(self, language_code: str) -> Step:
        """Change the language beside the German."""
        self._record = replace(self._record, client_language=language_code)
        return Step(ChangeSet(), replace(self._edit({}, {}), client_language=language_code))

    def defaults(self) -> RecordEdit:
        """What a fresh record starts with, to be saved like every answer."""
        snapshot = self.session.snapshot()
        return self._edit(snapshot.answers, snapshot.rows)

    def save(self, edit: RecordEdit) -> Saved:
        """Commit one edit; returns after the commit.

        Raises:
            WorldError: DISK_FULL, NO_ACCESS, VAULT_DAMAGED; the edit is not saved then.
        """
        return self._desk.store.save(
            self.record_id, edit, author=self._desk.caseworker.caseworker_id, at=self._desk.clock.now()
        )

    def _step(self, changes: ChangeSet, answers: Mapping[Address, Answer | None]) -> Step:
        touched = {(change.repeat, change.parent) for change in changes.rows}
        snapshot = self.session.snapshot()
        rows = {key: snapshot.rows.get(key, ()) for key in touched}
        added = {change.row for change in changes.rows if change.kind is RowChangeKind.ADDED}
        with_defaults = {**answers}
        if added:
            with_defaults.update({a: answer for a, answer in snapshot.answers.items() if a.row in added})
        return Step(changes, self._edit(with_defaults, rows))

    def _edit(
        self,
        answers: Mapping[Address, Answer | None],
        rows: Mapping[tuple[str, str], tuple[str, ...]],
    ) -> RecordEdit:
        facts = facts_of(self.session)
        changed = {name: value for name, value in facts.items() if self._facts.get(name) != value}
        changed.update({name: "" for name in self._facts if name not in facts})
        self._facts = facts
        return RecordEdit(answers=dict(answers), rows=dict(rows), facts=changed)


def start(desk: UnlockedDesk, client_language: str) -> Intake:
    """Open a file for a new person and begin the assessment in a language (Babel code).

    The first answers are known already: the language of the conversation, the day, and German among the
    languages.
    """
    form = desk.content.assessment
    record = desk.store.open_record(
        NewRecord(
            record_id=desk.new_id(),
            person_id=desk.new_id(),
            form_id=ASSESSMENT,
            form_version=form.version,
            form_sha=form.sha,
            client_language=client_language,
            created_at=desk.clock.now(),
            created_by=desk.caseworker.caseworker_id,
        )
    )
    intake = Intake(desk, record, form, fresh=True)
    intake.save(intake.defaults())
    iso = language(client_language).iso639_3[0]
    _prefill(intake, "client_language", iso)
    _prefill(intake, "interview_date", desk.clock.today().isoformat())
    _prefill_german(intake)
    return intake


def resume(desk: UnlockedDesk, record_id: UUID) -> Intake:
    """Go on with a record; it opens with the form it was made with. Raises WorldError NOT_FOUND."""
    record = desk.store.record(record_id)
    return Intake(desk, record, form_of(desk, record))


def _prefill(intake: Intake, name: str, value: str) -> None:
    if intake.form.has_question(name):
        intake.save(intake.set(Address(intake.form.question(name).path), Answer(value)).edit)


def _prefill_german(intake: Intake) -> None:
    languages = next((repeat for repeat in intake.form.repeats() if repeat.name == "languages"), None)
    if languages is None:
        return
    question = _question_in(languages, "lang")
    if question is not None and not intake.session.rows(languages.path):
        row, step = intake.add_row(languages.path)
        intake.save(step.edit)
        intake.save(intake.set(Address(question.path, row), Answer(GERMAN_ROW)).edit)


def _question_in(repeat: Repeat, name: str) -> Question | None:
    return next((node for node in walk(repeat) if isinstance(node, Question) and node.name == name), None)
