"""Colours, type sizes and distances of the window: the only place where they are written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Scheme(StrEnum):
    """Which of the two palettes is shown."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One palette; every value is `#RRGGBB`.

    Attributes:
        canvas: window and side lists.
        surface: where one works.
        sunken: table heads, neutral badge.
        client: the client's half of every table.
        line: separators.
        line2: table frames; never the only sign of a control.
        control: border of inputs and marks.
        ink: text.
        ink2: second line.
        ink3: hints and placeholders, on surface and canvas only.
        accent: the one primary action, what is chosen, links.
        on_accent: text on accent.
        tint: chosen row, place in a list.
        focus: keyboard focus and nothing else.
    """

    canvas: str
    surface: str
    sunken: str
    client: str
    line: str
    line2: str
    control: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    on_accent: str
    tint: str
    done: str
    done_tint: str
    warn: str
    warn_tint: str
    err: str
    err_tint: str
    focus: str


LIGHT: Final = Tokens(
    canvas="#F2F4F4",
    surface="#FFFFFF",
    sunken="#E8ECEC",
    client="#F1F7F7",
    line="#D9DFDF",
    line2="#C3CBCC",
    control="#6F7C81",
    ink="#172024",
    ink2="#46535A",
    ink3="#5F6C72",
    accent="#0D5A66",
    on_accent="#FFFFFF",
    tint="#DFEEF0",
    done="#1C6B3A",
    done_tint="#E2F1E6",
    warn="#7A4A00",
    warn_tint="#FBEFD3",
    err="#A1211D",
    err_tint="#FBE5E3",
    focus="#7A2FA0",
)

DARK: Final = Tokens(
    canvas="#12181A",
    surface="#1A2225",
    sunken="#222C30",
    client="#1C292C",
    line="#2E3A3F",
    line2="#425158",
    control="#87979E",
    ink="#E9EEEF",
    ink2="#B9C4C8",
    ink3="#9BA8AD",
    accent="#6CC4CF",
    on_accent="#07272C",
    tint="#1F4249",
    done="#7FD39B",
    done_tint="#1B3A27",
    warn="#F0BF6B",
    warn_tint="#3D2F12",
    err="#FF9C94",
    err_tint="#472220",
    focus="#D39BF2",
)

PALETTES: Final = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}


class Ink(StrEnum):
    """Which colour a text has; the names are those of `Tokens`."""

    FIRST = "ink"
    SECOND = "ink2"
    HINT = "ink3"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    DONE = "done"
    WARN = "warn"
    ERROR = "err"

    def of(self, tokens: Tokens) -> str:
        """The colour in one palette."""
        return str(getattr(tokens, self.value))


class Tone(StrEnum):
    """What a badge, a banner or a toast says without words; always with an icon and a word beside it."""

    INFO = "info"
    DONE = "done"
    WARN = "warn"
    ERROR = "err"
    NEUTRAL = "neutral"

    def ink(self, tokens: Tokens) -> str:
        """Colour of the icon and of the word of a badge."""
        return {
            Tone.INFO: tokens.accent,
            Tone.DONE: tokens.done,
            Tone.WARN: tokens.warn,
            Tone.ERROR: tokens.err,
            Tone.NEUTRAL: tokens.ink2,
        }[self]

    def ground(self, tokens: Tokens) -> str:
        """Colour behind it."""
        return {
            Tone.INFO: tokens.tint,
            Tone.DONE: tokens.done_tint,
            Tone.WARN: tokens.warn_tint,
            Tone.ERROR: tokens.err_tint,
            Tone.NEUTRAL: tokens.sunken,
        }[self]


class Size:
    """Heights of text in pixels at scale 1."""

    PAGE: Final = 24
    SENTENCE: Final = 22
    TITLE: Final = 16
    NAME: Final = 15
    BODY: Final = 14
    SECOND: Final = 13
    CAPTION: Final = 12
    KEY: Final = 11


class Space:
    """Distances in pixels at scale 1."""

    XS: Final = 4
    S: Final = 8
    M: Final = 12
    L: Final = 16
    XL: Final = 24
    XXL: Final = 32


class Radius:
    """Roundness of corners."""

    BADGE: Final = 4
    CONTROL: Final = 6
    CARD: Final = 8
    TILE: Final = 12


class Measure:
    """Heights and widths that several parts share."""

    INPUT: Final = 36
    BUTTON: Final = 38
    OPTION: Final = 32
    SECTION: Final = 46
    BADGE: Final = 22
    TARGET: Final = 24
    RING: Final = 4
    CONTENT: Final = 1080
    NARROW: Final = 1000
    FOLDED: Final = 1160
    """Below, the sections beside the page leave a question in two languages too little room."""
