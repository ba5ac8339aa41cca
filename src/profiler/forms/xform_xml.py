"""Reads XML from strangers in bounded memory, and finds elements and paths in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from profiler.errors import ErrorCode, WorldError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

JAVAROSA = "{http://openrosa.org/javarosa}"
DEEPEST = 100
"""More elements inside each other than any form a person fills in has."""

_MOST_BYTES = 16 * 1024 * 1024
_MOST_TAGS = 800_000
_MOST_ATTRIBUTES = 200_000
"""The largest form measured (800 questions, 12 languages, 1.6 MiB) has 65,000 tags and 20,000 attributes."""

_FIRST_LOOK = 1024


def invalid(reason: str, *, file: str = "", line: str = "", question: str = "", **more: str) -> WorldError:
    """FORM_INVALID with file, line, question, reason and what else the sentence needs."""
    return WorldError(ErrorCode.FORM_INVALID, file=file, line=line, question=question, reason=reason, **more)


def parse_xml(xml: bytes, file: str = "") -> Element:
    """The root element.

    Entities are refused before anything is expanded: they can only be declared in front of the root element.

    Raises:
        WorldError: FORM_INVALID with file, line and reason: `file_too_large`, `too_much_content`,
            `forbidden_xml`, `broken_xml`.
    """
    from xml.etree import ElementTree  # only what `_refuse_entities` let through
    from xml.parsers import expat

    if len(xml) > _MOST_BYTES:
        raise invalid("file_too_large", file=file)
    if xml.count(b"<") > _MOST_TAGS or xml.count(b"=") > _MOST_ATTRIBUTES:
        raise invalid("too_much_content", file=file)
    try:
        _refuse_entities(xml, file)
        return ElementTree.fromstring(xml)  # noqa: S314 - entities and sizes are dealt with above
    except ElementTree.ParseError as error:
        raise invalid("broken_xml", file=file, line=str(error.position[0])) from error
    except expat.ExpatError as error:
        raise invalid("broken_xml", file=file, line=str(error.lineno)) from error
    except (LookupError, ValueError) as error:  # an encoding nobody knows
        raise invalid("broken_xml", file=file, line="1") from error


def _refuse_entities(xml: bytes, file: str) -> None:
    from xml.parsers import expat

    inside: list[str] = []

    def refuse(*_declaration: object) -> None:
        raise invalid("forbidden_xml", file=file)

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: inside.append(name)
    start, size = 0, _FIRST_LOOK
    while start < len(xml) and not inside:
        parser.Parse(xml[start : start + size], False)
        start, size = start + size, size * 2


def local(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element, name: str) -> Element | None:
    """The first child of this name in any namespace."""
    return next((each for each in element if local(each) == name), None)


def elements(element: Element, name: str) -> Iterator[Element]:
    """The children of this name in any namespace."""
    return (each for each in element if local(each) == name)


def plain_path(reference: str, base: str) -> str:
    """A reference to a node as a generic path; "" if it is something else than a path.

    Args:
        reference: absolute or relative path, with or without predicates and namespace prefixes.
        base: generic path a relative one starts from.
    """
    path = reference.strip()
    if "[" in path:
        path = _without_predicates(path)
    if not path or "(" in path.replace("current()", "."):
        return ""
    path = path.replace("current()", ".")
    if not path.startswith("/"):
        path = f"{base}/{path}"
    if ":" in path or " " in path:
        path = "/".join(step.strip().rpartition(":")[2] for step in path.split("/"))
    return _walked(path) if "/." in path else path


def _walked(path: str) -> str:
    """A path with every `.` and `..` taken."""
    steps: list[str] = []
    for step in path.split("/")[1:]:
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "".join(f"/{step}" for step in steps)


def _without_predicates(path: str) -> str:
    parts, end = [], 0
    for start, stop in brackets(path):
        parts.append(path[end:start])
        end = stop
    return "".join([*parts, path[end:]])


def brackets(expression: str) -> Iterator[tuple[int, int]]:
    """Where the outermost `[...]` of an expression stand: from the bracket to behind its partner."""
    depth, start, quote = 0, 0, ""
    for at, sign in enumerate(expression):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "[":
            start = start if depth else at
            depth += 1
        elif sign == "]" and depth:
            depth -= 1
            if not depth:
                yield start, at + 1


def arguments(call: str) -> list[str]:
    """What stands between the commas of a function call's outermost parentheses."""
    inside = call[call.index("(") + 1 : call.rindex(")")]
    parts, start, depth, quote = [], 0, 0, ""
    for at, sign in enumerate(inside):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and not depth:
            parts.append(inside[start:at].strip())
            start = at + 1
    return [*parts, inside[start:].strip()]
