"""Records as data, on their way out and in, as casework sees them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from profiler.forms.answer import Address, Snapshot
from profiler.forms.definition import FormDefinition
from profiler.release.outputs import Disclosure, OwnCopy


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is the answer to a question, which holds its name. Its text form never shows it."""

    name: str
    content: bytes

    def __repr__(self) -> str:
        return f"Attachment({len(self.content)} bytes)"


@dataclass(frozen=True, slots=True)
class SubmissionFrame:
    """What stands around the answers of a submission; none of them is in here.

    Attributes:
        instance_id: who this submission is, `uuid:...`.
        replaces: the submission it corrects, "" if none.
        rows: (path of the repeat, id of the parent row or "") -> ids of its rows in order, as far as the
            repeat is relevant.
        left_open: relevant questions nobody answered, as far as they may be named.
        name: what the form calls the record.
        attachments: files; those no answer of the output names stay where they are.
    """

    instance_id: str
    replaces: str = ""
    rows: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    left_open: frozenset[Address] = frozenset()
    name: str = ""
    attachments: tuple[Attachment, ...] = ()


class SubmissionRemark(StrEnum):
    """What a received submission holds that is not taken over, or lacks."""

    UNKNOWN_NODE = "unknown_node"
    REPEATED_NODE = "repeated_node"
    UNKNOWN_DETAIL = "unknown_detail"
    MISSING_FILE = "missing_file"
    UNUSED_FILE = "unused_file"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True, slots=True)
class Received:
    """A submission that was read.

    Attributes:
        form: the form it answers.
        snapshot: its answers; the rows have new ids.
        instance_id: `uuid:...` as it was given, "" if none.
        replaces: the submission it corrects, "" if none.
        attachments: the files its answers name.
        remarks: what was not taken over or is missing: kind, and path of the node or name of the question.
    """

    form: FormDefinition
    snapshot: Snapshot
    instance_id: str = ""
    replaces: str = ""
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[tuple[SubmissionRemark, str], ...] = ()


class Exchange(Protocol):
    """Turns outputs into files other programs read, and reads such files."""

    def own_submission(self, copy: OwnCopy[SubmissionFrame]) -> bytes:
        """A person's own answers as an OpenRosa submission: ZIP of `submission.xml` and the files it names.

        Raises:
            WorldError: SUBMISSION_INVALID if a file has a name that no file may have.
        """
        ...

    def submission(self, disclosure: Disclosure, frame: SubmissionFrame) -> bytes:
        """What one recipient may see, the same way; what is not disclosed leaves no trace.

        Raises:
            WorldError: as `own_submission`.
        """
        ...

    def read_submission(
        self, content: bytes, forms: Mapping[str, FormDefinition], new_id: Callable[[], str]
    ) -> Received:
        """A submission from a ZIP as above or from bare XML, also if another client of the form made it.

        Args:
            content: the file.
            forms: the forms it may answer, by their ids.
            new_id: makes ids for rows.

        Raises:
            WorldError: SUBMISSION_INVALID with `reason`.
        """
        ...
