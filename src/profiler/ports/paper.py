"""Paper, pages on the screen and the ways out as casework sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from profiler.directory.offices import Desk
from profiler.ports.store import OutputForm
from profiler.release.outputs import Disclosure, OwnCopy
from profiler.release.releases import Release
from profiler.release.sheets import Sheet
from profiler.routing.plans import Plan


@dataclass(frozen=True, slots=True)
class Sender:
    """Who issues a paper and when (`printed_at` is local time, without zone)."""

    desk: Desk
    caseworker: str
    printed_at: datetime


@dataclass(frozen=True, slots=True)
class SlipContent:
    """A routing slip: the plan, and how the person wants to be named on it."""

    plan: Plan
    valid_until: datetime
    by_name: bool = True


@dataclass(frozen=True, slots=True)
class CopyContent:
    """What goes with the person's own full copy besides the answers."""

    plan: Plan | None
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class NoPerson:
    """Paper without any person: what is printed is named by `document`, filled from `lines`."""

    document: str
    lines: tuple[str, ...]


class DocumentWriter(Protocol):
    """Turns outputs into PDF bytes; `preview=True` stamps every page "Vorschau".

    All methods raise WorldError FONTS_MISSING or GLYPH_MISSING rather than print a wrong page.
    """

    def profile_sheet(self, disclosure: Disclosure, sender: Sender, *, preview: bool = False) -> bytes:
        """The recipient's sheet, e.g. "Profilbogen Arbeit" for the job centre."""
        ...

    def own_sheet(self, copy: OwnCopy[Sheet], sender: Sender, *, preview: bool = False) -> bytes:
        """A recipient's sheet as a paper of the person's own, who carries it there."""
        ...

    def release_form(self, copy: OwnCopy[Release], sender: Sender, *, preview: bool = False) -> bytes:
        """The release to be signed: "Schweigepflichtentbindung und Einwilligung zur Datenweitergabe"."""
        ...

    def route_slip(self, copy: OwnCopy[SlipContent], sender: Sender, *, preview: bool = False) -> bytes:
        """The routing slip with one stamp field per station."""
        ...

    def own_copy(self, copy: OwnCopy[CopyContent], sender: Sender, *, preview: bool = False) -> bytes:
        """Everything the person told us, in both languages."""
        ...

    def recovery_sheet(self, sheet: NoPerson, sender: Sender, *, preview: bool = False) -> bytes:
        """The recovery code for a sealed envelope; printed from memory, never saved."""
        ...


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as PNG, for looking at only."""

    png: bytes
    width: int
    height: int


class PageRenderer(Protocol):
    """Draws the pages of a PDF as pictures."""

    def pages(self, pdf: bytes, *, dots_per_inch: int) -> tuple[PageImage, ...]:
        """All pages, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Handout:
    """Finished bytes on their way out; made by `casework.hand_over` alone."""

    file_name: str
    content: bytes


class OutputSink(Protocol):
    """A printer or a folder."""

    @property
    def form(self) -> OutputForm:
        """How this sink is called in the log."""
        ...

    def deliver(self, handout: Handout) -> None:
        """Let it leave.

        Raises:
            WorldError: DISK_FULL, NO_ACCESS, PRINTER_FAILED.
        """
        ...
