"""What the check of a form can find: codes with arguments, which clients turn into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Whether a form may be used with it."""

    ERROR = "error"
    WARNING = "warning"


class FindingCode(StrEnum):
    """What was found. The second block are the troubles of expressions, same names as `Trouble`."""

    UNREADABLE = "unreadable"
    UNKNOWN_LANGUAGE_FILE = "unknown_language_file"
    WRONG_FILE_NAME = "wrong_file_name"
    MISSING_FILE = "missing_file"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    UNKNOWN_TYPE = "unknown_type"
    UNSUPPORTED_TYPE = "unsupported_type"
    UNBALANCED_GROUP = "unbalanced_group"
    EMPTY_REPEAT = "empty_repeat"
    MISSING_NAME = "missing_name"
    INVALID_NAME = "invalid_name"
    DUPLICATE_NAME = "duplicate_name"
    MISSING_LABEL = "missing_label"
    MISSING_CALCULATION = "missing_calculation"
    OVERWRITTEN_ANSWER = "overwritten_answer"
    MISSING_OWN_COLUMN = "missing_own_column"
    UNKNOWN_TIER = "unknown_tier"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_SHEET = "unknown_sheet"
    UNKNOWN_PURPOSE = "unknown_purpose"
    UNKNOWN_RETENTION = "unknown_retention"
    UNDECIDED = "undecided"
    ASKED_WITHOUT_CONSENT = "asked_without_consent"
    MISSING_LIST = "missing_list"
    UNKNOWN_LIST = "unknown_list"
    LIST_WITHOUT_CHOICES = "list_without_choices"
    UNUSED_LIST = "unused_list"
    MISSING_LIST_NAME = "missing_list_name"
    MISSING_CODE = "missing_code"
    INVALID_CODE = "invalid_code"
    DUPLICATE_CODE = "duplicate_code"
    FORM_ID_DIFFERS = "form_id_differs"
    MISSING_VERSION = "missing_version"
    ODD_VERSION = "odd_version"
    MISSING_TRANSLATION = "missing_translation"
    UNTRANSLATED = "untranslated"
    EMPTY_TRANSLATION = "empty_translation"
    TRANSLATED_TWICE = "translated_twice"
    MARKUP_IN_TRANSLATION = "markup_in_translation"
    STALE_TRANSLATION = "stale_translation"
    UNUSED_TRANSLATION = "unused_translation"
    PLACEHOLDERS_DIFFER = "placeholders_differ"
    BROKEN_PLACEHOLDER = "broken_placeholder"
    LATIN_PUNCTUATION = "latin_punctuation"
    MISSING_VOCABULARY_QUESTION = "missing_vocabulary_question"
    MISSING_VOCABULARY_CODE = "missing_vocabulary_code"
    COUNTY_UNKNOWN_QUESTION = "county_unknown_question"
    COUNTY_UNKNOWN_POSITION = "county_unknown_position"
    COUNTY_MOVES = "county_moves"
    COUNTY_KIND = "county_kind"
    COUNTY_HIDE = "county_hide"
    COUNTY_HIDES_VOCABULARY = "county_hides_vocabulary"
    COUNTY_HIDES_CHOICE = "county_hides_choice"
    COUNTY_UNKNOWN_CHOICE = "county_unknown_choice"
    COUNTY_VERSION = "county_version"
    COUNTY_VERSION_NOT_RAISED = "county_version_not_raised"
    COUNTY_NOT_PUBLISHED = "county_not_published"
    UNKNOWN_FRAGMENT = "unknown_fragment"
    INCLUDE_WITHOUT_PREFIX = "include_without_prefix"
    INCLUDE_NAME_TAKEN = "include_name_taken"
    INCLUDE_CELL_UNUSED = "include_cell_unused"
    FRAGMENT_INCLUDES = "fragment_includes"
    FRAGMENT_REPEATS = "fragment_repeats"
    FRAGMENT_LIST_DIFFERS = "fragment_list_differs"
    NEVER_ASKED = "never_asked"
    NEVER_VALID = "never_valid"
    CYCLE = "cycle"
    NOT_CONVERTIBLE = "not_convertible"
    QUESTION_GONE = "question_gone"
    CODE_GONE = "code_gone"
    TYPE_CHANGED = "type_changed"
    REPEAT_CHANGED = "repeat_changed"
    VERSION_NOT_RAISED = "version_not_raised"
    VERSION_LOWERED = "version_lowered"
    MIGRATION_INCOMPLETE = "migration_incomplete"
    MIGRATION_UNKNOWN_RULE = "migration_unknown_rule"
    MIGRATION_UNKNOWN_NAME = "migration_unknown_name"
    MIGRATION_UNKNOWN_CODE = "migration_unknown_code"
    MIGRATION_NEEDLESS = "migration_needless"
    MIGRATION_VERSIONS = "migration_versions"
    MIGRATION_TWICE = "migration_twice"

    SYNTAX = "syntax"
    UNKNOWN_FUNCTION = "unknown_function"
    UNSUPPORTED_FUNCTION = "unsupported_function"
    ARITY = "arity"
    BARE_TRUTH = "bare_truth"
    UNANCHORED_PATTERN = "unanchored_pattern"
    INVALID_PATTERN = "invalid_pattern"
    DATE_LITERAL = "date_literal"
    AVERAGE_YEAR = "average_year"
    BARE_INDEX = "bare_index"
    EMPTY_IN_SUM = "empty_in_sum"
    REFERENCE_IN_TEXT = "reference_in_text"
    POSITION_WITHOUT_ROW = "position_without_row"
    BOOLEAN_AS_TEXT = "boolean_as_text"
    DEAD_PATH = "dead_path"
    MANY_AS_ONE = "many_as_one"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_CHOICE_COLUMN = "unknown_choice_column"
    BARE_WORD = "bare_word"
    NOT_YES_OR_NO = "not_yes_or_no"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a form's sources.

    Attributes:
        severity: error or warning.
        code: what was found.
        file: table or catalogue, relative to the form's folder.
        line: line in it, 0 if it is about the whole file.
        question: question, group or `list/code` concerned, "" if none.
        args: named arguments of the sentence.
        label: the German text of the question or choice, "" if it has none.
    """

    severity: Severity
    code: FindingCode
    file: str
    line: int = 0
    question: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    label: str = ""


def error(code: FindingCode, file: str, line: int = 0, question: str = "", **args: str) -> Finding:
    """A finding that keeps the form from being used."""
    return Finding(Severity.ERROR, code, file, line, question, args)


def warning(code: FindingCode, file: str, line: int = 0, question: str = "", **args: str) -> Finding:
    """A finding the form can be used with."""
    return Finding(Severity.WARNING, code, file, line, question, args)
