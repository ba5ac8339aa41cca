from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from profiler.directory.offices import Desk
from profiler.errors import OurFault, WorldError
from profiler.forms.answer import Address, Answer, Precision, Snapshot, Source
from profiler.ports.store import Store
from profiler.records.people import PeopleOrder, PeopleQuery
from profiler.records.record import AnswerChange, FormStamp, NewRecord, Record, RecordEdit, RecordState

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DESK = Desk("Landkreis Kleefeld", "Markt 1", "26000", "Kleefeld", "0123 4567")
NAME = Address("/kompetenz/person/family_name")
ILLNESS = Address("/kompetenz/health/illness")
LANGUAGES = "/kompetenz/languages"


def a_record(store: Store, at: datetime = NOON, by: str = "anna") -> Record:
    return store.open_record(NewRecord(uuid4(), uuid4(), "kompetenz", "1", "sha-1", "ar", at, by))


def with_facts(store: Store, facts: Mapping[str, str], at: datetime = NOON, by: str = "anna") -> Record:
    record = a_record(store, at, by)
    store.save(record.record_id, RecordEdit({}, facts=facts), author=by, at=at)
    return record


def save(store: Store, record: Record, answers: Mapping[Address, Answer | None], at: datetime = NOON) -> None:
    store.save(record.record_id, RecordEdit(answers), author="anna", at=at)


def found(store: Store, text: str) -> list[str]:
    return [line.name for line in store.people(PeopleQuery(text, order=PeopleOrder.NAME)).lines]


# --- opening a record


def test_a_new_record_is_an_empty_draft(store: Store) -> None:
    record = a_record(store)
    assert record == store.record(record.record_id)
    assert (record.state, record.snapshot, record.version) == (RecordState.DRAFT, Snapshot(), 1)
    assert (record.created_at, record.updated_at, record.created_by) == (NOON, NOON, "anna")


def test_case_numbers_run_within_a_year_under_the_initials_of_the_desk(store: Store) -> None:
    assert a_record(store).case_number == "FA-2026-0001"
    store.save_desk(DESK)
    assert a_record(store).case_number == "LK-2026-0002"
    assert a_record(store, datetime(2027, 1, 4, tzinfo=UTC)).case_number == "LK-2027-0001"


def test_the_number_of_a_deleted_record_is_not_given_again(store: Store) -> None:
    record = a_record(store)
    store.delete_record(record.record_id, reason="asked", author="anna", at=NOON)
    assert a_record(store).case_number == "FA-2026-0002"


def test_a_record_beside_another_is_quoted_under_its_number_and_takes_none_of_its_own(store: Store) -> None:
    record = a_record(store)
    beside = NewRecord(
        *(uuid4(), record.person_id, "einwilligung", "1", "sha-1", "ar", NOON, "anna"), "FA-2026-0001-E1"
    )
    assert store.open_record(beside).case_number == "FA-2026-0001-E1"
    assert a_record(store).case_number == "FA-2026-0002"


@pytest.mark.parametrize("form_id", ["einwilligung", "laufzettel"])
def test_what_stands_beside_a_record_makes_no_line_of_the_list(store: Store, form_id: str) -> None:
    record = a_record(store)
    beside = NewRecord(uuid4(), record.person_id, form_id, "1", "sha-1", "ar", NOON, "anna", "FA-2026-0001-1")
    store.open_record(beside)
    page = store.people(PeopleQuery("FA-2026-0001"))
    assert ([line.record_id for line in page.lines], page.total) == ([record.record_id], 1)
    assert len(store.records_of(record.person_id)) == 2


def test_a_person_may_have_two_records(store: Store) -> None:
    person = uuid4()
    for _ in range(2):
        store.open_record(NewRecord(uuid4(), person, "kompetenz", "1", "sha-1", "ar", NOON, "anna"))
    assert [line.person_id for line in store.people(PeopleQuery()).lines] == [person, person]


def test_the_same_id_twice_is_our_fault(store: Store) -> None:
    record = a_record(store)
    with pytest.raises(OurFault):
        store.open_record(NewRecord(record.record_id, uuid4(), "kompetenz", "1", "sha-1", "ar", NOON, "anna"))


