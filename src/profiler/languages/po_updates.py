"""Brings catalogues in line with changed German texts and counts how far they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from profiler.languages.po_files import FUZZY, Key, PoEntry, PoFile


def update_po(po: PoFile, wanted: Iterable[Key]) -> PoFile:
    """The catalogue brought in line with the present German texts, in their order.

    A translation whose German text changed stays with the new text but fuzzy, with the text it was made for
    as `#|`; so does the translation of a text that moved to another place. If the German text changes back,
    it is used again. What nobody asks for any more is kept as obsolete; what was never translated goes.
    """
    known = {entry.key: entry for entry in sorted(po.entries, key=lambda entry: not entry.obsolete)}
    order = list(dict.fromkeys(wanted))
    asked = set(order)
    spare = [entry for entry in po.entries if entry.key not in asked and entry.text]
    by_context = {entry.context: entry for entry in reversed(spare)}
    by_german = {_made_for(entry)[1]: entry for entry in reversed(spare)}
    entries: list[PoEntry] = []
    taken: set[Key] = set()
    for context, german in order:
        entry = known.get((context, german))
        if entry is None or (not entry.text and not entry.fuzzy):
            old = by_context.get(context) or by_german.get(german)
            if old is not None:
                entry = _moved(old, context, german)
                taken.add(old.key)
        entries.append(_current(entry or PoEntry(context, german)))
    left = [replace(entry, obsolete=True) for entry in spare if entry.key not in taken]
    return replace(po, entries=(*entries, *left))


def _made_for(entry: PoEntry) -> Key:
    """The text a translation was made for."""
    return entry.previous if entry.fuzzy and entry.previous is not None else entry.key


def _moved(old: PoEntry, context: str, german: str) -> PoEntry:
    return replace(
        old,
        context=context,
        german=german,
        flags=old.flags | {FUZZY},
        previous=_made_for(old),
        obsolete=False,
    )


def _current(entry: PoEntry) -> PoEntry:
    """Not obsolete, and fuzzy only if the German text is another one than the translation was made for."""
    flags = entry.flags - {FUZZY} if entry.previous == entry.key else entry.flags
    previous = entry.previous if FUZZY in flags else None
    return replace(entry, flags=flags, previous=previous, obsolete=False)


def retext_po(po: PoFile, old: str, new: str, wanted: Iterable[Key]) -> PoFile:
    """The catalogue after a purely typographic change of a German text: translations stay in use.

    Only the places that read like the new text now were changed; the same word elsewhere stays as it was.
    """
    asked = set(wanted)
    changed = {context for context, german in asked if german == new and (context, old) not in asked}

    def renamed(key: Key) -> Key:
        return (key[0], new) if key[1] == old and key[0] in changed else key

    entries = tuple(
        replace(
            entry,
            german=renamed(entry.key)[1],
            previous=renamed(entry.previous) if entry.previous is not None else None,
        )
        for entry in po.entries
    )
    return replace(po, entries=entries)


@dataclass(frozen=True, slots=True)
class PoStatistics:
    """How far a catalogue is, counted over the German texts asked for.

    Attributes:
        texts: German texts in all.
        translated: may be shown.
        stale: translated, but the German text has changed since.
        missing: not translated.
        obsolete: translations kept that nobody asks for.
    """

    texts: int
    translated: int
    stale: int
    missing: int
    obsolete: int


def statistics(po: PoFile, wanted: Iterable[Key]) -> PoStatistics:
    """Counts a catalogue as `update_po` would leave it."""
    current = update_po(po, wanted).entries
    present = [entry for entry in current if not entry.obsolete]
    translated = sum(entry.usable for entry in present)
    stale = sum(bool(entry.text) and entry.fuzzy for entry in present)
    missing = len(present) - translated - stale
    return PoStatistics(len(present), translated, stale, missing, len(current) - len(present))
