"""The demonstration takes the real way: session, store, gate, log, sink."""

from __future__ import annotations

import hashlib
import io
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from profiler import app, paths
from profiler.casework import sign_release
from profiler.cli import demo
from profiler.cli.demo import DemoRun, demonstrate
from profiler.cli.personas import Persona, read_personas
from profiler.clock import FixedClock
from profiler.errors import ErrorCode, WorldError
from profiler.ports.paper import Handout
from profiler.ports.store import OutputForm
from tests.fakes.desks import MORNING, desk_parts_on_fakes
from tests.fakes.paper import FakeWriter, ListSink
from tests.fakes.store import FakeStoreFactory


@pytest.fixture(scope="module")
def personas() -> dict[str, Persona]:
    return dict(read_personas(paths.resources_folder() / "personas"))


@dataclass
class WatchingSink:
    """Looks at the vault on disk at the moment each paper leaves."""

    vault: Path
    marker: bytes
    seen: list[str] = field(default_factory=list)

    @property
    def form(self) -> OutputForm:
        return OutputForm.DATEI

    def deliver(self, handout: Handout) -> None:
        (database,) = self.vault.glob("*/vault/vault.db")
        for file in database.parent.iterdir():
            content = file.read_bytes()
            assert self.marker not in content
            assert not content.startswith(b"SQLite format 3")
        self.seen.append(handout.file_name)


def test_there_are_five_fictional_people(personas: dict[str, Persona]) -> None:
    assert len(personas) >= 5


def test_the_vault_is_encrypted_while_it_lives_and_gone_afterwards(
    personas: dict[str, Persona], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    clock = FixedClock(MORNING)
    parts = replace(app.desk_parts(clock, practice=True), writer=lambda content: FakeWriter())
    sink = WatchingSink(tmp_path, b"Al-Mansour")
    names = demonstrate(parts, [DemoRun(personas["elektriker"], "ar")], lambda run: sink)
    assert list(names) == sink.seen
    assert len(names) == 5
    assert list(tmp_path.iterdir()) == []


def test_it_stops_at_the_gate_without_a_signature(
    personas: dict[str, Persona], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_release, "signed_paper_seen", lambda *_, **__: None)
    sink = ListSink()
    with pytest.raises(WorldError) as refused:
        demonstrate(desk_parts_on_fakes(), [DemoRun(personas["elektriker"], "ar")], lambda run: sink)
    assert refused.value.code is ErrorCode.RELEASE_REFUSED
    assert [handout.file_name.partition("-")[0] for handout in sink.handouts] == ["freigabe"]


def test_every_edit_reaches_the_store_and_every_paper_the_log(personas: dict[str, Persona]) -> None:
    parts = desk_parts_on_fakes()
    sink = ListSink()
    persona = personas["krankenschwester"]
    demonstrate(parts, [DemoRun(persona, "uk")], lambda run: sink)
    assert isinstance(parts.stores, FakeStoreFactory)
    (vault,) = parts.stores.vaults.values()
    (record,) = vault.records.values()
    told = {
        (edit["question"], edit.get("value", ""))
        for edit in persona.edits
        if edit["op"] == "set" and "row" not in edit
    }
    stored = {
        (address.path.rpartition("/")[2], answer.value)
        for address, answer in record.snapshot.answers.items()
        if not address.row
    }
    assert told - stored == set()
    assert [logged.entry.sha256 for logged in vault.log] == [
        hashlib.sha256(handout.content).hexdigest() for handout in sink.handouts
    ]


@pytest.mark.parametrize(
    "name", ["elektriker", "jugendlicher", "krankenschwester", "schneider", "schweisser"]
)
def test_a_persona_answers_exactly_what_is_asked(personas: dict[str, Persona], name: str) -> None:
    parts = desk_parts_on_fakes()
    demonstrate(parts, [DemoRun(personas[name], "de")], lambda run: ListSink())
    assert isinstance(parts.stores, FakeStoreFactory)
    (vault,) = parts.stores.vaults.values()
    assert len(vault.facts) == 1 + len(personas[name].school)
    for facts in vault.facts.values():
        assert facts["answered"] == facts["asked"]


@pytest.mark.parametrize(
    "text",
    [
        '{"persona": "x"}\n',
        "kein json\n",
        "",
        '{"persona": "x", "label": "x", "client_language": "ar", "categories": [], "purpose": {}}',
    ],
)
def test_a_broken_persona_names_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(WorldError) as said:
        read_personas(tmp_path)
    assert said.value.details["file"].endswith("x.jsonl")


@pytest.mark.parametrize(
    "edit",
    [
        {"op": "set", "question": "gibt_es_nicht", "value": "1"},
        {"op": "set", "question": "j_own_words", "row": "3", "value": "1"},
        {"op": "add", "repeat": "gibt_es_nicht"},
    ],
)
def test_an_edit_that_leads_nowhere_is_said(personas: dict[str, Persona], edit: dict[str, str]) -> None:
    wrong = replace(personas["elektriker"], edits=(edit,))
    with pytest.raises(WorldError) as said:
        demonstrate(desk_parts_on_fakes(), [DemoRun(wrong, "ar")], lambda run: ListSink())
    assert said.value.code is ErrorCode.RESOURCE_INVALID


def test_the_command_writes_the_papers_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "desk_parts", lambda clock, **_: desk_parts_on_fakes())
    out = io.StringIO()
    assert app.run(["demo", "--out", str(tmp_path), "--client-lang", "ti"], out, io.StringIO()) == 0
    assert f"5 Papiere liegen in {tmp_path}" in out.getvalue()
    assert all(path.name.startswith("elektriker-ti-") for path in tmp_path.iterdir())


def test_all_languages_are_those_with_a_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "desk_parts", lambda clock, **_: desk_parts_on_fakes())
    words = ["demo", "--out", str(tmp_path), "--client-lang", "all", "--now", "2026-11-21T10:00"]
    assert app.run(words, io.StringIO(), io.StringIO()) == 0
    catalogues = {path.stem for path in (paths.resources_folder() / "catalogues").glob("*.po")}
    assert {"en", "uk", "ar", "ti"} <= catalogues
    assert {path.name.split("-")[1] for path in tmp_path.iterdir()} == {"de", *catalogues}


def test_the_desk_of_the_demonstration_is_clearly_fictional() -> None:
    assert "Muster" in demo.DEMO_DESK.city


@pytest.mark.parametrize(
    "broken",
    [b"", b"[1]", b"\xff", b"{", b'{"persona": "x", "categories": {"iq": ["glaube"]}, "purpose": {}}'],
)
def test_an_unreadable_persona_is_named(broken: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(broken)
    with pytest.raises(WorldError) as refused:
        read_personas(tmp_path)
    assert refused.value.code is ErrorCode.RESOURCE_INVALID
    assert refused.value.details["file"].endswith("x.jsonl")


def test_without_a_place_for_its_vault_it_says_so(
    personas: dict[str, Persona], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(WorldError, match="no_access"):
        demonstrate(desk_parts_on_fakes(), [DemoRun(personas["elektriker"], "de")], lambda run: ListSink())
