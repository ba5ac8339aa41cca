"""Holds the files named in `tests/perfect.txt` at full coverage whenever the whole suite ran."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("perfect.txt")
SOURCE = Path(__file__).resolve().parents[1] / "src" / "profiler"


def read_list(text: str) -> list[str]:
    """The entries of the list without comments and empty lines."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]


def files_of(entries: list[str], source: Path) -> list[Path]:
    """The Python files the entries stand for; a folder stands for all below it.

    Raises:
        ValueError: an entry names nothing, so the list is out of date.
    """
    found: list[Path] = []
    for entry in entries:
        place = source / entry
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place]
        if not files or not all(file.is_file() for file in files):
            raise ValueError(f"tests/perfect.txt names {entry}, which is not there")
        found += files
    return found


def gaps(report: dict[str, dict[str, object]], files: list[Path], source: Path) -> list[str]:
    """One line for each listed file that is not at 100 %; `report` is coverage's JSON report by file."""
    by_path = {str(Path(name).resolve()): content for name, content in report.items()}
    found = []
    for file in files:
        content = by_path.get(str(file))
        name = file.relative_to(source).as_posix()
        if content is None:
            found.append(f"{name}: never imported")
            continue
        lines, branches = content.get("missing_lines") or [], content.get("missing_branches") or []
        if lines or branches:
            found.append(f"{name}: missing lines {lines}, missing branches {branches}")
    return found


class PerfectFiles:
    """Plugin: judges after pytest-cov has its figures, speaks before pytest's own summary."""

    def __init__(self) -> None:
        self._gaps: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        controller = getattr(session.config.pluginmanager.getplugin("_cov"), "cov_controller", None)
        if controller is None or session.exitstatus not in (0, 1):
            return
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "coverage.json"
            controller.cov.json_report(outfile=str(target))
            report = json.loads(target.read_text(encoding="utf-8"))["files"]
        self._gaps = gaps(report, files_of(read_list(LIST.read_text(encoding="utf-8")), SOURCE), SOURCE)
        if self._gaps:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self._gaps:
            terminalreporter.section(
                "files that must stay fully tested (tests/perfect.txt)", sep="-", red=True
            )
            for gap in self._gaps:
                terminalreporter.line(f"NOT PERFECT {gap}", red=True)


def register(config: pytest.Config) -> None:
    """Switches the judgement on for runs that measure the whole: `--cov` without a name, which reads True."""
    if True in config.getoption("--cov", default=[]):
        config.pluginmanager.register(PerfectFiles(), "perfect-files")
