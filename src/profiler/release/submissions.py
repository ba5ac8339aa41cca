"""What a person gets as data: their answers, and around them what gives no closed answer away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from profiler.forms.answer import Address
from profiler.forms.compiled import CompiledForm, compile_form
from profiler.forms.definition import FormDefinition, Group, Question, walk
from profiler.forms.dependencies import dependencies
from profiler.forms.tasks import TaskKind
from profiler.records.record import Record
from profiler.records.view import AnsweredForm, AnsweredItem, opened
from profiler.release.headers import header
from profiler.release.items import in_form_order
from profiler.release.outputs import Enclosure, OwnCopy
from profiler.release.own import on_own_papers

RowIds: TypeAlias = Mapping[tuple[str, str], tuple[str, ...]]
"""(path of the repeat, id of the parent row or "") -> ids of its rows in order."""

_TELLING = (TaskKind.VALUE, TaskKind.RELEVANCE, TaskKind.COUNT)
"""What can be seen from outside: a value, that a question is asked, how many rows there are."""


def own_submission(
    record: Record, answered: AnsweredForm, enclosure: Enclosure, *, with_health: bool = False
) -> OwnCopy[Enclosure]:
    """A person's own answers with what the form worked out from them (GDPR, Art. 15 and 20).

    Args:
        record: whose answers.
        answered: the record's answers under its form.
        enclosure: what goes with it.
        with_health: whether the person asked for the answers about health too.
    """
    telling = _telling(answered.form, with_health)

    def allowed(item: AnsweredItem) -> bool:
        if not on_own_papers(answered.form, item.question, with_health=with_health):
            return False
        return item.question.kind.is_asked or item.question.path not in telling

    return OwnCopy(
        record_id=record.record_id,
        header=header(record, answered, allowed),
        form=answered.form,
        sections=in_form_order(answered, allowed, calculated=True),
        enclosure=enclosure,
    )


def left_open(answered: AnsweredForm, *, with_health: bool = False) -> frozenset[Address]:
    """The questions that were asked and not answered, as far as a person's own copy may name them."""
    telling = _telling(answered.form, with_health)
    told = {item.address for item in answered.every_item()}
    return frozenset(
        address
        for address in answered.asked
        if address not in told
        and address.path not in telling
        and _may_show(answered.form, address.path, with_health)
    )


def relevant_rows(answered: AnsweredForm) -> RowIds:
    """The rows of every relevant repeat."""
    session = opened(answered.form, answered.snapshot, answered.today)
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    parents: dict[str, tuple[str, ...]] = {}
    for repeat in answered.form.repeats():
        around = answered.form.repeat_of(repeat.path)
        inside: list[str] = []
        for parent in ("",) if around is None else parents[around.path]:
            found = session.rows(repeat.path, parent)
            if found and session.state(Address(repeat.path, parent)).relevant:
                rows[repeat.path, parent] = found
                inside += found
        parents[repeat.path] = tuple(inside)
    return rows


def own_name(answered: AnsweredForm, *, with_health: bool = False) -> str:
    """What the form calls this record, "" if that would give a closed answer away."""
    form = answered.form
    if not form.instance_name:
        return ""
    tree, _ = compile_form(form).expressions(form.instance_name)
    seen = {use.path for use in dependencies(tree, form.root.path, form)}
    if seen & _telling(form, with_health):
        return ""
    return opened(form, answered.snapshot, answered.today).name()


def _may_show(form: FormDefinition, path: str, with_health: bool) -> bool:
    node = form.by_path[path]
    return isinstance(node, Question) and on_own_papers(form, node, with_health=with_health)


def _telling(form: FormDefinition, with_health: bool) -> frozenset[str]:
    """Paths of the closed questions and of everything that follows from them."""
    compiled = compile_form(form)
    waiting = [
        question.path
        for question in form.questions()
        if not on_own_papers(form, question, with_health=with_health)
    ]
    found = set(waiting)
    while waiting:
        for path in _following(compiled, waiting.pop()):
            if path not in found:
                found.add(path)
                waiting.append(path)
    return frozenset(found)


def _following(compiled: CompiledForm, path: str) -> list[str]:
    following: list[str] = []
    for task, _ in compiled.dependents.get(path, ()):
        node = compiled.form.by_path[task.path]
        if task.kind in _TELLING:
            following += [each.path for each in walk(node)] if isinstance(node, Group) else [node.path]
    return following
