"""House rules no ready-made tool knows; each complaint says where, what, and what to do instead."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Written in two halves, so that this list does not complain about itself.
PACKAGE_HOSTS = tuple(
    head + tail
    for head, tail in (
        ("pypi", ".org"),
        ("python", "hosted.org"),
        ("registry.npm", "js.org"),
        ("npm", "mirror.com"),
        ("proxy.golang", ".org"),
        ("crates", ".io"),
        ("conda.", "anaconda.org"),
    )
)
GPL_QT_MODULES = ("Charts", "Graphs", "GraphsWidgets", "DataVisualization", "VirtualKeyboard", "NetworkAuth")
ONE_NOTICE_WORDS = re.compile(r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[))")
LONG_MODULE = 400
NOT_OURS = {
    ".git",
    ".venv",
    "build",
    "dist",
    "fonts",
    "demo-output",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
}
TEXT_SUFFIXES = {
    "",
    ".py",
    ".md",
    ".txt",
    ".toml",
    ".in",
    ".csv",
    ".po",
    ".pot",
    ".yaml",
    ".yml",
    ".sh",
    ".svg",
}


def tracked_files(root: Path = ROOT) -> list[Path]:
    """Text files that are part of the repository (or would be with the next commit)."""
    files = _listed_by_git(root)
    if files is None:  # an unpacked archive, or a machine without git
        files = [file for file in root.rglob("*") if not NOT_OURS & set(file.relative_to(root).parts)]
    return [file for file in sorted(files) if file.suffix in TEXT_SUFFIXES and file.is_file()]


def _listed_by_git(root: Path) -> list[Path] | None:
    git = shutil.which("git")
    if git is None:
        return None
    listed = subprocess.run(  # noqa: S603 - fixed command
        [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        return None
    return [root / name for name in listed.stdout.decode().split("\0") if name]


def package_hosts(text: str) -> list[str]:
    """Hosts of package registries named in the text: offices use mirrors, so no host is written down."""
    return [host for host in PACKAGE_HOSTS if host in text.lower()]


def gpl_qt_modules(text: str) -> list[str]:
    """GPL-only Qt modules the text imports; Profiler uses Qt under the LGPL."""
    return [
        f"Qt{module}"
        for module in GPL_QT_MODULES
        if re.search(
            rf"^\s*(?:(?:import|from) PySide6\.Qt{module}\b|from PySide6 import .*\bQt{module}\b)",
            text,
            flags=re.MULTILINE,
        )
    ]


def silenced_without_code(text: str) -> bool:
    """A silenced complaint of ruff or mypy names its code; ruff cannot say that of `type: ignore`."""
    return bool(ONE_NOTICE_WORDS.search(text))


def locked_versions(lock: str) -> dict[str, str]:
    """Name and version of each library in a lock file."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE))


def lock_complaints(runtime: str, dev: str, declared: list[str]) -> list[str]:
    """The two lock files agree, and hold each declared library."""
    run, test = locked_versions(runtime), locked_versions(dev)
    complaints = [
        f"{name}: requirements.txt {version}, requirements-dev.txt {test.get(name, 'nichts')} (./run lock)"
        for name, version in run.items()
        if test.get(name) != version
    ]
    names = {re.split(r"[\[<>=!~; ]", requirement)[0].lower().replace("_", "-") for requirement in declared}
    return complaints + [
        f"requirements.txt: {name} fehlt (./run lock)" for name in sorted(names - run.keys())
    ]


def complaints(root: Path = ROOT) -> list[str]:
    """All complaints about the files of the repository."""
    found: list[str] = []
    for file in tracked_files(root):
        text = file.read_text(encoding="utf-8", errors="replace")
        name = file.relative_to(root).as_posix()
        found += [f"{name}: nennt {host}" for host in package_hosts(text)]
        if file.suffix == ".py":
            found += [f"{name}: {module} steht nur unter der GPL" for module in gpl_qt_modules(text)]
            if silenced_without_code(text):
                found.append(f"{name}: eine stummgeschaltete Meldung nennt ihren Code nicht")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found += lock_complaints(
        (root / "requirements.txt").read_text(encoding="utf-8"),
        (root / "requirements-dev.txt").read_text(encoding="utf-8"),
        project["dependencies"],
    )
    return found


def long_modules(root: Path = ROOT) -> list[str]:
    """Modules that have grown beyond the size one reads in one go: a remark, not a fault."""
    sizes = {
        file: len(file.read_text(encoding="utf-8").splitlines()) for file in (root / "src").rglob("*.py")
    }
    return [
        f"{file.relative_to(root)} hat {lines} Zeilen"
        for file, lines in sorted(sizes.items())
        if lines > LONG_MODULE
    ]


def main() -> int:
    """Entry: complaints fail, remarks do not."""
    for remark in long_modules():
        sys.stdout.write(f"Hinweis: {remark}\n")
    found = complaints()
    for complaint in found:
        sys.stdout.write(f"{complaint}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
