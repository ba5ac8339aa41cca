from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from profiler.errors import ErrorCode, OurFault, WorldError
from profiler.forms.answer import Snapshot
from profiler.records.record import Record
from profiler.records.view import AnsweredForm
from profiler.release.drafting import withdraw
from profiler.release.gate import (
    CLOCK_TOLERANCE,
    Moment,
    Refusal,
    Refused,
    Terms,
    authorise,
    disclose,
)
from profiler.release.outputs import Disclosure
from profiler.release.releases import Category, Grant, Recipient, Release, WithdrawalScope
from tests.fakes.answered_records import NOW, TODAY, Told, answered_form, record_of
from tests.unit.release.signed import (
    IQ,
    JOBCENTER,
    MOMENT,
    PURPOSE,
    TERMS,
    TEXT,
    WORK_SHEET,
    signed,
    unsigned,
)


@dataclass(frozen=True)
class Case:
    """Everything the gate is asked with; as it stands, it opens."""

    answered: AnsweredForm
    record: Record
    release: Release | None
    recipient: Recipient = JOBCENTER
    purpose: str = PURPOSE
    terms: Terms = TERMS
    moment: Moment = MOMENT

    def ask(self) -> Disclosure | Refusal:
        return authorise(
            self.record,
            self.answered,
            self.release,
            self.recipient,
            self.purpose,
            terms=self.terms,
            moment=self.moment,
        )


def good_case() -> Case:
    answered = answered_form()
    return Case(answered, record_of(answered), signed())


def with_release(change: Callable[[Release], Release]) -> Callable[[Case], Case]:
    def changed(case: Case) -> Case:
        assert case.release is not None
        return replace(case, release=change(case.release))

    return changed


def granting(grant: Grant) -> Callable[[Case], Case]:
    return with_release(lambda release: replace(release, grants=(grant,)))


def withdrawing(scope: WithdrawalScope, which: str = "") -> Callable[[Case], Case]:
    return with_release(lambda release: withdraw(release, scope=scope, which=which, received_by="k1", at=NOW))


def only_category_taken_back(case: Case) -> Case:
    case = granting(Grant(JOBCENTER, frozenset({Category.BERUF}), PURPOSE))(case)
    return withdrawing(WithdrawalScope.KATEGORIE, "beruf")(case)


def nobody_answered(case: Case) -> Case:
    answered = answered_form(Told(values={}, rows={}))
    return replace(case, answered=answered, record=record_of(answered))


SHEET_FOR_OTHERS = replace(WORK_SHEET, recipient_kinds=frozenset({"iq"}))

REFUSALS: list[tuple[Refused, Callable[[Case], Case]]] = [
    (Refused.NO_RELEASE, lambda case: replace(case, release=None)),
    (
        Refused.RELEASE_OF_ANOTHER,
        lambda case: replace(case, record=record_of(case.answered, record_id=UUID(int=7))),
    ),
    (Refused.FORM_MISMATCH, lambda case: replace(case, record=record_of(case.answered, form_sha="0" * 64))),
    (
        Refused.CLOCK_TURNED_BACK,
        lambda case: replace(
            case,
            moment=Moment(NOW, TODAY, latest_seen=NOW + CLOCK_TOLERANCE + timedelta(microseconds=1)),
        ),
    ),
    (Refused.NOT_SIGNED, with_release(unsigned)),
    (Refused.WITHDRAWN_WHOLLY, withdrawing(WithdrawalScope.ALLES)),
    (
        Refused.NOT_YET_VALID,
        lambda case: replace(case, moment=replace(MOMENT, today=TODAY - timedelta(days=1))),
    ),
    (Refused.EXPIRED, lambda case: replace(case, moment=replace(MOMENT, today=date(2027, 11, 21)))),
    (
        Refused.EXPIRED,
        lambda case: replace(
            with_release(lambda release: replace(release, valid_until=date(2036, 1, 1)))(case),
            moment=replace(MOMENT, today=date(2028, 11, 22)),
        ),
    ),
    (Refused.TEXT_CHANGED, lambda case: replace(case, terms=Terms((WORK_SHEET,), "b" * 64))),
    (Refused.RECIPIENT_NOT_GRANTED, lambda case: replace(case, recipient=IQ)),
    (
        Refused.RECIPIENT_NOT_GRANTED,
        lambda case: replace(case, recipient=replace(JOBCENTER, kind="auslaenderbehoerde")),
    ),
    (Refused.WITHDRAWN_RECIPIENT, withdrawing(WithdrawalScope.EMPFAENGER, "o1")),
    (Refused.PURPOSE_DIFFERS, lambda case: replace(case, purpose="beratung")),
    (Refused.NO_SHEET, lambda case: replace(case, terms=Terms((), TEXT))),
    (Refused.NO_SHEET, lambda case: replace(case, terms=Terms((SHEET_FOR_OTHERS,), TEXT))),
    (Refused.NO_CATEGORY, granting(Grant(JOBCENTER, frozenset(), PURPOSE))),
    (Refused.NO_CATEGORY, granting(Grant(JOBCENTER, frozenset({Category.KINDER}), PURPOSE))),
    (Refused.WITHDRAWN_CATEGORY, only_category_taken_back),
    (Refused.NOTHING_TO_SHOW, nobody_answered),
]


