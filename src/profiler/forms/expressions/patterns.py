"""Matches whole texts against the patterns of `regex()`; no pattern makes it hang.

Python's own engine tries one way after the other, which for `(a+)+b` takes twice as long with every letter.
Such patterns are followed on all ways at once instead (Thompson, Regular Expression Search Algorithm, 1968).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]  # private, yet the only reader of patterns
from typing import Any, TypeAlias

Matches: TypeAlias = Callable[[str], bool]
"""Whether a whole text is as a pattern says."""

_Test: TypeAlias = Callable[[str], bool]
_Argument: TypeAlias = Any
_Parsed: TypeAlias = Iterable[tuple[object, _Argument]]
"""What Python's reader of patterns gives: operations with their arguments."""

_Where: TypeAlias = Callable[[str, int], bool]
"""Whether an assertion holds at a place of a text."""

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_ASSERTS = (_constants.ASSERT, _constants.ASSERT_NOT)
_LONG = 50
"""Repeats that may take more letters than this count as endless."""
_MOST_LONG = 2
"""So many endless repeats one after the other Python's engine may try out."""
_MOST_STATES = 2000
_CATEGORIES = {
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_NOT_SPACE: r"\S",
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
}


class PatternError(ValueError):
    """A text that is no pattern, or one too large or too entangled to be followed in bounded time."""


@lru_cache(maxsize=256)
def pattern(expression: str) -> Matches:
    r"""What matches whole texts against a pattern, anchored at both ends; `\d` and `\w` mean ASCII.

    Raises:
        PatternError: the pattern cannot be used.
    """
    try:
        compiled = re.compile(expression, re.ASCII)
        parsed = _parser.parse(expression, re.ASCII)
        if _is_tame(parsed):
            return lambda text: compiled.fullmatch(text) is not None
        return _Machine(parsed, parsed.state.flags).matches
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(str(error)) from error


def _is_tame(parsed: _Parsed) -> bool:
    """Whether trying one way after the other takes little time: no repeats in repeats, few endless ones."""
    try:
        return _endless(parsed, inside=False) <= _MOST_LONG
    except PatternError:
        return False


def _endless(parsed: _Parsed, *, inside: bool) -> int:
    """How many endless repeats stand one after the other; those of an assertion are tried out on their own.

    Raises:
        PatternError: inside a repeat something can be taken in several ways.
    """
    count = 0
    for operation, argument in parsed:
        if operation in _REPEATS:
            least, most, body = argument
            if inside and least != most:
                raise PatternError("repeat in a repeat")
            count += most > _LONG
            count += _endless(body, inside=inside or most > 1)
        elif operation is _constants.SUBPATTERN:
            count += _endless(argument[3], inside=inside)
        elif operation is _constants.BRANCH:
            if inside:
                raise PatternError("branch in a repeat")
            count += max(_endless(branch, inside=inside) for branch in argument[1])
        elif operation in _ASSERTS:
            count = max(count, _endless(argument[1], inside=inside))
        elif operation is _constants.GROUPREF and inside:
            raise PatternError("group in a repeat")
    return count


