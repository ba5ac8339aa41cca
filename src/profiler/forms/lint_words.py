"""Tells what an author means by a word that stands alone in an expression: a text, a question, a function."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from profiler.forms.expressions.library import LIBRARY
from profiler.forms.findings import FindingCode, Severity
from profiler.forms.lint_paths import PathFinding, PathTrouble

_WORD = re.compile(r"[^\W\d][\w-]*")
_SWITCHES = frozenset(["required", "read_only"])
"""Columns that take a plain yes or no."""

_NO = frozenset(["nein", "falsch", "n", "no", "false"])


def is_word(text: str) -> bool:
    """Whether a text is one word; as an expression it is a path to a question of that name."""
    return _WORD.fullmatch(text) is not None


def place_finding(
    found: PathFinding, column: str, whole: str, questions: Collection[str]
) -> tuple[Severity, FindingCode, Mapping[str, str]]:
    """How to tell what `path_findings` found.

    Args:
        found: a path that leads nowhere, or to many rows.
        column: where the expression stands.
        whole: the expression.
        questions: all names of questions, groups and repeats.
    """
    if found.code is not PathTrouble.DEAD_PATH:
        return Severity.WARNING, FindingCode(found.code.value), {"column": column, "path": found.path}
    if not is_word(found.path):
        return Severity.ERROR, FindingCode.DEAD_PATH, {"column": column, "path": found.path}
    if column in _SWITCHES and found.path == whole.strip():
        write = "no" if found.path.lower() in _NO else "yes"
        return Severity.ERROR, FindingCode.NOT_YES_OR_NO, {"column": column, "word": whole, "write": write}
    write = _meant(found.path, questions)
    return Severity.ERROR, FindingCode.BARE_WORD, {"column": column, "word": found.path, "write": write}


def _meant(word: str, questions: Collection[str]) -> str:
    if word in questions:
        return f"${{{word}}}"
    function = LIBRARY.get(word)
    if function is not None and function.supported and function.least == 0:
        return f"{word}()"
    return f"'{word}'"
