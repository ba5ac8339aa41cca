"""What the newcomer reads beside the German on the page of work."""

from __future__ import annotations

from dataclasses import dataclass

from profiler.forms.definition import Texts
from profiler.gui.widgets.texts import Pair
from profiler.languages.catalogues import TranslationState, Translator
from profiler.languages.tags import GERMAN


@dataclass(frozen=True)
class Speech:
    """Says texts in German and in the client's language."""

    translator: Translator
    language: str

    @property
    def is_single(self) -> bool:
        """Whether German stands alone."""
        return self.language == GERMAN

    @property
    def is_draft(self) -> bool:
        """Whether nobody has reviewed the translation yet."""
        return self.translator.state(self.language) is TranslationState.DRAFT

    def pair(self, context: str, german: str, **arguments: object) -> Pair:
        """A fixed text of the program; context and German are literals at the call, so a scan finds them."""
        shown = german.format(**arguments) if arguments else german
        if self.is_single:
            return Pair(shown)
        client = self.translator.say(self.language, context, german, **arguments)
        return Pair(shown, client, self.language)

    def texts(self, texts: Texts) -> Pair:
        """A text of the form; where its translation is missing, the client's half stays empty."""
        german = texts.get(GERMAN, "")
        if self.is_single:
            return Pair(german)
        return Pair(german, texts.get(self.language, ""), self.language)
