"""Reads what a JSON line says: its texts, and the answer it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias, TypeVar

from profiler.cli.forms_play_words import Refusal
from profiler.forms.answer import Answer, Precision, Source
from profiler.forms.definition import QuestionKind

Json: TypeAlias = "None | bool | int | Decimal | str | Sequence[Json] | Mapping[str, Json]"
Asked: TypeAlias = Mapping[str, Json]
"""One line, read."""

_Code = TypeVar("_Code", bound=StrEnum)
_DONE = "OK"
"""What an acknowledgement holds once it is given (ODK XForms, trigger)."""

_FORBIDDEN = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)))
"""Characters no XML document can hold (XML 1.0, 2.2)."""


def _no_number(text: str) -> Decimal:
    raise ValueError(text)


# Decimals stay as they are written: 1.10 is not 1.1.
_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number)


def read_line(line: str) -> Asked:
    """The object a line holds.

    Raises:
        Refusal: it holds none.
    """
    line = line.strip().removeprefix("\ufeff")
    if not line:
        raise Refusal("empty_line")
    try:
        asked: object = _DECODER.decode(line)
    except (ValueError, RecursionError):
        raise Refusal("not_json") from None
    if not isinstance(asked, dict):
        raise Refusal("not_an_object")
    return asked


def text_of(asked: Asked, field: str) -> str:
    """A field that must be a text.

    Raises:
        Refusal: it is missing or something else.
    """
    text = asked.get(field)
    if not isinstance(text, str):
        raise Refusal("missing", field=field)
    return text


def answer_of(asked: Asked, kind: QuestionKind, at: datetime) -> Answer:
    """The answer a `set` gives: `value`, or `declined`, with `source` and `precision` if they are there.

    Raises:
        Refusal: one of them cannot be read.
    """
    declined = asked.get("declined") is True
    return Answer(
        value="" if declined else _value(asked.get("value"), kind),
        declined=declined,
        source=_code(asked, "source", Source, Source.SELBST),
        precision=_code(asked, "precision", Precision, Precision.TAG),
        at=at,
    )


def _value(given: Json, kind: QuestionKind) -> str:
    if isinstance(given, list):
        codes = [_text(code, kind) for code in given]
        if any(code.split() != [code] for code in codes):
            raise Refusal("blank_in_code")
        return " ".join(codes)
    return _text(given, kind)


def _text(given: Json, kind: QuestionKind) -> str:
    match given:
        case None:
            return ""
        case bool() if kind is QuestionKind.ACKNOWLEDGE:
            return _DONE if given else ""
        case bool():
            return "true" if given else "false"
        case int():
            return str(given)
        case Decimal():
            return f"{given:f}"
        case str():
            if not _FORBIDDEN.isdisjoint(given):
                raise Refusal("forbidden_character")
            return given
        case _:
            raise Refusal("bad_value")


def _code(asked: Asked, field: str, codes: type[_Code], usual: _Code) -> _Code:
    if field not in asked:
        return usual
    try:
        return codes(text_of(asked, field))
    except ValueError:
        found = text_of(asked, field)
        raise Refusal(f"bad_{field}", found=found, known=", ".join(codes)) from None
