"""Matches whole texts against the patterns of `regex()`; no pattern makes it hang."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

Matches: TypeAlias = Callable[[str], bool]
"""Whether a whole text is as a pattern says; raises PatternError if that takes too long."""

_SECONDS = 0.2
"""No answer of a person takes a sound pattern a thousandth of it."""

_LONGEST = 4000
"""Letters of a pattern; far more than any form has."""


class PatternError(ValueError):
    """A text that is no pattern, or one that takes too long."""


@lru_cache(maxsize=256)
def pattern(expression: str) -> Matches:
    r"""What matches whole texts against a pattern, anchored at both ends; `\d` and `\w` mean ASCII.

    Raises:
        PatternError: the pattern cannot be read.
    """
    # Python's own engine can be held up for ever by `(a+)+b`; this one can be told when to stop.
    import regex  # type: ignore[import-untyped]  # ships no types

    if len(expression) > _LONGEST:
        raise PatternError("too long")
    try:
        compiled = regex.compile(expression, regex.ASCII | regex.VERSION0)
    except (regex.error, OverflowError, RecursionError, MemoryError) as error:
        raise PatternError(str(error)) from error

    def matches(text: str) -> bool:
        try:
            return compiled.fullmatch(text, timeout=_SECONDS) is not None
        except TimeoutError:
            raise PatternError("takes too long") from None

    return matches
