"""What stands below the release: where back and on lead, and how much an office learns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from profiler.gui.release.choosing import Choosing
from profiler.gui.release.side import ASK_BACK, CHOOSE, EXPLAIN
from profiler.gui.release.talk import ReleaseTalk

_BUTTON_LETTERS: Final = 24


@dataclass(frozen=True, slots=True)
class FooterWords:
    """Texts of the foot; `middle` may be empty."""

    back: str
    onwards: str
    middle: str = ""


def footer_words(
    step: int,
    choosing: Choosing,
    recipient: int,
    talk: ReleaseTalk | None,
    question_page: int,
    *,
    narrow: bool,
) -> FooterWords:
    """The words of one step.

    Args:
        step: EXPLAIN, CHOOSE, ASK_BACK or SIGN.
        choosing: the offices and what was decided.
        recipient: place of the office shown, from 0.
        talk: the talk about the release, once it was opened.
        question_page: place of its page, from 0.
        narrow: whether there is only room for short words.
    """
    if step == EXPLAIN:
        return FooterWords("Zurück", "Weiter: Auswählen")
    if step == CHOOSE:
        return _choosing(choosing, recipient, narrow=narrow)
    if step == ASK_BACK and talk is not None:
        back = talk.title(question_page - 1) if question_page else "Auswählen"
        later = question_page + 1
        onwards = talk.title(later) if later < len(talk.pages()) else "Unterschreiben"
        return FooterWords(back, "Weiter" if narrow else f"Weiter: {onwards}")
    return FooterWords("Auswählen" if step == ASK_BACK else "Zurückfragen", "Weiter")


def _choosing(choosing: Choosing, recipient: int, *, narrow: bool) -> FooterWords:
    chosen = choosing.chosen
    middle = ""
    if chosen:
        yes, asked = choosing.count(chosen[recipient])
        middle = f"{chosen[recipient].recipient.name} erfährt {yes} von {asked} Themen"
    if narrow:
        return FooterWords("Zurück", "Weiter", middle)
    later = chosen[recipient + 1 :]
    onwards = _short(later[0].recipient.name) if later else "Zurückfragen"
    earlier = chosen[recipient - 1].recipient.name if recipient else "Erklären"
    return FooterWords(_short(earlier), f"Weiter: {onwards}", middle)


def _short(name: str) -> str:
    """At most 24 letters: a button is never cut, so a long name would keep the window wide."""
    return name if len(name) <= _BUTTON_LETTERS else f"{name[: _BUTTON_LETTERS - 1].rstrip()}…"
