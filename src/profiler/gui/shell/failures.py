"""What a screen does when work failed: the world's errors get a sentence, ours reach the crash page."""

from __future__ import annotations

from collections.abc import Callable

from profiler.casework.explain import Explained, sentence
from profiler.errors import WorldError
from profiler.gui.notices import Notices
from profiler.gui.tokens import Tone


def explained(error: Exception) -> Explained:
    """The sentence for an error of the world; anything else is our fault and goes on.

    Raises:
        Exception: the error itself, if it is not the world's.
    """
    if isinstance(error, WorldError):
        return sentence(error)
    raise error


def as_banner(notices: Notices) -> Callable[[Exception], None]:
    """A handler for `Runner.run` that says what happened above the content."""

    def failed(error: Exception) -> None:
        notices.banner(Tone.ERROR, str(explained(error)))

    return failed
