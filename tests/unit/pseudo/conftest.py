"""The shipped content with the pseudo-language, read once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from profiler import app
from profiler.casework.content import Content
from profiler.casework.loading import load
from profiler.gui import style
from profiler.languages.catalogues import read_folder
from tests.unit.pseudo.listening import ListeningTranslator
from tests.unit.pseudo.people import spoken


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Everything shipped, read from a copy that has a catalogue of the pseudo-language everywhere."""
    folders = app.pseudo_folders(tmp_path_factory.mktemp("pseudo"))
    catalogues = read_folder(folders.resources / "catalogues").values()
    return replace(spoken(load(folders)), translator=ListeningTranslator(catalogues))


@pytest.fixture
def translator(content: Content) -> ListeningTranslator:
    """Tells what it was asked for in vain."""
    assert isinstance(content.translator, ListeningTranslator)
    content.translator.missing.clear()
    return content.translator


@pytest.fixture
def dressed(qapp: QApplication) -> None:
    """Fusion, our fonts, the light palette."""
    if qapp.property("profiler.scheme") != "light":
        style.apply(qapp)
