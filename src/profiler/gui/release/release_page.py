"""The release in four steps, and the view of what was signed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from profiler.casework import release_talk, sign_release
from profiler.casework.intake import Intake
from profiler.errors import ErrorCode, WorldError
from profiler.gui.icons.names import Icon
from profiler.gui.release.choosing import Choosing, ReleaseData, load
from profiler.gui.release.current import CurrentPage
from profiler.gui.release.explain_page import ExplainPage
from profiler.gui.release.footer import footer_words
from profiler.gui.release.matrix import RecipientPage
from profiler.gui.release.paper import ReleasePaper
from profiler.gui.release.side import ASK_BACK, CHOOSE, EXPLAIN, SIGN, ReleaseSide
from profiler.gui.release.sign_page import SignPage
from profiler.gui.release.talk import ReleaseTalk
from profiler.gui.release.texts import ReleaseTexts
from profiler.gui.shell.desk_page import AtDesk, PersonPage
from profiler.gui.shell.failures import explained
from profiler.gui.shell.fields import Complaint
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.walk.saving import SaveStatus
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import EmptyState, FooterBar
from profiler.gui.widgets.texts import Text
from profiler.release.releases import Release, WithdrawalScope


class ReleasePage(PersonPage):
    """Leads from explaining to the signed paper; afterwards shows what holds and takes withdrawals.

    Signals:
        documents_wanted: go to the papers; object, id of the record.
    """

    documents_wanted = Signal(object)

    def __init__(self, at: AtDesk, record_id: UUID) -> None:
        super().__init__(at, "release", "Übersicht")
        self._record_id = record_id
        self._data: ReleaseData | None = None
        self._choosing: Choosing | None = None
        self._release: Release | None = None
        self._step = EXPLAIN
        self._recipient = 0
        self._question_page = 0
        self._changed = False
        self._paper = ReleasePaper(self, record_id)
        self._side = ReleaseSide()
        self._pages = QStackedWidget()
        self._talk: ReleaseTalk | None = None
        self._sign: SignPage | None = None
        self._back = SecondaryButton("Zurück", "release.back", icon=Icon.BACK)
        self._next = PrimaryButton("Weiter", "release.next", trailing=Icon.FORWARD)
        self._middle = Text("", size=Size.SECOND, ink=Ink.SECOND, wrap=False)
        self._middle.setObjectName("release.count")
        self._middle.setMinimumWidth(1)
        self._build()
        self._side.step_chosen.connect(self._on_step)
        self._side.recipient_chosen.connect(self._on_recipient)
        self._side.recipient_added.connect(self._on_add)
        self._side.current_wanted.connect(self._show_current)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._reload()

    def take_focus(self) -> None:
        """Onwards."""
        self._next.setFocus()

    def show_narrow(self, narrow: bool) -> None:
        """Shorter words below the page."""
        self._show_footer()

    def flush(self) -> None:
        """Keep what was chosen and said so far."""
        self._keep_draft()
        if self._talk is not None:
            self._talk.flush()

    @property
    def unsaved(self) -> int:
        """Edits of the talk that the vault has not acknowledged."""
        return self._talk.unsaved if self._talk is not None else 0

    def _build(self) -> None:
        self._footer = FooterBar()
        self._footer.put_left(self._back)
        self._footer.put_middle(self._middle)
        self._footer.put_right(self._next)
        self._problem = Complaint("release.ask_back")
        self._problem.setContentsMargins(Space.XXL, Space.S, Space.XXL, Space.S)
        main = QWidget()
        right = column(main, spacing=0)
        right.addWidget(self._pages, 1)
        right.addWidget(self._problem)
        right.addWidget(self._footer)
        beside = row(self.body, spacing=0)
        beside.addWidget(self._side)
        beside.addWidget(main, 1)

    def _reload(self) -> None:
        self.write(lambda: load(self.at.desk, self._record_id), self._show)

    def _show(self, data: ReleaseData) -> None:
        self._data = data
        self.show_identity(data.who)
        self.top.show_language(data.who.language)
        self._side.show_texts(self._texts())
        if data.signed and data.draft is None:
            self._show_current()
        else:
            self._begin()

    def _texts(self) -> ReleaseTexts:
        language = self._data.who.language if self._data else "de"
        return ReleaseTexts(self.at.desk.content, language)

    def _show_current(self) -> None:
        if self._data is None:
            return
        self._keep_draft()
        self._end_talk()
        self._choosing = None
        self._side.hide()
        page = CurrentPage(self._data.signed, self.at.desk.content, self._data.today)
        page.withdrawn.connect(self._on_withdrawn)
        page.copy_given.connect(self._on_copy_given)
        self._show_page(page)
        unsigned = self._data.draft is not None or self._release is not None
        self._back.show_text("Zur neuen Freigabe" if unsigned else "Neue Freigabe")
        self._back.show_icon(Icon.PLUS)
        self._back.show()
        self._middle.show_text("")
        self._next.show()
        self._next.show_text("Weiter: Dokumente")

    def _begin(self) -> None:
        if self._data is None:
            return
        self._side.show()
        self._choosing = Choosing.begin(self._data, self._data.draft)
        self._back.show_icon(Icon.BACK)
        self._recipient = 0
        self._go(CHOOSE if self._data.draft is not None else EXPLAIN)

    def _begin_anew(self, data: ReleaseData) -> None:
        self._data = data
        self._begin()

    def _show_page(self, page: QWidget) -> None:
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()

    def _go(self, step: int) -> None:
        if self._choosing is None or self._data is None:
            return
        if self._step == CHOOSE and step != CHOOSE:
            self._keep_draft()
        self._end_talk()
        self._step = step
        self.at.notices.clear_banner()
        if step == EXPLAIN:
            self._show_page(ExplainPage(self._texts()))
        elif step == CHOOSE:
            self._show_recipient()
        else:
            # Every change of the matrix may have made what was said worthless.
            self._write_draft(self._open_talk)
        self._show_side()

    def _open_talk(self, release: Release) -> None:
        """Go on with the talk about this release, on the page of the present step."""
        desk, explained_office = self.at.desk, bool(self._choosing and self._choosing.explained)
        self.write(
            lambda: release_talk.open_talk(desk, release, office_explained=explained_office),
            self._show_talk,
        )

    def _show_talk(self, opened: Intake) -> None:
        if self._choosing is None or self._step not in (ASK_BACK, SIGN):
            return
        self._talk = ReleaseTalk(opened, self.at, self._on_saved, self)
        if self._step == ASK_BACK:
            self._show_questions()
        else:
            self._show_signing(self._talk)
        self._show_side()

    def _show_questions(self) -> None:
        if self._talk is not None:
            self._question_page = min(self._question_page, len(self._talk.pages()) - 1)
            self._show_page(self._talk.page(self._question_page))
            self._show_side()

    def _show_signing(self, talk: ReleaseTalk) -> None:
        self._sign = talk.sign_page()
        self._sign.print_wanted.connect(self._paper.print_out)
        self._sign.save_wanted.connect(self._paper.save)
        self._sign.seen.connect(self._on_seen)
        if self._release is not None:
            self._sign.show_release(self._release)
        self._show_page(self._sign)

    def _end_talk(self) -> None:
        self._problem.say("")
        if self._talk is not None:
            self._talk.flush()
            self._talk = None

    def _on_saved(self, status: SaveStatus) -> None:
        self.top.show_saved(status.state, status.at)

    def _show_recipient(self) -> None:
        if self._choosing is None:
            return
        if not self._choosing.chosen:
            self._show_page(_nobody())
            return
        choice = self._choosing.chosen[self._recipient]
        page = RecipientPage(self._choosing, choice, self._texts())
        page.decided.connect(self._on_decided)
        self._show_page(page)

    def _show_side(self) -> None:
        if self._choosing is not None:
            self._side.show_choosing(self._choosing, self._step, self._recipient, self._texts())
            self._show_footer()

    def _show_footer(self) -> None:
        if self._choosing is None:
            return
        self._back.setVisible(self._step != EXPLAIN)
        self._next.setVisible(self._step != SIGN)
        words = footer_words(
            self._step,
            self._choosing,
            self._recipient,
            self._talk,
            self._question_page,
            narrow=self._is_narrow,
        )
        self._back.show_text(words.back)
        self._next.show_text(words.onwards)
        self._middle.show_text(words.middle)

    def _on_step(self, step: int) -> None:
        if step <= self._step:
            self._go(step)

    def _on_recipient(self, number: int) -> None:
        self._recipient = number
        self._keep_draft()
        self._show_recipient()
        self._show_side()

    def _on_decided(self) -> None:
        self._changed = True
        self._show_side()

    def _on_add(self, recipient_id: str) -> None:
        if self._choosing is None or not recipient_id:
            return
        for choice in self._choosing.addable():
            if choice.recipient.recipient_id == recipient_id:
                self._choosing.add(choice)
        ids = [choice.recipient.recipient_id for choice in self._choosing.chosen]
        self._recipient = ids.index(recipient_id)
        self._show_recipient()
        self._show_side()

    def _on_back(self) -> None:
        if self._choosing is None:
            # Read anew: a draft may have been kept meanwhile.
            self.write(lambda: load(self.at.desk, self._record_id), self._begin_anew)
        elif self._step == CHOOSE and self._recipient:
            self._on_recipient(self._recipient - 1)
        elif self._step == ASK_BACK and self._question_page and self._talk is not None:
            self._ask(self._question_page - 1)
        elif self._step:
            self._go(self._step - 1)

    def _on_next(self) -> None:
        choosing = self._choosing
        if choosing is None:
            self.documents_wanted.emit(self._record_id)
        elif self._step == CHOOSE and self._recipient + 1 < len(choosing.chosen):
            self._on_recipient(self._recipient + 1)
        elif self._step == CHOOSE and not choosing.grants():
            self.at.notices.banner(
                Tone.INFO,
                "Es ist überall Nein gewählt. Das ist in Ordnung: Dann erfährt niemand etwas, und es gibt "
                "nichts zu unterschreiben.",
            )
        elif self._step == ASK_BACK:
            self._ask_on()
        else:
            if self._step == CHOOSE:
                self._question_page = 0
            self._go(self._step + 1)

    def _ask(self, number: int) -> None:
        """Another page of the talk."""
        if self._talk is not None:
            self._talk.flush()
            self._problem.say("")
            self._question_page = number
            self._show_questions()

    def _ask_on(self) -> None:
        """The next page of the talk; behind the last one the signature, if everything was said."""
        talk, choosing = self._talk, self._choosing
        if talk is None or choosing is None:
            return
        talk.flush()
        if self._question_page + 1 < len(talk.pages()):
            self._ask(self._question_page + 1)
            return
        found = talk.open_problem()
        if found is not None:
            number, problem = found
            self._ask(number)
            self._problem.say(str(explained(WorldError(ErrorCode.USAGE, reason=problem.value))))
            return
        told = release_talk.as_told(talk.intake, choosing.grants())
        choosing.both_ways = {grant.recipient.recipient_id for grant in told if grant.mutual}
        self._go(SIGN)

    def _keep_draft(self) -> None:
        if self._changed:
            self._write_draft(lambda _: None)

    def _write_draft(self, done: Callable[[Release], None]) -> None:
        choosing, data = self._choosing, self._data
        if choosing is None or data is None:
            return
        grants = choosing.grants()
        if not grants and data.draft is None and self._release is None:
            return
        self._changed = False
        desk, language, until = self.at.desk, data.who.language, choosing.valid_until
        signs_as = data.signs_as

        def kept(release: Release) -> None:
            self._release = release
            self.show_saved()
            done(release)

        self.write(
            lambda: sign_release.draft(
                desk,
                self._record_id,
                grants,
                language=language,
                valid_until=until,
                signs_as=signs_as,
            ),
            kept,
        )

    def _on_seen(self) -> None:
        release, desk, talk, page = self._release, self.at.desk, self._talk, self._sign
        if release is None or talk is None or page is None:
            return
        talk.flush()
        try:
            release_talk.told_signature(talk.intake)
        except WorldError as error:
            page.count_required()
            page.complain(str(explained(error)))
            return

        def signed(_: Release) -> None:
            self._release = None
            self.at.notices.toast("Die Freigabe gilt. Die Papiere sind offen.")
            self._reload()

        self.write(
            lambda: release_talk.sign(desk, release, talk.intake.record_id),
            signed,
            lambda error: page.complain(str(explained(error))),
        )

    def _on_withdrawn(self, release: Release, scope: WithdrawalScope, which: str, channel: str) -> None:
        desk = self.at.desk

        def take_back() -> Release:
            # First of all nothing goes out any more; how it was said is written down after that.
            withdrawn = sign_release.take_back(desk, release, scope, which)
            release_talk.note_withdrawal(desk, release, scope, which, channel=channel)
            return withdrawn

        def taken_back(_: Release) -> None:
            self.at.notices.toast("Widerrufen. Ab jetzt geht dorthin nichts mehr hinaus.")
            self._reload()

        self.write(take_back, taken_back)

    def _on_copy_given(self, release: Release) -> None:
        self.write(lambda: sign_release.copy_given(self.at.desk, release), lambda _: self._reload())


def _nobody() -> QWidget:
    return EmptyState(
        Icon.BUILDING,
        "Noch keine Stelle ausgewählt",
        "Fügen Sie links eine Stelle hinzu. Es stehen alle Stellen zur Wahl, für die es ein Blatt gibt.",
    )
