"""Families: taken in from one grid, linked, confirmed, and cut where an address is secret."""

from __future__ import annotations

import pytest

from profiler.casework import household, intake
from profiler.casework.household import FamilyMember, seen_from
from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.forms.answer import Answer, Precision, Source
from profiler.records.household import Relation
from tests.fakes.desks import DeskOnFakes, open_desk, tell, told_person

FAMILY = (
    FamilyMember("Haddad", "Rima", "1990-05-01"),
    FamilyMember("Haddad", "Karim", "1988-01-01", Precision.JAHR, Relation.PARTNER),
    FamilyMember("Haddad", "Amina", "2016-03-04", relation=Relation.KIND, school_kita="nichts"),
    FamilyMember("Haddad", "Sami", relation=Relation.KIND),
    FamilyMember("Saleh", "Nour", "2008-11-22", relation=Relation.GESCHWISTER),
    FamilyMember("Saleh", "Huda", relation=Relation.ELTERNTEIL),
)
SHARED = {
    "city": Answer("Musterstadt"),
    "arrived_de": Answer("2025-03-01", precision=Precision.MONAT),
    "interpreter_kind": Answer("beeidigt"),
}


@pytest.fixture
def found() -> DeskOnFakes:
    return open_desk()


def answers(found: DeskOnFakes, record_id: object) -> dict[str, Answer]:
    record = found.desk.store.record(record_id)  # type: ignore[arg-type]  # an id
    return {address.path.rpartition("/")[2]: answer for address, answer in record.snapshot.answers.items()}


def test_every_adult_of_a_family_gets_a_record_and_every_child_is_a_person(found: DeskOnFakes) -> None:
    taken = household.take_in_family(found.desk, FAMILY, SHARED, "ar")
    names = [answers(found, record_id)["given_names"].value for record_id in taken.records]
    assert names == ["Rima", "Karim", "Huda"], "17 years old, or a child without birth date: a minor in doubt"
    mother = found.desk.store.record(taken.records[0])
    family = found.desk.store.household_of(mother.person_id)
    assert family is not None
    assert [member.relation for member in family.members] == [line.relation for line in FAMILY]
    assert family.household_id == taken.household_id


def test_what_a_family_shares_is_told_once_and_taken_over_by_the_others(found: DeskOnFakes) -> None:
    taken = household.take_in_family(found.desk, FAMILY, SHARED, "ar")
    mother, father, _ = (answers(found, record_id) for record_id in taken.records)
    for name, told in SHARED.items():
        assert mother[name].source is Source.SELBST
        assert father[name].source is Source.UEBERNOMMEN
        assert father[name].value == mother[name].value == told.value
        assert father[name].precision is told.precision
    assert father["birth_date"].source is Source.SELBST
    assert father["birth_date"].precision is Precision.JAHR


def test_everybody_finds_the_others_in_their_own_record(found: DeskOnFakes) -> None:
    taken = household.take_in_family(found.desk, FAMILY, SHARED, "ar")
    for record_id, expected in (
        (taken.records[0], ["partner", "kind", "kind", "geschwister", "elternteil"]),
        (taken.records[1], ["partner", "kind", "kind", "andere", "andere"]),
        (taken.records[2], ["kind", "andere", "andere", "andere", "kind"]),
    ):
        record = found.desk.store.record(record_id)
        told = household.told_by(found.desk, record)
        assert [row["hh_relation"].value for row in told.values()] == expected
        assert found.desk.store.told_people(record_id).keys() == told.keys()
    mother = found.desk.store.told_people(taken.records[0])
    father = found.desk.store.told_people(taken.records[1])
    assert set(mother.values()) & set(father.values()), "both speak of the same children"
    amina = household.told_by(found.desk, found.desk.store.record(taken.records[0]))
    assert [row.get("hh_school_kita", Answer()).value for row in amina.values()] == ["", "nichts", "", "", ""]


def test_each_adult_confirms_once_what_was_taken_over(found: DeskOnFakes) -> None:
    taken = household.take_in_family(found.desk, FAMILY[:3], SHARED, "ar")
    mother, father = taken.records
    assert household.to_confirm(found.desk, mother) == ()
    waiting = {item.question.name for item in household.to_confirm(found.desk, father)}
    assert {"city", "arrived_de", "hh_name", "hh_relation"} <= waiting
    number = len(household.to_confirm(found.desk, father))
    assert household.confirm(found.desk, father) == number
    number = len(household.to_confirm(found.desk, father))
    assert household.confirm(found.desk, father) == number
    assert household.to_confirm(found.desk, father) == ()
    assert answers(found, father)["city"].source is Source.SELBST
    assert household.confirm(found.desk, father) == 0


