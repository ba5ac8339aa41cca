"""Countries and languages to search in, by their German, English and the client's names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from profiler.forms.definition import Question
from profiler.gui.walk.values import code_name, has
from profiler.gui.widgets.search_combo import Entry, fold
from profiler.languages.names import SPECIAL_NATIONALITIES, country_codes, language_codes
from profiler.languages.tags import GERMAN, language_of_answer


@cache
def entries(appearance: str, special: bool, language: str) -> tuple[Entry, ...]:
    """All entries of a list in the order of their German names.

    Args:
        appearance: `code-country` or `code-language`.
        special: whether "staatenlos" and "ungeklärt" may be answered, too.
        language: Babel code of the client's language.
    """
    codes: Iterable[str]
    if appearance == "code-country":
        codes = (*country_codes(), *(SPECIAL_NATIONALITIES if special else ()))
    else:
        codes = language_codes()
    found = [_entry(appearance, code, language) for code in codes]
    return tuple(sorted(found, key=lambda entry: fold(entry.german)))


def entries_of(question: Question, language: str) -> tuple[Entry, ...]:
    """The entries a question is answered from."""
    appearance = "code-country" if has(question, "code-country") else "code-language"
    return entries(appearance, has(question, "extra-nationality"), language)


def _entry(appearance: str, code: str, language: str) -> Entry:
    further = [code_name(appearance, code, "en")]
    known = language_of_answer(code) if appearance == "code-language" else None
    if known is not None:
        further += [known.own_name, known.german_name]
    client = "" if language == GERMAN else code_name(appearance, code, language)
    return Entry(code, code_name(appearance, code), client, tuple(further), language)
