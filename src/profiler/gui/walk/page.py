"""The walk: sections of the form one after the other, every answer saved as it is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from profiler.casework.intake import Intake
from profiler.casework.pictures import Pictures
from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ChangeSet
from profiler.gui.notices import Notices
from profiler.gui.tasks import Runner
from profiler.gui.tokens import Measure
from profiler.gui.walk.copies import Copies
from profiler.gui.walk.editing import Editing
from profiler.gui.walk.footer import WalkFooter
from profiler.gui.walk.left_over import LeftOverNotice, new_version
from profiler.gui.walk.places import asked_places, place_of
from profiler.gui.walk.questions.answer_tools import SourceButton
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.saving import Saver, SaveStatus
from profiler.gui.walk.section_page import SectionPage
from profiler.gui.walk.side import SectionBar, SectionPanel
from profiler.gui.walk.speech import Speech
from profiler.gui.widgets.bars import TopBar
from profiler.gui.widgets.frames import PrivacyCurtain
from profiler.gui.widgets.texts import ground
from profiler.languages.catalogues import Translator
from profiler.languages.tags import GERMAN, LANGUAGES, PSEUDO
from profiler.records.completeness import SectionProgress, asked_questions, is_answered
from profiler.records.depth import Depth, has_depth
from profiler.records.identity import said_by

DEBOUNCE_MS: Final = 350
"""Pause after the last key stroke; "gespeichert" has to appear within a second of it."""

NO_PICTURES: Final = Pictures()


class WalkPage(QWidget):
    """One person's interview.

    Signals:
        back_asked: the caseworker leaves the page; everything typed has been handed to the writer.
        completed: the last section was left with "Fertig".
    """

    back_asked = Signal()
    completed = Signal()

    def __init__(
        self,
        intake: Intake,
        runner: Runner,
        translator: Translator,
        notices: Notices,
        *,
        keeps: Callable[[Editing], Copies] | None = None,
        pictures: Pictures = NO_PICTURES,
        debounce_ms: int = DEBOUNCE_MS,
        depth: Depth = Depth.SHORT,
        parent: QWidget | None = None,
    ) -> None:
        """`keeps` makes what keeps copies of papers; without it only their names are written down."""
        super().__init__(parent)
        self.setObjectName("walk")
        ground(self, "surface")
        self._intake, self._translator, self._notices = intake, translator, notices
        self._pictures, self._debounce_ms = pictures, debounce_ms
        self._saver = Saver(intake.save, runner, notices, self._on_saved)
        self.destroyed.connect(self._saver.be_silent)
        self._editing = Editing(intake, self._saver, self)
        self._editing.changed.connect(self._on_changed)
        self._speech = Speech(translator, intake.language)
        # A form without both kinds of questions has nothing to put off.
        self._depth = depth if has_depth(intake.form) else Depth.DEEP
        self._sections: tuple[SectionProgress, ...] = intake.sections(self._depth)
        self._left: set[str] = set()
        self._current = next(iter(asked_places(self._sections)), 0)
        self._page: SectionPage | None = None
        self._build()
        self._copies = keeps(self._editing) if keeps is not None else None
        if self._copies is not None:
            self.destroyed.connect(self._copies.be_silent)
        self._show_person()
        self._show_section(self._current)
        if said := new_version(intake.upgraded, len(intake.left_over)):
            notices.toast(said)

    # -- what the window needs -----------------------------------------------------------------------

    @property
    def unsaved(self) -> int:
        """Edits the vault has not acknowledged; after `flush` nothing else is unsaved."""
        return self._saver.unsaved

    def flush(self) -> None:
        """Hand everything typed to the writer: before the page is left or the window closes."""
        if self._page is not None:
            self._page.flush()

    def take_focus(self) -> None:
        """Put the keyboard on the first open question of the section."""
        self._focus_section()

    # -- building ------------------------------------------------------------------------------------

    def _build(self) -> None:
        form = self._intake.form
        spoken = set(form.languages)
        known = (each.code for each in (*LANGUAGES, PSEUDO))
        languages = [code for code in known if code == GERMAN or code in spoken]
        self.top = TopBar("walk", "Zurück", languages=languages)
        self.top.back_asked.connect(self._on_back)
        self.top.language_chosen.connect(self._on_language)
        self.top.privacy_changed.connect(self._on_privacy)
        self._body = QWidget()
        self._panel = SectionPanel(form.title.get(GERMAN, ""))
        self._bar = SectionBar()
        self._panel.chosen.connect(self.go_to)
        self._bar.chosen.connect(self.go_to)
        self._panel.next_open_asked.connect(self.go_to_next_open)
        for place in (self._panel, self._bar):
            place.switch.show_depth(self._depth is Depth.DEEP, possible=has_depth(form))
            place.switch.chosen.connect(self._on_depth)
        self._footer = WalkFooter()
        self._footer.step_asked.connect(self._step)
        self._place = QVBoxLayout()
        self._place.setSpacing(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._bar)
        right.addWidget(
            LeftOverNotice(self._editing, self._notices, is_new=self._intake.upgraded is not None)
        )
        right.addLayout(self._place, 1)
        right.addWidget(self._footer)
        body = QHBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._panel)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self._body, 1)
        self._curtain = PrivacyCurtain(self)
        self._bar.hide()
        for keys, call in (
            ("Ctrl+Return", lambda: self._step(1)),
            ("Ctrl+Enter", lambda: self._step(1)),
            ("F2", self.go_to_next_open),
            ("Alt+0", self.decline_here),
            ("Alt+W", self.source_here),
            ("Alt+V", self.go_deeper),
            *((f"Alt+{digit}", self._jump(digit - 1)) for digit in range(1, 10)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _jump(self, place: int) -> Callable[[], None]:
        return lambda: self.go_to(place)

    # -- showing -------------------------------------------------------------------------------------

    def _show_section(self, place: int) -> None:
        before, self._current = self._page, place
        section = self._intake.form.sections()[place]
        asked = asked_places(self._sections)
        number = asked.index(place) + 1 if place in asked else 1
        around = Around(
            self._editing, self._speech, self._debounce_ms, self._pictures, self._depth, self._copies
        )
        position = self._speech.pair(
            "walk", "Abschnitt {number} von {count}", number=number, count=len(asked)
        )
        page = SectionPage(section, position, around, self._notices)
        if section.path in self._left:
            page.count_required()
        self._page = page
        self._place.addWidget(page)
        # At once, not with the next event: a hidden field cannot take the keyboard.
        page.show()
        if before is not None:
            self._place.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._show_progress()

    def _show_progress(self) -> None:
        self._sections = self._intake.sections(self._depth)
        places = [place_of(progress, self._speech) for progress in self._sections]
        asked = asked_places(self._sections)
        number = asked.index(self._current) + 1 if self._current in asked else 1
        self._panel.show_places(places, self._current)
        self._bar.show_places(places, self._current, f"{number} von {len(asked)}")
        before, after = (
            None if place is None else self._sections[place]
            for place in (self._neighbour(-1), self._neighbour(1))
        )
        self._footer.show_section(self._sections[self._current], before, after)
        self._footer.show_speech(self._speech)
        self._show_width()

    def _show_person(self) -> None:
        form, session = self._intake.form, self._intake.session

        def told(what: str) -> str:
            question = said_by(form, what)
            return "" if question is None else session.value(Address(question.path))

        name = " ".join(part for part in (told("given_names"), told("family_name")) if part)
        self.top.show_person(name or "Neue Person", told("name_original"), self._intake.case_number)
        self.top.show_language(self._speech.language)

    def _show_width(self) -> None:
        narrow = self.width() < Measure.FOLDED
        self._panel.setVisible(not narrow)
        self._bar.setVisible(narrow)
        if self._page is not None:
            self._page.show_title(not narrow)
        self._footer.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window folds the section list into a bar; the curtain covers every size."""
        super().resizeEvent(event)
        self._show_width()
        self._place_curtain()

    # -- going ---------------------------------------------------------------------------------------

    def _neighbour(self, direction: int) -> int | None:
        asked = asked_places(self._sections)
        others = [place for place in asked if (place - self._current) * direction > 0]
        if not others:
            return None
        return min(others) if direction > 0 else max(others)

    def _step(self, direction: int) -> None:
        self.flush()
        self._sections = self._intake.sections(self._depth)
        place = self._neighbour(direction)
        if place is not None:
            self.go_to(place)
        elif direction > 0:
            self._left.add(self._intake.form.sections()[self._current].path)
            if not self._intake.finished:
                self._editing.finish()
            self.completed.emit()

    def go_to(self, place: int) -> None:
        """Show another section; leaving one is always allowed, what was left open is marked there."""
        self.flush()
        self._sections = self._intake.sections(self._depth)
        if place == self._current or place not in asked_places(self._sections):
            self._show_progress()
            return
        self._left.add(self._intake.form.sections()[self._current].path)
        self._show_section(place)
        self._focus_section()

    def _open_questions(self) -> list[Address]:
        session = self._intake.session
        return [each for each, _ in asked_questions(session, self._depth) if not is_answered(session, each)]

    def _focus_section(self) -> None:
        if self._page is None:
            return
        section = self._page.section
        session = self._intake.session
        inside = [
            address
            for address, _ in asked_questions(session, self._depth)
            if address.path.startswith(section.path + "/")
        ]
        still = [address for address in inside if not is_answered(session, address)]
        for address in (still or inside)[:1]:
            self._page.focus(address)

    def go_to_next_open(self) -> None:
        """Put the keyboard on the next question without an answer, in another section if need be."""
        self.flush()
        order = [address for address, _ in asked_questions(self._intake.session, self._depth)]
        still = self._open_questions()
        if not still or self._page is None:
            self._notices.toast("Alle Fragen sind beantwortet")
            return
        here = self._page.focused_address()
        if here in order:
            start = order.index(here) + 1
        else:
            path = self._page.section.path + "/"
            start = next((n for n, each in enumerate(order) if each.path.startswith(path)), 0)
        behind = order[start:] + order[:start]
        self._focus(next(address for address in behind if address in set(still)))

    def _focus(self, address: Address) -> None:
        section = self._intake.form.section_of(address.path)
        places = [each.path for each in self._intake.form.sections()]
        if section is None:
            return
        place = places.index(section.path)
        if place != self._current:
            self._left.add(places[self._current])
            self._show_section(place)
        if self._page is not None:
            self._page.focus(address)

    def go_deeper(self) -> None:
        """Ask the deep questions too, or put them off again; what was told stays in sight."""
        if has_depth(self._intake.form):
            self._on_depth(self._depth is Depth.SHORT)

    def decline_here(self) -> None:
        """Answer "Keine Angabe" where the keyboard is, or take it back."""
        address = self._page.focused_address() if self._page is not None else None
        if address is None:
            return
        self.flush()
        if self._intake.session.answer(address).declined:
            self._editing.give(address, Answer())
        else:
            self._editing.decline(address)

    def source_here(self) -> None:
        """Ask where the answer comes from in which the keyboard is."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            button = widget.findChild(SourceButton)
            if button is not None:
                if button.isVisible():
                    button.click()
                return
            widget = widget.parentWidget()

    # -- what happens --------------------------------------------------------------------------------

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._page is not None:
            self._page.take(changes)
        self._show_progress()
        self._show_person()

    def _on_saved(self, status: SaveStatus) -> None:
        self.top.show_saved(status.state, status.at)

    def _on_back(self) -> None:
        self.flush()
        self.back_asked.emit()

    def _on_language(self, code: str) -> None:
        if code == self._speech.language:
            return
        self.flush()
        self._editing.speak(code)
        self._speech = Speech(self._translator, code)
        self.top.show_language(code)
        self._show_section(self._current)
        self._focus_section()

    def _on_depth(self, deep: bool) -> None:
        wanted = Depth.DEEP if deep else Depth.SHORT
        if wanted is self._depth:
            return
        self.flush()
        self._depth = wanted
        for place in (self._panel, self._bar):
            place.switch.show_depth(deep, possible=True)
        self._sections = self._intake.sections(wanted)
        asked = asked_places(self._sections)
        if self._current not in asked:
            self._current = next(iter(asked), 0)
        self._show_section(self._current)
        self._focus_section()

    def _on_privacy(self, hidden: bool) -> None:
        self._body.setEnabled(not hidden)
        self._place_curtain()
        self._curtain.cover(hidden)
        self._place_curtain()

    def _place_curtain(self) -> None:
        top = self.top.height()
        self._curtain.setGeometry(0, top, self.width(), self.height() - top)
