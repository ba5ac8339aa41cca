"""Which answers of a repeat stand in which column of its table; what has no column follows below its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from profiler.documents.labels import (
    COURSE,
    FIELD_LABELS,
    FROM_TO,
    OCCUPATION,
    SCHOOL,
    WHAT_DONE,
)
from profiler.documents.wording import Term

MOST_COLUMNS = 6
_EVIDENCE = ("ev_state", "ev_translated", "ev_recognised", "ev_authority", "ev_date")


class Shows(Enum):
    """How the answers of a column are put together."""

    EACH = auto()
    LANGUAGE = auto()
    PERIOD = auto()
    TITLE = auto()


@dataclass(frozen=True)
class Column:
    """A column that exists only while one of its questions was released and answered in some row.

    Attributes:
        width: share of the sheet's width.
        questions: whose answers stand here.
        head: what stands above; the label of the first question with an answer if there is none.
        title: the question printed bold, at the beginning.
        own: the same in the person's own words, at the end of the line.
        facts: short answers in one line.
        longer: lines of text below.
        until_now: whether a period without an end goes on.
    """

    width: float
    questions: tuple[str, ...]
    head: Term | None = None
    shows: Shows = Shows.EACH
    title: str = ""
    own: str = ""
    facts: tuple[str, ...] = field(default=())
    longer: str = ""
    until_now: bool = False


def evidence_of(prefix: str) -> tuple[str, ...]:
    """The questions about one paper."""
    return tuple(f"{prefix}_{name}" for name in _EVIDENCE)


def is_evidence(name: str) -> bool:
    """Whether a question is one about a paper."""
    return name.endswith(_EVIDENCE)


def _period(begin: str, end: str, *, until_now: bool = False) -> Column:
    return Column(33, (begin, end), FROM_TO, Shows.PERIOD, until_now=until_now)


def _described(
    width: float, head: Term, title: str, own: str, facts: Sequence[str], longer: str = ""
) -> Column:
    names = tuple(name for name in (title, own, *facts, longer) if name)
    return Column(width, names, head, Shows.TITLE, title, own, tuple(facts), longer)


LAYOUTS: Mapping[str, tuple[Column, ...]] = {
    "languages": (
        Column(29, ("lang", "first_lang"), FIELD_LABELS["lang"], Shows.LANGUAGE),
        *(Column(23.4, (name,)) for name in ("hear", "read", "talk", "present", "write")),
        Column(30, ("lang_basis", "lang_cert", "lang_cert_date", *evidence_of("lang"))),
    ),
    "courses": (
        _period("course_from", "course_to"),
        _described(93, COURSE, "course_kind", "", ("course_provider",)),
        Column(50, ("course_result",)),
    ),
    "schools": (
        _period("s_from", "s_to"),
        _described(87, SCHOOL, "s_type", "s_name_orig", ("s_country", "s_grade", "s_teach_lang")),
        Column(56, ("s_certificate", *evidence_of("s")), FIELD_LABELS["t_ev_state"]),
    ),
    "trainings": (
        _period("t_from", "t_to"),
        _described(
            72,
            FIELD_LABELS["t_title_de"],
            "t_title_de",
            "t_title_orig",
            ("t_kind", "t_institution", "t_city", "t_country", "t_done", "t_regular_years"),
            "t_contents",
        ),
        Column(42, evidence_of("t")),
        Column(29, ("rec_wish",)),
    ),
    "jobs": (
        _period("j_from", "j_to", until_now=True),
        _described(
            71,
            WHAT_DONE,
            "j_own_words",
            "",
            ("j_kind", "j_employer", "j_sector", "j_country", "j_hours"),
            "j_tasks",
        ),
        Column(34, ("j_esco",), OCCUPATION),
        Column(38, evidence_of("j")),
    ),
    "skills": (
        Column(50, ("sk_label",)),
        Column(48, ("sk_esco",)),
        Column(30, ("sk_level",)),
        Column(26, ("sk_source",)),
        Column(22, ("sk_last_used",)),
    ),
    "licences": (
        Column(38, ("l_class",)),
        Column(26, ("l_country",)),
        Column(24, ("l_issued",)),
        Column(24, ("l_valid",)),
        Column(24, ("l_converted",)),
        Column(40, evidence_of("l")),
    ),
    "wish_jobs": (Column(56, ("w_words",)), Column(52, ("w_esco",)), Column(68, ("w_why",))),
    "school_years_table": (
        Column(14, ("y",)),
        Column(28, ("country",)),
        Column(14, ("grade",)),
        Column(44, ("school_type",)),
        Column(30, ("teach_lang",)),
        Column(24, ("hours_week",)),
        Column(22, ("missed_months",)),
    ),
}


def columns_of(repeat: str, answered: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a table that are used, from the names of the questions with an answer in some row.

    A repeat nobody arranged has a column for each question, as many as fit; papers take one together.
    """
    known = LAYOUTS.get(repeat)
    if known is not None:
        return tuple(column for column in known if set(column.questions) & set(answered))
    papers = tuple(name for name in answered if is_evidence(name))
    single = [name for name in answered if name not in papers]
    proof = (Column(14, papers),) if papers else ()
    shown = single[: MOST_COLUMNS - len(proof)]
    return (*(Column(10, (name,)) for name in shown), *proof)
