"""`profiler forms eval`: expressions in, values out, one JSON line for one JSON line."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO, TypeAlias

from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall
from profiler.errors import EXIT_OK
from profiler.forms.evaluating import Evaluator, Question, UnanswerableError
from profiler.forms.expressions.values import Value, number_text
from profiler.forms.xml_nodes import positional_path

Line: TypeAlias = str | bytes
_CHUNK = 1 << 16
_KEYS = frozenset(["xml", "context", "expr", "root", "lang"])


def run(call: FormsCall) -> int:
    """Answer every line; a line that cannot be answered gets `{"error": ...}` and ends nothing.

    With `--tz` dates are midnight in that zone; without it they count whole days, as at the desk.

    Raises:
        BadUsage: the file of `--in` cannot be read.
    """
    zone = call.arguments.tz
    evaluator = Evaluator(today=call.clock.today, now=call.clock.now, zone=zone)
    for lines in _batches(call.arguments.source, call.lines):
        for line in lines:
            if line.strip():
                call.out.write(answer(evaluator, line))
                call.out.write("\n")
        # Whoever waits for an answer gets it; what came in one piece goes out in one piece.
        call.out.flush()
    return EXIT_OK


def answer(evaluator: Evaluator, line: Line) -> str:
    """The answer to one line, as JSON in plain ASCII."""
    try:
        return json.dumps(_told(evaluator.value(_question(line))))
    except UnanswerableError as error:
        return json.dumps({"error": str(error)})


def _question(line: Line) -> Question:
    """What a line asks.

    Raises:
        UnanswerableError: no JSON, or not what was agreed.
    """
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnanswerableError("invalid_json", type(error).__name__) from error
    if not isinstance(asked, dict):
        raise UnanswerableError("invalid_json", "not an object")
    for key in _KEYS:
        value = asked.get(key)
        if not isinstance(value, str) and (value is not None or key in ("xml", "expr")):
            raise UnanswerableError("invalid_json", key)
    return Question(asked["xml"], asked["expr"], asked.get("context"), asked.get("root"), asked.get("lang"))


def _told(value: Value) -> dict[str, object]:
    if isinstance(value, list):
        nodes = [{"path": positional_path(node), "value": node.text} for node in value]
        return {"type": "nodeset", "value": nodes}
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, str):
        return {"type": "string", "value": value}
    if not math.isfinite(value):
        return {"type": "number", "value": number_text(value)}
    return {"type": "number", "value": int(value) if value == int(value) else value}


def _batches(source: Path | None, lines: TextIO) -> Iterator[list[Line]]:
    """The lines as they arrive."""
    if source is not None:
        try:
            with source.open("rb") as file:
                yield from _arriving(file)
        except OSError as error:
            raise BadUsage(f"Die Datei „{source}“ lässt sich nicht lesen.") from error
    elif isinstance(lines, io.TextIOWrapper) and isinstance(lines.buffer, io.BufferedReader):
        yield from _arriving(lines.buffer)
    else:
        for line in lines:
            yield [line]


def _arriving(stream: io.BufferedReader) -> Iterator[list[Line]]:
    begun: list[bytes] = []
    while piece := stream.read1(_CHUNK):
        whole, newline, rest = piece.rpartition(b"\n")
        if not newline:
            begun.append(piece)
            continue
        begun.append(whole)
        yield list(b"".join(begun).split(b"\n"))
        begun = [rest]
    if any(begun):
        yield [b"".join(begun)]
