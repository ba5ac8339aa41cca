"""`./run check`: everything that can be judged without running the program's tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Check:
    """One judgement: what it is called and what is run."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """How a check went, with all it printed."""

    check: Check
    passed: bool
    seconds: float
    output: str


def tool(name: str) -> str:
    """A tool of the virtual environment."""
    return str(BIN / name)


CHECKS = (
    Check("Typen (mypy --strict)", (tool("mypy"),)),
    Check("Format (ruff format)", (tool("ruff"), "format", "--check", "--quiet", ".")),
    Check("Stil (ruff check)", (tool("ruff"), "check", "--quiet", ".")),
    Check("Schichten (import-linter)", (tool("lint-imports"), "--no-logo")),
    Check("Abhängigkeiten (deptry)", (tool("deptry"), "src", "--no-ansi")),
    Check("Skripte (shellcheck)", ("shellcheck", "run", ".ci/run")),
    Check("Hausregeln", (sys.executable, "packaging/house_rules.py")),
    Check("Übersetzungen", (sys.executable, "packaging/translations.py", "check")),
    Check("Formulare", (sys.executable, "-m", "profiler", "forms", "check", "--shipped")),
    Check("Regeln, Bögen, Verzeichnis", (sys.executable, "-m", "profiler", "rules", "check")),
)


def judge(check: Check) -> Verdict:
    """Runs one check to its end."""
    begin = time.monotonic()
    result = subprocess.run(  # noqa: S603 - commands of the list above
        check.command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "110"},
    )
    return Verdict(check, result.returncode == 0, time.monotonic() - begin, result.stdout.strip())


def main(wanted: list[str]) -> int:
    """Entry: all checks, or those whose name contains one of the words given."""
    chosen = [
        check for check in CHECKS if not wanted or any(word.lower() in check.name.lower() for word in wanted)
    ]
    running = [check for check in chosen if shutil.which(check.command[0])]
    with ThreadPoolExecutor(max_workers=2) as pool:
        verdicts = list(pool.map(judge, running))
    for verdict in verdicts:
        mark = "gut   " if verdict.passed else "FEHLER"
        sys.stdout.write(f"{mark}  {verdict.check.name}  ({verdict.seconds:.1f} s)\n")
        if verdict.output and not verdict.passed:
            sys.stdout.write("".join(f"        {line}\n" for line in verdict.output.splitlines()))
    for check in chosen:
        if check not in running:
            sys.stdout.write(f"fehlt   {check.name}: {check.command[0]} ist nicht installiert\n")
    failed = sum(not verdict.passed for verdict in verdicts)
    sys.stdout.write(
        f"{failed} von {len(verdicts)} Prüfungen ohne Erfolg.\n" if failed else "Alle Prüfungen gut.\n"
    )
    return 1 if failed or not verdicts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
