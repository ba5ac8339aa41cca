"""What of a form cannot be worked out, told once before it is played."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from profiler.forms.definition import FormDefinition, Node, Question, Repeat
from profiler.forms.expressions.checking import Trouble, check

_TOLD: Mapping[Trouble, str] = {
    Trouble.UNKNOWN_FUNCTION: "die Funktion „{function}“ gibt es nicht",
    Trouble.UNSUPPORTED_FUNCTION: "die Funktion „{function}“ kann dieses Programm nicht",
    Trouble.ARITY: "die Funktion „{function}“ hat zu viele oder zu wenige Angaben",
}


def faults(form: FormDefinition) -> Iterator[str]:
    """One German line for each question with an expression that will fail."""
    for node in form.walk():
        troubles = [trouble for text in _expressions(node) for trouble in check(text)]
        said = [_TOLD[each.code].format_map(each.args) for each in troubles if each.code in _TOLD]
        if said:
            yield f"Frage „{node.name}“: {'; '.join(dict.fromkeys(said))}. Was davon abhängt, bleibt leer."


def _expressions(node: Node) -> Iterator[str]:
    yield from (node.relevant, node.readonly)
    if isinstance(node, Repeat):
        yield node.count
    if isinstance(node, Question):
        yield from (node.required, node.constraint, node.calculation, node.choice_filter)


@contextmanager
def told_once() -> Iterator[None]:
    """The engine does not log again, at every edit, what could not be worked out."""
    log = logging.getLogger("profiler.forms.running")
    log.addFilter(_nothing)
    try:
        yield
    finally:
        log.removeFilter(_nothing)


def _nothing(_record: logging.LogRecord) -> bool:
    return False
