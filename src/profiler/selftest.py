"""What an installed copy proves about itself: fonts, texts, forms, vault, and one paper per script."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TextIO

from profiler import paths
from profiler.casework import explain
from profiler.casework.unlocking import DeskParts
from profiler.cli.demo import DemoRun, demonstrate
from profiler.cli.personas import read_personas
from profiler.errors import EXIT_FINDINGS, EXIT_OK, ErrorCode, OurFault, WorldError
from profiler.ports.paper import Handout
from profiler.ports.store import OutputForm

_EARLIEST = date(2026, 1, 1)
"""No copy of this program is older; a clock before it is wrong."""


@dataclass(frozen=True)
class Proof:
    """One thing that was tried: its German name, whether it held, and what to do if not."""

    name: str
    holds: bool
    remark: str


class _CountingSink:
    """Takes papers and keeps only their number."""

    def __init__(self) -> None:
        self.taken = 0

    @property
    def form(self) -> OutputForm:
        return OutputForm.DATEI

    def deliver(self, handout: Handout) -> None:
        if not handout.content.startswith(b"%PDF-"):
            raise OurFault("a paper that is no PDF")
        self.taken += 1


def run_self_test(parts: DeskParts, out: TextIO, *, as_json: bool = False) -> int:
    """Try everything and report it in German or as JSON.

    Returns:
        0 if all holds, 1 if anything does not.
    """
    proofs = [
        _prove("Schriften", _fonts),
        _prove("Uhr", lambda: _clock(parts.clock.today())),
        _prove("Formulare, Regeln und Texte", lambda: _content(parts)),
        _prove("Tresor, Freigabe und Papiere in jeder Schrift", lambda: _papers(parts)),
    ]
    if as_json:
        out.write(json.dumps([asdict(proof) for proof in proofs], ensure_ascii=False, indent=2) + "\n")
    else:
        for proof in proofs:
            out.write(f"{'in Ordnung' if proof.holds else 'FEHLER':>10}  {proof.name}: {proof.remark}\n")
    return EXIT_OK if all(proof.holds for proof in proofs) else EXIT_FINDINGS


def _prove(name: str, attempt: Callable[[], str]) -> Proof:
    try:
        return Proof(name, True, attempt())
    except WorldError as error:
        return Proof(name, False, str(explain.sentence(error)))
    except Exception as fault:  # noqa: BLE001 - a self-test reports every fault instead of stopping at it
        return Proof(name, False, f"unerwarteter Fehler ({type(fault).__name__})")


def _fonts() -> str:
    with (paths.resources_folder() / "fonts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        font = paths.fonts_folder() / row["file"]
        if not font.is_file() or hashlib.sha256(font.read_bytes()).hexdigest() != row["sha256"]:
            raise WorldError(ErrorCode.FONTS_MISSING)
    return f"{len(rows)} Dateien, Prüfsummen stimmen"


def _clock(today: date) -> str:
    if today < _EARLIEST:
        raise OurFault("the clock is wrong")
    return today.strftime("%d.%m.%Y")


def _content(parts: DeskParts) -> str:
    content = parts.content(None)
    languages = ", ".join(content.translator.languages)
    return f"{len(content.forms)} Formulare, {len(content.rules)} Regeln, Sprachen {languages}"


def _papers(parts: DeskParts) -> str:
    personas = read_personas(paths.resources_folder() / "personas")
    persona = next(iter(personas.values()))
    sink = _CountingSink()
    runs = [DemoRun(persona, language) for language in parts.content(None).translator.languages]
    demonstrate(parts, runs, lambda run: sink)
    return f"{sink.taken} Papiere"
