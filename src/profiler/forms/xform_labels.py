"""The texts of an XForm straight from its XML: `jr:itext()` and `jr:choice-name()` of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from profiler.forms.expressions.compiler import compile_expression
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.values import to_text
from profiler.forms.xml_nodes import XmlDocument, attribute

_SELECTS = ("select1", "select", "rank")


class XFormLabels:
    """What an XForm says in its languages, and what it takes its choices from.

    Attributes:
        instances: every instance with an id, for `instance('id')`.
    """

    def __init__(self, document: XmlDocument) -> None:
        self._document = document

    @cached_property
    def instances(self) -> Mapping[str, Node]:
        """Id -> the `instance` element."""
        found: dict[str, Node] = {}
        for node in self._document.elements("instance"):
            key = attribute(node, "id")
            if key is not None:
                found.setdefault(key, node)
        return found

    @cached_property
    def _translations(self) -> Mapping[str | None, Mapping[str, list[Node]]]:
        """Language -> id -> its `value` elements; the default language also under None."""
        found: dict[str | None, Mapping[str, list[Node]]] = {}
        usual: Mapping[str, list[Node]] | None = None
        for translation in self._document.elements("translation"):
            texts = {
                attribute(text, "id") or "": [value for value in text.children if _is(value, "value")]
                for text in translation.children
                if _is(text, "text")
            }
            found.setdefault(attribute(translation, "lang"), texts)
            if usual is None or attribute(translation, "default") is not None:
                usual = texts
        if usual is not None:
            found[None] = usual
        return found

    def itext(self, language: str | None) -> Callable[[str], list[Node]]:
        """Finds the values of a text in a language, in the default language where there is none such."""
        translations = self._translations
        texts = translations.get(language) or translations.get(None, {})
        return lambda key: texts.get(key, [])

    def choice_name(self, environment: Environment, code: str, path: str, origin: Node) -> str:
        """The label of a code in the select at the path, "" if there is none."""
        controls = (each for name in _SELECTS for each in self._document.elements(name))
        for control in controls:
            if attribute(control, "ref") == path:
                for label in self._labels(control, code, environment, origin):
                    return label
        return ""

    def _labels(self, control: Node, code: str, environment: Environment, origin: Node) -> Iterator[str]:
        for item in control.children:
            if _is(item, "item") and any(
                _is(each, "value") and each.text.strip() == code for each in item.children
            ):
                yield from self._inline(item, environment)
            elif _is(item, "itemset"):
                yield from self._from_list(item, code, environment, origin)

    def _inline(self, item: Node, environment: Environment) -> Iterator[str]:
        for label in item.children:
            if _is(label, "label"):
                reference = attribute(label, "ref")
                if reference is None:
                    yield label.text
                else:
                    yield _value_of(reference, item, environment, item)

    def _from_list(self, itemset: Node, code: str, environment: Environment, origin: Node) -> Iterator[str]:
        references = {each.name.rpartition(":")[2]: attribute(each, "ref") or "" for each in itemset.children}
        try:
            found = compile_expression(attribute(itemset, "nodeset") or "()")(Context(origin, environment))
        except ExpressionSyntaxError:
            return
        for node in found if isinstance(found, list) else []:
            if _value_of(references.get("value", ""), node, environment, origin) == code:
                yield _value_of(references.get("label", ""), node, environment, origin)


def _is(node: Node, local_name: str) -> bool:
    return node.name.rpartition(":")[2] == local_name


def _value_of(expression: str, node: Node, environment: Environment, origin: Node) -> str:
    try:
        return to_text(compile_expression(expression)(Context(node, environment, origin)))
    except ExpressionSyntaxError:
        return ""
