"""The types of rows a survey of ours may have; forms/README.md shows this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class RowType:
    """One type of row.

    Attributes:
        name: first word in the column `type`.
        takes: what stands behind it, "" if nothing.
        answer: what is stored, for people.
        remark: what an author should know.
        asked: whether somebody answers it.
        labelled: whether it needs a German text.
    """

    name: str
    takes: str
    answer: str
    remark: str = ""
    asked: bool = True
    labelled: bool = True


_LIST = "LIST"
_ROWS = (
    RowType("text", "", "text", "several lines with appearance `multiline`"),
    RowType("integer", "", "whole number"),
    RowType("decimal", "", "number with a point", "typed with a comma"),
    RowType("date", "", "`2026-11-21`", "without a day with appearance `month-year`"),
    RowType("time", "", "`14:30`"),
    RowType("dateTime", "", "`2026-11-21T14:30`"),
    RowType("select_one", _LIST, "one code", "`select_one ${repeat}` offers the rows of a repeat"),
    RowType("select_multiple", _LIST, "codes separated by blanks"),
    RowType("rank", _LIST, "all codes, first choice first"),
    RowType("select_one_from_file", "FILE.csv", "one code", "choices from a table beside the form"),
    RowType("select_multiple_from_file", "FILE.csv", "codes separated by blanks", "the same"),
    RowType("range", "", "number", "`parameters`: `start=0 end=10 step=1`"),
    RowType("acknowledge", "", "`OK` or nothing", "a sentence to confirm"),
    RowType("image", "", "file name", "the file itself is not kept yet"),
    RowType("audio", "", "file name"),
    RowType("video", "", "file name"),
    RowType("file", "", "file name", "`body::accept`: kinds of files, e.g. `application/pdf`"),
    RowType("note", "", "nothing", "a sentence to read", asked=False),
    RowType("calculate", "", "text", "worked out from `calculation`", asked=False, labelled=False),
    RowType("hidden", "", "text", "holds a default", asked=False, labelled=False),
    RowType("start", "", "moment", "when the record was begun", asked=False, labelled=False),
    RowType("end", "", "moment", "when it was last saved", asked=False, labelled=False),
    RowType("today", "", "date", "the day it was begun", asked=False, labelled=False),
    RowType("begin_group", "", "nothing", "a page, or a part of one; `end_group` closes it", asked=False),
    RowType("begin_repeat", "", "rows", "asked once a row; `end_repeat` closes it", asked=False),
)

ROW_TYPES: Mapping[str, RowType] = MappingProxyType({each.name: each for each in _ROWS})
"""First word in the column `type` -> what it is."""

SELECTS = frozenset(["select_one", "select_multiple", "rank"])
"""Types that name a list of choices.csv."""

FROM_FILE = frozenset(["select_one_from_file", "select_multiple_from_file", "rank_from_file"])
"""Types that name a file of choices."""

UNSUPPORTED_TYPES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ["geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint"], "places"
        ),
        "barcode": "scanned codes",
        **dict.fromkeys(["audit", "background-audio"], "recording unseen"),
        **dict.fromkeys(["xml-external", "csv-external", "select_one_external"], "tables of other programs"),
        **dict.fromkeys(
            ["deviceid", "phonenumber", "simserial", "subscriberid", "username", "email"], "devices"
        ),
    }
)
"""Types XLSForm knows and no desk needs -> what they are about."""