class _Machine:
    """A pattern as states that are left by a letter, by choice, or where an assertion holds.

    Args:
        parsed: the pattern.
        flags: those set inside it.

    Raises:
        PatternError: it has too many states, or refers to what it has matched before.
    """

    def __init__(self, parsed: _Parsed, flags: int) -> None:
        self._flags = flags
        self._tests: list[_Test | None] = []
        self._free: list[tuple[int, ...]] = []
        self._where: list[_Where | None] = []
        self._add(parsed)
        self._end = self._state()

    def matches(self, text: str) -> bool:
        """Whether the whole text is as the pattern says."""
        return self._end in self._after(text, 0, whole=True)

    def begins(self, text: str, start: int) -> bool:
        """Whether something that is as the pattern says begins at a place of a text."""
        return self._end in self._after(text, start, whole=False)

    def does_not_begin(self, text: str, start: int) -> bool:
        """The opposite of `begins`."""
        return not self.begins(text, start)

    def _after(self, text: str, start: int, *, whole: bool) -> set[int]:
        """The states after the text, or as soon as the end is among them."""
        states = self._reached({0}, text, start)
        for place in range(start, len(text)):
            if not states or (not whole and self._end in states):
                break
            letter = text[place]
            left = {state + 1 for state in states if (test := self._tests[state]) and test(letter)}
            states = self._reached(left, text, place + 1)
        return states

    def _reached(self, states: set[int], text: str, place: int) -> set[int]:
        """The states and all one comes to from them without a letter."""
        found, waiting = set(states), list(states)
        while waiting:
            state = waiting.pop()
            where = self._where[state]
            if where is None or where(text, place):
                new = [each for each in self._free[state] if each not in found]
                found.update(new)
                waiting += new
        return found

    def _state(self, test: _Test | None = None, *free: int, where: _Where | None = None) -> int:
        if len(self._tests) >= _MOST_STATES:
            raise PatternError("too many states")
        self._tests.append(test)
        self._free.append(free)
        self._where.append(where)
        return len(self._tests) - 1

    def _add(self, parsed: _Parsed) -> None:
        for operation, argument in parsed:
            if operation in _REPEATS and operation is not _constants.POSSESSIVE_REPEAT:
                self._repeat(*argument)
            elif operation is _constants.SUBPATTERN and not argument[1] and not argument[2]:
                self._add(argument[3])
            elif operation is _constants.BRANCH:
                self._branch(argument[1])
            elif operation is _constants.AT:
                self._only_where(_places(argument, self._flags))
            elif operation in _ASSERTS and argument[0] == 1:
                ahead = _Machine(argument[1], self._flags)
                self._only_where(ahead.begins if operation is _constants.ASSERT else ahead.does_not_begin)
            else:
                self._state(_letter(operation, argument, self._flags))

    def _only_where(self, where: _Where) -> None:
        state = self._state(where=where)
        self._free[state] = (state + 1,)

    def _repeat(self, least: int, most: int, body: _Parsed) -> None:
        for _ in range(least):
            self._add(body)
        if most == _constants.MAXREPEAT:
            start = self._state()
            self._add(body)
            self._free[start] = (start + 1, self._state(None, start) + 1)
            return
        starts = []
        for _ in range(most - least):
            starts.append(self._state())
            self._add(body)
        for start in starts:
            self._free[start] = (start + 1, len(self._tests))

    def _branch(self, branches: Iterable[_Parsed]) -> None:
        start, ends, starts = self._state(), [], []
        for branch in branches:
            starts.append(len(self._tests))
            self._add(branch)
            ends.append(self._state())
        self._free[start] = tuple(starts)
        for end in ends:
            self._free[end] = (len(self._tests),)


def _letter(operation: object, argument: _Argument, flags: int) -> _Test:
    """Whether a letter is as one operation says."""
    if operation is _constants.ANY:
        return lambda letter: letter != "\n" or bool(flags & re.DOTALL)
    if operation is _constants.LITERAL or operation is _constants.NOT_LITERAL:
        written = re.escape(chr(argument))
        written = written if operation is _constants.LITERAL else f"[^{written}]"
    elif operation is _constants.IN:
        written = f"[{''.join(_member(*each) for each in argument)}]"
    else:
        raise PatternError(f"cannot be followed: {operation}")
    match = re.compile(written, flags & re.IGNORECASE | re.ASCII).match
    return lru_cache(maxsize=512)(lambda letter: match(letter) is not None)


def _member(operation: object, argument: _Argument) -> str:
    if operation is _constants.NEGATE:
        return "^"
    if operation is _constants.RANGE:
        return "-".join(re.escape(chr(code)) for code in argument)
    return _CATEGORIES[argument] if operation is _constants.CATEGORY else re.escape(chr(argument))


def _places(code: object, flags: int) -> _Where:
    """Where a mark like `^` holds."""
    marks = {
        _constants.AT_BEGINNING: "^",
        _constants.AT_BEGINNING_STRING: r"\A",
        _constants.AT_BOUNDARY: r"\b",
        _constants.AT_NON_BOUNDARY: r"\B",
        _constants.AT_END: "$",
        _constants.AT_END_STRING: r"\Z",
    }
    match = re.compile(marks[code], flags & re.MULTILINE | re.ASCII).match
    return lambda text, place: match(text, place) is not None
