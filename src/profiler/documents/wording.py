"""The words on paper: German, and the same in the client's language where a translation exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from profiler.directory.offices import StationKind
from profiler.documents.text.isolate import FSI, LRI, isolated, protect
from profiler.languages.catalogues import TranslationState, Translator
from profiler.languages.tags import GERMAN, Language, language
from profiler.release.loading import CategoryText, Purpose, RecipientKind
from profiler.release.releases import Category


def _as_it_is(concept_id: str, _language: str) -> str:
    return concept_id


@dataclass(frozen=True)
class WriterTexts:
    """Everything the papers say that is not an answer.

    Attributes:
        texts: fixed German texts by key (`release/texts.csv`).
        kinds: station kinds by code.
        bring: bring-list code -> German label.
        bring_short: bring-list code -> short German label for the slip.
        recipient_kinds: kinds of recipients by code.
        concept_name: label of an occupation or a skill, by its id and a language.
    """

    translator: Translator
    texts: Mapping[str, str]
    categories: Mapping[Category, CategoryText]
    purposes: Mapping[str, Purpose]
    kinds: Mapping[str, StationKind]
    bring: Mapping[str, str]
    bring_short: Mapping[str, str]
    recipient_kinds: Mapping[str, RecipientKind] = field(default_factory=dict)
    concept_name: Callable[[str, str], str] = _as_it_is


@dataclass(frozen=True, slots=True)
class Pair:
    """One statement in both languages; `client` is empty on German paper or without a translation."""

    german: str
    client: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A German text of the code with the context translators see."""

    context: str
    german: str


def term(context: str, german: str) -> Term:
    """Marks a German text for translation; both arguments are literals so that they can be collected."""
    return Term(context, german)


class Words:
    """Says everything in German and in one client language."""

    def __init__(self, texts: WriterTexts, client_language: str) -> None:
        self._texts = texts
        self._translator = texts.translator
        self.language: Language = language(client_language)

    def concept(self, concept_id: str, language: str) -> str:
        """An occupation or a skill by its id, in German where the language has no label for it."""
        return self._texts.concept_name(concept_id, language)

    @property
    def bilingual(self) -> bool:
        """Whether there is a second language beside the German."""
        return self.language.code != GERMAN

    @property
    def state(self) -> TranslationState:
        """How far the client's language may be trusted."""
        return self._translator.state(self.language.code)

    def pair(self, context: str, german: str, **arguments: object) -> Pair:
        """A German text of the code; names and numbers among the arguments are isolated."""
        safe = {name: _safe(value) for name, value in arguments.items()}
        own = german.format(**safe) if safe else german
        if not self.bilingual or not self._translator.has(self.language.code, context, german):
            return Pair(protect(own))
        translated = _without_repeated_german(self._translated(context, german, safe), own)
        return Pair(protect(own), protect(translated))

    def _translated(self, context: str, german: str, arguments: Mapping[str, object]) -> str:
        """Filled in here, because one of the placeholders is called as an argument of the translator."""
        text = self._translator.say(self.language.code, context, german)
        try:
            return text.format(**arguments) if arguments else text
        except (KeyError, IndexError, ValueError):
            return german.format(**arguments)

    def of(self, marked: Term, **arguments: object) -> Pair:
        """A text marked with `term`."""
        return self.pair(marked.context, marked.german, **arguments)

    def text(self, key: str, **arguments: object) -> Pair:
        """A fixed text of `release/texts.csv`."""
        return self.pair(f"text:{key}:text", self._texts.texts[key], **arguments)

    def category(self, category: Category) -> Pair:
        """Short name of a release category."""
        return self.pair(f"category:{category.value}:label", self._texts.categories[category].label)

    def purpose(self, code: str) -> Pair:
        """What a release is for; the code itself where the table does not know it."""
        known = self._texts.purposes.get(code)
        return self.pair(f"purpose:{code}:label", known.label) if known else Pair(code)

    def kind(self, kind: StationKind) -> Pair:
        """Name of a kind of station."""
        return self.pair(f"kind:{kind.code}:label", kind.label)

    def kind_heading(self, kind: StationKind) -> Pair:
        """The name as a heading: the client's half goes without abbreviations in brackets."""
        named = self.kind(kind)
        return Pair(named.german, _BRACKET.sub("", named.client))

    def recipient_kind(self, code: str) -> Pair:
        """Name of a kind of recipient, which may be a kind of station or of helpers."""
        if code in self._texts.kinds:
            return self.kind(self._texts.kinds[code])
        known = self._texts.recipient_kinds.get(code)
        return self.pair(f"recipient:{code}:label", known.label) if known else Pair("")

    def onward_duty(self, code: str) -> bool:
        """Whether this kind of recipient has to tell the immigration office some things."""
        known = self._texts.recipient_kinds.get(code)
        return known is not None and known.onward_duty

    def bring(self, code: str) -> Pair:
        """A paper to bring, in full."""
        return self.pair(f"bring:{code}:label", self._texts.bring.get(code, code))

    def bring_short(self, code: str) -> Pair:
        """A paper to bring, short enough for the slip."""
        if code not in self._texts.bring_short:
            return self.bring(code)
        return self.pair(f"bring:{code}:short_label", self._texts.bring_short[code])


_COMMAS = {"Arab": "\u060c ", "Ethi": "\u1363 "}


def listed(parts: Iterable[str], code: str) -> str:
    """The parts as a list in a language, with the comma of its script."""
    return _COMMAS.get(language(code).script, ", ").join(parts)


_BRACKET = re.compile(r"\s*\(([^()]+)\)")


def _without_repeated_german(client: str, german: str) -> str:
    """Translators add the German word in brackets; beside the German text it would stand there twice.

    Where the German word stands first and its translation in the brackets, the translation is left. What the
    German itself has in brackets is part of the statement and stays.
    """
    said = german.casefold()
    if _BRACKET.search(german):
        return client
    explained = _BRACKET.fullmatch(client[len(german) :]) if client.casefold().startswith(said) else None
    if explained is not None:
        return explained.group(1)[:1].upper() + explained.group(1)[1:]

    def kept(found: re.Match[str]) -> str:
        repeated = re.search(rf"(?<!\w){re.escape(found.group(1).casefold())}(?!\w)", said)
        return "" if repeated else found.group()

    return _BRACKET.sub(kept, client)


def _safe(value: object) -> object:
    if isinstance(value, str) and not value.startswith((FSI, LRI)):
        return isolated(value)
    return value
