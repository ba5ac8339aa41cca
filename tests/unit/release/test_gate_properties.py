"""Whatever the state of form, release, recipient and clock: nothing that was not granted appears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import event, given
from hypothesis import strategies as st

from profiler.forms.definition import FormDefinition, Group, Question, Repeat
from profiler.release.gate import Moment, Refusal, Terms, authorise
from profiler.release.releases import (
    Category,
    Grant,
    Recipient,
    Release,
    Withdrawal,
    WithdrawalScope,
)
from profiler.release.sheets import Sheet, SheetSection
from tests.fakes.answered_records import FORM, NOW, TODAY, Told, answered_form, question, record_of
from tests.unit.release.signed import PURPOSE, TEXT, signed

T = TypeVar("T")
MANY = frozenset(Category)

CATEGORIES = [*(category.value for category in Category), "intern", "gesundheit", "", "unbekannt"]
SINGLE = [f"q{number}" for number in range(8)]
IN_ROWS = [f"r{number}" for number in range(4)]
KINDS = ["jobcenter", "iq", "schule"]
RECIPIENTS = [Recipient(f"o{n}", kind, f"Stelle {n}") for n, kind in enumerate(KINDS)]


@st.composite
def forms(draw: st.DrawFn) -> FormDefinition:
    def one(name: str, repeat: str = "") -> Question:
        return question("a", name, draw(st.sampled_from(CATEGORIES)), repeat=repeat)

    repeat = Repeat("/f/a/rows", "rows", children=tuple(one(name, "rows") for name in IN_ROWS))
    section = Group("/f/a", "a", children=(*(one(name) for name in SINGLE), repeat))
    return replace(FORM, root=Group("/f", "f", children=(section,)))


def some(names: list[str], least: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), min_size=least)


def mostly(usual: T, rare: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Fifteen times out of sixteen what opens the gate, so that all conditions at once are often met."""
    return st.integers(0, 15).flatmap(lambda dice: rare if dice == 7 else st.just(usual))


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    """Every answer is a word of its own, so that it can be found again wherever it goes."""
    values = {name: f"wort-{name}-ende" for name in draw(some(SINGLE, least=4))}
    rows = [
        {name: f"wort-{name}-{row}-ende" for name in draw(some(IN_ROWS))}
        for row in range(draw(st.integers(0, 2)))
    ]
    return Told(values, {"rows": rows}, draw(some(SINGLE + IN_ROWS)), draw(some(SINGLE + IN_ROWS)))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    return Sheet(
        code="blatt",
        title="Blatt",
        recipient_kinds=draw(mostly(frozenset(KINDS), some(KINDS))),
        categories=draw(mostly(MANY, st.frozensets(st.sampled_from(Category)))),
        sections=(SheetSection("a", tuple(sorted(draw(some([*SINGLE, *IN_ROWS, "fremd"], least=3))))),),
        form="probe",
    )


@st.composite
def withdrawals(draw: st.DrawFn) -> Withdrawal:
    scope = draw(st.sampled_from(WithdrawalScope))
    which = {
        WithdrawalScope.ALLES: st.just(""),
        WithdrawalScope.EMPFAENGER: st.sampled_from([recipient.recipient_id for recipient in RECIPIENTS]),
        WithdrawalScope.KATEGORIE: st.sampled_from([category.value for category in Category]),
    }
    return Withdrawal(NOW + timedelta(days=draw(st.integers(-9, 9))), scope, draw(which[scope]), "k1")


@st.composite
def releases(draw: st.DrawFn) -> Release:
    grants = [
        Grant(
            recipient,
            draw(st.frozensets(st.sampled_from(Category), min_size=3)),
            draw(mostly(PURPOSE, st.just("beratung"))),
        )
        for recipient in draw(mostly(RECIPIENTS, st.lists(st.sampled_from(RECIPIENTS), unique=True)))
    ]
    release = replace(
        signed(valid_from=TODAY + timedelta(days=draw(mostly(0, st.integers(-2, 2))))),
        grants=tuple(grants),
        valid_until=TODAY + timedelta(days=draw(mostly(700, st.integers(-1, 700)))),
        withdrawals=tuple(draw(mostly([], st.lists(withdrawals(), max_size=3)))),
        text_hash=draw(mostly(TEXT, st.just("b" * 64))),
    )
    return draw(mostly(release, st.just(replace(release, signature=None))))


def granted_words(
    form: FormDefinition, told: Told, sheet: Sheet, release: Release, recipient: Recipient
) -> set[str]:
    """What may appear, said a second time from the law's side instead of the code's."""
    taken_back = {w.which for w in release.withdrawals if w.scope is WithdrawalScope.KATEGORIE}
    ticked = {
        category.value
        for grant in release.grants
        if grant.recipient == recipient
        for category in grant.categories & sheet.categories
    } - taken_back
    on_sheet = {name for section in sheet.sections for name in section.questions}
    silent = told.declined | told.hidden
    words = [told.values, *told.rows["rows"]]
    return {
        word
        for answers in words
        for name, word in answers.items()
        if name in on_sheet and name not in silent and form.question(name).category in ticked
    }


def lawful(release: Release, recipient: Recipient, today: date, latest: timedelta) -> bool:
    gone = {(w.scope, w.which) for w in release.withdrawals}
    grant = next((grant for grant in release.grants if grant.recipient == recipient), None)
    return (
        release.signature is not None
        and release.text_hash == TEXT
        and release.valid_from <= today <= release.valid_until
        and latest <= timedelta(minutes=5)
        and (WithdrawalScope.ALLES, "") not in gone
        and (WithdrawalScope.EMPFAENGER, recipient.recipient_id) not in gone
        and grant is not None
        and grant.purpose == PURPOSE
    )


@given(
    form=forms(),
    told=tellings(),
    sheet=sheets(),
    release=releases(),
    recipient=st.sampled_from(RECIPIENTS),
    today=mostly(0, st.integers(-3, 720)).map(lambda days: TODAY + timedelta(days=days)),
    latest=mostly(timedelta(0), st.sampled_from([timedelta(days=-1), timedelta(minutes=6)])),
)
def test_nothing_not_granted_ever_appears(
    form: FormDefinition,
    told: Told,
    sheet: Sheet,
    release: Release,
    recipient: Recipient,
    today: date,
    latest: timedelta,
) -> None:
    answered = answered_form(told, form)
    outcome = authorise(
        record_of(answered),
        answered,
        release,
        recipient,
        PURPOSE,
        terms=Terms((sheet,), TEXT),
        moment=Moment(NOW, today, NOW + latest),
    )
    granted = granted_words(form, told, sheet, release, recipient)
    may = lawful(release, recipient, today, latest) and recipient.kind in sheet.recipient_kinds
    every_word = {word for answers in (told.values, *told.rows["rows"]) for word in answers.values()}
    event("refused" if isinstance(outcome, Refusal) else "disclosed")
    if isinstance(outcome, Refusal):
        assert not (may and granted)
        return
    assert may
    shown = repr(replace(outcome, form=FORM))
    assert {word for word in every_word if word in shown} == granted
    assert "declined=True" not in shown
