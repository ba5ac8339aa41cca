"""What was published cannot vanish without a word about where its answers go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.forms.findings import Finding
from profiler.forms.lint_versions import version_findings
from profiler.forms.migrations import RuleKind, is_later, read_migrations
from profiler.forms.published import outline, read_published, with_block, write_published
from profiler.forms.source import read_source
from tests.unit.forms.tables import CHOICES, write_form

HEAD = "from_version,to_version,old,new,rule\n"
SURVEY = """type,name,label,hint,calculation
begin_group,person,Person,,
text,given,Wie heißen Sie?,,
select_one yn,here,Schon lange hier?,,
select_one yn,alone,Allein?,,
select_multiple goal,goals,Ziele,,
note,thanks,Danke,,
calculate,double,,,1 + 1
end_group,person,,,
begin_repeat,jobs,Arbeit,,
text,what,Was?,,
end_repeat,jobs,,,
"""
LISTS = """list_name,name,label
yn,ja,Ja
yn,nein,Nein
goal,work,Arbeit
goal,school,Schule
other,x,X
"""
SETTINGS = """form_title,form_id,version,default_language
Probebogen,probe,2026112101,Deutsch (de)
"""
LATER = SETTINGS.replace("2026112101", "2026120101")

Change = Callable[[str], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = write_form(tmp_path, survey=SURVEY, choices=LISTS, settings=SETTINGS)
    write_published(place, [outline(read_source(place))])
    return place


def changed(
    folder: Path, *swaps: tuple[str, str], choices: str = LISTS, settings: str = LATER, rules: str = ""
) -> list[Finding]:
    survey = SURVEY
    for old, new in swaps:
        assert old in survey
        survey = survey.replace(old, new)
    write_form(folder.parent, survey=survey, choices=choices, settings=settings)
    (folder / "migrations.csv").write_text(HEAD + rules, encoding="utf-8")
    return list(version_findings(read_source(folder), folder))


def brief(findings: list[Finding]) -> list[tuple[str, str, int, str]]:
    return [(each.code.value, each.file, each.line, each.question) for each in findings]


def test_nothing_changed_nothing_found(folder: Path) -> None:
    assert changed(folder, settings=SETTINGS) == []


def test_a_form_never_published_may_change_as_it_likes(tmp_path: Path) -> None:
    place = write_form(tmp_path, survey=SURVEY, choices=LISTS, settings=SETTINGS)
    assert list(version_findings(read_source(place), place)) == []


def test_further_questions_choices_and_texts_are_no_findings(folder: Path) -> None:
    more = ("text,given,Wie heißen Sie?", "text,family,Familienname?\ntext,given,Ihr Name?")
    assert changed(folder, more, choices=LISTS + "yn,offen,Offen\n", settings=SETTINGS) == []


def test_a_question_may_move_to_another_group_and_its_group_be_renamed(folder: Path) -> None:
    assert (
        changed(folder, ("begin_group,person", "begin_group,human"), ("end_group,person", "end_group,human"))
        == []
    )


def test_notes_and_calculations_may_go(folder: Path) -> None:
    assert changed(folder, ("note,thanks,Danke,,\n", ""), ("calculate,double,,,1 + 1\n", "")) == []


def test_a_renamed_question_needs_a_row_and_the_finding_says_which(folder: Path) -> None:
    (found,) = changed(folder, ("text,given", "text,first_name"))
    assert brief([found]) == [("question_gone", "published.csv", 2, "given")]
    assert found.args["label"] == "Wie heißen Sie?"
    assert found.args["write"] == "2026112101,2026120101,given,neuer_name,move"
    assert (
        changed(
            folder, ("text,given", "text,first_name"), rules="2026112101,2026120101,given,first_name,move"
        )
        == []
    )


def test_a_removed_question_may_be_dropped(folder: Path) -> None:
    gone = ("text,given,Wie heißen Sie?,,\n", "")
    assert len(changed(folder, gone)) == 1
    assert changed(folder, gone, rules="2026112101,2026120101,given,,drop") == []


def test_without_a_new_version_it_cannot_be_said_at_all(folder: Path) -> None:
    found = changed(folder, ("text,given", "text,first_name"), settings=SETTINGS)
    assert brief(found) == [
        ("question_gone", "published.csv", 2, "given"),
        ("version_not_raised", "settings.csv", 2, ""),
    ]
    assert found[0].args["write"] == "2026112101,neue_fassung,given,neuer_name,move"


def test_a_renamed_repeat_is_told_once_and_one_row_is_enough(folder: Path) -> None:
    swaps = (("begin_repeat,jobs", "begin_repeat,posts"), ("end_repeat,jobs", "end_repeat,posts"))
    assert brief(changed(folder, *swaps)) == [("question_gone", "published.csv", 6, "jobs")]
    assert changed(folder, *swaps, rules="2026112101,2026120101,jobs,posts,move") == []
    both = changed(folder, *swaps, ("text,what", "text,trade"))
    assert brief(both) == [("question_gone", "published.csv", 6, "jobs")]


def test_a_group_in_place_of_a_repeat_takes_no_rows(folder: Path) -> None:
    swaps = (("begin_repeat,jobs", "begin_group,jobs"), ("end_repeat,jobs", "end_group,jobs"))
    assert brief(changed(folder, *swaps)) == [("question_gone", "published.csv", 6, "jobs")]


def test_into_a_repeat_and_out_of_it_needs_a_row(folder: Path) -> None:
    given, what = "text,given,Wie heißen Sie?,,\n", "text,what,Was?,,\n"
    swaps = (
        (what, given + "text,more,Mehr?,,\n"),
        (SURVEY[: SURVEY.index(what)], SURVEY[: SURVEY.index(what)].replace(given, what)),
    )
    found = changed(folder, *swaps)
    assert brief(found) == [
        ("repeat_changed", "survey.csv", 11, "given"),
        ("repeat_changed", "survey.csv", 3, "what"),
    ]
    assert (found[0].args["now"], found[1].args["before"]) == ("jobs", "jobs")
    assert ("before" in found[0].args, "now" in found[1].args) == (False, False)
    rules = "2026112101,2026120101,given,given,move\n2026112101,2026120101,what,what,move\n"
    assert changed(folder, *swaps, rules=rules) == []


def test_another_type_needs_a_row(folder: Path) -> None:
    swap = ("text,given", "integer,given")
    (found,) = changed(folder, swap)
    assert brief([found]) == [("type_changed", "survey.csv", 3, "given")]
    assert (found.args["before"], found.args["type"]) == ("text", "integer")
    assert found.args["write"] == "2026112101,2026120101,given,,cast"
    assert changed(folder, swap, rules="2026112101,2026120101,given,,cast") == []


def test_a_code_that_vanished_is_told_once_for_its_list(folder: Path) -> None:
    without = LISTS.replace("yn,nein,Nein\n", "").replace("goal,school,Schule\n", "goal,study,Lernen\n")
    found = changed(folder, choices=without)
    assert brief(found) == [
        ("code_gone", "choices.csv", 2, "yn/nein"),
        ("code_gone", "choices.csv", 3, "goal/school"),
    ]
    assert found[0].args["write"] == "2026112101,2026120101,list:yn,,map:nein=neuer_code"
    assert found[1].args["write"] == "2026112101,2026120101,goals,,map:school=neuer_code"
    rules = "2026112101,2026120101,list:yn,,map:nein=\n2026112101,2026120101,goals,,map:school=study\n"
    assert changed(folder, choices=without, rules=rules) == []


def test_a_list_that_is_not_in_the_tables_any_more_is_not_compared(folder: Path) -> None:
    swaps = (
        ("select_one yn,here", "select_one_from_file yn.csv,here"),
        ("select_one yn,alone", "select_one yn,alone"),
    )
    rules = "2026112101,2026120101,here,,cast\n"
    assert changed(folder, swaps[0], rules=rules) == []


@pytest.mark.parametrize(
    ("row", "code", "args"),
    [
        (
            "2026112101,2026120101,nobody,x,move",
            "migration_unknown_name",
            {"name": "nobody", "column": "old"},
        ),
        ("2026112101,2026120101,/probe/x,,drop", "migration_unknown_name", {"name": "/probe/x"}),
        ("2026112101,2026120101,list:nix,,map:a=b", "migration_unknown_name", {"name": "list:nix"}),
        ("2026112101,2026120101,list:yn,,drop", "migration_unknown_name", {"name": "list:yn"}),
        ("2026112101,2026120101,here,,map:vielleicht=ja", "migration_unknown_code", {"choice": "vielleicht"}),
        ("2026112101,2026120101,given,,rename", "migration_unknown_rule", {"rule": "rename"}),
        ("2026112101,2026120101,given,,map:ja", "migration_unknown_rule", {"rule": "map:ja"}),
        ("2026112101,2026120101,given,,map:=ja", "migration_unknown_rule", {"rule": "map:=ja"}),
        ("2026112101,2026120101,given,,drop:now", "migration_unknown_rule", {"rule": "drop:now"}),
        ("2026112101,2026120101,given,,move", "migration_incomplete", {"column": "new"}),
        ("2026112101,2026120101,,x,move", "migration_incomplete", {"column": "old"}),
        ("2026120101,2026112101,given,x,move", "migration_versions", {"begin": "2026120101"}),
        ("2020010101,2026120101,given,given,move", "migration_versions", {"begin": "2020010101"}),
        ("2026112101,2027010101,given,x,move", "migration_versions", {"end": "2027010101"}),
    ],
)
def test_a_wrong_row_is_told_with_its_line(folder: Path, row: str, code: str, args: dict[str, str]) -> None:
    (found,) = changed(folder, rules=f"{row}\n")
    assert brief([found])[0][:3] == (code, "migrations.csv", 2)
    assert args.items() <= dict(found.args).items()


def test_a_row_that_leads_nowhere_is_told_and_saves_nothing(folder: Path) -> None:
    gone, row = changed(folder, rules="2026112101,2026120101,given,nobody,move\n")[::-1]
    assert (gone.code.value, row.code.value) == ("question_gone", "migration_unknown_name")
    assert (row.args["name"], row.args["column"], row.line) == ("nobody", "new", 2)


def test_names_may_be_groups_and_paths(folder: Path) -> None:
    swaps = (("begin_group,person", "begin_group,human"), ("end_group,person", "end_group,human"))
    for old, new in (
        ("person", "human"),
        ("/probe/person", "/probe/human"),
        ("/probe/person/given", "/probe/human/given"),
    ):
        assert changed(folder, *swaps, rules=f"2026112101,2026120101,{old},{new},move\n") == []


def test_the_same_name_twice_in_one_step_is_a_mistake(folder: Path) -> None:
    rules = "2026112101,2026120101,given,given,move\n2026112101,2026120101,given,,drop\n"
    (found,) = changed(folder, rules=rules)
    assert (found.code.value, found.line, found.args["first"]) == ("migration_twice", 3, "2")


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("migrations.csv", "from_version,old\n1,a\n", ("missing_column", "migrations.csv", 1)),
        ("migrations.csv", "a;b\n", ("unreadable", "migrations.csv", 1)),
        ("published.csv", "", ("unreadable", "published.csv", 1)),
    ],
)
def test_a_table_that_cannot_be_read_is_told(
    folder: Path, table: str, text: str, expected: tuple[str, str, int]
) -> None:
    (folder / table).write_text(text, encoding="utf-8")
    (found,) = version_findings(read_source(folder), folder)
    assert brief([found])[0][:3] == expected


def test_rows_about_steps_of_long_ago_stay_right(folder: Path) -> None:
    """1 to 2 was published with its row; now comes 3, and drafts of 1 go both steps."""
    first, second = SETTINGS.replace("2026112101", "1"), SETTINGS.replace("2026112101", "2")
    write_form(folder.parent, survey=SURVEY, choices=LISTS, settings=first)
    one = outline(read_source(folder))
    write_form(
        folder.parent, survey=SURVEY.replace("text,given", "text,name"), choices=LISTS, settings=second
    )
    two = outline(read_source(folder))
    write_published(folder, [one, two])
    assert read_published(folder)[1].at("/probe/person/name") is not None
    rules = "1,2,given,name,move\n2,3,name,family,move\n2,3,given,family,move\n"
    third = SETTINGS.replace("2026112101", "3")
    assert changed(folder, ("text,given", "text,family"), settings=third, rules=rules) == []
    (skipping,) = changed(folder, ("text,given", "text,name"), settings=third, rules="1,3,given,name,move\n")
    assert skipping.code.value == "migration_versions"


def test_what_is_written_is_read_again_and_a_version_has_one_block(folder: Path) -> None:
    now = outline(read_source(folder))
    (block,) = read_published(folder)
    assert [replace(item, line=0) for item in block.items] == [replace(item, line=0) for item in now.items]
    assert block.lists == now.lists == {"yn": ("ja", "nein"), "goal": ("work", "school")}
    assert with_block([block], now) == (now,)
    older = replace(now, version="1")
    assert with_block([now, older], now) == (older, now)


def test_a_folder_that_cannot_be_written_is_the_worlds_fault(folder: Path) -> None:
    (folder / "published.csv").unlink()
    (folder / "published.csv").mkdir()
    with pytest.raises(WorldError) as raised:
        write_published(folder, [])
    assert raised.value.code is ErrorCode.NO_ACCESS


def test_migrations_are_read_for_the_program(folder: Path) -> None:
    assert read_migrations(folder) == ()
    (folder / "migrations.csv").write_text(HEAD + "1,2,a,b,map:ja=yes; nein=;\n", encoding="utf-8")
    (rule,) = read_migrations(folder)
    assert (rule.kind, rule.codes, rule.new, rule.line) == (RuleKind.MAP, {"ja": "yes", "nein": ""}, "b", 2)


def test_versions_are_compared_as_people_read_them() -> None:
    assert is_later("10", "9")
    assert is_later("2026112102", "2026112101")
    assert is_later("1.10", "1.9")
    assert not is_later("v2", "v2")
    assert is_later("v2", "v1b")


def test_names_and_lists_of_the_probe_form_are_found(tmp_path: Path) -> None:
    place = write_form(tmp_path, choices=CHOICES)
    present = outline(read_source(place))
    assert present.named("given")[0].name == "given"
    assert present.repeat_of("/nowhere") is None
