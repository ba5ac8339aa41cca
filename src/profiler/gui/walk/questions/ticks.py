"""Questions answered by one tick: something was read or agreed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from profiler.gui.walk.questions.choices import ChoiceView
from profiler.gui.widgets.options import Option

ACKNOWLEDGED: Final = "OK"
"""What ODK XForms stores for a trigger that was touched."""


class TickView(ChoiceView):
    """One row to tick."""

    def _offered(self) -> Sequence[Option]:
        return [Option(ACKNOWLEDGED, self.around.speech.pair("walk", "Gelesen und verstanden"))]
