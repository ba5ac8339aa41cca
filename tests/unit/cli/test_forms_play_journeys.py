"""Whole conversations with forms, line by line, as their authors test them."""

from __future__ import annotations

import pytest

from tests.unit.cli.played_forms import CASCADE, COUNTED, HEADS, HOUSEHOLDS, RULES, Played, form


def test_rows_inside_rows_are_addressed_as_people_count() -> None:
    play = Played(form(HOUSEHOLDS))
    play.do("remove", "/data/house/person")
    for path in ("/data/house", "/data/house[2]/person", "/data/house[2]/person"):
        play.do("add", path)
    play.put("/data/house[2]/person[2]/given", "Ada")
    play.put("/data/house[2]/person[1]/given", "Ben")
    assert play.values() == {
        "/data/house[1]/street": "",
        "/data/house[1]/people": "0",
        "/data/house[2]/street": "",
        "/data/house[2]/person[1]/given": "Ben",
        "/data/house[2]/person[1]/age": "",
        "/data/house[2]/person[1]/school": "",
        "/data/house[2]/person[1]/number": "1",
        "/data/house[2]/person[2]/given": "Ada",
        "/data/house[2]/person[2]/age": "",
        "/data/house[2]/person[2]/school": "",
        "/data/house[2]/person[2]/number": "2",
        "/data/house[2]/people": "2",
        "/data/all": "2",
    }


def test_a_row_that_goes_takes_its_answers_and_the_others_close_ranks() -> None:
    play = Played(form(HOUSEHOLDS))
    for number, name in enumerate("ABC", 1):
        if number > 1:
            play.do("add", "/data/house/person")
        play.put(f"/data/house/person[{number}]/given", name)
    changes = play.do("remove", "/data/house[1]/person[2]")
    assert changes["rows"] == [{"change": "removed", "path": "/data/house[1]/person[2]"}]
    assert changes["values"]["/data/all"] == "2"
    assert play.values()["/data/house[1]/person[2]/given"] == "C"
    assert play.values()["/data/house[1]/person[2]/number"] == "2"


def test_a_row_moves_and_comes_back() -> None:
    play = Played(form(HOUSEHOLDS))
    play.do("add", "/data/house")
    play.do("add", "/data/house", to=3)
    for number, street in enumerate("ABC", 1):
        play.put(f"/data/house[{number}]/street", street)
    play.do("move", "/data/house[3]", to=1)
    assert [play.values()[f"/data/house[{n}]/street"] for n in (1, 2, 3)] == ["C", "A", "B"]
    play.do("undo")
    assert [play.values()[f"/data/house[{n}]/street"] for n in (1, 2, 3)] == ["A", "B", "C"]
    play.do("redo")
    assert play.values()["/data/house[1]/street"] == "C"
    play.do("add", "/data/house", to=2)
    assert [play.values()[f"/data/house[{n}]/street"] for n in (1, 2, 3, 4)] == ["C", "", "A", "B"]


def test_a_counted_repeat_has_as_many_rows_as_its_question_says() -> None:
    play = Played(form(COUNTED))
    changes = play.put("/data/n", 2)
    assert [row["path"] for row in changes["rows"]] == ["/data/child[1]", "/data/child[2]"]
    assert play.ask("label", "/data/child[2]/c_name")["label"] == "Wie heißt Kind 2?"
    play.put("/data/child[2]/c_name", "Ben")
    play.put("/data/n", 1)
    assert "/data/child[2]/c_name" not in play.values()
    assert play.ask("add", "/data/child")["code"] == "counted"
    assert play.ask("remove", "/data/child[1]")["code"] == "counted"


def test_choices_follow_the_answer_before_them() -> None:
    play = Played(form(CASCADE))
    assert play.ask("choices", "/data/town")["choices"] == []
    assert play.put("/data/land", "de")["choices"] == ["/data/town"]
    assert play.ask("choices", "/data/town")["choices"] == [
        {"code": "b", "label": "Berlin"},
        {"code": "m", "label": "München"},
    ]
    play.put("/data/town", "b")
    assert play.put("/data/land", "fr")["valid"] == {"/data/town": False}
    assert play.leaves()["/data/town"]["problem"] == "type"


def test_choices_can_be_the_rows_of_a_repeat() -> None:
    play = Played(form(HEADS))
    play.do("add", "/data/person")
    for number, name in enumerate(("Ada", "Ben"), 1):
        play.put(f"/data/person[{number}]/given", name)
    assert [choice["label"] for choice in play.ask("choices", "/data/head")["choices"]] == ["Ada", "Ben"]


def test_texts_are_said_in_the_language_asked_for() -> None:
    play = Played(form(CASCADE))
    play.put("/data/land", "de")
    assert play.ask("label", "/data/town")["label"] == "Stadt in Deutschland?"
    assert play.ask("label", "/data/town")["hint"] == "Nur eine."
    assert play.ask("label", "/data/land", lang="ar")["label"] == "البلد"
    assert play.ask("choices", "/data/land", lang="ar")["choices"] == [
        {"code": "de", "label": "ألمانيا"},
        {"code": "fr", "label": "Frankreich"},
    ]
    assert play.ask("language", lang="ar")["ok"]
    assert play.ask("label", "/data/land")["label"] == "البلد"
    assert play.values()["/data/land"] == "de"
    assert play.ask("fill", "/data/land", text="Also ${land}!", lang="de")["text"] == "Also Deutschland!"


