"""Fetches the fonts named in `resources/fonts.csv` from their Debian packages, each checked by its hash."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

EXIT_ENVIRONMENT = 5


class FetchError(Exception):
    """A font cannot be had; the message is a German sentence for the person at the desk."""


@dataclass(frozen=True)
class Font:
    """One row of the manifest: a file and the place it comes from."""

    file: str
    package: str
    path_in_package: str
    licence: str
    sha256: str


def read_manifest(manifest: Path) -> list[Font]:
    """Reads the columns that matter here; the others (family, scripts, languages) serve the documents.

    Raises:
        FetchError: a row names a file outside the font folder or carries no hash.
    """
    with manifest.open(encoding="utf-8", newline="") as stream:
        rows = [
            Font(row["file"], row["package"], row["path_in_package"], row["licence"], row["sha256"].lower())
            for row in csv.DictReader(stream)
        ]
    for font in rows:
        if Path(font.file).name != font.file or len(font.sha256) != 64:
            raise FetchError(f"Die Schriftenliste {manifest.name} ist fehlerhaft bei „{font.file}“.")
    return rows


def sha256_of(file: Path) -> str:
    """Hash of a file as lower-case hex."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def download(package: str, folder: Path) -> Path:
    """Downloads one Debian package without administrator's rights and returns the file.

    On a machine whose package lists were never loaded they are loaded into the work folder.

    Raises:
        FetchError: no package manager, no network, or the package does not exist.
    """
    if shutil.which("apt-get") is None:
        raise FetchError(
            "Zum Laden der Schriften wird apt-get gebraucht; dieses System wird nicht unterstützt."
        )
    own_lists = [
        f"-oDir::State::Lists={folder / 'lists'}",
        f"-oDir::Cache={folder / 'cache'}",
    ]
    if not _apt(["download", package], folder):
        for name in ("lists/partial", "cache/archives/partial"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        if not (_apt([*own_lists, "update"], folder) and _apt([*own_lists, "download", package], folder)):
            raise FetchError(
                f"Das Schriftenpaket {package} ließ sich nicht laden. Besteht eine Verbindung ins Netz?"
            )
    found = sorted(folder.glob(f"{package}_*.deb"))
    if not found:
        raise FetchError(f"Das Schriftenpaket {package} ließ sich nicht laden.")
    return found[-1]


def _apt(arguments: list[str], folder: Path) -> bool:
    """Runs apt-get in `folder`; its output goes to the log of the set-up."""
    # As root, apt would step down to a user who may not write into the work folder.
    options = ["-q", "-oAcquire::Retries=2", "-oAPT::Sandbox::User=root"]
    command = ["apt-get", *options, *arguments]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode == 0  # noqa: S603 - fixed command


def unpack(archive: Path, folder: Path) -> None:
    """Unpacks a Debian package without installing it.

    Raises:
        FetchError: the archive is damaged.
    """
    result = subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=False)  # noqa: S603, S607 - fixed command
    if result.returncode != 0:
        raise FetchError(f"Das Schriftenpaket {archive.name} ist beschädigt.")


def fetch(manifest: Path, target: Path) -> int:
    """Brings `target` to the state of the manifest and returns how many files were fetched.

    A file that is there with the right hash is left alone. A file with the wrong hash never
    reaches `target`. The licence text of each package is kept beside its fonts.

    Raises:
        FetchError: see `download`, `unpack`; also a missing file or a wrong hash.
    """
    wanted: dict[str, list[Font]] = defaultdict(list)
    for font in read_manifest(manifest):
        file = target / font.file
        whole = file.is_file() and sha256_of(file) == font.sha256
        if not (whole and _notice(font.package, target).is_file()):
            wanted[font.package].append(font)
    target.mkdir(parents=True, exist_ok=True)
    for package, fonts in sorted(wanted.items()):
        with tempfile.TemporaryDirectory(prefix="profiler-fonts-") as name:
            work = Path(name)
            content = work / "content"
            content.mkdir()
            unpack(download(package, work), content)
            for font in fonts:
                _keep(font, content, target)
            _keep_licence(package, content, target)
    return sum(len(fonts) for fonts in wanted.values())


def _keep(font: Font, content: Path, target: Path) -> None:
    source = content / font.path_in_package.lstrip("/")
    if not source.is_file():
        raise FetchError(f"Im Paket {font.package} fehlt die Schrift {font.file}.")
    found = sha256_of(source)
    if found != font.sha256:
        raise FetchError(
            f"Die Schrift {font.file} ist nicht die erwartete: "
            f"Prüfsumme {found[:12]}… statt {font.sha256[:12]}…"
        )
    partial = target / f"{font.file}.part"
    shutil.copyfile(source, partial)
    partial.replace(target / font.file)


def _keep_licence(package: str, content: Path, target: Path) -> None:
    """Keeps Debian's copyright file, which carries the full OFL text, as `<package>.OFL.txt`."""
    notice = content / "usr/share/doc" / package / "copyright"
    if not notice.is_file():
        raise FetchError(f"Im Paket {package} fehlt der Lizenztext.")
    shutil.copyfile(notice, _notice(package, target))


def _notice(package: str, target: Path) -> Path:
    return target / f"{package}.OFL.txt"


def main(arguments: list[str]) -> int:
    """Entry: `fetch_fonts.py MANIFEST TARGET`; the last line of the error output is the reason."""
    try:
        count = fetch(Path(arguments[0]), Path(arguments[1]))
    except FetchError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_ENVIRONMENT
    except OSError as error:
        sys.stderr.write(f"Die Schriften ließen sich nicht ablegen ({error.strerror}).\n")
        return EXIT_ENVIRONMENT
    sys.stderr.write(f"{count} Schriften geladen.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
