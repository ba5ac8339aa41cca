"""Fictional people and offices whose own words are in the pseudo-language as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from profiler import paths
from profiler.casework.content import SCHOOL, Content
from profiler.casework.desk import UnlockedDesk
from profiler.casework.unlocking import DeskParts, first_start
from profiler.cli.personas import Edit, Persona, read_personas
from profiler.directory.offices import Desk, Office
from profiler.forms.definition import FormDefinition, QuestionKind
from profiler.languages.pseudo import pseudo_text
from tests.fakes.desks import PASSWORD, desk_parts_on_fakes

DESK = Desk(pseudo_text("Anlaufstelle"), "1", "01234", pseudo_text("Musterstadt"), "030 23125-632", land="SN")


def spoken(content: Content) -> Content:
    """The content with offices whose names are no German words."""
    return replace(content, template_offices=tuple(map(_renamed, content.template_offices)))


def _renamed(office: Office) -> Office:
    words = ("name", "street", "city", "hours", "stop", "contact", "interpreter", "note")
    return replace(office, **{word: pseudo_text(getattr(office, word)) for word in words})


def open_pseudo_desk(content: Content, parts: DeskParts | None = None) -> UnlockedDesk:
    """A practice desk that speaks nothing but German and the pseudo-language in what it adds itself."""
    known = replace(parts or desk_parts_on_fakes(), content=lambda folder: content)
    return first_start(known, Path("vault"), DESK, pseudo_text("M. Berger"), PASSWORD, practice=True).desk


def people(content: Content) -> Mapping[str, Persona]:
    """The sample people; what they say in their own words is said in the pseudo-language."""
    asked, of_school = content.assessment, content.forms[SCHOOL].definition
    found = read_personas(paths.resources_folder() / "personas")
    return {
        name: replace(
            each,
            edits=tuple(_said(asked, edit) for edit in each.edits),
            school={
                row: tuple(_said(of_school, edit) for edit in edits) for row, edits in each.school.items()
            },
        )
        for name, each in found.items()
    }


def _said(form: FormDefinition, edit: Edit) -> Edit:
    if edit.get("op") != "set" or not edit.get("value"):
        return edit
    question = form.question(edit["question"])
    if question.kind is not QuestionKind.TEXT or "code-" in question.appearance:
        return edit
    if question.name in ("phone", "email"):
        return edit
    return {**edit, "value": pseudo_text(edit["value"])}


def names_from_lists(content: Content) -> frozenset[str]:
    """Occupations and skills of the sample people, German where the lists know no better."""
    forms = (content.assessment, content.forms[SCHOOL].definition)
    coded = {
        question.name
        for form in forms
        for question in form.questions()
        if "code-occupation" in question.appearance or "code-skill" in question.appearance
    }
    edits = [
        edit
        for each in people(content).values()
        for edits in (each.edits, *each.school.values())
        for edit in edits
    ]
    codes = {
        code for edit in edits if edit.get("question") in coded for code in edit.get("value", "").split()
    }
    return frozenset(content.classifications.label_of(code) for code in codes)