@pytest.mark.parametrize("ask", ["record", "save", "delete", "decisions"])
def test_an_unknown_record_is_not_found(store: Store, ask: str) -> None:
    nobody = uuid4()
    asked: dict[str, Callable[[], object]] = {
        "record": lambda: store.record(nobody),
        "save": lambda: store.save(nobody, RecordEdit({}), author="anna", at=NOON),
        "delete": lambda: store.delete_record(nobody, reason="", author="anna", at=NOON),
        "decisions": lambda: store.save_decisions(nobody, ()),
    }
    with pytest.raises(WorldError, match="not_found"):
        asked[ask]()


# --- saving


def test_what_is_saved_is_there_tomorrow(reopen: Callable[[], Store]) -> None:
    store = reopen()
    record = a_record(store)
    answers: dict[Address, Answer | None] = {
        NAME: Answer("Ḥaddād\n😀 \u200fمرحبا", author="anna", at=NOON),
        Address("/kompetenz/person/birth_date"): Answer("1990-03-01", precision=Precision.MONAT),
        Address("/kompetenz/person/status"): Answer(declined=True, source=Source.BEOBACHTET),
        Address("/kompetenz/languages/level", "row-1"): Answer("b1", source=Source.DOKUMENT_GESEHEN),
    }
    saved = store.save(record.record_id, RecordEdit(answers), author="anna", at=NOON)
    assert (saved.at, saved.version) == (NOON, 2)
    again = reopen().record(record.record_id)
    assert again.snapshot.answers == answers
    assert (again.version, again.updated_at) == (2, NOON)


def test_the_last_answer_counts_and_none_takes_it_away(store: Store) -> None:
    record = a_record(store)
    save(store, record, {NAME: Answer("Hadad")})
    save(store, record, {NAME: Answer("Haddad")})
    assert store.record(record.record_id).snapshot.answers == {NAME: Answer("Haddad")}
    save(store, record, {NAME: None})
    assert store.record(record.record_id).snapshot.answers == {}


def test_every_save_counts_one_version_even_at_the_same_moment(store: Store) -> None:
    record = a_record(store)
    versions = [
        store.save(record.record_id, RecordEdit({}), author="anna", at=NOON).version for _ in range(3)
    ]
    assert versions == [2, 3, 4]


def test_language_and_state_stay_unless_told(store: Store) -> None:
    record = a_record(store)
    store.save(
        record.record_id,
        RecordEdit({}, client_language="uk", state=RecordState.FINISHED),
        author="anna",
        at=NOON,
    )
    save(store, record, {NAME: Answer("Koval")})
    again = store.record(record.record_id)
    assert (again.client_language, again.state) == ("uk", RecordState.FINISHED)


def test_a_moment_in_another_zone_is_the_same_moment(store: Store) -> None:
    record = a_record(store)
    here = datetime.fromisoformat("2026-11-21T13:00:00.123456+01:00")
    save(store, record, {NAME: Answer("Koval", at=here)}, at=here)
    again = store.record(record.record_id)
    assert again.updated_at == here
    assert again.snapshot.answers[NAME].at == here
    assert again.updated_at.utcoffset() is not None


# --- rows


def rows_saved(store: Store, record: Record, rows: Mapping[tuple[str, str], tuple[str, ...]]) -> object:
    store.save(record.record_id, RecordEdit({}, rows=rows), author="anna", at=NOON)
    return store.record(record.record_id).snapshot.rows


def test_rows_keep_their_order(store: Store) -> None:
    record = a_record(store)
    top = (LANGUAGES, "")
    assert rows_saved(store, record, {top: ("b", "a", "c")}) == {top: ("b", "a", "c")}
    assert rows_saved(store, record, {top: ("c", "b")}) == {top: ("c", "b")}
    assert rows_saved(store, record, {top: ()}) == {}


def test_a_repeat_that_is_not_named_stays(store: Store) -> None:
    record = a_record(store)
    rows_saved(store, record, {(LANGUAGES, ""): ("a",)})
    assert rows_saved(store, record, {("/kompetenz/jobs", ""): ("b",)}) == {
        (LANGUAGES, ""): ("a",),
        ("/kompetenz/jobs", ""): ("b",),
    }


