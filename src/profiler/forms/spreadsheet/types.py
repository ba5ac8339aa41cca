"""What kinds of questions an XLSForm can ask, in all their spellings, and which of them we leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Unsupported(StrEnum):
    """Why a row is left out."""

    PLACE = "place"
    CODE_READER = "code_reader"
    SILENT_RECORDING = "silent_recording"
    OUTSIDE_DATA = "outside_data"
    DEVICE = "device"
    MATRIX = "matrix"
    LOOP = "loop"
    SEARCH = "search"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RowType:
    """What a row of the survey is.

    Attributes:
        kind: our name of it (`text`, `select_one`, `begin_group` ...), "" if it is left out.
        choices: name of the list, file or repeat a select takes its choices from.
        or_other: whether it asks for what the list does not hold.
        unsupported: why it is left out, None if it is not.
        opens: whether it begins a group or something like it.
        closes: whether it ends one.
    """

    kind: str = ""
    choices: str = ""
    or_other: bool = False
    unsupported: Unsupported | None = None
    opens: bool = False
    closes: bool = False

    def __str__(self) -> str:
        return f"{self.kind} {self.choices}" if self.choices else self.kind


_SIMPLE = {
    **{
        kind: kind
        for kind in (
            "text",
            "integer",
            "decimal",
            "date",
            "time",
            "note",
            "calculate",
            "hidden",
            "acknowledge",
        )
        + ("image", "audio", "video", "file", "range", "start", "end", "today")
    },
    "string": "text",
    "phone number": "text",
    "int": "integer",
    "datetime": "dateTime",
    "date time": "dateTime",
    "trigger": "acknowledge",
    "photo": "image",
    "start time": "start",
    "end time": "end",
}
_LEFT_OUT = {
    **dict.fromkeys(
        (
            "geopoint",
            "geotrace",
            "geoshape",
            "gps",
            "location",
            "start-geopoint",
            "background-geopoint",
            "osm",
        ),
        Unsupported.PLACE,
    ),
    "barcode": Unsupported.CODE_READER,
    **dict.fromkeys(("background-audio", "audit"), Unsupported.SILENT_RECORDING),
    **dict.fromkeys(("xml-external", "csv-external"), Unsupported.OUTSIDE_DATA),
    **dict.fromkeys(
        (
            "deviceid",
            "device id",
            "phonenumber",
            "simserial",
            "sim id",
            "subscriberid",
            "subscriber id",
            "imei",
        )
        + ("username", "email"),
        Unsupported.DEVICE,
    ),
}
_CHOOSING = re.compile(
    r"(?:(?P<one>select[ _]one|select1)|(?P<several>select[ _]multiple|select all that apply)|(?P<rank>rank))"
    r"(?P<file>[ _]from[ _]file)?(?P<external>_external)?(?: (?:from|using))? (?P<choices>\S.*?)"
    r"(?P<other> (?:or_other|or other|or specify other))?",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"(?P<end>begin|end)[\s_]+(?P<what>\S.*)", re.IGNORECASE)
_REPEATS = frozenset(["repeat", "lgroup", "looped group"])
_LOOP = re.compile(r"loop\b.*")


def read_type(text: str) -> RowType:
    """What the cell in column `type` means."""
    written = " ".join(text.split())
    lowered = written.lower()
    if boundary := _BOUNDARY.fullmatch(written):
        return _boundary(boundary["end"].lower() == "begin", boundary["what"].lower())
    if lowered in _SIMPLE:
        return RowType(_SIMPLE[lowered])
    if lowered in _LEFT_OUT:
        return RowType(unsupported=_LEFT_OUT[lowered])
    if choosing := _CHOOSING.fullmatch(written):
        return _choosing(choosing)
    return RowType(unsupported=Unsupported.UNKNOWN)


def _boundary(opens: bool, what: str) -> RowType:
    word = "begin" if opens else "end"
    if what == "group" or what in _REPEATS:
        kind = "group" if what == "group" else "repeat"
        return RowType(f"{word}_{kind}", opens=opens, closes=not opens)
    reason = Unsupported.LOOP if _LOOP.fullmatch(what) else Unsupported.MATRIX
    return RowType(unsupported=reason, opens=opens, closes=not opens)


def _choosing(found: re.Match[str]) -> RowType:
    from_table = found["choices"].lower().endswith(".csv")
    if found["external"] or (found["file"] and (found["rank"] or not from_table)):
        return RowType(unsupported=Unsupported.OUTSIDE_DATA)
    kind = "rank" if found["rank"] else "select_one" if found["one"] else "select_multiple"
    if found["file"]:
        kind = f"{kind}_from_file"
    return RowType(kind, found["choices"], or_other=bool(found["other"]))
