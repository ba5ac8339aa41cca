"""Reads kinds of stations and the directory of offices from tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from profiler.directory.offices import Office, StationKind
from profiler.tables import read_table


def load_kinds(file: Path) -> Mapping[str, StationKind]:
    """Kinds of stations by code, in their order.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    rows = read_table(file, ("kind", "label", "pictogram", "order"), id_column="kind")
    found = (
        StationKind(
            code=row.identifier("kind"),
            label=row.needed("label"),
            pictogram=row.needed("pictogram"),
            order=row.number("order"),
        )
        for row in rows
    )
    return {kind.code: kind for kind in sorted(found, key=lambda kind: (kind.order, kind.code))}


def load_offices(file: Path, kinds: Collection[str]) -> tuple[Office, ...]:
    """A directory, such as the template of a fictional county or a county's own table.

    Raises:
        WorldError: RESOURCE_INVALID with file, line, column and reason.
    """
    rows = read_table(file, ("id", "kind", "name"), id_column="id")
    return tuple(
        Office(
            office_id=row.identifier("id"),
            kind=row.one_of("kind", kinds),
            name=row.needed("name"),
            street=row.text("street"),
            zip=row.text("zip"),
            city=row.text("city"),
            phone=row.text("phone"),
            email=row.text("email"),
            hours=row.text("hours"),
            stop=row.text("stop"),
            contact=row.text("contact"),
            interpreter=row.text("interpreter"),
            note=row.text("note"),
        )
        for row in rows
    )
