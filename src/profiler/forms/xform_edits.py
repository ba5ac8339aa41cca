"""Changes an XForm's text: takes out the rows it brings along, puts choices from files in."""

from __future__ import annotations

import re
from html import escape

from profiler.forms.xform_choices import CSV_FILES, Beside, Cells, read_choices_file
from profiler.forms.xform_xml import JAVAROSA

_SEPARATOR = "}"
_TEMPLATE = f"{JAVAROSA.removeprefix('{')}template"
_EXTERNAL = re.compile(
    r"<((?:[\w.-]+:)?instance)((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?:/>|>\s*</\1\s*>)"
)
_SOURCE = re.compile(r"\s+src\s*=\s*[\"']" + re.escape(CSV_FILES) + r"([^\"']*)[\"']")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML 1.0 does not know."""


def without_first_rows(xml: bytes) -> bytes:
    """An XForm whose repeats start without rows, as far as they have a template for new ones.

    The converter writes a template and one row for each repeat, so that a phone starts with an empty row.
    At a desk rows are added on purpose; every engine reads that off the file.

    Args:
        xml: well-formed XForm in UTF-8.
    """
    kept, end = [], 0
    for start, stop in _rows_with_templates(xml):
        kept.append(xml[end:start])
        end = stop
    return b"".join([*kept, xml[end:]])


def _rows_with_templates(xml: bytes) -> list[tuple[int, int]]:
    """Where the outermost elements lie that follow a template of the same name, in bytes."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    templates: list[set[str]] = [set()]
    rows: list[tuple[int, int]] = []
    open_row: list[tuple[int, int]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _TEMPLATE in attributes:
            templates[-1].add(name)
        elif name in templates[-1] and not open_row:
            open_row.append((len(templates), parser.CurrentByteIndex))
        templates.append(set())

    def end(_name: str) -> None:
        templates.pop()
        if open_row and open_row[0][0] == len(templates):
            rows.append((open_row.pop()[1], xml.index(b">", parser.CurrentByteIndex) + 1))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(xml, True)
    return rows


def self_contained(xml: bytes, beside: Beside, file: str = "") -> bytes:
    """An XForm with the choices of its CSV files inside, so that it needs no file to be filled in.

    Args:
        xml: the XForm; one that is not UTF-8 is returned as it is.
        beside: gives the files beside the form.
        file: the form's name, for messages.

    Raises:
        WorldError: FORM_INVALID: `choices_file_missing`, `choices_file_broken`.
    """
    if CSV_FILES.encode() not in xml:
        return xml
    try:
        text = xml.decode("utf-8-sig")
    except UnicodeDecodeError:
        return xml

    def inside(found: re.Match[str]) -> str:
        tag, attributes = found.group(1), found.group(2)
        source = _SOURCE.search(attributes)
        if source is None:
            return found.group(0)
        rows = read_choices_file(source.group(1), beside, file)
        items = "".join(_item(cells) for cells in rows)
        return f"<{tag}{_SOURCE.sub('', attributes)}><root>{items}</root></{tag}>"

    return _EXTERNAL.sub(inside, text).encode()


def _item(cells: Cells) -> str:
    inside = "".join(
        f"<{column}>{escape(_FORBIDDEN.sub('', text), quote=False)}</{column}>"
        for column, text in cells.items()
    )
    return f"<item>{inside}</item>"
