"""Starts the window: the QApplication, its style, the one window, and what happens when something breaks."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from profiler import __version__
from profiler.gui import style
from profiler.gui.app_window import AppWindow
from profiler.gui.crash.report import scrubbed
from profiler.gui.parts import GuiParts, PasswordStrength

__all__ = ["GuiParts", "PasswordStrength", "run_gui"]

_log = logging.getLogger(__name__)


def run_gui(parts: GuiParts) -> int:
    """Show the window until it is closed.

    Returns:
        The exit code of Qt's event loop, 0 after an ordinary end.

    Raises:
        WorldError: FONTS_MISSING before any window is shown.
    """
    app = QApplication(["profiler"])
    app.setApplicationName("profiler")
    app.setApplicationDisplayName("Profiler")
    app.setApplicationVersion(__version__)
    dress(app)
    window = AppWindow(parts)
    before = sys.excepthook
    sys.excepthook = _FaultHandler(window)
    try:
        window.show()
        if parts.ready_file is not None:
            _write_when_idle(parts.ready_file)
        return app.exec()
    finally:
        sys.excepthook = before


def dress(app: QApplication) -> None:
    """Give the application the house's style and Qt's own texts in German.

    Raises:
        WorldError: FONTS_MISSING.
    """
    # Native dialogs look different everywhere and have no path field.
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    german = QLocale(QLocale.Language.German, QLocale.Country.Germany)
    QLocale.setDefault(german)
    texts = QTranslator(app)
    if texts.load(german, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(texts)
    style.apply(app)


def _write_when_idle(ready_file: Path) -> None:
    """Write the file once the first events are done: the window is painted and takes keys."""

    def write() -> None:
        try:
            ready_file.write_text("ready\n", "utf-8")
        except OSError:
            # Whoever waits for the file notices; the caseworker's window has nothing to do with it.
            _log.info("the ready file cannot be written")

    QTimer.singleShot(0, lambda: QTimer.singleShot(0, write))


class _FaultHandler:
    """Logs our fault without personal data and shows the crash page instead of ending the program."""

    def __init__(self, window: AppWindow) -> None:
        self._window = window

    def __call__(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """What `sys.excepthook` calls, also for slots of Qt."""
        where = scrubbed(kind, trace)
        _log.error("fault: %s", where)
        if issubclass(kind, Exception):
            self._window.show_crash(where)
