"""What is chosen so far: recipients, and for each of them the topics the person said yes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from profiler.casework import people, plan_route, release_talk, sign_release
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import answers_of, form_of
from profiler.casework.sign_release import RecipientChoice
from profiler.gui.shell.identity import Identity, identity_of
from profiler.release.releases import Category, Grant, Release, SignsAs

ALIENS_OFFICE = release_talk.FOREIGNERS_OFFICE
"""The recipient for which a person says yes separately (Form C5)."""


@dataclass(frozen=True)
class ReleaseData:
    """What the page is made from.

    Attributes:
        possible: every office that a sheet exists for.
        suggested: ids of those on the person's route.
        known: all releases, oldest first.
        offered: recipient id -> topics its sheet could carry, in the order of the matrix.
        signs_as: who has to sign, by the age the person told.
    """

    who: Identity
    possible: tuple[RecipientChoice, ...]
    suggested: frozenset[str]
    known: tuple[Release, ...]
    offered: dict[str, tuple[Category, ...]]
    today: date
    signs_as: SignsAs

    @property
    def draft(self) -> Release | None:
        """The newest release if nobody has signed it yet."""
        return self.known[-1] if self.known and self.known[-1].signature is None else None

    @property
    def signed(self) -> tuple[Release, ...]:
        """Releases with a signature, newest first."""
        return tuple(release for release in reversed(self.known) if release.signature is not None)


def load(desk: UnlockedDesk, record_id: UUID) -> ReleaseData:
    """Read releases, directory and route."""
    record = people.open_file(desk, record_id)
    form = form_of(desk, record)
    possible = sign_release.possible_recipients(desk, record.form_id)
    plan = plan_route.plan_route(desk, record_id)
    on_route = {station.office.office_id for station in plan.stations if station.office}
    offered = {
        choice.recipient.recipient_id: sign_release.offered_categories(desk, choice.recipient, record.form_id)
        for choice in possible
    }
    return ReleaseData(
        who=identity_of(record, form),
        possible=possible,
        suggested=frozenset(on_route),
        known=sign_release.releases(desk, record_id),
        offered={
            key: tuple(category for category in Category if category in categories)
            for key, categories in offered.items()
        },
        today=desk.clock.today(),
        signs_as=release_talk.who_signs(answers_of(desk, record)),
    )


@dataclass
class Choosing:
    """The matrix while it is being filled in; nothing is preset but no.

    Attributes:
        chosen: recipients in the order they are asked about.
        ticked: recipient id -> topics with a yes.
        valid_until: another last day than the usual one, None for twelve months.
        explained: recipients for which the separate explanation was confirmed (Form C5).
        both_ways: recipients that may answer too, as the talk told (Form C2).
    """

    data: ReleaseData
    chosen: list[RecipientChoice] = field(default_factory=list)
    ticked: dict[str, set[Category]] = field(default_factory=dict)
    valid_until: date | None = None
    explained: set[str] = field(default_factory=set)
    both_ways: set[str] = field(default_factory=set)

    @classmethod
    def begin(cls, data: ReleaseData, draft: Release | None) -> Choosing:
        """Go on with an unsigned draft, else with the offices of the route, all topics off."""
        made = cls(data)
        grants = {grant.recipient.recipient_id: grant for grant in draft.grants} if draft else {}
        # The office with a declaration of its own comes last, when the person knows how it works.
        for choice in sorted(data.possible, key=lambda choice: choice.recipient.kind == ALIENS_OFFICE):
            key = choice.recipient.recipient_id
            if key in grants or key in data.suggested:
                made.add(choice)
                made.ticked[key] = set(grants[key].categories) if key in grants else set()
        if draft is not None:
            made.valid_until = draft.valid_until
            made.both_ways = {key for key, grant in grants.items() if grant.mutual}
            # Topics are only ever ticked for this office after the explanation.
            made.explained = {key for key, grant in grants.items() if grant.recipient.kind == ALIENS_OFFICE}
        return made

    def add(self, choice: RecipientChoice) -> None:
        """Ask about one more recipient."""
        if choice not in self.chosen:
            self.chosen.append(choice)
            self.ticked.setdefault(choice.recipient.recipient_id, set())

    def decide(self, recipient_id: str, category: Category, yes: bool) -> None:
        """The person's answer for one topic."""
        topics = self.ticked[recipient_id]
        if yes:
            topics.add(category)
        else:
            topics.discard(category)

    def grants(self) -> tuple[Grant, ...]:
        """What the release will say; recipients without any yes are not in it."""
        return tuple(
            Grant(choice.recipient, frozenset(topics), choice.purpose, key in self.both_ways)
            for choice in self.chosen
            if (topics := self.ticked[key := choice.recipient.recipient_id])
        )

    def addable(self) -> Sequence[RecipientChoice]:
        """Recipients that are not asked about yet."""
        return [choice for choice in self.data.possible if choice not in self.chosen]

    def count(self, choice: RecipientChoice) -> tuple[int, int]:
        """How many topics got a yes, and how many were asked."""
        key = choice.recipient.recipient_id
        return len(self.ticked[key]), len(self.data.offered.get(key, ()))
