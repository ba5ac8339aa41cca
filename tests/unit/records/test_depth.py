from __future__ import annotations

from dataclasses import replace

from profiler.forms.answer import Address, Answer
from profiler.forms.definition import Group, Question, QuestionKind, Repeat
from profiler.forms.session import FormSession
from profiler.records.completeness import SectionState, asked_questions, section_progress
from profiler.records.depth import Depth, has_depth
from tests.unit.records.rough_form import FORM, TODAY, asked


def put(session: FormSession, depth: Depth) -> list[str]:
    return [question.name for _, question in asked_questions(session, depth)]


def test_the_short_talk_puts_the_deep_questions_off() -> None:
    session = asked({"birth_date": "1990-05-04"})
    assert put(session, Depth.SHORT) == ["family_name", "given_names", "birth_date", "city", "hours"]
    assert set(put(session, Depth.DEEP)) - set(put(session, Depth.SHORT)) == {
        "remark",
        "arrived_de",
        "left_home",
        "address_secret",
    }


def test_what_was_told_stays_in_sight() -> None:
    session = asked({"arrived_de": "2024-01-05", "left_home": Answer(declined=True)})
    assert {"arrived_de", "left_home"} <= set(put(session, Depth.SHORT))
    session.set(Address("/f/person/arrived_de"), Answer())
    assert "arrived_de" not in put(session, Depth.SHORT)


def test_a_section_says_how_much_is_put_off() -> None:
    person, work = section_progress(asked({"birth_date": "1990-05-04"}), Depth.SHORT)
    assert (person.asked, person.postponed) == (4, 3)
    assert (work.asked, work.postponed) == (1, 0)


def test_a_section_of_nothing_but_a_list_is_asked() -> None:
    (person, _) = section_progress(asked({"birth_date": "1990-05-04"}), Depth.SHORT)
    assert person.lists == 1
    (child, _) = section_progress(asked({"birth_date": "2020-05-04"}), Depth.SHORT)
    assert child.lists == 0
    assert child.state is not SectionState.NOT_ASKED


def test_a_list_counts_by_what_is_asked_in_its_groups_too() -> None:
    inner = Group("/g/p/r/i", "i", children=(Question("/g/p/r/i/q", "q", QuestionKind.TEXT, tier="short"),))
    listed = Repeat("/g/p/r", "r", children=(inner,))
    page = Group("/g/p", "p", children=(Group("/g/p/part", "part", children=()), listed))
    form = replace(FORM, root=Group("/g", "g", children=(page,)))
    session = FormSession(form, today=lambda: TODAY, new_id=lambda: "row")
    (only,) = section_progress(session, Depth.SHORT)
    assert (only.asked, only.lists, only.state) == (0, 1, SectionState.UNTOUCHED)


def test_only_a_form_with_both_kinds_of_questions_has_depth() -> None:
    assert has_depth(FORM)
