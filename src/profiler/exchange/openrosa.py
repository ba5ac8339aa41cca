"""Submissions as OpenRosa defines them: what leaves as data, and what comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from profiler.exchange.submission_package import packed, unpacked
from profiler.exchange.submission_reading import read_submission_xml
from profiler.exchange.submission_writing import Told, answers_of, submission_xml
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.ports.exchange import Received, SubmissionFrame
from profiler.release.outputs import Disclosure, OwnCopy


class OpenRosa:
    """The exchange format of ODK, KoboToolbox and their clients (docs.getodk.org, OpenRosa metadata)."""

    def own_submission(self, copy: OwnCopy[SubmissionFrame]) -> bytes:
        """A person's own answers: ZIP of `submission.xml` and the files it names.

        Raises:
            WorldError: SUBMISSION_INVALID, `bad_file_name`.
        """
        return _package(copy, copy.enclosure, own=True)

    def submission(self, disclosure: Disclosure, frame: SubmissionFrame) -> bytes:
        """What one recipient may see, the same way; what is not disclosed leaves no trace.

        Raises:
            WorldError: SUBMISSION_INVALID, `bad_file_name`.
        """
        return _package(disclosure, frame, own=False)

    def read_submission(
        self, content: bytes, forms: Mapping[str, FormDefinition], new_id: Callable[[], str]
    ) -> Received:
        """A submission from a ZIP as above or from bare XML.

        Raises:
            WorldError: SUBMISSION_INVALID with `reason`.
        """
        xml, files = unpacked(content)
        return read_submission_xml(xml, forms, files, new_id)


def _package(told: Told, frame: SubmissionFrame, *, own: bool) -> bytes:
    named = {
        answer.value
        for address, answer in answers_of(told).items()
        if not answer.is_empty and _is_file(told.form, address.path)
    }
    files = (each for each in frame.attachments if each.name in named)
    return packed(submission_xml(told, frame, own=own), files)


def _is_file(form: FormDefinition, path: str) -> bool:
    node = form.by_path.get(path)
    return isinstance(node, Question) and node.kind is QuestionKind.FILE
