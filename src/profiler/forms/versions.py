"""Brings a draft's answers from one version of its form to another; nothing is ever lost on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias
from uuid import UUID, uuid5

from profiler.forms.answer import Address, Answer, Snapshot
from profiler.forms.casting import cast, is_computed, map_codes, takes_answers
from profiler.forms.definition import FormDefinition, Group, Node, Question, Repeat
from profiler.forms.migrations import Rule, Step, Way, follow, steps
from profiler.forms.orphans import Places, lost_codes, marked, origin, orphans

_ROWS = UUID("9a6c1b52-3f0e-5d7a-8a54-6f2f5a4f6b11")
"""Namespace of rows an upgrade makes: the same upgrade makes the same rows."""

_Chain: TypeAlias = tuple[tuple[str, str], ...]
"""Repeats and rows around something, outermost first."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A snapshot under another version of its form.

    Attributes:
        snapshot: all answers, those without a place in the new form included.
        moved: where answers stand now that stood elsewhere before.
        dropped: answers a `drop` took away, or a `map` that gave a code up; as they were.
        orphans: answers the new form has no place for.
        flagged: chosen codes that are in no list of the new form.
    """

    snapshot: Snapshot
    moved: Mapping[Address, Address]
    dropped: Mapping[Address, Answer]
    orphans: Mapping[Address, Answer]
    flagged: tuple[tuple[Address, str], ...]


def upgrade(
    snapshot: Snapshot, old: FormDefinition, new: FormDefinition, migrations: Iterable[Rule]
) -> Upgraded:
    """The answers under the new form.

    An answer keeps its place if path and type are the same; else `migrations` say where it went; else a
    question of the same name takes it, wherever it stands. Another type takes the answer if it can be cast.
    What is left is an orphan: it stays in the snapshot at its own path, or at a marked one if that path means
    something else now. An orphan whose question comes back is answered again. Source, author and time of an
    answer go along.

    Into a repeat an answer goes as its first row, out of one only from a single row. Rows follow their
    repeat.

    Args:
        snapshot: answers under `old`.
        old: the form they were given to.
        new: the form they are wanted under.
        migrations: rows of the form's `migrations.csv`; those between the two versions are used.
    """
    return _Upgrade(snapshot, old, new, steps(migrations, old.version, new.version)).result()


class _Upgrade:
    """One upgrade while it is being done."""

    def __init__(
        self, snapshot: Snapshot, old: FormDefinition, new: FormDefinition, chain: tuple[Step, ...]
    ) -> None:
        self._before, self._old, self._new, self._chain = snapshot, old, new, chain
        self._old_names = Counter(question.name for question in old.questions())
        self._new_names = Counter(question.name for question in new.questions())
        self._order = {node.path: place for place, node in enumerate(old.walk())}
        self._places = Places(old, snapshot.rows)
        self._chains = _chains(snapshot.rows)
        self._heirs = self._find_heirs()
        self._rows: dict[tuple[str, str], tuple[str, ...]] = {}
        self._answers: dict[Address, Answer] = {}
        self._moved: dict[Address, Address] = {}
        self._dropped: dict[Address, Answer] = {}
        self._left: dict[Address, Answer] = {}

    def result(self) -> Upgraded:
        self._place_rows()
        for address in sorted(self._before.answers, key=self._turn):
            self._place(address, self._before.answers[address])
        self._keep_left()
        snapshot = Snapshot(self._answers, self._rows_in_use())
        return Upgraded(
            snapshot=snapshot,
            moved=self._moved,
            dropped=self._dropped,
            orphans=orphans(self._new, snapshot),
            flagged=tuple(lost_codes(self._new, snapshot)),
        )

    # -- questions -------------------------------------------------------------------------------------------

    def _turn(self, address: Address) -> tuple[bool, bool, bool, int, Address]:
        """Who may take a place first: what says something, what the old form knew, what stays where it is."""
        answer = self._before.answers[address]
        empty = not _says_something(answer)
        leaves = self._way_of(address.path).path != address.path
        order = self._order.get(address.path, len(self._order))
        return empty, not self._places.has(address), leaves, order, address

    def _way_of(self, path: str) -> Way:
        own, sha = origin(path)
        question = self._old.by_path.get(own)
        choice_list = question.choice_list if isinstance(question, Question) and not sha else None
        return follow(own, choice_list or "", self._chain)

    def _place(self, address: Address, answer: Answer) -> None:
        way = self._way_of(address.path)
        question = self._old.by_path.get(address.path) if self._places.has(address) else None
        asked = question if isinstance(question, Question) else None
        mapped = _with_codes(answer, asked, way)
        if way.dropped or (answer.value and not mapped.value):
            self._dropped[address] = answer
            return
        target = self._target(address.path, way, known=asked is not None)
        taken = None if target is None else cast(mapped, asked, self._old, target, self._new)
        place = None
        if target is not None and taken is not None:
            place = self._place_for(target, address.row, may_add=_says_something(answer))
        if taken is None or place is None or place in self._answers:
            if _says_something(answer) and not is_computed(asked):
                self._left[address] = answer
            return
        self._answers[place] = taken
        if place != address:
            self._moved[address] = place

    def _target(self, path: str, way: Way, *, known: bool) -> Question | None:
        """The question of the new form that takes the answer at an old path."""
        own, sha = origin(path)
        found = self._new.by_path.get(way.path)
        if not isinstance(found, Question):
            found = self._by_name(way.path.rpartition("/")[2], known=known)
        if found is None or not takes_answers(found):
            return None
        if known:
            return found
        before = self._old.by_path.get(own)
        if isinstance(before, Question) and takes_answers(before) and (not sha or before.kind is found.kind):
            # Its question was there all the time, and did not take it.
            return None
        return found

    def _by_name(self, name: str, *, known: bool) -> Question | None:
        most = 1 if known else 0
        if self._new_names[name] == 1 and self._old_names[name] <= most:
            return self._new.question(name)
        return None

    # -- rows ------------------------------------------------------------------------------------------------

    def _find_heirs(self) -> Mapping[str, str]:
        """Path of an old repeat -> path of the new repeat that takes its rows."""
        heirs: dict[str, str] = {}
        kept = [each for each in self._old.repeats() if not follow(each.path, "", self._chain).dropped]
        for repeat in kept:
            heir = self._heir_of(repeat.path, most=1)
            if heir is not None:
                heirs[repeat.path] = heir
        for path, _ in self._before.rows:
            heir = self._heir_of(path, most=0)
            if path not in self._old.by_path and heir is not None:
                heirs[path] = heir
        for repeat in kept:
            if repeat.path not in heirs:
                targets = self._repeats_of_questions(repeat)
                if len(targets) == 1 and not targets & set(heirs.values()):
                    heirs[repeat.path] = targets.pop()
        return heirs

    def _heir_of(self, path: str, *, most: int) -> str | None:
        """The repeat a way leads to, or the only one of its name; `most` as for questions."""
        way = follow(path, "", self._chain)
        if way.dropped:
            return None
        if isinstance(self._new.by_path.get(way.path), Repeat):
            return way.path
        name = way.path.rpartition("/")[2]
        same = [repeat.path for repeat in self._new.repeats() if repeat.name == name]
        before = sum(repeat.name == name for repeat in self._old.repeats())
        return same[0] if len(same) == 1 and before <= most else None

    def _repeats_of_questions(self, repeat: Repeat) -> set[str]:
        """The repeats that take the questions asked in a repeat's own rows."""
        found: set[str] = set()
        for question in _own_questions(repeat):
            way = follow(question.path, "", self._chain)
            target = None if way.dropped else self._target(question.path, way, known=True)
            around = None if target is None else self._new.repeat_of(target.path)
            if around is not None:
                found.add(around.path)
        return found

    def _place_rows(self) -> None:
        """Outer rows first, so that inner ones find the row they belong into."""
        before = self._before.rows
        for path, parent in sorted(before, key=lambda place: self._depth(place[0])):
            if follow(path, "", self._chain).dropped:
                continue
            heir = self._heirs.get(path)
            outer = None if heir is None else self._new.repeat_of(heir)
            if heir is None:
                place = path, parent
            elif outer is None:
                place = heir, ""
            else:
                place = heir, self._row_in(outer, self._chains.get(parent, ()))
            self._rows[place] = (*self._rows.get(place, ()), *before[path, parent])

    def _depth(self, path: str) -> tuple[int, int]:
        depth = len(list(self._repeats_around(self._new.repeat_of(self._heirs.get(path, path)))))
        return depth, self._order.get(path, len(self._order))

    def _place_for(self, question: Question, row: str, *, may_add: bool) -> Address | None:
        """Where an answer from an old row goes; None if there is no such row, or it is not sure which."""
        chain = self._chains.get(row)
        if chain is None:
            return None
        repeat = self._new.repeat_of(question.path)
        around = set(self._repeats_around(repeat))
        kept = [index for index, (path, _) in enumerate(chain) if self._heirs.get(path) in around]
        for path, left in chain[kept[-1] + 1 if kept else 0 :]:
            if not self._is_alone(path, left):
                return None
        if repeat is None:
            return Address(question.path)
        if not may_add and not self._heir_in(repeat, chain):
            return None
        return Address(question.path, self._row_in(repeat, chain))

    def _is_alone(self, path: str, row: str) -> bool:
        return any(each == path and rows == (row,) for (each, _), rows in self._before.rows.items())

    def _repeats_around(self, repeat: Repeat | None) -> Iterator[str]:
        while repeat is not None:
            yield repeat.path
            repeat = self._new.repeat_of(repeat.path)

    def _row_in(self, repeat: Repeat, chain: _Chain) -> str:
        """The row of a new repeat that an old row became, else the first one, added if need be."""
        own = self._heir_in(repeat, chain)
        if own:
            return own
        outer = self._new.repeat_of(repeat.path)
        place = (repeat.path, "" if outer is None else self._row_in(outer, chain))
        if not self._rows.get(place):
            self._rows[place] = (str(uuid5(_ROWS, " ".join(place))),)
        return self._rows[place][0]

    def _heir_in(self, repeat: Repeat, chain: _Chain) -> str:
        return next((row for path, row in chain if self._heirs.get(path) == repeat.path), "")

    def _rows_in_use(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The rows of the new form's repeats, and those of others that orphans still stand in."""
        chains = _chains(self._rows)
        needed = {row for address in self._left for _, row in chains.get(address.row, ())}
        found = {}
        for (path, parent), rows in self._rows.items():
            known = isinstance(self._new.by_path.get(path), Repeat)
            if kept := tuple(row for row in rows if known or row in needed):
                found[path, parent] = kept
        return found

    # -- what is left ----------------------------------------------------------------------------------------

    def _keep_left(self) -> None:
        """Orphans stay where they are, or beside it where the new form means something else."""
        places = Places(self._new, self._rows)
        for address in sorted(self._left, key=places.has):
            place = address
            while place in self._answers or places.has(place):
                place = marked(place, self._old)
            self._answers[place] = self._left[address]
            if place != address:
                self._moved[address] = place


def _says_something(answer: Answer) -> bool:
    return answer.value != "" or answer.declined


def _with_codes(answer: Answer, question: Question | None, way: Way) -> Answer:
    if question is not None and question.kind.is_select:
        for codes in way.codes:
            answer = replace(answer, value=map_codes(answer.value, codes))
    return answer


def _chains(rows: Mapping[tuple[str, str], tuple[str, ...]]) -> Mapping[str, _Chain]:
    """Row id -> the repeats and rows around it and itself, outermost first; "" is outside all rows."""
    placed = {row: (path, parent) for (path, parent), inside in rows.items() for row in inside}

    def chain(row: str) -> _Chain:
        if row not in placed:
            return ()
        path, parent = placed[row]
        return (*chain(parent), (path, row))

    return {"": (), **{row: chain(row) for row in placed}}


def _own_questions(group: Group) -> Iterator[Question]:
    """The questions in a repeat's own rows, not those of repeats inside."""
    node: Node
    for node in group.children:
        if isinstance(node, Question):
            yield node
        elif not isinstance(node, Repeat):
            yield from _own_questions(node)