def test_rows_inside_a_row_vanish_with_it(store: Store) -> None:
    record = a_record(store)
    inner, innermost = "/kompetenz/jobs/tasks", "/kompetenz/jobs/tasks/tools"
    rows_saved(
        store,
        record,
        {
            ("/kompetenz/jobs", ""): ("a", "b"),
            (inner, "a"): ("a1", "a2"),
            (inner, "b"): ("b1",),
            (innermost, "a1"): ("x",),
        },
    )
    assert rows_saved(store, record, {("/kompetenz/jobs", ""): ("b",)}) == {
        ("/kompetenz/jobs", ""): ("b",),
        (inner, "b"): ("b1",),
    }


# --- history


def test_history_tells_every_change_oldest_first(store: Store) -> None:
    record = a_record(store)
    later = NOON + timedelta(minutes=1)
    save(store, record, {NAME: Answer("Hadad")})
    save(store, record, {NAME: Answer("Haddad", at=later)}, at=later)
    save(store, record, {NAME: None}, at=later)
    assert store.history(record.record_id) == (
        AnswerChange(NAME, None, Answer("Hadad"), "anna", NOON, "sha-1"),
        AnswerChange(NAME, Answer("Hadad"), Answer("Haddad", at=later), "anna", later, "sha-1"),
        AnswerChange(NAME, Answer("Haddad", at=later), None, "anna", later, "sha-1"),
    )


def test_saving_the_same_again_is_no_change(store: Store) -> None:
    record = a_record(store)
    for _ in range(3):
        save(store, record, {NAME: Answer("Haddad"), ILLNESS: None})
    assert len(store.history(record.record_id)) == 1


def test_a_clock_going_backwards_does_not_turn_history_round(store: Store) -> None:
    record = a_record(store)
    for number in range(3):
        save(store, record, {NAME: Answer(str(number))}, at=NOON - timedelta(hours=number))
    after = [change.after.value if change.after else "" for change in store.history(record.record_id)]
    assert after == ["0", "1", "2"]


# --- the form


def test_an_edit_may_bring_a_record_under_another_version_and_history_says_so(
    reopen: Callable[[], Store],
) -> None:
    store = reopen()
    record = a_record(store)
    save(store, record, {NAME: Answer("Haddad")})
    other = Address("/kompetenz/person/surname")
    moved: dict[Address, Answer | None] = {NAME: None, other: Answer("Haddad")}
    edit = RecordEdit(moved, form=FormStamp("2", "sha-2"))
    store.save(record.record_id, edit, author="bert", at=NOON)
    save(store, record, {other: Answer("Koval")})
    again = reopen().record(record.record_id)
    assert (again.form_id, again.form_version, again.form_sha) == ("kompetenz", "2", "sha-2")
    assert [change.form_sha for change in reopen().history(record.record_id)] == ["sha-1"] + ["sha-2"] * 3


def test_rows_may_go_over_to_another_repeat_in_one_edit(store: Store) -> None:
    record = a_record(store)
    rows_saved(store, record, {(LANGUAGES, ""): ("a", "b"), ("/kompetenz/jobs", ""): ("c",)})
    tongues = "/kompetenz/tongues"
    for edit in (
        {(LANGUAGES, ""): (), (tongues, ""): ("b", "a")},
        {(LANGUAGES, ""): ("a",), (tongues, ""): ("b",)},
        {(tongues, ""): ("a",), (LANGUAGES, ""): ("b",)},
    ):
        kept = rows_saved(store, record, edit)
        expected = {place: rows for place, rows in edit.items() if rows}
        assert kept == {("/kompetenz/jobs", ""): ("c",), **expected}


def test_every_kept_version_of_a_form_is_known(reopen: Callable[[], Store]) -> None:
    store = reopen()
    assert store.kept_versions("kompetenz") == ()
    for sha, form, version in (("b", "kompetenz", "2"), ("a", "kompetenz", "3"), ("c", "other", "1")):
        store.keep_form(sha, form, version, b"<h:html/>")
    store.keep_form("b", "kompetenz", "9", b"<again/>")
    assert reopen().kept_versions("kompetenz") == (FormStamp("3", "a"), FormStamp("2", "b"))


def test_the_first_time_a_record_is_finished_counts(store: Store) -> None:
    record = a_record(store)
    assert record.finished_at is None

    def put(state: RecordState, hours: int) -> datetime | None:
        edit = RecordEdit({}, state=state)
        store.save(record.record_id, edit, author="anna", at=NOON + timedelta(hours=hours))
        return store.record(record.record_id).finished_at

    assert put(RecordState.FINISHED, 1) == NOON + timedelta(hours=1)
    save(store, record, {NAME: Answer("Koval")}, at=NOON + timedelta(hours=2))
    assert put(RecordState.FINISHED, 3) == NOON + timedelta(hours=1)
    assert put(RecordState.DRAFT, 4) is None


