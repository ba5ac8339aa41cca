"""Forms the play tests fill in, as spreadsheets of text, and a player that is spoken to in Python."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from profiler.cli.forms_player import Player
from profiler.clock import FixedClock
from profiler.forms.convert import convert_file
from profiler.forms.definition import FormDefinition
from profiler.forms.xform import read_xform

MORNING = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PUBLIC = Path(__file__).parents[2] / "public_forms"

HOUSEHOLDS = """
| survey | | | | | | |
| | type | name | label | relevant | calculation | required |
| | begin_repeat | house | Haus | | | |
| | text | street | Straße | | | yes |
| | begin_repeat | person | Person | | | |
| | text | given | Name | | | |
| | integer | age | Alter | | | |
| | text | school | Schule | ${age} < 18 | | |
| | calculate | number | | | position(..) | |
| | end_repeat | | | | | |
| | calculate | people | | | count(${person}) | |
| | end_repeat | | | | | |
| | calculate | all | | | sum(${people}) | |
"""

COUNTED = """
| survey | | | | | |
| | type | name | label | calculation | repeat_count |
| | integer | n | Wie viele Kinder? | | |
| | begin_repeat | child | Kind | | ${n} |
| | text | c_name | Wie heißt Kind ${c_number}? | | |
| | calculate | c_number | | position(..) | |
| | end_repeat | | | | |
"""

CASCADE = """
| survey | | | | | | |
| | type | name | label::Deutsch (de) | label::Arabic (ar) | choice_filter | hint::Deutsch (de) |
| | select_one land | land | Land | البلد | | |
| | select_one town | town | Stadt in ${land}? | مدينة | land = ${land} | Nur eine. |
| | select_multiple town | towns | Städte | | | |
| | acknowledge | seen | Gelesen | | | |
| choices | | | | | | |
| | list_name | name | label::Deutsch (de) | label::Arabic (ar) | land | |
| | land | de | Deutschland | ألمانيا | | |
| | land | fr | Frankreich | | | |
| | town | b | Berlin | | de | |
| | town | m | München | | de | |
| | town | p | Paris | | fr | |
"""

HEADS = """
| survey | | | | | |
| | type | name | label | relevant | required |
| | begin_repeat | person | Person | | |
| | text | given | Name | | |
| | end_repeat | | | | |
| | select_one ${given} | head | Wer führt den Haushalt? | | yes |
"""

RULES = """
| survey | | | | | | | |
| | type | name | label | relevant | constraint | constraint_message | read_only | calculation |
| | integer | age | Alter | | . >= 0 and . < 130 | So alt wird niemand. | | |
| | date | birth | Geburtstag | | . <= today() | Liegt in der Zukunft. | | |
| | decimal | size | Größe | | | | | |
| | integer | frozen | Fest | | | | yes | |
| | note | hello | Hallo | | | | | |
| | calculate | twice | | | | | | ${age} * 2 |
| | calculate | day | | | | | | today() |
| | begin_group | more | Mehr | ${age} > 17 | | | | |
| | text | job | Beruf | | | | | |
| | end_group | | | | | | | |
"""


@cache
def form(table: str) -> FormDefinition:
    """The form of a table, converted once."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "data.md"
        file.write_text(table.strip(), encoding="utf-8")
        return read_xform(convert_file(file))


@cache
def public_form(name: str) -> FormDefinition:
    """One of the public-style forms."""
    return read_xform(convert_file(PUBLIC / name))


class Played:
    """A player asked with keywords; keeps no lines."""

    def __init__(self, definition: FormDefinition) -> None:
        self.player = Player(definition, FixedClock(MORNING), definition.languages[0])

    def says(self, line: str) -> dict[str, Any]:
        """The answer to a line as it is."""
        answer = self.player.answer(line)
        assert "\n" not in answer
        said: dict[str, Any] = json.loads(answer)
        return said

    def ask(self, op: str, path: str | None = None, **details: object) -> dict[str, Any]:
        """The answer to an operation."""
        return self.says(json.dumps({"op": op, **({} if path is None else {"path": path}), **details}))

    def do(self, op: str, path: str | None = None, **details: object) -> dict[str, Any]:
        """The changes of an edit, which must be followed."""
        answer = self.ask(op, path, **details)
        assert answer["ok"], answer
        changes: dict[str, Any] = answer["changes"]
        return changes

    def put(self, path: str, value: object, **details: object) -> dict[str, Any]:
        """The changes of a `set`."""
        return self.do("set", path, value=value, **details)

    def leaves(self) -> dict[str, dict[str, Any]]:
        """What a dump says, by path."""
        return {leaf["path"]: leaf for leaf in self.ask("dump")["leaves"]}

    def values(self) -> dict[str, str]:
        """Path -> value of every leaf."""
        return {path: leaf["value"] for path, leaf in self.leaves().items() if "/meta/" not in path}
