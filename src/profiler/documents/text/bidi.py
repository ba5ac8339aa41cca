"""The Unicode bidirectional algorithm (UAX #9): levels of a paragraph, order of a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

REMOVED = -1
"""Level of a character that rule X9 takes out: it is never drawn."""

_MAX_DEPTH = 125
_MAX_OPEN_BRACKETS = 63

# unicodedata lacks the pairs: Bidi_Paired_Bracket of the Unicode database, opening before closing.
_BRACKETS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b"
    "\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775"
    "\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986"
    "\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996"
    "\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29"
    "\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f"
    "\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e"
    "\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_OPENING = {
    opening: unicodedata.normalize("NFC", closing)
    for opening, closing in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)
}
_CLOSING = frozenset(_BRACKETS[1::2])

_INITIATORS = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"LRE", "RLE", "LRO", "RLO"})
_TAKEN_OUT = _EMBEDDINGS | {"PDF", "BN"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI"}) | _INITIATORS
_TRAILING = frozenset({"WS", "PDI"}) | _INITIATORS
_PLAIN = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON"})
_RAISED = {"L": {"L": 0, "R": 1}, "R": {"R": 0}}
_STRONG_DIRECTION = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


@dataclass(frozen=True)
class Levels:
    """Resolved embedding levels of one paragraph, before it is cut into lines.

    Attributes:
        base: the paragraph's own level, 0 left to right, 1 right to left.
        classes: original bidi class of every character.
        levels: level of every character, `REMOVED` where rule X9 takes it out.
    """

    base: int
    classes: tuple[str, ...]
    levels: tuple[int, ...]


def classes_of(text: str) -> tuple[str, ...]:
    """Bidi class of every character; unassigned ones count as left to right."""
    return tuple(unicodedata.bidirectional(character) or "L" for character in text)


def analyse(text: str, base: int | None) -> Levels:
    """Levels of a paragraph.

    Args:
        text: one paragraph in logical order.
        base: its level, or None to take it from the first strong character (P2, P3).
    """
    classes = classes_of(text)
    if base == 0 and _PLAIN.issuperset(classes):
        # Nothing in here can leave level 0: most German lines take this way.
        return Levels(0, classes, tuple(REMOVED if kind == "BN" else 0 for kind in classes))
    return resolve(classes, base, text)


def resolve(classes: Sequence[str], base: int | None, text: str = "") -> Levels:
    """Levels from bidi classes (X1 to I2); without `text` no character counts as a bracket."""
    partners = _matching_isolates(classes)
    if base is None:
        base = _first_strong(classes, partners, 0, len(classes), 0)
    explicit, types = _explicit(classes, partners, base)
    levels = list(explicit)
    for sequence in _isolating_runs(classes, explicit, partners):
        opens, closes = _outer_directions(sequence, classes, explicit, base)
        embedding = "R" if explicit[sequence[0]] % 2 else "L"
        kinds = _weak([types[index] for index in sequence], opens)
        if text:
            originals = [classes[index] for index in sequence]
            _brackets([text[index] for index in sequence], originals, kinds, embedding, opens)
        _neutrals(kinds, embedding, opens, closes)
        for index, kind in zip(sequence, kinds, strict=True):
            levels[index] += _RAISED[embedding].get(kind, 1 if embedding == "R" else 2)
    return Levels(base, tuple(classes), tuple(levels))


def line_levels(paragraph: Levels, start: int, end: int) -> list[int]:
    """Levels of one line `[start, end)`: rule L1 on the paragraph's levels."""
    levels = list(paragraph.levels[start:end])
    trailing = True
    for index in range(end - start - 1, -1, -1):
        kind = paragraph.classes[start + index]
        if kind in ("B", "S"):
            trailing = True
        if levels[index] == REMOVED:
            continue
        if kind in ("B", "S") or (trailing and kind in _TRAILING):
            levels[index] = paragraph.base
        else:
            trailing = False
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Indices from left to right (L2); removed characters are left out."""
    order = [index for index, level in enumerate(levels) if level != REMOVED]
    highest = max((levels[index] for index in order), default=0)
    for level in range(highest, 0, -1):
        position = 0
        while position < len(order):
            end = position
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            if end > position + 1:
                order[position:end] = order[position:end][::-1]
            position = end + 1
    return order


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """BD9: partner of every matched isolate initiator and PDI, both ways."""
    partners: dict[int, int] = {}
    opened: list[int] = []
    for index, kind in enumerate(classes):
        if kind in _INITIATORS:
            opened.append(index)
        elif kind == "PDI" and opened:
            initiator = opened.pop()
            partners[initiator] = index
            partners[index] = initiator
        elif kind == "B":
            opened.clear()
    return partners


def _first_strong(
    classes: Sequence[str], partners: dict[int, int], start: int, end: int, default: int
) -> int:
    """P2 and P3 within `[start, end)`, skipping what lies inside isolates."""
    index = start
    while index < end:
        kind = classes[index]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        if kind in _INITIATORS:
            index = partners.get(index, end)
        index += 1
    return default


def _explicit(classes: Sequence[str], partners: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: explicit levels and the classes after overrides."""
    levels = [base] * len(classes)
    types = list(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for index, kind in enumerate(classes):
        level, override, _ = stack[-1]
        if kind in _EMBEDDINGS:
            levels[index] = REMOVED
            raised = _next_level(level, rtl=kind in ("RLE", "RLO"))
            if raised <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append((raised, {"LRO": "L", "RLO": "R"}.get(kind, ""), False))
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif kind in _INITIATORS:
            levels[index] = level
            types[index] = override or kind
            rtl = kind == "RLI"
            if kind == "FSI":
                end = partners.get(index, len(classes))
                rtl = _first_strong(classes, partners, index + 1, end, 0) == 1
            raised = _next_level(level, rtl=rtl)
            if raised <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((raised, "", True))
            else:
                overflow_isolates += 1
        elif kind == "PDI":
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
            level, override, _ = stack[-1]
            levels[index] = level
            types[index] = override or kind
        elif kind == "PDF":
            levels[index] = REMOVED
            if overflow_isolates:
                continue
            if overflow_embeddings:
                overflow_embeddings -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
        elif kind == "BN":
            levels[index] = REMOVED
        elif kind == "B":
            levels[index] = base
        else:
            levels[index] = level
            types[index] = override or kind
    return levels, types


def _next_level(level: int, *, rtl: bool) -> int:
    """The least odd (right to left) or even level above `level`."""
    return level + 1 + (level % 2 if rtl else (level + 1) % 2)


def _isolating_runs(
    classes: Sequence[str], levels: Sequence[int], partners: dict[int, int]
) -> list[list[int]]:
    """BD13 and X10: level runs joined over matched isolates, as lists of indices."""
    runs: list[list[int]] = []
    for index, level in enumerate(levels):
        if level == REMOVED:
            continue
        if runs and levels[runs[-1][-1]] == level:
            runs[-1].append(index)
        else:
            runs.append([index])
    starting_at = {run[0]: run for run in runs}
    sequences: list[list[int]] = []
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in partners:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in _INITIATORS and sequence[-1] in partners:
            sequence.extend(starting_at[partners[sequence[-1]]])
        sequences.append(sequence)
    return sequences


def _outer_directions(
    sequence: Sequence[int], classes: Sequence[str], explicit: Sequence[int], base: int
) -> tuple[str, str]:
    """X10: directions met before and after an isolating run sequence (sos and eos)."""
    level = explicit[sequence[0]]
    before = next((explicit[i] for i in range(sequence[0] - 1, -1, -1) if explicit[i] != REMOVED), base)
    last = sequence[-1]
    after = base
    if classes[last] not in _INITIATORS:
        after = next((explicit[i] for i in range(last + 1, len(explicit)) if explicit[i] != REMOVED), base)
    return "R" if max(level, before) % 2 else "L", "R" if max(level, after) % 2 else "L"


def _weak(kinds: list[str], opens: str) -> list[str]:
    """W1 to W7."""
    previous = opens
    for i, kind in enumerate(kinds):  # W1
        if kind == "NSM":
            kinds[i] = "ON" if previous in _INITIATORS or previous == "PDI" else previous
        previous = kinds[i]
    strong = opens
    for i, kind in enumerate(kinds):  # W2, W3
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":
            kinds[i] = "AN"
        elif kind == "AL":
            kinds[i] = "R"
    for i in range(1, len(kinds) - 1):  # W4
        left, right = kinds[i - 1], kinds[i + 1]
        if left == right and (
            (kinds[i] == "ES" and left == "EN") or (kinds[i] == "CS" and left in ("EN", "AN"))
        ):
            kinds[i] = left
    i = 0
    while i < len(kinds):  # W5
        if kinds[i] != "ET":
            i += 1
            continue
        end = i
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if (i and kinds[i - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            kinds[i:end] = ["EN"] * (end - i)
        i = end
    strong = opens
    for i, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            kinds[i] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
    return kinds


def _brackets(
    characters: Sequence[str], originals: Sequence[str], kinds: list[str], embedding: str, opens: str
) -> None:
    """N0: paired brackets take the direction of what they hold, else of what stands before them."""
    for opening, closing in _bracket_pairs(characters, kinds):
        inside = {_STRONG_DIRECTION.get(kinds[i]) for i in range(opening + 1, closing)} - {None}
        if not inside:
            continue
        direction = embedding
        if embedding not in inside:
            context = next(
                (
                    _STRONG_DIRECTION[kinds[i]]
                    for i in range(opening - 1, -1, -1)
                    if kinds[i] in _STRONG_DIRECTION
                ),
                opens,
            )
            if context != embedding:
                direction = context
        for bracket in (opening, closing):
            kinds[bracket] = direction
            following = bracket + 1
            while following < len(kinds) and originals[following] == "NSM":
                kinds[following] = direction
                following += 1


def _bracket_pairs(characters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """BD16, sorted by the opening bracket."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for index, character in enumerate(characters):
        if kinds[index] != "ON":
            continue
        if character in _OPENING:
            if len(opened) == _MAX_OPEN_BRACKETS:
                return []
            opened.append((_OPENING[character], index))
        elif character in _CLOSING:
            wanted = unicodedata.normalize("NFC", character)
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == wanted:
                    pairs.append((opened[depth][1], index))
                    del opened[depth:]
                    break
    return sorted(pairs)


def _neutrals(kinds: list[str], embedding: str, opens: str, closes: str) -> None:
    """N1 and N2."""
    i = 0
    while i < len(kinds):
        if kinds[i] not in _NEUTRAL:
            i += 1
            continue
        end = i
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _STRONG_DIRECTION[kinds[i - 1]] if i else opens
        right = _STRONG_DIRECTION[kinds[end]] if end < len(kinds) else closes
        kinds[i:end] = [left if left == right else embedding] * (end - i)
        i = end
