"""Writes every paper: the port `DocumentWriter` on the text engine."""

from __future__ import annotations

from profiler.documents.own_copy import own_copy
from profiler.documents.profile import own_sheet, profile_sheet
from profiler.documents.recovery import recovery_sheet
from profiler.documents.release_form import release_form
from profiler.documents.slip import route_slip
from profiler.documents.text.fonts import FontBook, font_book
from profiler.documents.text.paragraph import Typesetter
from profiler.documents.wording import WriterTexts
from profiler.ports.paper import CopyContent, NoPerson, Sender, SlipContent
from profiler.release.outputs import Disclosure, OwnCopy
from profiler.release.releases import Release
from profiler.release.sheets import Sheet

__all__ = ["PdfWriter", "WriterTexts"]


class PdfWriter:
    """Turns outputs into PDF bytes; the same output at the same moment gives the same bytes."""

    def __init__(self, texts: WriterTexts, fonts: FontBook | None = None) -> None:
        self._texts = texts
        self._fonts = fonts

    def profile_sheet(self, disclosure: Disclosure, sender: Sender, *, preview: bool = False) -> bytes:
        """The recipient's sheet."""
        return profile_sheet(disclosure, sender, self._texts, self._setter(), preview=preview)

    def own_sheet(self, copy: OwnCopy[Sheet], sender: Sender, *, preview: bool = False) -> bytes:
        """A recipient's sheet that the person carries there."""
        return own_sheet(copy, sender, self._texts, self._setter(), preview=preview)

    def release_form(self, copy: OwnCopy[Release], sender: Sender, *, preview: bool = False) -> bytes:
        """The release to be signed."""
        return release_form(copy, sender, self._texts, self._setter(), preview=preview)

    def route_slip(self, copy: OwnCopy[SlipContent], sender: Sender, *, preview: bool = False) -> bytes:
        """The routing slip with one stamp field per station."""
        return route_slip(copy, sender, self._texts, self._setter(), preview=preview)

    def own_copy(self, copy: OwnCopy[CopyContent], sender: Sender, *, preview: bool = False) -> bytes:
        """Everything the person told us, in both languages."""
        return own_copy(copy, sender, self._texts, self._setter(), preview=preview)

    def recovery_sheet(self, sheet: NoPerson, sender: Sender, *, preview: bool = False) -> bytes:
        """The recovery code for a sealed envelope."""
        return recovery_sheet(sheet, sender, self._texts, self._setter(), preview=preview)

    def _setter(self) -> Typesetter:
        """A fresh one for every paper, so that no person's text stays behind."""
        return Typesetter(self._fonts or font_book())
