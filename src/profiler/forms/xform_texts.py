"""The texts of an XForm in every language: itext, labels, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from profiler.forms.definition import Media, Texts
from profiler.forms.source import GERMAN, language_code
from profiler.forms.xform_xml import child, elements, local, plain_path

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Names: TypeAlias = Mapping[str, str]
"""Name of a question -> its generic path; names that stand for several questions are left out."""

_NO_TRANSLATION = "-"
"""What the converter writes where a language lacks a text."""

_UNNAMED = "default"
"""What the converter calls the language of columns without one."""

_MEDIA = frozenset(["image", "big-image", "audio", "video"])
_GAP = "\0"
"""Stands for a placeholder while a text is cleaned; no XML document can hold it."""

_HTML = "{http://www.w3.org/1999/xhtml}"
_ITEXT = re.compile(r"\s*jr:itext\(\s*['\"](.*?)['\"]\s*\)\s*", re.DOTALL)
_LAYOUT = " \t\r\n\f\v"
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_CLOSED_OUTSIDE_QUOTES = re.compile(r"""(?:[^}"']|"[^"]*"|'[^']*')*""")


def clean(text: str) -> str:
    """A text without the blanks its layout in the file brings along; line breaks and no-break spaces stay."""
    text = text.strip(_LAYOUT)
    if "\n" not in text and "  " not in text and "\t" not in text:
        return text
    return "\n".join(_BLANKS.sub(" ", line).strip(_LAYOUT) for line in text.split("\n"))


@dataclass(slots=True, eq=False)
class Said:
    """Everything one itext entry or label says.

    Attributes:
        texts: per language.
        guidance: longer help per language.
        media: kind of medium -> language -> file name.
    """

    texts: dict[str, str] = field(default_factory=dict)
    guidance: dict[str, str] = field(default_factory=dict)
    media: dict[str, dict[str, str]] = field(default_factory=dict)


NOTHING = Said()
"""What an absent label says; never changed."""


class Speech:
    """The texts of one form.

    Args:
        itext: the element, None if the form has none.
        names: questions that placeholders can name.

    Attributes:
        own: the language of texts that stand outside itext.
        languages: all languages, German first, then the form's own.
    """

    def __init__(self, itext: Element | None, names: Names) -> None:
        self._names = names
        self._said: dict[str, Said] = {}
        translations = [] if itext is None else list(elements(itext, "translation"))
        translations.sort(key=lambda each: each.get("default") is None)
        codes = [language_code(each.get("lang") or GERMAN) for each in translations]
        if _UNNAMED in codes and GERMAN not in codes:
            codes[codes.index(_UNNAMED)] = GERMAN
        self.own = codes[0] if codes else GERMAN
        self.languages: tuple[str, ...] = tuple(dict.fromkeys(sorted(codes, key=GERMAN.__ne__))) or (GERMAN,)
        for language, translation in zip(codes, translations, strict=True):
            self._read(language, translation)

    @property
    def itext(self) -> Mapping[str, Texts]:
        """Id -> text per language, for `jr:itext()`."""
        return {key: said.texts for key, said in self._said.items()}

    def _read(self, language: str, translation: Element) -> None:
        source = language == self.own
        for entry in translation:
            key = entry.get("id", "")
            said = self._said.get(key)
            if said is None:
                said = self._said[key] = Said()
            for value in entry:
                form = value.get("form")
                text = self.written(value)
                if not text or (text == _NO_TRANSLATION and (form or not source)):
                    continue
                if not form:
                    said.texts[language] = text
                elif form == "guidance":
                    said.guidance[language] = text
                elif form == "long":
                    said.texts.setdefault(language, text)
                elif form in _MEDIA:
                    said.media.setdefault(form, {})[language] = file_name(text)

    def written(self, element: Element) -> str:
        """The text of a label; an `<output>` becomes a placeholder."""
        if len(element):
            return self._joined(element)
        text = clean(element.text or "")
        return _literal(text) if "${" in text else text

    def _joined(self, element: Element) -> str:
        parts, placeholders = [_literal(element.text or "")], [""]
        for part in element:
            if local(part) == "output":
                parts.append(_GAP)
                placeholders.append(self._placeholder((part.get("ref") or part.get("value") or "").strip()))
            elif part.tag.startswith(_HTML):
                parts.append(_literal("".join(part.itertext())))
            parts.append(_literal(part.tail or ""))
        texts = clean("".join(parts)).split(_GAP)
        return "".join(chain.from_iterable(zip(placeholders, texts, strict=True)))

    def _placeholder(self, expression: str) -> str:
        name = expression.rpartition("/")[2].rpartition(":")[2]
        path = self._names.get(name)
        if path is not None and _NAME.fullmatch(name) and _leads_to(expression, path):
            return f"${{{name}}}"
        if not expression or not _CLOSED_OUTSIDE_QUOTES.fullmatch(expression):
            return ""
        return f"${{={expression}}}"

    def said(self, written: str | None) -> Said:
        """What `jr:itext('id')` or a text in the form's own language says."""
        if not written:
            return NOTHING
        if "itext(" in written and (found := _ITEXT.fullmatch(written)):
            return self._said.get(found.group(1), NOTHING)
        return Said({self.own: _literal(clean(written))})

    def by_id(self, key: str) -> Said:
        """What an itext entry says."""
        return self._said.get(key, NOTHING)

    def said_by(self, element: Element, name: str) -> Said:
        """What the child of this name (label, hint) says."""
        found = child(element, name)
        if found is None:
            return NOTHING
        if reference := found.get("ref"):
            return self.said(reference)
        text = self.written(found)
        return Said({self.own: text}) if text else NOTHING


def _literal(text: str) -> str:
    """A text that holds no placeholder: what looks like one is put into one (see `PLACEHOLDER`)."""
    return text.replace("${", "${='${'}")


def _leads_to(expression: str, path: str) -> bool:
    """Whether a reference means this question: by its path, or upwards from wherever the text belongs."""
    if expression.startswith("/"):
        return plain_path(expression, "") == path and "[" not in expression
    steps = expression.split("/")
    upwards = [step for step in steps if step in ("..", "current()", ".")]
    inside = steps[len(upwards) :]
    return (
        len(upwards) > 0
        and steps[: len(upwards)] == upwards
        and path.endswith("".join(f"/{s}" for s in inside))
    )


def file_name(uri: str) -> str:
    """The file a medium lies in: `jr://images/a.png` -> `a.png`."""
    return uri.rpartition("/")[2] if uri.startswith("jr://") else uri


def media_files(media: Iterable[Media]) -> Iterator[str]:
    """The names of all files these media lie in."""
    for each in media:
        for by_language in each.values():
            yield from by_language.values()