# --- health


def test_health_answers_read_back_like_others_with_their_history(reopen: Callable[[], Store]) -> None:
    store = reopen()
    record = a_record(store)
    for value in ("Asthma", "Asthma, Spray"):
        edit = RecordEdit({ILLNESS: Answer(value), NAME: Answer("Haddad")}, health=frozenset({ILLNESS}))
        store.save(record.record_id, edit, author="anna", at=NOON)
    store = reopen()
    assert store.record(record.record_id).snapshot.answers == {
        ILLNESS: Answer("Asthma, Spray"),
        NAME: Answer("Haddad"),
    }
    assert AnswerChange(
        ILLNESS, Answer("Asthma"), Answer("Asthma, Spray"), "anna", NOON, "sha-1"
    ) in store.history(record.record_id)
    save(store, record, {ILLNESS: None})
    assert ILLNESS not in store.record(record.record_id).snapshot.answers


def test_an_answer_may_become_a_health_answer_and_back(store: Store) -> None:
    record = a_record(store)
    for health in (frozenset[Address](), frozenset({ILLNESS}), frozenset[Address]()):
        edit = RecordEdit({ILLNESS: Answer("Asthma")}, health=health)
        store.save(record.record_id, edit, author="anna", at=NOON)
        assert store.record(record.record_id).snapshot.answers == {ILLNESS: Answer("Asthma")}
    assert len(store.history(record.record_id)) == 1


# --- the list of people


def test_a_line_is_made_from_facts(store: Store) -> None:
    facts = {
        "family_name": "Haddad", "given_names": "Amina Nour", "name_original": "أمينة نور حداد",
        "birth_date": "1990-03-01", "answered": "12", "asked": "40", "release_until": "2027-11-20",
    }  # fmt: skip
    record = with_facts(store, facts)
    (line,) = store.people(PeopleQuery()).lines
    assert (line.name, line.name_original) == ("Amina Nour Haddad", "أمينة نور حداد")
    assert (line.answered, line.asked, line.finished) == (12, 40, False)
    assert (line.birth_date, line.release_until) == ("1990-03-01", date(2027, 11, 20))
    assert (line.record_id, line.case_number) == (record.record_id, record.case_number)
    assert (line.client_language, line.created_by, line.updated_at) == ("ar", "anna", NOON)


def test_an_empty_fact_is_taken_away(store: Store) -> None:
    record = with_facts(store, {"family_name": "Haddad"})
    store.save(record.record_id, RecordEdit({}, facts={"family_name": ""}), author="anna", at=NOON)
    assert [line.name for line in store.people(PeopleQuery()).lines] == [""]
    assert found(store, "haddad") == []


def test_the_list_shows_what_changed_last_first_and_pages(store: Store) -> None:
    for number in range(5):
        with_facts(store, {"family_name": f"N{number}"}, NOON + timedelta(minutes=number))
    page = store.people(PeopleQuery(offset=1, limit=2))
    assert ([line.name for line in page.lines], page.total) == (["N3", "N2"], 5)


def test_the_list_sorts_by_family_name_as_people_look_for_it(store: Store) -> None:
    for family, given in (
        ("Öztürk", "Ali"),
        ("Zahn", "Eva"),
        ("Ahmadi", "Zoya"),
        ("ahmadi", "Ali"),
        ("Oduya", "Kim"),
    ):
        with_facts(store, {"family_name": family, "given_names": given})
    names = [line.name for line in store.people(PeopleQuery(order=PeopleOrder.NAME)).lines]
    assert names == ["Ali ahmadi", "Zoya Ahmadi", "Kim Oduya", "Ali Öztürk", "Eva Zahn"]


