"""The shipped content with the pseudo-language, read once."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from profiler import app
from profiler.casework.content import Content
from profiler.casework.loading import load
from profiler.gui import style
from profiler.languages.catalogues import read_folder
from profiler.languages.po_files import write_po_file
from profiler.languages.pseudo import pseudo_po
from profiler.languages.tags import PSEUDO
from tests.unit.pseudo.listening import ListeningTranslator
from tests.unit.pseudo.people import spoken

ROOT = Path(__file__).resolve().parents[3]


def _translations() -> ModuleType:
    """The script that collects what translators are asked for, set to the pseudo-language."""
    spec = importlib.util.spec_from_file_location("pseudo_texts", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    module.LANGUAGES = (PSEUDO.code,)  # type: ignore[attr-defined]  # a module made a moment ago
    return module


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Everything shipped, with a pseudo catalogue of all texts translators are asked for, no more.

    How far the real catalogues are is another question; packaging/translations.py answers it.
    """
    copy = tmp_path_factory.mktemp("pseudo")
    folders = app.pseudo_folders(copy)
    for path, texts in _translations()._catalogues().items():
        write_po_file(copy / path.relative_to(ROOT), pseudo_po(text.key for text in texts))
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
