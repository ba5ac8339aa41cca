"""Which answers lie behind the wall."""

from __future__ import annotations

from dataclasses import replace

import pytest

from profiler.forms.answer import Address
from profiler.forms.definition import FormDefinition, Group, Question, QuestionKind
from profiler.records.health import HEALTH, health_addresses, is_health
from profiler.release.items import category_of
from profiler.release.releases import Category

ASKED = Question("/f/page/limits", "limits", QuestionKind.TEXT, category=HEALTH)
PLAIN = Question("/f/page/name", "name", QuestionKind.TEXT, category="kontakt")
UNSAID = Question("/f/wall/aids", "aids", QuestionKind.TEXT)
FORM = FormDefinition(
    form_id="f",
    version="1",
    sha="0" * 64,
    title={},
    languages=("de",),
    root=Group(
        "/f",
        "f",
        children=(
            Group("/f/page", "page", children=(ASKED, PLAIN)),
            Group("/f/wall", "wall", category=HEALTH, children=(UNSAID,)),
        ),
    ),
)


@pytest.mark.parametrize(
    ("path", "health"),
    [
        ("/f/page/limits", True),
        ("/f/page/name", False),
        ("/f/wall/aids", True),
        ("/f/page/limits~0123456789ab", True),
        ("/f/page/gone", False),
        ("/f/wall", False),
    ],
)
def test_an_answer_is_about_health_by_its_question_or_the_group_around_it(path: str, health: bool) -> None:
    assert is_health(FORM, path) is health


def test_rows_do_not_matter() -> None:
    addresses = {Address(ASKED.path, "r1"), Address(PLAIN.path, "r1"), Address(UNSAID.path)}
    assert health_addresses(FORM, addresses) == {Address(ASKED.path, "r1"), Address(UNSAID.path)}


def test_no_release_and_no_sheet_knows_health() -> None:
    assert HEALTH not in {category.value for category in Category}
    assert category_of(ASKED) is None
    assert category_of(replace(ASKED, category="kontakt")) is Category.KONTAKT
