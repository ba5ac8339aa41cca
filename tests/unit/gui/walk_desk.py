"""A desk with the shipped form and a vault in memory, for tests of the walk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from profiler.casework import intake as intakes
from profiler.casework.intake import Intake
from profiler.forms.answer import Address, Answer
from profiler.gui.tasks import ImmediateRunner, Runner
from profiler.gui.walk.page import WalkPage
from profiler.languages.catalogues import Translator
from profiler.records.depth import Depth
from tests.fakes.desks import open_desk, shipped_content, tell
from tests.fakes.notices import RecordedNotices
from tests.fakes.store import FakeStore


@dataclass
class WalkDesk:
    """One interview on the page of work."""

    intake: Intake
    store: FakeStore
    notices: RecordedNotices
    page: WalkPage

    def saved(self, name: str, row: str = "") -> Answer | None:
        """The answer as the vault has it."""
        path = self.intake.form.question(name).path
        return self.store.record(self.intake.record_id).snapshot.answers.get(Address(path, row))

    def rows(self, name: str) -> tuple[str, ...]:
        """Row ids of a repeat by its name."""
        repeat = next(each for each in self.intake.form.repeats() if each.name == name)
        return self.intake.session.rows(repeat.path)

    def part(self, name: str) -> QWidget:
        """The one widget of this object name."""
        found = self.page.findChildren(QWidget, name)
        shown = [widget for widget in found if widget.isVisibleTo(self.page)]
        assert len(shown) == 1, f"{name}: {len(shown)} shown, {len(found)} in all"
        return shown[0]

    def has(self, name: str) -> bool:
        """Whether a widget of this object name is shown."""
        found = self.page.findChildren(QWidget, name)
        return any(widget.isVisibleTo(self.page) for widget in found)

    def section(self, name: str) -> None:
        """Go to a section by its name."""
        names = [section.name for section in self.intake.form.sections()]
        self.page.go_to(names.index(name))


def open_intake(language: str = "ar", answers: Mapping[str, str] | None = None) -> tuple[Intake, FakeStore]:
    """A new interview in which some questions outside repeats are answered."""
    found = open_desk()
    store = found.desk.store
    assert isinstance(store, FakeStore)
    intake = intakes.start(found.desk, language)
    tell(intake, **(answers or {}))
    return intake, store


def walk(
    language: str = "ar",
    answers: Mapping[str, str] | None = None,
    *,
    runner: Runner | None = None,
    translator: Translator | None = None,
    debounce_ms: int = 0,
    depth: Depth = Depth.SHORT,
) -> WalkDesk:
    """The page of work on a new interview; the caller hands it to qtbot."""
    intake, store = open_intake(language, answers)
    notices = RecordedNotices()
    page = WalkPage(
        intake,
        runner or ImmediateRunner(),
        translator or shipped_content().translator,
        notices,
        pictures=shipped_content().pictures,
        debounce_ms=debounce_ms,
        depth=depth,
    )
    page.resize(1366, 768)
    return WalkDesk(intake, store, notices, page)
