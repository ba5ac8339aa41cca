"""The window's tests are dressed like the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from profiler.gui import style


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Fusion, our fonts, the light palette; made once, applied when something else changed it."""
    if qapp.property("profiler.scheme") != "light":
        style.apply(qapp)
