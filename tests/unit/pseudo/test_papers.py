"""Every paper of the sample people, in a language nobody wrote into the code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from profiler import app
from profiler.casework.content import Content
from profiler.cli.demo import DemoRun, demonstrate
from profiler.languages.tags import PSEUDO
from tests.depth import deep
from tests.fakes.desks import desk_parts_on_fakes
from tests.fakes.paper import ListSink
from tests.unit.pseudo.listening import ListeningTranslator, listen_to_paper
from tests.unit.pseudo.people import names_from_lists, people

EVERYBODY = ("elektriker", "jugendlicher", "krankenschwester", "schneider", "schweisser")
PERSONAS = deep(("jugendlicher", "krankenschwester"), EVERYBODY)


@pytest.mark.parametrize("name", PERSONAS)
def test_every_paper(
    content: Content, translator: ListeningTranslator, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    ear = listen_to_paper(monkeypatch, names_from_lists(content))
    parts = replace(desk_parts_on_fakes(), content=lambda folder: content, writer=app.writer_for)
    sink = ListSink()
    run = DemoRun(people(content)[name], PSEUDO.code)
    names = demonstrate(parts, [run], lambda _: sink)
    assert len(sink.handouts) == len(names) >= 4
    assert ear.heard > 100
    assert sorted(ear.wrong) == []
    assert sorted(translator.missing) == []
