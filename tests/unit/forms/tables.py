"""Writes small source tables for the tests."""

from __future__ import annotations

from pathlib import Path

from profiler.forms.source import Catalogues

_PROBE = Path(__file__).with_name("probe")
SURVEY = (_PROBE / "survey.csv").read_text(encoding="utf-8")
CHOICES = (_PROBE / "choices.csv").read_text(encoding="utf-8")
SETTINGS = (_PROBE / "settings.csv").read_text(encoding="utf-8")
ARABIC: Catalogues = {
    "ar": {
        ("settings::form_title", "Probebogen"): "نموذج",
        ("survey:given:label", "Wie heißen Sie?"): "ما اسمك؟",
        ("survey:given:hint", "Wie im Papier."): "كما في الوثيقة",
        ("survey:birth:label", "Geburtstag, ${given}?"): "تاريخ ميلادك يا ${given}؟",
        ("survey:birth:constraint_message", "Zukunft!"): "في المستقبل!",
        ("survey:asked:label", "Früher gefragt am"): "سئل في",
        ("choices:land/sy:label", "Syrien"): "سوريا",
    }
}


def write_form(
    folder: Path,
    *,
    survey: str = SURVEY,
    choices: str = CHOICES,
    settings: str = SETTINGS,
    name: str = "probe",
) -> Path:
    """The folder of a form with these tables."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    for table, text in (("survey", survey), ("choices", choices), ("settings", settings)):
        (place / f"{table}.csv").write_text(text, encoding="utf-8")
    return place
