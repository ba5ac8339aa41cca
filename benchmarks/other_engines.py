"""Other engines of the ODK family, run beside ours for comparison."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from tests.oracle.javarosa import JavaRosa

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "build" / "web-forms"
"""Where the packages of ODK Web Forms' engine are kept between runs."""

NEEDED = ("@getodk/xforms-engine@0.22.0", "jsdom@26.1.0")
DRIVER = Path(__file__).with_name("web_forms_times.mjs")


class Other(Protocol):
    """An engine with one record at a time; every edit answers with the milliseconds it took inside.

    Attributes:
        name: for the report.
        folder: for the files of forms.
    """

    name: str
    folder: Path

    def load(self, file: Path) -> float:
        """Load a form and begin a record."""
        ...

    def set(self, path: str, value: str, choices: tuple[str, ...] = ()) -> float:
        """Answer a question and see the choices of others."""
        ...

    def add(self, repeat: str) -> float:
        """Add a row at the end of a repeat."""
        ...

    def remove(self, row: str) -> float:
        """Remove a row."""
        ...


class JavaRosaRecord:
    """JavaRosa."""

    name = "JavaRosa"

    def __init__(self, javarosa: JavaRosa, folder: Path) -> None:
        self._javarosa = javarosa
        self.folder = folder

    def load(self, file: Path) -> float:
        """Load a form and begin a record."""
        return self._ask("load", str(file))

    def set(self, path: str, value: str, choices: tuple[str, ...] = ()) -> float:
        """Answer a question, its constraint first, and see the choices of others."""
        return self._ask("answer", path, value, *choices)

    def add(self, repeat: str) -> float:
        """Add a row at the end of a repeat."""
        return self._ask("add", repeat)

    def remove(self, row: str) -> float:
        """Remove a row."""
        return self._ask("remove", row)

    def _ask(self, *words: str) -> float:
        return self._javarosa.ask(*words)[1] / 1e6


@cache
def without() -> str:
    """Why ODK Web Forms' engine cannot be run here, "" if it can; fetches its packages the first time."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "no node and npm on this machine"
    if (PACKAGES / "node_modules" / "@getodk" / "xforms-engine").is_dir():
        return ""
    PACKAGES.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(PACKAGES), *NEEDED]
    result = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - words of this file
    return "" if result.returncode == 0 else "npm could not fetch its packages"


class WebForms:
    """ODK Web Forms' engine in node, with jsdom as its document."""

    name = "Web Forms"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(  # noqa: S603 - a script of this folder
            [shutil.which("node") or "node", str(DRIVER)],
            cwd=PACKAGES,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate("quit\n")

    def load(self, file: Path) -> float:
        """Load a form and begin a record."""
        return self._ask("load", str(file))

    def set(self, path: str, value: str, choices: tuple[str, ...] = ()) -> float:
        """Answer a question and see the choices of others."""
        return self._ask("set", path, value, *choices)

    def add(self, repeat: str) -> float:
        """Add a row at the end of a repeat."""
        return self._ask("add", repeat)

    def remove(self, row: str) -> float:
        """Remove a row."""
        return self._ask("remove", row)

    def _ask(self, *words: str) -> float:
        sent, received = self._process.stdin, self._process.stdout
        if sent is None or received is None:
            raise RuntimeError("the process has no pipes")
        sent.write("\t".join(words) + "\n")
        sent.flush()
        answer = received.readline().rstrip("\n").split("\t")
        if answer[0] != "ok":
            raise RuntimeError(f"Web Forms: {' '.join(answer)} at {words}")
        return int(answer[1]) / 1e6
