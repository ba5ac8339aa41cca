"""How long loading a form and answering a question take, beside JavaRosa and ODK Web Forms' engine.

Usage: python -m benchmarks.form_engine [--rounds N] [--alone] [--cpu]     from the root of the repository

Milliseconds differ between machines and hours; the ratios are measured in one run, edit by edit in turns.
JavaRosa is measured if there is a Java development kit, ODK Web Forms' engine if there are node and npm.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from itertools import count, cycle, islice
from pathlib import Path
from typing import Protocol

from tests.oracle.javarosa import JavaRosa, missing

from benchmarks.form_engine_forms import as_xform, made_up_form
from benchmarks.other_engines import JavaRosaRecord, Other, WebForms, without
from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet
from profiler.forms.compiled import compile_form
from profiler.forms.definition import FormDefinition, Question
from profiler.forms.positions import Positions
from profiler.forms.session import FormSession
from profiler.forms.xform import read_xform

Clock = Callable[[], float]
"""Gives seconds."""

SIZES = (60, 200, 800)
LANGUAGES = (3, 12)
ROWS = 500


@dataclass(frozen=True)
class Alternation:
    """An edit to and fro.

    Attributes:
        name: what is edited, in words.
        path: with positions.
        values: typed in turns.
        choices: selects on the same page whose choices follow from it; ours are always up to date.
    """

    name: str
    path: str
    values: tuple[str, ...]
    choices: tuple[str, ...] = ()


EDITS = (
    Alternation("leaf (only its own constraint)", "/data/block0/text_0_0", ("a", "b")),
    Alternation("number (the next one's constraint)", "/data/block0/int_0_2", ("3", "4")),
    Alternation("chain (all calculations)", "/data/person/start", ("1", "2")),
    Alternation("birthday (relevance of all groups)", "/data/person/birthday", ("1990-01-01", "2025-01-01")),
    Alternation(
        "country (cascade of choices)",
        "/data/person/land",
        ("land1", "land2"),
        ("/data/person/region", "/data/person/town"),
    ),
    Alternation("yes or no (one question appears)", "/data/block1/sel_1_0", ("ja", "nein")),
    Alternation("number in a row", "/data/jobs[1]/months", ("3", "4")),
    Alternation("rate (every row)", "/data/person/rate", ("2.5", "3")),
)
PREPARED = (
    ("/data/person/birthday", "1990-01-01"),
    ("/data/person/rate", "2"),
    ("/data/jobs[1]/months", "5"),
    ("/data/jobs[1]/hours", "7"),
)


class Record(Protocol):
    """A record in some engine; every edit answers with the milliseconds it took."""

    def set(self, path: str, value: str, choices: tuple[str, ...] = ()) -> float:
        """Answer a question and see the choices of others."""
        ...

    def add(self, repeat: str) -> float:
        """Add a row at the end of a repeat."""
        ...

    def remove(self, row: str) -> float:
        """Remove a row."""
        ...


class Ours:
    """A record in Profiler's engine."""

    def __init__(self, form: FormDefinition, clock: Clock = time.perf_counter) -> None:
        ids = count(1)
        self._clock = clock
        self.session = FormSession(
            form,
            today=lambda: date(2026, 11, 21),
            new_id=lambda: f"r{next(ids)}",
            now=lambda: datetime(2026, 11, 21, tzinfo=UTC),
        )
        self._form = form
        self._positions = Positions(self.session)
        self.changes = ChangeSet()

    @cache  # noqa: B019 - lives as long as the measurement
    def address(self, path: str) -> Address:
        """Where answers to a question belong; valid until rows come or go."""
        return self._positions.find(path).address

    def set(self, path: str, value: str, choices: tuple[str, ...] = ()) -> float:
        """Answer a question."""
        address, answer = self.address(path), Answer(value)
        return self._timed(lambda: self.session.set(address, answer))

    def add(self, repeat: str) -> float:
        """Add a row at the end of a repeat."""
        return self._timed(lambda: self.session.add_row(repeat)[1])

    def remove(self, row: str) -> float:
        """Remove a row."""
        self._positions.forget()
        place = self._positions.find(row)
        identity = self._positions.row(place)
        return self._timed(lambda: self.session.remove_row(place.node.path, identity))

    def move(self, repeat: str, start: int, end: int) -> float:
        """Move a row."""
        row = self.session.rows(repeat)[start]
        return self._timed(lambda: self.session.move_row(repeat, row, end))

    def undo(self) -> float:
        """Take the last edit back."""
        return self._timed(self.session.undo)

    def dependent(self) -> int:
        """How many expressions the last edit made come to another result."""
        form = self._form.by_path
        values = [form[address.path] for address in self.changes.values]
        calculated = [node for node in values if isinstance(node, Question) and node.calculation]
        appeared = [form[address.path] for address in self.changes.relevance]
        return len(calculated) + sum(1 for node in appeared if node.relevant) + len(self.changes.choices)

    def _timed(self, work: Callable[[], ChangeSet]) -> float:
        begin = self._clock()
        self.changes = work()
        return (self._clock() - begin) * 1000


