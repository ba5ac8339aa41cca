"""The house rules find what they forbid; the repository itself keeps them (`./run check`)."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("house_rules", ROOT / "packaging" / "house_rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["house_rules"] = module
    spec.loader.exec_module(module)
    return module


rules = _load()


def test_the_host_of_a_package_index_is_found() -> None:
    host = "files.python" + "hosted.org"
    assert rules.package_hosts(f"see https://{host}/x") == ["python" + "hosted.org"]
    assert rules.package_hosts("see docs/decisions") == []


@pytest.mark.parametrize(
    "line",
    [
        "from PySide6.QtCharts import QChart",
        "from PySide6 import QtCore, QtCharts",
        "import PySide6.QtCharts",
    ],
)
def test_a_gpl_only_module_of_qt_is_found(line: str) -> None:
    assert rules.gpl_qt_modules(line) == ["QtCharts"]


def test_other_modules_of_qt_are_welcome() -> None:
    assert rules.gpl_qt_modules("from PySide6.QtPdf import QPdfDocument") == []


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("x = 1  # no" + "qa", True),
        ("x = 1  # type: " + "ignore", True),
        ("x = 1  # noqa: S105 - a code", False),
        ("x = 1  # type: ignore[arg-type]", False),
    ],
)
def test_silencing_needs_a_code(line: str, silent: bool) -> None:
    assert rules.silenced_without_code(line) is silent


def test_lock_files_that_disagree_are_named() -> None:
    runtime, dev = "alembic==1.0 \\\n  --hash=x\n", "alembic==2.0 \\\n  --hash=y\n"
    assert rules.lock_complaints(runtime, dev, ["alembic>=1", "Babel>=2"]) == [
        "alembic: requirements.txt 1.0, requirements-dev.txt 2.0 (./run lock)",
        "requirements.txt: babel fehlt (./run lock)",
    ]
    assert rules.lock_complaints(runtime, runtime, ["alembic>=1"]) == []
