"""A desk with the shipped form and a vault in memory, for tests of the walk."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from PySide6.QtWidgets import QWidget

from profiler import paths
from profiler.casework import intake as intakes
from profiler.casework.content import Content, ContentFolders
from profiler.casework.desk import UnlockedDesk
from profiler.casework.intake import Intake
from profiler.casework.loading import load
from profiler.clock import FixedClock
from profiler.forms.answer import Address, Answer
from profiler.gui.tasks import ImmediateRunner, Runner
from profiler.gui.walk.page import WalkPage
from profiler.languages.catalogues import Translator
from profiler.ports import Caseworker, DocumentWriter, Role
from tests.fakes.notices import RecordedNotices
from tests.fakes.store import FakeStore

NOW = datetime(2026, 11, 21, 9, 42, tzinfo=UTC)


@cache
def content() -> Content:
    """What is shipped, read once."""
    return load(ContentFolders(paths.forms_folder(), paths.resources_folder(), paths.built_forms_folder()))


class NoPaper:
    """No test of the walk prints."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"nothing is printed here: {name}")


def no_paper() -> DocumentWriter:
    """A writer nobody may call."""
    return NoPaper()  # type: ignore[return-value]  # every method fails the test


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
    store = FakeStore()
    desk = UnlockedDesk(
        store,
        Caseworker("maren", "Maren Berger", frozenset({Role.CASEWORKER})),
        FixedClock(NOW),
        content(),
        no_paper(),
        None,
        uuid.uuid4,
    )
    intake = intakes.start(desk, language)
    for name, value in (answers or {}).items():
        address = Address(intake.form.question(name).path)
        intake.save(intake.set(address, Answer(value)).edit)
    return intake, store


def walk(
    language: str = "ar",
    answers: Mapping[str, str] | None = None,
    *,
    runner: Runner | None = None,
    translator: Translator | None = None,
    debounce_ms: int = 0,
) -> WalkDesk:
    """The page of work on a new interview; the caller hands it to qtbot."""
    intake, store = open_intake(language, answers)
    notices = RecordedNotices()
    page = WalkPage(
        intake,
        runner or ImmediateRunner(),
        translator or content().translator,
        notices,
        debounce_ms=debounce_ms,
    )
    page.resize(1366, 768)
    return WalkDesk(intake, store, notices, page)
