"""Papers for the person: the full copy of what they told us, and papers that enclose something else."""

from __future__ import annotations

from profiler.forms.definition import FormDefinition, Question
from profiler.records.health import is_health
from profiler.records.record import Record
from profiler.records.view import AnsweredForm, AnsweredItem
from profiler.release.headers import header
from profiler.release.items import for_others, in_form_order, on_sheet
from profiler.release.outputs import DisclosedSection, Enclosure, Header, OwnCopy
from profiler.release.sheets import Sheet

STAYS_AT_THE_DESK = frozenset({"internal_note", "address_secret"})
"""Questions that are on no paper: the desk's own note (form A, A10.1; the right of access is answered by the
desk), and the wish for a secret address, which must not be found on somebody (domain 7.1, 4)."""


def own_copy(
    record: Record,
    answered: AnsweredForm,
    enclosure: Enclosure,
    *,
    with_health: bool = False,
    earlier: tuple[DisclosedSection, ...] = (),
) -> OwnCopy[Enclosure]:
    """Everything the person told us, in the order of the form, refusals included.

    Args:
        record: whose copy.
        answered: the record's answers under its form.
        enclosure: what goes with it.
        with_health: whether the person asked for the health page on this copy too.
        earlier: answers the form has no place for any more; they stand at the end, and on no other paper.
    """

    def allowed(item: AnsweredItem) -> bool:
        return on_own_papers(answered.form, item.question, with_health=with_health)

    return OwnCopy(
        record_id=record.record_id,
        header=header(record, answered, allowed),
        form=answered.form,
        sections=(*in_form_order(answered, allowed), *earlier),
        enclosure=enclosure,
    )


def own_sheet(record: Record, answered: AnsweredForm, sheet: Sheet) -> OwnCopy[Sheet]:
    """A recipient's sheet for the person to carry there: all it can hold, no release needed (domain 7.2, 13).

    What a secret address hides on sheets is hidden here too: the paper may be found.
    """
    allowed = for_others(answered, sheet.categories)
    return OwnCopy(
        record_id=record.record_id,
        header=header(record, answered, allowed),
        form=answered.form,
        sections=on_sheet(answered, sheet, allowed),
        enclosure=sheet,
    )


def on_own_papers(form: FormDefinition, question: Question, *, with_health: bool) -> bool:
    """Whether a person's own papers may show the answer to a question."""
    if question.name in STAYS_AT_THE_DESK:
        return False
    return with_health or not is_health(form, question.path)


def release_paper(record: Record, answered: AnsweredForm, enclosure: Enclosure) -> OwnCopy[Enclosure]:
    """The release form: who signs is named in the head, no answers."""
    return OwnCopy(
        record_id=record.record_id,
        header=header(record, answered, _everything),
        form=answered.form,
        sections=(),
        enclosure=enclosure,
    )


def slip_paper(
    record: Record, answered: AnsweredForm, enclosure: Enclosure, *, by_name: bool
) -> OwnCopy[Enclosure]:
    """The routing slip: case number and name or, if the person prefers, initials; no birth date, no answers.

    Form D: the head names neither status nor benefits; a slip may lie open on any counter.
    """
    full = header(record, answered, _everything)
    shown = Header(
        case_number=full.case_number,
        family_name=full.family_name if by_name else initials(full.family_name),
        given_names=full.given_names if by_name else initials(full.given_names),
        name_original=full.name_original if by_name else "",
        birth_date="",
        client_language=full.client_language,
    )
    return OwnCopy(
        record_id=record.record_id, header=shown, form=answered.form, sections=(), enclosure=enclosure
    )


def initials(name: str) -> str:
    """First letters with points: "Maria Luisa" -> "M. L."."""
    return " ".join(f"{part[0]}." for part in name.split())


def _everything(item: AnsweredItem) -> bool:
    return True
