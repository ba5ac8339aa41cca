"""Habits of the code that no ready-made linter knows."""

from __future__ import annotations

import ast

from tests.architecture.source import called_name, calls, dotted, imported, modules

WALL_CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.localtime",
}


def test_time_comes_from_the_injected_clock() -> None:
    found = [
        f"{module.name}:{call.lineno} {dotted(call.func)}"
        for module in modules()
        if module.name != "clock.py"
        for call in calls(module.tree)
        if any(dotted(call.func).endswith(word) for word in WALL_CLOCK)
    ]
    assert found == [], "only clock.py reads the wall clock"


def test_dialogs_open_and_never_block() -> None:
    found = [
        f"{module.name}:{call.lineno}"
        for module in modules()
        if module.room == "gui"
        for call in calls(module.tree)
        if called_name(call) in {"exec", "exec_", "processEvents"}
        and "QApplication" not in dotted(call.func)
        and dotted(call.func) not in {"application.exec", "app.exec"}
    ]
    assert found == [], "modal windows use open() and signals"


def test_no_module_is_an_attic() -> None:
    attics = {"utils", "util", "helpers", "misc", "common"}
    assert [module.name for module in modules() if set(module.name[:-3].split("/")) & attics] == []


def test_every_module_says_its_purpose_in_its_first_line() -> None:
    silent = [
        module.name
        for module in modules()
        if module.tree.body and not (ast.get_docstring(module.tree) or "").splitlines()[:1]
    ]
    assert silent == []


def test_the_wall_of_gpl_only_qt_modules_stands() -> None:
    forbidden = ("QtCharts", "QtGraphs", "QtDataVisualization", "QtVirtualKeyboard")
    found = [
        f"{module.name}: {name}"
        for module in modules()
        for name in imported(module.tree)
        if name.startswith("PySide6.") and name.split(".")[1].startswith(forbidden)
    ]
    assert found == []
