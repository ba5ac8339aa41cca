"""Writes the generated parts of forms/README.md: types of questions, functions, figures of conformance.

python packaging/form_tables.py update    write them anew
python packaging/form_tables.py check     whether they are up to date (exit code 1 if not)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from profiler.forms.expressions.date_functions import DATE_FUNCTIONS
from profiler.forms.expressions.document_functions import DOCUMENT_FUNCTIONS
from profiler.forms.expressions.library import UNSUPPORTED_FUNCTIONS
from profiler.forms.expressions.node_functions import NODE_FUNCTIONS
from profiler.forms.expressions.number_functions import NUMBER_FUNCTIONS
from profiler.forms.expressions.registry import Function
from profiler.forms.expressions.text_functions import TEXT_FUNCTIONS
from profiler.forms.expressions.truth_functions import TRUTH_FUNCTIONS
from profiler.forms.question_types import ROW_TYPES, UNSUPPORTED_TYPES

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "forms" / "README.md"
DEVIATIONS = ROOT / "docs" / "deviations.md"

_FUNCTIONS: tuple[tuple[str, tuple[Function, ...]], ...] = (
    ("texts", TEXT_FUNCTIONS),
    ("yes and no", TRUTH_FUNCTIONS),
    ("numbers", NUMBER_FUNCTIONS),
    ("dates and times", DATE_FUNCTIONS),
    ("choices and rows", NODE_FUNCTIONS),
    ("documents", DOCUMENT_FUNCTIONS),
)
_ANY_NUMBER = 99
"""More arguments than this are as many as one likes."""


def question_types() -> Iterator[str]:
    """The table of row types."""
    yield "| `type` | what is stored | remark |"
    yield "|---|---|---|"
    for each in ROW_TYPES.values():
        written = f"{each.name} {each.takes}".strip()
        yield f"| `{written}` | {each.answer} | {each.remark} |"
    by_reason: dict[str, list[str]] = {}
    for name, reason in UNSUPPORTED_TYPES.items():
        by_reason.setdefault(reason, []).append(f"`{name}`")
    left_out = "; ".join(f"{reason} ({', '.join(names)})" for reason, names in by_reason.items())
    yield ""
    yield f"Not asked here: {left_out}."


def functions() -> Iterator[str]:
    """The table of functions with the number of their arguments."""
    yield "| about | functions (number of arguments) |"
    yield "|---|---|"
    for about, group in _FUNCTIONS:
        yield f"| {about} | {', '.join(_function(each) for each in group)} |"
    names = ", ".join(f"`{each.name}`" for each in UNSUPPORTED_FUNCTIONS)
    yield ""
    yield f"Known and refused by the check, because no desk needs them: {names}."


def _function(function: Function) -> str:
    least, most = function.least, function.most
    upwards = "+" if most > _ANY_NUMBER else f"-{most}" if most > least else ""
    return f"`{function.name}` ({least}{upwards})"


def conformance() -> Iterator[str]:
    """The figures the test of conformance holds docs/deviations.md to."""
    text = DEVIATIONS.read_text(encoding="utf-8")
    table = re.search(r"^\| Table \|.*\n(?:\|.*\n)+", text, re.MULTILINE)
    if table is None:
        raise SystemExit("docs/deviations.md nennt keine Zahlen.")
    yield from table.group(0).splitlines()


_PARTS = {"question types": question_types, "functions": functions, "conformance": conformance}


def written(text: str) -> str:
    """The README with every generated part made anew."""
    for name, lines in _PARTS.items():
        text = _replaced(text, name, lines())
    return text


def _replaced(text: str, name: str, lines: Iterable[str]) -> str:
    begin, end = f"<!-- {name}: generated -->", f"<!-- /{name} -->"
    head, found, rest = text.partition(begin)
    _, closed, tail = rest.partition(end)
    if not found or not closed:
        raise SystemExit(f"forms/README.md: {begin} oder {end} fehlt.")
    return f"{head}{begin}\n" + "\n".join(lines) + f"\n{end}{tail}"


def main() -> int:
    """Run the command named on the command line."""
    before = README.read_text(encoding="utf-8")
    after = written(before)
    match sys.argv[1:]:
        case ["update"]:
            README.write_text(after, encoding="utf-8")
            return 0
        case ["check"]:
            if before != after:
                sys.stdout.write("forms/README.md ist veraltet: python packaging/form_tables.py update\n")
            return int(before != after)
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2


if __name__ == "__main__":
    raise SystemExit(main())
