"""Made-up forms of any size for the measurements of the form engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Row: TypeAlias = dict[str, str]

LANGUAGES = ("de", "ar", "fa", "uk", "ru", "tr", "ku", "ps", "ti", "so", "fr", "en")
BLOCK = 20
"""Questions in one group."""

CHAIN = 2
"""Calculations of one group that continue the chain through the whole form."""


@dataclass(frozen=True)
class Landmarks:
    """Names of questions whose edits are measured; each is unique in the form.

    Attributes:
        leaf: nobody looks at it but its own constraint.
        head: every calculation of the chain follows from it.
        birthday: the relevance of every group follows from it.
        land: a cascade of two selects follows from it.
        inside: a number in a row of the repeat, empty if there is no repeat.
        outside: a number every row of the repeat looks at.
        repeat: name of the repeat.
    """

    leaf: str = "text_0_0"
    head: str = "start"
    birthday: str = "birthday"
    land: str = "land"
    inside: str = "months"
    outside: str = "rate"
    repeat: str = "jobs"


@dataclass
class Sheets:
    """The sheets of a form in the making."""

    languages: tuple[str, ...]
    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)

    def ask(self, kind: str, name: str, label: str = "", **logic: str) -> None:
        """One row of the survey sheet, its label in every language."""
        row = {"type": kind, "name": name, **logic}
        if label:
            row |= {f"label::{language} ({language})": f"{label} [{language}]" for language in self.languages}
        if "constraint" in logic:
            row |= {
                f"constraint_message::{language} ({language})": f"Das geht nicht auf [{language}]."
                for language in self.languages
            }
        self.survey.append(row)

    def offer(self, name: str, code: str, **columns: str) -> None:
        """One row of the choices sheet."""
        labels = {f"label::{language} ({language})": f"{code} [{language}]" for language in self.languages}
        self.choices.append({"list_name": name, "name": code, **labels, **columns})

    def tables(self) -> dict[str, list[Row]]:
        """What the converter takes."""
        settings = {
            "form_id": "bench",
            "form_title": "Messung",
            "version": "1",
            "default_language": f"{self.languages[0]} ({self.languages[0]})",
        }
        return {"survey": self.survey, "choices": self.choices, "settings": [settings]}


def made_up_form(questions: int, languages: int) -> dict[str, list[Row]]:
    """Sheets of a form with groups, a repeat, cascades, constraints and one chain of calculations.

    Args:
        questions: about how many questions, calculations included.
        languages: how many of `LANGUAGES`.
    """
    sheets = Sheets(LANGUAGES[:languages])
    _lists(sheets)
    _head(sheets)
    _jobs(sheets)
    blocks = (questions - 16) // BLOCK
    for number in range(blocks):
        _block(sheets, number)
    sheets.ask("calculate", "result", calculation=f"${{chain_{blocks - 1}_{CHAIN - 1}}} + ${{paid}}")
    return sheets.tables()


def _lists(sheets: Sheets) -> None:
    for code in ("ja", "nein", "unklar"):
        sheets.offer("janein", code)
    for land in range(6):
        sheets.offer("land", f"land{land}")
        for region in range(5):
            sheets.offer("region", f"region{land}{region}", land=f"land{land}")
            for town in range(3):
                sheets.offer("town", f"town{land}{region}{town}", region=f"region{land}{region}")


def _head(sheets: Sheets) -> None:
    sheets.ask("begin_group", "person", "Zur Person")
    sheets.ask("text", "rufname", "Wie heißt du?", required="yes")
    sheets.ask("date", "birthday", "Wann ist dein Geburtstag?", constraint=". <= today()")
    age = "int((format-date(today(), '%Y%m%d') - format-date(${birthday}, '%Y%m%d')) div 10000)"
    sheets.ask("calculate", "age", calculation=age)
    sheets.ask("select_one land", "land", "Aus welchem Land?")
    sheets.ask("select_one region", "region", "Aus welcher Region?", choice_filter="land = ${land}")
    sheets.ask("select_one town", "town", "Aus welcher Stadt?", choice_filter="region = ${region}")
    sheets.ask("integer", "start", "Mit welcher Zahl beginnt die Kette?", constraint=". >= 0 and . < 1000")
    sheets.ask("decimal", "rate", "Stundensatz?")
    sheets.ask("end_group", "person")


def _jobs(sheets: Sheets) -> None:
    sheets.ask("begin_repeat", "jobs", "Arbeit")
    sheets.ask("text", "title", "Als was?")
    sheets.ask("integer", "months", "Wie viele Monate?", constraint=". >= 0 and . <= 600")
    sheets.ask("integer", "hours", "Stunden im Monat?", relevant="${months} > 0")
    sheets.ask("calculate", "earned", calculation="coalesce(${hours}, 0) * coalesce(${rate}, 0)")
    sheets.ask("end_repeat", "jobs")
    sheets.ask("calculate", "paid", calculation="sum(${earned}[. != ''])")
    sheets.ask("calculate", "worked", calculation="sum(${months}[. != ''])")


def _block(sheets: Sheets, number: int) -> None:
    own = [f"{kind}_{number}_{place}" for kind in ("text", "int", "sel") for place in range(4)]
    texts, numbers, selects = own[:4], own[4:8], own[8:]
    sheets.ask("begin_group", f"block{number}", f"Abschnitt {number}", relevant=f"${{age}} >= {number % 18}")
    for name in texts:
        sheets.ask("text", name, f"Was steht in {name}?", constraint="string-length(.) < 80")
    for place, name in enumerate(numbers):
        limit = ". >= 0" if place == 0 else f". >= coalesce(${{{numbers[place - 1]}}}, 0)"
        sheets.ask("integer", name, f"Wie oft {name}?", constraint=limit)
    for place, name in enumerate(selects):
        condition = {} if place == 0 else {"relevant": f"${{{selects[place - 1]}}} = 'ja'"}
        sheets.ask("select_one janein", name, f"Trifft {name} zu?", **condition)
    sheets.ask("date", f"from_{number}", "Von wann?", constraint=". <= today()")
    sheets.ask("date", f"till_{number}", "Bis wann?", constraint=f". >= ${{from_{number}}}")
    sheets.ask("select_multiple janein", f"many_{number}", "Was davon?", constraint="count-selected(.) <= 2")
    sheets.ask(
        "calculate", f"summary_{number}", calculation=f"concat(${{{texts[0]}}}, ' ', ${{{numbers[0]}}})"
    )
    sheets.ask("calculate", f"yes_{number}", calculation=f"if(${{{selects[0]}}} = 'ja', 1, 0)")
    for place in range(CHAIN):
        if place:
            before = f"chain_{number}_{place - 1}"
        else:
            before = f"chain_{number - 1}_{CHAIN - 1}" if number else "start"
        step = f"coalesce(${{{before}}}, 0) + coalesce(${{{numbers[place]}}}, 0) + 1"
        sheets.ask("calculate", f"chain_{number}_{place}", calculation=step)
    sheets.ask("note", f"note_{number}", f"Zusammen: ${{chain_{number}_{CHAIN - 1}}}")
    sheets.ask("end_group", f"block{number}")


def as_xform(sheets: dict[str, list[Row]]) -> bytes:
    """The XForm the converter makes of the sheets."""
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # ships no types

    xml: str = convert(sheets).xform
    return xml.encode()
