"""Countries, languages, occupations and skills to search in, by their German and the client's names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from profiler.classifications.catalogue import Classifications
from profiler.classifications.concepts import ConceptKind, Found
from profiler.forms.definition import FormDefinition, Question
from profiler.gui.walk.values import code_name, has
from profiler.gui.widgets.search_combo import Entry, fold
from profiler.languages.names import SPECIAL_NATIONALITIES, country_codes, language_codes
from profiler.languages.tags import GERMAN, language_of_answer


@cache
def entries(appearance: str, language: str) -> tuple[Entry, ...]:
    """All entries of a list.

    Args:
        appearance: `code-country` or `code-language`.
        language: Babel code of the client's language.
    """
    codes = country_codes() if appearance == "code-country" else language_codes()
    return tuple(_entry(appearance, code, language) for code in codes)


def entries_of(question: Question, form: FormDefinition, language: str) -> tuple[Entry, ...]:
    """The entries a question is answered from, in the order of their German names.

    "staatenlos" and "ungeklärt" are no countries; what they are called stands among the form's choices.
    """
    appearance = "code-country" if has(question, "code-country") else "code-language"
    found = [*entries(appearance, language)]
    if has(question, "extra-nationality"):
        for code in SPECIAL_NATIONALITIES:
            choice = form.choice("nationality", code)
            client = choice.label.get(language, "") if choice is not None and language != GERMAN else ""
            found.append(Entry(code, code_name(appearance, code), client, (code,), language))
    return tuple(sorted(found, key=lambda entry: fold(entry.german)))


def _entry(appearance: str, code: str, language: str) -> Entry:
    further = [code_name(appearance, code, "en")]
    known = language_of_answer(code) if appearance == "code-language" else None
    if known is not None:
        further += [known.own_name, known.german_name]
    client = "" if language == GERMAN else code_name(appearance, code, language)
    return Entry(code, code_name(appearance, code), client, tuple(further), language)


class ConceptFinder:
    """Occupations or skills as entries of a search field: the widget's `Finder`."""

    def __init__(self, classifications: Classifications, kind: ConceptKind, language: str) -> None:
        """`language` is the client's; German is always searched."""
        self._classifications, self._kind, self._language = classifications, kind, language

    def prepare(self) -> None:
        """Read the lists."""
        self._classifications.prepare(self._kind, self._language)

    def find(self, typed: str) -> Sequence[Entry]:
        """What fits best."""
        found = self._classifications.search(self._kind, typed, self._language)
        return [_entry_of(each) for each in found]

    def named(self, code: str) -> Entry | None:
        """One by its id."""
        found = self._classifications.named(code, self._language)
        return None if found is None else _entry_of(found)


def finder_of(question: Question, classifications: Classifications, language: str) -> ConceptFinder:
    """Where a question about occupations or skills is answered from."""
    skills = has(question, "code-skill")
    return ConceptFinder(classifications, ConceptKind.SKILL if skills else ConceptKind.OCCUPATION, language)


def _entry_of(found: Found) -> Entry:
    codes = (("ISCO", found.isco08), ("KldB", found.kldb2010))
    return Entry(
        found.concept_id,
        found.german,
        found.client,
        language=found.language,
        detail=" · ".join(f"{name} {code}" for name, code in codes if code),
    )
