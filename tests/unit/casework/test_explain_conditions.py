"""Conditions in German, as the author of a form reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from profiler.casework.explain_conditions import ConditionKind, explain_condition, explain_expression
from profiler.forms.build import build
from profiler.forms.definition import Choice, FormDefinition, Group, Node, Question, QuestionKind, Repeat
from profiler.paths import forms_folder

YES_NO = (Choice("ja", {"de": "Ja"}), Choice("nein", {"de": "Nein"}), Choice("egal", {"de": "Egal"}))
LANGUAGES = (Choice("ar", {"de": "Arabisch"}), Choice("uk", {"de": "Ukrainisch"}))


def question(path: str, label: str, kind: QuestionKind, choices: str | None = None) -> Question:
    return Question(path, path.rpartition("/")[2], kind, {"de": label} if label else {}, choice_list=choices)


CHILDREN: tuple[Node, ...] = (
    question("/f/alter", "Alter", QuestionKind.INTEGER),
    question("/f/geboren", "Geburtstag", QuestionKind.DATE),
    replace(
        question("/f/kinder", "Haben Sie Kinder?", QuestionKind.SELECT_ONE, "ja_nein"),
        relevant="/f/alter >= 14",
    ),
    question("/f/sprachen", "Sprachen", QuestionKind.SELECT_MULTIPLE, "sprachen"),
    question("/f/summe", "", QuestionKind.CALCULATE),
    replace(question("/f/name", "Name", QuestionKind.TEXT), required="true()", readonly="false()"),
    question("/f/von", "Von", QuestionKind.TIME),
    question("/f/bis", "Bis", QuestionKind.TIME),
    question("/f/ende", "Ende", QuestionKind.NOTE),
    Repeat(
        "/f/haushalt",
        "haushalt",
        {"de": "Haushalt"},
        children=(
            question("/f/haushalt/hh_alter", "Alter der Person", QuestionKind.INTEGER),
            question("/f/haushalt/hh_schule", "Schule?", QuestionKind.SELECT_ONE, "ja_nein"),
        ),
    ),
)
FORM = FormDefinition(
    "f",
    "1",
    "",
    {"de": "F"},
    ("de",),
    Group("/f", "f", children=CHILDREN),
    {"ja_nein": YES_NO, "sprachen": LANGUAGES},
)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        # numbers
        ("${alter} < 18", "„Alter“ kleiner als 18 ist"),
        ("/f/alter <= 17.5", "„Alter“ höchstens 17,5 ist"),
        ("18 < ../alter", "„Alter“ größer als 18 ist"),
        ("${alter} >= 18", "„Alter“ mindestens 18 ist"),
        ("${alter} = -1", "„Alter“ -1 ist"),
        ("number(${alter}) != 3", "„Alter“ nicht 3 ist"),
        ("not(${alter} >= 18)", "„Alter“ kleiner als 18 ist oder nicht bekannt ist"),
        ("not(${alter} = 18)", "„Alter“ nicht 18 ist"),
        ("${alter} < ${summe}", "„Alter“ kleiner als „summe“ ist"),
        ("${alter} = ${summe}", "„Alter“ gleich „summe“ ist"),
        ("${alter} != ${summe}", "„Alter“ nicht gleich „summe“ ist"),
        # choices
        ("${kinder} = 'ja'", "bei „Haben Sie Kinder?“ „Ja“ steht"),
        ("'ja' = ${kinder}", "bei „Haben Sie Kinder?“ „Ja“ steht"),
        ("${kinder} != 'ja'", "bei „Haben Sie Kinder?“ nicht „Ja“ steht"),
        ("not(${kinder} = 'ja')", "bei „Haben Sie Kinder?“ nicht „Ja“ steht"),
        ("${haushalt} = 'weg'", "bei „Haushalt“ „weg“ steht"),
        (
            "not(true() and ${kinder} = 'ja')",
            "es gar nicht vorkommt oder bei „Haben Sie Kinder?“ nicht „Ja“ steht",
        ),
        ("${kinder} = 'weg'", "bei „Haben Sie Kinder?“ „weg“ steht"),
        (
            "${kinder} = 'ja' or ${kinder} = 'nein' or ${kinder} = 'egal'",
            "bei „Haben Sie Kinder?“ „Ja“ oder „Nein“ oder „Egal“ steht",
        ),
        (
            "not(${kinder} = 'ja' or ${kinder} = 'nein')",
            "bei „Haben Sie Kinder?“ nicht „Ja“ oder „Nein“ steht",
        ),
        ("selected(${sprachen}, 'ar')", "„Sprachen“ „Arabisch“ enthält"),
        ("not(selected(${sprachen}, 'ar'))", "„Sprachen“ nicht „Arabisch“ enthält"),
        ("count-selected(${sprachen}) > 1", "bei „Sprachen“ mehr als eine Antwort gewählt ist"),
        ("count-selected(${sprachen}) >= 2", "bei „Sprachen“ mindestens 2 Antworten gewählt sind"),
        ("count-selected(${sprachen}) = 0", "bei „Sprachen“ keine Antwort gewählt ist"),
        ("not(count-selected(${sprachen}) > 2)", "bei „Sprachen“ höchstens 2 Antworten gewählt sind"),
        # empty or not
        ("${name} != ''", "„Name“ beantwortet ist"),
        ("${name} = ''", "„Name“ nicht beantwortet ist"),
        ("not(string(${name}) = '')", "„Name“ beantwortet ist"),
        ("${summe} = ''", "„summe“ keinen Wert hat"),
        ("${summe} != ''", "„summe“ einen Wert hat"),
        # days
        ("${geboren} <= today()", "„Geburtstag“ nicht in der Zukunft liegt"),
        ("today() > ${geboren}", "„Geburtstag“ in der Vergangenheit liegt"),
        ("${geboren} = date(today())", "„Geburtstag“ heute ist"),
        ("${geboren} < date('2000-01-31')", "„Geburtstag“ vor dem 31.01.2000 liegt"),
        ("${geboren} >= date('2000-01-31')", "„Geburtstag“ nicht vor dem 31.01.2000 liegt"),
        ("${geboren} >= date-time('2000-01-31T00:00:00')", "„Geburtstag“ nicht vor dem 31.01.2000 liegt"),
        ("date('2000-01-31') < today()", "der 31.01.2000 in der Vergangenheit liegt"),
        ("today() < date('2027-01-01')", "heute vor dem 01.01.2027 liegt"),
        (
            "not(${geboren} > today()) and ${alter} > 1",
            "(„Geburtstag“ nicht in der Zukunft liegt oder nicht bekannt ist) und „Alter“ größer als 1 ist",
        ),
        # years and times
        ("${alter} <= number(format-date(today(), '%Y'))", "„Alter“ nicht nach dem laufenden Jahr liegt"),
        ("format-date(today(), '%Y') > ${alter}", "„Alter“ vor dem laufenden Jahr liegt"),
        ("int(format-date(today(), '%Y')) > 2025", "das laufende Jahr größer als 2025 ist"),
        ("${von} > '12:00'", "der Ausdruck „${von} > '12:00'“ zutrifft"),
        ("decimal-time(${bis}) > decimal-time(${von})", "„Bis“ nach „Von“ liegt"),
        ("decimal-time(${bis}) = decimal-time(${von})", "„Bis“ gleich „Von“ ist"),
        # rows
        ("count(${haushalt}) > 0", "es bei „Haushalt“ mindestens einen Eintrag gibt"),
        ("count(/f/haushalt) = 0", "es bei „Haushalt“ keinen Eintrag gibt"),
        ("count(${haushalt}) < 3", "es bei „Haushalt“ weniger als 3 Einträge gibt"),
        (
            "count(${haushalt}[hh_schule = 'nein' and ./hh_alter < 18]) > 0",
            "es bei „Haushalt“ mindestens einen Eintrag gibt, für den gilt: bei „Schule?“ „Nein“ steht und "
            "„Alter der Person“ kleiner als 18 ist",
        ),
        (
            "count(/f/haushalt[hh_schule = 'nein'][hh_alter > 5]) = 2",
            "es bei „Haushalt“ genau 2 Einträge gibt, für die gilt: bei „Schule?“ „Nein“ steht und "
            "„Alter der Person“ größer als 5 ist",
        ),
        ("count(${haushalt}) > ${summe}", "die Zahl der Einträge bei „Haushalt“ größer als „summe“ ist"),
        (
            "count-selected(${sprachen}) = ${summe}",
            "die Zahl der Antworten bei „Sprachen“ gleich „summe“ ist",
        ),
        # together
        (
            "${kinder} = 'ja' and (${alter} < 18 or ${name} = '')",
            "bei „Haben Sie Kinder?“ „Ja“ steht und („Alter“ kleiner als 18 ist oder "
            "„Name“ nicht beantwortet ist)",
        ),
        (
            "not(${alter} < 18 and ${kinder} = 'ja')",
            "„Alter“ mindestens 18 ist oder nicht bekannt ist oder bei „Haben Sie Kinder?“ nicht „Ja“ steht",
        ),
        (
            "not(${kinder} = 'ja' or ${name} = '')",
            "bei „Haben Sie Kinder?“ nicht „Ja“ steht und „Name“ beantwortet ist",
        ),
        ("not(not(${kinder} = 'ja'))", "bei „Haben Sie Kinder?“ „Ja“ steht"),
        ("not(not(selected(${sprachen}, 'ar')))", "„Sprachen“ „Arabisch“ enthält"),
        ("boolean(${alter} > 1)", "„Alter“ größer als 1 ist"),
        ("true() and ${alter} > 1", "nichts dagegen spricht und „Alter“ größer als 1 ist"),
        ("false() or ${alter} > 1", "es gar nicht vorkommt oder „Alter“ größer als 1 ist"),
        ("regex(${name}, '^A.*$')", "„Name“ dem Muster „^A.*$“ entspricht"),
        ("not(regex(${name}, '^A.*$'))", "„Name“ nicht dem Muster „^A.*$“ entspricht"),
        # no words for it
        ("${alter} + 1 > 3", "der Ausdruck „${alter} + 1 > 3“ zutrifft"),
        ("not(contains(${name}, 'x'))", "nicht gilt, dass der Ausdruck „contains(${name}, 'x')“ zutrifft"),
        ("${name} < 'x'", "der Ausdruck „${name} < 'x'“ zutrifft"),
        ("${unbekannt} = 1", "der Ausdruck „${unbekannt} = 1“ zutrifft"),
        ("date('2020-13-13') < ${geboren}", "der Ausdruck „date('2020-13-13') < ${geboren}“ zutrifft"),
        ("count(1) = 1", "der Ausdruck „count(1) = 1“ zutrifft"),
        ("selected(1, 'a')", "der Ausdruck „selected(1, 'a')“ zutrifft"),
        ("regex(1, 'a')", "der Ausdruck „regex(1, 'a')“ zutrifft"),
        ("//x = 1", "der Ausdruck „/descendant-or-self::node()/x = 1“ zutrifft"),
        ("/f/haushalt[1]/hh_alter = 1", "der Ausdruck „/f/haushalt[1]/hh_alter = 1“ zutrifft"),
        ("${alter} =", "der Ausdruck „${alter} =“ zutrifft"),
    ],
)
def test_a_condition_in_words(expression: str, words: str) -> None:
    assert explain_expression(FORM, "/f/ende", ConditionKind.RELEVANT, expression) == (
        f"wird gefragt, wenn {words}"
    )


@pytest.mark.parametrize(
    ("kind", "expression", "sentence"),
    [
        (ConditionKind.CONSTRAINT, ". <= 20", "gilt nur, wenn die Antwort höchstens 20 ist"),
        (ConditionKind.CONSTRAINT, "selected(., 'ja')", "gilt nur, wenn die Antwort „Ja“ enthält"),
        (ConditionKind.CONSTRAINT, ". = 'ja'", "gilt nur, wenn bei dieser Frage „Ja“ steht"),
        (ConditionKind.CONSTRAINT, ". != ''", "gilt nur, wenn diese Frage beantwortet ist"),
        (ConditionKind.CONSTRAINT, "true()", "gilt immer"),
        (ConditionKind.REQUIRED, "true()", "muss beantwortet werden"),
        (ConditionKind.REQUIRED, "${alter} > 1", "muss beantwortet werden, wenn „Alter“ größer als 1 ist"),
        (ConditionKind.READONLY, "not(false())", "kann nicht geändert werden"),
        (
            ConditionKind.CHOICES,
            "gruppe = ${alter}",
            "angeboten wird, wenn „gruppe“ der Auswahl gleich „Alter“ ist",
        ),
        (ConditionKind.CHOICES, "gruppe = 'x'", "angeboten wird, wenn „gruppe“ der Auswahl „x“ ist"),
        (ConditionKind.RELEVANT, "false()", "wird nie gefragt"),
    ],
)
def test_what_hangs_on_it(kind: ConditionKind, expression: str, sentence: str) -> None:
    assert explain_expression(FORM, "/f/kinder", kind, expression) == sentence


def test_the_conditions_a_question_has() -> None:
    said = {kind: explain_condition(FORM, "/f/kinder", kind) for kind in ConditionKind}
    assert said[ConditionKind.RELEVANT] == "wird gefragt, wenn „Alter“ mindestens 14 ist"
    assert said[ConditionKind.REQUIRED] == ""
    assert explain_condition(FORM, "/f/haushalt", ConditionKind.CONSTRAINT) == ""
    assert explain_condition(FORM, "/f/name", ConditionKind.REQUIRED) == "muss beantwortet werden"
    assert explain_condition(FORM, "/f/name", ConditionKind.READONLY) == "kann geändert werden"


FORMS = sorted(folder.parent for folder in forms_folder().glob("*/survey.csv"))


@pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.name)
def test_the_conditions_we_ship_all_have_words(folder: Path, tmp_path: Path) -> None:
    form = build(folder, cache_dir=tmp_path)
    said = [explain_condition(form, node.path, kind) for node in form.walk() for kind in ConditionKind]
    assert len([each for each in said if each]) > 10
    assert [each for each in said if "der Ausdruck" in each] == []
