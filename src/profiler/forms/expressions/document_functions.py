"""Functions over documents in general: names, namespaces, ids, languages (XPath 1.0, 4.1 and 4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from profiler.forms.expressions.context import Context
from profiler.forms.expressions.nodes import Node, in_document_order
from profiler.forms.expressions.registry import Function
from profiler.forms.expressions.values import Value, to_nodes, to_text


def _asked(context: Context, nodes: Value | None, function: str) -> Node | None:
    if nodes is None:
        return context.node
    found = to_nodes(nodes, function)
    return found[0] if found else None


def _name(context: Context, nodes: Value | None = None) -> str:
    node = _asked(context, nodes, "name")
    return "" if node is None else node.full_name


def _local_name(context: Context, nodes: Value | None = None) -> str:
    node = _asked(context, nodes, "local-name")
    return "" if node is None else node.full_name.rpartition(":")[2]


def _namespace_uri(context: Context, nodes: Value | None = None) -> str:
    node = _asked(context, nodes, "namespace-uri")
    return "" if node is None else node.uri


def _with_id(context: Context) -> Iterator[tuple[str, Node]]:
    *_, top = (context.node, *context.node.ancestors())
    for node in top.below():
        for attribute in node.attributes:
            if attribute.name in ("id", "xml:id"):
                yield attribute.value, node


def _id(context: Context, wanted: Value) -> list[Node]:
    """Elements by their attribute `id` or `xml:id`; documents without a type say no more about ids."""
    texts = [node.text for node in wanted] if isinstance(wanted, list) else [to_text(wanted)]
    keys = {key for text in texts for key in text.split()}
    first: dict[str, Node] = {}
    for key, node in _with_id(context):
        if key in keys:
            first.setdefault(key, node)
    return in_document_order(first.values())


def _lang(context: Context, wanted: Value) -> bool:
    """Whether the nearest `xml:lang`, else the active language, is the language or a variety of it."""
    asked = to_text(wanted).lower()
    spoken = context.environment.language
    for node in (context.node, *context.node.ancestors()):
        marks = [each.value for each in node.attributes if each.name == "xml:lang"]
        if marks:
            spoken = marks[0]
            break
    spoken = spoken.lower()
    return spoken == asked or spoken.startswith(f"{asked}-")


DOCUMENT_FUNCTIONS: tuple[Function, ...] = (
    Function("name", 0, 1, _name),
    Function("local-name", 0, 1, _local_name),
    Function("namespace-uri", 0, 1, _namespace_uri),
    Function("id", 1, 1, _id),
    Function("lang", 1, 1, _lang),
)
