"""The shipped form through the gate with the shipped sheets: who can learn what at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

import pytest

from profiler import paths
from profiler.forms.answer import Address, Answer
from profiler.forms.build import build
from profiler.forms.definition import FormDefinition
from profiler.forms.session import FormSession
from profiler.records.view import AnsweredForm, answered_form
from profiler.release.gate import Terms, authorise
from profiler.release.lint import check_sheets
from profiler.release.loading import ReleaseContent, load_release
from profiler.release.outputs import Disclosure
from profiler.release.own import own_copy
from profiler.release.releases import Category, Recipient
from tests.fakes.answered_records import TODAY, record_of
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


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> FormDefinition:
    return build(paths.forms_folder() / "kompetenz", cache_dir=tmp_path_factory.mktemp("forms"))


@pytest.fixture(scope="module")
def content() -> ReleaseContent:
    return load_release(paths.resources_folder())


def told(form: FormDefinition, more: Mapping[str, str] | None = None) -> AnsweredForm:
    numbers = count(1)
    session = FormSession(form, today=lambda: TODAY, new_id=lambda: f"row-{next(numbers)}")
    for name, value in {**TOLD, **(more or {})}.items():
        session.set(Address(form.question(name).path), Answer(value))
    for repeat in form.repeats():
        if repeat.name in ROWS:
            row, _ = session.add_row(repeat.path)
            for name, value in ROWS[repeat.name].items():
                session.set(Address(form.question(name).path, row), Answer(value))
    return answered_form(form, session.snapshot(), TODAY)


def sheet_of(answered: AnsweredForm, content: ReleaseContent, kind: str, *ticked: Category) -> Disclosure:
    recipient = Recipient("o1", kind, kind)
    release = signed(*(ticked or Category), recipient=recipient)
    record = record_of(answered, form_sha=answered.form.sha)
    outcome = authorise(
        record,
        answered,
        release,
        recipient,
        "arbeitsvermittlung",
        terms=Terms(content.sheets, TEXT),
        moment=MOMENT,
    )
    assert isinstance(outcome, Disclosure)
    return outcome


def shown(disclosure: Disclosure) -> Iterator[tuple[str, str]]:
    for section in disclosure.sections:
        for row in (section.items, *(row for table in section.tables for row in table.rows)):
            for item in row:
                yield item.question.name, item.answer.value


def test_sheets_and_form_agree(form: FormDefinition, content: ReleaseContent) -> None:
    assert check_sheets(content.sheets, form) == ()


@pytest.mark.parametrize(
    ("kind", "never"),
    [
        ("schule", {"residence", "benefit", "goal", "j_own_words", "hh_name", "offer_employer"}),
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
        if any(kind in sheet.recipient_kinds for sheet in content.sheets):
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
