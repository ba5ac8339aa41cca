"""The directory: offices at the left, the chosen one at the right, saved when it is left."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGridLayout, QHeaderView, QTableView, QWidget

from profiler.casework import keep_directory
from profiler.directory.offices import Office
from profiler.gui import fonts
from profiler.gui.icons.names import Icon
from profiler.gui.notices import Action
from profiler.gui.shell.desk_page import AtDesk, CoveredPage
from profiler.gui.shell.fields import Field
from profiler.gui.shell.layouts import column, row, row_of, scrolling
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.widgets.buttons import DangerButton, PrimaryButton
from profiler.gui.widgets.search_combo import Entry, SearchCombo
from profiler.gui.widgets.texts import Text, ground

_COLUMNS = ("Art", "Name", "Anschrift", "Telefon")
_FIELDS = (
    ("name", "Name", 0, 0, 6),
    ("street", "Straße, Haus, Zimmer", 1, 0, 6),
    ("zip", "Postleitzahl", 2, 0, 2),
    ("city", "Ort", 2, 2, 4),
    ("phone", "Telefon", 3, 0, 3),
    ("email", "E-Mail", 3, 3, 3),
    ("hours", "Sprechzeiten", 4, 0, 3),
    ("stop", "Bus oder Bahn", 4, 3, 3),
    ("contact", "Ansprechperson", 5, 0, 3),
    ("interpreter", "Dolmetschen", 5, 3, 3),
    ("note", "Hinweis", 6, 0, 6),
)


_FORM, _NARROW_FORM = 420, 340


class DirectoryPage(CoveredPage):
    """All offices of the county, to be read and corrected."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at, "offices")
        self._offices: tuple[Office, ...] = ()
        self._chosen: Office | None = None
        self._wanted = ""
        self._model = QStandardItemModel(0, len(_COLUMNS), self)
        self._model.setHorizontalHeaderLabels(list(_COLUMNS))
        self._table = _table(self._model)
        kinds = keep_directory.kinds(at.desk)
        self._kinds = {kind.code: kind.label for kind in kinds}
        self._add = SearchCombo(
            "offices.add", lambda: [Entry(kind.code, kind.label) for kind in kinds], "Stelle ergänzen"
        )
        self._add.field.setPlaceholderText("Stelle ergänzen: Art wählen")
        self._add.setMaximumWidth(300)
        self._fields = {
            name: Field(label, f"offices.{name}", needed=name == "name") for name, label, _, _, _ in _FIELDS
        }
        self._title = Text("", size=Size.TITLE, bold=True)
        self._save = PrimaryButton("Speichern", "offices.save", icon=Icon.CHECK)
        self._delete = DangerButton("Löschen", "offices.delete", icon=Icon.BIN)
        self._form = QWidget()
        self._build()
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._add.answered.connect(self._on_add)
        self._save.clicked.connect(self.flush)
        self._delete.clicked.connect(self._on_delete)
        self._reload()

    def take_focus(self) -> None:
        """The table."""
        self._table.setFocus()

    def flush(self) -> None:
        """Keep the office that is being edited, if anything changed."""
        edited = self._edited()
        if edited is None or edited == self._chosen or not self._fields["name"].is_filled():
            return
        self._chosen = edited
        self._wanted = edited.office_id
        desk = self.at.desk

        def saved(_: Office) -> None:
            self.at.notices.toast("Stelle gespeichert")
            self._reload()

        self.write(lambda: keep_directory.save_office(desk, edited), saved)

    def _build(self) -> None:
        layout = row(self.body, spacing=0)
        left = QWidget()
        inside = column(left, spacing=Space.S)
        inside.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        head = row(spacing=Space.L)
        head.addWidget(Text("Stellen", size=Size.PAGE, bold=True, wrap=False))
        head.addStretch(1)
        head.addWidget(self._add)
        inside.addLayout(head)
        inside.addWidget(
            Text(
                "Diese Anschriften stehen auf den Laufzetteln. Bitte halten Sie sie richtig.", ink=Ink.SECOND
            )
        )
        inside.addWidget(self._table, 1)
        layout.addWidget(left, 1)
        right = QFrame()
        ground(right, "canvas")
        right.setFixedWidth(_FORM)
        self._right = right
        around = column(right)
        content = column(self._form, spacing=Space.M)
        content.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self._title.setContentsMargins(4, 0, 4, 0)
        content.addWidget(self._title)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.XS)
        grid.setVerticalSpacing(Space.S)
        for number in range(6):
            grid.setColumnStretch(number, 1)
        for name, _, line, at_column, wide in _FIELDS:
            grid.addWidget(self._fields[name], line, at_column, 1, wide)
        content.addLayout(grid)
        content.addLayout(row_of(self._save, self._delete))
        content.addStretch(1)
        around.addWidget(scrolling(self._form, "offices.form"))
        layout.addWidget(right)
        self._form.hide()

    def show_narrow(self, narrow: bool) -> None:
        """Leave the room to the table."""
        self._right.setFixedWidth(_NARROW_FORM if narrow else _FORM)

    def _reload(self) -> None:
        self.write(lambda: keep_directory.offices(self.at.desk), self._show)

    def _show(self, offices: tuple[Office, ...]) -> None:
        self._offices = offices
        self._model.setRowCount(0)
        for office in offices:
            self._model.appendRow([_cell(text) for text in self._texts(office)])
        ids = [office.office_id for office in offices]
        if self._wanted in ids:
            self._chosen = None
            self._table.selectRow(ids.index(self._wanted))

    def _texts(self, office: Office) -> tuple[str, ...]:
        town = " ".join(part for part in (office.zip, office.city) if part)
        address = ", ".join(part for part in (office.street, town) if part)
        kind = self._kinds.get(office.kind, office.kind)
        return (kind, office.name, address or "noch keine Anschrift", office.phone)

    def _edited(self) -> Office | None:
        if self._chosen is None:
            return None
        return replace(self._chosen, **{name: field.text() for name, field in self._fields.items()})

    def _show_office(self, office: Office | None) -> None:
        self._chosen = office
        self._form.setVisible(office is not None)
        if office is None:
            return
        self._title.show_text(self._kinds.get(office.kind, office.kind))
        for name, field in self._fields.items():
            field.edit.setText(getattr(office, name))
            field.edit.setCursorPosition(0)
            field.complain("")

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not current.isValid() or current.row() >= len(self._offices):
            return
        office = self._offices[current.row()]
        if self._chosen is not None and self._chosen.office_id == office.office_id:
            return
        self.flush()
        self._wanted = office.office_id
        self._show_office(office)

    def _on_add(self, kind: str) -> None:
        if not kind:
            return
        self.flush()
        self._add.show_answer("")
        office = keep_directory.new_office(self.at.desk, kind)
        self._show_office(office)
        # Not saved before somebody writes something: an empty office helps nobody.
        self._fields["name"].edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fields["name"].edit.selectAll()

    def _on_delete(self) -> None:
        office = self._chosen
        if office is None:
            return
        desk = self.at.desk
        self._show_office(None)
        self._wanted = ""

        def deleted(_: None) -> None:
            action = Action("Rückgängig", lambda: self._bring_back(office), "undo")
            self.at.notices.toast(f"„{office.name}“ ist gelöscht.", action)
            self._reload()

        self.write(lambda: keep_directory.remove_office(desk, office.office_id), deleted)

    def _bring_back(self, office: Office) -> None:
        desk = self.at.desk
        self._wanted = office.office_id
        self.write(lambda: keep_directory.save_office(desk, office), lambda _: self._reload())


def _table(model: QStandardItemModel) -> QTableView:
    table = QTableView()
    table.setObjectName("offices.table")
    table.setAccessibleName("Stellen")
    table.setModel(model)
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(40)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setFont(fonts.font(Size.SECOND))
    for number, width in enumerate((170, 240, 240, 130)):
        table.setColumnWidth(number, width)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    return table


def _cell(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setToolTip(text)
    item.setEditable(False)
    return item
