"""Questions that ask for a picture or a file: the copy of a paper, kept with the person's consent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QWidget

from profiler.forms.answer import Address, Answer
from profiler.gui import style
from profiler.gui.icons.drawing import IconLabel
from profiler.gui.icons.names import Icon
from profiler.gui.shell.fields import Complaint
from profiler.gui.shell.layouts import column, row
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk import copy_pictures
from profiler.gui.walk.consenting import ask_consent, ask_withdrawal
from profiler.gui.walk.copies import Copies
from profiler.gui.walk.copy_dialog import CopyDialog
from profiler.gui.walk.questions.base import Around, Asked, QuestionView
from profiler.gui.walk.questions.consents import shown_consent
from profiler.gui.walk.questions.fields import FieldView, TextView
from profiler.gui.widgets.buttons import DangerButton, LinkButton, QuietButton, SecondaryButton
from profiler.gui.widgets.flow import FlowLayout
from profiler.gui.widgets.texts import Pair, Text
from profiler.records.attachments import Attachment
from profiler.release.extra_consents import ConsentKind

THUMBNAIL = QSize(72, 88)
_FILTER = "Bilder und PDF (*.jpg *.jpeg *.png *.pdf);;Alle Dateien (*)"
_MEGABYTE, _KILOBYTE = 1024 * 1024, 1024


def file_view(asked: Asked, around: Around) -> QuestionView:
    """The view of a file question; where nothing can be kept, its name is written down."""
    return NameView(asked, around) if around.copies is None else FileView(asked, around, around.copies)


class NameView(TextView):
    """The name of the paper or file is written down; the file itself stays where it is."""

    def hint(self) -> Pair:
        """What it is asked for, and that a name is enough."""
        said = self.around.speech.pair(
            "walk", "Name des Papiers oder der Datei; die Datei selbst bleibt, wo sie ist."
        )
        return _joined(super().hint(), said)


class FileView(FieldView):
    """A copy is chosen, pasted or dropped here, looked at, and taken away again."""

    def __init__(self, asked: Asked, around: Around, copies: Copies, parent: QWidget | None = None) -> None:
        self._copies = copies
        super().__init__(asked, around, parent)
        copies.changed.connect(self._on_copies_changed)
        copies.refused.connect(self._on_refused)

    def hint(self) -> Pair:
        """What it is asked for, and that the person decides."""
        said = self.around.speech.pair(
            "walk", "Freiwillig. Sie behalten Ihr Papier, wir speichern eine Kopie."
        )
        return _joined(super().hint(), said)

    def _make_field(self, spoken: str) -> QWidget:
        self._place = CopyPlace(self.asked.name, spoken)
        self._place.chosen.connect(self._on_chosen)
        self._place.pasted.connect(self._on_pasted)
        self._place.look_asked.connect(self._on_look)
        self._place.removed.connect(lambda: self._copies.remove(self.address))
        self._place.consent_asked.connect(
            lambda: ask_consent(self._copies.sheets, ConsentKind.SCANS, self.around.speech, self)
        )
        self._place.withdrawal_asked.connect(
            lambda: ask_withdrawal(self._copies.sheets, ConsentKind.SCANS, self.around.speech, self)
        )
        # Where the form shows the sheet itself, it is taken back there.
        form, sheet = self.around.editing.session.form, ConsentKind.SCANS.question
        self._place.offers_withdrawal = (
            not form.has_question(sheet) or shown_consent(form.question(sheet), form) is None
        )
        return self._place

    def _copy(self) -> Attachment | None:
        """The copy that belongs to the answer; without its answer it is as good as gone."""
        answer = self.answer()
        return self._copies.at(self.address) if answer.value and not answer.declined else None

    def _show_value(self, answer: Answer, *, readonly: bool) -> None:
        copy = self._copy()
        allowed = self._copies.is_allowed()
        self._place.show_state(
            copy,
            name="" if answer.declined else answer.value,
            allowed=allowed,
            readonly=readonly or not self._copies.may_change,
        )
        if copy is not None and allowed and self._place.needs_picture(copy):
            self._copies.look(copy, lambda content: self._place.show_picture(copy, content))

    def _show_wrong(self, wrong: bool) -> None:
        self._place.show_wrong(wrong)

    def _on_decline(self, on: bool) -> None:
        # A copy nobody gives an answer with any more must not stay.
        self._copies.remove(self.address)
        super()._on_decline(on)

    def _on_chosen(self, file: Path) -> None:
        self._place.show_waiting()
        self._copies.keep_file(self.address, file)

    def _on_pasted(self, image: QImage) -> None:
        self._place.show_waiting()
        self._copies.keep_picture(self.address, copy_pictures.as_png(image), "Bild")

    def _on_look(self) -> None:
        copy = self._copy()
        if copy is not None:
            self._copies.look(copy, lambda content: CopyDialog(copy, content, self).open())

    def _on_copies_changed(self) -> None:
        # The view of a row that was just removed lives on for a moment.
        if self.around.editing.has(self.address):
            self.refresh()

    def _on_refused(self, address: Address, sentence: str) -> None:
        if address == self.address and self.around.editing.has(address):
            self.refresh()
            self._place.complain(sentence)


class CopyPlace(QFrame):
    """The place of a copy: empty, waiting, or with its picture, name and size.

    Signals:
        chosen: object, the `Path` of a file.
        pasted: object, a `QImage`.
        look_asked: the copy is to be seen large.
        removed: the copy is to go for good.
        consent_asked: the sheet is to be signed.
        withdrawal_asked: the signature is to be taken back.

    Attributes:
        offers_withdrawal: whether the signature can be taken back here.
    """

    chosen = Signal(object)
    pasted = Signal(object)
    look_asked = Signal()
    removed = Signal()
    consent_asked = Signal()
    withdrawal_asked = Signal()

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__()
        self._name, self._shown = name, ""
        self.offers_withdrawal = False
        self._may_take = self._may_look = self._may_remove = False
        self.setObjectName(f"{name}.place")
        self.setProperty("card", "true")
        self.setAccessibleName(spoken)
        self.setAcceptDrops(True)
        layout = column(self, spacing=Space.XS)
        layout.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        self._kept = self._make_kept()
        layout.addWidget(self._kept)
        self._sentence = Text("", size=Size.SECOND, ink=Ink.SECOND)
        self._sentence.setObjectName(f"{name}.sentence")
        layout.addWidget(self._sentence)
        self._empty = QWidget()
        buttons = row(self._empty, spacing=Space.XS)
        self.choose = SecondaryButton("Datei wählen …", f"{name}.choose", icon=Icon.FOLDER)
        self.paste = LinkButton("Bild einfügen", f"{name}.paste", icon=Icon.COPY)
        self.paste.setToolTip("Aus der Zwischenablage (Strg+V)")
        buttons.addWidget(self.choose)
        buttons.addWidget(self.paste)
        buttons.addStretch(1)
        layout.addWidget(self._empty)
        self.consent = LinkButton("Erklären und unterschreiben lassen", f"{name}.consent", icon=Icon.PEN)
        layout.addWidget(self.consent, 0, Qt.AlignmentFlag.AlignLeft)
        self.stop = QuietButton("Einwilligung widerrufen", f"{name}.withdraw")
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self._complaint = Complaint(name)
        layout.addWidget(self._complaint)
        self.choose.clicked.connect(self._on_choose)
        self.paste.clicked.connect(self._on_paste)
        self.consent.clicked.connect(self.consent_asked)
        self.stop.clicked.connect(self.withdrawal_asked)

    def _make_kept(self) -> QWidget:
        name = self._name
        box = QWidget()
        layout = column(box, spacing=1)
        self._title = Text("")
        self._title.setObjectName(f"{name}.title")
        self._size = Text("", size=Size.CAPTION, ink=Ink.SECOND)
        self._size.setObjectName(f"{name}.size")
        layout.addWidget(self._title)
        layout.addWidget(self._size)
        self._picture = QLabel()
        self._picture.setObjectName(f"{name}.thumbnail")
        self._picture.setFixedSize(THUMBNAIL)
        self._document = IconLabel(Icon.DOCUMENT, 32, Ink.SECOND)
        self.look = LinkButton("Ansehen", f"{name}.look", icon=Icon.EYE)
        self.remove = LinkButton("Entfernen", f"{name}.remove", icon=Icon.BIN)
        self.really = DangerButton("Kopie löschen", f"{name}.really", icon=Icon.BIN)
        self.keep = LinkButton("Behalten", f"{name}.keep")
        line = QWidget()
        flow = FlowLayout(line)
        tools = QWidget()
        below = column(tools, spacing=0)
        for button in (self.look, self.remove, self.really, self.keep):
            below.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._picture, self._document, tools):
            flow.addWidget(widget)
        layout.addWidget(line)
        self.look.clicked.connect(self.look_asked)
        self.remove.clicked.connect(lambda: self._ask(sure=True))
        self.keep.clicked.connect(lambda: self._ask(sure=False))
        self.really.clicked.connect(self.removed)
        return box

    # -- showing -------------------------------------------------------------------------------------

    def show_state(self, copy: Attachment | None, *, name: str, allowed: bool, readonly: bool) -> None:
        """Show what is kept here and what can be done.

        Args:
            copy: what is kept, None if nothing is.
            name: the answer where only a name was written down.
            allowed: whether copies may be kept today.
            readonly: whether nothing can be changed any more.
        """
        self._complaint.say("")
        self._kept.setVisible(copy is not None or bool(name))
        self._title.show_text(copy.title if copy else name)
        self._size.show_text(_size_text(copy.size) if copy else "Nur der Name ist aufgeschrieben.")
        self._may_look = copy is not None and allowed
        self._may_take = allowed and not readonly and copy is None
        self._empty.setVisible(self._may_take)
        self.consent.setVisible(not allowed and not readonly and copy is None)
        self.stop.setVisible(allowed and self.offers_withdrawal)
        said = _sentence(copy, allowed=allowed, readonly=readonly)
        self._sentence.show_text(said)
        self._sentence.setVisible(bool(said))
        self._may_remove = copy is not None and not readonly
        self._ask(sure=False, keyboard=False)
        if copy is None or not allowed:
            self._shown = ""
            self._picture.hide()
            self._document.setVisible(copy is not None)
        self.setFocusProxy(self._first_button())

    def needs_picture(self, copy: Attachment) -> bool:
        """Whether the picture of this copy is not shown yet."""
        return self._shown != copy.sha256

    def show_picture(self, copy: Attachment, content: bytes) -> None:
        """Show the copy small; where that is not possible an icon stands for it."""
        image = copy_pictures.thumbnail(copy.kind, content, THUMBNAIL * self.devicePixelRatio())
        self._shown = copy.sha256
        self._picture.setVisible(image is not None)
        self._document.setVisible(image is None)
        if image is not None:
            picture = _framed(QPixmap.fromImage(image))
            picture.setDevicePixelRatio(self.devicePixelRatio())
            self._picture.setPixmap(picture)
            self._picture.setAccessibleName(f"Bild von {copy.title}")

    def show_waiting(self) -> None:
        """A file is read and made smaller."""
        self._complaint.say("")
        self._empty.hide()
        self._may_take = False
        self._sentence.show_text("Die Kopie wird gespeichert …")
        self._sentence.show()

    def complain(self, sentence: str) -> None:
        """Say why a file was not kept."""
        self._complaint.say(sentence)

    def show_wrong(self, wrong: bool) -> None:
        """A red edge."""
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _ask(self, *, sure: bool, keyboard: bool = True) -> None:
        """Deleting is for good and therefore asked twice."""
        self.look.setVisible(self._may_look and not sure)
        self.remove.setVisible(self._may_remove and not sure)
        self.really.setVisible(self._may_remove and sure)
        self.keep.setVisible(self._may_remove and sure)
        if keyboard:
            (self.keep if sure else self.remove).setFocus()

    def _first_button(self) -> QWidget:
        buttons = (self.choose, self.consent, self.look, self.remove)
        return next((button for button in buttons if not button.isHidden()), self.choose)

    # -- taking --------------------------------------------------------------------------------------

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, "Bild oder PDF wählen")
        dialog.setObjectName(f"dlg.{self._name}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_FILTER)
        dialog.fileSelected.connect(lambda file: self.chosen.emit(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_paste(self) -> None:
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self.complain(
                "In der Zwischenablage ist kein Bild. Kopieren Sie zuerst ein Bild oder eine Datei."
            )

    def _take(self, given: QMimeData | None) -> bool:
        """A file comes before a picture: file managers offer a small picture of the file too.

        Args:
            given: None where there is no clipboard.
        """
        if given is None:
            return False
        files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        if files:
            self.chosen.emit(files[0])
            return True
        image = given.imageData() if given.hasImage() else None
        if isinstance(image, QPixmap):
            image = image.toImage()
        if isinstance(image, QImage) and not image.isNull():
            self.pasted.emit(image)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V anywhere in this place."""
        if self._may_take and event.matches(QKeySequence.StandardKey.Paste):
            self._on_paste()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file or a picture may be dropped."""
        if self._may_take and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        if self._may_take and self._take(event.mimeData()):
            event.acceptProposedAction()


def _framed(picture: QPixmap) -> QPixmap:
    """With a hairline: most papers are as white as the page."""
    painter = QPainter(picture)
    painter.setPen(QColor(style.tokens().line2))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return picture


def _sentence(copy: Attachment | None, *, allowed: bool, readonly: bool) -> str:
    if readonly and copy is None:
        return ""
    if copy is not None and not allowed:
        return "Die Einwilligung wurde widerrufen. Bitte löschen Sie die Kopie."
    if copy is not None:
        return ""
    if not allowed:
        return "Kopien werden nur gespeichert, wenn die Person das eigens unterschreibt."
    return "JPEG, PNG oder PDF. Sie können ein Bild auch hierher ziehen."


def _size_text(size: int) -> str:
    if size < _MEGABYTE:
        return f"{max(1, round(size / _KILOBYTE))} KB"
    return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")


def _joined(one: Pair, other: Pair) -> Pair:
    german = f"{one.german} {other.german}".strip()
    return Pair(german, f"{one.client} {other.client}".strip(), other.language)
