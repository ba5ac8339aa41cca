from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from profiler.directory.offices import Desk, Office
from profiler.errors import ErrorCode, WorldError
from profiler.ports.keys import Caseworker, DataKey, Role
from profiler.ports.store import LogEntry, OutputForm, OutputKind, Store, StoreFactory
from profiler.records.people import PeopleQuery
from profiler.records.record import NewRecord
from profiler.release.releases import (
    Category,
    Grant,
    Recipient,
    Release,
    Signature,
    SignedHow,
    SignsAs,
    Withdrawal,
    WithdrawalScope,
)
from profiler.routing.plans import StationDecision, StationState
from profiler.storage.chain import FIRST_PREVIOUS

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
KEY = DataKey(bytes(range(32)))
OTHER_KEY = DataKey(bytes(32))


def a_record(store: Store) -> UUID:
    return store.open_record(
        NewRecord(uuid4(), uuid4(), "kompetenz", "1", "sha-1", "ar", NOON, "anna")
    ).record_id


def a_release(record_id: UUID, number: int = 1, until: date = date(2027, 11, 20)) -> Release:
    jobcenter = Recipient("jc", "jobcenter", "Jobcenter Kleefeld")
    school = Recipient("vhs", "volkshochschule", "VHS Kleefeld")
    return Release(
        release_id=uuid4(),
        record_id=record_id,
        number=number,
        grants=(
            Grant(jobcenter, frozenset({Category.KONTAKT, Category.BERUF}), "Vermittlung", mutual=True),
            Grant(school, frozenset(), ""),
        ),
        valid_from=TODAY,
        valid_until=until,
        language="ar",
        text_hash="f" * 64,
        signs_as=SignsAs.SELBST,
        created_at=NOON,
        created_by="anna",
    )


SIGNED = Signature(TODAY, "Kleefeld", "anna", NOON, SignedHow.HANDZEICHEN_MIT_ZEUGIN, copy_given=True)


def an_entry(record_id: UUID | None = None, document: str = "profile_sheet") -> LogEntry:
    return LogEntry(
        record_id=record_id,
        at=NOON,
        user="anna",
        kind=OutputKind.DISCLOSURE,
        document=document,
        recipient_id="jc",
        recipient_name="Jobcenter Kleefeld",
        categories=("beruf", "kontakt"),
        release_id=uuid4(),
        form=OutputForm.DRUCK,
        sha256="0" * 64,
    )


# --- releases


def test_a_release_reads_back_whole(reopen: Callable[[], Store]) -> None:
    store = reopen()
    release = replace(a_release(a_record(store)), signature=SIGNED)
    taken = (
        Withdrawal(NOON, WithdrawalScope.EMPFAENGER, "vhs", "anna"),
        Withdrawal(NOON + timedelta(days=1), WithdrawalScope.KATEGORIE, "beruf", "bert"),
    )
    store.save_release(a_release_unsigned := replace(release, signature=None))
    assert store.releases(release.record_id) == (a_release_unsigned,)
    signed = replace(release, withdrawals=taken)
    store.save_release(signed)
    assert reopen().releases(release.record_id) == (signed,)


def test_a_grant_taken_out_of_a_draft_is_gone(store: Store) -> None:
    release = a_release(a_record(store))
    store.save_release(release)
    fewer = replace(release, grants=release.grants[1:])
    store.save_release(fewer)
    assert store.releases(release.record_id) == (fewer,)


def test_releases_come_oldest_first_and_each_with_its_record(store: Store) -> None:
    one, two = a_record(store), a_record(store)
    releases = [a_release(one, 1), a_release(one, 2)]
    for release in (releases[1], a_release(two, 1), releases[0]):
        store.save_release(release)
    assert store.releases(one) == tuple(releases)
    assert store.releases(uuid4()) == ()


def test_a_release_needs_a_record(store: Store) -> None:
    with pytest.raises(WorldError, match="not_found"):
        store.save_release(a_release(uuid4()))


