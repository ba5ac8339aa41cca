"""`profiler export` and `profiler import` on a vault that the command line unlocks."""

from __future__ import annotations

import getpass
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from profiler import app
from profiler.casework.hand_over import who_got_what
from profiler.casework.unlocking import DeskParts, first_start, unlock
from profiler.clock import FixedClock
from profiler.errors import EXIT_FINDINGS, EXIT_OK, EXIT_USAGE, EXIT_VAULT
from profiler.exchange.openrosa import OpenRosa
from profiler.records.people import PeopleQuery
from tests.fakes.desks import MORNING, MUSTERSTADT, PASSWORD, desk_parts_on_fakes, told_person


class Vault:
    """A vault with one person in it, and the command line in front of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, *, practice: bool) -> None:
        self.folder = folder
        self.parts: DeskParts = replace(desk_parts_on_fakes(FixedClock(MORNING)), exchange=OpenRosa())
        opened = first_start(self.parts, folder, MUSTERSTADT, "M. Berger", PASSWORD, practice=practice)
        person = told_person(opened.desk)
        self.case_number, self.record_id = person.case_number, person.record_id
        (self.slot,) = self.parts.keys.slots(folder)
        opened.desk.lock()
        monkeypatch.setattr(app, "desk_parts", lambda clock: self.parts)

    def run(self, *words: str, password: str | bytes = PASSWORD) -> tuple[int, str, str]:
        reading, writing = os.pipe()
        os.write(writing, password.encode() + b"\n" if isinstance(password, str) else password)
        os.close(writing)
        out, err = io.StringIO(), io.StringIO()
        argv = (*words, "--data", str(self.folder), "--password-fd", str(reading))
        return app.run(argv, out, err), out.getvalue(), err.getvalue()

    def names(self) -> list[str]:
        desk = unlock(self.parts, self.folder, self.slot.caseworker_id, PASSWORD).desk
        names = [line.name for line in desk.store.people(PeopleQuery()).lines]
        desk.lock()
        return names


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    return Vault(tmp_path / "vault", monkeypatch, practice=True)


def test_a_record_goes_out_logged_and_comes_in_as_another(vault: Vault, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, said, _ = vault.run("export", "--record", vault.case_number.lower(), "--out", str(out))
    (file,) = out.iterdir()
    assert (code, said) == (EXIT_OK, f"{file.name} liegt in {out}.\n")
    desk = unlock(vault.parts, vault.folder, vault.slot.caseworker_id, PASSWORD).desk
    assert [each.entry.document for each in who_got_what(desk, vault.record_id)] == ["submission"]
    desk.lock()
    code, said, _ = vault.run("import", str(file), "--client-lang", "ar")
    assert (code, vault.names()) == (EXIT_OK, ["Yousef Al-Mansour"] * 2)
    assert said.startswith(f"{file.name} ist jetzt der Vorgang ")


def test_what_was_not_taken_over_is_said(vault: Vault, tmp_path: Path) -> None:
    form = vault.parts.content(vault.folder).assessment
    file = tmp_path / "data.xml"
    file.write_text(f'<data id="{form.form_id}" version="{form.version}"><strange/></data>', encoding="utf-8")
    code, said, _ = vault.run("import", str(file), "--client-lang", "ar")
    assert code == EXIT_FINDINGS
    assert "/strange“ kennt das Formular nicht." in said


def test_a_case_that_is_not_there_is_not_found(vault: Vault, tmp_path: Path) -> None:
    code, said, complaint = vault.run("export", "--record", "LK-1", "--out", str(tmp_path / "out"))
    assert (code, said) == (EXIT_USAGE, "")
    assert complaint


def test_a_file_that_is_not_there_is_a_sentence(vault: Vault) -> None:
    code, _, complaint = vault.run("import", "nirgends.zip", "--client-lang", "ar")
    assert code != EXIT_OK
    assert complaint


def test_a_wrong_password_opens_nothing(vault: Vault, tmp_path: Path) -> None:
    words = ("export", "--record", vault.case_number, "--out", str(tmp_path / "out"))
    assert vault.run(*words, password="falsch")[0] == EXIT_VAULT
    assert vault.run(*words, password=b"\xff\n")[0] == EXIT_USAGE
    assert not (tmp_path / "out").exists()


def test_a_descriptor_that_is_closed_is_named(vault: Vault, tmp_path: Path) -> None:
    err = io.StringIO()
    words = ["export", "--record", "x", "--out", str(tmp_path), "--data", str(vault.folder)]
    assert app.run([*words, "--password-fd", "9999"], io.StringIO(), err) == EXIT_USAGE
    assert "--password-fd 9999" in err.getvalue()


def test_without_a_descriptor_the_password_is_asked_for(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return PASSWORD

    monkeypatch.setattr(getpass, "getpass", ask)
    words = [
        "export",
        "--record",
        vault.case_number,
        "--out",
        str(tmp_path / "out"),
        "--data",
        str(vault.folder),
    ]
    assert app.run(words, io.StringIO(), io.StringIO()) == EXIT_OK
    assert asked == ["Passwort für M. Berger: "]


def test_whoever_unlocks_must_be_known(vault: Vault, tmp_path: Path) -> None:
    words = ("export", "--record", vault.case_number, "--out", str(tmp_path / "out"))
    code, _, complaint = vault.run(*words, "--user", "Niemand")
    assert (code, "M. Berger" in complaint) == (EXIT_USAGE, True)
    assert vault.run(*words, "--user", "M. Berger", "--now", "2026-11-21T10:00")[0] == EXIT_OK


def test_the_clock_of_a_real_vault_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault(tmp_path / "vault", monkeypatch, practice=False)
    words = ("export", "--record", vault.case_number, "--out", str(tmp_path / "out"))
    assert vault.run(*words, "--now", "2026-11-21T10:00")[0] == EXIT_VAULT
    assert not (tmp_path / "out").exists()
