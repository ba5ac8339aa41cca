from __future__ import annotations

from dataclasses import replace

from profiler.forms.definition import Group
from profiler.release.drafting import withdraw
from profiler.release.gate import Terms, authorise
from profiler.release.items import is_address_secret
from profiler.release.outputs import DisclosedSection, Disclosure
from profiler.release.releases import Category, Release, WithdrawalScope
from profiler.release.sheets import SheetSection
from tests.fakes.answered_records import FORM, NOW, TOLD, Told, answered_form, record_of
from tests.unit.release.signed import JOBCENTER, MOMENT, PURPOSE, TERMS, WORK_SHEET, signed


def disclosed(release: Release, told: Told | None = None, terms: Terms = TERMS) -> Disclosure:
    answered = answered_form(told)
    outcome = authorise(
        record_of(answered), answered, release, JOBCENTER, PURPOSE, terms=terms, moment=MOMENT
    )
    assert isinstance(outcome, Disclosure)
    return outcome


def names(section: DisclosedSection) -> list[str]:
    return [item.question.name for item in section.items]


def values(disclosure: Disclosure) -> set[str]:
    return {
        item.answer.value
        for section in disclosure.sections
        for row in (section.items, *(row for table in section.tables for row in table.rows))
        for item in row
    }


def test_the_sheet_narrows_to_what_was_ticked() -> None:
    only_work = disclosed(signed(Category.BERUF))
    assert [section.code for section in only_work.sections] == ["arbeit"]
    assert values(only_work) == {"Schneiderin", "Atelier", "Lager", "Spedition", "9"}
    assert only_work.categories == {Category.BERUF}


def test_a_tick_cannot_widen_the_sheet() -> None:
    wide = disclosed(signed(*Category))
    assert Category.KINDER not in wide.categories
    assert "Kind" not in values(wide)
    assert "حداد" not in values(wide)  # not on this sheet, though its category is ticked


def test_sheet_order_holds_for_answers_and_form_order_within_a_row() -> None:
    sheet = disclosed(signed())
    assert [section.code for section in sheet.sections] == ["person", "aufenthalt", "arbeit"]
    assert names(sheet.sections[0]) == ["phone", "family_name", "given_names", "birth_date", "city"]
    assert sheet.sections[0].title == {"de": "Person"}
    (jobs,) = sheet.sections[2].tables
    assert jobs.repeat == "jobs"
    assert jobs.label == {"de": "Arbeit bisher"}
    assert [item.question.name for item in jobs.rows[0]] == ["j_own_words", "j_employer", "j_ev_state"]


def test_internal_and_health_answers_never_leave() -> None:
    assert values(disclosed(signed())).isdisjoint({"nur hier", "heben"})


def test_declined_and_hidden_answers_leave_no_trace() -> None:
    told = Told(
        declined=frozenset({"phone", "j_employer"}), hidden=frozenset({"residence", "hours", "j_own_words"})
    )
    sheet = disclosed(signed(), told)
    assert [section.code for section in sheet.sections] == ["person", "arbeit"]
    assert "phone" not in names(sheet.sections[0])
    assert sheet.sections[1].items[0].question.name == "work_years"
    assert [[item.question.name for item in row] for row in sheet.sections[1].tables[0].rows] == [
        ["j_ev_state"],
        ["j_ev_state"],
    ]


def test_rows_without_anything_to_show_leave_no_empty_line() -> None:
    told = Told(rows={"jobs": ({"j_country": "SYR"}, {"j_own_words": "Lager"})})
    (jobs,) = disclosed(signed(), told).sections[2].tables
    assert [[item.answer.value for item in row] for row in jobs.rows] == [["Lager"]]


def test_a_category_taken_back_disappears_everywhere() -> None:
    release = withdraw(signed(), scope=WithdrawalScope.KATEGORIE, which="beruf", received_by="k1", at=NOW)
    sheet = disclosed(release)
    assert Category.BERUF not in sheet.categories
    assert values(sheet).isdisjoint({"Schneiderin", "Lager", "9"})
    assert "verloren" in values(sheet)


def test_without_contact_there_is_a_case_number_but_no_name() -> None:
    header = disclosed(signed(Category.BERUF)).header
    assert header.case_number == "LK-2026-0001"
    assert (header.family_name, header.given_names, header.name_original, header.birth_date) == (
        "",
        "",
        "",
        "",
    )


def test_with_contact_the_head_names_the_person() -> None:
    header = disclosed(signed(Category.KONTAKT), Told(declined=frozenset({"birth_date"}))).header
    assert (header.family_name, header.given_names, header.birth_date) == ("Haddad", "Maria Luisa", "")


def test_a_secret_address_removes_places_here_but_not_those_abroad() -> None:
    told = Told(values={**TOLD, "address_secret": "ja"})
    sheet = disclosed(signed(), told)
    assert values(sheet).isdisjoint({"Musterstadt", "Spedition"})
    assert {"Atelier", "Lager", "0000 111"} <= values(sheet)


def test_a_secret_address_counts_even_while_its_question_is_hidden() -> None:
    told = Told(values={**TOLD, "address_secret": "ja"}, hidden=frozenset({"address_secret"}))
    assert "Musterstadt" not in values(disclosed(signed(), told))


def test_a_place_of_work_in_an_unknown_country_counts_as_here() -> None:
    told = Told(
        values={**TOLD, "address_secret": "ja"},
        rows={"jobs": ({"j_own_words": "Lager", "j_employer": "Spedition"},)},
        declined=frozenset({"j_country"}),
    )
    assert "Spedition" not in values(disclosed(signed(), told))


def test_any_other_answer_to_the_question_keeps_the_address_visible() -> None:
    told = Told(values={**TOLD, "address_secret": "nein"})
    assert {"Musterstadt", "Spedition"} <= values(disclosed(signed(), told))


def test_a_form_that_does_not_ask_keeps_no_address_secret() -> None:
    bare = replace(FORM, root=Group("/f", "f"))
    assert not is_address_secret(answered_form(Told(values={}, rows={}), bare))


def test_questions_and_bands_the_form_does_not_know_are_left_out() -> None:
    sheet = replace(WORK_SHEET, sections=(SheetSection("beruf", ("hours", "shoe_size")),))
    (section,) = disclosed(signed(), terms=replace(TERMS, sheets=(sheet,))).sections
    assert names(section) == ["hours"]
    assert section.title == {}


def test_the_disclosure_names_the_release_it_was_made_under() -> None:
    sheet = disclosed(signed())
    assert (sheet.release_number, sheet.recipient, sheet.purpose) == (3, JOBCENTER, PURPOSE)
    assert str(sheet.valid_until) == "2027-11-20"
    assert str(sheet.signed_on) == "2026-11-21"