@dataclass
class Times:
    """Milliseconds of one kind of edit in one engine."""

    cold: float = 0.0
    warm: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle of the warm ones."""
        return statistics.median(self.warm)

    def text(self) -> str:
        """For a table."""
        return f"{self.median:9.3f} {max(self.warm):9.3f} {self.cold:9.2f}"


def milliseconds(work: Callable[[], object], rounds: int, clock: Clock) -> tuple[float, float]:
    """The median and the shortest time of some work, nothing of it remembered from before."""
    times = []
    for _ in range(rounds):
        forget()
        gc.collect()
        begin = clock()
        work()
        times.append((clock() - begin) * 1000)
    return statistics.median(times), min(times)


def forget() -> None:
    """Whatever the engine remembers of forms it compiled before."""
    from profiler.forms.expressions import parser

    for cached in (compile_form, parser.parse):
        clear = getattr(cached, "cache_clear", None)
        if clear is not None:
            clear()


def say(text: str = "") -> None:
    """A line of the report."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@cache
def xform(questions: int, languages: int) -> bytes:
    """The XForm of a made-up form."""
    return as_xform(made_up_form(questions, languages))


def report_loading(rounds: int, clock: Clock) -> None:
    """Load and compile forms of several sizes."""
    say(f"{'ms, median (shortest)':24}{'KiB':>6}{'load':>16}{'compile':>16}{'both':>16}{'and a record':>16}")
    sizes = [(questions, languages) for questions in SIZES for languages in LANGUAGES]
    for questions, languages in sizes:
        xform(questions, languages)
    gc.freeze()  # the converter that made the forms up is not there when a desk loads one
    for questions, languages in sizes:
        xml = xform(questions, languages)
        works = _loadings(xml, read_xform(xml))
        figures = [milliseconds(work, rounds, clock) for work in works]
        text = "".join(f"{median:8.1f} ({best:5.1f})" for median, best in figures)
        say(f"{questions:3} questions, {languages:2} lang.  {len(xml) / 1024:6.0f}{text}")


def _loadings(xml: bytes, form: FormDefinition) -> tuple[Callable[[], object], ...]:
    return (
        lambda: read_xform(xml),
        lambda: compile_form(form),
        lambda: compile_form(read_xform(xml)),
        lambda: Ours(form),
    )


def in_turns(records: Sequence[Record], edit: Alternation, rounds: int) -> list[Times]:
    """The same edits in every engine, one after the other."""
    times = [Times() for _ in records]
    for number, value in enumerate(islice(cycle(edit.values), rounds + 10)):
        for record, taken in zip(records, times, strict=True):
            spent = record.set(edit.path, value, edit.choices)
            if number == 0:
                taken.cold = spent
            elif number >= 10:  # a machine in Java or JavaScript runs warm
                taken.warm.append(spent)
    return times


