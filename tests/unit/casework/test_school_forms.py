"""The school form of a child: opened from the family once, with what is known already."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from profiler.casework import (
    extra_consents,
    hand_over,
    household,
    intake,
    people,
    plan_route,
    release_talk,
    school_forms,
    sign_release,
)
from profiler.casework.extra_consents import SignedSheet
from profiler.casework.form_library import answers_of
from profiler.casework.hand_over import Paper, PaperRequest
from profiler.casework.household import FamilyMember
from profiler.casework.intake import Intake
from profiler.errors import ErrorCode, WorldError
from profiler.forms.answer import Address, Answer, Precision, Source
from profiler.ports.store import OutputKind
from profiler.records.household import Member, Relation
from profiler.records.people import PeopleQuery
from profiler.release.extra_consents import ConsentKind
from profiler.release.releases import Category, Grant, SignsAs
from tests.fakes.desks import DeskOnFakes, open_desk, tell, tell_row, told_person
from tests.fakes.paper import ListSink

AMINA = {
    "hh_name": "Amina Al-Mansour",
    "hh_birth": "2016-03-04",
    "hh_relation": "kind",
    "hh_here": "ja",
    "hh_school_kita": "nichts",
}


@pytest.fixture
def found() -> DeskOnFakes:
    return open_desk()


def answers(found: DeskOnFakes, record_id: UUID) -> dict[str, Answer]:
    record = found.desk.store.record(record_id)
    return {address.path.rpartition("/")[2]: answer for address, answer in record.snapshot.answers.items()}


def values(found: DeskOnFakes, record_id: UUID) -> dict[str, str]:
    """What was carried over, without the defaults of the form."""
    return {
        name: answer.value
        for name, answer in answers(found, record_id).items()
        if answer.source is Source.UEBERNOMMEN
    }


def parent(found: DeskOnFakes, **more: str) -> Intake:
    told = {"interpreter_kind": "beeidigt", "arrived_de": "2025-03-01", "housing": "eigene_wohnung"}
    return told_person(found.desk, more=tuple({**told, **more}.items()))


def test_what_the_parent_told_is_carried_over_and_marked(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    record = found.desk.store.record(record_id)
    assert (record.form_id, record.client_language) == ("schule", "ar")
    assert values(found, record_id) == {
        "child_family_name": "Al-Mansour",
        "child_given_names": "Amina",
        "child_birth_date": "2016-03-04",
        "child_address": "Musterstadt",
        "guardian_name": "Yousef Al-Mansour",
        "guardian_phone": "01522 8817386",
        "parent_lang": "ara",
        "parent_interpreter": "ja",
        "housing": "eigene_wohnung",
        "in_de_since": "2025-03-01",
    }
    given = answers(found, record_id)["child_family_name"]
    assert (given.author, given.at) == (found.desk.caseworker.caseworker_id, found.clock.now())


def test_how_exactly_a_date_is_known_is_carried_over(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **AMINA)
    birth = next(a for a in mother.session.addresses() if a.path.endswith("/hh_birth"))
    mother.save(mother.set(birth, Answer("2016-01-01", precision=Precision.JAHR)).edit)
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    assert answers(found, record_id)["child_birth_date"].precision is Precision.JAHR


@pytest.mark.parametrize(
    ("told", "given", "family"),
    [
        ("Amina", "Amina", "Al-Mansour"),
        ("Al-Mansour Amina", "Amina", "Al-Mansour"),
        ("amina al-mansour", "amina", "Al-Mansour"),
        ("Amina Yusuf Ali", "Amina Yusuf Ali", None),
        ("", None, "Al-Mansour"),
    ],
)
def test_a_name_is_divided_only_where_the_family_name_is_known(
    found: DeskOnFakes, told: str, given: str | None, family: str | None
) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **{**AMINA, "hh_name": told})
    carried = values(found, school_forms.open_school_form(found.desk, mother.record_id, row))
    assert carried.get("child_given_names") == given
    assert carried.get("child_family_name") == family


def test_a_brother_or_sister_who_tells_is_not_made_a_guardian(found: DeskOnFakes) -> None:
    brother = parent(found)
    row = tell_row(brother, "household", **{**AMINA, "hh_name": "Amina", "hh_relation": "geschwister"})
    carried = values(found, school_forms.open_school_form(found.desk, brother.record_id, row))
    assert not {"guardian_name", "guardian_phone", "child_family_name"} & carried.keys()
    assert carried["child_given_names"] == "Amina"


def test_a_relation_only_the_county_knows_makes_a_member_of_the_household(found: DeskOnFakes) -> None:
    aunt = parent(found)
    row = tell_row(aunt, "household", **{**AMINA, "hh_relation": "pflegekind"})
    (child,) = school_forms.children(found.desk, aunt.record_id)
    assert child.waits
    school_forms.open_school_form(found.desk, aunt.record_id, row)
    (seen,) = household.relatives(found.desk, aunt.record_id)
    assert seen.relation is Relation.ANDERE


def test_a_child_born_after_its_parents_came_is_asked_for_its_own_day(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **{**AMINA, "hh_birth": "2026-01-05"})
    carried = values(found, school_forms.open_school_form(found.desk, mother.record_id, row))
    assert "in_de_since" not in carried


@pytest.mark.parametrize(
    ("more", "interpreter"),
    [
        ({"interpreter_kind": "niemand"}, None),
        ({"interpreter_kind": "telefon_video"}, "ja"),
        ({"client_language": "deu"}, "nein"),
    ],
)
def test_who_spoke_through_somebody_needs_somebody_again(
    found: DeskOnFakes, more: dict[str, str], interpreter: str | None
) -> None:
    mother = parent(found, **more)
    row = tell_row(mother, "household", **AMINA)
    carried = values(found, school_forms.open_school_form(found.desk, mother.record_id, row))
    assert carried.get("parent_interpreter") == interpreter


def test_the_same_child_never_gets_two_forms(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **AMINA)
    first = school_forms.open_school_form(found.desk, mother.record_id, row)
    assert school_forms.open_school_form(found.desk, mother.record_id, row) == first
    assert people.list_people(found.desk, PeopleQuery()).total == 2


def test_two_linked_parents_who_tell_of_the_same_child_share_its_form(found: DeskOnFakes) -> None:
    mother, father = parent(found), parent(found)
    household.link(found.desk, mother.record_id, father.record_id, Relation.PARTNER)
    rows = (
        tell_row(mother, "household", **AMINA),
        tell_row(father, "household", **{**AMINA, "hh_name": "Amina"}),
    )
    twin = tell_row(father, "household", **{**AMINA, "hh_name": "Samir"})
    first = school_forms.open_school_form(found.desk, mother.record_id, rows[0])
    assert school_forms.open_school_form(found.desk, father.record_id, rows[1]) == first
    assert school_forms.open_school_form(found.desk, father.record_id, twin) != first


def test_a_child_taken_in_with_its_family_is_the_person_of_its_form(found: DeskOnFakes) -> None:
    family = (
        FamilyMember("Haddad", "Rima", "1990-05-01"),
        FamilyMember("Haddad", "Karim", "1988-01-01", relation=Relation.PARTNER),
        FamilyMember("Haddad", "Amina", "2016-03-04", relation=Relation.KIND, school_kita="nichts"),
    )
    taken = household.take_in_family(found.desk, family, {"city": Answer("Musterstadt")}, "ar")
    for record_id in taken.records:
        tell(intake.resume(found.desk, record_id), understood="ja")
    waiting = [school_forms.children(found.desk, record_id) for record_id in taken.records]
    assert [[child.name for child in each] for each in waiting] == [["Amina Haddad"], ["Amina Haddad"]]
    opened = {
        school_forms.open_school_form(found.desk, record_id, each[0].row)
        for record_id, each in zip(taken.records, waiting, strict=True)
    }
    assert len(opened) == 1
    (record_id,) = opened
    together = found.desk.store.household_of(found.desk.store.record(record_id).person_id)
    assert together is not None
    assert together.household_id == taken.household_id


def test_a_child_comes_to_the_household_of_whoever_tells_of_it(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    (seen,) = household.relatives(found.desk, mother.record_id)
    assert (seen.line.record_id, seen.relation) == (record_id, Relation.KIND)
    (back,) = household.relatives(found.desk, record_id)
    assert (back.line.record_id, back.relation) == (mother.record_id, Relation.ELTERNTEIL)


def test_children_without_a_place_come_first_and_grown_ups_are_left_out(found: DeskOnFakes) -> None:
    mother = parent(found)
    for name, birth, relation, place in (
        ("Karim", "1988-01-01", "partner", ""),
        ("Junger Ehemann", "2009-06-01", "partner", ""),
        ("Große", "2005-01-01", "kind", "nichts"),
        ("Baby", "2025-06-01", "kind", "zu_jung"),
        ("Schulkind", "2014-06-01", "kind", "schule"),
        ("Amina", "2016-03-04", "kind", "nichts"),
        ("Ohne Datum", "", "kind", ""),
        ("Fremd", "", "andere", ""),
    ):
        tell_row(
            mother, "household", hh_name=name, hh_birth=birth, hh_relation=relation, hh_school_kita=place
        )
    found_children = school_forms.children(found.desk, mother.record_id)
    assert [(child.name, child.age, child.waits) for child in found_children] == [
        ("Amina", 10, True),
        ("Baby", 1, False),
        ("Schulkind", 12, False),
        ("Ohne Datum", None, False),
    ]
    row = found_children[0].row
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    amina = next(child for child in school_forms.children(found.desk, mother.record_id) if child.row == row)
    assert not amina.waits
    assert amina.form is not None
    assert amina.form.record_id == record_id
    assert school_forms.children(found.desk, record_id) == (), "a school form tells of one child alone"


def test_a_young_person_who_is_the_person_itself_has_a_school_form(found: DeskOnFakes) -> None:
    told = {
        "birth_date": "2010-05-01",
        "unaccompanied": "nein",
        "guardian_kind": "vormund_amt",
        "guardian_name": "M. Muster",
        "arrived_de": "2025-03-01",
        "gender": "m",
    }
    young = told_person(found.desk, more=tuple(told.items()))
    (own,) = school_forms.children(found.desk, young.record_id)
    assert (own.row, own.name, own.age, own.waits) == (school_forms.ONESELF, "Yousef Al-Mansour", 16, True)
    record_id = school_forms.open_school_form(found.desk, young.record_id)
    assert school_forms.open_school_form(found.desk, young.record_id) == record_id
    assert found.desk.store.record(record_id).person_id == young.person_id
    assert values(found, record_id) == {
        "child_family_name": "Al-Mansour",
        "child_given_names": "Yousef",
        "child_birth_date": "2010-05-01",
        "child_nationality": "SY",
        "child_gender": "m",
        "child_phone": "01522 8817386",
        "child_address": "Musterstadt",
        "guardian_kind": "vormund_amt",
        "guardian_name": "M. Muster",
        "parent_lang": "ara",
        "in_de_since": "2025-03-01",
    }


def test_a_young_person_who_hides_hides_in_the_school_form_too(found: DeskOnFakes) -> None:
    young = told_person(found.desk, more=(("birth_date", "2010-05-01"), ("address_secret", "ja")))
    carried = values(found, school_forms.open_school_form(found.desk, young.record_id))
    assert carried["address_secret"] == "ja"
    assert "child_address" not in carried


def test_a_school_form_has_no_route_and_no_slip(found: DeskOnFakes) -> None:
    young = told_person(found.desk, more=(("birth_date", "2010-05-01"),))
    record_id = school_forms.open_school_form(found.desk, young.record_id)
    assert plan_route.plan_route(found.desk, record_id).stations == ()
    assert plan_route.plan_route(found.desk, young.record_id).stations
    with pytest.raises(WorldError) as refused:
        hand_over.hand_over(found.desk, PaperRequest(Paper.ROUTE_SLIP, record_id), ListSink())
    assert refused.value.details == {"reason": "no_route"}


def test_a_grown_up_has_no_school_form_of_their_own(found: DeskOnFakes) -> None:
    assert school_forms.children(found.desk, parent(found).record_id) == ()


def test_of_somebody_with_a_secret_address_nothing_goes_into_the_childs_form(found: DeskOnFakes) -> None:
    mother = parent(found, address_secret="ja")
    row = tell_row(mother, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    assert values(found, record_id) == {
        "child_family_name": "Al-Mansour",
        "child_given_names": "Amina",
        "child_birth_date": "2016-03-04",
        "address_secret": "ja",
    }
    assert found.desk.store.household_of(mother.person_id) is None
    assert household.relatives(found.desk, mother.record_id) == ()
    assert school_forms.open_school_form(found.desk, mother.record_id, row) == record_id, "her own way stays"


def test_whoever_hides_later_is_cut_off_from_the_childs_form_and_back(found: DeskOnFakes) -> None:
    father = parent(found)
    row = tell_row(father, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, father.record_id, row)
    child = intake.resume(found.desk, record_id)
    tell(child, address_secret="ja")
    (shown,) = school_forms.children(found.desk, father.record_id)
    assert shown.is_cut
    assert shown.form is None
    with pytest.raises(WorldError) as refused:
        school_forms.open_school_form(found.desk, father.record_id, row)
    assert refused.value.code is ErrorCode.USAGE
    assert refused.value.details == {"reason": "address_secret_cut"}
    tell(child, address_secret="nein")
    tell(father, address_secret="ja")
    assert school_forms.children(found.desk, father.record_id)[0].is_cut


def test_a_mother_who_hides_after_the_form_was_opened_hides_the_child_too(found: DeskOnFakes) -> None:
    mother, father = parent(found), parent(found)
    household.link(found.desk, mother.record_id, father.record_id, Relation.PARTNER)
    row = tell_row(father, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, father.record_id, row)
    child = found.desk.store.record(record_id).person_id
    together = found.desk.store.household_of(mother.person_id)
    assert together is not None
    found.desk.store.link(together.household_id, Member(child, Relation.KIND), found.clock.now())
    form = intake.resume(found.desk, record_id)
    tell(form, address_secret="nein")
    assert school_forms.children(found.desk, father.record_id)[0].form is not None
    found.clock.advance(timedelta(days=1))
    tell(mother, address_secret="ja")
    (shown,) = school_forms.children(found.desk, father.record_id)
    assert (shown.is_cut, shown.form) == (True, None)
    with pytest.raises(WorldError) as refused:
        school_forms.open_school_form(found.desk, father.record_id, row)
    assert refused.value.details == {"reason": "address_secret_cut"}
    found.clock.advance(timedelta(days=1))
    tell(form, address_secret="ja")
    tell(form, address_secret="nein")
    assert school_forms.children(found.desk, father.record_id)[0].form is not None


def test_a_mother_who_hides_takes_the_child_out_of_the_fathers_reach(found: DeskOnFakes) -> None:
    mother, father = parent(found), parent(found)
    household.link(found.desk, mother.record_id, father.record_id, Relation.PARTNER)
    rows = [tell_row(each, "household", **AMINA) for each in (mother, father)]
    child = uuid4()
    for each, row in zip((mother, father), rows, strict=True):
        found.desk.store.say_who(each.record_id, row, child, found.clock.now())
    together = found.desk.store.household_of(mother.person_id)
    assert together is not None
    found.desk.store.link(together.household_id, Member(child, Relation.KIND), found.clock.now())
    twin = tell_row(father, "household", **{**AMINA, "hh_name": "Samir"})
    found.desk.store.say_who(father.record_id, twin, uuid4(), found.clock.now())
    tell(mother, address_secret="ja")
    record_id = school_forms.open_school_form(found.desk, mother.record_id, rows[0])
    assert found.desk.store.told_people(father.record_id).keys() == {twin}
    assert found.desk.store.household_of(child) is None
    assert [child.form for child in school_forms.children(found.desk, father.record_id)] == [None, None]
    tell(father, address_secret="ja")
    assert [child.form for child in school_forms.children(found.desk, father.record_id)] == [None, None]
    (of_mother,) = school_forms.children(found.desk, mother.record_id)
    assert of_mother.form is not None
    assert of_mother.form.record_id == record_id


def test_a_row_that_is_not_there_has_no_form(found: DeskOnFakes) -> None:
    with pytest.raises(WorldError) as refused:
        school_forms.open_school_form(found.desk, parent(found).record_id, "nowhere")
    assert refused.value.code is ErrorCode.NOT_FOUND


def test_a_parent_may_always_carry_the_school_sheet_and_the_log_knows(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    sink = ListSink()
    given = hand_over.hand_over(found.desk, PaperRequest(Paper.OWN_SHEET, record_id), sink)
    assert given.file_name.startswith("bogen-")
    assert given.logged.entry.kind is OutputKind.OWN_COPY
    (sheet,) = found.writer.own_sheets
    assert sheet.enclosure.code == "schule"
    assert sheet.header.given_names == "Amina"
    with pytest.raises(WorldError) as refused:
        hand_over.hand_over(found.desk, PaperRequest(Paper.OWN_SHEET, mother.record_id), sink)
    assert refused.value.details == {"reason": "no_own_sheet"}


def test_the_school_gets_its_sheet_by_the_childs_own_release_alone(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    schools = sign_release.possible_recipients(found.desk, "schule")
    assert {choice.recipient.kind for choice in schools} == {"schule", "berufsschule"}
    assert not {choice.recipient.kind for choice in sign_release.possible_recipients(found.desk)} & {"schule"}
    choice = schools[0]
    sheet = PaperRequest(Paper.PROFILE_SHEET, record_id, choice.recipient)
    with pytest.raises(WorldError) as refused:
        hand_over.hand_over(found.desk, sheet, ListSink())
    assert refused.value.code is ErrorCode.RELEASE_REFUSED
    grant = Grant(choice.recipient, frozenset({Category.KONTAKT}), choice.purpose)
    release = sign_release.draft(
        found.desk, record_id, (grant,), language="ar", signs_as=SignsAs.GESETZL_VERTRETUNG
    )
    sign_release.signed_paper_seen(found.desk, release, place="Musterstadt")
    hand_over.hand_over(found.desk, sheet, ListSink())
    (disclosure,) = found.writer.sheets
    assert disclosure.sheet.form == "schule"
    assert disclosure.categories == {Category.KONTAKT}


def test_special_help_is_asked_once_the_consent_to_health_is_signed(found: DeskOnFakes) -> None:
    mother = parent(found)
    row = tell_row(mother, "household", **AMINA)
    record_id = school_forms.open_school_form(found.desk, mother.record_id, row)
    address = Address("/schule/schulstart/support_need")
    assert not intake.resume(found.desk, record_id).session.state(address).relevant
    signed = SignedSheet(signs_as=SignsAs.GESETZL_VERTRETUNG, signer="Yousef Al-Mansour")
    extra_consents.give(found.desk, record_id, ConsentKind.HEALTH, signed)
    child = intake.resume(found.desk, record_id)
    assert child.session.state(address).relevant
    assert child.set(address, Answer("hört schlecht")).edit.health == {address}


def test_for_a_child_whose_birth_date_nobody_told_a_guardian_signs(found: DeskOnFakes) -> None:
    told = tell_row(parent := told_person(found.desk), "household", **{**AMINA, "hh_birth": ""})
    child = school_forms.open_school_form(found.desk, parent.record_id, told)
    with pytest.raises(WorldError) as raised:
        extra_consents.give(found.desk, child, ConsentKind.HEALTH, SignedSheet())
    assert raised.value.details["reason"] == "guardian_signs"
    answered = answers_of(found.desk, found.desk.store.record(child))
    assert release_talk.who_signs(answered) is not SignsAs.SELBST


def test_a_child_that_is_told_of_once_more_keeps_its_form(found: DeskOnFakes) -> None:
    mother = parent(found)
    repeat = next(each.path for each in mother.form.repeats() if each.name == "household")
    row = tell_row(mother, "household", **AMINA)
    twin = tell_row(mother, "household", **{**AMINA, "hh_name": "Samira Al-Mansour"})
    first = school_forms.open_school_form(found.desk, mother.record_id, row)
    assert school_forms.open_school_form(found.desk, mother.record_id, twin) != first
    mother.save(mother.remove_row(repeat, row).edit)
    again = tell_row(mother, "household", **{**AMINA, "hh_name": "Amina"})
    assert school_forms.open_school_form(found.desk, mother.record_id, again) == first
    namesake = tell_row(mother, "household", **{**AMINA, "hh_name": "Amina"})
    assert school_forms.open_school_form(found.desk, mother.record_id, namesake) != first
