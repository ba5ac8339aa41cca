"""Gives each journey a robot with a laptop of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from profiler.gui.main import dress
from tests.journeys.robot import Robot


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> None:
    """The application looks and speaks as the program does."""
    dress(qapp)


@pytest.fixture
def robot(dressed: None, tmp_path: Path) -> Iterator[Robot]:
    """Somebody who closes the program at the end of the day."""
    made = Robot(tmp_path)
    yield made
    made.closes()
