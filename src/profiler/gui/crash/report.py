"""What may be written down about one of our faults: where it happened, never with what."""

from __future__ import annotations

import traceback
from pathlib import PurePath
from types import TracebackType


def scrubbed(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Kind of error and the places it passed, innermost last.

    Neither the error's message nor any value is in here: both may hold what a person told us. Folders are
    left out, because they may hold a user's name.
    """
    frames = traceback.extract_tb(trace)
    places = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return " < ".join([kind.__name__, *reversed(places)])
