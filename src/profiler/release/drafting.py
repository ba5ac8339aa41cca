"""From an empty matrix to a signed release, and back by withdrawal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from profiler.errors import ErrorCode, WorldError
from profiler.release.dates import latest_end, usual_end
from profiler.release.gate import sheet_for
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
from profiler.release.sheets import Sheet


class ReleaseProblem(StrEnum):
    """What keeps a release from being signed. Clients have a sentence for each."""

    NOBODY = "nobody"
    NOTHING_TICKED = "nothing_ticked"
    NO_PURPOSE = "no_purpose"
    RECIPIENT_TWICE = "recipient_twice"
    ENDS_BEFORE_START = "ends_before_start"
    TOO_LONG = "validity_too_long"
    ALREADY_SIGNED = "already_signed"
    SIGNED_IN_FUTURE = "signed_in_the_future"
    SIGNED_AFTER_END = "signed_after_end"
    NO_PLACE = "no_place"
    NOT_SIGNED = "not_signed"
    UNKNOWN_TARGET = "unknown_target"


STATEMENTS = (
    "release_title",
    "release_german_binds",
    "release_who",
    "release_matrix_note",
    "health_never",
    "right_",
    "abh_",
    "onward_duty",
    "interpreter_statement",
    "legal_basis_",
)
"""How the keys begin under which `texts.csv` keeps what a person declares or is promised by signing."""


def text_hash(texts: Mapping[str, str], *form_texts: Mapping[str, str]) -> str:
    """SHA-256, hex, of the German fixed texts a person signs under.

    Captions and the texts of other papers do not count: a corrected word on the routing slip must not make
    everybody sign again.

    Args:
        texts: `texts.csv`, key -> sentence; of these only the statements count.
        form_texts: texts of the consent form, which count wholly; their order matters, that of keys does not.
    """
    statements = {key: text for key, text in texts.items() if key.startswith(STATEMENTS)}
    canonical = json.dumps([sorted(part.items()) for part in (statements, *form_texts)], ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def next_number(releases: Sequence[Release]) -> int:
    """The number of a record's next release: 1, 2, 3 ..."""
    return max((release.number for release in releases), default=0) + 1


def draft(
    *,
    release_id: UUID,
    record_id: UUID,
    number: int,
    language: str,
    text_hash: str,
    valid_from: date,
    at: datetime,
    author: str,
    grants: Sequence[Grant] = (),
    valid_until: date | None = None,
    signs_as: SignsAs = SignsAs.SELBST,
) -> Release:
    """A new release with an empty matrix (all off by default, Form C3) for twelve months (C6)."""
    return Release(
        release_id=release_id,
        record_id=record_id,
        number=number,
        grants=tuple(grants),
        valid_from=valid_from,
        valid_until=usual_end(valid_from) if valid_until is None else valid_until,
        language=language,
        text_hash=text_hash,
        signs_as=signs_as,
        created_at=at,
        created_by=author,
    )


def offered(sheets: Sequence[Sheet], kind: str, form_id: str) -> frozenset[Category]:
    """The categories a kind of recipient can be given of a form: those of its sheet, none without a sheet."""
    sheet = sheet_for(sheets, kind, form_id)
    return frozenset() if sheet is None else sheet.categories


def with_grant(
    release: Release,
    recipient: Recipient,
    categories: frozenset[Category],
    purpose: str,
    *,
    mutual: bool = False,
) -> Release:
    """The draft with this recipient's column of the matrix set; other columns keep their place.

    Raises:
        WorldError: USAGE with reason `already_signed`: a signed form is never changed,
            only withdrawn.
    """
    _require_draft(release)
    grant = Grant(recipient, categories, purpose, mutual)
    known = [other.recipient.recipient_id for other in release.grants]
    if recipient.recipient_id not in known:
        return replace(release, grants=(*release.grants, grant))
    grants = tuple(
        grant if other.recipient.recipient_id == recipient.recipient_id else other for other in release.grants
    )
    return replace(release, grants=grants)


def without_recipient(release: Release, recipient_id: str) -> Release:
    """The draft without this recipient.

    Raises:
        WorldError: as `with_grant`.
    """
    _require_draft(release)
    grants = tuple(grant for grant in release.grants if grant.recipient.recipient_id != recipient_id)
    return replace(release, grants=grants)


