"""What every page of an open desk has in common: what it is given, and how it asks for work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from profiler.casework.desk import UnlockedDesk
from profiler.gui.notices import Notices
from profiler.gui.printing import PrinterSink
from profiler.gui.shell.failures import as_banner
from profiler.gui.shell.identity import Identity
from profiler.gui.shell.layouts import column
from profiler.gui.tasks import Runners
from profiler.gui.tokens import Measure
from profiler.gui.widgets.bars import SaveState, TopBar
from profiler.gui.widgets.frames import PrivacyCurtain
from profiler.gui.widgets.texts import ground
from profiler.ports.paper import OutputSink

T = TypeVar("T")


@dataclass(frozen=True)
class AtDesk:
    """What the pages of an open desk share; ends when the desk is locked."""

    desk: UnlockedDesk
    runners: Runners
    notices: Notices
    printer: PrinterSink
    make_file_sink: Callable[[Path], OutputSink]
    client_language: str | None


class DeskPage(QWidget):
    """A page of an open desk; results of its work are dropped once it was left."""

    def __init__(self, at: AtDesk, name: str, ground_name: str = "surface") -> None:
        super().__init__()
        self.at = at
        self._is_left = False
        self._is_narrow = False
        self.setObjectName(name)
        ground(self, ground_name)

    def take_focus(self) -> None:
        """Put the keyboard where work begins; called once the page is shown."""
        self.setFocus()

    def flush(self) -> None:
        """Hand over what was typed and not saved yet; called before the page is left."""

    @property
    def unsaved(self) -> int:
        """Edits the vault has refused or not acknowledged yet."""
        return 0

    def leave(self) -> None:
        """The page is closed: flush, and take no more results."""
        self.flush()
        self._is_left = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the page when it becomes narrow (a small window, or everything at 150 %) or wide again."""
        super().resizeEvent(event)
        narrow = event.size().width() < Measure.NARROW
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.show_narrow(narrow)

    def show_narrow(self, narrow: bool) -> None:
        """Arrange the page for little or much width; nothing by itself."""

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read from the vault beside the window; failures become a banner unless claimed."""
        handle = failed or as_banner(self.at.notices)
        self.at.runners.reader.run(work, self._while_here(done), self._while_here(handle))

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Change the vault beside the window, in the order of the calls."""
        banner = as_banner(self.at.notices)

        def broke(error: Exception) -> None:
            # What was typed and could not be saved is told even after the page was left.
            (banner if self._is_left or failed is None else failed)(error)

        self.at.runners.writer.run(work, self._while_here(done), broke)

    def _while_here(self, call: Callable[[T], None]) -> Callable[[T], None]:
        def answered(result: T) -> None:
            if not self._is_left:
                call(result)

        return answered


class CoveredPage(DeskPage):
    """A page without a bar, whose content F12 covers."""

    def __init__(self, at: AtDesk, name: str, ground_name: str = "surface") -> None:
        super().__init__(at, name, ground_name)
        self.body = ground(QWidget(), ground_name)
        column(self, spacing=0).addWidget(self.body)
        self._curtain = PrivacyCurtain(self)
        hide = QShortcut(QKeySequence(Qt.Key.Key_F12), self)
        hide.activated.connect(self._on_hide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The curtain covers all of the page at every size."""
        super().resizeEvent(event)
        self._curtain.setGeometry(self.rect())

    def _on_hide(self) -> None:
        hidden = not self._curtain.isVisible()
        self._curtain.cover(hidden)
        # Nobody types into what nobody sees.
        self.body.setEnabled(not hidden)


class PersonPage(DeskPage):
    """A page about one person: the bar above, the body below; F12 covers the body.

    Signals:
        back: the page before is wanted.
    """

    back = Signal()

    def __init__(self, at: AtDesk, name: str, back_label: str, ground_name: str = "surface") -> None:
        super().__init__(at, name, ground_name)
        self.top = TopBar(f"{name}.top", back_label)
        # A long name gives way, or the window could not be made narrow.
        for label in (self.top.person, self.top.original, self.top.case_number):
            label.setMinimumWidth(24)
        self.body = ground(QWidget(), ground_name)
        layout = column(self, spacing=0)
        layout.addWidget(self.top)
        layout.addWidget(self.body, 1)
        self._curtain = PrivacyCurtain(self.body)
        self.top.back_asked.connect(self.back)
        self.top.privacy_changed.connect(self._on_privacy)

    def show_saved(self) -> None:
        """Say that the vault has acknowledged a change just now."""
        now = self.at.desk.clock.now().astimezone()
        self.top.show_saved(SaveState.SAVED, f"{now:%H:%M}")

    def show_identity(self, who: Identity) -> None:
        """Name the person in the bar."""
        self.top.show_person(who.name or who.case_number, who.original, who.case_number if who.name else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The curtain covers all of the body at every size."""
        super().resizeEvent(event)
        self._curtain.setGeometry(self.body.rect())

    def _on_privacy(self, hidden: bool) -> None:
        self._curtain.cover(hidden)
        for child in self.body.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            # Nobody types into what nobody sees.
            child.setEnabled(not hidden)
