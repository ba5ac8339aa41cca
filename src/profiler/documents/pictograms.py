"""Reads the line pictograms of `resources/pictograms` and draws them as vectors."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from profiler.documents.canvas import Canvas, PathStep
from profiler.errors import ErrorCode, WorldError
from profiler.paths import resources_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_GRID = 48.0
_THINNEST = 0.85
_ROUND = 0.5522847
"""Handle length of a cubic curve that looks like a quarter circle of radius 1."""
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}

Steps = tuple[PathStep, ...]


def draw(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """Draw a pictogram into the square of `size` points whose upper left corner is (x, y)."""
    canvas.path(pictogram(name), x, y, size / _GRID, rule=max(_THINNEST, size * 0.05))


@lru_cache(maxsize=128)
def pictogram(name: str) -> Steps:
    """Outline on a grid of 48.

    Raises:
        WorldError: RESOURCE_INVALID, if there is no such pictogram or it uses what cannot be drawn.
    """
    from defusedxml.ElementTree import parse  # type: ignore[import-untyped]  # ships no types

    path = resources_folder() / "pictograms" / f"{name}.svg"
    try:
        root = parse(path).getroot()
        return tuple(step for element in root for step in _shape(element))
    except (OSError, ValueError, KeyError, SyntaxError) as error:
        raise WorldError(
            ErrorCode.RESOURCE_INVALID, file=_shown(path), reason=type(error).__name__
        ) from error


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _shape(element: Element) -> Iterator[PathStep]:
    kind = element.tag.rpartition("}")[2]
    if kind == "path":
        yield from parse_path(element.attrib["d"])
    elif kind == "circle":
        x, y, radius = (float(element.attrib[key]) for key in ("cx", "cy", "r"))
        yield from _rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)
    elif kind == "rect":
        x, y, width, height = (float(element.attrib[key]) for key in ("x", "y", "width", "height"))
        yield from _rounded(x, y, width, height, float(element.attrib.get("rx", "0")))
    else:
        raise ValueError(kind)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> Iterator[PathStep]:
    right, bottom, handle = x + width, y + height, radius * (1 - _ROUND)
    yield "M", (x + radius, y)
    yield "L", (right - radius, y)
    yield "C", (right - handle, y, right, y + handle, right, y + radius)
    yield "L", (right, bottom - radius)
    yield "C", (right, bottom - handle, right - handle, bottom, right - radius, bottom)
    yield "L", (x + radius, bottom)
    yield "C", (x + handle, bottom, x, bottom - handle, x, bottom - radius)
    yield "L", (x, y + radius)
    yield "C", (x, y + handle, x + handle, y, x + radius, y)
    yield "Z", ()


def parse_path(data: str) -> Iterator[PathStep]:
    """Steps of SVG path data; knows M L H V C S A Z in both cases.

    Raises:
        ValueError: at any other command.
    """
    tokens = _TOKEN.findall(data)
    position = 0
    command = ""
    x = y = start_x = start_y = handle_x = handle_y = 0.0
    while position < len(tokens):
        if tokens[position].isalpha():
            command = tokens[position]
            position += 1
        kind = command.upper()
        if kind not in _ARGUMENTS:
            raise ValueError(command)
        count = _ARGUMENTS[kind]
        numbers = [float(token) for token in tokens[position : position + count]]
        if len(numbers) < count:
            raise ValueError(data)
        position += count
        base_x, base_y = (x, y) if command.islower() else (0.0, 0.0)
        before = (x, y)
        if kind == "Z":
            x, y = start_x, start_y
            yield "Z", ()
        elif kind == "M":
            x, y = numbers[0] + base_x, numbers[1] + base_y
            start_x, start_y = x, y
            yield "M", (x, y)
            command = "l" if command == "m" else "L"
        elif kind in ("L", "H", "V"):
            x = numbers[0] + base_x if kind != "V" else x
            y = numbers[-1] + base_y if kind != "H" else y
            yield "L", (x, y)
        elif kind in ("C", "S"):
            points = [n + (base_x, base_y)[i % 2] for i, n in enumerate(numbers)]
            if kind == "S":
                points = [2 * x - handle_x, 2 * y - handle_y, *points]
            handle_x, handle_y, x, y = points[2:]
            yield "C", tuple(points)
        elif kind == "A":
            x, y = numbers[5] + base_x, numbers[6] + base_y
            yield from _arc(before, (x, y), numbers[0], large=bool(numbers[3]), sweep=bool(numbers[4]))
        if kind not in ("C", "S"):
            handle_x, handle_y = x, y


def _arc(
    start: tuple[float, float], end: tuple[float, float], radius: float, *, large: bool, sweep: bool
) -> Iterator[PathStep]:
    """A circular arc as cubic curves of at most a quarter turn (SVG 1.1, F.6)."""
    (x1, y1), (x2, y2) = start, end
    chord = math.hypot(x2 - x1, y2 - y1)
    if not chord:
        return
    radius = max(radius, chord / 2)
    away = math.sqrt(max(0.0, radius**2 - chord**2 / 4)) * (-1 if large == sweep else 1)
    centre_x = (x1 + x2) / 2 - away * (y2 - y1) / chord
    centre_y = (y1 + y2) / 2 + away * (x2 - x1) / chord
    first = math.atan2(y1 - centre_y, x1 - centre_x)
    turn = math.atan2(y2 - centre_y, x2 - centre_x) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / pieces
    handle = 4 / 3 * math.tan(step / 4) * radius
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        from_x, from_y = centre_x + radius * math.cos(a), centre_y + radius * math.sin(a)
        to_x, to_y = centre_x + radius * math.cos(b), centre_y + radius * math.sin(b)
        yield (
            "C",
            (
                from_x - handle * math.sin(a),
                from_y + handle * math.cos(a),
                to_x + handle * math.sin(b),
                to_y - handle * math.cos(b),
                to_x,
                to_y,
            ),
        )
