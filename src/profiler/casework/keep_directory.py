"""The local directory: offices with their addresses, edited at the desk."""

from __future__ import annotations

from dataclasses import replace

from profiler.casework.desk import UnlockedDesk
from profiler.directory.offices import Office, StationKind


def offices(desk: UnlockedDesk) -> tuple[Office, ...]:
    """The whole directory, in the order of the kinds, then by name."""
    order = desk.content.kinds
    return tuple(
        sorted(
            desk.store.offices(),
            key=lambda office: (order[office.kind].order if office.kind in order else 999, office.name),
        )
    )


def kinds(desk: UnlockedDesk) -> tuple[StationKind, ...]:
    """All kinds of stations, in order."""
    return tuple(sorted(desk.content.kinds.values(), key=lambda kind: kind.order))


def new_office(desk: UnlockedDesk, kind: str) -> Office:
    """A blank office of a kind, not saved yet."""
    return Office(office_id=str(desk.new_id()), kind=kind, name=desk.content.kinds[kind].label)


def save_office(desk: UnlockedDesk, office: Office) -> Office:
    """Keep an office; blanks at the ends of its fields are cut."""
    cut = {name: getattr(office, name).strip() for name in Office.__dataclass_fields__}
    tidy = replace(office, **cut)
    desk.store.save_office(tidy)
    return tidy


def remove_office(desk: UnlockedDesk, office_id: str) -> None:
    """Take an office out of the directory; plans that named it fall back to another of its kind."""
    desk.store.delete_office(office_id)
