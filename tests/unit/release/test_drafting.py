from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.release.dates import latest_end, months_later, usual_end
from profiler.release.drafting import (
    ReleaseProblem,
    draft,
    next_number,
    offered,
    problems,
    sign,
    text_hash,
    with_copy_given,
    with_grant,
    withdraw,
    without_recipient,
)
from profiler.release.releases import Category, Grant, Release, WithdrawalScope
from tests.fakes.answered_records import NOW, RECORD_ID, TODAY
from tests.unit.release.signed import IQ, JOBCENTER, PURPOSE, RELEASE_ID, TEXT, WORK_SHEET, signed, unsigned

WORK = frozenset({Category.BERUF})


def fresh(valid_until: date | None = None) -> Release:
    return draft(
        release_id=RELEASE_ID,
        record_id=RECORD_ID,
        number=1,
        language="ar",
        text_hash=TEXT,
        valid_from=TODAY,
        at=NOW,
        author="k1",
        valid_until=valid_until,
    )


def ready() -> Release:
    return with_grant(fresh(), JOBCENTER, WORK, PURPOSE)


def signing(release: Release, *, signed_on: date = TODAY, place: str = " Musterstadt ") -> Release:
    return sign(release, signed_on=signed_on, place=place, seen_by="k1", at=NOW, today=TODAY)


def reason_of(act: Callable[[], object]) -> str:
    with pytest.raises(WorldError) as error:
        act()
    assert error.value.code is ErrorCode.USAGE
    return error.value.details["reason"]


