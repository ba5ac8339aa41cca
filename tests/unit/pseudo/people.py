"""Fictional people and offices whose own words are in the pseudo-language as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from profiler import paths
from profiler.casework.content import Content
from profiler.casework.desk import UnlockedDesk
from profiler.casework.unlocking import DeskParts, first_start
from profiler.cli.personas import Persona, read_personas
from profiler.directory.offices import Desk, Office
from profiler.forms.definition import QuestionKind
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
    form = content.assessment

    def said(edit: Mapping[str, str]) -> Mapping[str, str]:
        if edit.get("op") != "set" or not edit.get("value"):
            return edit
        question = form.question(edit["question"])
        if question.kind is not QuestionKind.TEXT or "code-" in question.appearance:
            return edit
        if question.name in ("phone", "email"):
            return edit
        return {**edit, "value": pseudo_text(edit["value"])}

    found = read_personas(paths.resources_folder() / "personas")
    return {name: replace(each, edits=tuple(map(said, each.edits))) for name, each in found.items()}
