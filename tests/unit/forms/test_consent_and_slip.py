"""The forms around a release and around a slip ask what fits the person and the office, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import count

import pytest

from profiler.forms.answer import Address, Answer
from profiler.forms.changes import ProblemCode
from profiler.forms.definition import FormDefinition, Question
from profiler.forms.session import FormSession
from profiler.paths import forms_folder
from tests.unit.forms.test_shipped_forms import built

TODAY = date(2026, 11, 21)
UNDERSTOOD = {f"c_teachback_{what}": "ja" for what in ("who", "no", "stop")}
MINOR = {"c_signs_as": "beide", "c_age": "16"}
PARENTS = {**MINOR, "c_guardian_kind": "beide_eltern"}
ARABIC = {"c_speaks": "ara"}
OFFICE = {"c_abh_chosen": "ja"}

FIRST = ["c_means", "c_delete_after"]
TEACHBACK = ["c_read_aloud", "c_teachback_who", "c_teachback_no", "c_teachback_stop"]
SIGNED = ["c_signed_how", "c_place", "c_date", "c_copy_given"]


@cache
def form(name: str) -> FormDefinition:
    return built(forms_folder() / name)


def talk(name: str, answers: Mapping[str, str]) -> FormSession:
    ids = count(1)
    session = FormSession(form(name), today=lambda: TODAY, new_id=lambda: f"r{next(ids)}")
    for question, value in answers.items():
        session.set(Address(session.form.question(question).path), Answer(value))
    return session


def asked(session: FormSession) -> list[str]:
    nodes = ((address, session.form.by_path[address.path]) for address in session.addresses())
    return [
        node.name
        for address, node in nodes
        if isinstance(node, Question) and node.kind.is_asked and session.state(address).relevant
    ]


def read(session: FormSession) -> set[str]:
    """The sentences that are shown."""
    return {
        node.name
        for address in session.addresses()
        if isinstance(node := session.form.by_path[address.path], Question)
        and node.kind == "note"
        and session.state(address).relevant
    }


def problem(session: FormSession, name: str, row: str = "") -> ProblemCode | None:
    found = session.state(Address(session.form.question(name).path, row)).problem
    return None if found is None else found.code


@pytest.mark.parametrize(
    ("who", "told", "questions"),
    [
        ("an adult who speaks German", {}, [*FIRST, *TEACHBACK]),
        ("an adult who said it all back", UNDERSTOOD, [*FIRST, *TEACHBACK, *SIGNED]),
        ("nobody signs after one no", {**UNDERSTOOD, "c_teachback_no": "nein"}, [*FIRST, *TEACHBACK]),
        (
            "whoever makes a mark has a witness",
            {**UNDERSTOOD, "c_signed_how": "handzeichen_mit_zeugin"},
            [*FIRST, *TEACHBACK, "c_signed_how", "c_witness_name", *SIGNED[1:]],
        ),
        (
            "an earlier paper is somewhere",
            {**UNDERSTOOD, "c_signed_how": "papier", "c_date": "2026-11-02"},
            [*FIRST, *TEACHBACK, "c_signed_how", "c_place", "c_date", "c_paper", "c_copy_given"],
        ),
        ("who speaks Arabic is asked who interprets", ARABIC, [*FIRST, "c_int_kind", *TEACHBACK]),
        ("nobody interprets", {**ARABIC, "c_int_kind": "niemand"}, [*FIRST, "c_int_kind", *TEACHBACK]),
        (
            "an interpreter in the room",
            {**ARABIC, "c_int_kind": "beeidigt"},
            [*FIRST, "c_int_kind", "c_int_name", "c_int_lang", "c_int_pledge", *TEACHBACK],
        ),
        (
            "an interpreter on the telephone",
            {**ARABIC, "c_int_kind": "telefon_video"},
            [
                *(*FIRST, "c_int_kind", "c_int_name", "c_int_lang", "c_int_service"),
                *("c_int_from", "c_int_until", "c_int_pledge", *TEACHBACK),
            ],
        ),
        ("the foreigners' office is explained", OFFICE, [*FIRST, "c_abh_explained", *TEACHBACK]),
        (
            "then it gets an answer of its own",
            {**OFFICE, "c_abh_explained": "ja"},
            [*FIRST, "c_abh_explained", "c_abh_ok", *TEACHBACK],
        ),
        ("a minor: who has custody", MINOR, [*FIRST, *TEACHBACK, "c_guardian_kind", "c_child_signs"]),
        (
            "a guardian of the youth office",
            {**MINOR, "c_guardian_kind": "vormund_amt"},
            [*FIRST, *TEACHBACK, "c_guardian_kind", "c_guardian_name", "c_child_signs"],
        ),
        (
            "both parents",
            {**PARENTS, "anderer_elternteil": "unterschreibt"},
            [
                *(*FIRST, *TEACHBACK, "c_guardian_kind", "c_guardian_name", "anderer_elternteil"),
                *("c_other_parent_name", "c_child_signs"),
            ],
        ),
        *(
            (
                f"one parent, the other: {why}",
                {**PARENTS, "anderer_elternteil": why},
                [
                    *(*FIRST, *TEACHBACK, "c_guardian_kind", "c_guardian_name", "anderer_elternteil"),
                    *("c_one_parent", "c_child_signs"),
                ],
            )
            for why in ("nicht_erreichbar", "verstorben", "allein_sorge")
        ),
        (
            "a child of nine does not sign",
            {"c_signs_as": "gesetzl_vertretung", "c_age": "9"},
            [*FIRST, *TEACHBACK, "c_guardian_kind"],
        ),
        ("a withdrawal", {"c_talk": "widerruf"}, ["w_date", "w_scope", "w_channel"]),
        (
            "of one office",
            {"c_talk": "widerruf", "w_scope": "empfaenger"},
            ["w_date", "w_scope", "w_which_recipient", "w_channel"],
        ),
        (
            "of one topic",
            {"c_talk": "widerruf", "w_scope": "kategorie"},
            ["w_date", "w_scope", "w_which_category", "w_channel"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_is_asked_what(who: str, told: Mapping[str, str], questions: list[str]) -> None:
    assert asked(talk("einwilligung", told)) == questions


@pytest.mark.parametrize(
    ("told", "may_be_asked"),
    [
        (ARABIC, False),
        ({**ARABIC, "c_int_kind": "angehoerige_erwachsen"}, False),
        ({**ARABIC, "c_int_kind": "angehoerige_erwachsen", "c_text_checked": "ja"}, True),
        ({**ARABIC, "c_int_kind": "telefon_video"}, True),
        ({**ARABIC, "c_int_kind": "niemand"}, True),
        ({}, True),
    ],
)
def test_a_yes_to_the_foreigners_office_waits_for_a_neutral_interpreter(
    told: Mapping[str, str], may_be_asked: bool
) -> None:
    session = talk("einwilligung", {**OFFICE, "c_abh_explained": "ja", **told})
    assert ("c_abh_ok" in asked(session)) is may_be_asked
    waits = told.get("c_int_kind") == "angehoerige_erwachsen" and not may_be_asked
    assert ("c_abh_wait" in read(session)) is waits


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({**UNDERSTOOD, "c_teachback_stop": "weiss_nicht"}, "c_explain_again"),
        ({**MINOR, "c_guardian_kind": "unklar"}, "c_guardian_unclear"),
        ({**MINOR, "c_child_signs": "nein"}, "c_child_no"),
        ({**UNDERSTOOD, "c_copy_given": "spaeter"}, "c_copy_due"),
    ],
)
def test_what_hinders_is_said(told: Mapping[str, str], sentence: str) -> None:
    assert read(talk("einwilligung", told)) == {sentence}


def test_at_fifteen_the_guardian_may_sign_alone() -> None:
    told = {**MINOR, "c_age": "15", "c_child_signs": "nein"}
    assert read(talk("einwilligung", told)) == set()


@pytest.mark.parametrize(
    ("name", "value", "told", "fits"),
    [
        ("c_delete_after", "2026-11-21", {}, False),
        ("c_delete_after", "2026-11-22", {}, True),
        ("c_date", "2026-11-22", UNDERSTOOD, False),
        ("c_date", "2026-11-02", UNDERSTOOD, True),
        ("w_date", "2026-11-22", {"c_talk": "widerruf"}, False),
        (
            "c_int_until",
            "09:00:00",
            {**ARABIC, "c_int_kind": "telefon_video", "c_int_from": "10:00:00"},
            False,
        ),
        (
            "c_int_until",
            "10:30:00",
            {**ARABIC, "c_int_kind": "telefon_video", "c_int_from": "10:00:00"},
            True,
        ),
        (
            "c_witness_name",
            "Nour Haddad",
            {
                **(ARABIC | UNDERSTOOD),
                "c_int_kind": "beeidigt",
                "c_int_name": "Nour Haddad",
                "c_signed_how": "handzeichen_mit_zeugin",
            },
            False,
        ),
    ],
)
def test_answers_that_cannot_be(name: str, value: str, told: Mapping[str, str], fits: bool) -> None:
    session = talk("einwilligung", {**told, name: value})
    assert (problem(session, name) is None) is fits


def test_every_recipient_has_a_line() -> None:
    session = talk("einwilligung", {"c_recipient_count": "2"})
    assert asked(session)[1:7] == ["c_recipient_name", "c_mutual", "c_purpose_text"] * 2


# --- the slip -------------------------------------------------------------------------------------------


def test_strips_and_the_name_are_usual() -> None:
    session = talk("laufzettel", {})
    assert asked(session) == ["slip_name", "slip_layout", "slip_interpreter_lang", "next_talk", "slip_back"]
    assert session.value(Address(session.form.question("slip_layout").path)) == "streifen"


def test_one_page_needs_a_word_on_who_sees_what() -> None:
    session = talk("laufzettel", {"slip_layout": "ein_blatt"})
    assert problem(session, "slip_all_ok") is ProblemCode.REQUIRED


def test_an_office_may_be_called_back_only_if_a_release_covers_it() -> None:
    session = talk("laufzettel", {"slip_station_count": "2"})
    covered = session.form.question("st_covered").path
    _, second = session.rows(covered.rsplit("/", 1)[0])
    session.set(Address(covered, second), Answer("ja"))
    assert asked(session)[4:-1] == [
        *("st_name", "st_appointment", "st_interpreter"),
        *("st_name", "st_appointment", "st_interpreter", "st_callback"),
    ]


def test_what_an_office_wrote_is_copied_from_the_slip() -> None:
    session = talk("laufzettel", {"slip_station_count": "1", "slip_back": "ja"})
    name = session.form.question("st_name").path
    station = session.rows(name.rsplit("/", 1)[0])[0]
    session.set(Address(name, station), Answer("Jobcenter Musterstadt"))
    state = session.form.question("note_state").path
    row, _ = session.add_row(state.rsplit("/", 1)[0])
    which = Address(session.form.question("note_station").path, row)
    assert [choice.code for choice in session.choices(which)] == ["Jobcenter Musterstadt"]
    session.set(Address(state, row), Answer("neuer_termin"))
    assert asked(session)[-6:] == [
        *("note_station", "note_date", "note_name", "note_state", "note_appointment", "note_text"),
    ]
