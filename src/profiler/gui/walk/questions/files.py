"""Questions that ask for a picture or a file."""

from __future__ import annotations

from profiler.gui.walk.questions.fields import TextView
from profiler.gui.widgets.texts import Pair


class FileView(TextView):
    """The name of the paper or file is written down; the file itself stays where it is."""

    def hint(self) -> Pair:
        """What it is asked for, and that a name is enough."""
        hint = super().hint()
        said = self.around.speech.pair(
            "walk", "Name des Papiers oder der Datei; die Datei selbst bleibt, wo sie ist."
        )
        german = f"{hint.german} {said.german}".strip()
        client = f"{hint.client} {said.client}".strip()
        return Pair(german, client, hint.language)
