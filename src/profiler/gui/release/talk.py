"""The talk around a release on the screen: the form's pages before the signature, answers saved at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from profiler.casework.intake import Intake
from profiler.casework.release_talk import SIGNING, TalkProblem, open_before_signing
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import Group
from profiler.gui.release.sign_page import SignPage
from profiler.gui.shell.desk_page import AtDesk
from profiler.gui.walk.editing import Editing
from profiler.gui.walk.page import DEBOUNCE_MS
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.saving import Saver, SaveStatus
from profiler.gui.walk.section_page import SectionPage
from profiler.gui.walk.speech import Speech
from profiler.languages.tags import GERMAN
from profiler.records.completeness import SectionState

_UNDERSTOOD, _CUSTODY, _OFFICE = "verstanden", "sorgerecht", "auslaenderbehoerde"
_WHERE = {
    TalkProblem.NOT_UNDERSTOOD: _UNDERSTOOD,
    TalkProblem.GUARDIAN_UNCLEAR: _CUSTODY,
    TalkProblem.CHILD_SIGNS: _CUSTODY,
    TalkProblem.OFFICE_NOT_ALLOWED: _OFFICE,
}


class ReleaseTalk(QObject):
    """One talk while it is asked; its pages are shown one after the other.

    Attributes:
        intake: the answers.
    """

    def __init__(self, talk: Intake, at: AtDesk, told: Callable[[SaveStatus], None], parent: QObject) -> None:
        super().__init__(parent)
        self.intake = talk
        self._notices = at.notices
        self._saver = Saver(talk.save, at.runners.writer, at.notices, told)
        self.destroyed.connect(self._saver.be_silent)
        self._editing = Editing(talk, self._saver, self)
        self._editing.changed.connect(self._on_changed)
        content = at.desk.content
        speech = Speech(content.translator, talk.language)
        self._around = Around(self._editing, speech, DEBOUNCE_MS, content.pictures)
        self._page: SectionPage | None = None
        self._left: set[str] = set()

    @property
    def unsaved(self) -> int:
        """Edits the vault has not acknowledged."""
        return self._saver.unsaved

    def pages(self) -> tuple[Group, ...]:
        """The pages to be asked before the signature."""
        asked = {each.path for each in self.intake.sections() if each.state is not SectionState.NOT_ASKED}
        return tuple(
            section
            for section in self.intake.form.sections()
            if section.path in asked and section.name != SIGNING
        )

    def title(self, number: int) -> str:
        """What a page is called."""
        return self.pages()[number].label.get(GERMAN, "")

    def page(self, number: int) -> SectionPage:
        """One of the pages before the signature; the one shown before takes no more changes."""
        pages = self.pages()
        section = pages[number]
        place = self._around.speech.pair(
            "walk", "Abschnitt {number} von {count}", number=number + 1, count=len(pages)
        )
        made = SectionPage(section, place, self._around, self._notices)
        made.setObjectName(f"release.talk.{section.name}")
        if section.path in self._left:
            made.count_required()
        self._page = made
        return made

    def sign_page(self) -> SignPage:
        """The page of the signature."""
        section = next(each for each in self.intake.form.sections() if each.name == SIGNING)
        made = SignPage(section, self._around, self._notices)
        self._page = made
        return made

    def open_problem(self) -> tuple[int, TalkProblem] | None:
        """The first page on which something has to be settled before signing, and what it is."""
        problems = open_before_signing(self.intake)
        if not problems:
            return None
        pages = self.pages()
        # From now on the pages say where something was left open.
        self._left = {page.path for page in pages}
        unsettled = {each.path for each in self.intake.sections() if each.open_core or each.wrong}
        for number, page in enumerate(pages):
            for problem in problems:
                if _WHERE.get(problem) == page.name:
                    return number, problem
            if page.path in unsettled:
                return number, TalkProblem.ANSWERS_OPEN
        return 0, problems[0]

    def flush(self) -> None:
        """Hand over what was typed."""
        if self._page is not None:
            self._page.flush()

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._page is not None:
            self._page.take(changes)
