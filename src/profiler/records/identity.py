"""Which questions say who somebody is: every form asks it in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from profiler.forms.definition import FormDefinition, Question

SAID_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "family_name": ("family_name", "child_family_name"),
        "given_names": ("given_names", "child_given_names"),
        "name_original": ("name_original",),
        "birth_date": ("birth_date", "child_birth_date"),
        "age": ("age", "child_age"),
        "city": ("city",),
        "phone": ("phone", "child_phone"),
        "client_language": ("client_language", "parent_lang"),
    }
)
"""What is known of a person -> the questions that ask it, each in another form."""


def said_by(form: FormDefinition, what: str) -> Question | None:
    """The question of a form that asks this of the person, None if it does not ask it."""
    names = SAID_BY.get(what, (what,))
    return next((form.question(name) for name in names if form.has_question(name)), None)
