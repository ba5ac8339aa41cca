"""Reads gettext PO files and answers what a German text is called in another language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from profiler.errors import ErrorCode, WorldError
from profiler.languages.po_files import STATE_HEADER, read_po_file
from profiler.languages.tags import GERMAN

Messages = Mapping[tuple[str, str], str]
"""(context, German text) -> translated text."""


class TranslationState(StrEnum):
    """How far a translation may be trusted; the worst catalogue involved decides."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    LEGALLY_CHECKED = "legally_checked"


@dataclass(frozen=True)
class Catalogue:
    """One language's messages and their review state."""

    language: str
    state: TranslationState
    messages: Messages


def read_po(path: Path, language: str) -> Catalogue:
    """Read one PO file; fuzzy and empty entries are left out, so German is shown instead.

    Raises:
        WorldError: RESOURCE_INVALID if the file is not a PO file or names an unknown state.
    """
    po = read_po_file(path)
    said = po.header(STATE_HEADER)
    try:
        state = TranslationState(said) if said else TranslationState.DRAFT
    except ValueError:
        raise WorldError(ErrorCode.RESOURCE_INVALID, file=str(path), reason="unknown_state") from None
    return Catalogue(language, state, MappingProxyType(dict(po.messages)))


def read_folder(folder: Path) -> Mapping[str, Catalogue]:
    """All catalogues `<language>.po` of a folder; an absent folder holds none."""
    if not folder.is_dir():
        return MappingProxyType({})
    return MappingProxyType({path.stem: read_po(path, path.stem) for path in sorted(folder.glob("*.po"))})


class Translator:
    """Says German texts in another language, falling back to German, never failing.

    A missing or broken translation must not stop an interview; `missing` lets checks find it.
    """

    def __init__(self, catalogues: Iterable[Catalogue]) -> None:
        merged: dict[str, dict[tuple[str, str], str]] = {}
        states: dict[str, TranslationState] = {}
        for catalogue in catalogues:
            merged.setdefault(catalogue.language, {}).update(catalogue.messages)
            known = states.get(catalogue.language, TranslationState.LEGALLY_CHECKED)
            states[catalogue.language] = _worse(known, catalogue.state)
        self._messages: Mapping[str, Messages] = merged
        self._states: Mapping[str, TranslationState] = states

    @property
    def languages(self) -> tuple[str, ...]:
        """German first, then every language with a catalogue."""
        return (GERMAN, *sorted(self._messages))

    def say(self, language: str, context: str, german: str, **arguments: object) -> str:
        """`german` in `language`, with named placeholders `{name}` filled in.

        A translation whose placeholders do not fit falls back to the German text.
        """
        text = self._messages.get(language, {}).get((context, german), german)
        if not arguments:
            return text
        try:
            return text.format(**arguments)
        except (KeyError, IndexError, ValueError):
            return german.format(**arguments)

    def has(self, language: str, context: str, german: str) -> bool:
        """Whether a usable translation exists (German always has itself)."""
        return language == GERMAN or (context, german) in self._messages.get(language, {})

    def state(self, language: str) -> TranslationState:
        """Review state of a language; German is the original and counts as legally checked."""
        if language == GERMAN:
            return TranslationState.LEGALLY_CHECKED
        return self._states.get(language, TranslationState.DRAFT)


def _worse(one: TranslationState, other: TranslationState) -> TranslationState:
    order = list(TranslationState)
    return min(one, other, key=order.index)