def test_a_new_release_allows_nothing_for_twelve_months() -> None:
    release = fresh()
    assert release.grants == ()
    assert release.signature is None
    assert (release.valid_from, release.valid_until) == (TODAY, date(2027, 11, 20))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
    ],
)
def test_months_follow_the_calendar(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_twenty_four_months_are_the_limit() -> None:
    assert latest_end(TODAY) == date(2028, 11, 21)
    assert usual_end(TODAY) < latest_end(TODAY)
    assert problems(replace(ready(), valid_until=date(2028, 11, 21))) == ()
    assert problems(replace(ready(), valid_until=date(2028, 11, 22))) == (ReleaseProblem.TOO_LONG,)


def test_every_problem_is_named() -> None:
    assert problems(fresh()) == (ReleaseProblem.NOBODY,)
    assert problems(with_grant(fresh(), IQ, frozenset(), PURPOSE)) == (ReleaseProblem.NOTHING_TICKED,)
    assert problems(with_grant(fresh(), IQ, WORK, "")) == (ReleaseProblem.NO_PURPOSE,)
    twice = replace(fresh(), grants=(Grant(IQ, WORK, PURPOSE), Grant(IQ, WORK, PURPOSE)))
    assert problems(twice) == (ReleaseProblem.RECIPIENT_TWICE,)
    assert problems(replace(ready(), valid_until=TODAY - timedelta(days=1))) == (
        ReleaseProblem.ENDS_BEFORE_START,
    )
    assert problems(replace(ready(), valid_until=TODAY)) == ()


def test_a_column_of_the_matrix_is_set_changed_and_taken_away() -> None:
    release = with_grant(ready(), IQ, frozenset({Category.SPRACHE}), "anerkennung", mutual=True)
    changed = with_grant(release, JOBCENTER, frozenset({Category.SCHULE}), PURPOSE)
    assert [grant.recipient for grant in changed.grants] == [JOBCENTER, IQ]
    assert changed.grants[0].categories == {Category.SCHULE}
    assert [grant.mutual for grant in changed.grants] == [False, True]
    assert [grant.recipient for grant in without_recipient(changed, "o1").grants] == [IQ]


def test_a_signed_form_is_never_changed() -> None:
    assert reason_of(lambda: with_grant(signed(), IQ, WORK, PURPOSE)) == "already_signed"
    assert reason_of(lambda: without_recipient(signed(), "o1")) == "already_signed"
    assert reason_of(lambda: signing(signed())) == "already_signed"


def test_the_caseworker_vouches_for_the_signed_paper() -> None:
    signature = signing(ready()).signature
    assert signature is not None
    assert (signature.signed_on, signature.place, signature.seen_by) == (TODAY, "Musterstadt", "k1")
    assert not signature.copy_given


def test_the_last_valid_day_is_not_too_late_to_sign() -> None:
    assert signing(replace(ready(), valid_until=TODAY)).signature is not None


def test_only_a_sound_release_is_signed() -> None:
    assert reason_of(lambda: signing(fresh())) == "nobody"
    assert reason_of(lambda: signing(ready(), signed_on=TODAY + timedelta(days=1))) == "signed_in_the_future"
    ended = replace(ready(), valid_from=TODAY - timedelta(days=9), valid_until=TODAY - timedelta(days=1))
    assert reason_of(lambda: signing(ended)) == "signed_after_end"
    assert reason_of(lambda: signing(ready(), place="  ")) == "no_place"


def test_withdrawals_add_up() -> None:
    first = withdraw(signed(), scope=WithdrawalScope.KATEGORIE, which="beruf", received_by="k1", at=NOW)
    second = withdraw(first, scope=WithdrawalScope.EMPFAENGER, which="o1", received_by="k2", at=NOW)
    third = withdraw(second, scope=WithdrawalScope.ALLES, which="egal", received_by="k2", at=NOW)
    assert [(w.scope.value, w.which) for w in third.withdrawals] == [
        ("kategorie", "beruf"),
        ("empfaenger", "o1"),
        ("alles", ""),
    ]


@pytest.mark.parametrize(
    ("scope", "which"),
    [
        (WithdrawalScope.EMPFAENGER, "o2"),
        (WithdrawalScope.KATEGORIE, "kinder"),
        (WithdrawalScope.KATEGORIE, ""),
    ],
)
def test_only_what_was_given_can_be_taken_back(scope: WithdrawalScope, which: str) -> None:
    act = lambda: withdraw(signed(), scope=scope, which=which, received_by="k1", at=NOW)  # noqa: E731 - one line of a table
    assert reason_of(act) == "unknown_target"


def test_an_unsigned_form_has_nothing_to_withdraw() -> None:
    release = unsigned(signed())
    assert (
        reason_of(lambda: withdraw(release, scope=WithdrawalScope.ALLES, received_by="k1", at=NOW))
        == "not_signed"
    )


def test_releases_of_a_record_are_numbered() -> None:
    assert next_number(()) == 1
    assert next_number((signed(),)) == 4


def test_only_the_categories_of_a_sheet_are_offered() -> None:
    assert offered((WORK_SHEET,), "agentur", "probe") == WORK_SHEET.categories
    assert offered((WORK_SHEET,), "sozialamt", "probe") == frozenset()
    assert offered((WORK_SHEET,), "agentur", "another_form") == frozenset()


def test_the_hash_follows_the_statements_alone() -> None:
    texts = {"right_withdraw": "jederzeit", "release_who": "ich", "slip_title": "Laufzettel"}
    usual = text_hash(texts)
    assert len(usual) == 64
    assert text_hash(dict(reversed(texts.items()))) == usual
    assert text_hash({**texts, "slip_title": "Weg"}) == usual
    assert text_hash({**texts, "right_withdraw": "nie"}) != usual
    assert text_hash(texts, {"c_title": "Freigabe"}) != usual
    assert text_hash({"release_who": "a", "right_see": "b"}) != text_hash({"release_who": "ab"})


def test_a_copy_can_be_given_later_but_only_of_a_signed_release() -> None:
    given = with_copy_given(signing(ready()))
    assert given.signature is not None
    assert given.signature.copy_given
    assert reason_of(lambda: with_copy_given(ready())) == "not_signed"
