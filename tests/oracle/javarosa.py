"""JavaRosa as a second opinion: one Java process that runs forms as `Oracle.java` says."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self

SOURCE = Path(__file__).with_name("Oracle.java")

Line = tuple[str, ...]


class JavaRosaFault(Exception):  # noqa: N818 - what JavaRosa throws is a fault of it or of the form
    """JavaRosa could not do what it was told; its own words."""


def jar() -> Path | None:
    """The archive with JavaRosa inside the converter's package, None if it was left out."""
    package = find_spec("pyxform")
    if package is None or package.origin is None:
        return None
    found = Path(package.origin).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
    return found if found.is_file() else None


def missing() -> str:
    """Why JavaRosa cannot be asked on this machine, "" if it can."""
    if shutil.which("javac") is None or shutil.which("java") is None:
        return "no Java development kit on this machine (javac)"
    if jar() is None:
        return "the converter's package comes without JavaRosa"
    return ""


class JavaRosa:
    """A running JavaRosa.

    Args:
        folder: for compiled classes, e.g. a temporary folder.

    Raises:
        RuntimeError: it cannot run here, see `missing`.
    """

    def __init__(self, folder: Path) -> None:
        if reason := missing():
            raise RuntimeError(reason)
        java, javac = shutil.which("java") or "", shutil.which("javac") or ""
        archive = str(jar())
        compiling = [javac, "-encoding", "UTF-8", "-d", str(folder), "-cp", archive, str(SOURCE)]
        subprocess.run(compiling, check=True, capture_output=True)  # noqa: S603 - a source of this folder
        running = [java, "-Xss16m", "-XX:TieredStopAtLevel=4", "-cp", f"{folder}:{archive}", "Oracle"]
        self._process = subprocess.Popen(  # noqa: S603 - the class just compiled
            running,
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
        self.close()

    def close(self) -> None:
        """End the process."""
        self._process.communicate("quit\n")

    def ask(self, *words: str) -> tuple[list[Line], int]:
        """Give one command.

        Returns:
            The lines of the answer, in words, and the nanoseconds it took inside Java.

        Raises:
            JavaRosaFault: it answered with an error.
        """
        sent, received = self._process.stdin, self._process.stdout
        if sent is None or received is None:
            raise RuntimeError("the process has no pipes")
        sent.write("\t".join(_written(word) for word in words) + "\n")
        sent.flush()
        lines: list[Line] = []
        for text in received:
            line = tuple(_read(word) for word in text.removesuffix("\n").split("\t"))
            if line[0] == "ok":
                return lines, int(line[1])
            if line[0] == "error":
                raise JavaRosaFault(line[1])
            lines.append(line)
        raise JavaRosaFault("the process ended")


def _written(word: str) -> str:
    escaped = word.replace("\\", "\\\\")
    return escaped.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _read(word: str) -> str:
    if "\\" not in word:
        return word
    parts = [
        part.replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r") for part in word.split("\\\\")
    ]
    return "\\".join(parts)
