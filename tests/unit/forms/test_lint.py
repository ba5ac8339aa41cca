"""Every fault of a form's tables is found, with file, line and question."""

from __future__ import annotations

from pathlib import Path

import pytest

from profiler.forms.findings import Finding, FindingCode, Severity
from profiler.forms.lint import lint_definition, lint_folder
from profiler.forms.lint_expressions import compared_codes
from profiler.forms.lint_translations import Translation
from tests.unit.forms.small_forms import calculate, form
from tests.unit.forms.tables import ARABIC, CHOICES, SETTINGS, SURVEY, write_form


def found(folder: Path, **context: object) -> list[Finding]:
    return list(lint_folder(folder, **context))  # type: ignore[arg-type]  # handed on as they are


def brief(findings: list[Finding]) -> list[tuple[str, str, int, str]]:
    return [(each.code.value, each.file, each.line, each.question) for each in findings]


def test_a_sound_form_has_no_findings(tmp_path: Path) -> None:
    assert found(write_form(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # structure
        ("text,given,", "nonsense,given,", ("unknown_type", 3, "given")),
        ("text,given,", "text,Given,", ("invalid_name", 3, "Given")),
        ("text,title,", "text,years,", ("duplicate_name", 15, "years")),
        ("text,title,Als was?", "text,title,", ("missing_label", 14, "title")),
        ("end_repeat,jobs", "end_group,jobs", ("unbalanced_group", 16, "jobs")),
        ("end_repeat,jobs", "end_repeat,other", ("unbalanced_group", 16, "other")),
        ("end_group,labour,,,,,,,,,,,,,,,,,\n", "", ("unbalanced_group", 9, "labour")),
        ("begin_group,person", "end_group,person", ("unbalanced_group", 2, "person")),
        ("select_one land", "select_one lnd", ("unknown_list", 10, "country")),
        ("\"if(count(${jobs}[years > 3]) > 0, 'viel', 'wenig')\"", "", ("missing_calculation", 17, "level")),
        # own columns
        ("arbeit,lang", ",lang", ("missing_own_column", 10, "country")),
        (",short,arbeit", ",kurz,arbeit", ("unknown_tier", 10, "country")),
        ("beruf,jobcenter", "beruf,", ("missing_own_column", 10, "country")),
        # expressions
        ("${age} >= 15", "${age} >=", ("syntax", 9, "labour")),
        ("${age} >= 15", "${agee} >= 15", ("unknown_question", 9, "labour")),
        ("${age} >= 15", "older(${age})", ("unknown_function", 9, "labour")),
        ("${age} >= 15", "not()", ("arity", 9, "labour")),
        ("${age} >= 15", "${age}", ("bare_truth", 9, "labour")),
        ("${age} >= 15", "not(${age})", ("bare_truth", 9, "labour")),
        ("${age} >= 15", "${age} div 365.25 > 15", ("average_year", 9, "labour")),
        ("${age} >= 15", "${country} = 'xx'", ("unknown_code", 9, "labour")),
        ("${age} >= 15", "'xx' != ${country}", ("unknown_code", 9, "labour")),
        ("${age} >= 15", "\"selected(${seen}, 'xx')\"", ("unknown_code", 9, "labour")),
        ("${age} >= 15", "count(${jobs}[country = 'xx']) = 1", ("unknown_code", 9, "labour")),
        (". <= today()", "\"regex(., '[0-9]+')\"", ("unanchored_pattern", 4, "birth")),
        (". <= today()", ". < '2020-01-01'", ("date_literal", 4, "birth")),
        (". <= today()", "/probe/labour/jobs[1]/years = 1", ("bare_index", 4, "birth")),
        (". <= ${age}", "sum(${years}) > 1", ("empty_in_sum", 15, "years")),
        ("of = ${country}", "nowhere = ${country}", ("unknown_choice_column", 11, "home")),
        ("today(),,,short", "concat(${agee}),,,short", ("unknown_question", 5, "asked")),
        ("Guten Tag", "Guten Tag ${nobody}", ("unknown_question", 7, "hello")),
    ],
)
def test_a_fault_of_the_survey_is_found(
    tmp_path: Path, old: str, new: str, expected: tuple[str, int, str]
) -> None:
    assert old in SURVEY
    findings = brief(found(write_form(tmp_path, survey=SURVEY.replace(old, new, 1))))
    code, line, question = expected
    assert findings[0] == (code, "survey.csv", line, question)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("land,af", "land,A F", ("invalid_code", 3, "land/A F")),
        ("land,af", "land,sy", ("duplicate_code", 3, "land/sy")),
        ("Syrien", "", ("missing_label", 2, "land/sy")),
        ("level,viel", "other,viel", ("unused_list", 6, "")),
    ],
)
def test_a_fault_of_the_choices_is_found(
    tmp_path: Path, old: str, new: str, expected: tuple[str, int, str]
) -> None:
    code, line, question = expected
    findings = brief(found(write_form(tmp_path, choices=CHOICES.replace(old, new, 1))))
    assert (code, "choices.csv", line, question) in findings


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ({"survey": SURVEY.replace("label,", "lable,", 1)}, ("missing_column", "survey.csv", 1, "")),
        ({"survey": SURVEY.replace("label_plain", "plain", 1)}, ("unknown_column", "survey.csv", 1, "")),
        ({"choices": CHOICES.replace("list_name", "list", 1)}, ("missing_column", "choices.csv", 1, "")),
        ({"settings": SETTINGS.replace("probe", "other")}, ("form_id_differs", "settings.csv", 2, "")),
        ({"survey": "type;name\n"}, ("unreadable", "survey.csv", 1, "")),
    ],
)
def test_a_fault_of_the_tables_themselves_is_found(
    tmp_path: Path, tables: dict[str, str], expected: tuple[str, str, int, str]
) -> None:
    assert expected in brief(found(write_form(tmp_path, **tables)))


