"""Every paper of the demonstration, from the real vault to the real page."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest

from profiler import app, paths
from profiler.cli.demo import DemoRun, demonstrate
from profiler.cli.personas import Persona, read_personas
from profiler.clock import FixedClock
from profiler.exchange.file_sink import FileSink
from profiler.languages.tags import language
from tests.depth import DEEP
from tests.fakes.desks import MORNING

LANGUAGES = ("de", "en", "ar", "uk", "ti")
PERSONAS = ("elektriker", "jugendlicher", "krankenschwester", "schneider", "schweisser")
RUNS = [(persona, code) for persona in PERSONAS for code in LANGUAGES] if DEEP else [
    ("elektriker", "ar"),
    ("jugendlicher", "ti"),
    ("krankenschwester", "uk"),
    ("schneider", "en"),
    ("schweisser", "de"),
]  # fmt: skip
KINDS = ("freigabe", "profilbogen", "laufzettel", "eigene-kopie")

_TITLE = {
    "ar": "نسختي",
    "uk": "Мій примірник",
    "en": "My copy",
    "de": "Mein Exemplar",
}


@pytest.fixture(scope="module")
def personas() -> dict[str, Persona]:
    return dict(read_personas(paths.resources_folder() / "personas"))


def _read(pdf: Path) -> str:
    poppler = shutil.which("pdftotext")
    assert poppler, "apt install poppler-utils"
    found = subprocess.run([poppler, str(pdf), "-"], check=True, capture_output=True)  # noqa: S603 - our own file
    return unicodedata.normalize("NFC", found.stdout.decode())


@pytest.mark.parametrize(("name", "code"), RUNS)
def test_four_kinds_of_papers_are_sound_and_readable(
    personas: dict[str, Persona], name: str, code: str, tmp_path: Path
) -> None:
    parts = app.desk_parts(FixedClock(MORNING), practice=True)
    persona = personas[name]
    names = demonstrate(parts, [DemoRun(persona, code)], lambda run: FileSink(tmp_path))
    assert {kind for kind in KINDS if any(written.startswith(kind) for written in names)} == set(KINDS)
    qpdf = shutil.which("qpdf")
    assert qpdf, "apt install qpdf"
    for written in names:
        subprocess.run([qpdf, "--check", str(tmp_path / written)], check=True, capture_output=True)  # noqa: S603 - our own file
    told = {edit["question"]: edit.get("value", "") for edit in persona.edits if edit["op"] == "set"}
    copy = _read(next(tmp_path.glob("eigene-kopie*-0001.pdf")))
    assert told["family_name"] in copy
    assert unicodedata.normalize("NFC", told["name_original"]) in copy
    if code in _TITLE:
        assert _TITLE[code] in copy
    if code != "de":
        assert language(code).own_name in copy
    slip = _read(next(tmp_path.glob("laufzettel*")))
    assert re.search(r"[A-Z]+-2026-0001", slip)
    for benefit in ("SGB II", "AsylbLG", "§ 2"):
        assert benefit not in slip, "a slip names neither status nor benefit"
