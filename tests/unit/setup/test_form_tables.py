"""The generated parts of forms/README.md say what the program can do today."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from profiler.forms.expressions.library import LIBRARY

ROOT = Path(__file__).resolve().parents[3]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("form_tables", ROOT / "packaging" / "form_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["form_tables"] = module
    spec.loader.exec_module(module)
    return module


tables = _load()


def test_the_readme_is_up_to_date() -> None:
    text = tables.README.read_text(encoding="utf-8")
    assert text == tables.written(text), "python packaging/form_tables.py update"


def test_every_function_stands_in_the_table() -> None:
    text = "\n".join(tables.functions())
    assert [name for name in LIBRARY if f"`{name}`" not in text] == []


def test_a_readme_without_its_marks_is_refused() -> None:
    with pytest.raises(SystemExit, match="fehlt"):
        tables.written("# Nothing")
