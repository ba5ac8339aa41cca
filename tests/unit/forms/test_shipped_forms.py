"""The forms we ship run as the engine promises."""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiler.forms.answer import Answer
from profiler.forms.build import build
from profiler.forms.changes import ChangeSet
from profiler.forms.definition import FormDefinition, Question, QuestionKind
from profiler.forms.expressions.deciding import decide
from profiler.forms.lint import lint_definition
from profiler.forms.session import FormSession
from profiler.paths import forms_folder
from tests.unit.forms.small_forms import TODAY

FORMS = sorted(folder.parent for folder in forms_folder().glob("*/survey.csv"))
TEXTS = ["", "Amina", "deu", "ara"]
DATES = ["", "1990-05-01", "2009-11-22", "2021-02-01", "2027-01-01", "1990"]
NUMBERS = ["", "3", "12", "99", "x"]


@cache
def built(folder: Path) -> FormDefinition:
    with TemporaryDirectory() as cache_dir:
        return build(folder, cache_dir=Path(cache_dir))


def possible(session: FormSession, question: Question, number: int) -> str:
    if question.choice_list:
        codes = [choice.code for choice in session.form.choice_lists[question.choice_list]]
        code = codes[number % len(codes)]
        several = question.kind is QuestionKind.SELECT_MULTIPLE and number % 3 == 0
        return f"{code} {codes[(number // 3) % len(codes)]}" if several else code
    texts = {QuestionKind.DATE: DATES, QuestionKind.INTEGER: NUMBERS}.get(question.kind, TEXTS)
    return texts[number % len(texts)]


def new_session(form: FormDefinition) -> FormSession:
    ids = count(1)
    return FormSession(form, today=lambda: TODAY, new_id=lambda: f"r{next(ids)}")


@pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.name)
def test_no_questions_run_in_a_circle(folder: Path) -> None:
    assert lint_definition(built(folder)) == ()


@pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.name)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=40))
def test_after_any_edits_a_full_recalculation_changes_nothing(
    folder: Path, edits: list[tuple[int, int]]
) -> None:
    session = new_session(built(folder))
    repeats = list(session.form.repeats())
    for place, number in edits:
        if repeats and place % 7 == 0:
            repeat = repeats[number % len(repeats)]
            if session.form.repeat_of(repeat.path) is None and not repeat.count:
                session.add_row(repeat.path)
        asked = [
            (address, question)
            for address in session.addresses()
            if isinstance(question := session.form.by_path[address.path], Question) and question.kind.is_asked
        ]
        address, question = asked[place % len(asked)]
        session.set(address, Answer(possible(session, question, number), declined=number == 1))
    assert session.recalculate_all() == ChangeSet()
    again = FormSession(session.form, today=lambda: TODAY, new_id=str, snapshot=session.snapshot())
    assert again.plain_answers() == session.plain_answers()
    assert again.validate() == session.validate()


@pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.name)
def test_an_empty_record_leaves_every_question_open(folder: Path) -> None:
    session = new_session(built(folder))
    plain = session.plain_answers()
    for name in plain.open:
        decision = decide(f"${{{name}}} = 'x'", plain, today=TODAY)
        assert decision.missing == plain.rests_on.get(name, {name})
