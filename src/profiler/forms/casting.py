"""Turns an answer to one kind of question into an answer to another, or says that it cannot be done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from profiler.forms.answer import Answer, Precision
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.forms.expressions.values import as_date, as_moment
from profiler.forms.typecheck import canonical, fits

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_WHOLE = re.compile(r"(-?[0-9]+)(?:\.0*)?")
_GERMAN_DAY = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})")
_SEVERAL = (QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK)
_WRITTEN = (QuestionKind.TEXT, QuestionKind.OTHER, QuestionKind.HIDDEN)
_LENGTHS = {Precision.MONAT: len("2017-03"), Precision.JAHR: len("2017")}


def takes_answers(question: Question) -> bool:
    """Whether an answer, or a value the form itself keeps, belongs there."""
    return question.kind is not QuestionKind.NOTE


def is_computed(question: Question | None) -> bool:
    """Whether the form fills it and nobody tells it."""
    return question is not None and (bool(question.calculation) or question.kind is QuestionKind.CALCULATE)


def map_codes(value: str, codes: Mapping[str, str]) -> str:
    """A select's answer with its codes renamed; a code that was given up disappears."""
    return " ".join(dict.fromkeys(new for code in value.split() if (new := codes.get(code, code))))


def cast(
    answer: Answer, old: Question | None, old_form: FormDefinition, new: Question, new_form: FormDefinition
) -> Answer | None:
    """The answer as the new question takes it, with its source, author and time; None if it makes no sense.

    Choices become the words people read (German), words become choices again where they match. Numbers keep
    their value or are refused. A select keeps codes its list no longer has.

    Args:
        answer: to the old question.
        old: the old question; None if nobody knows it any more, then the answer has to fit as it stands.
        old_form: where the old question stood.
        new: the question it shall answer.
        new_form: where that stands.
    """
    if is_computed(old) != is_computed(new):
        return None
    if answer.is_empty:
        return answer
    if old is not None and old.kind is new.kind:
        return answer
    if old is None and new.kind.is_select:
        known = all(_has(new, new_form, code) for code in answer.value.split())
        return answer if known else None
    kind = QuestionKind.TEXT if old is None else old.kind
    if QuestionKind.FILE in (kind, new.kind) or (new.kind is QuestionKind.ACKNOWLEDGE and old is not None):
        return None
    if new.kind in _WRITTEN:
        return replace(answer, value=_words(answer, old, old_form))
    if new.kind.is_select:
        value = answer.value if kind.is_select else _chosen(answer.value, new, new_form)
        single = new.kind is QuestionKind.SELECT_ONE
        several = kind in _SEVERAL and new.kind is not QuestionKind.SELECT_MULTIPLE
        return replace(answer, value=value) if value and not ((single or several) and " " in value) else None
    if new.kind is QuestionKind.DATE:
        return _day(answer, kind)
    value = _number(answer.value, new.kind)
    return replace(answer, value=value) if value and fits(new.kind, value, None) else None


def _words(answer: Answer, old: Question | None, form: FormDefinition) -> str:
    """An answer as somebody would write it down."""
    if old is not None and old.kind.is_select:
        german = form.languages[0]
        return ", ".join(form.choice_label(old, code, german) for code in answer.value.split())
    if old is not None and old.kind is QuestionKind.DATE:
        return answer.value[: _LENGTHS.get(answer.precision)]
    return answer.value


def _chosen(value: str, question: Question, form: FormDefinition) -> str:
    """The codes of a written answer: a code itself, or its German words; "" if one is unknown."""
    german = form.languages[0]
    choices = form.choice_lists.get(question.choice_list or "", ())
    by_label = {choice.label.get(german, "").casefold(): choice.code for choice in choices}
    by_label.update({choice.code: choice.code for choice in choices})
    whole = value.strip()
    if whole.casefold() in by_label:
        return by_label[whole.casefold()]
    parts = [part.strip().casefold() for part in whole.split(",")]
    if not all(part in by_label for part in parts):
        return ""
    return canonical(QuestionKind.SELECT_MULTIPLE, " ".join(by_label[part] for part in parts))


def _has(question: Question, form: FormDefinition, code: str) -> bool:
    known = form.choice_lists.get(question.choice_list or "")
    return known is None or any(choice.code == code for choice in known)


def _number(value: str, kind: QuestionKind) -> str:
    """A number as the engine writes it; other texts as they are, without blanks around them."""
    text = value.strip()
    if _NUMBER.fullmatch(text):
        text = text.removeprefix("+").replace(",", ".")
        if kind is QuestionKind.INTEGER and (whole := _WHOLE.fullmatch(text)):
            return whole[1]
    return text if kind is not QuestionKind.RANGE or _NUMBER.fullmatch(text) else ""


def _day(answer: Answer, kind: QuestionKind) -> Answer | None:
    """A date, from a moment or from what people write: 2017-03-04, 4.3.2017, 2017-03, 2017."""
    text = answer.value.strip()
    if kind is QuestionKind.DATETIME:
        moment = as_moment(text)
        return None if moment is None else replace(answer, value=text[: len("2017-03-04")])
    if kind not in _WRITTEN:
        return None
    if german := _GERMAN_DAY.fullmatch(text):
        day, month, year = german.groups()
        text = f"{year}-{int(month):02}-{int(day):02}"
    for precision, length in _LENGTHS.items():
        full = f"{text}-01-01"[: len("2017-03-04")]
        if len(text) == length and as_date(full) is not None:
            return replace(answer, value=full, precision=precision)
    return replace(answer, value=text) if as_date(text) is not None else None
