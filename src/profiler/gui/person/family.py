"""The family of a person: children with their school forms, and others of the household."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from profiler.casework.household import Relative
from profiler.casework.school_forms import Child
from profiler.gui.icons.names import Icon
from profiler.gui.people.wording import progress_text, shown_name
from profiler.gui.person.cards import titled_card
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.widgets.badges import Badge
from profiler.gui.widgets.buttons import LinkButton
from profiler.gui.widgets.frames import Card
from profiler.gui.widgets.texts import Text
from profiler.records.household import Relation

_RELATIONS: Final = {
    Relation.SELBST: "",
    Relation.PARTNER: "Partnerin oder Partner",
    Relation.KIND: "Kind",
    Relation.ELTERNTEIL: "Mutter oder Vater",
    Relation.GESCHWISTER: "Schwester oder Bruder",
    Relation.ANDERE: "gehört zur Familie",
}


def family_card(
    children: tuple[Child, ...],
    relatives: tuple[Relative, ...],
    *,
    on_form: Callable[[str], None],
    on_person: Callable[[UUID], None],
) -> Card | None:
    """Who belongs to the family; None if nobody is known.

    Args:
        children: those without a school place first.
        relatives: others with files of their own.
        on_form: the school form of a child is wanted; takes its row.
        on_person: the page of somebody is wanted; takes the id of a record.
    """
    forms = {child.form.record_id for child in children if child.form is not None}
    others = [each for each in relatives if each.line.record_id not in forms]
    if not children and not others:
        return None
    waiting = sum(child.waits for child in children)
    badge = Badge(f"{waiting} ohne Schule", Icon.ALERT, Tone.WARN) if waiting else None
    card, lines = titled_card("Familie und Schule", badge=badge)
    for number, child in enumerate(children):
        lines.addWidget(_child(child, number, on_form, on_person))
    for number, relative in enumerate(others):
        lines.addWidget(_relative(relative, number, on_person))
    lines.addStretch(1)
    return card


def _child(
    child: Child, number: int, on_form: Callable[[str], None], on_person: Callable[[UUID], None]
) -> QWidget:
    name = child.name or "Kind ohne Namen"
    box, words, line = _line()
    if child.form is None:
        words.addWidget(Text(name, bold=True))
    else:
        opened = LinkButton(name, f"family.child{number}.open")
        opened.clicked.connect(partial(_call, on_person, child.form.record_id))
        words.addWidget(opened)
    words.addWidget(Text(_state(child), size=Size.CAPTION, ink=Ink.SECOND))
    if not child.is_cut:
        text = "Schulbogen anlegen" if child.form is None else "Schulbogen öffnen"
        button = LinkButton(text, f"family.child{number}.form")
        button.clicked.connect(partial(_call, on_form, child.row))
        line.addWidget(button)
    return box


def _state(child: Child) -> str:
    years = "Alter unbekannt" if child.age is None else f"{child.age} Jahre" if child.age != 1 else "1 Jahr"
    if child.is_cut:
        further = "Adresse geheim: Schulbogen in der Personenliste öffnen"
    elif child.form is not None:
        further = progress_text(child.form)
    else:
        further = "noch ohne Schule" if child.waits else ""
    return " · ".join(part for part in (years, further) if part)


def _relative(relative: Relative, number: int, on_person: Callable[[UUID], None]) -> QWidget:
    box, words, _ = _line()
    opened = LinkButton(shown_name(relative.line), f"family.other{number}.open")
    opened.clicked.connect(partial(_call, on_person, relative.line.record_id))
    words.addWidget(opened)
    words.addWidget(Text(_RELATIONS[relative.relation], size=Size.CAPTION, ink=Ink.SECOND))
    return box


def _line() -> tuple[QWidget, QVBoxLayout, QVBoxLayout]:
    box = QWidget()
    line = row(box, spacing=Space.M)
    words, right = column(spacing=0), column(spacing=0)
    line.addLayout(words, 1)
    line.addLayout(right)
    return box, words, right


def _call(call: Callable[..., None], argument: object, _checked: bool = False) -> None:
    call(argument)
