"""Pictures are taken in the light palette unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from profiler.gui import style
from profiler.gui.tokens import Scheme


@pytest.fixture
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Scheme]:
    """The palette named by the test's parameter, light again afterwards."""
    scheme = Scheme(getattr(request, "param", Scheme.LIGHT))
    style.apply(qapp, scheme)
    yield scheme
    if scheme is not Scheme.LIGHT:
        style.apply(qapp, Scheme.LIGHT)
