"""What taking over a form can remark: codes with arguments, which clients turn into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class RemarkCode(StrEnum):
    """What was done to a form on its way in, or could not be taken along."""

    QUESTION_LEFT_OUT = "question_left_out"
    INSIDE_LEFT_OUT = "inside_left_out"
    ROW_WITHOUT_TYPE = "row_without_type"
    ROW_SWITCHED_OFF = "row_switched_off"
    CONDITION_LEFT_OUT = "condition_left_out"
    CONDITION_MENDED = "condition_mended"
    PLACEHOLDER_LEFT_OUT = "placeholder_left_out"
    NAME_MISSING = "name_missing"
    NAME_CHANGED = "name_changed"
    NAME_TWICE = "name_twice"
    LABEL_MISSING = "label_missing"
    LABEL_IN_OTHER_LANGUAGE = "label_in_other_language"
    OWN_TEXT_FOR_OTHER = "own_text_for_other"
    GROUP_NOT_CLOSED = "group_not_closed"
    GROUP_NOT_OPENED = "group_not_opened"
    LIST_MISSING = "list_missing"
    LIST_NAME_FILLED = "list_name_filled"
    CODE_MISSING = "code_missing"
    CODE_CHANGED = "code_changed"
    CODE_TWICE = "code_twice"
    CHOICE_LEFT_OUT = "choice_left_out"
    COLUMN_LEFT_OUT = "column_left_out"
    COLUMN_TWICE = "column_twice"
    COLUMN_RENAMED = "column_renamed"
    SHEET_LEFT_OUT = "sheet_left_out"
    SETTING_LEFT_OUT = "setting_left_out"
    FORM_ID_CHANGED = "form_id_changed"
    LANGUAGE_ASSUMED = "language_assumed"
    LANGUAGE_UNKNOWN = "language_unknown"
    SOURCE_FROM_SETTINGS = "source_from_settings"
    CELL_FAILED = "cell_failed"
    CELLS_NOT_CALCULATED = "cells_not_calculated"
    TIER_UNKNOWN = "tier_unknown"
    COUNTY_DECIDES = "county_decides"
    FILE_NAME_CHANGED = "file_name_changed"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the person who takes a form over should know.

    Attributes:
        code: what it is about.
        sheet: sheet of the workbook, "" if it is about the whole file.
        line: row there, 0 if it is about the whole sheet.
        question: question or `list/code` it is about, "" if none.
        args: named arguments of the sentence.
    """

    code: RemarkCode
    sheet: str = ""
    line: int = 0
    question: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
