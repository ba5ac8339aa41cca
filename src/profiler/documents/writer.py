"""Writes every paper: the port `DocumentWriter` on the text engine."""

from __future__ import annotations

from profiler.documents.profile import profile_sheet
from profiler.documents.text.fonts import FontBook, font_book
from profiler.documents.text.paragraph import Typesetter
from profiler.documents.wording import WriterTexts
from profiler.ports import Sender
from profiler.release.outputs import Disclosure

__all__ = ["PdfWriter", "WriterTexts"]


class PdfWriter:
    """Turns outputs into PDF bytes; the same output at the same moment gives the same bytes."""

    def __init__(self, texts: WriterTexts, fonts: FontBook | None = None) -> None:
        self._texts = texts
        self._fonts = fonts

    def profile_sheet(self, disclosure: Disclosure, sender: Sender, *, preview: bool = False) -> bytes:
        """The recipient's sheet."""
        return profile_sheet(disclosure, sender, self._texts, self._setter(), preview=preview)

    def _setter(self) -> Typesetter:
        """A fresh one for every paper, so that no person's text stays behind."""
        return Typesetter(self._fonts or font_book())
