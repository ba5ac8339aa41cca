"""`./run` on machines that are not ready: a sentence that says what to do, exit code 5, no traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PLAIN_TOOLS = [
    "sh",
    "dirname",
    "cat",
    "sha256sum",
    "cut",
    "mkdir",
    "touch",
    "env",
    "flock",
    "sort",
    "find",
    "tail",
    "printf",
    "rm",
    "od",
    "sed",
    "wc",
    "tr",
    "sleep",
]
ALL_INSTALLED = """#!/bin/sh
for word; do case $word in -*) ;; *) printf 'installed:%s ' "$word" ;; esac; done
"""
NOTHING_INSTALLED = "#!/bin/sh\nexit 1\n"


class Machine:
    """A clone on a machine that has only the commands the test puts there."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "clone"
        self.bin = folder / "bin"
        self.bin.mkdir()
        for place in ("build", "forms", "src/profiler/forms", "resources", "packaging"):
            (self.root / place).mkdir(parents=True)
        for name in (
            "run",
            "pyproject.toml",
            "requirements.txt",
            "requirements-dev.txt",
            "requirements-tools.txt",
        ):
            shutil.copy(ROOT / name, self.root / name)
        for tool in PLAIN_TOOLS:
            found = shutil.which(tool)
            if found:
                (self.bin / tool).symlink_to(found)
        self.command("id", "#!/bin/sh\necho 0\n")

    def command(self, name: str, script: str) -> None:
        """Puts a command on the machine."""
        file = self.bin / name
        file.unlink(missing_ok=True)
        file.write_text(script, encoding="utf-8")
        file.chmod(0o755)

    def debian(self, dpkg_query: str, apt_get: str = "#!/bin/sh\nexit 0\n") -> None:
        """Makes it a Debian with these answers."""
        self.command("dpkg-query", dpkg_query)
        self.command("apt-get", apt_get)

    def environment_is_ready(self) -> None:
        """Pretends that all libraries are in place; the program only tells how it was called."""
        self.command("python3", "#!/bin/sh\nexit 0\n")
        binaries = self.root / ".venv" / "bin"
        binaries.mkdir(parents=True)
        (self.root / ".venv" / "pyvenv.cfg").write_text("version = 3.12\n", encoding="utf-8")
        for name in ("python", "uv", "profiler"):
            file = binaries / name
            file.write_text(f'#!/bin/sh\necho "{name} $*"\n', encoding="utf-8")
            file.chmod(0o755)

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Calls `./run` from another folder, without a terminal."""
        return subprocess.run(  # noqa: S603 - the script under test
            [str(self.root / "run"), *words],
            cwd=self.bin,
            env={"PATH": str(self.bin), "HOME": os.environ["HOME"], **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def _says(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 5, result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    for word in ("Einrichten nicht möglich", *words):
        assert word in result.stderr


def test_a_system_without_packages_of_debian_is_told_which_are_supported(machine: Machine) -> None:
    _says(machine.run(), "wird nicht unterstützt", "Debian 12", "Ubuntu")


def test_missing_packages_without_rights_are_named(machine: Machine) -> None:
    machine.debian(NOTHING_INSTALLED)
    machine.command("id", "#!/bin/sh\necho 1000\n")
    _says(machine.run(), "Verwaltungsrechten", "apt-get install", "libegl1", "libxcb-cursor0")


def test_nobody_at_the_keyboard_for_sudo(machine: Machine) -> None:
    machine.debian(NOTHING_INSTALLED)
    machine.command("id", "#!/bin/sh\necho 1000\n")
    machine.command("sudo", "#!/bin/sh\nexit 1\n")
    _says(machine.run(), "Passwort für sudo", "libegl1")


def test_packages_that_cannot_be_loaded(machine: Machine) -> None:
    machine.debian(NOTHING_INSTALLED, apt_get="#!/bin/sh\nexit 100\n")
    result = machine.run()
    _says(result, "Verbindung ins Netz", "setup.log")
    assert "Systempakete werden installiert: libglib2.0-0" in result.stderr


def test_packages_that_moved_to_64_bit_time_count_as_installed(machine: Machine) -> None:
    moved = ALL_INSTALLED.replace("-*)", "-* | libglib2.0-0 | libcups2)")
    machine.debian(moved)
    machine.environment_is_ready()
    assert machine.run("forms").stdout.endswith("profiler forms\n")


def test_no_python_that_fits(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.command("python3", "#!/bin/sh\nexit 1\n")
    _says(machine.run(PROFILER_PYTHON="/nowhere/python3"), "Python 3.11")


def test_libraries_without_a_network(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    (machine.root / ".venv" / "bin" / "uv").unlink()
    (machine.root / ".venv" / "bin" / "python").write_text('#!/bin/sh\n[ "$1" != -m ]\n', encoding="utf-8")
    _says(machine.run("setup"), "Bibliotheken", "Verbindung ins Netz")


def test_fonts_that_cannot_be_had_give_their_reason(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    (machine.root / "resources" / "fonts.csv").write_text("file\n", encoding="utf-8")
    (machine.root / ".venv" / "bin" / "python").write_text(
        '#!/bin/sh\ncase $1 in *fetch_fonts.py) echo "Die Schrift A.ttf ist falsch"; exit 5 ;; esac\n',
        encoding="utf-8",
    )
    _says(machine.run("setup"), "Die Schrift A.ttf ist falsch")


def test_a_form_with_a_mistake_is_shown(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    (machine.root / ".venv" / "bin" / "python").write_text(
        '#!/bin/sh\n[ "$2" = profiler ] || exit 0\necho "survey.csv, Zeile 7, age"; exit 1\n',
        encoding="utf-8",
    )
    _says(machine.run("setup"), "Formulare", "survey.csv, Zeile 7, age")


def test_without_a_screen_the_same_job_runs_as_demo(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    result = machine.run()
    assert "keinen Bildschirm" in result.stderr
    assert result.stdout.splitlines()[-1] == f"profiler demo --out {machine.bin}/demo-output"
    assert f"{machine.bin}/demo-output" in result.stderr


def test_a_screen_that_is_gone_is_no_screen(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    assert "keinen Bildschirm" in machine.run(DISPLAY=":7791").stderr


def test_with_a_screen_the_program_starts(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    result = machine.run("--lang", "de", DISPLAY="desk:0")
    assert result.stdout.splitlines()[-1] == "profiler --lang de"
    assert "Bildschirm" not in result.stderr


def test_a_second_start_does_nothing_twice(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    assert "Bibliotheken" in machine.run("setup").stderr
    assert "Bibliotheken" not in machine.run("setup").stderr
    lock = machine.root / "requirements.txt"
    lock.write_text(lock.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    assert "Bibliotheken" in machine.run("setup").stderr


def test_a_words_after_test_reach_pytest_and_the_seed_is_told(machine: Machine) -> None:
    machine.debian(ALL_INSTALLED)
    machine.environment_is_ready()
    machine.run("setup")
    plain = machine.run("test").stdout.splitlines()[-1]
    assert plain == "python -m pytest --randomly-seed=20261121 --cov --numprocesses=auto"
    part = machine.run("test", "tests/unit", "-k", "a b").stdout.splitlines()[-1]
    assert part == "python -m pytest --randomly-seed=20261121 tests/unit -k a b"
    deep = machine.run("test", "--deep")
    seed = deep.stderr.split("Zufallssaat ")[1].split(" ")[0]
    assert f"--hypothesis-seed={seed}" in deep.stdout
    assert "--randomly-seed=7 " in machine.run("test", "--deep", "--seed", "7").stdout


def test_the_help_names_every_command() -> None:
    result = subprocess.run(  # noqa: S603 - the script under test
        [str(ROOT / "run"), "help"], capture_output=True, text=True, check=True
    )
    for command in ("setup", "test", "check", "bench", "lock", "--deep"):
        assert command in result.stdout
