"""Hears everything said to the client and tells what of it was not in the client's language."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from profiler.documents.text.paragraph import Line, Paragraph, Typesetter
from profiler.gui import bidi
from profiler.gui.widgets import painting
from profiler.gui.widgets.texts import Pair
from profiler.languages.catalogues import Catalogue, Translator
from profiler.languages.isolates import BIDI_CONTROLS, LRI, PDI, protect
from profiler.languages.tags import PSEUDO

NAMES_AND_CODES = frozenset({"Profiler", "GER", "Minijob"})
"""Words that may stand on the client's side in Latin letters: proper names and codes only."""

_CONTROLS = {ord(control): None for control in BIDI_CONTROLS}
_KEPT = re.compile(f"{LRI}[^{PDI}]*{PDI}")
_WORD = re.compile("[A-Za-zÄÖÜäöüß]{2,}")


def foreign_words(text: str) -> list[str]:
    """The Latin words of a text that are neither kept by translators nor allowed."""
    plain = text.translate(_CONTROLS).replace("\N{NO-BREAK SPACE}", " ")
    said = _KEPT.sub(" ", protect(plain))
    return [word for word in _WORD.findall(said) if word not in NAMES_AND_CODES]


@dataclass
class Ear:
    """What was said to the client.

    Attributes:
        allowed: names that are no words of the program.
        heard: how many texts.
        wrong: texts that were not in the client's language, with the place that showed them.
    """

    allowed: frozenset[str] = frozenset()
    heard: int = 0
    wrong: set[tuple[str, str]] = field(default_factory=set)

    def hear(self, place: str, text: str) -> None:
        """A text on the client's side."""
        if text.strip():
            self.heard += 1
            plain = text.translate(_CONTROLS)
            for name in sorted(self.allowed, key=len, reverse=True):
                plain = plain.replace(name, "")
            if foreign_words(plain):
                self.wrong.add((place, plain))

    def hear_pair(self, german: str, client: str) -> None:
        """A German text and what stands beside it; beside words there has to be something."""
        self.hear("pair", client)
        if not client and foreign_words(german):
            self.wrong.add(("pair, nothing beside it", german))


def listen_to_window(monkeypatch: pytest.MonkeyPatch) -> Ear:
    """Hears pairs, labels, buttons and everything painted from right to left."""
    ear = Ear()
    label_text, isolate, draw_text = bidi.label_text, bidi.isolate, painting.draw_text
    make_pair = Pair.__init__

    def heard_label(text: str, language: str) -> str:
        if language == PSEUDO.code:
            ear.hear("label", text)
        return label_text(text, language)

    def heard_isolate(text: str, language: str) -> str:
        if language == PSEUDO.code:
            ear.hear("button", text)
        return isolate(text, language)

    def heard_painting(painter: object, rect: object, text: str, *more: object, **options: object) -> None:
        if options.get("rtl"):
            ear.hear("painted", text)
        draw_text(painter, rect, text, *more, **options)  # type: ignore[arg-type]  # passed on as they are

    def heard_pair(pair: Pair, german: str, client: str = "", language: str = "de") -> None:
        make_pair(pair, german, client, language)
        if language == PSEUDO.code:
            ear.hear_pair(german, client)

    monkeypatch.setattr(bidi, "label_text", heard_label)
    monkeypatch.setattr(bidi, "isolate", heard_isolate)
    monkeypatch.setattr(Pair, "__init__", heard_pair)
    for module in [found for name, found in sys.modules.items() if name.startswith("profiler.gui")]:
        if getattr(module, "draw_text", None) is draw_text:
            monkeypatch.setattr(module, "draw_text", heard_painting)
    return ear


def listen_to_paper(monkeypatch: pytest.MonkeyPatch, allowed: frozenset[str]) -> Ear:
    """Hears every paragraph that is set in the client's language."""
    ear = Ear(allowed)
    set_lines = Typesetter.lines

    def heard_lines(typesetter: Typesetter, paragraph: Paragraph, width: float) -> Sequence[Line]:
        said = [span.text for span in paragraph.spans if (span.language or paragraph.language) == PSEUDO.code]
        ear.hear("paper", " ".join(said))
        return set_lines(typesetter, paragraph, width)

    monkeypatch.setattr(Typesetter, "lines", heard_lines)
    return ear


class ListeningTranslator(Translator):
    """Remembers every text it was asked for in the pseudo-language and did not have."""

    def __init__(self, catalogues: Iterable[Catalogue]) -> None:
        super().__init__(catalogues)
        self.missing: set[tuple[str, str]] = set()

    def say(self, language: str, context: str, german: str, **arguments: object) -> str:
        self.has(language, context, german)
        return super().say(language, context, german, **arguments)

    def has(self, language: str, context: str, german: str) -> bool:
        known = super().has(language, context, german)
        if not known and foreign_words(german):
            self.missing.add((context, german))
        return known
