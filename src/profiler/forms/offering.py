"""The choices on offer: a list, filtered or shuffled, or the rows of a repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from profiler.forms.choice_lists import ChoiceList
from profiler.forms.compiled import CompiledForm, Offer, RowOffer
from profiler.forms.definition import Choice
from profiler.forms.expressions.compiler import Evaluate
from profiler.forms.expressions.context import Environment
from profiler.forms.expressions.nodes import Node
from profiler.forms.expressions.shuffling import seed_of, seeded, shuffled
from profiler.forms.expressions.values import Value, to_boolean, to_text
from profiler.forms.items import Item
from profiler.forms.running import evaluated

_SEEDS = 2**31


class Offering:
    """Works out which choices a question offers.

    Args:
        compiled: the form.
        environment: for the expressions; its `chance` gives the order of choices shuffled without a seed,
            which stays the same as long as this object lives.
    """

    def __init__(self, compiled: CompiledForm, environment: Environment) -> None:
        self._compiled = compiled
        self._environment = environment
        self._seeds: dict[Item, int] = {}

    def choices(self, item: Item) -> tuple[Choice, ...] | None:
        """The choices on offer, None for a question without any list."""
        if item.offered is not None:
            return item.offered
        return self._compiled.form.choice_lists.get(item.question.choice_list or "")

    def worked_out(self, item: Item) -> tuple[Choice, ...]:
        """The choices of a question that filters or shuffles its list, or takes the rows of a repeat."""
        offer = self._compiled.offers[item.definition.path]
        found: Sequence[Choice] = ()
        if offer.rows is not None:
            found = self._from_rows(offer.rows, item)
        elif offer.choices is not None:
            found = self._kept(offer, offer.choices, item)
        return tuple(shuffled(found, seeded(self._seed(offer, item))) if offer.shuffled else found)

    def _evaluated(self, evaluate: Evaluate, node: Node, item: Item, otherwise: Value) -> Value:
        return evaluated(evaluate, node, item, self._environment, otherwise)

    def _seed(self, offer: Offer, item: Item) -> int:
        if offer.seed is not None:
            return seed_of(self._evaluated(offer.seed, item, item, ""))
        if item not in self._seeds:
            self._seeds[item] = self._environment.chance.randrange(1, _SEEDS)
        return self._seeds[item]

    def _kept(self, offer: Offer, choices: ChoiceList, item: Item) -> Sequence[Choice]:
        if offer.keep is None:
            return choices.choices
        nodes = choices.items
        return [
            choices.choices[place]
            for place in self._candidates(offer, choices, item)
            if to_boolean(self._evaluated(offer.keep, nodes[place], item, True))
        ]

    def _candidates(self, offer: Offer, choices: ChoiceList, item: Item) -> Sequence[int]:
        """Places of the choices that can pass the condition."""
        everything = range(len(choices.choices))
        if offer.wanted is None:
            return everything
        wanted = self._evaluated(offer.wanted, item, item, True)
        if isinstance(wanted, list):
            texts = {node.text for node in wanted} or {""}
            return sorted(place for text in texts for place in choices.places(offer.column, text))
        return choices.places(offer.column, wanted) if isinstance(wanted, str) else everything

    def _from_rows(self, offer: RowOffer, item: Item) -> Sequence[Choice]:
        found = self._evaluated(offer.nodes, item, item, "")
        choices: dict[str, Choice] = {}
        for node in found if isinstance(found, list) else ():
            code = to_text(self._evaluated(offer.code, node, item, ""))
            if code and code not in choices:
                choices[code] = Choice(code, self._labels(offer, node, item))
        return tuple(choices.values())

    def _labels(self, offer: RowOffer, node: Node, item: Item) -> Mapping[str, str]:
        """The label of a row, in every language of the form if it differs."""
        languages = self._compiled.form.languages
        before = self._environment.language
        labels: dict[str, str] = {}
        for language in languages if offer.spoken else languages[:1]:
            self._environment.language = language
            labels[language] = to_text(self._evaluated(offer.label, node, item, ""))
        self._environment.language = before
        return labels
