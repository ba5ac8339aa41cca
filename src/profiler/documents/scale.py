"""The type scale and the page grid of all papers."""

from __future__ import annotations

from dataclasses import replace

from profiler.documents.canvas import LABEL_GREY, MM, WHITE
from profiler.documents.text.fonts import Weight
from profiler.documents.text.itemise import TextStyle

LEFT = 20 * MM
"""Left edge of the content; wide for file holes."""
CONTENT = 176 * MM
RIGHT = LEFT + CONTENT
BOTTOM = 283 * MM
"""Content ends here."""
GUTTER = 4 * MM
COLUMN = 11 * MM
COLUMNS = 12

TITLE = TextStyle(16.5, 20, Weight.BOLD)
TITLE_SMALL = TextStyle(14.5, 18, Weight.BOLD)
TITLE_LEAST = TextStyle(12.5, 15.5, Weight.BOLD)
"""For two titles that would else stand below each other."""
STATION = TextStyle(10.5, 13, Weight.BOLD)
STATION_SMALL = TextStyle(9.5, 12, Weight.BOLD)
"""Where the names in both languages would not stand beside each other otherwise."""
VALUE = TextStyle(9.5, 12)
VALUE_BOLD = TextStyle(9.5, 12, Weight.BOLD)
RUNNING = TextStyle(8, 10.5)
RUNNING_BOLD = TextStyle(8, 10.5, Weight.BOLD)
LABEL = TextStyle(7, 9, grey=LABEL_GREY)
LABEL_CLIENT = TextStyle(7, 9)
LABEL_BOLD = TextStyle(7, 9, Weight.BOLD)
SMALL = TextStyle(7.2, 9.4)
SMALL_BOLD = TextStyle(7.2, 9.4, Weight.BOLD)
FOOT = TextStyle(6.6, 9, grey=LABEL_GREY)
FOOT_BOLD = TextStyle(7, 9, Weight.BOLD)
STAMP_LABEL = TextStyle(6.2, 8, grey=LABEL_GREY)
NUMBER = TextStyle(13, 15, Weight.BOLD, grey=WHITE)

HAIR = 0.5
FIELD_RULE = 0.6
STRONG = 0.9
BAND_RULE = 1.0
TITLE_RULE = 1.4


def span_width(columns: int) -> float:
    """Width of so many columns of the grid, in points."""
    return columns * COLUMN + (columns - 1) * GUTTER


def column_left(column: int) -> float:
    """Left edge of a column (0 to 11), in points from the page's edge."""
    return LEFT + column * (COLUMN + GUTTER)


def white(style: TextStyle) -> TextStyle:
    """The style for text on black."""
    return replace(style, grey=WHITE)
