"""Checks the translations of a form: complete, up to date, with the same placeholders and their own marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from profiler.forms.county import COUNTY
from profiler.forms.findings import Finding, FindingCode, error, warning
from profiler.forms.fragments import of_fragment
from profiler.forms.lint_expressions import half_placeholder
from profiler.forms.source import FormSource, TranslatableText, texts


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation as it stands in a catalogue.

    Attributes:
        text: the translated text, "" where the catalogue has a place for it and nothing else.
        line: line in the catalogue, 0 if unknown.
        stale: made for another German text, therefore not shown.
        file: the catalogue, for messages, if it is not the form's own (a county's).
        first: line of an earlier entry for the same German text at the same place, 0 if there is none.
    """

    text: str
    line: int = 0
    stale: bool = False
    file: str = ""
    first: int = 0


Translations: TypeAlias = Mapping[str, Mapping[tuple[str, str], Translation]]
"""Language -> (context, German text) -> translation."""

_PLACEHOLDER = re.compile(r"\$?\{[^{}]*\}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-z]{2,8}|#[0-9]+);")
"""HTML, which is shown as it stands."""

_LATIN_MARK = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]\s*([?,;])(?=\s|$)")
"""A Latin question mark, comma or semicolon behind a letter of Arabic script, which has its own."""

_ARABIC_MARKS = {"?": "؟", ",": "،", ";": "؛"}


def translation_findings(source: FormSource, translations: Translations) -> Iterator[Finding]:
    """What is missing, stale, left over or unbalanced in each language."""
    german = tuple(texts(source))
    known = {text.context for text in german}
    for language in sorted(translations):
        messages = translations[language]
        # What a fragment says is checked with the fragment; a form may say it in its own way.
        own = {key: said for key, said in messages.items() if not of_fragment(said.file)}
        by_context = {context: said for (context, _), said in own.items() if said.text}
        for text in german:
            elsewhere = of_fragment(text.file)
            said = (own if elsewhere else messages).get((text.context, text.text))
            current = said is not None
            if said is None and (old := by_context.get(text.context)) and not _only_ours(text, old):
                said = old
            if said is not None or not elsewhere:
                yield from _text_findings(text, said, current, language)
        for (context, _), said in own.items():
            if context not in known and said.text:
                yield _at(FindingCode.UNUSED_TRANSLATION, said, language, context)
            if said.first:
                found = _at(FindingCode.TRANSLATED_TWICE, said, language, context)
                yield replace(found, args={**found.args, "first": str(said.first)})


def _only_ours(text: TranslatableText, said: Translation) -> bool:
    """Whether a county words a text in its own way and only our wording is translated."""
    return text.file.startswith(COUNTY) and not said.file.startswith(COUNTY)


def _text_findings(
    text: TranslatableText, said: Translation | None, current: bool, language: str
) -> Iterator[Finding]:
    if said is None:
        if text.needed:
            layer = COUNTY if text.file.startswith(COUNTY) else ""
            where = {"language": language, "context": text.context, "table": f"{layer}po/{language}.po"}
            yield warning(FindingCode.MISSING_TRANSLATION, text.file, text.line, text.question, **where)
    elif not said.text:
        if text.needed:
            yield _at(FindingCode.EMPTY_TRANSLATION, said, language, text.context, text.question)
    elif said.stale or not current:
        yield _at(FindingCode.STALE_TRANSLATION, said, language, text.context, text.question)
    elif wrong := _wrong_placeholders(said.text, text.text):
        file = said.file or f"po/{language}.po"
        where = {"language": language, "context": text.context, **wrong}
        yield error(FindingCode.PLACEHOLDERS_DIFFER, file, said.line, text.question, **where)
    elif tags := sorted({*_TAG.findall(said.text)} - {*_TAG.findall(text.text)}):
        markup = _at(FindingCode.MARKUP_IN_TRANSLATION, said, language, text.context, text.question)
        yield replace(markup, args={**markup.args, "found": " ".join(tags)})
    elif mark := _LATIN_MARK.search(said.text):
        found = mark.group(1)
        finding = _at(FindingCode.LATIN_PUNCTUATION, said, language, text.context, text.question)
        yield warning(
            finding.code,
            finding.file,
            finding.line,
            finding.question,
            **finding.args,
            found=found,
            mark=_ARABIC_MARKS[found],
        )


def _at(code: FindingCode, said: Translation, language: str, context: str, question: str = "") -> Finding:
    file = said.file or f"po/{language}.po"
    return warning(code, file, said.line, question, language=language, context=context)


def _wrong_placeholders(translated: str, german: str) -> dict[str, str]:
    """What is missing and what is too much, empty if nothing is."""
    wanted, found = _placeholders(german), _placeholders(translated)
    missing, extra = sorted((wanted - found).elements()), sorted((found - wanted).elements())
    if half := half_placeholder(translated):
        extra.append(half)
    if not missing and not extra:
        return {}
    return {"missing": " ".join(missing) or "–", "extra": " ".join(extra) or "–"}


def _placeholders(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", each) for each in _PLACEHOLDER.findall(text))