def test_as_it_stands_the_gate_opens() -> None:
    assert isinstance(good_case().ask(), Disclosure)


@pytest.mark.parametrize(
    ("reason", "spoil"), REFUSALS, ids=[f"{reason}-{n}" for n, (reason, _) in enumerate(REFUSALS)]
)
def test_each_single_condition_shuts_the_gate(reason: Refused, spoil: Callable[[Case], Case]) -> None:
    assert spoil(good_case()).ask() == Refusal(reason)


def test_every_reason_is_tried() -> None:
    assert {reason for reason, _ in REFUSALS} == set(Refused)


@pytest.mark.parametrize("day", [TODAY, date(2027, 11, 20)])
def test_first_and_last_day_are_valid(day: date) -> None:
    assert isinstance(replace(good_case(), moment=replace(MOMENT, today=day)).ask(), Disclosure)


@pytest.mark.parametrize("latest", [None, NOW - timedelta(days=400), NOW, NOW + CLOCK_TOLERANCE])
def test_an_ordinary_clock_opens(latest: datetime | None) -> None:
    moment = Moment(NOW, TODAY, latest)
    assert isinstance(replace(good_case(), moment=moment).ask(), Disclosure)


def test_withdrawals_of_others_do_not_matter() -> None:
    both = (
        Grant(JOBCENTER, frozenset({Category.BERUF}), PURPOSE),
        Grant(IQ, frozenset({Category.KINDER}), PURPOSE),
    )
    case = with_release(lambda release: replace(release, grants=both))(good_case())
    case = withdrawing(WithdrawalScope.EMPFAENGER, "o2")(case)
    case = withdrawing(WithdrawalScope.KATEGORIE, "kinder")(case)
    assert isinstance(case.ask(), Disclosure)


def test_a_withdrawal_holds_even_if_the_clock_says_it_comes_later() -> None:
    case = with_release(
        lambda release: withdraw(
            release, scope=WithdrawalScope.ALLES, received_by="k1", at=NOW + timedelta(days=3)
        )
    )(good_case())
    assert case.ask() == Refusal(Refused.WITHDRAWN_WHOLLY)


def test_answers_of_another_record_are_our_fault() -> None:
    case = good_case()
    other = replace(case.answered, snapshot=Snapshot())
    with pytest.raises(OurFault):
        replace(case, answered=other).ask()


def test_an_equal_snapshot_read_again_is_the_same_record() -> None:
    case = good_case()
    again = replace(case.answered, snapshot=Snapshot(dict(case.answered.snapshot.answers)))
    assert isinstance(replace(case, answered=again).ask(), Disclosure)


def test_disclose_raises_what_authorise_refuses() -> None:
    case = good_case()
    with pytest.raises(WorldError) as refused:
        disclose(case.record, case.answered, None, JOBCENTER, PURPOSE, terms=TERMS, moment=MOMENT)
    assert refused.value.code is ErrorCode.RELEASE_REFUSED
    assert refused.value.details == {"reason": "no_release"}
    assert refused.value.exit_code == 3


def test_disclose_gives_what_authorise_gives() -> None:
    case = good_case()
    given = disclose(case.record, case.answered, case.release, JOBCENTER, PURPOSE, terms=TERMS, moment=MOMENT)
    assert given == case.ask()