def test_an_answer_is_judged_as_a_form_client_does() -> None:
    play = Played(form(RULES))
    changes = play.put("/data/age", 200)
    assert changes["values"]["/data/age"] == "200"
    assert changes["problems"] == {"/data/age": {"code": "constraint", "message": "So alt wird niemand."}}
    assert play.put("/data/birth", "gestern")["problems"] == {"/data/birth": {"code": "type"}}
    told = play.ask("validate")
    assert not told["valid"]
    assert [problem["path"] for problem in told["problems"]] == ["/data/age", "/data/birth"]
    assert play.ask("validate", "/data/size") == {"ok": True, "valid": True, "problems": []}
    assert play.put("/data/age", 20)["valid"] == {"/data/age": True}


def test_what_was_typed_is_kept_while_it_is_hidden() -> None:
    play = Played(form(RULES))
    play.put("/data/age", 30)
    play.put("/data/more/job", "Bäckerin")
    changes = play.put("/data/age", 3)
    assert changes["relevant"] == {"/data/more": False, "/data/more/job": False}
    job = play.leaves()["/data/more/job"]
    assert (job["value"], job["kept"], job["relevant"]) == ("", "Bäckerin", False)
    assert play.put("/data/age", 30)["values"]["/data/more/job"] == "Bäckerin"
    assert "kept" not in play.leaves()["/data/more/job"]


def test_a_page_or_one_row_can_be_validated_alone() -> None:
    play = Played(form(HOUSEHOLDS))
    play.do("add", "/data/house")
    play.put("/data/house[1]/street", "Am Markt")
    assert play.ask("validate", "/data/house[1]")["valid"]
    assert play.ask("validate", "/data/house[2]")["problems"] == [
        {"path": "/data/house[2]/street", "code": "required"}
    ]
    assert not play.ask("validate", "/data")["valid"]
    assert play.ask("validate", "/data/house[3]")["code"] == "no_such_row"


def test_time_moves_only_when_told_to() -> None:
    play = Played(form(RULES))
    assert play.values()["/data/day"] == "2026-11-21"
    play.put("/data/birth", "2026-11-22")
    assert not play.leaves()["/data/birth"]["valid"]
    changes = play.do("now", value="2026-11-22T00:01")
    assert changes["values"] == {"/data/day": "2026-11-22"}
    assert changes["valid"] == {"/data/birth": True}
    play.do("now", value="2026-12-01T00:01+01:00")
    assert play.values()["/data/day"] == "2026-12-01"


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("12", "12"),
        (12, "12"),
        (1.5, "1.5"),
        (-0.0000001, "-0.0000001"),
        (True, "true"),
        (False, "false"),
        (None, ""),
        ([], ""),
        (["1", 2], "1 2"),
    ],
)
def test_values_may_be_written_as_json_writes_them(value: object, stored: str) -> None:
    play = Played(form(RULES))
    play.put("/data/size", "7")
    play.put("/data/size", value)
    assert play.values()["/data/size"] == stored


def test_decimals_stay_as_they_are_written() -> None:
    play = Played(form(RULES))
    assert play.says('{"op":"set","path":"/data/size","value":1.10}')["ok"]
    assert play.values()["/data/size"] == "1.10"


def test_several_choices_are_a_list_and_an_acknowledgement_is_true() -> None:
    play = Played(form(CASCADE))
    play.put("/data/towns", ["p", "b"])
    play.put("/data/seen", True)
    assert (play.values()["/data/towns"], play.values()["/data/seen"]) == ("p b", "OK")
    play.put("/data/seen", False)
    assert play.values()["/data/seen"] == ""


def test_an_answer_may_bring_its_circumstances() -> None:
    play = Played(form(HEADS))
    play.do("set", "/data/head", declined=True, source="beobachtet")
    assert play.leaves()["/data/head"] | {"declined": True, "valid": True} == play.leaves()["/data/head"]
    assert play.ask("snapshot")["answers"] == [
        {
            "path": "/data/head",
            "value": "",
            "declined": True,
            "source": "beobachtet",
            "precision": "tag",
        }
    ]


def test_a_snapshot_counts_rows_and_new_forgets_them() -> None:
    play = Played(form(HOUSEHOLDS))
    play.do("add", "/data/house")
    assert play.ask("snapshot")["rows"] == {"/data/house": 2, "/data/house[1]/person": 1}
    assert play.ask("new") == {"ok": True}
    assert play.ask("snapshot")["rows"] == {"/data/house": 1, "/data/house[1]/person": 1}


def test_finishing_drops_what_is_hidden_and_says_what_is_open() -> None:
    play = Played(form(RULES))
    play.put("/data/age", 30)
    play.put("/data/more/job", "Bäckerin")
    play.put("/data/age", 3)
    assert play.ask("finish") == {"ok": True, "changes": {}, "valid": True, "problems": []}
    assert "kept" not in play.leaves()["/data/more/job"]
    play.put("/data/age", 300)
    assert play.ask("finish")["valid"] is False
