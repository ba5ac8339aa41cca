"""The few values of a record that lists and searches are made from."""

from __future__ import annotations

from collections.abc import Mapping

from profiler.forms.answer import Address, Snapshot
from profiler.forms.session import FormSession
from profiler.records.completeness import asked_questions, is_answered
from profiler.records.health import is_health
from profiler.records.identity import said_by

NAMED = ("family_name", "given_names", "name_original", "birth_date", "city", "phone")
"""What is a fact of a person, whatever question of the form asks it."""

ANSWERED = "answered"
ASKED = "asked"

SHORT_FORM = "short"
"""Tier of the questions that count for the progress in lists."""

ADDRESS_SECRET = "address_secret"  # noqa: S105 - the name of a question

_PLACES = ("city",)


def facts_of(session: FormSession) -> Mapping[str, str]:
    """Fact name -> value; what is unanswered, hidden, refused or about health has none.

    A secret address makes no fact, so that it shows in no list and no search (domain 7.1, 4). `answered` and
    `asked` count the questions of the short form, in every row.
    """
    secret = keeps_address_secret(session.snapshot())
    facts = {
        name: value
        for name in NAMED
        if not (secret and name in _PLACES) and (value := _relevant(session, name))
    }
    short = [address for address, question in asked_questions(session) if question.tier == SHORT_FORM]
    facts[ANSWERED] = str(sum(is_answered(session, address) for address in short))
    facts[ASKED] = str(len(short))
    return facts


def keeps_address_secret(snapshot: Snapshot) -> bool:
    """Whether an answer asks to keep the address secret, hidden or not: in doubt it stays secret."""
    return any(
        answer.value == "ja" and address.path.endswith(f"/{ADDRESS_SECRET}")
        for address, answer in snapshot.answers.items()
    )


def _relevant(session: FormSession, name: str) -> str:
    question = said_by(session.form, name)
    if question is None or is_health(session.form, question.path):
        return ""
    return session.value(Address(question.path))
