from __future__ import annotations

from profiler.release.own import initials, own_copy, release_paper, slip_paper
from tests.fakes.answered_records import TOLD, Told, answered_form, record_of


def shown(told: Told | None = None, *, with_health: bool = False) -> set[str]:
    answered = answered_form(told)
    copy = own_copy(record_of(answered), answered, "plan", with_health=with_health)
    assert copy.enclosure == "plan"
    return {
        item.question.name
        for section in copy.sections
        for row in (section.items, *(row for table in section.tables for row in table.rows))
        for item in row
    }


def test_the_own_copy_holds_everything_told_in_the_order_of_the_form() -> None:
    answered = answered_form()
    copy = own_copy(record_of(answered), answered, None)
    assert [section.code for section in copy.sections] == ["person", "aufenthalt", "arbeit"]
    assert [item.question.name for item in copy.sections[0].items][:2] == ["family_name", "given_names"]
    assert {"hh_name", "residence", "j_own_words", "hours"} <= shown()


def test_the_own_copy_shows_refusals_too() -> None:
    answered = answered_form(Told(declined=frozenset({"phone"})))
    copy = own_copy(record_of(answered), answered, None)
    phone = next(item for item in copy.sections[0].items if item.question.name == "phone")
    assert phone.answer.declined


def test_notes_of_the_desk_calculations_and_hidden_answers_are_on_no_copy() -> None:
    assert shown(Told(hidden=frozenset({"residence"}))).isdisjoint(
        {"internal_note", "address_secret", "work_years", "j_years", "residence"}
    )


def test_health_is_on_the_copy_only_when_asked_for() -> None:
    assert "work_limits" not in shown()
    assert "work_limits" in shown(with_health=True)


def test_pages_and_tables_without_answers_disappear() -> None:
    answered = answered_form(Told(values={"family_name": "Haddad"}, rows={}))
    (page,) = own_copy(record_of(answered), answered, None).sections
    assert (page.code, page.tables) == ("person", ())


def test_a_secret_address_stands_on_the_own_copy() -> None:
    assert "city" in shown(Told(values={**TOLD, "address_secret": "ja"}))


def test_the_release_form_names_who_signs_and_tells_nothing_else() -> None:
    answered = answered_form()
    paper = release_paper(record_of(answered), answered, 5)
    assert paper.sections == ()
    assert paper.enclosure == 5
    assert (paper.header.family_name, paper.header.birth_date) == ("Haddad", "1990-05-04")


def test_the_slip_shows_the_name_but_never_the_birth_date() -> None:
    answered = answered_form()
    slip = slip_paper(record_of(answered), answered, "way", by_name=True)
    assert (slip.header.family_name, slip.header.given_names) == ("Haddad", "Maria Luisa")
    assert slip.header.birth_date == ""
    assert slip.sections == ()
    assert slip.enclosure == "way"


def test_the_slip_shows_initials_if_the_person_prefers() -> None:
    answered = answered_form()
    header = slip_paper(record_of(answered), answered, "way", by_name=False).header
    assert (header.family_name, header.given_names, header.name_original) == ("H.", "M. L.", "")
    assert "Haddad" not in repr(header)


def test_nobody_has_no_initials() -> None:
    assert initials("") == ""
