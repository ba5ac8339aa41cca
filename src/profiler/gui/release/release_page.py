"""The release in four steps, and the view of what was signed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from profiler.casework import hand_over, sign_release
from profiler.casework.hand_over import HandedOver, Paper, PaperRequest
from profiler.gui.documents.save_dialog import SaveDialog
from profiler.gui.icons.names import Icon
from profiler.gui.release.choosing import Choosing, ReleaseData, load
from profiler.gui.release.current import CurrentPage
from profiler.gui.release.matrix import RecipientPage
from profiler.gui.release.sign_page import SignPage
from profiler.gui.release.talk_pages import AskBackPage, ExplainPage
from profiler.gui.release.texts import ReleaseTexts
from profiler.gui.shell.desk_page import AtDesk, PersonPage
from profiler.gui.shell.failures import explained
from profiler.gui.shell.layouts import column, inset, row, scrolling
from profiler.gui.tokens import Ink, Size, Space, Tone
from profiler.gui.widgets.buttons import PrimaryButton, SecondaryButton
from profiler.gui.widgets.frames import EmptyState, FooterBar, Line
from profiler.gui.widgets.lists import Place, SectionList, StepList
from profiler.gui.widgets.painting import Mark
from profiler.gui.widgets.search_combo import Entry, SearchCombo
from profiler.gui.widgets.texts import Pair, Text, ground
from profiler.ports import OutputSink
from profiler.release.releases import Release, WithdrawalScope

EXPLAIN, CHOOSE, ASK_BACK, SIGN = range(4)
_STEPS = ("1 Erklären", "2 Auswählen: Wer darf was?", "3 Zurückfragen", "4 Unterschreiben auf Papier")


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
        self._changed = False
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        self._steps = StepList()
        self._recipients = SectionList()
        self._side = QWidget()
        self._add: SearchCombo | None = None
        self._pages = QStackedWidget()
        self._ask_back: AskBackPage | None = None
        self._sign: SignPage | None = None
        self._back = SecondaryButton("Zurück", "release.back", icon=Icon.BACK)
        self._next = PrimaryButton("Weiter", "release.next", trailing=Icon.FORWARD)
        self._middle = Text("", size=Size.SECOND, ink=Ink.SECOND, wrap=False)
        self._middle.setObjectName("release.count")
        self._build()
        self._steps.chosen.connect(self._on_step)
        self._recipients.chosen.connect(self._on_recipient)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._reload()

    def take_focus(self) -> None:
        """Onwards."""
        self._next.setFocus()

    def flush(self) -> None:
        """Keep what was chosen so far."""
        self._keep_draft()

    def _build(self) -> None:
        left = QFrame()
        left.setProperty("rule", "right")
        ground(left, "canvas")
        left.setFixedWidth(262)
        self._left = column(left, spacing=Space.S)
        self._left.setContentsMargins(Space.S, Space.M, Space.S, Space.M)
        self._left.addWidget(inset(Text("Freigabe", size=Size.NAME, bold=True)))
        self._left.addWidget(self._steps)
        self._left.addWidget(Line())
        side = column(self._side, spacing=Space.S)
        side.addWidget(self._recipients)
        self._adding = column()
        side.addLayout(self._adding)
        side.addStretch(1)
        self._scroll = scrolling(self._side, "release.recipients")
        self._left.addWidget(self._scroll, 1)
        self._gap = QWidget()
        self._left.addWidget(self._gap, 1)
        self._never = column()
        self._left.addLayout(self._never)
        self._footer = FooterBar()
        self._footer.put_left(self._back)
        self._footer.put_middle(self._middle)
        self._footer.put_right(self._next)
        main = QWidget()
        right = column(main, spacing=0)
        right.addWidget(self._pages, 1)
        right.addWidget(self._footer)
        beside = row(self.body, spacing=0)
        beside.addWidget(left)
        beside.addWidget(main, 1)
        self._left_frame = left

    def _reload(self) -> None:
        self.write(lambda: load(self.at.desk, self._record_id), self._show)

    def _show(self, data: ReleaseData) -> None:
        first = self._data is None
        self._data = data
        self.show_identity(data.who)
        self.top.show_language(data.who.language)
        if first:
            self._say_never()
        if data.signed and data.draft is None:
            self._show_current()
        else:
            self._begin()

    def _texts(self) -> ReleaseTexts:
        language = self._data.who.language if self._data else "de"
        return ReleaseTexts(self.at.desk.content, language)

    def _say_never(self) -> None:
        pair = self._texts().fixed("health_never")
        self._never.addWidget(inset(Text(pair.german, size=Size.CAPTION, ink=Ink.SECOND)))
        if pair.client:
            self._never.addWidget(inset(Text(pair.client, pair.language, size=Size.CAPTION, ink=Ink.SECOND)))

    def _show_current(self) -> None:
        if self._data is None:
            return
        self._choosing = None
        self._left_frame.hide()
        page = CurrentPage(self._data.signed, self.at.desk.content, self._data.today)
        page.withdrawn.connect(self._on_withdrawn)
        self._show_page(page)
        self._back.show_text("Neue Freigabe")
        self._back.show_icon(Icon.PLUS)
        self._back.show()
        self._middle.show_text("")
        self._next.show_text("Weiter: Dokumente")

    def _begin(self) -> None:
        if self._data is None:
            return
        self._left_frame.show()
        self._choosing = Choosing.begin(self._data, self._data.draft)
        self._back.show_icon(Icon.BACK)
        self._recipient = 0
        self._go(CHOOSE if self._data.draft is not None else EXPLAIN)

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
        self._step = step
        self.at.notices.clear_banner()
        texts = self._texts()
        self._scroll.setVisible(step == CHOOSE)
        self._gap.setVisible(step != CHOOSE)
        if step == EXPLAIN:
            self._show_page(ExplainPage(texts))
        elif step == CHOOSE:
            self._show_recipient()
        elif step == ASK_BACK:
            self._ask_back = AskBackPage(texts)
            self._show_page(self._ask_back)
        else:
            self._sign = SignPage(texts, self._data.city, self._data.today)
            self._sign.print_wanted.connect(lambda: self._hand_out(self.at.printer, "Formular gedruckt"))
            self._sign.save_wanted.connect(self._on_save)
            self._sign.seen.connect(self._on_seen)
            self._show_page(self._sign)
            self._write_draft(self._show_release)
        self._show_side()

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
        if self._choosing is None:
            return
        marks = [_step_mark(number - self._step) for number in range(len(_STEPS))]
        self._steps.show_places(
            [
                Place(f"release.step{number + 1}", Pair(text), mark, enabled=number <= self._step)
                for number, (text, mark) in enumerate(zip(_STEPS, marks, strict=True))
            ],
            self._step,
        )
        texts = self._texts()
        places = []
        for index, choice in enumerate(self._choosing.chosen):
            yes, asked = self._choosing.count(choice)
            current = index == self._recipient
            mark = Mark.PART if current else Mark.DONE if yes else Mark.EMPTY
            name = f"release.recipient.{choice.recipient.kind}.{index}"
            further = f"{yes} × Ja, {asked - yes} × Nein" if yes else "jetzt: nichts"
            places.append(Place(name, texts.recipient(choice), mark, further=further))
        self._recipients.show_places(places, self._recipient if places else None)
        self._show_adding()
        self._show_footer()

    def _show_adding(self) -> None:
        if self._choosing is None or self._add is not None:
            return
        choosing = self._choosing
        self._add = SearchCombo(
            "release.add",
            lambda: [Entry(c.recipient.recipient_id, c.recipient.name) for c in choosing.data.possible],
            "Stelle hinzufügen",
        )
        self._add.field.setPlaceholderText("Stelle hinzufügen")
        self._add.answered.connect(self._on_add)
        self._adding.addWidget(self._add)

    def _show_footer(self) -> None:
        if self._choosing is None:
            return
        self._middle.show_text("")
        self._back.setVisible(self._step != EXPLAIN)
        self._next.setVisible(self._step != SIGN)
        if self._step == EXPLAIN:
            self._next.show_text("Weiter: Auswählen")
        elif self._step == CHOOSE:
            chosen = self._choosing.chosen
            later = chosen[self._recipient + 1 :]
            self._next.show_text(f"Weiter: {later[0].recipient.name}" if later else "Weiter: Zurückfragen")
            earlier = chosen[self._recipient - 1].recipient.name if self._recipient else "Erklären"
            self._back.show_text(earlier)
            if chosen:
                choice = chosen[self._recipient]
                yes, asked = self._choosing.count(choice)
                self._middle.show_text(f"{choice.recipient.name} erfährt {yes} von {asked} Themen")
        else:
            self._back.show_text("Auswählen" if self._step == ASK_BACK else "Zurückfragen")
            self._next.show_text("Weiter: Unterschreiben")

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
        if self._add is not None:
            self._add.show_answer("")
        self._show_recipient()
        self._show_side()

    def _on_back(self) -> None:
        if self._choosing is None:
            self._begin()
        elif self._step == CHOOSE and self._recipient:
            self._on_recipient(self._recipient - 1)
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
        elif self._step == ASK_BACK and self._ask_back is not None and not self._ask_back.is_understood():
            return
        else:
            self._go(self._step + 1)

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

        def kept(release: Release) -> None:
            self._release = release
            self.show_saved()
            done(release)

        self.write(
            lambda: sign_release.draft(desk, self._record_id, grants, language=language, valid_until=until),
            kept,
        )

    def _show_release(self, release: Release) -> None:
        if self._sign is not None and self._step == SIGN:
            self._sign.show_release(release)

    def _on_save(self) -> None:
        dialog = SaveDialog("Freigabe zum Unterschreiben", self._folder, self)
        dialog.folder_chosen.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, folder: Path) -> None:
        self._folder = folder
        self._hand_out(self.at.make_file_sink(folder), "Gesichert: {file}")

    def _hand_out(self, sink: OutputSink, said: str) -> None:
        request = PaperRequest(Paper.RELEASE_FORM, self._record_id)

        def handed(result: HandedOver) -> None:
            self.at.notices.clear_banner()
            self.at.notices.toast(said.format(file=result.file_name))

        self.write(lambda: hand_over.hand_over(self.at.desk, request, sink), handed)

    def _on_seen(self, place: str, signed_on: date, copy_given: bool) -> None:
        release, desk = self._release, self.at.desk
        if release is None:
            return

        def signed(_: Release) -> None:
            self._release = None
            self.at.notices.toast("Die Freigabe gilt. Die Papiere sind offen.")
            self._reload()

        def failed(error: Exception) -> None:
            if self._sign is not None:
                self._sign.complain(str(explained(error)))

        self.write(
            lambda: sign_release.signed_paper_seen(
                desk, release, place=place, signed_on=signed_on, copy_given=copy_given
            ),
            signed,
            failed,
        )

    def _on_withdrawn(self, release: Release, scope: WithdrawalScope, which: str) -> None:
        def taken_back(_: Release) -> None:
            self.at.notices.toast("Widerrufen. Ab jetzt geht dorthin nichts mehr hinaus.")
            self._reload()

        self.write(lambda: sign_release.take_back(self.at.desk, release, scope, which), taken_back)


def _step_mark(ahead: int) -> Mark:
    if ahead < 0:
        return Mark.DONE
    return Mark.EMPTY if ahead else Mark.PART


def _nobody() -> QWidget:
    return EmptyState(
        Icon.BUILDING,
        "Noch keine Stelle ausgewählt",
        "Fügen Sie links eine Stelle hinzu. Es stehen alle Stellen zur Wahl, für die es ein Blatt gibt.",
    )
