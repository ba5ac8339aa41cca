"""Whatever two versions of a form and their migrations look like: nothing is lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from profiler.forms.answer import Address, Answer, Row, Snapshot
from profiler.forms.casting import is_computed, takes_answers
from profiler.forms.definition import Choice, FormDefinition, Node, Question
from profiler.forms.migrations import Rule, RuleKind
from profiler.forms.orphans import Places
from profiler.forms.versions import upgrade
from tests.depth import deep
from tests.unit.forms.small_forms import form, group, question, repeat

NAMES = ["a", "b", "c", "d"]
BOXES = ["g", "h", "r", "s"]
KINDS = ["text", "integer", "decimal", "date", "select_one", "select_multiple", "calculate", "note", "file"]
VALUES = ["", "1", "2.5", "2017-03-04", "ja", "nein ja", "weg", "im Mai"]


@dataclass(frozen=True)
class Case:
    """A record and the way it is to go."""

    snapshot: Snapshot
    old: FormDefinition
    new: FormDefinition
    rules: tuple[Rule, ...]


@st.composite
def versions(draw: st.DrawFn, number: str) -> FormDefinition:
    names = draw(st.permutations(NAMES))[: draw(st.integers(1, 4))]
    boxes = draw(st.permutations(BOXES))

    def asked(name: str) -> Node:
        kind = draw(st.sampled_from(KINDS))
        chosen = "yn" if kind.startswith("select") else ""
        return question(name, kind, choice_list=chosen, calculation="1" if kind == "calculate" else "")

    children: list[Node] = []
    for name in names:
        node: Node = asked(name)
        for depth in range(draw(st.integers(0, 2))):
            wrap = repeat if draw(st.booleans()) else group
            node = wrap(boxes[NAMES.index(name)] + "x" * depth, node)
        children.append(node)
    if draw(st.booleans()) and len(children) > 1:
        children = [repeat("t", *children[:2]), *children[2:]]
    codes = draw(st.sampled_from([("ja", "nein"), ("ja",), ("yes", "nein")]))
    lists = {"yn": tuple(Choice(code, {"de": code.title()}) for code in codes)}
    return replace(form(*children, choices=lists), version=number, sha=f"sha-{number}")


@st.composite
def snapshots(draw: st.DrawFn, old: FormDefinition) -> Snapshot:
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    in_repeat: dict[str, list[Row]] = {"": [Row("", "")]}
    for each in old.repeats():
        outer = old.repeat_of(each.path)
        in_repeat[each.path] = []
        for parent in in_repeat["" if outer is None else outer.path]:
            ids = tuple(f"{each.name}{parent.row}{n}" for n in range(draw(st.integers(0, 3))))
            in_repeat[each.path] += [Row(each.path, row, parent.row) for row in ids]
            if ids:
                rows[each.path, parent.row] = ids
    answers: dict[Address, Answer] = {}
    for asked in old.questions():
        around = old.repeat_of(asked.path)
        for row in in_repeat["" if around is None else around.path]:
            if takes_answers(asked) and draw(st.booleans()):
                declined = draw(st.booleans()) and draw(st.booleans())
                value = "" if declined else draw(st.sampled_from(VALUES))
                answers[Address(asked.path, row.row)] = Answer(value, declined=declined)
    for stray in draw(
        st.lists(st.sampled_from(["/data/a", "/data/z", "/data/a~abc", "/data/g/b"]), max_size=2)
    ):
        answers.setdefault(Address(stray), Answer("stray"))
    return Snapshot(answers, rows)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    begin, end = draw(st.sampled_from([("1", "2"), ("2", "3"), ("1", "3")]))
    kind = draw(st.sampled_from(RuleKind))
    old = draw(st.sampled_from([*NAMES, *BOXES, "t", "/data/a", "/data/g/a", "list:yn"]))
    new = draw(st.sampled_from([*NAMES, *BOXES, "t", "/data/t/b", "" if kind is not RuleKind.MOVE else "q"]))
    codes = draw(st.sampled_from([{"ja": "yes"}, {"ja": "nein", "nein": "ja"}, {"nein": ""}]))
    return Rule(begin, end, old, new, kind, codes if kind is RuleKind.MAP else {})


@st.composite
def cases(draw: st.DrawFn) -> Case:
    old, new = draw(versions("1")), draw(versions("3"))
    return Case(draw(snapshots(old)), old, new, tuple(draw(st.lists(rules(), max_size=5))))


def _is_kept_by_the_form(address: Address, form: FormDefinition) -> bool:
    node = form.by_path.get(address.path)
    return isinstance(node, Question) and is_computed(node)


@settings(max_examples=deep(150, 3_000))
@given(cases())
def test_every_answer_is_in_the_new_form_an_orphan_or_dropped_on_purpose(case: Case) -> None:
    done = upgrade(case.snapshot, case.old, case.new, case.rules)
    places = Places(case.new, done.snapshot.rows)
    said = {
        address
        for address, each in case.snapshot.answers.items()
        if (each.value or each.declined) and not _is_kept_by_the_form(address, case.old)
    }
    arrived = {done.moved.get(address, address) for address in said - set(done.dropped)}
    assert arrived <= set(done.snapshot.answers)
    assert len(arrived) == len(said - set(done.dropped))
    for address in arrived:
        assert places.has(address) or address in done.orphans
    if done.dropped:
        assert any(rule.kind is RuleKind.DROP or "" in rule.codes.values() for rule in case.rules)
    for before, after in done.moved.items():
        told, kept = case.snapshot.answers[before], done.snapshot.answers[after]
        assert (told.declined, told.source, told.author, told.at) == (
            kept.declined,
            kept.source,
            kept.author,
            kept.at,
        )
        if after in done.orphans:
            assert told == kept


@settings(max_examples=deep(60, 1_500))
@given(cases())
def test_the_same_upgrade_has_the_same_end_in_whatever_order_answers_are_stored(case: Case) -> None:
    done = upgrade(case.snapshot, case.old, case.new, case.rules)
    turned = Snapshot(dict(reversed([*case.snapshot.answers.items()])), case.snapshot.rows)
    assert upgrade(turned, case.old, case.new, case.rules) == done


@settings(max_examples=deep(60, 1_500))
@given(cases())
def test_upgrading_twice_is_upgrading_once(case: Case) -> None:
    once = upgrade(case.snapshot, case.old, case.new, case.rules)
    twice = upgrade(once.snapshot, case.new, case.new, case.rules)
    assert twice.snapshot == once.snapshot
    assert (twice.moved, twice.dropped, twice.orphans, twice.flagged) == ({}, {}, once.orphans, once.flagged)


@settings(max_examples=deep(60, 1_500))
@given(cases())
def test_no_row_is_in_two_places(case: Case) -> None:
    done = upgrade(case.snapshot, case.old, case.new, case.rules)
    every = [row for rows in done.snapshot.rows.values() for row in rows]
    assert len(every) == len(set(every))
    for _, parent in done.snapshot.rows:
        assert parent in ("", *every)
