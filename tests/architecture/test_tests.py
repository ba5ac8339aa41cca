"""The tests keep house rules too."""

from __future__ import annotations

import pytest

from tests.architecture.source import ROOT, Module, called_name, calls, dotted, imported, modules

TESTS = ROOT / "tests"
A_JOURNEY_MAY_IMPORT = (
    "__future__.",
    "pytest",
    "pathlib.",
    "datetime.",
    "dataclasses.",
    "collections.abc.",
    "tests.journeys.",
    "tests.robot.",
    "tests.depth.",
)


def _tests_in(folder: str) -> list[Module]:
    return [module for module in modules(TESTS) if module.name.startswith(folder)]


@pytest.mark.parametrize("journey", _tests_in("journeys/test_"), ids=lambda module: module.name)
def test_a_journey_knows_nothing_but_the_robot(journey: Module) -> None:
    """It acts with keyboard and mouse and sees what a person sees."""
    strangers = [name for name in imported(journey.tree) if not name.startswith(A_JOURNEY_MAY_IMPORT)]
    assert sorted(strangers) == []


def test_no_test_mocks_what_it_could_fake() -> None:
    found = [
        module.name
        for module in modules(TESTS)
        if any(name.startswith(("unittest.mock", "mock.", "pytest_mock")) for name in imported(module.tree))
    ]
    assert found == []


def test_no_test_sleeps() -> None:
    found = [
        f"{module.name}:{call.lineno}"
        for module in modules(TESTS)
        for call in calls(module.tree)
        if dotted(call.func) in {"time.sleep", "QTest.qSleep"} or called_name(call) == "qSleep"
    ]
    assert found == []
