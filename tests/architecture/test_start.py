"""What is loaded before the first window: heavy libraries wait until somebody needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"sqlalchemy", "alembic", "sqlcipher3", "reportlab", "uharfbuzz", "pyxform", "openpyxl", "PIL"}


def _loaded_by(statement: str) -> set[str]:
    """Top-level modules in memory after the statement, in an interpreter of its own."""
    script = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    result = subprocess.run(  # noqa: S603 - this interpreter, statements of this file
        [sys.executable, "-c", script],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(result.stdout.split())


@pytest.mark.parametrize(
    "module", ["profiler.app", "profiler.__main__", "profiler.gui", "profiler.casework", "profiler.cli"]
)
def test_heavy_libraries_are_loaded_when_first_needed(module: str) -> None:
    assert _loaded_by(f"import importlib; importlib.import_module({module!r})") & HEAVY == set()


@pytest.mark.parametrize("module", ["profiler.app", "profiler.cli"])
def test_without_a_window_no_qt(module: str) -> None:
    loaded = _loaded_by(f"import importlib; importlib.import_module({module!r})")
    assert loaded & {"PySide6", "shiboken6"} == set()


def test_an_xform_is_played_without_anything_heavy(tmp_path: Path) -> None:
    form = tmp_path / "form.xml"
    form.write_text(
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        '<model><instance><data id="f"><a/></data></instance><bind nodeset="/data/a"/></model></h:head>'
        '<h:body><input ref="/data/a"/></h:body></h:html>',
        encoding="utf-8",
    )
    loaded = _loaded_by(f"from profiler.app import run; run(['forms', 'play', {str(form)!r}])")
    assert loaded & (HEAVY | {"PySide6", "babel"}) == set()
