"""The family of a person: children with their school forms, and others of the household."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from profiler.casework.household import Relative
from profiler.casework.school_forms import Child
from profiler.gui.icons.names import Icon
from profiler.gui.people.wording import progress_text, shown_name
from profiler.gui.person.cards import titled_card
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Size, Tone
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
    taken_over: tuple[str, ...] = (),
    *,
    on_form: Callable[[str], None],
    on_person: Callable[[UUID], None],
    on_confirm: Callable[[], None],
) -> Card | None:
    """Who belongs to the family; None if nobody is known.

    Args:
        children: those without a school place first.
        relatives: others with files of their own.
        taken_over: answers taken over from others and not confirmed yet, in words.
        on_form: the school form of a child is wanted; takes its row.
        on_person: the page of somebody is wanted; takes the id of a record.
        on_confirm: the person says that everything taken over is right.
    """
    forms = {child.form.record_id for child in children if child.form is not None}
    others = [each for each in relatives if each.line.record_id not in forms]
    if not children and not others and not taken_over:
        return None
    waiting = sum(child.waits for child in children)
    badge = Badge(f"{waiting} ohne Schule", Icon.ALERT, Tone.WARN) if waiting else None
    card, lines = titled_card("Familie und Schule", badge=badge)
    for number, child in enumerate(children):
        lines.addWidget(_child(child, number, on_form, on_person))
    for number, relative in enumerate(others):
        lines.addWidget(_relative(relative, number, on_person))
    if taken_over:
        lines.addWidget(_to_confirm(taken_over, on_confirm))
    lines.addStretch(1)
    return card


def _child(
    child: Child, number: int, on_form: Callable[[str], None], on_person: Callable[[UUID], None]
) -> QWidget:
    links = []
    if not child.is_cut:
        text = "Schulbogen anlegen" if child.form is None else "Schulbogen öffnen"
        links.append(_link(text, f"family.child{number}.form", partial(on_form, child.row)))
    if child.form is not None:
        links.append(_to_file(f"family.child{number}.open", child.form.record_id, on_person))
    return _line(child.name or "Kind ohne Namen", _state(child), *links)


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
    link = _to_file(f"family.other{number}.open", relative.line.record_id, on_person)
    return _line(shown_name(relative.line), _RELATIONS[relative.relation], link)


def _to_confirm(taken_over: tuple[str, ...], on_confirm: Callable[[], None]) -> QWidget:
    number = "1 Angabe" if len(taken_over) == 1 else f"{len(taken_over)} Angaben"
    link = _link("Alles stimmt", "family.confirm", on_confirm)
    return _line(f"{number} übernommen: Stimmt das?", " · ".join(taken_over), link)


def _to_file(name: str, record_id: UUID, on_person: Callable[[UUID], None]) -> LinkButton:
    return _link("Übersicht", name, partial(on_person, record_id))


def _link(text: str, name: str, call: Callable[[], None]) -> LinkButton:
    made = LinkButton(text, name)
    made.clicked.connect(lambda _checked: call())
    return made


def _line(name: str, further: str, *links: LinkButton) -> QWidget:
    box = QWidget()
    line = row(box, spacing=0)
    words = column(spacing=0)
    words.addWidget(Text(name, bold=True))
    words.addWidget(Text(further, size=Size.CAPTION, ink=Ink.SECOND))
    words.addStretch(1)
    line.addLayout(words, 1)
    right = column(spacing=0)
    for link in links:
        right.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)
    line.addLayout(right)
    return box
