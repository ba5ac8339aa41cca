"""The interview: answers go into a form session at once and into the store edit by edit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from profiler.casework import extra_consents
from profiler.casework.attachments import drop_forsaken
from profiler.casework.content import ASSESSMENT
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import day_of, form_of
from profiler.casework.upgrade_form import FormUpgrade, LeftOver, bring_up_to_date, find_left_over
from profiler.classifications.catalogue import Classifications
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import FormDefinition, Question, Repeat, walk
from profiler.forms.session import FormSession
from profiler.languages.tags import language
from profiler.records.biography import Gap, gaps_of
from profiler.records.completeness import SectionProgress, section_progress
from profiler.records.depth import Depth
from profiler.records.health import health_addresses, is_health
from profiler.records.record import NewRecord, Record, RecordEdit, RecordState, Saved, finished_since
from profiler.records.summary import ADDRESS_SECRET, facts_of
from profiler.release.extra_consents import ConsentKind

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
        upgraded: what was done to bring the record under the newest version of its form, None if nothing.
    """

    def __init__(
        self,
        desk: UnlockedDesk,
        record: Record,
        form: FormDefinition,
        *,
        fresh: bool = False,
        upgraded: FormUpgrade | None = None,
    ) -> None:
        self._desk = desk
        self._record = record
        self.form = form
        self.upgraded = upgraded
        self._left_over = {told.address: told for told in find_left_over(desk, record, form)}
        self.session = FormSession(
            form,
            today=lambda: day_of(desk, self._record),
            now=desk.clock.now if record.finished_at is None else None,
            new_id=lambda: str(desk.new_id()),
            snapshot=None if fresh else _without(record.snapshot, self._left_over),
            only_read=record.state is RecordState.FINISHED,
        )
        self._facts: Mapping[str, str] = {}

    @property
    def record_id(self) -> UUID:
        """The record being asked."""
        return self._record.record_id

    @property
    def person_id(self) -> UUID:
        """Whose record it is."""
        return self._record.person_id

    @property
    def classifications(self) -> Classifications:
        """Occupations and skills to choose from."""
        return self._desk.content.classifications

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
        return self._step(self.session.set(address, signed))

    def fill_in(self, answers: Mapping[str, Answer], row: str = "") -> RecordEdit:
        """Answers known already, by question name, as one edit; what the form does not ask is left out.

        Args:
            answers: outside repeats, or all inside the one row.
            row: id of the row they belong to.
        """
        known = {
            Address(self.form.question(name).path, row): answer
            for name, answer in answers.items()
            if self.form.has_question(name)
        }
        return merged(self.set(address, answer).edit for address, answer in known.items())

    def decline(self, address: Address) -> Step:
        """Answer "keine Angabe": satisfies the question without telling anything."""
        return self.set(address, Answer(declined=True))

    def add_row(self, repeat_path: str, parent: str = "") -> tuple[str, Step]:
        """Append a row to a repeat and return its permanent id."""
        row, changes = self.session.add_row(repeat_path, parent)
        return row, self._step(changes)

    def remove_row(self, repeat_path: str, row: str) -> Step:
        """Take a row and its answers away; `undo` brings both back."""
        return self._step(self.session.remove_row(repeat_path, row))

    def undo(self) -> Step | None:
        """Take the last edit back; None when there is nothing to take back."""
        return self._step(self.session.undo()) if self.session.can_undo else None

    def redo(self) -> Step | None:
        """Do again what was taken back last; None when there is nothing."""
        return self._step(self.session.redo()) if self.session.can_redo else None

    @property
    def left_over(self) -> tuple[LeftOver, ...]:
        """Answers the form has no place for; they wait here, whatever else is edited or taken back."""
        return tuple(self._left_over.values())

    def put_away(self, told: LeftOver) -> Step:
        """An answer without a place was dealt with: it leaves the record and stays in the history."""
        del self._left_over[told.address]
        return Step(ChangeSet(), self._edit({told.address: None}, {}))

    def put_back(self, told: LeftOver) -> Step:
        """It was put away too early."""
        self._left_over[told.address] = told
        edit = self._edit({told.address: told.answer}, {})
        if told.question is not None and is_health(told.form, told.question.path):
            edit = replace(edit, health=frozenset({told.address}))
        return Step(ChangeSet(), edit)

    def gaps(self) -> tuple[Gap, ...]:
        """Years of the biography nobody has spoken of."""
        return gaps_of(self.session, day_of(self._desk, self._record))

    def sections(self, depth: Depth = Depth.DEEP) -> tuple[SectionProgress, ...]:
        """How far each section is."""
        return section_progress(self.session, depth)

    def finish(self) -> Step:
        """Mark the interview as finished and drop what is hidden; it can be opened again."""
        changes = self.session.finish()
        kept = {address: answer for address, answer in changes.answers.items() if not self._protects(address)}
        edit = replace(self._edit(kept, changes.row_ids), state=RecordState.FINISHED)
        at = finished_since(self._record.finished_at, RecordState.FINISHED, self._desk.clock.now())
        self._record = replace(self._record, state=RecordState.FINISHED, finished_at=at)
        return Step(changes, edit)

    def _protects(self, address: Address) -> bool:
        """Whether an answer keeps somebody safe: hidden or not, it is never dropped (domain 7.1, 4)."""
        return address.path.endswith(f"/{ADDRESS_SECRET}")

    def speak(self, language_code: str) -> Step:
        """Change the language beside the German."""
        self._record = replace(self._record, client_language=language_code)
        return Step(ChangeSet(), replace(self._edit({}, {}), client_language=language_code))

    def tell_consents(self, given: Collection[ConsentKind]) -> tuple[Step, ...]:
        """Tell the form, in hidden questions like `c_h_signed`, which consents are in force.

        A finished record stays as it is.
        """
        if self.finished:
            return ()
        told = {
            Address(self.form.question(kind.question).path): "ja" if kind in given else "nein"
            for kind in ConsentKind
            if self.form.has_question(kind.question)
        }
        return tuple(
            self.set(address, Answer(value))
            for address, value in told.items()
            if self.session.answer(address).value != value
        )

    def opening(self) -> RecordEdit:
        """What opening changed, the defaults of a fresh record above all; to be saved like every answer."""
        return self._step(self.session.opening).edit

    def save(self, edit: RecordEdit) -> Saved:
        """Commit one edit; returns after the commit.

        Raises:
            WorldError: DISK_FULL, NO_ACCESS, VAULT_DAMAGED; the edit is not saved then.
        """
        saved = self._desk.store.save(
            self.record_id, edit, author=self._desk.caseworker.caseworker_id, at=self._desk.clock.now()
        )
        if edit.state is RecordState.FINISHED:
            drop_forsaken(self._desk, self.record_id)
        return saved

    def _step(self, changes: ChangeSet) -> Step:
        return Step(changes, self._edit(changes.answers, changes.row_ids))

    def _edit(
        self,
        answers: Mapping[Address, Answer | None],
        rows: Mapping[tuple[str, str], tuple[str, ...]],
    ) -> RecordEdit:
        facts = facts_of(self.session)
        changed = {name: value for name, value in facts.items() if self._facts.get(name) != value}
        changed.update({name: "" for name in self._facts if name not in facts})
        self._facts = facts
        health = health_addresses(self.form, answers)
        return RecordEdit(answers=dict(answers), rows=dict(rows), facts=changed, health=health)


