"""The shipped form through the gate with the shipped sheets: who can learn what at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

import pytest

from profiler import paths
from profiler.forms.answer import Address, Answer
from profiler.forms.definition import FormDefinition
from profiler.forms.session import FormSession
from profiler.records.view import AnsweredForm, answered_form
from profiler.release.gate import Refusal, Refused, Terms, authorise, sheet_for
from profiler.release.lint import check_sheets
from profiler.release.loading import ReleaseContent, load_release
from profiler.release.outputs import Disclosure
from profiler.release.own import own_copy
from profiler.release.releases import Category, Recipient
from tests.fakes.answered_records import TODAY, record_of
from tests.fakes.desks import shipped_content
from tests.unit.release.signed import MOMENT, TEXT, signed

TOLD = {
    "client_language": "ara",
    "understood": "ja",
    "family_name": "Haddad",
    "birth_date": "1990-05-04",
    "city": "Musterstadt",
    "residence_kind": "schutz",
    "residence": "p25_1",
    "benefit": "sgb2",
    "need_advice": "asyl",
    "goal": "arbeit_sofort",
    "offer_kind": "arbeit",
    "offer_employer": "Bäckerei",
}
ROWS = {
    "household": {"hh_name": "Amal", "hh_birth": "2019-01-01"},
    "languages": {"lang": "deu", "hear": "a2", "read": "a1", "talk": "a2", "write": "a1"},
    "jobs": {"j_own_words": "Schneiderin", "j_country": "SY"},
}
CHILD = {
    "child_family_name": "Haddad",
    "child_given_names": "Amal",
    "child_birth_date": "2011-05-04",
    "child_address": "Lindenweg 4, Musterstadt",
    "siblings_school": "Grundschule am Park",
    "guardian_name": "Rima Haddad",
    "anderer_elternteil": "verstorben",
    "parent_lang": "ara",
    "parent_interpreter": "ja",
    "de_oral": "a1",
    "last_grade": "6",
    "maths_level": "brueche",
    "job_wish": "Tischlerin",
    "transport": "bus",
    "bring_list": "id_doc vaccination_book",
    "c_h_signed": "ja",
    "support_need": "hört schlecht",
    "measles": "fehlt",
    "school_answered": "ja",
    "assigned_school": "Oberschule am Markt",
    "contact": "Frau Muster",
    "next_talk": "2026-12-01",
}
CHILD_ROWS = {
    "home_langs": {"home_lang": "ara", "home_oral": "c1"},
    "school_years_table": {"y": "2022", "country": "SY", "grade": "6"},
    "progress": {"progress_date": "2026-11-01", "daz_stage": "2"},
}


@pytest.fixture(scope="module")
def form() -> FormDefinition:
    return shipped_content().assessment


@pytest.fixture(scope="module")
def school() -> FormDefinition:
    return shipped_content().forms["schule"].definition


@pytest.fixture(scope="module")
def content() -> ReleaseContent:
    return load_release(paths.resources_folder())


def told(form: FormDefinition, more: Mapping[str, str] | None = None) -> AnsweredForm:
    return filled_in(form, {**TOLD, **(more or {})}, ROWS)


def told_of_a_child(school: FormDefinition, more: Mapping[str, str] | None = None) -> AnsweredForm:
    return filled_in(school, {**CHILD, **(more or {})}, CHILD_ROWS)


def filled_in(
    form: FormDefinition, told: Mapping[str, str], rows: Mapping[str, Mapping[str, str]]
) -> AnsweredForm:
    numbers = count(1)
    session = FormSession(form, today=lambda: TODAY, new_id=lambda: f"row-{next(numbers)}")
    for name, value in told.items():
        session.set(Address(form.question(name).path), Answer(value))
    for repeat in form.repeats():
        if repeat.name in rows:
            row, _ = session.add_row(repeat.path)
            for name, value in rows[repeat.name].items():
                session.set(Address(form.question(name).path, row), Answer(value))
    return answered_form(form, session.snapshot(), TODAY)


def outcome_of(
    answered: AnsweredForm, content: ReleaseContent, kind: str, *ticked: Category
) -> Disclosure | Refusal:
    recipient = Recipient("o1", kind, kind)
    release = signed(*(ticked or Category), recipient=recipient)
    record = record_of(answered, form_sha=answered.form.sha)
    return authorise(
        record,
        answered,
        release,
        recipient,
        "arbeitsvermittlung",
        terms=Terms(content.sheets, TEXT),
        moment=MOMENT,
    )


def sheet_of(answered: AnsweredForm, content: ReleaseContent, kind: str, *ticked: Category) -> Disclosure:
    outcome = outcome_of(answered, content, kind, *ticked)
    assert isinstance(outcome, Disclosure)
    return outcome


def shown(disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    for section in disclosure.sections:
        for row in (section.items, *(row for table in section.tables for row in table.rows)):
            for item in row:
                yield item.question.name, item.answer.value


def test_sheets_and_forms_agree(content: ReleaseContent) -> None:
    forms = {name: built.definition for name, built in shipped_content().forms.items()}
    assert check_sheets(content.sheets, forms) == ()


@pytest.mark.parametrize(
    ("kind", "never"),
    [
        (
            "auslaenderbehoerde",
            {"goal", "benefit", "j_own_words", "hh_name", "lang", "school_ever", "need_advice"},
        ),
        ("iq", {"benefit", "hh_name", "residence", "need_advice", "lang"}),
        ("kurs", {"residence", "benefit", "j_own_words", "hh_name"}),
        ("kita", {"residence", "benefit", "j_own_words", "goal"}),
        ("jobcenter", {"need_advice", "hh_name", "hh_birth", "address_secret"}),
    ],
)
def test_with_every_box_ticked_a_sheet_still_withholds(
    form: FormDefinition, content: ReleaseContent, kind: str, never: set[str]
) -> None:
    names = {name for name, _ in shown(sheet_of(told(form), content, kind))}
    assert names.isdisjoint(never)
    assert "family_name" in names


def test_the_recognition_office_learns_the_german_level_without_the_languages(
    form: FormDefinition, content: ReleaseContent
) -> None:
    sheet = set(shown(sheet_of(told(form), content, "iq")))
    assert ("german_shown", "A1") in sheet
    assert "hear" not in {name for name, _ in sheet}


def test_a_secret_address_is_on_no_sheet_at_all(form: FormDefinition, content: ReleaseContent) -> None:
    answered = told(form, {"address_secret": "ja"})
    for kind in content.recipient_kinds:
        if sheet_for(content.sheets, kind, form.form_id):
            values = {value for _, value in shown(sheet_of(answered, content, kind))}
            assert values.isdisjoint({"Musterstadt", "Bäckerei"})


def test_no_sheet_can_be_made_for_who_has_none(form: FormDefinition, content: ReleaseContent) -> None:
    answered = told(form)
    recipient = Recipient("o1", "sozialamt", "Sozialamt")
    outcome = authorise(
        record_of(answered, form_sha=form.sha),
        answered,
        signed(recipient=recipient),
        recipient,
        "arbeitsvermittlung",
        terms=Terms(content.sheets, TEXT),
        moment=MOMENT,
    )
    assert not isinstance(outcome, Disclosure)


def test_the_own_copy_holds_every_answer_but_the_desk_notes(form: FormDefinition) -> None:
    answered = told(form)
    copy = own_copy(record_of(answered, form_sha=form.sha), answered, None)
    names = {
        item.question.name
        for section in copy.sections
        for row in (section.items, *(row for table in section.tables for row in table.rows))
        for item in row
    }
    assert set(TOLD) <= names
    assert {name for row in ROWS.values() for name in row} <= names


def test_a_paper_does_not_speak_a_language_that_was_not_released(
    form: FormDefinition, content: ReleaseContent
) -> None:
    answered = told(form)
    assert sheet_of(answered, content, "jobcenter").header.client_language == "ar"
    only_work = sheet_of(answered, content, "jobcenter", Category.BERUF)
    assert only_work.header.client_language == "de"


def test_the_school_learns_what_it_needs_of_the_child_and_nothing_else(
    school: FormDefinition, content: ReleaseContent
) -> None:
    sheet = sheet_of(told_of_a_child(school), content, "schule")
    names = {name for name, _ in shown(sheet)}
    assert {"child_family_name", "child_address", "parent_lang", "home_lang", "grade", "job_wish"} <= names
    assert names.isdisjoint(
        {"support_need", "measles", "bring_list", "address_secret", "anderer_elternteil", "assigned_school"}
    )
    assert (sheet.header.family_name, sheet.header.birth_date) == ("Haddad", "2011-05-04")
    asked = {question.name for question in school.questions()}
    assert "residence" not in asked


def test_the_school_fills_in_its_own_part_by_hand(school: FormDefinition, content: ReleaseContent) -> None:
    sheet = sheet_of(told_of_a_child(school), content, "schule").sheet
    assert {"measles", "entry_exam", "class_type", "assigned_school", "bring_list"} <= set(sheet.blanks)


def test_what_the_school_fills_in_is_asked_of_nobody(school: FormDefinition) -> None:
    answered = told_of_a_child(school)
    names = {address.path.rpartition("/")[2] for address in answered.asked}
    assert names.isdisjoint({"measles", "entry_exam", "entry_exam_date"})
    assert answered.value("measles") == ""


def test_the_school_form_asks_about_health_only_with_the_own_consent(school: FormDefinition) -> None:
    assert told_of_a_child(school).value("support_need") == "hört schlecht"
    assert told_of_a_child(school, {"c_h_signed": "nein"}).value("support_need") == ""


def test_each_form_has_its_own_recipients(
    form: FormDefinition, school: FormDefinition, content: ReleaseContent
) -> None:
    for answered, kind in ((told(form), "schule"), (told_of_a_child(school), "jobcenter")):
        outcome = outcome_of(answered, content, kind)
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Refused.NO_SHEET


def test_a_childs_secret_address_hides_home_school_and_talks(
    school: FormDefinition, content: ReleaseContent
) -> None:
    answered = told_of_a_child(school, {"address_secret": "ja"})
    values = {value for _, value in shown(sheet_of(answered, content, "schule"))}
    assert values.isdisjoint(
        {"Lindenweg 4, Musterstadt", "Grundschule am Park", "Oberschule am Markt", "2026-12-01"}
    )


def test_the_parents_language_stays_here_if_it_was_not_released(
    school: FormDefinition, content: ReleaseContent
) -> None:
    only_school = sheet_of(told_of_a_child(school), content, "schule", Category.SCHULE)
    assert only_school.header.client_language == "de"
    assert only_school.header.family_name == ""


def test_a_parent_gets_the_whole_school_form_as_own_copy(school: FormDefinition) -> None:
    answered = told_of_a_child(school)
    copy = own_copy(record_of(answered, form_sha=school.sha), answered, None)
    names = {item.question.name for section in copy.sections for item in section.items}
    assert {"child_family_name", "guardian_name", "bring_list", "assigned_school"} <= names
    assert names.isdisjoint({"support_need", "address_secret", "measles"})