def test_the_list_shows_until_when_a_signed_release_lasts(store: Store) -> None:
    record = a_record(store)
    release = a_release(record)

    def shown() -> date | None:
        return store.people(PeopleQuery()).lines[0].release_until

    store.save_release(release)
    assert shown() is None
    signed = replace(release, signature=SIGNED)
    store.save_release(signed)
    assert shown() == release.valid_until
    store.save_release(replace(signed, withdrawals=(Withdrawal(NOON, WithdrawalScope.ALLES, "", "anna"),)))
    assert shown() is None


def test_a_deleted_record_takes_its_releases_along(store: Store) -> None:
    record = a_record(store)
    store.save_release(a_release(record))
    store.save_decisions(record, [StationDecision("jc", "jc-1", StationState.TERMIN)])
    store.delete_record(record, reason="asked", author="anna", at=NOON)
    assert store.releases(record) == ()
    assert store.decisions(record) == ()


# --- log


def test_the_log_is_a_chain(reopen: Callable[[], Store]) -> None:
    store = reopen()
    assert store.verify_log() is None
    entries = [an_entry(uuid4(), "slip"), an_entry(None, "recovery_sheet"), an_entry(uuid4())]
    logged = tuple(store.append_log(entry) for entry in entries)
    assert [line.sequence for line in logged] == [1, 2, 3]
    assert [line.previous_hash for line in logged] == [FIRST_PREVIOUS, logged[0].hash, logged[1].hash]
    store = reopen()
    assert store.log() == logged
    assert [line.entry for line in store.log()] == entries
    assert store.log(entries[0].record_id) == logged[:1]
    assert store.verify_log() is None


def test_the_log_outlives_the_record(store: Store) -> None:
    record = a_record(store)
    logged = store.append_log(an_entry(record))
    store.delete_record(record, reason="asked", author="anna", at=NOON)
    assert store.log(record) == (logged,)
    assert store.verify_log() is None


def test_the_log_moves_the_latest_time(store: Store) -> None:
    store.append_log(replace(an_entry(), at=NOON + timedelta(days=3)))
    assert store.latest_time() == NOON + timedelta(days=3)


# --- plan


def test_decisions_are_replaced_and_keep_their_order(reopen: Callable[[], Store]) -> None:
    store = reopen()
    record = a_record(store)
    first = [StationDecision("school", "vhs", StationState.ENTFAELLT, removed_because="zu weit")]
    second = [
        StationDecision("work", "jc", StationState.TERMIN, datetime(2026, 12, 1, 9, 30), position=2),  # noqa: DTZ001 - said at the counter, without zone
        StationDecision("abh", "", StationState.GEPLANT, NOON, position=1),
    ]
    store.save_decisions(record, first)
    assert store.decisions(record) == tuple(first)
    store.save_decisions(record, second)
    assert reopen().decisions(record) == tuple(second)


# --- desk


def test_the_desk_is_named_and_corrected(reopen: Callable[[], Store]) -> None:
    store = reopen()
    assert store.desk() is None
    desk = Desk("Landkreis Kleefeld", "Markt 1", "26000", "Kleefeld", "0123", "a@example.org", "NI")
    store.save_desk(replace(desk, phone="999"))
    store.save_desk(desk)
    assert reopen().desk() == desk


def test_the_directory_is_kept_by_kind_and_name(reopen: Callable[[], Store]) -> None:
    store = reopen()
    offices = [
        Office("2", "jobcenter", "Jobcenter Nord", hours="Mo 8-12", stop="Bus 3, 7 „Schloss“"),
        Office("1", "jobcenter", "Jobcenter Süd"),
        Office("3", "auslaenderbehoerde", "ABH"),
    ]
    for office in offices:
        store.save_office(office)
    store.save_office(replace(offices[1], note="2. Stock"))
    assert [office.office_id for office in store.offices()] == ["3", "2", "1"]
    store.delete_office("2")
    store.delete_office("unknown")
    assert reopen().offices() == (offices[2], replace(offices[1], note="2. Stock"))