def test_a_missing_table_is_found(tmp_path: Path) -> None:
    folder = write_form(tmp_path)
    (folder / "survey.csv").unlink()
    assert brief(found(folder)) == [("unreadable", "survey.csv", 0, "")]


def test_codes_that_exist_are_no_finding(tmp_path: Path) -> None:
    assert found(write_form(tmp_path, survey=SURVEY.replace("${age} >= 15", "${country} = 'sy'"))) == []


def test_a_form_without_choices_is_sound(tmp_path: Path) -> None:
    folder = write_form(tmp_path, survey="type,name,label\nnote,hello,Guten Tag\n")
    (folder / "choices.csv").unlink()
    assert found(folder) == []


def test_what_never_leaves_needs_no_sheet(tmp_path: Path) -> None:
    survey = SURVEY.replace("beruf,jobcenter", "intern,")
    assert found(write_form(tmp_path, survey=survey)) == []


def test_severity_tells_faults_from_dialect(tmp_path: Path) -> None:
    survey = SURVEY.replace("${age} >= 15", "not(${age})").replace(". <= today()", ". < '2020-01-01'")
    severities = {each.code: each.severity for each in found(write_form(tmp_path, survey=survey))}
    assert severities == {
        FindingCode.BARE_TRUTH: Severity.ERROR,
        FindingCode.DATE_LITERAL: Severity.WARNING,
    }


def test_arguments_fill_the_sentence(tmp_path: Path) -> None:
    survey = SURVEY.replace("${age} >= 15", "${country} = 'xx'")
    (finding,) = found(write_form(tmp_path, survey=survey))
    assert finding.args == {"column": "relevant", "name": "country", "choice": "xx"}


