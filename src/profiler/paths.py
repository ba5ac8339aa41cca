"""Where forms, resources, fonts and the user's data lie; the only module that knows."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _content_root() -> Path:
    """Where `forms/` and `resources/` lie: beside `src/` in a checkout, inside an installed package."""
    installed = _PACKAGE / "content"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def forms_folder() -> Path:
    """Shipped form definitions, one folder a form."""
    return _content_root() / "forms"


def resources_folder() -> Path:
    """Rules, sheets, directory templates, pictograms, catalogues."""
    return _content_root() / "resources"


def fonts_folder() -> Path:
    """Fonts fetched at set-up by `resources/fonts.csv`."""
    return resources_folder() / "fonts"


def built_forms_folder() -> Path:
    """XForm XML of the shipped forms, built at set-up and named by content hash."""
    return _content_root() / "build" / "forms"


def county_forms_folder(data: Path) -> Path:
    """The county's own forms and its changes to shipped ones, in a desk's data folder."""
    return data / "county" / "forms"


def county_cache_folder(data: Path) -> Path:
    """XForm XML of the forms a county has a say in; may be deleted at any time."""
    return data / "cache" / "forms"


def classifications_folder() -> Path:
    """The short lists of occupations and skills that come with the program."""
    return resources_folder() / "classifications"


def imported_classifications_folder(data: Path) -> Path:
    """ESCO and KldB as they were imported, in a desk's data folder; no personal data."""
    return data / "classifications"


def own_command() -> tuple[str, ...]:
    """How this program is started once more: a packaged program is its own interpreter."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "profiler")


def default_data_folder() -> Path:
    """Where the vault lies unless the user chooses otherwise; follows each system's custom."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))) / "Profiler"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Profiler"
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "profiler"