def problems(release: Release) -> tuple[ReleaseProblem, ...]:
    """Everything that keeps the release from being signed, empty if it may be printed."""
    recipients = [grant.recipient.recipient_id for grant in release.grants]
    checks = (
        (not release.grants, ReleaseProblem.NOBODY),
        (any(not grant.categories for grant in release.grants), ReleaseProblem.NOTHING_TICKED),
        (any(not grant.purpose for grant in release.grants), ReleaseProblem.NO_PURPOSE),
        (len(set(recipients)) != len(recipients), ReleaseProblem.RECIPIENT_TWICE),
        (release.valid_until < release.valid_from, ReleaseProblem.ENDS_BEFORE_START),
        (release.valid_until > latest_end(release.valid_from), ReleaseProblem.TOO_LONG),
    )
    return tuple(problem for failed, problem in checks if failed)


def sign(
    release: Release,
    *,
    signed_on: date,
    place: str,
    seen_by: str,
    at: datetime,
    today: date,
    how: SignedHow = SignedHow.PAPIER,
    copy_given: bool = False,
) -> Release:
    """The release with the caseworker's word that the signed paper was seen (C11).

    Raises:
        WorldError: USAGE with the first `ReleaseProblem` as reason.
    """
    _require_draft(release)
    found = problems(release)
    if found:
        raise _refused(found[0])
    checks = (
        (signed_on > today, ReleaseProblem.SIGNED_IN_FUTURE),
        (signed_on > release.valid_until, ReleaseProblem.SIGNED_AFTER_END),
        (not place.strip(), ReleaseProblem.NO_PLACE),
    )
    for failed, problem in checks:
        if failed:
            raise _refused(problem)
    signature = Signature(
        signed_on=signed_on, place=place.strip(), seen_by=seen_by, seen_at=at, how=how, copy_given=copy_given
    )
    return replace(release, signature=signature)


def with_copy_given(release: Release) -> Release:
    """The signed release whose copy has reached the person.

    Raises:
        WorldError: USAGE with reason `not_signed`.
    """
    if release.signature is None:
        raise _refused(ReleaseProblem.NOT_SIGNED)
    return replace(release, signature=replace(release.signature, copy_given=True))


def withdraw(
    release: Release, *, scope: WithdrawalScope, received_by: str, at: datetime, which: str = ""
) -> Release:
    """The release with one more withdrawal; it blocks from this moment on (Art. 7(3) GDPR, C12).

    Args:
        release: a signed release.
        scope: everything, one recipient, or one category.
        received_by: who took the withdrawal.
        at: when.
        which: id of the recipient or code of the category; ignored for everything.

    Raises:
        WorldError: USAGE with reason `not_signed`, or `unknown_target` if the release names
            neither that recipient nor that category.
    """
    if release.signature is None:
        raise _refused(ReleaseProblem.NOT_SIGNED)
    target = _target(scope, which)
    if target not in _targets(release)[scope]:
        raise _refused(ReleaseProblem.UNKNOWN_TARGET)
    withdrawal = Withdrawal(at=at, scope=scope, which=target, received_by=received_by)
    return replace(release, withdrawals=(*release.withdrawals, withdrawal))


def can_withdraw(release: Release, scope: WithdrawalScope, which: str = "") -> bool:
    """Whether there is something to take back: the release is signed and names the target."""
    return release.signature is not None and _target(scope, which) in _targets(release)[scope]


def _target(scope: WithdrawalScope, which: str) -> str:
    return "" if scope is WithdrawalScope.ALLES else which


def _targets(release: Release) -> dict[WithdrawalScope, set[str]]:
    return {
        WithdrawalScope.ALLES: {""},
        WithdrawalScope.EMPFAENGER: {grant.recipient.recipient_id for grant in release.grants},
        WithdrawalScope.KATEGORIE: {
            category.value for grant in release.grants for category in grant.categories
        },
    }


def _require_draft(release: Release) -> None:
    if release.signature is not None:
        raise _refused(ReleaseProblem.ALREADY_SIGNED)


def _refused(problem: ReleaseProblem) -> WorldError:
    return WorldError(ErrorCode.USAGE, reason=problem.value)
