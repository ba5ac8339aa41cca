from __future__ import annotations

from dataclasses import replace

from profiler.forms.definition import FormDefinition, Group, Question, QuestionKind
from profiler.release.lint import SheetFinding, SheetProblem, check_sheets
from profiler.release.releases import Category
from profiler.release.sheets import Sheet, SheetSection
from tests.fakes.answered_records import FORM


def asked(name: str, category: str, *sheets: str) -> Question:
    return Question(f"/f/a/{name}", name, QuestionKind.TEXT, category=category, sheets=frozenset(sheets))


FORM_OF_SHEETS: FormDefinition = replace(
    FORM,
    root=Group(
        "/f",
        "f",
        children=(
            Group(
                "/f/a",
                "a",
                children=(
                    asked("name", "kontakt", "arbeit"),
                    asked("job", "beruf", "arbeit"),
                    asked("note", "intern", "arbeit"),
                    asked("child", "kinder", "arbeit"),
                    asked("phone", "kontakt", "schule"),
                ),
            ),
        ),
    ),
)


def sheet(*questions: str, section: str = "a", categories: frozenset[Category] | None = None) -> Sheet:
    return Sheet(
        code="arbeit",
        title="Bogen",
        recipient_kinds=frozenset({"jobcenter"}),
        categories=frozenset({Category.KONTAKT, Category.BERUF}) if categories is None else categories,
        sections=(SheetSection(section, questions),),
        form="f",
    )


def found(*sheets: Sheet) -> list[tuple[SheetProblem, str]]:
    return [(finding.problem, finding.subject) for finding in check_sheets(sheets, {"f": FORM_OF_SHEETS})]


def test_a_sound_sheet_passes() -> None:
    assert found(sheet("name", "job")) == []


def test_names_the_form_does_not_have_are_found() -> None:
    assert found(sheet("name", "job", "shoe_size", section="b")) == [
        (SheetProblem.UNKNOWN_SECTION, "b"),
        (SheetProblem.UNKNOWN_QUESTION, "shoe_size"),
    ]


def test_answers_that_could_never_appear_are_found() -> None:
    assert found(sheet("name", "job", "note", "child", "phone")) == [
        (SheetProblem.NEVER_RELEASED, "note"),
        (SheetProblem.OUTSIDE_CATEGORIES, "child"),
        (SheetProblem.NOT_ON_THIS_SHEET, "phone"),
    ]


def test_a_sheet_of_a_form_nobody_has_is_found() -> None:
    assert found(replace(sheet("name", "job"), form="g")) == [(SheetProblem.UNKNOWN_FORM, "g")]


def test_what_is_filled_in_by_hand_has_to_be_a_question_too() -> None:
    assert found(replace(sheet("name", "job"), blanks=("note", "stamp"))) == [
        (SheetProblem.UNKNOWN_QUESTION, "stamp")
    ]


def test_one_kind_of_recipient_may_have_a_sheet_of_each_form() -> None:
    other = replace(sheet("name", "job"), code="zweiter", form="g")
    findings = check_sheets([sheet("name", "job"), other], {"f": FORM_OF_SHEETS, "g": FORM_OF_SHEETS})
    assert SheetProblem.KIND_TWICE not in {finding.problem for finding in findings}


def test_a_tick_that_would_show_nothing_is_found() -> None:
    assert found(sheet("name")) == [(SheetProblem.EMPTY_CATEGORY, "beruf")]


def test_two_sheets_for_one_kind_of_recipient_are_found() -> None:
    other = replace(sheet("name", "job"), code="zweiter")
    assert SheetFinding("zweiter", SheetProblem.KIND_TWICE, "jobcenter") in check_sheets(
        [sheet("name", "job"), other], {"f": FORM_OF_SHEETS}
    )
