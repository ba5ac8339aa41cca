"""The commands that take in official classifications and search them."""

from __future__ import annotations

import io
from pathlib import Path

from profiler.app import run
from profiler.errors import EXIT_FINDINGS, EXIT_OK
from tests.unit.classifications.packages import esco_archive, esco_folder, kldb_rows, table


def said(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    code = run(["classifications", *words], out, err)
    return code, out.getvalue() + err.getvalue()


def test_an_import_says_what_is_there_and_whose_it_is(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    code, text = said("import", str(esco_folder(tmp_path, "de", "ar", "pl")), "--data", data)
    assert code == EXIT_OK
    assert "ESCO 1.2.0: 2 Berufe und 1 Fähigkeiten in 2 Sprachen (ar, de) eingelesen." in text
    assert "spricht: pl" in text
    assert "Europäischen Kommission" in text
    assert "und" in text.split("stehen nicht in der Tabelle")[1], "long lists of doubts are cut"
    code, text = said("search", "سباك", "--lang", "ar", "--data", data)
    assert "Rohrmeister/Rohrmeisterin\tسباك\tISCO 7126" in text


def test_german_is_asked_for_and_an_older_version_is_named(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    _code, text = said("import", str(esco_archive(tmp_path, "ar", "1.1.2")), "--data", data)
    assert "Lesen Sie auch das deutsche Paket ein" in text
    _code, text = said("import", str(esco_archive(tmp_path, "de")), "--data", data)
    assert "Die Fassung 1.1.2, die vorher da war, wurde ersetzt." in text


def test_a_part_of_the_kldb_proves_no_code_wrong(tmp_path: Path) -> None:
    file = tmp_path / "kldb.csv"
    file.write_text(table(kldb_rows(), ";"), encoding="utf-8")
    code, text = said("import", str(file), "--data", str(tmp_path / "data"))
    assert code == EXIT_OK
    assert "KldB 2010: 4 Berufsgattungen eingelesen." in text
    assert "nicht verglichen" in text
    assert "Bundesagentur" in text


def test_a_wrong_file_is_answered_with_two_sentences(tmp_path: Path) -> None:
    code, text = said("import", str(tmp_path / "weg.zip"), "--data", str(tmp_path))
    assert code == EXIT_FINDINGS
    assert (
        text == "„weg.zip“ lässt sich nicht einlesen: Diese Datei gibt es nicht. Es wurde nichts verändert.\n"
    )


def test_the_search_shows_codes_and_says_so_when_nothing_fits(tmp_path: Path) -> None:
    code, text = said("search", "Strom", "verlegen", "--data", str(tmp_path))
    assert code == EXIT_OK
    assert "ISCO 7411 · KldB 26212" in text
    assert said("search", "Nähen", "--skills", "--data", str(tmp_path))[1].startswith("naehen\t")
    assert said("search", "xylophagie", "--data", str(tmp_path)) == (EXIT_FINDINGS, "Nichts gefunden.\n")
