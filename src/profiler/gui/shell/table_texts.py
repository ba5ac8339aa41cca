"""Texts of the tables (rules, kinds, bring list, categories) in German and the client's language."""

from __future__ import annotations

from profiler.gui.widgets.texts import Pair
from profiler.languages.catalogues import Translator
from profiler.languages.tags import GERMAN


def table_pair(translator: Translator, language: str, context: str, german: str, **arguments: object) -> Pair:
    """A text of a table; where its translation is missing, the client's half stays empty.

    Args:
        translator: the program's catalogues.
        language: Babel code of the client's language.
        context: where the text stands, e.g. `rule:r07_work_permit:reason`.
        german: the text as it stands there.
        arguments: named placeholders.
    """
    shown = german.format(**arguments) if arguments else german
    if language == GERMAN:
        return Pair(shown)
    if not german or not translator.has(language, context, german):
        return Pair(shown, "", language)
    return Pair(shown, translator.say(language, context, german, **arguments), language)


def joined(pairs: list[Pair], language: str, separator: str = " · ") -> Pair:
    """Several short texts in one line; a missing translation leaves its German word in the client's line."""
    german = separator.join(pair.german for pair in pairs)
    if language == GERMAN:
        return Pair(german)
    return Pair(german, separator.join(pair.client or pair.german for pair in pairs), language)
