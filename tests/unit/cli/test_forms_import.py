"""`profiler forms import` and `profiler forms export`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from profiler.app import run
from profiler.forms.county import read_merged
from profiler.forms.spreadsheet.tables import table_texts
from profiler.languages.names import codes_by_name
from profiler.paths import forms_folder
from tests.unit.forms.broken_workbooks import workbook


def call(*words: str | Path) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    return run([str(word) for word in words], out, err), out.getvalue() + err.getvalue()


def test_a_shipped_form_goes_out_and_comes_back(tmp_path: Path) -> None:
    code, told = call("forms", "export", "kompetenz", "-o", tmp_path / "k.xlsx")
    assert (code, "ar (" in told) == (0, True)
    code, told = call("forms", "import", tmp_path / "k.xlsx", "--to", tmp_path / "kompetenz")
    assert code == 0
    assert "Hinweis" not in told
    shipped = table_texts(read_merged(forms_folder() / "kompetenz", None).source)
    for table, text in shipped.items():
        assert (tmp_path / "kompetenz" / table).read_text(encoding="utf-8") == text


def test_what_was_changed_is_told_line_by_line(tmp_path: Path) -> None:
    rows = [["type", "name", "label"], ["geopoint", "a", "Wo?"], ["select_one_from_file t.csv", "b", "Wo?"]]
    file = workbook(tmp_path / "kreis.xlsx", {"survey": rows})
    code, told = call("forms", "import", file, "--to", tmp_path / "neu")
    assert code == 1
    assert "Hinweis: survey, Zeile 2: „a“: Die Frage (geopoint) wurde weggelassen" in told
    assert "Fehlt: t.csv." in told
    assert "Nennen Sie ihn „kreis“" in told
    assert told.rstrip().endswith(f"kreis: 1 Fragen; liegt in {tmp_path / 'neu'}.")


def test_without_german_the_author_is_asked(tmp_path: Path) -> None:
    rows = [["type", "name", "label::English"], ["text", "a", "What?"]]
    file = workbook(tmp_path / "kreis.xlsx", {"survey": rows})
    code, told = call("forms", "import", file, "--to", tmp_path / "kreis")
    assert (code, "English" in told, "--source-language" in told) == (1, True, True)
    assert not (tmp_path / "kreis").exists()
    code, _ = call("forms", "import", file, "--to", tmp_path / "kreis", "--source-language", "en")
    assert code == 0
    code, told = call("forms", "export", tmp_path / "kreis", "-o", tmp_path / "k.xlsx")
    assert (code, told) == (0, f"kreis: {tmp_path / 'k.xlsx'}\n")


@pytest.mark.parametrize(
    ("form", "target", "expected"),
    [("nowhere", "x.xlsx", "„nowhere“"), ("kompetenz", "x.csv", ".xlsx")],
)
def test_what_cannot_be_written_is_bad_usage(tmp_path: Path, form: str, target: str, expected: str) -> None:
    code, told = call("forms", "export", form, "-o", tmp_path / target)
    assert (code, expected in told) == (2, True)


def test_languages_are_known_by_many_names() -> None:
    known = codes_by_name()
    wanted = {
        "arabisch": "ar",
        "arabic": "ar",
        "العربية": "ar",
        "dari": "fa_AF",
        "kurmanji": "ku",
        "de": "de",
    }
    assert {name: known[name] for name in wanted} == wanted
