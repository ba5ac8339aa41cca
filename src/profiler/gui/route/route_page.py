"""The page of the route: stations in order, what was taken off, what could not be decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from profiler.casework import keep_directory, people, plan_route
from profiler.casework.desk import UnlockedDesk
from profiler.casework.form_library import form_of
from profiler.directory.offices import Office
from profiler.forms.definition import FormDefinition
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action
from profiler.gui.route.card import StationCard
from profiler.gui.route.wording import RouteTexts
from profiler.gui.shell.desk_page import AtDesk, PersonPage
from profiler.gui.shell.identity import Identity, identity_of
from profiler.gui.shell.layouts import by_width, clear, column, row
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import EmptyState, FooterBar, Page
from profiler.gui.widgets.search_combo import Entry, SearchCombo
from profiler.gui.widgets.texts import BilingualLabel, Text
from profiler.routing.plans import Plan, Station, StationDecision, StationState, added_by_hand


@dataclass(frozen=True)
class RouteData:
    """What the page is made from."""

    who: Identity
    form: FormDefinition
    plan: Plan
    offices: tuple[Office, ...]


def load(desk: UnlockedDesk, record_id: UUID) -> RouteData:
    """Read the plan and the directory."""
    record = people.open_file(desk, record_id)
    form = form_of(desk, record)
    return RouteData(
        identity_of(record, form),
        form,
        plan_route.plan_route(desk, record_id),
        keep_directory.offices(desk),
    )


class RoutePage(PersonPage):
    """Stations as cards, with everything that can be decided about them.

    Signals:
        slip_wanted: look at the routing slip and print it; object, id of the record.
    """

    slip_wanted = Signal(object)

    def __init__(self, at: AtDesk, record_id: UUID) -> None:
        super().__init__(at, "route", "Übersicht", "canvas")
        self._record_id = record_id
        self._data: RouteData | None = None
        self._shows_removed = False
        self._new_station: SearchCombo | None = None
        self._page = Page("route.page", on="canvas")
        self._page.column.setMaximumWidth(1240)
        by_width(self._page)
        self._footer = FooterBar()
        self._add = SecondaryButton("Station ergänzen", "route.add", icon=Icon.PLUS)
        self._removed = LinkButton("", "route.removed")
        self._removed.hide()
        self._slip = PrimaryButton("Laufzettel drucken", "route.slip", icon=Icon.PRINTER)
        self._footer.put_left(self._add)
        self._footer.put_left(self._removed)
        self._footer.put_right(
            Text(
                "Keine Rechtsberatung. Der Laufzettel ist kein Bescheid.",
                size=Size.SECOND,
                ink=Ink.SECOND,
                wrap=False,
            )
        )
        self._footer.put_right(self._slip)
        layout = column(self.body, spacing=0)
        layout.addWidget(self._page, 1)
        layout.addWidget(self._footer)
        self._add.clicked.connect(self._on_add)
        self._removed.clicked.connect(self._on_show_removed)
        self._slip.clicked.connect(lambda: self.slip_wanted.emit(record_id))
        self.read(lambda: load(at.desk, record_id), self._show)

    def take_focus(self) -> None:
        """The slip is what one came for."""
        self._slip.setFocus()

    def _show(self, data: RouteData) -> None:
        self._data = data
        self.show_identity(data.who)
        self.top.show_language(data.who.language)
        self._show_plan(data.plan)

    def _show_plan(self, plan: Plan) -> None:
        if self._data is None:
            return
        data = self._data = replace(self._data, plan=plan)
        texts = RouteTexts(self.at.desk.content, data.who.language)
        clear(self._page.content)
        self._page.content.setSpacing(Space.M)
        self._show_heading(plan, texts)
        new_station = self._new_station = self._station_field(plan)
        self._page.content.addWidget(new_station)
        new_station.hide()
        for number, station in enumerate(plan.stations, start=1):
            self._page.content.addWidget(self._card(number, station, texts))
        if not plan.stations:
            self._page.content.addWidget(
                EmptyState(
                    Icon.ROUTE,
                    "Noch keine Station",
                    "Nach den Antworten bisher ist keine Stelle nötig. Sie können eine von Hand ergänzen.",
                )
            )
        if plan.undecided:
            self._page.content.addWidget(_undecided(plan, texts, data.form))
        if self._shows_removed and plan.removed:
            self._page.content.addWidget(self._removed_list(plan))
        self._page.content.addStretch(1)
        count = len(plan.removed)
        noun = "Vorschlag entfernt" if count == 1 else "Vorschläge entfernt"
        self._removed.show_text(f"{count} {noun}: {'ausblenden' if self._shows_removed else 'ansehen'}")
        self._removed.setVisible(bool(count))

    def _show_heading(self, plan: Plan, texts: RouteTexts) -> None:
        heading = BilingualLabel(texts.fixed("slip_your_way"), size=Size.PAGE, bold=True)
        self._page.content.addWidget(heading)
        if plan.stations:
            self._page.content.addWidget(BilingualLabel(texts.fixed("slip_keep"), ink=Ink.SECOND))

    def _card(self, number: int, station: Station, texts: RouteTexts) -> StationCard:
        directory = self._data.offices if self._data else ()
        offices = [office for office in directory if office.kind == station.kind.code]
        card = StationCard(number, station, texts, offices, self.at.desk.clock.today())
        desk, record_id = self.at.desk, self._record_id
        decide = self._decide
        card.appointed.connect(
            lambda moment: decide(lambda: plan_route.appoint(desk, record_id, station, moment))
        )
        card.office_chosen.connect(
            lambda chosen: decide(lambda: plan_route.choose_office(desk, record_id, station, chosen))
        )
        card.done_marked.connect(lambda done: decide(partial(self._mark_done, station, done)))
        card.moved.connect(lambda step: self._on_moved(station, step))
        card.removed.connect(lambda because: self._on_removed(station, because))
        return card

    def _decide(self, work: Callable[[], Plan]) -> None:
        self.write(work, self._show_plan)

    def _mark_done(self, station: Station, done: bool) -> Plan:
        usual = StationState.TERMIN if station.appointment else StationState.GEPLANT
        decision = StationDecision(
            key=station.key,
            office_id=station.office.office_id if station.office else "",
            state=StationState.ERLEDIGT if done else usual,
            appointment=station.appointment,
        )
        return plan_route.decide(self.at.desk, self._record_id, decision)

    def _on_moved(self, station: Station, step: int) -> None:
        if self._data is None:
            return
        stations = list(self._data.plan.stations)
        place = stations.index(station)
        target = place + step
        if 0 <= target < len(stations):
            stations[place], stations[target] = stations[target], stations[place]
            self._decide(lambda: plan_route.reorder(self.at.desk, self._record_id, stations))

    def _on_removed(self, station: Station, because: str) -> None:
        desk, record_id = self.at.desk, self._record_id

        def taken_off(plan: Plan) -> None:
            self._show_plan(plan)
            self.at.notices.toast(
                f"„{station.kind.label}“ ist vom Weg genommen.",
                Action("Rückgängig", lambda: self._restore(station), "undo"),
            )

        self.write(lambda: plan_route.remove_station(desk, record_id, station, because), taken_off)

    def _restore(self, station: Station) -> None:
        self._decide(lambda: plan_route.restore_station(self.at.desk, self._record_id, station))

    def _on_show_removed(self) -> None:
        self._shows_removed = not self._shows_removed
        if self._data is not None:
            self._show_plan(self._data.plan)

    def _on_add(self) -> None:
        if self._new_station is not None:
            self._new_station.show()
            self._page.reveal(self._new_station)
            self._new_station.setFocus()

    def _station_field(self, plan: Plan) -> SearchCombo:
        there = {station.kind.code for station in plan.stations}
        kinds = [kind for kind in keep_directory.kinds(self.at.desk) if kind.code not in there]
        field = SearchCombo(
            "route.new",
            lambda: [Entry(kind.code, kind.label) for kind in kinds],
            "Welche Station kommt dazu?",
        )
        field.answered.connect(self._on_new_station)
        return field

    def _on_new_station(self, kind: str) -> None:
        if kind:
            decision = added_by_hand(kind)
            self._decide(lambda: plan_route.decide(self.at.desk, self._record_id, decision))

    def _removed_list(self, plan: Plan) -> QWidget:
        box = QWidget()
        lines = column(box, spacing=Space.XS)
        lines.addWidget(Text("Vom Weg genommen", size=Size.TITLE, bold=True))
        for station in plan.removed:
            line = row(spacing=Space.M)
            line.addWidget(Text(f"{station.kind.label}: {station.removed_because}", ink=Ink.SECOND), 1)
            back = LinkButton("Zurückholen", f"route.restore.{station.kind.code}", icon=Icon.UNDO)
            back.clicked.connect(partial(self._restore, station))
            line.addWidget(back)
            lines.addLayout(line)
        return box


def _undecided(plan: Plan, texts: RouteTexts, form: FormDefinition) -> QWidget:
    box = QWidget()
    lines = column(box, spacing=Space.XS)
    lines.addWidget(Text("Noch nicht zu entscheiden", size=Size.TITLE, bold=True))
    for sentence in dict.fromkeys(texts.question(undecided, form) for undecided in plan.undecided):
        line = row(spacing=Space.S)
        line.addWidget(IconLabel(Icon.QUESTION, 18, Ink.WARN))
        line.addWidget(Text(sentence, ink=Ink.SECOND), 1)
        lines.addLayout(line)
    return box
