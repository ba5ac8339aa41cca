"""What the pages of the release say in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from profiler.casework.content import Content
from profiler.casework.sign_release import RecipientChoice
from profiler.gui.shell.table_texts import table_pair
from profiler.gui.widgets.texts import Pair
from profiler.languages.catalogues import TranslationState
from profiler.languages.tags import GERMAN
from profiler.release.releases import Category

RIGHTS = (
    "right_voluntary",
    "right_single",
    "right_withdraw",
    "right_see",
    "right_complain",
    "right_contact",
    "right_cooperate",
    "right_no_cloud",
)
"""What is explained before anything is chosen (Form C7), in this order."""


@dataclass(frozen=True)
class ReleaseTexts:
    """Looks the texts of the tables up."""

    content: Content
    language: str

    @property
    def is_draft(self) -> bool:
        """Whether nobody has checked the translation yet."""
        return (
            self.language != GERMAN and self.content.translator.state(self.language) is TranslationState.DRAFT
        )

    def fixed(self, key: str, **arguments: object) -> Pair:
        """A fixed text of `texts.csv`."""
        german = self.content.release.texts[key]
        return self._pair(f"text:{key}:text", german, **arguments)

    def question(self, choice: RecipientChoice) -> Pair:
        """How the page about a recipient begins: "Das Jobcenter darf wissen, …"."""
        kind = self.content.release.recipient_kinds[choice.recipient.kind]
        return self._pair(f"recipient:{kind.kind}:sentence", kind.sentence)

    def recipient(self, choice: RecipientChoice) -> Pair:
        """The office's own name; its kind in the client's language."""
        kind = self.content.release.recipient_kinds[choice.recipient.kind]
        client = self._pair(f"recipient:{kind.kind}:label", kind.label).client
        name = choice.recipient.name
        return Pair(name) if self.language == GERMAN else Pair(name, client, self.language)

    def purpose(self, choice: RecipientChoice) -> Pair:
        """What for."""
        purpose = self.content.release.purposes[choice.purpose]
        return self._pair(f"purpose:{purpose.code}:label", purpose.label)

    def topic(self, category: Category) -> Pair:
        """A topic as the end of the question: "welche Sprachen ich kann"."""
        text = self.content.release.categories[category]
        return self._pair(f"category:{category.value}:sentence", text.sentence)

    def pictogram(self, category: Category) -> str:
        """The picture beside a topic."""
        return self.content.release.categories[category].pictogram

    def has_onward_duty(self, choice: RecipientChoice) -> bool:
        """Whether the recipient must tell the Ausländerbehörde some things (§ 87 AufenthG)."""
        return self.content.release.recipient_kinds[choice.recipient.kind].onward_duty

    def _pair(self, context: str, german: str, **arguments: object) -> Pair:
        return table_pair(self.content.translator, self.language, context, german, **arguments)