def test_the_list_can_be_narrowed(store: Store) -> None:
    mine = with_facts(store, {"family_name": "Mine"})
    with_facts(store, {"family_name": "Theirs"}, by="bert")
    done = with_facts(store, {"family_name": "Done"})
    store.save(done.record_id, RecordEdit({}, state=RecordState.FINISHED), author="anna", at=NOON)
    lines = store.people(PeopleQuery(only_created_by="anna", only_drafts=True)).lines
    assert [line.record_id for line in lines] == [mine.record_id]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Müller", "müller"), ("Müller", "Mueller"), ("Müller", "MULLER"), ("Mueller", "Müller"),
        ("Müller", "üll"), ("Weiß", "WEISS"), ("Weiss", "weiß"), ("Özmen", "oezm"),
        ("Mohammed", "Muhamad"), ("محمد", "Mohammed"),
        ("محمد", "محمد"), ("مُحَمَّد", "محمد"), ("Muhammad", "محمد"), ("Олександр", "oleksandr"),
        ("Олександр", "олекс"),
        ("Oleksandr", "Олександр"), ("ተስፋይ", "Tesfay"), ("ተስፋይ", "ተስፋ"), ("Tesfay", "ተስፋይ"), ("İpek", "ipek"),
        ("O'Brien", "obrien"), ("Łukasz", "lukasz"), ("Al-Haddad", "haddad"), ("Nguyễn", "nguyen"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_spelling(store: Store, stored: str, typed: str) -> None:
    with_facts(store, {"family_name": stored})
    with_facts(store, {"family_name": "Somebodyelse"})
    assert found(store, typed) == [stored]


def test_everything_a_caseworker_knows_finds_the_person(store: Store) -> None:
    facts = {
        "family_name": "Haddad",
        "birth_date": "1990-03-01",
        "city": "Kleefeld",
        "phone": "+49 (176) 12-34",
    }
    case_number = with_facts(store, facts).case_number
    with_facts(store, {"family_name": "Other"})
    for typed in (
        "1990-03-01",
        "01.03.1990",
        "1.3.1990",
        "kleef",
        "4917612",
        case_number,
        case_number[-4:],
        "had kle",
    ):
        assert found(store, typed) == ["Haddad"], typed
    assert found(store, "had oth") == []


@pytest.mark.parametrize(
    "typed", ['"', "'", '" OR "', "had*", "%", "_", "NOT had", "=", "a:b", "\x00", "(", ",,;"]
)
def test_signs_of_query_languages_are_just_text(store: Store, typed: str) -> None:
    with_facts(store, {"family_name": "Xyz"})
    assert found(store, typed) in ([], ["Xyz"])
    assert found(store, typed + " xyz") in ([], ["Xyz"])


def test_a_changed_name_is_found_under_the_new_one_only(store: Store) -> None:
    record = with_facts(store, {"family_name": "Koval"})
    store.save(record.record_id, RecordEdit({}, facts={"family_name": "Melnyk"}), author="anna", at=NOON)
    assert (found(store, "koval"), found(store, "melnyk")) == ([], ["Melnyk"])


# --- deletion


def test_a_deleted_record_leaves_nothing_to_find(reopen: Callable[[], Store]) -> None:
    store = reopen()
    record = with_facts(store, {"family_name": "Haddad"})
    kept = with_facts(store, {"family_name": "Koval"})
    edit = RecordEdit(
        {NAME: Answer("Haddad"), ILLNESS: Answer("Asthma")},
        {(LANGUAGES, ""): ("a",)},
        health=frozenset({ILLNESS}),
    )
    store.save(record.record_id, edit, author="anna", at=NOON)
    store.delete_record(record.record_id, reason="asked", author="anna", at=NOON)
    for _ in range(2):
        with pytest.raises(WorldError, match="not_found"):
            store.record(record.record_id)
        assert store.history(record.record_id) == ()
        assert [line.record_id for line in store.people(PeopleQuery()).lines] == [kept.record_id]
        assert found(store, "haddad") == []
        store = reopen()


# --- time


def test_the_latest_time_never_goes_back(reopen: Callable[[], Store]) -> None:
    store = reopen()
    assert store.latest_time() is None
    record = a_record(store, NOON)
    save(store, record, {NAME: Answer("Haddad")}, at=NOON + timedelta(hours=1))
    save(store, record, {NAME: Answer("Koval")}, at=NOON - timedelta(days=900))
    assert reopen().latest_time() == NOON + timedelta(hours=1)


def test_a_closed_store_is_not_used(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(OurFault):
        store.record(UUID(int=0))
    with pytest.raises(OurFault):
        store.save_desk(DESK)
