"""The command line's words and exit codes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from profiler import app
from profiler.cli.arguments import BadUsage, parse
from profiler.errors import EXIT_FINDINGS, EXIT_OUR_FAULT, EXIT_USAGE, ErrorCode, WorldError


def said(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return app.run(argv, out, err), out.getvalue(), err.getvalue()


@pytest.mark.parametrize("argv", [[], ["--data", "x"], ["gui", "--data", "x"], ["--client-lang", "ar"]])
def test_no_command_means_the_window(argv: list[str]) -> None:
    assert parse(argv).command == "gui"


def test_the_window_takes_its_options() -> None:
    words = ["--data", "d", "--lang", "de", "--client-lang", "ti", "--now", "2026-01-01T10:00"]
    arguments = parse([*words, "--ready-file", "r"])
    assert (arguments.data, arguments.client_lang, arguments.ready_file) == (Path("d"), "ti", Path("r"))
    assert arguments.now.hour == 10


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--bogus"], "Unbekannte Angabe: --bogus"),
        (["demo"], "Es fehlt: --out"),
        (["demo", "--out"], "hier fehlt ein Wert"),
        (["tanzen"], "nicht bekannt: 'tanzen'"),
        (["--client-lang", "klingonisch"], "Sprache „klingonisch“ ist nicht bekannt"),
        (["--now", "gestern"], "keine gültige Zeit"),
        (["forms", "paint"], "nicht bekannt: 'paint'"),
    ],
)
def test_what_is_not_understood_gets_a_german_sentence(argv: list[str], sentence: str) -> None:
    with pytest.raises(BadUsage, match="(?i)" + sentence.replace("(", r"\(").replace("'", ".")):
        parse(argv)
    code, out, err = said(*argv)
    assert code == EXIT_USAGE
    assert out == ""
    assert sentence in err
    assert "Traceback" not in err


def test_an_error_of_the_world_gives_its_exit_code_and_two_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise WorldError(ErrorCode.RULES_INVALID, file="rules.csv", line="7", rule="r07", reason="x")

    monkeypatch.setitem(app._COMMANDS, "rules", broken)
    code, _, err = said("rules", "check")
    assert code == EXIT_FINDINGS
    assert "rules.csv, Zeile 7, Regel „r07“" in err


def test_our_fault_shows_no_traceback_and_no_personal_data(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, log_watch: object
) -> None:
    def broken(*_: object) -> int:
        raise ValueError("Yousef Al-Mansour")

    log_watch.expect("fault: ValueError")  # type: ignore[attr-defined]  # fixture type lives in tests.silence
    monkeypatch.setitem(app._COMMANDS, "rules", broken)
    code, _, err = said("rules", "check")
    assert code == EXIT_OUR_FAULT
    assert "Traceback" not in err
    assert "Mansour" not in err + caplog.text