def test_translations_are_compared(tmp_path: Path) -> None:
    arabic = {key: Translation(text) for key, text in ARABIC["ar"].items()} | {
        ("survey:birth:label", "Geburtstag, ${given}?"): Translation("تاريخ ميلادك؟", line=7),
        ("survey:gone:label", "Weg"): Translation("ذهب"),
    }
    codes: dict[str, set[str]] = {}
    for each in found(write_form(tmp_path), translations={"ar": arabic}):
        codes.setdefault(each.code.value, set()).add(each.args["context"])
    assert codes["stale_translation"] == {"survey:asked:label"}
    assert codes["placeholders_differ"] == {"survey:birth:label"}
    assert codes["unused_translation"] == {"survey:gone:label"}
    assert "survey:labour:label" in codes["missing_translation"]
    assert "survey:given:label" not in codes["missing_translation"]


def test_vocabulary_must_be_there(tmp_path: Path) -> None:
    vocabulary = {
        "country": frozenset(["sy", "xx"]),
        "gone": frozenset(["a"]),
        "given": frozenset(["anything"]),
        "jobs": frozenset[str](),
    }
    assert brief(found(write_form(tmp_path), vocabulary=vocabulary)) == [
        ("missing_vocabulary_question", "survey.csv", 0, "gone"),
        ("missing_vocabulary_code", "choices.csv", 0, "country"),
    ]


def test_circles_show_in_the_built_form() -> None:
    circle = form(calculate("a", "${b}"), calculate("b", "${a}"))
    (finding,) = lint_definition(circle)
    assert (finding.code, finding.question) == (FindingCode.CYCLE, "a, b")
    (finding,) = lint_definition(form(calculate("a", "1 +")))
    assert (finding.code, finding.question) == (FindingCode.SYNTAX, "a")
    assert lint_definition(form(calculate("a", "1"))) == ()


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("${level} = true()", ["boolean_as_text"]),
        ("false() != ${level}", ["boolean_as_text"]),
        ("${age} = true()", []),
        ("${level} = 'true'", []),
    ],
)
def test_a_truth_that_was_worked_out_is_text(tmp_path: Path, expression: str, codes: list[str]) -> None:
    survey = SURVEY.replace("\"if(count(${jobs}[years > 3]) > 0, 'viel', 'wenig')\"", "${years} > 3")
    survey = survey.replace("${age} >= 15", expression).replace("${years} > 3", "count(${jobs}) > 3")
    found_codes = [each.code.value for each in found(write_form(tmp_path, survey=survey))]
    assert [code for code in found_codes if code == "boolean_as_text"] == codes


def test_pictures_of_choices_must_be_there(tmp_path: Path) -> None:
    choices = "list_name,name,label,of,media::image\n" + CHOICES.split("\n", 1)[1].replace(
        "land,sy,Syrien,", "land,sy,Syrien,,sy.png", 1
    )
    folder = write_form(tmp_path, choices=choices)
    named = [(each.code.value, each.question) for each in found(folder, translations={"ar": {}})]
    assert ("missing_file", "land/sy") in named
    # Its label wants a translation, its picture serves every language.
    assert named.count(("missing_translation", "land/sy")) == 1
    (folder / "media").mkdir()
    (folder / "media" / "sy.png").write_bytes(b"")
    assert not any(code == "missing_file" for code, _ in [(e.code.value, e.question) for e in found(folder)])


def test_choices_named_in_capitals_or_twice_are_told(tmp_path: Path) -> None:
    codes = [each.code.value for each in found(write_form(tmp_path, choices=CHOICES + "land,SY,Syrien\n"))]
    assert codes == ["invalid_code"]


def test_half_a_placeholder_in_a_translation_is_told(tmp_path: Path) -> None:
    arabic = {("survey:given:label", "Wie heißen Sie?"): Translation("ما اسمك ${given؟")}
    told = [
        each for each in found(write_form(tmp_path), translations={"ar": arabic}) if each.file[:2] == "po"
    ]
    assert [(each.code.value, each.args["extra"]) for each in told] == [("placeholders_differ", "${given؟")]


def test_compared_codes_of_any_expression() -> None:
    expression = (
        "selected(${a}, 'x') and (${b} = 'y' or 'z' != ${b}) and ${c} = '' and string(1) = 'q' and . = 'o'"
    )
    assert compared_codes(expression) == {("a", "x"), ("b", "y"), ("b", "z")}
