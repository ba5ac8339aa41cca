"""Functions over texts."""

from __future__ import annotations

import math
import re

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.patterns import PatternError, pattern
from profiler.forms.expressions.registry import ANY_NUMBER, Function, strict
from profiler.forms.expressions.values import EvaluationError, Value, to_number, to_text


def all_texts(values: tuple[Value, ...]) -> list[str]:
    """The texts of the arguments; a node-set gives one for each of its nodes."""
    texts: list[str] = []
    for value in values:
        if isinstance(value, list):
            texts += [node.text for node in value]
        else:
            texts.append(to_text(value))
    return texts


def _substr(text: Value, start: Value, end: Value | None = None) -> str:
    whole = to_text(text)
    first = to_number(start)
    last = len(whole) if end is None else to_number(end)
    if math.isnan(first) or math.isnan(last):
        return ""
    # Beyond the text it makes no difference how far.
    most = len(whole) + 1
    return whole[int(max(-most, min(most, first))) : int(max(-most, min(most, last)))]


def _substring(text: Value, start: Value, length: Value | None = None) -> str:
    """XPath 1.0, 4.2: positions count from 1, limits are rounded."""
    first = math.floor(to_number(start) + 0.5) if math.isfinite(to_number(start)) else to_number(start)
    end = math.inf
    if length is not None:
        count = to_number(length)
        end = first + (math.floor(count + 0.5) if math.isfinite(count) else count)
    return "".join(letter for place, letter in enumerate(to_text(text), 1) if first <= place < end)


def _before(text: Value, mark: Value) -> str:
    head, found, _ = to_text(text).partition(to_text(mark)) if to_text(mark) else ("", "", "")
    return head if found else ""


def _after(text: Value, mark: Value) -> str:
    if not to_text(mark):
        return to_text(text)
    return to_text(text).partition(to_text(mark))[2]


def _translate(text: Value, old: Value, new: Value) -> str:
    table: dict[int, str | None] = {}
    replacement = to_text(new)
    for place, letter in enumerate(to_text(old)):
        table.setdefault(ord(letter), replacement[place] if place < len(replacement) else None)
    return to_text(text).translate(table)


def _normalize_space(context: Context, text: Value | None = None) -> str:
    whole = context.node.text if text is None else to_text(text)
    return " ".join(part for part in re.split("[ \\t\\r\\n]+", whole) if part)


def _regex(text: Value, expression: Value) -> bool:
    """Anchored at both ends as in JavaRosa; the lint asks for `^...$`, where all engines agree."""
    try:
        return pattern(to_text(expression))(to_text(text))
    except PatternError:
        raise EvaluationError("invalid_pattern", "regex") from None


_LONGEST_ID = 10_000


def _uuid(context: Context, length: Value | None = None) -> str:
    letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    chance = context.environment.chance
    if length is not None:
        count = to_number(length)
        if not 0 <= count <= _LONGEST_ID:
            raise EvaluationError("invalid_argument", "uuid")
        return "".join(chance.choice(letters) for _ in range(int(count)))
    if context.environment.new_id is not None:
        return context.environment.new_id()
    bits = (chance.getrandbits(128) & ~(0xF000 << 64) & ~(0xC000 << 48)) | (0x4000 << 64) | (0x8000 << 48)
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _string(context: Context, value: Value | None = None) -> str:
    return context.node.text if value is None else to_text(value)


TEXT_FUNCTIONS: tuple[Function, ...] = (
    Function("string", 0, 1, _string),
    strict("concat", 0, ANY_NUMBER, lambda *values: "".join(all_texts(values))),
    strict("join", 1, ANY_NUMBER, lambda mark, *values: to_text(mark).join(all_texts(values))),
    strict("substr", 2, 3, _substr),
    strict("substring", 2, 3, _substring),
    strict("substring-before", 2, 2, _before),
    strict("substring-after", 2, 2, _after),
    strict("translate", 3, 3, _translate),
    Function("string-length", 0, 1, lambda context, *text: float(len(_string(context, *text)))),
    Function("normalize-space", 0, 1, _normalize_space),
    strict("contains", 2, 2, lambda text, part: to_text(part) in to_text(text)),
    strict("starts-with", 2, 2, lambda text, part: to_text(text).startswith(to_text(part))),
    strict("ends-with", 2, 2, lambda text, part: to_text(text).endswith(to_text(part))),
    strict("regex", 2, 2, _regex),
    Function("uuid", 0, 1, _uuid),
    Function("version", 0, 0, lambda context: context.environment.version),
    Function("jr:itext", 1, 1, lambda context, key: context.environment.itext(to_text(key))),
)
