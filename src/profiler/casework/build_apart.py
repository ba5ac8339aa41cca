"""Builds a county's form in a process of its own, so that the window's process never loads the converter."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from profiler.casework.form_folders import FormFolder
from profiler.errors import ErrorCode, WorldError
from profiler.forms.build import built_xform, readable_tables
from profiler.forms.findings import FindingCode

PATIENCE = 60
"""Seconds a form may take; a large one takes two."""


class BuildApart:
    """Builds forms by starting this program once more.

    Args:
        command: how the program is started.
        data: the desk's data folder.
    """

    def __init__(self, command: Sequence[str], data: Path) -> None:
        self._command = tuple(command)
        self._data = data

    def __call__(self, form: FormFolder) -> Path:
        """Where the XForm of a form lies; built first if its sources changed.

        What failed once is not tried again until a source changes.

        Raises:
            WorldError: FORM_INVALID.
        """
        target = built_xform(form.tables, cache_dir=form.built, county=form.county)
        if target.is_file():
            return target
        fault = target.with_suffix(".fault")
        if fault.is_file():
            raise WorldError(ErrorCode.FORM_INVALID, **json.loads(fault.read_text(encoding="utf-8")))
        # Most mistakes show here already, with their line.
        readable_tables(form.tables, form.county)
        said = self._start(form.name)
        if not target.is_file():
            details = {"file": f"{form.name}/survey.csv", "line": "", "question": "", "detail": said}
            details["reason"] = FindingCode.NOT_CONVERTIBLE.value
            fault.parent.mkdir(parents=True, exist_ok=True)
            fault.write_text(json.dumps(details, ensure_ascii=False), encoding="utf-8")
            raise WorldError(ErrorCode.FORM_INVALID, **details)
        return target

    def _start(self, name: str) -> str:
        """The last line the other process had to say."""
        words = [*self._command, "forms", "build", name, "--data", str(self._data)]
        try:
            done = subprocess.run(  # noqa: S603 - our own program, with words of ours
                words, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return type(error).__name__
        lines = done.stderr.strip().splitlines()
        return lines[-1] if lines else ""
