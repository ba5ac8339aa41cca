from __future__ import annotations

from dataclasses import replace

from profiler.forms.answer import Address, Answer
from profiler.forms.definition import Group
from profiler.forms.session import FormSession
from profiler.records.completeness import SectionProgress, SectionState, section_progress
from profiler.records.summary import facts_of
from tests.unit.records.rough_form import FORM, TODAY, asked


def progress(**answers: str | Answer) -> dict[str, SectionProgress]:
    return {section.name: section for section in section_progress(asked(answers))}


def test_a_new_interview_is_untouched() -> None:
    person = progress()["person"]
    assert (person.answered, person.asked) == (0, 7)
    assert person.open_core == (Address("/f/person/family_name"),)
    assert person.state is SectionState.UNTOUCHED
    assert (person.path, person.title) == ("/f/person", {"de": "Person"})


def test_a_section_that_is_not_asked_is_still_listed() -> None:
    work = progress()["arbeit"]
    assert (work.answered, work.asked, work.state) == (0, 0, SectionState.NOT_ASKED)


def test_a_section_is_complete_when_its_core_is() -> None:
    assert progress(given_names="Yara")["person"].state is SectionState.STARTED
    assert progress(family_name="Haddad")["person"].state is SectionState.COMPLETE


def test_a_refusal_answers() -> None:
    person = progress(family_name=Answer(declined=True))["person"]
    assert (person.answered, person.state) == (1, SectionState.COMPLETE)


def test_what_cannot_stay_is_named() -> None:
    person = progress(family_name="Haddad", birth_date="2030-01-01")["person"]
    assert person.wrong == (Address("/f/person/birth_date"),)
    assert person.state is SectionState.TO_CORRECT


def test_rows_count_one_by_one() -> None:
    session = asked({"birth_date": "1990-05-04"}, household=({"hh_name": "Amal"}, {}))
    person = section_progress(session)[0]
    assert (person.answered, person.asked) == (2, 7 + 4)


def test_facts_are_what_lists_show() -> None:
    facts = facts_of(asked({"family_name": "Haddad", "city": "Musterstadt", "birth_date": "1990-05-04"}))
    assert facts == {
        "family_name": "Haddad",
        "birth_date": "1990-05-04",
        "city": "Musterstadt",
        "answered": "3",
        "asked": "5",
    }


def test_what_was_refused_is_answered_but_no_fact() -> None:
    facts = facts_of(asked({"family_name": Answer("Haddad", declined=True)}))
    assert facts == {"answered": "1", "asked": "4"}


def test_a_secret_address_is_no_fact() -> None:
    facts = facts_of(asked({"city": "Musterstadt", "address_secret": "ja"}))
    assert "city" not in facts
    assert facts_of(asked({"city": "Musterstadt", "address_secret": "nein"}))["city"] == "Musterstadt"


def test_a_form_without_these_questions_gives_counts_alone() -> None:
    bare = replace(FORM, root=Group("/f", "f"))
    session = FormSession(bare, today=lambda: TODAY, new_id=lambda: "row")
    assert facts_of(session) == {"answered": "0", "asked": "0"}
    assert section_progress(session) == ()
