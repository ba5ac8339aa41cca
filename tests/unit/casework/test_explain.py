"""Every code has a sentence that says what to do."""

from __future__ import annotations

import pytest

from profiler.casework import explain
from profiler.errors import ErrorCode, WorldError
from profiler.release.drafting import ReleaseProblem
from profiler.release.gate import Refused
from profiler.tables import CellProblem


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


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            WorldError(
                ErrorCode.FORM_INVALID,
                file="/home/anna/forms/kompetenz/survey.csv",
                line="79",
                question="intcourse",
                reason="unknown_function",
                function="nott",
                column="relevant",
            ),
            "kompetenz/survey.csv, Zeile 79, Spalte „relevant“, Frage „intcourse“: Die Funktion „nott“ in "
            "„relevant“ gibt es nicht.",
        ),
        (
            WorldError(
                ErrorCode.FORM_INVALID,
                file="kompetenz/settings.csv",
                line="0",
                question="",
                reason="file_missing",
            ),
            "kompetenz/settings.csv: Diese Datei gibt es nicht.",
        ),
        (
            WorldError(
                ErrorCode.RULES_INVALID, file="rules.csv", line="2", rule="r01", reason="not_an_expression"
            ),
            "rules.csv, Zeile 2, Regel „r01“: Die Bedingung ist nicht lesbar.",
        ),
        (
            WorldError(ErrorCode.RESOURCE_INVALID, file="ar.po", reason="syntax error on 7"),
            "ar.po: syntax error on 7.",
        ),
    ],
)
def test_a_mistake_in_a_table_is_named_by_place_and_in_german(error: WorldError, said: str) -> None:
    assert said in str(explain.sentence(error))


@pytest.mark.parametrize("problem", list(CellProblem))
def test_every_problem_of_a_cell_has_its_own_sentence(problem: CellProblem) -> None:
    assert problem.value not in str(
        explain.sentence(WorldError(ErrorCode.RULES_INVALID, reason=problem.value))
    )
