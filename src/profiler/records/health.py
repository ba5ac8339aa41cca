"""Which answers touch health and therefore lie sealed apart from all others (form A, A9; B8)."""

from __future__ import annotations

from collections.abc import Iterable

from profiler.forms.answer import Address
from profiler.forms.definition import FormDefinition, Question
from profiler.forms.orphans import origin

HEALTH = "gesundheit"
"""Category behind its own wall: no column of the release, on no sheet, never printed unless asked for."""


def is_health(form: FormDefinition, path: str) -> bool:
    """Whether the question of this path, or a group around it, is about health.

    Answers a form has no place for any more keep what their old path says.
    """
    own, _ = origin(path)
    node = form.by_path.get(own)
    if not isinstance(node, Question):
        return False
    return HEALTH in (node.category, *(group.category for group in form.enclosing(own)))


def health_addresses(form: FormDefinition, addresses: Iterable[Address]) -> frozenset[Address]:
    """Those addresses whose answers are about health."""
    return frozenset(address for address in addresses if is_health(form, address.path))
