"""Functions over node-sets, choices and repeats."""

from __future__ import annotations

import math

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.registry import Function, strict
from profiler.forms.expressions.shuffling import seed_of, seeded, shuffled
from profiler.forms.expressions.values import EvaluationError, Value, to_nodes, to_number, to_text


def _position(context: Context, node: Value | None = None) -> float:
    if node is None:
        return float(context.position)
    nodes = to_nodes(node, "position")
    return float(nodes[0].index()) if nodes else math.nan


def _instance(context: Context, key: Value) -> Value:
    document = context.environment.instances.get(to_text(key))
    return [] if document is None else [document]


def _pulldata(context: Context, instance: Value, column: Value, key: Value, value: Value) -> str:
    document = context.environment.instances.get(to_text(instance))
    if document is None:
        raise EvaluationError("unknown_instance", "pulldata")
    key_name, wanted = to_text(key), to_text(value)
    for item in document.below():
        if any(cell.text == wanted for cell in item.named(key_name)):
            return to_text(item.named(to_text(column)))
    return ""


def _selected(chosen: Value, code: Value) -> bool:
    wanted, found = to_text(code).strip(), to_text(chosen).split()
    return wanted in found if wanted else not found


def _selected_at(chosen: Value, index: Value) -> str:
    codes, place = to_text(chosen).split(), to_number(index)
    return codes[int(place)] if 0 <= place < len(codes) else ""


def _choice_name(context: Context, code: Value, path: Value) -> str:
    return context.environment.choice_name(to_text(code), to_text(path).strip(), context.origin)


def _indexed_repeat(context: Context, wanted: Value, *pairs: Value) -> str:
    nodes = to_nodes(wanted, "indexed-repeat")
    if len(pairs) % 2:
        raise EvaluationError("arity", "indexed-repeat")
    for rows, index in zip(pairs[::2], pairs[1::2], strict=True):
        name = {row.name for row in to_nodes(rows, "indexed-repeat")}
        place = to_number(index)
        nodes = [
            node
            for node in nodes
            if any(each.name in name and each.index() == place for each in (node, *node.ancestors()))
        ]
    around = set(map(id, context.origin.ancestors()))
    nodes.sort(key=lambda node: -sum(id(each) in around for each in node.ancestors()))
    return nodes[0].text if nodes else ""


def _randomize(context: Context, nodes: Value, seed: Value | None = None) -> Value:
    chance = context.environment.chance
    drawn = chance.random if seed is None else seeded(seed_of(seed))
    return shuffled(to_nodes(nodes, "randomize"), drawn)


NODE_FUNCTIONS: tuple[Function, ...] = (
    strict("count", 1, 1, lambda nodes: float(len(to_nodes(nodes, "count")))),
    strict(
        "count-non-empty",
        1,
        1,
        lambda nodes: float(sum(node.text != "" for node in to_nodes(nodes, "count-non-empty"))),
    ),
    Function("position", 0, 1, _position),
    Function("last", 0, 0, lambda context: float(context.size)),
    Function("current", 0, 0, lambda context: [context.origin]),
    Function("instance", 1, 1, _instance),
    Function("pulldata", 4, 4, _pulldata),
    strict("selected", 2, 2, _selected),
    strict("selected-at", 2, 2, _selected_at),
    strict("count-selected", 1, 1, lambda chosen: float(len(to_text(chosen).split()))),
    Function("jr:choice-name", 2, 2, _choice_name),
    Function("indexed-repeat", 3, 7, _indexed_repeat),
    Function("randomize", 1, 2, _randomize),
)
