"""Answers a form has no place for: told once, kept, and shown until somebody has dealt with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.casting import takes_answers
from profiler.forms.definition import FormDefinition, Question

MARK = "~"
"""Between a path and the form an orphan comes from, where the present form uses that path for something else.
No name in a form can hold this sign."""


class Places:
    """Where the answers of a record can stand.

    Args:
        form: the form.
        rows: (path of the repeat, id of the parent row or "") -> ids of its rows.
    """

    def __init__(self, form: FormDefinition, rows: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
        self._form = form
        self._rows = {path: frozenset[str]() for path in (repeat.path for repeat in form.repeats())}
        for repeat in form.repeats():
            around = form.repeat_of(repeat.path)
            parents = frozenset([""]) if around is None else self._rows[around.path]
            self._rows[repeat.path] = frozenset(
                row for parent in parents for row in rows.get((repeat.path, parent), ())
            )

    def has(self, address: Address) -> bool:
        """Whether a question that takes answers has this address."""
        question = self._form.by_path.get(address.path)
        if not isinstance(question, Question) or not takes_answers(question):
            return False
        repeat = self._form.repeat_of(address.path)
        return address.row == "" if repeat is None else address.row in self._rows[repeat.path]


def orphans(form: FormDefinition, snapshot: Snapshot) -> Mapping[Address, Answer]:
    """The answers and refusals the form has no place for, in the order they were stored."""
    places = Places(form, snapshot.rows)
    return {
        address: answer
        for address, answer in snapshot.answers.items()
        if (answer.value or answer.declined) and not places.has(address)
    }


def marked(address: Address, form: FormDefinition) -> Address:
    """Another address for an orphan whose own belongs to something else now."""
    return Address(f"{address.path}{MARK}{form.sha[:12] or form.version}", address.row)


def origin(path: str) -> tuple[str, str]:
    """The path an orphan had in its own form, and how that form's hash begins ("" if it is not marked)."""
    own, _, sha = path.partition(MARK)
    return own, sha.partition(MARK)[0]


def lost_codes(form: FormDefinition, snapshot: Snapshot) -> Iterator[tuple[Address, str]]:
    """Chosen codes that are in no list any more; such an answer stays and is flagged."""
    for address, answer in snapshot.answers.items():
        question = form.by_path.get(address.path)
        if not isinstance(question, Question) or not question.kind.is_select:
            continue
        if question.choice_list in form.choice_lists and not answer.declined:
            for code in answer.value.split():
                if form.choice(question.choice_list or "", code) is None:
                    yield address, code
