"""Builds a county's form in a process of its own, so that the window's process never loads the converter."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from profiler.casework.form_folders import FormFolder
from profiler.errors import ErrorCode, WorldError, disk_error
from profiler.forms.build import built_xform, readable_tables
from profiler.forms.findings import FindingCode

PATIENCE = 60
"""Seconds a form may take; a large one takes two."""

_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows would open a console for the other process."""


def keep_fault(form: FormFolder, trouble: WorldError) -> None:
    """Note why a form cannot be built, until one of its sources changes.

    Raises:
        WorldError: NO_ACCESS, DISK_FULL.
    """
    try:
        form.built.mkdir(parents=True, exist_ok=True)
        _fault_file(form).write_text(json.dumps(trouble.details, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise disk_error(error) from error


def _target(form: FormFolder) -> Path:
    return built_xform(form.tables, cache_dir=form.built, county=form.county)


def _fault_file(form: FormFolder) -> Path:
    return _target(form).with_suffix(".fault")


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

        What the converter refused once is not tried again until a source changes.

        Raises:
            WorldError: FORM_INVALID.
        """
        target = _target(form)
        if target.is_file():
            return target
        # Most mistakes show here already, with their line.
        readable_tables(form.tables, form.county)
        fault = _fault_file(form)
        said = "" if fault.is_file() else self._start(form.name)
        if target.is_file():
            return target
        details = {"file": f"{form.name}/survey.csv", "line": "", "question": "", "detail": said}
        details["reason"] = FindingCode.NOT_CONVERTIBLE.value
        if fault.is_file():
            details |= json.loads(fault.read_text(encoding="utf-8"))
        raise WorldError(ErrorCode.FORM_INVALID, **details)

    def _start(self, name: str) -> str:
        """What the other process had to say last, if it came to grief."""
        words = [*self._command, "forms", "build", name, "--data", str(self._data)]
        try:
            done = subprocess.run(  # noqa: S603 - our own program, with words of ours
                words,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=PATIENCE,
                check=False,
                creationflags=_NO_WINDOW,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return type(error).__name__
        lines = done.stderr.strip().splitlines()
        return lines[-1] if lines else ""