@pytest.mark.parametrize(
    ("family", "shared"),
    [
        ((), {}),
        (FAMILY[1:3], {}),
        ((FAMILY[0], FAMILY[0]), {}),
        (FAMILY[:2], {"address_secret": Answer("ja")}),
        (FAMILY[:2], {"residence": Answer("p24")}),
    ],
)
def test_a_grid_that_makes_no_family_is_refused(
    found: DeskOnFakes, family: tuple[FamilyMember, ...], shared: dict[str, Answer]
) -> None:
    with pytest.raises(OurFault):
        household.take_in_family(found.desk, family, shared, "ar")


def test_two_files_are_linked_and_parted_again(found: DeskOnFakes) -> None:
    mother, son = told_person(found.desk), told_person(found.desk, "uk")
    household.link(found.desk, mother.record_id, son.record_id, Relation.KIND)
    linked = found.desk.store.household_of(son.person_id)
    assert linked is not None
    assert [member.relation for member in linked.members] == [Relation.SELBST, Relation.KIND]
    (seen,) = household.relatives(found.desk, son.record_id)
    assert (seen.line.record_id, seen.relation) == (mother.record_id, Relation.ELTERNTEIL)
    household.unlink(found.desk, son.record_id)
    assert household.relatives(found.desk, son.record_id) == ()
    assert household.relatives(found.desk, mother.record_id) == ()


def test_whoever_is_linked_to_a_child_is_related_to_its_parents_as_far_as_it_follows(
    found: DeskOnFakes,
) -> None:
    mother, son, sister = (told_person(found.desk) for _ in range(3))
    household.link(found.desk, mother.record_id, son.record_id, Relation.KIND)
    household.link(found.desk, son.record_id, sister.record_id, Relation.GESCHWISTER)
    seen = {each.line.record_id: each.relation for each in household.relatives(found.desk, mother.record_id)}
    assert seen == {son.record_id: Relation.KIND, sister.record_id: Relation.KIND}


@pytest.mark.parametrize("who", Relation)
@pytest.mark.parametrize("other", Relation)
def test_relations_seen_from_the_other_side_fit(who: Relation, other: Relation) -> None:
    opposite = {Relation.KIND: Relation.ELTERNTEIL, Relation.ELTERNTEIL: Relation.KIND}
    there, back = seen_from(who, other), seen_from(other, who)
    if Relation.SELBST not in (who, other) and Relation.ANDERE not in (there, back):
        assert opposite.get(there, there) is back


@pytest.mark.parametrize("hidden", ["first", "second"])
def test_a_secret_address_cuts_links_in_both_directions(found: DeskOnFakes, hidden: str) -> None:
    one, other = told_person(found.desk), told_person(found.desk)
    household.link(found.desk, one.record_id, other.record_id, Relation.PARTNER)
    tell(one if hidden == "first" else other, address_secret="ja")
    assert household.relatives(found.desk, one.record_id) == ()
    assert household.relatives(found.desk, other.record_id) == ()


@pytest.mark.parametrize("hidden", ["first", "second"])
def test_nobody_is_linked_to_somebody_whose_address_is_secret(found: DeskOnFakes, hidden: str) -> None:
    one, other = told_person(found.desk), told_person(found.desk)
    tell(one if hidden == "first" else other, address_secret="ja")
    with pytest.raises(WorldError) as refused:
        household.link(found.desk, one.record_id, other.record_id, Relation.PARTNER)
    assert refused.value.code is ErrorCode.USAGE
    assert refused.value.details == {"reason": "address_secret"}
    assert found.desk.store.household_of(one.person_id) is None


def test_the_list_of_relatives_shows_the_assessment_of_each(found: DeskOnFakes) -> None:
    one, other = told_person(found.desk), told_person(found.desk)
    household.link(found.desk, one.record_id, other.record_id, Relation.PARTNER)
    intake.begin(found.desk, "schule", other.person_id, "ar")
    (seen,) = household.relatives(found.desk, one.record_id)
    assert seen.line.record_id == other.record_id
