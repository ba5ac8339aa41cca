"""A form written as an XLSForm and taken over again is the same form."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from profiler.casework.form_files import column_language
from profiler.casework.form_folders import form_folder, form_messages
from profiler.forms.county import read_merged
from profiler.forms.findings import FindingCode, Severity
from profiler.forms.fragments import fragment_of
from profiler.forms.lint import lint
from profiler.forms.source import FormSource, read_source
from profiler.forms.spreadsheet.exporting import export_form
from profiler.forms.spreadsheet.importing import ImportedForm, ImportWishes, import_form
from profiler.forms.spreadsheet.survey import OtherTexts
from profiler.forms.spreadsheet.tables import table_texts
from profiler.languages.names import codes_by_name
from profiler.paths import forms_folder
from tests.unit.forms.random_tables import DrawnForm, drawn_forms, used
from tests.unit.forms.tables import ARABIC, write_form

FORMS = sorted(folder.parent for folder in forms_folder().glob("*/survey.csv"))
WISHES = ImportWishes(OtherTexts("Sonstiges", "Was genau?"), codes_by_name())


def there_and_back(form: DrawnForm) -> ImportedForm:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "form.xlsx"
        file.write_bytes(export_form(form.source, form.catalogues, column_language))
        return import_form(file, WISHES)


def assert_same(tables: FormSource, others: FormSource) -> None:
    assert others.form_id == tables.form_id
    assert others.survey_columns == tables.survey_columns
    assert others.choice_columns == tables.choice_columns
    assert [row.cells for row in others.survey] == [row.cells for row in tables.survey]
    assert [row.cells for row in others.choices] == [row.cells for row in tables.choices]
    assert others.settings.cells == tables.settings.cells


@pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.name)
def test_every_shipped_form_comes_back(folder: Path) -> None:
    catalogues = {
        code: dict(messages) for code, messages in form_messages(form_folder(folder, folder)).items()
    }
    form = DrawnForm(read_merged(folder, None).source, catalogues)
    back = there_and_back(form)
    assert_same(form.source, back.source)
    assert back.catalogues == used(form)
    assert back.remarks == ()
    assert table_texts(back.source) == table_texts(form.source)
    if all(fragment_of(row) is None for row in read_source(folder).survey):
        written = {name: (folder / name).read_text(encoding="utf-8") for name in table_texts(back.source)}
        assert table_texts(back.source) == written


@pytest.mark.parametrize("folder", FORMS, ids=lambda folder: folder.name)
def test_forms_of_ours_keep_to_plain_names(folder: Path) -> None:
    unusual = (FindingCode.INVALID_NAME, FindingCode.INVALID_CODE)
    assert [each for each in lint(read_merged(folder, None).source) if each.code in unusual] == []


@given(drawn_forms())
def test_every_form_comes_back(form: DrawnForm) -> None:
    assert [each for each in lint(form.source) if each.severity is Severity.ERROR] == []
    back = there_and_back(form)
    assert_same(form.source, back.source)
    assert back.catalogues == used(form)
    assert back.remarks == ()


@given(drawn_forms())
def test_every_form_can_be_kept_as_tables(form: DrawnForm) -> None:
    with TemporaryDirectory() as folder:
        for name, content in table_texts(form.source).items():
            (Path(folder) / name).write_text(content, encoding="utf-8", newline="\n")
        assert_same(form.source, read_source(Path(folder)))


def test_the_converter_accepts_what_is_written_without_a_word(tmp_path: Path) -> None:
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # ships no types

    source = read_source(write_form(tmp_path))
    result = convert(BytesIO(export_form(source, ARABIC, column_language)))
    assert "سوريا" in result.xform
    assert [each for each in result.warnings if "missing" not in each] == []


def test_nothing_in_a_workbook_is_calculated(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # ships no types

    survey = 'type,name,label,category,tier,purpose,retention\ntext,a,"=HYPERLINK(""x"")",intern,short,p,r\n'
    source = read_source(write_form(tmp_path, survey=survey, choices="list_name,name,label\n"))
    book = load_workbook(BytesIO(export_form(source, {}, column_language)))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert book["survey"].freeze_panes == "A2"
    assert book["survey"]["C2"].value == '=HYPERLINK("x")'


def test_a_right_to_left_language_is_read_from_the_right(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(export_form(read_source(write_form(tmp_path)), ARABIC, column_language)))
    headings = {cell.value: cell.column_letter for cell in book["survey"][1]}
    assert book["survey"][f"{headings['label::العربية (ar)']}3"].alignment.readingOrder == 2
    assert book["survey"][f"{headings['label::Deutsch (de)']}3"].alignment.readingOrder == 0
    assert [cell.value for cell in book["settings"][1]] == [
        "form_title",
        "form_id",
        "version",
        "default_language",
        "form_title_ar",
    ]