def report_edits(questions: int, languages: int, others: Sequence[Other], rounds: int, clock: Clock) -> None:
    """Single edits, beside the other engines."""
    xml = xform(questions, languages)
    say(f"\n{questions} questions, {languages} languages: one edit, ms")
    ours = Ours(read_xform(xml), clock)
    names = ["Profiler"]
    running: list[Record] = [ours]
    for other in others:
        file = other.folder / f"form{questions}_{languages}.xml"
        file.write_bytes(xml)
        loads = [other.load(file) for _ in range(3)]
        running.append(other)
        names.append(other.name)
        say(f"  {other.name}: load {loads[0]:.0f} ms cold, {min(loads[1:]):.0f} ms warm")
    for record in running:
        for path, value in PREPARED:
            record.set(path, value)
    say(
        f"  {'':36}{'engine':10}{'median':>9}{'worst':>10}{'first':>10}   ours / theirs  each dependent expr."
    )
    for edit in EDITS:
        times = in_turns(running, edit, rounds)
        dependent = ours.dependent()
        cost = f"{times[0].median * 1000 / dependent:.1f} us ({dependent})" if dependent else ""
        for number, (name, taken) in enumerate(zip(names, times, strict=True)):
            label = edit.name if number == 0 else ""
            ratio = f"{times[0].median / taken.median:.2f}" if number else ""
            say(f"  {label:36}{name:10}{taken.text()}   {ratio:14}{cost if number == 0 else ''}")


def report_rows(rounds: int, clock: Clock) -> None:
    """A large form with many rows."""
    say(f"\n{SIZES[-1]} questions, {ROWS} rows: one edit, ms (a frame is 16)")
    xml = xform(SIZES[-1], LANGUAGES[0])
    ours = Ours(read_xform(xml), clock)
    for path, value in PREPARED:
        if "[" not in path:
            ours.set(path, value)
    while len(ours.session.rows("/data/jobs")) < ROWS:
        ours.add("/data/jobs")
    for number in range(1, ROWS + 1):
        ours.set(f"/data/jobs[{number}]/months", str(number))
        ours.set(f"/data/jobs[{number}]/hours", str(number % 40 + 1))
    middle = ROWS // 2
    edits = (
        Alternation("number in a row", f"/data/jobs[{middle}]/months", ("3", "4")),
        Alternation("hours in a row", f"/data/jobs[{middle}]/hours", ("3", "4")),
        *(edit for edit in EDITS if "[" not in edit.path),
    )
    for edit in edits:
        taken = in_turns([ours], edit, rounds)[0]
        dependent = ours.dependent()
        cost = f"   {taken.median * 1000 / dependent:.1f} us ({dependent})" if dependent else ""
        say(f"  {edit.name:36}{taken.text()}{cost}")
    turns = max(3, rounds // 4)
    rows = {
        "add a row": lambda: ours.add("/data/jobs"),
        "take that back": ours.undo,
        "move the first row to the middle": lambda: ours.move("/data/jobs", 0, middle),
        "remove a row in the middle": lambda: ours.remove(f"/data/jobs[{middle}]"),
        "take the removal back": ours.undo,
    }
    spent: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(turns):
        for name, work in rows.items():
            spent[name].append(work())
    for name, times in spent.items():
        say(f"  {name:36}{statistics.median(times):9.3f}{max(times):10.3f}")


def main(words: list[str]) -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.form_engine")
    parser.add_argument("--rounds", type=int, default=40, help="edits of a kind")
    parser.add_argument("--alone", action="store_true", help="without the other engines")
    parser.add_argument(
        "--cpu", action="store_true", help="count the processor's time of our engine; for a busy machine"
    )
    arguments = parser.parse_args(words)
    clock = time.thread_time if arguments.cpu else time.perf_counter
    report_loading(max(5, arguments.rounds // 4), clock)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        others: list[Other] = []
        if not arguments.alone:
            if reason := missing():
                say(f"JavaRosa left out: {reason}")
            else:
                others.append(JavaRosaRecord(stack.enter_context(JavaRosa(folder)), folder))
            if reason := without():
                say(f"Web Forms left out: {reason}")
            else:
                others.append(stack.enter_context(WebForms(folder)))
        report_edits(60, 3, others, arguments.rounds, clock)
        report_edits(200, 12, others, arguments.rounds, clock)
        own = time.perf_counter(), time.process_time()
        report_rows(arguments.rounds, clock)
    busy = (time.process_time() - own[1]) / (time.perf_counter() - own[0])
    say(f"\nIn the last part this process had {busy:.0%} of a processor: below 95 % others slowed it down.")


if __name__ == "__main__":
    main(sys.argv[1:])
