"""Evaluates expressions over any XML document: an XForm, a bare instance, a web page."""

from __future__ import annotations

import random
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cached_property, lru_cache, partial

from profiler.forms.expressions.compiler import Evaluate, compile_expression
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.values import EvaluationError, Value
from profiler.forms.xform_labels import XFormLabels
from profiler.forms.xml_nodes import UnreadableXmlError, XmlDocument, attribute, read_xml

_KEPT_BYTES = 128 * 1024 * 1024
"""Of all documents together."""
_NODE = 250
_CHARACTER = 3
"""Bytes a node takes, and a character of the document as it came and in its nodes."""
_KEPT_EXPRESSIONS = 4096
_KEPT_CONTEXTS = 1024
"""Of one document: places expressions are asked at."""


@dataclass(frozen=True, slots=True)
class Question:
    """One expression and the document it is about.

    Attributes:
        xml: the document.
        expression: what to evaluate.
        context: path of the context node; None for the root. If an XForm has no such node but its primary
            instance has, then that counts as the document.
        root: path of the element that counts as the document; None for the document itself.
        language: active language; None for the document's default.
    """

    xml: str
    expression: str
    context: str | None = None
    root: str | None = None
    language: str | None = None


class UnanswerableError(ValueError):
    """A question that cannot be answered.

    Attributes:
        reason: `syntax`, `too_deep`, `broken_xml` `forbidden_xml` `too_large_xml` `too_deep_xml`,
            `unknown_context`, `unknown_root`, or the reason of an EvaluationError.
        subject: where or what: a position, a line, a path, a function.
    """

    def __init__(self, reason: str, subject: str) -> None:
        super().__init__(f"{reason}: {subject}")
        self.reason = reason
        self.subject = subject


class Evaluator:
    """Answers one question after the other; documents and expressions last used are kept ready."""

    def __init__(
        self,
        *,
        today: Callable[[], date],
        now: Callable[[], datetime],
        zone: tzinfo | None = None,
        chance: random.Random | None = None,
    ) -> None:
        """Set up.

        Args:
            today: the present day.
            now: the present moment, aware.
            zone: where dates begin at midnight; None counts dates in whole days, as the desk does.
            chance: source of `random()`.
        """
        self._today = today
        self._now = now
        self._zone = zone
        self._chance = chance or random.Random()  # noqa: S311 - order of choices, no secret
        self._documents = _Shelf()
        self._compiled: Callable[[str], Evaluate] = lru_cache(maxsize=_KEPT_EXPRESSIONS)(compile_expression)

    def value(self, question: Question) -> Value:
        """The value of an expression, by XPath 1.0 to the letter (see `Environment.strict`).

        Raises:
            UnanswerableError: it cannot be read or evaluated, or the document or a path in it does not exist.
        """
        try:
            prepared = self._documents.get(question.xml)
            key = (question.context, question.root, question.language)
            context = prepared.contexts.get(key)
            if context is None:
                if len(prepared.contexts) >= _KEPT_CONTEXTS:
                    prepared.contexts.clear()
                context = prepared.contexts[key] = self._context(prepared, question)
            return self._compiled(question.expression)(context)
        except ExpressionSyntaxError as error:
            reason = "too_deep" if error.too_deep else "syntax"
            raise UnanswerableError(reason, f"{error.found!r} at {error.at + 1}") from error
        except UnreadableXmlError as error:
            where = f"line {error.line}" if error.line else "document"
            raise UnanswerableError(f"{error.reason}_xml", where) from error
        except EvaluationError as error:
            raise UnanswerableError(error.reason, error.subject) from error
        except RecursionError as error:
            raise UnanswerableError("too_deep", "expression") from error

    def _environment(self, prepared: _Prepared, question: Question) -> Environment:
        labels = prepared.labels
        environment = Environment(
            prepared.document.document,
            self._today,
            now=self._now,
            instances=labels.instances,
            itext=labels.itext(question.language),
            chance=self._chance,
            version=prepared.version,
            zone=self._zone,
            strict=True,
            prefixes=prepared.document.prefixes,
            language=question.language or "",
        )
        environment.choice_name = partial(labels.choice_name, environment)
        if question.root not in (None, "", "/"):
            found = self._at(str(question.root), environment.document, environment)
            if found is None:
                raise UnanswerableError("unknown_root", str(question.root))
            environment.document = found
        return environment

    def _context(self, prepared: _Prepared, question: Question) -> Context:
        environment = self._environment(prepared, question)
        path = question.context
        if path is None or path in ("", "/"):
            return Context(environment.document, environment)
        root, whole = environment.document, prepared.document.document
        starts = [root, whole]
        if question.root and path.startswith(question.root):
            starts.reverse()
        for start in starts:
            found = self._at(path, start, environment)
            if found is not None:
                return Context(found, environment)
        instance = next(prepared.document.elements("instance"), None)
        if root is whole and instance is not None:
            found = self._at(path, instance, environment)
            if found is not None:
                environment.document = instance
                return Context(found, environment)
        raise UnanswerableError("unknown_context", path)

    def _at(self, path: str, start: Node, environment: Environment) -> Node | None:
        """The first node a path leads to."""
        document = environment.document
        environment.document = start
        try:
            found = self._compiled(path)(Context(start, environment))
        finally:
            environment.document = document
        return found[0] if isinstance(found, list) and found else None


class _Shelf:
    """The documents last used."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Prepared] = OrderedDict()
        self._bytes = 0

    def get(self, xml: str) -> _Prepared:
        """A document, ready to be asked about.

        Raises:
            UnreadableXmlError: it cannot be read.
        """
        prepared = self._kept.get(xml)
        if prepared is None:
            prepared = self._kept[xml] = _Prepared(xml)
            self._bytes += prepared.bytes
            while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1].bytes
        else:
            self._kept.move_to_end(xml)
        return prepared


class _Prepared:
    """A document, read once, and the places in it that were asked for."""

    def __init__(self, xml: str) -> None:
        self.document: XmlDocument = read_xml(xml)
        self.bytes = len(xml) * _CHARACTER + self.document.size * _NODE
        self.labels = XFormLabels(self.document)
        self.contexts: dict[tuple[str | None, str | None, str | None], Context] = {}

    @cached_property
    def version(self) -> str:
        """Version of the form the document is or answers: of the first element that has one."""
        versions = (attribute(node, "version") for node in self.document.document.below())
        return next((version for version in versions if version is not None), "")
