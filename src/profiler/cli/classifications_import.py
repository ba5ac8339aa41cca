"""`profiler classifications import`: takes in ESCO or the KldB as somebody downloaded it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, TextIO

from profiler.classifications.catalogue import ESCO, KLDB
from profiler.classifications.importing import FULL_KLDB, Imported, import_classification
from profiler.errors import EXIT_OK
from profiler.languages.tags import LANGUAGES

_NOTES: Final = {
    ESCO: "Quelle: ESCO, die Klassifikation der Europäischen Kommission. Die Weiterverwendung ist erlaubt, "
    "wenn die Quelle genannt wird (Beschluss 2011/833/EU). Auswahl und Verknüpfung stammen von diesem "
    "Programm; die Kommission ist dafür nicht verantwortlich.",
    KLDB: "Quelle: Klassifikation der Berufe 2010 der Bundesagentur für Arbeit. Die Tabelle bleibt in Ihrem "
    "Ordner; bitte geben Sie sie nur nach deren Bedingungen weiter.",
}
_MOST_DOUBTS: Final = 20


def run_import(source: Path, shipped: Path, imported: Path, today: date, out: TextIO) -> int:
    """Read and keep what was downloaded, and say what is there now.

    Raises:
        WorldError: CLASSIFICATION_INVALID, DISK_FULL, NO_ACCESS.
    """
    # ESCO names languages by two letters; Dari is not among its languages.
    languages = {language.code: language.code for language in LANGUAGES if "_" not in language.code}
    done = import_classification(source, imported, shipped, languages, today)
    out.write(f"{_summary(done)}\n")
    if done.replaced:
        out.write(f"Die Fassung {done.replaced}, die vorher da war, wurde ersetzt.\n")
    if done.skipped:
        out.write(f"Nicht übernommen, weil das Programm sie nicht spricht: {', '.join(done.skipped)}.\n")
    if done.source == ESCO and "de" not in done.languages:
        out.write("Deutsche Bezeichnungen fehlen noch. Lesen Sie auch das deutsche Paket ein.\n")
    if done.source == KLDB and not done.complete:
        out.write(
            f"Weniger als {FULL_KLDB} Berufsgattungen sind ein Teil; die Kurzliste wurde nicht verglichen.\n"
        )
    _tell_doubts(done, out)
    out.write(f"{_NOTES[done.source]}\n")
    return EXIT_OK


def _summary(done: Imported) -> str:
    version = f" {done.version}" if done.version else ""
    if done.source == KLDB:
        return f"KldB 2010: {done.occupations} Berufsgattungen eingelesen."
    return (
        f"ESCO{version}: {done.occupations} Berufe und {done.skills} Fähigkeiten in "
        f"{len(done.languages)} Sprachen ({', '.join(done.languages)}) eingelesen."
    )


def _tell_doubts(done: Imported, out: TextIO) -> None:
    if not done.complete:
        return
    name = "KldB" if done.source == KLDB else "ISCO-08"
    if not done.doubts:
        out.write(f"Alle Codes der Kurzliste ({name}) stehen in der Tabelle.\n")
        return
    out.write(f"{len(done.doubts)} Codes der Kurzliste ({name}) stehen nicht in der Tabelle:\n")
    for doubt in done.doubts[:_MOST_DOUBTS]:
        out.write(f"  {doubt.code}  {doubt.label} ({doubt.concept_id})\n")
    if len(done.doubts) > _MOST_DOUBTS:
        out.write(f"  und {len(done.doubts) - _MOST_DOUBTS} weitere\n")
