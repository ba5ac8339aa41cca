"""What may leave: six kinds of output, each made in one room only (docs/architecture.md)."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import called_name, calls, modules

MADE_ONLY_IN = {
    "Disclosure": {"release"},
    "OwnCopy": {"release"},
    "WithdrawalNotice": {"release"},
    "Aggregate": {"statistics"},
    "NoPerson": {"casework"},
    "Sealed": {"vault", "exchange"},
}


@pytest.mark.parametrize("kind", sorted(MADE_ONLY_IN))
def test_a_kind_of_output_is_made_in_its_room_only(kind: str) -> None:
    strangers = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        if module.room not in MADE_ONLY_IN[kind]
        for call in calls(module.tree)
        if called_name(call) == kind
    ]
    assert strangers == [], f"{kind} is made by {MADE_ONLY_IN[kind]} alone"


def test_nobody_gets_past_the_gate_by_inheriting_from_an_output() -> None:
    heirs = [
        f"{module.name}: class {node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for base in node.bases
        if ast.unparse(base).split("[")[0].split(".")[-1] in MADE_ONLY_IN
    ]
    assert heirs == []
