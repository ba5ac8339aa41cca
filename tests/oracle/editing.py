"""Random edits as clumsy people make them: right and wrong answers, rows that come and go."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from profiler.forms.answer import Address
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from tests.oracle.engines import Edit, EditKind, Ours

TEXTS = ("", "Amina", "ab", "a b a", "  two  words ", "Öl", "12", "007", "ja", "yes", "AB123", "CD991", "x-1")
INTEGERS = ("", "0", "1", "2", "3", "5", "6", "12", "17", "40", "-2")
DECIMALS = ("", "0", "0.5", "1", "2.5", "4.25", "19.99", "1200", "-3.75", "100000")
DATES = ("", "1990-05-01", "2009-11-22", "2020-02-29", "2021-03-31", "2026-11-20", "2026-11-23", "2031-01-01")
TIMES = ("", "08:30:00.000Z", "23:59:00.000Z")
MOMENTS = ("", "2026-11-20T08:30:00.000Z", "2020-02-29T00:00:00.000Z")
WRONG = ("x", "2021-02-30", "12 m")
MOST_ROWS = 4


_TAKES_NUMBERS = re.compile(r"\b(sum|max|min)\(")


@cache
def summed(form: FormDefinition) -> frozenset[str]:
    """Names of questions that a sum, a maximum or a minimum may look at.

    JavaRosa leaves out what is no number there, and whatever looks at the outcome differs as well.
    """
    formulas = [node.calculation for node in form.questions() if _TAKES_NUMBERS.search(node.calculation)]
    read = frozenset(word for formula in formulas for word in re.findall(r"[\w.-]+", formula))
    direct = [node for node in form.questions() if node.name in read]
    deeper = frozenset(word for node in direct for word in re.findall(r"[\w.-]+", node.calculation))
    return read | deeper


class Editor:
    """Draws one edit after the other.

    Args:
        random: the source of chance.
        wrong: how often an answer is of a type the question does not allow.
    """

    def __init__(self, random: Random, wrong: float = 0.03) -> None:
        self._random = random
        self._wrong = wrong

    def next(self, ours: Ours) -> Edit:
        """An edit that is possible as the record stands."""
        if self._random.random() < 0.2 and (edit := self._rows(ours)) is not None:
            return edit
        visible = list(ours.record())
        places = ours.places()
        everything = list(places)
        while True:
            path = self._random.choice(visible if visible and self._random.random() < 0.9 else everything)
            address = places[path]
            question = ours.form.by_path[address.path]
            if isinstance(question, Question) and question.kind.is_asked and not question.calculation:
                return Edit(EditKind.SET, path, self._answer(ours, address, question))

    def _rows(self, ours: Ours) -> Edit | None:
        free = [(path, rows) for path, repeat, rows in ours.repeats() if not (repeat.count or repeat.fixed)]
        if not free:
            return None
        path, rows = self._random.choice(free)
        if rows and self._random.random() < (0.35 if rows < MOST_ROWS else 1):
            return Edit(EditKind.REMOVE, f"{path}[{self._random.randint(1, rows)}]")
        return Edit(EditKind.ADD, path)

    def _answer(self, ours: Ours, address: Address, question: Question) -> str:
        if question.kind.is_select:
            return self._choice(ours, address, question)
        typed = question.kind not in (QuestionKind.TEXT, QuestionKind.FILE)
        if typed and question.name not in summed(ours.form) and self._random.random() < self._wrong:
            return self._random.choice(WRONG)
        match question.kind:
            case QuestionKind.INTEGER:
                return self._random.choice(INTEGERS)
            case QuestionKind.DECIMAL:
                return self._random.choice(DECIMALS)
            case QuestionKind.RANGE:
                return self._random.choice(("", "0", "1", "2", "4", "5"))
            case QuestionKind.DATE:
                return self._random.choice(DATES)
            case QuestionKind.TIME:
                return self._random.choice(TIMES)
            case QuestionKind.DATETIME:
                return self._random.choice(MOMENTS)
            case QuestionKind.ACKNOWLEDGE:
                return self._random.choice(("", "OK"))
            case _:
                return self._random.choice(TEXTS)

    def _choice(self, ours: Ours, address: Address, question: Question) -> str:
        # A code taken from somebody's typing may have blanks around it, which nobody would choose as such.
        offered = [
            choice.code for choice in ours.session.choices(address) if choice.code.strip() == choice.code
        ]
        listed = [choice.code for choice in ours.form.choice_lists.get(question.choice_list or "", ())]
        codes = listed if self._random.random() < 2 * self._wrong else offered
        if not codes or self._random.random() < 0.1:
            return ""
        if question.kind is QuestionKind.SELECT_ONE:
            return self._random.choice(codes)
        if question.kind is QuestionKind.RANK:
            return " ".join(self._random.sample(codes, len(codes)))
        return " ".join(self._random.sample(codes, self._random.randint(1, min(3, len(codes)))))
