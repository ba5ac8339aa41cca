"""`./run bench`: how long start and demo take on this machine, beside a bare Qt window as the yardstick.

Milliseconds differ between machines and hours; the ratio of paired rounds is what to compare.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0

BARE_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: Path(sys.argv[1]).touch())
application.exec()
"""


@dataclass(frozen=True)
class Start:
    """One start: milliseconds until ready, resident memory in MB at that moment."""

    milliseconds: float
    megabytes: float


def start_of(command: list[str]) -> Start:
    """Starts a window, waits for its ready file, measures, and ends it."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready"
        begin = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - commands of this file
            [word.replace("READY", str(ready)).replace("FOLDER", folder) for word in command],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": folder},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not ready.exists():
                if process.poll() is not None or time.perf_counter() - begin > PATIENCE:
                    raise SystemExit(f"{command[1:]} wurde nicht fertig (Ausgang {process.poll()}).")
                time.sleep(0.001)
            return Start((time.perf_counter() - begin) * 1000, resident_megabytes(process.pid))
        finally:
            process.kill()
            process.wait()


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process (Linux), 0.0 elsewhere."""
    status = Path(f"/proc/{pid}/status")
    if not status.is_file():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def seconds_of(command: list[str]) -> float:
    """Runs a command to its end; FOLDER stands for a throw-away folder."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        subprocess.run(  # noqa: S603 - commands of this file
            [word.replace("FOLDER", folder) for word in command], check=True, stdout=subprocess.DEVNULL
        )
        return time.perf_counter() - begin


def measure_start(rounds: int) -> str:
    """Empty window of the program beside a bare window, in alternating rounds."""
    bare_command = [sys.executable, "-c", BARE_WINDOW, "READY"]
    own_command = [sys.executable, "-m", "profiler", "gui", "--data", "FOLDER/vault", "--ready-file", "READY"]
    start_of(bare_command)
    start_of(own_command)
    pairs = [(start_of(bare_command), start_of(own_command)) for _ in range(rounds)]
    bare = statistics.median(pair[0].milliseconds for pair in pairs)
    own = statistics.median(pair[1].milliseconds for pair in pairs)
    ratio = statistics.median(pair[1].milliseconds / pair[0].milliseconds for pair in pairs)
    memory = statistics.median(pair[1].megabytes for pair in pairs)
    times = f"{own:.0f} ms, nacktes Fenster {bare:.0f} ms, Verhältnis {ratio:.2f}"
    return f"Start bis bereit: {times}; {memory:.0f} MB"


def measure_demo(rounds: int) -> str:
    """One fictional person from the first question to the papers."""
    command = [sys.executable, "-m", "profiler", "demo", "--out", "FOLDER"]
    times = [seconds_of(command) for _ in range(rounds)]
    return f"demo, eine Person: {statistics.median(times):.1f} s"


def measure_setup(rounds: int) -> str:
    """What `./run` costs when there is nothing to do."""
    times = [seconds_of([str(ROOT / "run"), "setup"]) for _ in range(rounds)]
    return f"./run, wenn alles da ist: {statistics.median(times) * 1000:.0f} ms vor dem Start"


def measure_store(rounds: int) -> str:
    """Saving, listing and searching among many people (`benchmarks/`); once, it repeats by itself."""
    benchmark = ROOT / "benchmarks" / "storage_save_and_search.py"
    result = subprocess.run(  # noqa: S603 - a script of the repository
        [sys.executable, str(benchmark)], check=True, capture_output=True, text=True
    )
    return f"Tresor:\n{result.stdout.strip()}"


def measure_forms(rounds: int) -> str:
    """Loading forms and answering questions, beside JavaRosa and ODK Web Forms (`benchmarks/`)."""
    result = subprocess.run(  # noqa: S603 - a module of the repository
        [sys.executable, "-m", "benchmarks.form_engine", "--rounds", str(rounds * 6)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return f"Formulare:\n{result.stdout.strip()}"


MEASUREMENTS: dict[str, Callable[[int], str]] = {
    "setup": measure_setup,
    "start": measure_start,
    "demo": measure_demo,
    "store": measure_store,
    "forms": measure_forms,
}


def main(words: list[str]) -> int:
    """Entry: all measurements or those named."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Messungen auf diesem Rechner")
    parser.add_argument(
        "what", nargs="*", choices=[[], *MEASUREMENTS], help="setup, start, demo, store, forms; sonst alles"
    )
    parser.add_argument("--rounds", type=int, default=7, help="Runden je Messung")
    arguments = parser.parse_args(words)
    for name in arguments.what or MEASUREMENTS:
        sys.stdout.write(f"{MEASUREMENTS[name](arguments.rounds)}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
