"""The pseudo-language is there for one run of the program and leaves nothing behind."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest

from profiler import app, paths
from profiler.errors import EXIT_OK
from profiler.languages.tags import PSEUDO


def test_the_demonstration_speaks_it_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary, papers = tmp_path / "temporary", tmp_path / "papers"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    words = ["demo", "--out", str(papers), "--persona", "schweisser", "--client-lang", PSEUDO.code]
    assert app.run(words, io.StringIO(), io.StringIO()) == EXIT_OK
    names = [path.name for path in papers.iterdir()]
    assert len(names) >= 4
    assert all(name.startswith(f"schweisser-{PSEUDO.code}-") for name in names)
    assert list(temporary.iterdir()) == []
    shipped = (paths.forms_folder(), paths.resources_folder())
    assert [path for folder in shipped for path in folder.rglob(f"{PSEUDO.code}.po")] == []
