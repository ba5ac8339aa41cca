"""A writer, a renderer and sinks that remember what they were given."""

from __future__ import annotations

from dataclasses import dataclass, field

from profiler.errors import ErrorCode, WorldError
from profiler.ports.paper import CopyContent, Handout, NoPerson, PageImage, Sender, SlipContent
from profiler.ports.store import OutputForm
from profiler.release.outputs import Disclosure, OwnCopy
from profiler.release.releases import Release
from profiler.release.sheets import Sheet


@dataclass
class FakeWriter:
    """Writes recognisable bytes instead of pages and keeps what it wrote about."""

    sheets: list[Disclosure] = field(default_factory=list)
    own_sheets: list[OwnCopy[Sheet]] = field(default_factory=list)
    forms: list[OwnCopy[Release]] = field(default_factory=list)
    slips: list[OwnCopy[SlipContent]] = field(default_factory=list)
    copies: list[OwnCopy[CopyContent]] = field(default_factory=list)
    recovery: list[NoPerson] = field(default_factory=list)

    def profile_sheet(self, disclosure: Disclosure, sender: Sender, *, preview: bool = False) -> bytes:
        self.sheets.append(disclosure)
        return _bytes("sheet", preview)

    def own_sheet(self, copy: OwnCopy[Sheet], sender: Sender, *, preview: bool = False) -> bytes:
        self.own_sheets.append(copy)
        return _bytes("own-sheet", preview)

    def release_form(self, copy: OwnCopy[Release], sender: Sender, *, preview: bool = False) -> bytes:
        self.forms.append(copy)
        return _bytes("release", preview)

    def route_slip(self, copy: OwnCopy[SlipContent], sender: Sender, *, preview: bool = False) -> bytes:
        self.slips.append(copy)
        return _bytes("slip", preview)

    def own_copy(self, copy: OwnCopy[CopyContent], sender: Sender, *, preview: bool = False) -> bytes:
        self.copies.append(copy)
        return _bytes("copy", preview)

    def recovery_sheet(self, sheet: NoPerson, sender: Sender, *, preview: bool = False) -> bytes:
        self.recovery.append(sheet)
        return _bytes("recovery", preview)


def _bytes(what: str, preview: bool) -> bytes:
    return f"%PDF-{what}{'-vorschau' if preview else ''}".encode()


@dataclass
class FakePages:
    """Draws one "page" that shows which bytes it was made of."""

    def pages(self, pdf: bytes, *, dots_per_inch: int) -> tuple[PageImage, ...]:
        return (PageImage(png=pdf, width=dots_per_inch, height=dots_per_inch),)


@dataclass
class ListSink:
    """Keeps what was handed over, in order."""

    handouts: list[Handout] = field(default_factory=list)

    @property
    def form(self) -> OutputForm:
        return OutputForm.DATEI

    def deliver(self, handout: Handout) -> None:
        self.handouts.append(handout)


@dataclass
class BrokenPrinter:
    """Never prints."""

    @property
    def form(self) -> OutputForm:
        return OutputForm.DRUCK

    def deliver(self, handout: Handout) -> None:
        raise WorldError(ErrorCode.PRINTER_FAILED)
