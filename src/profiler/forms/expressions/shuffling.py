"""The order `randomize()` gives, the same in every ODK engine for the same seed."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from profiler.forms.expressions.values import Value, to_number, to_text

Item = TypeVar("Item")

_MODULUS = 2_147_483_647
_FACTOR = 16_807
_LARGEST, _SMALLEST = 2**63 - 1, -(2**63)


def seed_of(value: Value) -> int:
    """The whole number a seed stands for.

    A number loses its fraction, as Java's `longValue` does; empty text gives 0; any other text gives the
    first 64 bits of its SHA-256 as a signed number (JavaRosa, ODK Web Forms).
    """
    number = to_number(value)
    if math.isnan(number):
        text = to_text(value)
        if text in ("", "NaN"):
            return 0
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True)
    if math.isinf(number):
        return _LARGEST if number > 0 else _SMALLEST
    return max(_SMALLEST, min(_LARGEST, int(number)))


def seeded(seed: int) -> Callable[[], float]:
    """The minimal standard generator of Park and Miller: a source of numbers from 0 up to 1."""
    state = abs(seed) % _MODULUS * (-1 if seed < 0 else 1)
    if state <= 0:
        state += _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * _FACTOR % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


def shuffled(items: Sequence[Item], draw: Callable[[], float]) -> list[Item]:
    """The items in random order: Fisher and Yates, inside out."""
    order: list[Item] = []
    for item in items:
        place = math.floor(draw() * (len(order) + 1))
        if place == len(order):
            order.append(item)
        else:
            order.append(order[place])
            order[place] = item
    return order
