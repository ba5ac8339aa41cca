"""Every code has a sentence that says what to do."""

from __future__ import annotations

import pytest

from profiler.casework import explain
from profiler.errors import ErrorCode, WorldError
from profiler.release.drafting import ReleaseProblem
from profiler.release.gate import Refused


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_error_has_a_sentence_without_gaps(code: ErrorCode) -> None:
    explained = explain.sentence(WorldError(code))
    assert explained.what.endswith((".", "–", ":")) or "–" in explained.what
    assert "{" not in str(explained)


@pytest.mark.parametrize("reason", list(Refused))
def test_every_refusal_has_its_own_sentence(reason: Refused) -> None:
    assert explain.refusal(reason.value) != explain.refusal("nothing known")
    error = WorldError(ErrorCode.RELEASE_REFUSED, reason=reason.value)
    assert explain.refusal(reason.value) in str(explain.sentence(error))


@pytest.mark.parametrize("problem", list(ReleaseProblem))
def test_every_problem_of_a_release_has_its_own_sentence(problem: ReleaseProblem) -> None:
    said = str(explain.sentence(WorldError(ErrorCode.USAGE, reason=problem.value)))
    assert problem.value not in said
