"""What a school form need not ask again: answers of the parent or of the young person themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from profiler.forms.answer import Answer, Source
from profiler.forms.expressions.values import as_date
from profiler.records.household import Relation
from profiler.records.summary import ADDRESS_SECRET, keeps_address_secret
from profiler.records.view import AnsweredForm

_OF_ONESELF: Mapping[str, str] = MappingProxyType(
    {
        "child_family_name": "family_name",
        "child_given_names": "given_names",
        "child_birth_date": "birth_date",
        "child_birth_place": "birth_place",
        "child_gender": "gender",
        "child_nationality": "nationalities",
        "child_phone": "phone",
        "guardian_kind": "guardian_kind",
        "guardian_name": "guardian_name",
        "guardian_phone": "guardian_phone",
        "anderer_elternteil": "anderer_elternteil",
    }
)
_OF_BOTH: Mapping[str, str] = MappingProxyType(
    {"parent_lang": "client_language", "housing": "housing", "in_de_since": "arrived_de"}
)
"""Question of the school form -> question of the assessment."""

_ADDRESS = ("street", "zip", "city")
_GERMAN = "deu"
_NOBODY = "niemand"


def of_oneself(answered: AnsweredForm) -> dict[str, Answer]:
    """What a young person told in their own assessment, by question of the school form."""
    return _taken_over(
        {
            **_named(answered, _OF_ONESELF),
            **_named(answered, _OF_BOTH),
            **_address(answered),
            **_interpreter(answered),
            **_secret(answered),
        }
    )


def of_a_child(parent: AnsweredForm, told: Mapping[str, Answer]) -> dict[str, Answer]:
    """What a parent, or whoever else tells of a child, told in their own assessment.

    Of somebody who keeps their address secret nothing is carried over but what they told of the child itself,
    and that the child's address is secret too (domain 7.1, 4).

    Args:
        parent: their answers.
        told: their row about the child, by question name.
    """
    found = _child(parent, told)
    if keeps_address_secret(parent.snapshot):
        return _taken_over({**found, **_secret(parent)})
    found |= {**_named(parent, _OF_BOTH), **_address(parent), **_interpreter(parent)}
    if told.get("hh_relation", Answer()).value == Relation.KIND:
        found |= _named(parent, {"guardian_phone": "phone"})
        name = " ".join(part for part in (parent.value("given_names"), parent.value("family_name")) if part)
        found |= {"guardian_name": Answer(name)} if name else {}
    return _taken_over(_not_before_birth(found))


def _child(parent: AnsweredForm, told: Mapping[str, Answer]) -> dict[str, Answer]:
    """The name in two parts as far as it can be told, and the birth date.

    A single name stands before the parent's family name; a name of several words is only divided where the
    parent's family name is part of it, because not every people's last word is a family name.
    """
    name, family = told.get("hh_name", Answer()).value.strip(), parent.value("family_name")
    found = {"child_birth_date": told["hh_birth"]} if "hh_birth" in told else {}
    folded, folded_family = name.casefold(), family.casefold()
    given = name
    if family and folded.endswith(f" {folded_family}"):
        given = name[: -len(family)].strip()
    elif family and folded.startswith(f"{folded_family} "):
        given = name[len(family) :].strip()
    elif " " in name or told.get("hh_relation", Answer()).value != Relation.KIND:
        family = ""
    if given:
        found["child_given_names"] = Answer(given)
    if family:
        found["child_family_name"] = Answer(family)
    return found


def _named(answered: AnsweredForm, names: Mapping[str, str]) -> dict[str, Answer]:
    found = {name: answered.answer(other) for name, other in names.items()}
    return {name: answer for name, answer in found.items() if answer is not None and not answer.is_empty}


def _address(answered: AnsweredForm) -> dict[str, Answer]:
    if keeps_address_secret(answered.snapshot):
        return {}
    street, code, city = (answered.value(name) for name in _ADDRESS)
    place = " ".join(part for part in (code, city) if part)
    address = ", ".join(part for part in (street, place) if part)
    return {"child_address": Answer(address)} if address else {}


def _interpreter(answered: AnsweredForm) -> dict[str, Answer]:
    """Whoever spoke through somebody needs somebody again; German needs nobody; all else is asked."""
    kind = answered.value("interpreter_kind")
    if answered.value("client_language") == _GERMAN:
        return {"parent_interpreter": Answer("nein")}
    return {"parent_interpreter": Answer("ja")} if kind not in ("", _NOBODY) else {}


def _secret(answered: AnsweredForm) -> dict[str, Answer]:
    return {ADDRESS_SECRET: Answer("ja")} if keeps_address_secret(answered.snapshot) else {}


def _not_before_birth(found: dict[str, Answer]) -> dict[str, Answer]:
    """A child born after its parents came has its own day, which is asked."""
    born = as_date(found.get("child_birth_date", Answer()).value)
    came = as_date(found.get("in_de_since", Answer()).value)
    if born is not None and came is not None and came < born:
        return {name: answer for name, answer in found.items() if name != "in_de_since"}
    return found


def _taken_over(found: Mapping[str, Answer]) -> dict[str, Answer]:
    return {name: replace(answer, source=Source.UEBERNOMMEN) for name, answer in found.items()}
