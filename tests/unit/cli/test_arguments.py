"""The command line's words and exit codes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from profiler import app
from profiler.cli.arguments import BadUsage, parse
from profiler.errors import (
    EXIT_ENVIRONMENT,
    EXIT_FINDINGS,
    EXIT_INTERRUPTED,
    EXIT_NOBODY_READS,
    EXIT_OUR_FAULT,
    EXIT_USAGE,
    ErrorCode,
    WorldError,
)
from profiler.gui.parts import GuiParts
from profiler.vault.keys import FileKeyStore


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


def test_the_language_that_tries_translations_is_taken_and_not_offered() -> None:
    assert parse(["--client-lang", "qps"]).client_lang == "qps"
    assert parse(["demo", "--out", "x", "--client-lang", "qps"]).client_lang == "qps"
    with pytest.raises(BadUsage) as said:
        parse(["--client-lang", "klingonisch"])
    assert "qps" not in str(said.value)
    with pytest.raises(BadUsage):
        parse(["forms", "po", "update", "--lang", "qps"])


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["--bogus"], "Unbekannte Angabe: --bogus"),
        (["demo"], "Es fehlt: --out"),
        (["demo", "--out"], "hier fehlt ein Wert"),
        (["tanzen"], "nicht bekannt: 'tanzen'"),
        (["--client-lang", "klingonisch"], "Sprache „klingonisch“ ist nicht bekannt"),
        (["--now", "gestern"], "keine gültige Zeit"),
        (["--now", "0001-01-01T00:00"], "keine gültige Zeit"),
        (["demo", "--out", "x", "--now", "9999-12-31T23:59"], "keine gültige Zeit"),
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


def test_ctrl_c_ends_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(app._COMMANDS, "rules", interrupted)
    assert said("rules", "check") == (EXIT_INTERRUPTED, "", "Abgebrochen.\n")


def test_a_reader_who_left_gets_no_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(*_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setitem(app._COMMANDS, "rules", unread)
    assert said("rules", "check") == (EXIT_NOBODY_READS, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_screen_the_window_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, _, err = said("gui")
    assert code == EXIT_ENVIRONMENT
    assert "profiler demo --out" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("argv", "practice"), [([], False), (["--practice"], True), (["--now", "2026-01-01T10:00"], True)]
)
def test_a_clock_that_was_set_never_starts_a_vault_for_real_people(
    argv: list[str], practice: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from profiler.gui import main  # only this test needs the window's room

    started: list[GuiParts] = []

    def look(parts: GuiParts) -> int:
        started.append(parts)
        return 0

    monkeypatch.setattr(main, "run_gui", look)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert said("gui", "--data", str(tmp_path), *argv)[0] == 0
    (parts,) = started
    assert parts.practice is practice
    assert isinstance(parts.desk.keys, FileKeyStore)
    assert parts.desk.keys.practice is practice
