"""Forms as counties and KoboToolbox write them become tables of ours, and every change is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from profiler.errors import WorldError
from profiler.forms.findings import Severity
from profiler.forms.lint import lint
from profiler.forms.source_tables import SourceRow
from profiler.forms.spreadsheet.importing import ImportedForm, ImportWishes, import_workbook
from profiler.forms.spreadsheet.mending import Mender
from profiler.forms.spreadsheet.reading import Notes, Row
from profiler.forms.spreadsheet.remarks import RemarkCode
from profiler.forms.spreadsheet.survey import OtherTexts, Survey
from profiler.forms.spreadsheet.workbook import Sheet, SheetRow, Workbook

KNOWN = {
    "deutsch": "de",
    "german": "de",
    "english": "en",
    "french": "fr",
    "arabic": "ar",
    "العربية": "ar",
    "en": "en",
}
SURVEY = ["type", "name", "label::Deutsch (de)", "relevant", "calculation"]
Rows = Sequence[Sequence[str]]


def sheet(name: str, rows: Rows) -> Sheet:
    lines = (SheetRow(line, tuple(cells)) for line, cells in enumerate(rows, start=1))
    return Sheet(name, tuple(row for row in lines if any(row.cells)))


def taken_over(
    survey: Rows,
    choices: Rows = (),
    settings: Rows = (),
    *,
    asked: str | None = None,
    further: Mapping[str, Rows] | None = None,
    name: str = "bogen.xlsx",
) -> ImportedForm:
    sheets = {"survey": survey, "choices": choices, "settings": settings, **(further or {})}
    book = Workbook(tuple(sheet(title, rows) for title, rows in sheets.items() if rows))
    return import_workbook(
        book, Path(name), ImportWishes(OtherTexts("Sonstiges", "Was genau?"), KNOWN, asked)
    )


def remarks(form: ImportedForm) -> list[tuple[RemarkCode, int, str]]:
    expected = (RemarkCode.COUNTY_DECIDES,)
    return [
        (remark.code, remark.line, remark.question) for remark in form.remarks if remark.code not in expected
    ]


def row(form: ImportedForm, name: str) -> SourceRow:
    return next(
        row for row in form.source.survey if row["name"] == name and not row["type"].startswith("end")
    )


def names(form: ImportedForm) -> list[str]:
    return [row["name"] for row in form.source.survey]


def errors(form: ImportedForm) -> list[str]:
    return [finding.code.value for finding in lint(form.source) if finding.severity is Severity.ERROR]


def test_every_language_column_becomes_a_catalogue() -> None:
    form = taken_over(
        [
            [
                "type",
                "name",
                "label::Deutsch",
                "label::العربية",
                "hint:English",
                "hint::Deutsch",
                "label::Klingon",
            ],
            ["text", "a", "Was?", "ماذا؟", "Short", "Kurz", "nuq?"],
        ],
        settings=[
            ["form_title", "form_id", "form_title_ar", "form_title::Tlhingan"],
            ["Bogen", "bogen", "نموذج", "nav"],
        ],
    )
    assert form.source.settings.cells == {
        "form_title": "Bogen",
        "form_id": "bogen",
        "default_language": "Deutsch (de)",
    }
    assert form.catalogues == {
        "ar": {("survey:a:label", "Was?"): "ماذا؟", ("settings::form_title", "Bogen"): "نموذج"},
        "en": {("survey:a:hint", "Kurz"): "Short"},
    }
    assert remarks(form) == [(RemarkCode.LANGUAGE_UNKNOWN, 0, "")]


@pytest.mark.parametrize(
    ("columns", "default", "asked", "language", "name"),
    [
        (["label"], "", None, "de", "Deutsch (de)"),
        (["label"], "default", None, "de", "Deutsch (de)"),
        (["label"], "", "fr", "fr", "fr (fr)"),
        (["label", "label::English (en)"], "Deutsch (de)", None, "de", "Deutsch (de)"),
        (["label", "label::English (en)"], "", "fr", "fr", "fr (fr)"),
        (["label", "label::Deutsch (de)"], "", None, "de", "Deutsch (de)"),
        (["label::English (en)", "label::French"], "", "en", "en", "English (en)"),
        (["label::English", "label::French"], "", "French", "fr", "French (fr)"),
        (["label::English", "label::French"], "English (en)", "en", "en", "English (en)"),
        (["label::Deutsch (de-DE)"], "", "de_DE", "de_DE", "Deutsch (de-DE)"),
        (["label::English (en)", "label::French"], "French", None, "fr", "French (fr)"),
        (["label", "label::French"], "English (en)", None, "en", "English (en)"),
        (["label::Deutsch (de)", "label::English (en)"], "English (en)", None, "en", "English (en)"),
        (["label::Deutsch (de)", "label::English (en)"], "English (en)", "de", "de", "Deutsch (de)"),
        (["label::Deutsch (de)", "label::English (en)"], "French (fr)", None, "de", "Deutsch (de)"),
    ],
)
def test_one_language_is_the_one_it_was_written_in(
    columns: list[str], default: str, asked: str | None, language: str, name: str
) -> None:
    form = taken_over(
        [["type", "name", *columns], ["text", "a", *(f"Was? {column}" for column in columns)]],
        settings=[["form_id", "default_language"], ["bogen", default]],
        asked=asked,
    )
    assert form.source.settings["default_language"] == name
    assert language not in form.catalogues
    assert errors(form) == []


@pytest.mark.parametrize(
    ("columns", "asked", "found"),
    [
        (["label::English (en)", "label::French"], None, "English (en), French"),
        (["label", "label::English (en)"], None, "-, English (en)"),
        (["label::English (en)"], "tr", "English (en)"),
    ],
)
def test_without_german_the_languages_found_are_named(
    columns: list[str], asked: str | None, found: str
) -> None:
    with pytest.raises(WorldError) as raised:
        taken_over([["type", "name", *columns], ["text", "a", "b", "c"]], asked=asked)
    assert raised.value.details["reason"] == "source_language_missing"
    assert raised.value.details["languages"] == found


def test_where_german_is_only_a_translation_it_is_told() -> None:
    rows = [["type", "name", "label::Deutsch (de)", "label::English (en)"], ["text", "a", "Was?", "What?"]]
    settings = [["form_id", "default_language"], ["bogen", "English (en)"]]
    assert remarks(taken_over(rows, settings=settings)) == [(RemarkCode.SOURCE_FROM_SETTINGS, 0, "")]
    assert remarks(taken_over(rows, settings=settings, asked="en")) == []


def test_a_picture_of_a_choice_serves_every_language() -> None:
    form = taken_over(
        [["type", "name", "label::Deutsch", "label::Arabic"], ["select_one yn", "a", "Was?", "ماذا؟"]],
        [
            ["list_name", "name", "label::Deutsch", "label::Arabic", "image", "audio::Arabic"],
            ["yn", "ja", "Ja", "نعم", "ja.png", "ja.mp3"],
            ["yn", "nein", "Nein", "لا", "", ""],
        ],
    )
    ja, nein = form.source.choices
    assert (ja["media::image"], ja["media::audio"]) == ("ja.png", "ja.mp3")
    assert (nein["media::image"], nein["media::audio"]) == ("", "")
    assert form.files == ("ja.png", "ja.mp3")


def test_every_row_knows_where_it_came_from() -> None:
    form = taken_over(
        [["type", "name", "label"], ["geopoint", "w", "Wo?"], [], ["select_one yn", "a", "Was?"]],
        [["list_name", "name", "label"], [], ["yn", "ja", "Ja"]],
    )
    assert form.lines == {"survey.csv": (4,), "choices.csv": (3,)}


def test_a_code_nobody_knows_is_no_language() -> None:
    form = taken_over(
        [["type", "name", "label", "label::neu (alt)", "label::xx"], ["text", "a", "Was?", "x", "y"]]
    )
    assert form.catalogues == {}
    assert [code for code, _, _ in remarks(form)] == [RemarkCode.LANGUAGE_UNKNOWN] * 2 + [
        RemarkCode.LANGUAGE_ASSUMED
    ]


def test_of_two_columns_of_one_language_the_first_with_a_text_counts() -> None:
    form = taken_over(
        [
            ["type", "name", "label::Deutsch", "label::German (de)"],
            ["text", "a", "", "Was?"],
            ["text", "b", "Wer?", "x"],
        ]
    )
    assert [row(form, name)["label"] for name in "ab"] == ["Was?", "Wer?"]


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("geopoint", "place"),
        ("start-geopoint", "place"),
        ("barcode", "code_reader"),
        ("audit", "silent_recording"),
        ("background-audio", "silent_recording"),
        ("xml-external", "outside_data"),
        ("select_one_external town", "outside_data"),
        ("select_one_from_file towns.geojson", "outside_data"),
        ("deviceid", "device"),
        ("calculate_here", "unknown"),
    ],
)
def test_what_we_cannot_ask_is_left_out_and_whatever_hangs_on_it(kind: str, reason: str) -> None:
    form = taken_over(
        [
            SURVEY,
            [kind, "gone", "Wo?"],
            ["text", "a", "Was an ${gone}?", "${gone} != ''"],
            ["calculate", "b", "", "", "${gone} + 1"],
            ["calculate", "c", "", "", "${b} + 1"],
            ["text", "d", "Noch?", "${c} > 1 and ${ a } = 'x'"],
        ]
    )
    assert names(form) == ["a", "d"]
    assert (row(form, "a")["label"], row(form, "a")["relevant"], row(form, "d")["relevant"]) == (
        "Was an …?",
        "",
        "",
    )
    assert next(remark for remark in form.remarks if remark.line == 2).args["reason"] == reason
    told = {(remark.code, remark.line): remark.args for remark in form.remarks}
    assert told[RemarkCode.CONDITION_LEFT_OUT, 3]["expression"] == "${gone} != ''"
    assert told[RemarkCode.PLACEHOLDER_LEFT_OUT, 3]["name"] == "gone"
    assert told[RemarkCode.QUESTION_LEFT_OUT, 5]["reason"] == "calculation"
    assert told[RemarkCode.CONDITION_LEFT_OUT, 6]["name"] == "c"
    assert errors(form) == []


def test_a_block_we_cannot_ask_goes_with_all_that_is_in_it() -> None:
    form = taken_over(
        [
            SURVEY,
            ["begin_kobomatrix", "m", "Matrix"],
            ["begin group", "g", "Gruppe"],
            ["text", "inside", "Was?"],
            ["end group"],
            ["end_kobomatrix"],
            ["begin loop over list", "l", "Schleife"],
            ["end loop"],
            ["end_score"],
            ["text", "a", "Was?"],
        ]
    )
    assert names(form) == ["a"]
    assert [code for code, _, _ in remarks(form)] == [
        RemarkCode.QUESTION_LEFT_OUT,
        RemarkCode.INSIDE_LEFT_OUT,
        RemarkCode.INSIDE_LEFT_OUT,
        RemarkCode.QUESTION_LEFT_OUT,
        RemarkCode.QUESTION_LEFT_OUT,
    ]


def test_a_select_that_searches_or_whose_rows_are_gone_is_left_out() -> None:
    form = taken_over(
        [
            [*SURVEY, "appearance"],
            ["select_one l", "s", "Was?", "", "", "minimal search('towns')"],
            ["select_one ${ nobody }", "r", "Wer?"],
            ["text", "a", "Was?"],
        ],
        [["list_name", "name", "label::Deutsch (de)"], ["l", "x", "X"]],
    )
    assert names(form) == ["a"]
    assert [remark.args.get("reason") for remark in form.remarks[1:]] == ["search", "rows_gone"]


def test_groups_are_closed_as_they_were_opened() -> None:
    form = taken_over(
        [
            SURVEY,
            ["end group", "nothing"],
            ["begin repeat", "r", "Zeilen"],
            ["text", "a", "Was?"],
            ["end group", "somebody else"],
            ["begin group", "Name mit Blank", "Gruppe"],
            ["text", "b", "Was?"],
            ["end_group", "Name mit Blank"],
            ["begin_group", "g", "Gruppe"],
            ["text", "c", "Was?"],
        ]
    )
    assert [(each["type"], each["name"]) for each in form.source.survey] == [
        ("begin_repeat", "r"),
        ("text", "a"),
        ("end_repeat", "r"),
        ("begin_group", "Name_mit_Blank"),
        ("text", "b"),
        ("end_group", "Name_mit_Blank"),
        ("begin_group", "g"),
        ("text", "c"),
        ("end_group", "g"),
    ]
    assert remarks(form) == [
        (RemarkCode.GROUP_NOT_OPENED, 2, "nothing"),
        (RemarkCode.NAME_CHANGED, 6, "Name mit Blank"),
        (RemarkCode.GROUP_NOT_CLOSED, 9, "g"),
    ]


def test_names_are_kept_where_an_engine_can_read_them() -> None:
    form = taken_over(
        [
            [*SURVEY, "$given_name"],
            ["text", "Vor.Name-1", "Wie?", "", "", "x"],
            ["text", "2. Name", "Wie?"],
            ["text", "", "Größe in m²?"],
            ["text", "", "???"],
            ["text", "Straße 1", "Wo?"],
            ["text", "", "Wo?", "", "", "from_kobo"],
            ["note", "GEO", "Da ${geo} und ${2. Name}"],
            ["text", "ab", "Wer?", "${AB} = 1"],
            ["text", "aB", "Wer?"],
        ]
    )
    assert names(form) == [
        "Vor.Name-1",
        "n_2_Name",
        "Groesse_in_m2",
        "text",
        "Strasse_1",
        "from_kobo",
        "GEO",
        "ab",
        "aB",
    ]
    assert row(form, "GEO")["label"] == "Da ${GEO} und ${n_2_Name}"
    assert row(form, "ab")["relevant"] == ""


def test_the_second_of_a_name_gets_another() -> None:
    form = taken_over(
        [
            SURVEY,
            ["begin_group", "a", "Gruppe"],
            ["text", "a", "Was?"],
            ["text", "a_2", "Was?", "${a} != ''"],
            ["end_group", "a"],
        ]
    )
    assert names(form) == ["a", "a_3", "a_2", "a"]
    assert (RemarkCode.NAME_TWICE, 3, "a") in remarks(form)


def test_or_other_is_written_out() -> None:
    form = taken_over(
        [
            ["type", "name", "label::Deutsch (de)", "category", "tier", "purpose", "retention"],
            ["select_one l or_other", "a", "Was?", "kontakt", "deep", "p", "r"],
            ["select_multiple l or_other", "b", "Was?", "kontakt", "deep", "p", "r"],
            ["text", "a_other", "Was?", "kontakt", "deep", "p", "r"],
        ],
        [["list_name", "name", "label::Deutsch (de)"], ["l", "x", "X"]],
    )
    assert names(form) == ["a", "a_other_2", "b", "b_other", "a_other"]
    other = row(form, "a_other_2")
    assert (other["type"], other["relevant"], other["category"]) == (
        "text",
        "selected(${a}, 'other')",
        "kontakt",
    )
    assert [each["name"] for each in form.source.choices] == ["x", "other"]
    assert errors(form) == []


def test_a_list_nobody_wrote_makes_a_text_question() -> None:
    form = taken_over(
        [[*SURVEY, "choice_filter"], ["select_one nowhere or_other", "a", "Was?", "", "", "x = 1"]]
    )
    assert (row(form, "a")["type"], row(form, "a")["choice_filter"], names(form)) == ("text", "", ["a"])


def test_choices_are_put_in_order() -> None:
    form = taken_over(
        [
            [*SURVEY, "choice_filter", "default"],
            ["select_one  my list", "a", "Was?", "", "", "", "New York"],
            ["select_one town", "b", "Wo?", "${a} = 'New York' or ${a} = \"HE\"", "", "Land = ${a}"],
        ],
        [
            [
                "list_name",
                "name",
                "label::Deutsch (de)",
                "label::English (en)",
                "Land",
                "2 b",
                "$kuid",
                "$autovalue",
                "%",
            ],
            ["my list", "New York", "Neu York"],
            ["", "HE", "", "Hesse"],
            ["", "HE", "Hessen"],
            ["town", "1", "", "", "New York", "x"],
            ["", "", "Bad Homburg"],
            ["", "", ""],
            ["", "", "!", "", "", "", "", "auto"],
            ["", "", "", "", "HE"],
            ["town", "New York", "N"],
        ],
    )
    assert [
        (each["list_name"], each["name"], each["label"], each["Land"]) for each in form.source.choices
    ] == [
        ("my_list", "New_York", "Neu York", ""),
        ("my_list", "HE", "Hesse", ""),
        ("town", "1", "1", "New_York"),
        ("town", "Bad_Homburg", "Bad Homburg", ""),
        ("town", "auto", "!", ""),
        ("town", "New_York", "N", ""),
    ]
    assert form.source.choice_columns == ("list_name", "name", "label", "Land", "n_2_b")
    assert row(form, "a")["default"] == "New_York"
    assert row(form, "b")["relevant"] == "${a} = 'New_York' or ${a} = \"HE\""
    assert {code for code, _, _ in remarks(form)} == {
        RemarkCode.CODE_CHANGED,
        RemarkCode.LIST_NAME_FILLED,
        RemarkCode.LABEL_IN_OTHER_LANGUAGE,
        RemarkCode.CODE_TWICE,
        RemarkCode.LABEL_MISSING,
        RemarkCode.CODE_MISSING,
        RemarkCode.CHOICE_LEFT_OUT,
        RemarkCode.COLUMN_RENAMED,
        RemarkCode.COLUMN_LEFT_OUT,
    }


def test_choices_without_labels_show_their_codes() -> None:
    form = taken_over([SURVEY, ["select_one l", "a", "Was?"]], [["list_name", "name"], ["l", "ja"]])
    assert form.source.choice_columns == ("list_name", "name", "label")
    assert form.source.choices[0]["label"] == "ja"


def test_what_our_check_refuses_is_left_out_with_its_reason() -> None:
    form = taken_over(
        [
            [*SURVEY, "constraint"],
            ["select_one l", "a", "Was?"],
            ["text", "b", "Wer?", "${a} = 'no such code'"],
            ["text", "c", "Wer?", "nonsense(${a}) and"],
            ["text", "d", "Wer?", "", "", "geofence(., 'x')"],
            ["range", "e", "Wie viel?"],
        ],
        [["list_name", "name", "label::Deutsch (de)"], ["l", "x", "X"]],
    )
    assert errors(form) == []
    reasons = [(remark.line, remark.args.get("reason")) for remark in form.remarks if remark.line]
    assert reasons[:3] == [(3, "unknown_code"), (4, "syntax"), (5, "unsupported_function")]


def test_a_code_may_stand_twice_where_the_settings_allow_it() -> None:
    form = taken_over(
        [SURVEY, ["select_one l", "a", "Was?"]],
        [["list_name", "name", "label::Deutsch (de)"], ["l", "x", "X"], ["l", "y", "Y"], ["l", "x", "Z"]],
        [["form_id", "allow_choice_duplicates"], ["bogen", "yes"]],
    )
    assert [each["name"] for each in form.source.choices] == ["x", "y", "x"]
    assert errors(form) == []


def test_two_mistakes_in_one_expression_and_a_vain_constraint_are_taken_out_once() -> None:
    form = taken_over(
        [
            [*SURVEY, "constraint"],
            ["text", "a", "Was?", "nix(1) and gar(2)"],
            ["integer", "b", "Was?", "", "", ". > 5 and . < 3"],
            ["calculate", "c", "", "", ""],
            ["text", "d", "Was?", "'offen"],
        ]
    )
    assert [row(form, name)["relevant"] + row(form, name)["constraint"] for name in "ab"] == ["", ""]
    assert names(form) == ["a", "b", "d"]
    assert errors(form) == []


def test_nothing_is_taken_out_twice() -> None:
    question = Row(2, {"type": "calculate", "name": "a", "calculation": "1"}, {"label": {"de": "A"}})
    group = Row(3, {"type": "begin_group", "name": "g"})
    notes = Notes()
    mender = Mender(Survey("survey", (), [question, group]), {}, notes)
    assert [mender.leave_out_cell(question, "calculation") for _ in range(2)] == [True, False]
    assert [mender.leave_out_row(row, "x") for row in (question, group)] == [False, False]
    assert not mender.leave_out_braces(question, "label")
    assert len(notes.in_order(["survey"])) == 2


def test_half_a_placeholder_is_taken_out_of_its_text() -> None:
    form = taken_over(
        [
            ["type", "name", "label"],
            ["text", "a", "Was ${ b?"],
            ["begin_group", "g", "Kosten $ {x} und ${ a }"],
            ["text", "b", "5 $ oder {6} $b}?"],
            ["end_group"],
        ]
    )
    assert [row(form, name)["label"] for name in "agb"] == ["Was  b?", "Kosten  x und ${a}", "5  oder 6 b?"]
    assert errors(form) == []


def test_triggers_and_parameters_follow_the_names() -> None:
    form = taken_over(
        [
            [*SURVEY, "trigger", "parameters"],
            ["text", "mein a", "Was?"],
            ["geopoint", "gone", "Wo?"],
            ["text", "b", "Was?", "", "1", "${mein a}", "seed=${mein a}"],
            ["text", "c", "Was?", "", "1", "${gone}", "rows=3"],
        ]
    )
    assert [row(form, name)["trigger"] for name in "bc"] == ["${mein_a}", ""]
    assert [row(form, name)["parameters"] for name in "bc"] == ["seed=${mein_a}", "rows=3"]


def test_labels_may_be_missing_altogether() -> None:
    form = taken_over([["type", "name"], ["text", "a"]])
    assert (row(form, "a")["label"], "label" in form.source.survey_columns) == ("a", True)


def test_idioms_become_portable_and_yes_is_yes() -> None:
    form = taken_over(
        [
            [*SURVEY, "required", "read only", "constraint", "default"],
            ["integer", "a", "Was?", "", "", "TRUE", "0", "", "3"],
            ["text", "b", "Wer?", "${a}", "", "1", "", "", "‘x’"],
            ["text", "c", "Wer?", "not(${a}) or ${b} = ‘x’", "", "no"],
            ["calculate", "d", "", "", "if(${a}, ${b}, count(${a}))"],
            ["calculate", "e", "", "", "${a}"],
            ["text", "f", "Wer?", "(${a} and\u00a0${b} = 1)", "", "FALSE"],
        ]
    )
    assert [row(form, name)["relevant"] for name in "bcf"] == [
        "${a} != ''",
        "not(${a} != '') or ${b} = 'x'",
        "(${a} != '' and ${b} = 1)",
    ]
    assert [row(form, name)["calculation"] for name in "de"] == ["if(${a} != '', ${b}, count(${a}))", "${a}"]
    assert [row(form, name)["required"] for name in "abcf"] == ["yes", "yes", "no", "no"]
    assert row(form, "a")["read_only"] == "no"
    assert {code for code, _, _ in remarks(form)} == {RemarkCode.CONDITION_MENDED}


def test_a_bare_index_is_written_out() -> None:
    form = taken_over(
        [
            SURVEY,
            ["begin_repeat", "r", "R"],
            ["text", "a", "A"],
            ["end_repeat"],
            ["calculate", "b", "", "", "/bogen/r[2]/a"],
        ]
    )
    assert row(form, "b")["calculation"] == "/bogen/r[position() = 2]/a"


def test_what_the_county_has_not_decided_stays_at_the_desk() -> None:
    form = taken_over(
        [
            ["type", "name", "label", "category", "tier", "purpose", "retention"],
            ["begin_group", "g", "Gruppe", "kontakt", "", "p", "r"],
            ["text", "a", "Was?", "", "quick"],
            ["end_group", "g"],
            ["text", "b", "Was?"],
            ["note", "c", "So."],
        ]
    )
    own = ("category", "tier", "purpose", "retention")
    assert [row(form, "a")[column] for column in own] == ["", "deep", "", ""]
    assert [row(form, "b")[column] for column in own] == ["intern", "deep", "zu_klaeren", "zu_klaeren"]
    assert [row(form, "c")[column] for column in own] == [""] * 4
    assert "sheets" in form.source.survey_columns
    told = {remark.code: remark.args for remark in form.remarks}
    assert told[RemarkCode.COUNTY_DECIDES]["questions"] == "1"
    assert told[RemarkCode.TIER_UNKNOWN]["tier"] == "quick"
    assert errors(form) == []


def test_texts_that_are_missing_in_german_have_a_stand_in() -> None:
    form = taken_over(
        [
            ["type", "name", "label::Deutsch", "label::English", "hint::English", "image::English"],
            ["text", "a", "", "What?", "Short", "what.png"],
            ["text", "b"],
            ["begin_group", "g"],
            ["text", "c", "Wer?"],
            ["end_group", "", "Ende"],
        ]
    )
    assert [(row(form, name)["label"], row(form, name)["hint"]) for name in "abg"] == [
        ("What?", "Short"),
        ("b", ""),
        ("g", ""),
    ]
    assert row(form, "a")["media::image"] == "what.png"
    assert form.files == ("what.png",)
    assert form.catalogues["en"]["survey:a:label", "What?"] == "What?"
    assert [remark.args.get("column") for remark in form.remarks[1:]] == ["label", "hint", "label", "label"]


def test_files_are_looked_for_beside_the_form_only() -> None:
    form = taken_over(
        [
            [*SURVEY, "media::image", "audio"],
            ["select_one_from_file ../../towns.csv", "a", "Wo?", "", "", "C:\\pictures\\map.png", ".."],
            ["select_multiple_from_file settings.csv", "b", "Was?"],
            ["calculate", "c", "", "", "pulldata('codes', 'x', 'y', ${a})"],
        ],
        [["list_name", "name", "label", "image"], ["l", "x", "X", "x.png"]],
    )
    assert form.files == ("towns.csv", "codes.csv", "map.png", "datei", "x.png")
    assert row(form, "a")["type"] == "select_one_from_file towns.csv"
    assert row(form, "b")["type"] == "text"


def test_rows_that_ask_nothing_are_left_out() -> None:
    form = taken_over(
        [
            [*SURVEY, "disabled", "hxl", "select_from_list_name"],
            ["# die Familie"],
            ["", "", "Überschrift"],
            ["text", "a", "Was?", "", "", "yes"],
            ["select_one", "b", "Was?", "", "", "no", "", "l"],
        ],
        [["list_name", "name", "label::Deutsch (de)"], ["l", "x", "X"]],
    )
    assert [(each["type"], each["name"]) for each in form.source.survey] == [("select_one l", "b")]
    assert remarks(form) == [
        (RemarkCode.COLUMN_LEFT_OUT, 0, ""),
        (RemarkCode.ROW_WITHOUT_TYPE, 2, ""),
        (RemarkCode.ROW_WITHOUT_TYPE, 3, ""),
        (RemarkCode.ROW_SWITCHED_OFF, 4, "a"),
    ]


def test_a_name_column_may_be_missing_and_a_title_row_stand_above() -> None:
    form = taken_over([["Unser Bogen"], ["Type", "Label"], ["text", "Was?"]], name="Unser Bogen 1.xlsx")
    assert names(form) == ["Was"]
    assert form.source.form_id == "Unser_Bogen_1"
    assert set(form.source.survey_columns) >= {"type", "name", "label"}


@pytest.mark.parametrize(
    ("written", "form_id"),
    [
        ("kurs-2", "kurs-2"),
        ("../../boese", "boese"),
        ("con", "formular_con"),
        ("???", "formular"),
        (".x", "x"),
    ],
)
def test_a_form_id_is_a_name_for_a_folder(written: str, form_id: str) -> None:
    form = taken_over([SURVEY, ["text", "a", "Was?"]], settings=[["form_id"], [written]])
    assert form.source.form_id == form.source.settings["form_id"] == form_id


def test_settings_and_sheets_nobody_needs_are_left_out() -> None:
    form = taken_over(
        [SURVEY, ["text", "a", "Was?"]],
        settings=[["id_string", "version", "sms_keyword"], ["bogen", "v7", "x"]],
        further={"Notizen": [["hallo"]]},
    )
    assert form.source.settings.cells == {
        "form_id": "bogen",
        "version": "v7",
        "default_language": "Deutsch (de)",
    }
    assert [(remark.code, remark.sheet) for remark in form.remarks[-2:]] == [
        (RemarkCode.SETTING_LEFT_OUT, "settings"),
        (RemarkCode.SHEET_LEFT_OUT, "Notizen"),
    ]


def test_failed_formulas_and_columns_twice_are_told() -> None:
    rows = (
        SheetRow(1, ("type", "name", "label", "label", "relevant", "", "hint")),
        SheetRow(2, ("text", "a", "Was?", "Wer?", "", "lost"), ((4, "#REF!"), (5, "#N/A"))),
        SheetRow(3, ("", "", "", "", "", "lost")),
    )
    book = Workbook((Sheet("Fragen", rows),), uncalculated=("C5", "C6"))
    form = import_workbook(book, Path("x.xlsx"), ImportWishes(OtherTexts("S", "W"), KNOWN))
    assert (row(form, "a")["label"], row(form, "a")["relevant"]) == ("Was?", "")
    told = {remark.code: remark.args for remark in form.remarks}
    assert told[RemarkCode.CELL_FAILED] == {"column": "relevant", "shown": "#REF!"}
    assert told[RemarkCode.COLUMN_TWICE] == {"column": "label"}
    assert told[RemarkCode.CELLS_NOT_CALCULATED] == {"number": "2", "cells": "C5, C6"}
