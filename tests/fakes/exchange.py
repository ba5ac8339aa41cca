"""An exchange that remembers what it was given and gives back what it was told to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Snapshot
from profiler.forms.definition import FormDefinition
from profiler.ports.exchange import Received, SubmissionFrame
from profiler.release.outputs import Disclosure, OwnCopy


@dataclass
class FakeExchange:
    """Writes bytes that differ whenever answers or frame differ, and reads only what it wrote itself."""

    own: list[OwnCopy[SubmissionFrame]] = field(default_factory=list)
    disclosed: list[tuple[Disclosure, SubmissionFrame]] = field(default_factory=list)
    written: dict[bytes, tuple[str, Snapshot, SubmissionFrame]] = field(default_factory=dict)

    def own_submission(self, copy: OwnCopy[SubmissionFrame]) -> bytes:
        self.own.append(copy)
        return self._write(copy, copy.enclosure)

    def submission(self, disclosure: Disclosure, frame: SubmissionFrame) -> bytes:
        self.disclosed.append((disclosure, frame))
        return self._write(disclosure, frame)

    def _write(self, told: Disclosure | OwnCopy[SubmissionFrame], frame: SubmissionFrame) -> bytes:
        answers = {
            Address(item.question.path, item.row): item.answer
            for section in told.sections
            for items in (section.items, *(row for table in section.tables for row in table.rows))
            for item in items
            if not item.question.calculation
        }
        snapshot = Snapshot(answers, dict(frame.rows))
        content = repr(
            (told.form.form_id, sorted(answers.items()), sorted(frame.rows.items()), frame)
        ).encode()
        self.written[content] = told.form.form_id, snapshot, frame
        return content

    def read_submission(
        self, content: bytes, forms: Mapping[str, FormDefinition], new_id: Callable[[], str]
    ) -> Received:
        if content not in self.written:
            raise WorldError(ErrorCode.SUBMISSION_INVALID, reason="broken_xml")
        form_id, snapshot, frame = self.written[content]
        if form_id not in forms:
            raise WorldError(ErrorCode.SUBMISSION_INVALID, reason="unknown_form", form=form_id)
        return Received(forms[form_id], snapshot, frame.instance_id, frame.replaces, frame.attachments)
