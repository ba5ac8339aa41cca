"""How long saving, listing and searching take in a vault with many people.

Usage: python benchmarks/storage_save_and_search.py [people]     (10000 unless told)
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from profiler.forms.answer import Address, Answer
from profiler.ports.keys import DataKey
from profiler.records.people import PeopleOrder, PeopleQuery
from profiler.records.record import NewRecord, RecordEdit
from profiler.storage.opening import SqlStoreFactory
from profiler.storage.store import SqlStore

START = datetime(2026, 1, 1, tzinfo=UTC)
SYLLABLES = (
    "ha",
    "dad",
    "mo",
    "ham",
    "ko",
    "val",
    "te",
    "sfay",
    "mei",
    "er",
    "öz",
    "türk",
    "ni",
    "kol",
    "pop",
    "escu",
)
ROUNDS = 200


def a_name(chance: random.Random) -> str:
    """A made-up name."""
    return "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()


def fill(store: SqlStore, people: int, chance: random.Random) -> list[UUID]:
    """Make so many people with ten answers each."""
    records = []
    for number in range(people):
        at = START + timedelta(minutes=number)
        record = store.open_record(NewRecord(uuid4(), uuid4(), "kompetenz", "1", "sha", "ar", at, "anna"))
        records.append(record.record_id)
        answers = {
            Address(f"/kompetenz/q{question}"): Answer(f"Antwort {question}") for question in range(10)
        }
        facts = {"family_name": a_name(chance), "given_names": a_name(chance), "birth_date": "1990-03-01"}
        facts |= {"answered": "10", "asked": "40", "city": "Kleefeld"}
        store.save(record.record_id, RecordEdit(dict(answers), facts=facts), author="anna", at=at)
    return records


def measured(name: str, work: Callable[[int], object], rounds: int = ROUNDS) -> str:
    """One line of the report: median and 95th percentile of so many rounds."""
    times = []
    for turn in range(rounds):
        start = time.perf_counter()
        work(turn)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    return f"{name:34} p50 {times[rounds // 2]:8.2f} ms   p95 {times[rounds * 95 // 100]:8.2f} ms\n"


def main(people: int) -> None:
    """Make a vault, measure, report, throw it away."""
    chance = random.Random(1)  # noqa: S311 - no secret, a repeatable sample
    factory, key = SqlStoreFactory(), DataKey(os.urandom(32))
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder)
        store = factory.create(vault, key, "bench", practice=True)
        start = time.perf_counter()
        records = fill(store, people, chance)
        out = sys.stdout.write
        out(f"{people} people made in {time.perf_counter() - start:.1f} s\n")

        def save(turn: int) -> None:
            edit = RecordEdit({Address("/kompetenz/q3"): Answer(str(turn))}, facts={"answered": str(turn)})
            store.save(chance.choice(records), edit, author="anna", at=START)

        def search(text: str) -> Callable[[int], object]:
            return lambda _: store.people(PeopleQuery(text=text))

        out(measured("save one answer", save))
        out(measured("read one record", lambda _: store.record(chance.choice(records))))
        out(measured("list, last changed", lambda _: store.people(PeopleQuery()), 50))
        out(measured("list by name, last page", lambda _: store.people(
            PeopleQuery(order=PeopleOrder.NAME, offset=max(people - 200, 0))), 20))  # fmt: skip
        out(measured("search, four letters", search("hada"), 50))
        out(measured("search, two letters", search("ha"), 20))
        out(measured("search, nothing found", search("xyzxyz"), 50))
        store.close()
        out(measured("open and close", lambda _: factory.open(vault, key).close(), 20))
        size = (vault / "vault.db").stat().st_size / 1e6
        out(f"{size:.1f} MB\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
