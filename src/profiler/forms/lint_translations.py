"""Checks the translations of a form: complete, up to date, with the same placeholders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.source import Catalogues, FormSource, Messages, TranslatableText, texts

_PLACEHOLDER = re.compile(r"\$?\{[^{}]*\}")


def translation_findings(source: FormSource, catalogues: Catalogues) -> Iterator[Finding]:
    """What is missing, stale, left over or unbalanced in each language."""
    german = tuple(texts(source))
    for language in sorted(catalogues):
        messages = catalogues[language]
        file = f"po/{language}.po"
        translated = {context for context, _ in messages}
        for text in german:
            yield from _text_findings(text, messages, translated, file, language)
        known = {text.context for text in german}
        for context in sorted(translated - known):
            yield warning(FindingCode.UNUSED_TRANSLATION, file, language=language, context=context)


def _text_findings(
    text: TranslatableText, messages: Messages, translated: set[str], file: str, language: str
) -> Iterator[Finding]:
    found = messages.get((text.context, text.text))
    where = {"language": language, "context": text.context, "table": text.file}
    if found is None and not text.needed:
        return
    if found is None:
        stale = text.context in translated
        code = FindingCode.STALE_TRANSLATION if stale else FindingCode.MISSING_TRANSLATION
        yield warning(code, file, text.line, text.question, **where)
    elif _placeholders(found) != _placeholders(text.text):
        yield error(FindingCode.PLACEHOLDERS_DIFFER, file, text.line, text.question, **where)


def _placeholders(text: str) -> Counter[str]:
    return Counter(_PLACEHOLDER.findall(text))
