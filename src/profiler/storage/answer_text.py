"""Answers as text, for history and for what lies sealed."""

from __future__ import annotations

import json
from typing import Any

from profiler.forms.answer import Answer, Precision, Source
from profiler.storage.column_types import from_text, to_text


def to_json(answer: Answer | None) -> dict[str, Any] | None:
    """An answer as JSON value, None for none."""
    if answer is None:
        return None
    return {
        "value": answer.value,
        "declined": answer.declined,
        "source": answer.source.value,
        "precision": answer.precision.value,
        "author": answer.author,
        "at": None if answer.at is None else to_text(answer.at),
    }


def from_json(content: dict[str, Any] | None) -> Answer | None:
    """The answer again."""
    if content is None:
        return None
    return Answer(
        value=content["value"],
        declined=content["declined"],
        source=Source(content["source"]),
        precision=Precision(content["precision"]),
        author=content["author"],
        at=None if content["at"] is None else from_text(content["at"]),
    )


def dump(answer: Answer | None) -> str | None:
    """An answer as text, None for none."""
    return None if answer is None else _text(to_json(answer))


def load(text: str | None) -> Answer | None:
    """The answer again."""
    return None if text is None else from_json(json.loads(text))


def dump_change(before: Answer | None, after: Answer | None) -> str:
    """Both sides of a change as one text."""
    return _text([to_json(before), to_json(after)])


def load_change(text: str) -> tuple[Answer | None, Answer | None]:
    """Both sides again."""
    before, after = json.loads(text)
    return from_json(before), from_json(after)


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
