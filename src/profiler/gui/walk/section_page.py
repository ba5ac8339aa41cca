"""One section of the form as a page: its title, its questions, its repeats."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from profiler.casework.pictures import Picture
from profiler.forms.answer import Address
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import Group, Node, Question, Repeat
from profiler.gui.notices import Notices
from profiler.gui.shell.pictogram import Pictogram
from profiler.gui.tokens import Ink, Size, Space
from profiler.gui.walk.blocks import Block, leaf_blocks
from profiler.gui.walk.questions.base import Around
from profiler.gui.walk.questions.heads import QuestionHead
from profiler.gui.walk.repeat_chips import ChipsBlock
from profiler.gui.walk.repeat_table import TableBlock
from profiler.gui.widgets.frames import Line, Page
from profiler.gui.widgets.texts import Pair, Text, client_indent, halves
from profiler.languages.tags import is_rtl

_PICTURE = 32
_NAME_FIRST = 200
"""Share of the line for a name beside 1 for its place; what the name does not need goes to the place."""


class SectionTitle(QWidget):
    """The section's name and place in both languages: German at the left, the client's at the right."""

    def __init__(self, title: Pair, place: Pair, picture: Picture | None = None) -> None:
        super().__init__()
        layout = halves(title, self)
        self.place = Text(place.german, ink=Ink.SECOND, wrap=False)
        self.place.setObjectName("walk.progress")
        layout.addWidget(_side_by_side(Text(title.german, size=Size.PAGE, bold=True), self.place, picture))
        if not title.is_single:
            language = title.language
            client = _side_by_side(
                Text(title.client, language, size=Size.PAGE, bold=True),
                Text(place.client, language, ink=Ink.SECOND, wrap=False),
            )
            # Mirrors the line: in Arabic the name stands at the right edge, its place left of it.
            client.setLayoutDirection(
                Qt.LayoutDirection.RightToLeft if is_rtl(language) else Qt.LayoutDirection.LeftToRight
            )
            client.setContentsMargins(client_indent(language), 0, 0, 0)
            layout.addWidget(client)


def _side_by_side(name: Text, place: Text, picture: Picture | None = None) -> QWidget:
    cell = QWidget()
    line = QHBoxLayout(cell)
    line.setContentsMargins(0, 0, 0, Space.XS)
    line.setSpacing(Space.L)
    if picture is not None:
        drawn = Pictogram(picture.name, _PICTURE)
        drawn.setAccessibleName(picture.description)
        line.addWidget(drawn)
    # Left alone, a label that may wrap would do so long before the room ends.
    margins = name.contentsMargins()
    one_line = name.fontMetrics().horizontalAdvance(f"{name.text()}   ") + margins.left() + margins.right()
    name.setMaximumWidth(one_line)
    name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    line.addWidget(name, _NAME_FIRST)
    line.addWidget(place, 1)
    return cell


class SectionPage(Page):
    """The page; knows which of its parts an edit touches."""

    def __init__(self, section: Group, place: Pair, around: Around, notices: Notices) -> None:
        """`place` says "Abschnitt 4 von 10" in both languages."""
        super().__init__("walk.page")
        self.section = section
        self._around, self._notices = around, notices
        picture = around.pictures.of_questions.get(section.name)
        self._title = SectionTitle(around.speech.texts(section.label), place, picture)
        self.content.addWidget(self._title)
        self._blocks: list[Block] = list(self._make(section))
        for block in self._blocks:
            self.content.addWidget(block.widget())
        self.content.addStretch(1)
        for block in self._blocks:
            block.refresh(None)

    def _make(self, group: Group) -> Iterator[Block]:
        for block in leaf_blocks(group.children, "", "q", self._around):
            if isinstance(block, Repeat):
                if not _puts_any(block, self._around):
                    continue
                made = ChipsBlock if "chips" in block.appearance.split() else TableBlock
                yield made(block, self._around, self._notices)
            elif isinstance(block, Group):
                yield HeadBlock(block, self._around)
                yield from self._make(block)
            else:
                yield block

    def show_title(self, shown: bool) -> None:
        """A narrow window names the section in the bar above the page."""
        self._title.setVisible(shown)

    def take(self, changes: ChangeSet) -> None:
        """Show what an edit changed."""
        touched = frozenset(
            {
                *changes.values,
                *changes.relevance,
                *changes.required,
                *changes.readonly,
                *changes.validity,
                *changes.choices,
            }
        )
        for block in self._blocks:
            block.refresh(touched)

    def flush(self) -> None:
        """Take what was typed and waits."""
        for block in self._blocks:
            block.flush()

    def count_required(self) -> None:
        """From now on say so where something was left open."""
        for block in self._blocks:
            block.count_required()

    def focus(self, address: Address) -> bool:
        """Put the keyboard on a question and show it."""
        if any(block.focus(address) for block in self._blocks):
            focused = QApplication.focusWidget()
            if focused is not None and self.isAncestorOf(focused):
                self.reveal(focused)
            return True
        return False

    def focused_address(self) -> Address | None:
        """The question the keyboard is in."""
        focused = QApplication.focusWidget()
        if focused is None:
            return None
        for block in self._blocks:
            widget = block.widget()
            if widget is focused or widget.isAncestorOf(focused):
                inside = block.addresses()
                return _nearest(focused, inside) if len(inside) > 1 else next(iter(inside), None)
        return None


def _nearest(focused: QWidget, addresses: tuple[Address, ...]) -> Address | None:
    """The question whose name is part of the focused widget's object name."""
    words = focused.objectName().split(".")
    for address in addresses:
        if address.path.rsplit("/", 1)[-1] in words:
            return address
    return next(iter(addresses), None)


def _puts_any(group: Group, around: Around) -> bool:
    """Whether a part of the page has something to ask at this depth; rows that are there stay visible."""
    if isinstance(group, Repeat) and around.editing.session.rows(group.path):
        return True
    return any(
        _puts_any(child, around) if isinstance(child, Group) else _put(child, around)
        for child in group.children
    )


def _put(node: Node, around: Around) -> bool:
    return isinstance(node, Question) and around.puts(node, Address(node.path))


class HeadBlock:
    """The name of a group inside a section."""

    def __init__(self, group: Group, around: Around) -> None:
        self._address, self._around, self._group = Address(group.path), around, group
        head = QuestionHead(around.speech.texts(group.label), around.speech.texts(group.hint))
        self._head = QWidget()
        column = QVBoxLayout(self._head)
        column.setContentsMargins(0, Space.L, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(Line())
        column.addWidget(head)

    def widget(self) -> QWidget:
        """The heading, below a line."""
        return self._head

    def addresses(self) -> tuple[Address, ...]:
        """No question."""
        return ()

    def refresh(self, touched: frozenset[Address] | None) -> None:
        """Hide with its group."""
        if touched is None or self._address in touched:
            relevant = self._around.editing.session.state(self._address).relevant
            self._head.setVisible(relevant and _puts_any(self._group, self._around))

    def flush(self) -> None:
        """Nothing waits here."""

    def count_required(self) -> None:
        """Nothing is asked here."""

    def focus(self, address: Address) -> bool:
        """Nothing is asked here."""
        return False