def test_caseworkers_keep_their_roles(reopen: Callable[[], Store]) -> None:
    store = reopen()
    anna = Caseworker("a", "Anna", frozenset({Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR}))
    bert = Caseworker("b", "Bert", frozenset({Role.CASEWORKER}))
    for caseworker in (bert, anna, replace(bert, roles=frozenset({Role.DATA_PROTECTION}))):
        store.save_caseworker(caseworker)
    assert reopen().caseworkers() == (anna, replace(bert, roles=frozenset({Role.DATA_PROTECTION})))


# --- forms


def test_a_form_is_kept_once_per_hash(reopen: Callable[[], Store]) -> None:
    store = reopen()
    store.keep_form("sha-1", "kompetenz", "1", b"<form/>\x00")
    store.keep_form("sha-1", "kompetenz", "1", b"something else")
    assert reopen().kept_form("sha-1") == b"<form/>\x00"
    assert reopen().kept_form("sha-2") is None


# --- factory


def refusal(ask: Callable[[], object]) -> ErrorCode:
    with pytest.raises(WorldError) as raised:
        ask()
    return raised.value.code


@pytest.mark.parametrize("practice", [True, False])
def test_a_vault_knows_whether_it_is_for_practice(
    store_factory: StoreFactory, tmp_path: Path, practice: bool
) -> None:
    store_factory.create(tmp_path / "new", KEY, "x", practice=practice).close()
    store = store_factory.open(tmp_path / "new", KEY)
    assert store.is_practice() is practice
    store.close()


def test_a_vault_is_made_once(store_factory: StoreFactory, tmp_path: Path) -> None:
    assert not store_factory.exists(tmp_path)
    store_factory.create(tmp_path, KEY, "x", practice=True).close()
    assert refusal(lambda: store_factory.create(tmp_path, KEY, "x", practice=True)) is ErrorCode.VAULT_EXISTS
    assert store_factory.exists(tmp_path)


def test_no_vault_no_opening(store_factory: StoreFactory, tmp_path: Path) -> None:
    assert refusal(lambda: store_factory.open(tmp_path, KEY)) is ErrorCode.VAULT_MISSING


def test_another_key_opens_nothing(store_factory: StoreFactory, tmp_path: Path) -> None:
    store_factory.create(tmp_path, KEY, "x", practice=True).close()
    assert refusal(lambda: store_factory.open(tmp_path, OTHER_KEY)) is ErrorCode.VAULT_FOREIGN
    store_factory.open(tmp_path, KEY).close()


def test_an_open_vault_is_not_opened_again(store_factory: StoreFactory, tmp_path: Path) -> None:
    store = store_factory.create(tmp_path, KEY, "x", practice=True)
    assert refusal(lambda: store_factory.open(tmp_path, KEY)) is ErrorCode.VAULT_IN_USE
    store.close()
    store_factory.open(tmp_path, KEY).close()


def test_there_is_no_vault_until_it_is_furnished(store_factory: StoreFactory, tmp_path: Path) -> None:
    def cut_short(store: Store) -> None:
        store.save_office(Office("half", "jobcenter", "Half a directory"))
        assert not store_factory.exists(tmp_path)
        raise WorldError(ErrorCode.DISK_FULL)

    def furnish(store: Store) -> None:
        store.save_office(Office("whole", "jobcenter", "Jobcenter"))

    assert (
        refusal(lambda: store_factory.create(tmp_path, KEY, "x", practice=True, furnish=cut_short))
        is ErrorCode.DISK_FULL
    )
    assert not store_factory.exists(tmp_path)
    store_factory.create(tmp_path, KEY, "x", practice=True, furnish=furnish).close()
    again = store_factory.open(tmp_path, KEY)
    assert [office.office_id for office in again.offices()] == ["whole"]
    again.close()
