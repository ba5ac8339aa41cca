from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from profiler.forms.answer import Address, Answer
from profiler.records.people import PeopleQuery
from profiler.records.record import RecordEdit
from profiler.storage.store import SqlStore
from tests.unit.storage.conftest import NOON, a_record, an_entry

SAVES = 60


def test_lists_are_read_while_answers_are_saved(store: SqlStore) -> None:
    record = a_record(store)
    done = Event()

    def save() -> int:
        try:
            for number in range(SAVES):
                edit = RecordEdit({Address("/k/a"): Answer(str(number))}, facts={"answered": str(number)})
                store.save(record, edit, author="anna", at=NOON)
        finally:  # a save that fails must not leave the readers reading for ever
            done.set()
        return SAVES

    def read() -> list[int]:
        seen = []
        while not done.is_set():
            seen.append(store.people(PeopleQuery()).lines[0].answered)
        return seen

    with ThreadPoolExecutor(3) as threads:
        saving, *reading = (threads.submit(save), threads.submit(read), threads.submit(read))
        saving.result()
        for reader in reading:
            seen = reader.result()
            assert isinstance(seen, list)
            assert seen == sorted(seen)
    assert store.people(PeopleQuery()).lines[0].answered == SAVES - 1


def test_two_writers_take_turns(store: SqlStore) -> None:
    record = a_record(store)

    def save_as(author: str) -> Callable[[], None]:
        def run() -> None:
            for number in range(SAVES):
                edit = RecordEdit({Address(f"/k/{author}"): Answer(str(number))})
                store.save(record, edit, author=author, at=NOON)
                store.append_log(an_entry(record))

        return run

    with ThreadPoolExecutor(2) as threads:
        for running in [threads.submit(save_as(author)) for author in ("anna", "bert")]:
            running.result()
    assert store.record(record).version == 1 + 2 * SAVES
    assert len(store.history(record)) == 2 * SAVES
    assert [line.sequence for line in store.log()] == list(range(1, 2 * SAVES + 1))
    assert store.verify_log() is None


def test_closing_waits_for_the_save_at_work(store: SqlStore) -> None:
    record = a_record(store)
    edit = RecordEdit({Address("/k/a"): Answer("1")})
    with ThreadPoolExecutor(2) as threads:
        saving = threads.submit(lambda: store.save(record, edit, author="anna", at=NOON))
        saving.result()
        threads.submit(store.close).result()
    assert store.connections is None
