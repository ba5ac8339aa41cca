"""What may leave: six kinds of output, each made in one room only (docs/architecture.md)."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import called_name, calls, imported, modules

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


@pytest.mark.parametrize(
    ("port", "name"), [("ports/paper.py", "DocumentWriter"), ("ports/exchange.py", "Exchange")]
)
def test_every_writer_takes_one_of_the_six_kinds(port: str, name: str) -> None:
    ports = next(module for module in modules() if module.name == port)
    writer = next(node for node in ports.tree.body if isinstance(node, ast.ClassDef) and node.name == name)
    taken = {
        method.name: ast.unparse(annotation).split("[")[0]
        for method in writer.body
        if isinstance(method, ast.FunctionDef)
        and not method.name.startswith("read_")
        and (annotation := method.args.args[1].annotation)
    }
    assert taken
    assert {name: kind for name, kind in taken.items() if kind not in MADE_ONLY_IN} == {}


def test_paper_and_files_never_see_a_record() -> None:
    found = [
        f"{module.name}: {name}"
        for module in modules()
        if module.room in {"documents", "exchange"}
        for name in sorted(imported(module.tree))
        if name.startswith("profiler.records.record")
    ]
    assert found == [], "writers take what the gate lets through, nothing else"


@pytest.mark.parametrize("step", ["Handout", "deliver", "LogEntry", "append_log"])
def test_one_way_out_joins_log_and_sink(step: str) -> None:
    """Authorise, render, commit the entry, then deliver: in `casework.hand_over` and nowhere else."""
    found = sorted(
        {
            module.name
            for module in modules()
            if module.room != "storage"  # reads entries back and is called, it does not call
            for call in calls(module.tree)
            if called_name(call) == step
        }
    )
    assert set(found) <= {"casework/hand_over.py"}, f"{step} outside the one way out"
