"""The texts of a form in the language of the moment: choices by name, and what labels leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from profiler.forms.compiled import CompiledForm
from profiler.forms.definition import PLACEHOLDER, Question, QuestionKind
from profiler.forms.expressions.context import Context, Environment
from profiler.forms.expressions.lexer import ExpressionSyntaxError
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.values import EvaluationError, to_text
from profiler.forms.items import Item
from profiler.forms.offering import Offering
from profiler.forms.tree import Tree


class FormTexts:
    """Says what a form says, with the answers of one record in it.

    Args:
        compiled: the form.
        tree: the record.
        environment: for the expressions in texts; its language is the one that is spoken.
        offering: finds choices that are rows.
    """

    def __init__(
        self, compiled: CompiledForm, tree: Tree, environment: Environment, offering: Offering
    ) -> None:
        self._compiled = compiled
        self._form = compiled.form
        self._tree = tree
        self._environment = environment
        self._offering = offering

    def itext(self, key: str) -> str:
        """A text by its id; in the form's first language if it is not translated, "" if there is none."""
        texts = self._form.itext.get(key, {})
        text = texts.get(self._environment.language) or texts.get(self._form.languages[0], "")
        return self.fill(text, self._tree.root, self._environment.language)

    def choice_name(self, code: str, path: str, origin: Node) -> str:
        """The text of a choice of the question at a path, nearest to a node; "" if it has no such choice."""
        here = origin.definition.path if isinstance(origin, Item) else ""
        path = self._compiled.paths.meant(path, here)
        question = self._compiled.paths.by_path.get(path)
        if not isinstance(question, Question):
            return ""
        if question.row_choices is None:
            known = self._form.choice(question.choice_list or "", code) is not None
            return self._form.choice_label(question, code, self._environment.language) if known else ""
        asked = self._nearest(path, origin) if isinstance(origin, Item) else None
        choices = () if asked is None else self._offering.worked_out(asked)
        language = self._environment.language
        return next((choice.label.get(language, "") for choice in choices if choice.code == code), "")

    def choice_label(self, item: Item, code: str, language: str) -> str:
        """The text of a choice in a language; in the first language if untranslated, the code if unknown."""
        if item.question.row_choices is None:
            return self._form.choice_label(item.question, code, language)
        offered = {choice.code: choice.label for choice in item.offered or ()}
        label = offered.get(code, {})
        return label.get(language) or label.get(self._form.languages[0]) or code

    def fill(self, text: str, item: Item, language: str) -> str:
        """A text with everything it leaves open said, as seen from a node."""
        if "${" not in text:
            return text

        def said(found: re.Match[str]) -> str:
            name, expression = found.groups()
            return self._answered(name, item, language) if name else self._worked_out(expression, item)

        with self._speaking(language):
            return PLACEHOLDER.sub(said, text)

    @contextmanager
    def _speaking(self, language: str) -> Iterator[None]:
        before = self._environment.language
        self._environment.language = language
        try:
            yield
        finally:
            self._environment.language = before

    def _worked_out(self, expression: str, item: Item) -> str:
        try:
            _, evaluate = self._compiled.expressions(expression)
            return to_text(evaluate(Context(item, self._environment)))
        except (ExpressionSyntaxError, EvaluationError):
            return ""

    def _answered(self, name: str, around: Item, language: str) -> str:
        asked = self._named(name, around)
        if asked is None:
            # No question; what the record says about itself can stand in a text too.
            return self._worked_out(f"{self._compiled.paths.meta}/{name}", around)
        question = asked.question
        if not question.kind.is_select:
            return asked.read
        separator = " " if question.kind is QuestionKind.SELECT_ONE else ", "
        return separator.join(self.choice_label(asked, code, language) for code in asked.read.split())

    def _named(self, name: str, around: Item) -> Item | None:
        """The question of a name that lies nearest to a node: in the same row first."""
        paths = [
            path
            for path in self._compiled.paths.named.get(name, ())
            if isinstance(self._compiled.paths.by_path[path], Question)
        ]
        here = around.definition.path.split("/")
        paths.sort(key=lambda path: -_shared(path.split("/"), here))
        return self._nearest(paths[0], around) if paths else None

    def _nearest(self, path: str, around: Item) -> Item | None:
        found = self._tree.at(path, *self._compiled.paths.shared(path, around.scope))
        return found[0] if found else None


def _shared(path: list[str], other: list[str]) -> int:
    """How many steps two paths have in common."""
    return next(
        (place for place, (one, two) in enumerate(zip(path, other, strict=False)) if one != two), len(other)
    )
