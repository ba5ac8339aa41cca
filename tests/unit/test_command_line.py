"""The whole command line from its words to exit code and sentence; no traceback reaches anybody."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from profiler import app, errors
from tests.silence import LogWatch


def ask(*words: str) -> tuple[int, str, str]:
    """Exit code, output and error output."""
    out, err = io.StringIO(), io.StringIO()
    code = app.run(words, out, err)
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return code, out.getvalue(), err.getvalue()


def test_an_unknown_option_says_which_and_where_help_is() -> None:
    code, _, said = ask("--fenster")
    assert code == errors.EXIT_USAGE
    assert "Unbekannte Angabe: --fenster" in said
    assert "profiler --help" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("gui", "--now", "gestern"), "keine gültige Zeit"),
        (("gui", "--client-lang", "xx"), "ist nicht bekannt"),
        (("demo",), "Es fehlt: --out"),
        (("demo", "--out", "x", "--persona", "niemand"), "Beispielperson „niemand“ ist nicht bekannt"),
        (("tanzen",), "nicht bekannt"),
    ],
)
def test_words_that_make_no_sense_get_a_german_sentence(words: tuple[str, ...], sentence: str) -> None:
    code, _, said = ask(*words)
    assert code == errors.EXIT_USAGE
    assert sentence in said


def test_a_folder_that_cannot_be_written_is_the_environments_fault(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("in the way", encoding="utf-8")
    code, _, said = ask("demo", "--out", str(place / "below"))
    assert code == errors.EXIT_ENVIRONMENT
    assert "anderen Ordner" in said


def test_shipped_forms_and_rules_have_no_mistakes() -> None:
    for words in (("forms", "build"), ("forms", "check"), ("rules", "check")):
        code, told, _ = ask(*words)
        assert code == errors.EXIT_OK, told
        assert told.strip()


def test_an_installed_copy_proves_itself() -> None:
    code, told, _ = ask("self-test", "--json")
    assert code == errors.EXIT_OK, told
    assert all(proof["holds"] for proof in json.loads(told))


def test_our_own_fault_is_one_sentence_and_a_log_line_without_details(
    monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    def broken(words: object) -> None:
        raise RuntimeError("Yusuf Al-Khatib")

    log_watch.expect("RuntimeError")
    monkeypatch.setattr(app, "parse", broken)
    code, told, said = ask("gui")
    assert code == errors.EXIT_OUR_FAULT
    assert "Yusuf" not in told + said
    assert len(said.splitlines()) <= 2