def merged(edits: Iterable[RecordEdit]) -> RecordEdit:
    """Edits of answers one after the other as a single one, saved in one transaction."""
    answers: dict[Address, Answer | None] = {}
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    facts: dict[str, str] = {}
    health: frozenset[Address] = frozenset()
    for edit in edits:
        answers.update(edit.answers)
        rows.update(edit.rows)
        facts.update(edit.facts)
        health |= edit.health
    return RecordEdit(answers, rows, facts, health)


def start(desk: UnlockedDesk, client_language: str) -> Intake:
    """Open a file for a new person and begin the assessment in a language (Babel code).

    The first answers are known already: the language of the conversation, the day, and German among the
    languages.
    """
    intake = begin(desk, ASSESSMENT, desk.new_id(), client_language)
    iso = language(client_language).iso639_3[0]
    known = {"client_language": iso, "interview_date": desk.clock.today().isoformat()}
    intake.save(intake.fill_in({name: Answer(value) for name, value in known.items()}))
    _prefill_german(intake)
    return intake


def begin(
    desk: UnlockedDesk, form_id: str, person_id: UUID, client_language: str, *, case_number: str = ""
) -> Intake:
    """Open a record of a form for a person, known or new; it holds the form's defaults.

    Args:
        desk: the desk.
        form_id: which form.
        person_id: whose record.
        client_language: Babel code of the language beside the German.
        case_number: for a record beside another one, "" for a file of its own.

    Raises:
        WorldError: USAGE if this desk has no such form.
    """
    built = desk.content.forms.get(form_id)
    if built is None:
        raise WorldError(ErrorCode.USAGE, reason="no_such_form")
    form = built.definition
    record = desk.store.open_record(
        NewRecord(
            record_id=desk.new_id(),
            person_id=person_id,
            form_id=form_id,
            form_version=form.version,
            form_sha=form.sha,
            client_language=client_language,
            created_at=desk.clock.now(),
            created_by=desk.caseworker.caseworker_id,
            case_number=case_number,
        )
    )
    intake = Intake(desk, record, form, fresh=True)
    intake.save(intake.opening())
    _tell_consents(desk, intake)
    return intake


def resume(desk: UnlockedDesk, record_id: UUID) -> Intake:
    """Go on with a record: a draft under the newest version of its form, a finished one under its own.

    Raises:
        WorldError: NOT_FOUND; FORM_INVALID if the vault does not hold its form any more.
    """
    record, upgraded = bring_up_to_date(desk, desk.store.record(record_id))
    intake = Intake(desk, record, form_of(desk, record), upgraded=upgraded)
    opening = intake.opening()
    if not intake.finished and (opening.answers or opening.rows):
        intake.save(opening)
    if not intake.finished:
        _tell_consents(desk, intake)
        drop_forsaken(desk, record_id)
    return intake


def _tell_consents(desk: UnlockedDesk, intake: Intake) -> None:
    for step in intake.tell_consents(extra_consents.in_force_now(desk, intake.record_id)):
        intake.save(step.edit)


def _without(snapshot: Snapshot, apart: Collection[Address]) -> Snapshot:
    kept = {address: answer for address, answer in snapshot.answers.items() if address not in apart}
    return replace(snapshot, answers=kept)


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
