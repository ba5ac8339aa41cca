"""Made-up packages in the layout of the official ones."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

PLUMBER = "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001"
SEWER = "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000002"
PIPES = "http://data.europa.eu/esco/skill/00000000-0000-4000-8000-00000000000a"
PLUMBER_ID = "esco:00000000-0000-4000-8000-000000000001"
SEWER_ID = "esco:00000000-0000-4000-8000-000000000002"
PIPES_ID = "esco:00000000-0000-4000-8000-00000000000a"

LABELS = {
    "de": ("Rohrmeister/Rohrmeisterin", "Leitungsfachmann\nWasserschlosser", "Zelttuchnäher", "Rohre biegen"),
    "ar": ("سباك", "عامل أنابيب", "خياط الخيام", "ثني الأنابيب"),
    "pl": ("hydraulik", "", "krawiec", "gięcie rur"),
}


def table(rows: Iterable[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as the text of a table."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def esco_tables(language: str) -> dict[str, str]:
    """The files of one language's package."""
    plumber, others, sewer, pipes = LABELS[language]
    return {
        f"occupations_{language}.csv": table(
            [
                (
                    "conceptType",
                    "conceptUri",
                    "iscoGroup",
                    "preferredLabel",
                    "altLabels",
                    "hiddenLabels",
                    "status",
                ),
                ("Occupation", PLUMBER, "7126", plumber, others, "", "released"),
                ("Occupation", SEWER, "7533", sewer, "", "", "released"),
                ("Occupation", PLUMBER[:-1] + "9", "7126", "Alter Eintrag", "", "", "obsolete"),
            ]
        ),
        f"skills_{language}.csv": table(
            [
                ("conceptType", "conceptUri", "skillType", "preferredLabel", "altLabels", "status"),
                ("KnowledgeSkillCompetence", PIPES, "skill/competence", pipes, "", "released"),
            ]
        ),
        f"ISCOGroups_{language}.csv": table(
            [("conceptType", "conceptUri", "code", "preferredLabel"), ("ISCOGroup", "uri", "7126", "x")]
        ),
        f"occupationSkillRelations_{language}.csv": table(
            [
                ("occupationUri", "relationType", "skillType", "skillUri"),
                (PLUMBER, "essential", "skill/competence", PIPES),
                (SEWER, "optional", "skill/competence", PIPES),
                (PLUMBER, "essential", "knowledge", PIPES[:-1] + "f"),
            ]
        ),
        f"greenSkillsCollection_{language}.csv": "not,needed\n",
    }


def esco_folder(at: Path, *languages: str, version: str = "1.2.0") -> Path:
    """An unpacked package of several languages."""
    folder = at / f"ESCO dataset - v{version} - classification - {'-'.join(languages)} - csv"
    folder.mkdir()
    for language in languages:
        for name, text in esco_tables(language).items():
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def esco_archive(at: Path, language: str, version: str = "1.2.0") -> Path:
    """A package as it is downloaded."""
    name = f"ESCO dataset - v{version} - classification - {language} - csv"
    file = at / f"{name}.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner, text in esco_tables(language).items():
            archive.writestr(f"{name}/{inner}", text)
    return file


def kldb_rows() -> list[Sequence[str]]:
    """The classification itself: codes of all levels, zeros in front lost on the way."""
    return [
        ("Schlüssel KldB 2010, V. 2020", "Ebene", "Titel", "Kurztitel", "Einschlüsse"),
        ("2", "1", "Fertigung", "Fertigung", ""),
        ("26", "2", "Elektro und Mechatronik", "Elektro", ""),
        ("2621", "4", "Bauelektrik", "Bauelektrik", ""),
        ("26212", "5", "Bauelektrik - Fachkraft", "Bauelek. FK", "Leitungen ziehen"),
        ("24422", "5", "Schweißtechnik - Fachkraft", "Schweiß. FK", ""),
        ("34212", "5", "Sanitärtechnik - Fachkraft", "Sanitär. FK", ""),
        ("1104", "5", "Führungskräfte", "Führung", ""),
    ]
