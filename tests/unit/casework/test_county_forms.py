"""A desk works with its county's forms; a mistake in them stops no desk."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from profiler import paths
from profiler.casework import explain
from profiler.casework.build_apart import BuildApart, keep_fault
from profiler.casework.check_content import check_forms
from profiler.casework.content import ContentFolders
from profiler.casework.form_folders import every_form, form_messages, named_form
from profiler.casework.loading import load, load_forms
from profiler.errors import ErrorCode, WorldError
from tests.silence import LogWatch

SHIPPED = sorted(table.parent.name for table in paths.forms_folder().glob("*/survey.csv"))
OWN = "type,name,label\ntext,wish,Was wünschen Sie sich?\n"
OWN_SETTINGS = "form_title,form_id,version\nEigener Bogen,eigen,1\n"
ARABIC = (
    'msgid ""\nmsgstr "Language: ar\\n"\n\n'
    'msgctxt "survey:city:label"\nmsgid "In welchem Ort?"\nmsgstr "في أي مكان؟"\n'
)


@pytest.fixture
def folders(tmp_path: Path) -> ContentFolders:
    return ContentFolders(
        paths.forms_folder(),
        paths.resources_folder(),
        paths.built_forms_folder(),
        paths.county_forms_folder(tmp_path),
        paths.county_cache_folder(tmp_path),
    )


def write(folders: ContentFolders, name: str, **tables: str) -> Path:
    assert folders.county is not None
    folder = folders.county / name
    folder.mkdir(parents=True, exist_ok=True)
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_county_changes_a_form_and_brings_its_own(folders: ContentFolders) -> None:
    changed = write(folders, "kompetenz", survey="name,label\ncity,In welchem Ort?\n")
    (changed / "po").mkdir()
    (changed / "po" / "ar.po").write_text(ARABIC, encoding="utf-8")
    write(folders, "eigen", survey=OWN, settings=OWN_SETTINGS)
    write(folders, "leer")
    content = load(folders)
    assert content.troubles == ()
    assert sorted(content.forms) == sorted(["eigen", *SHIPPED])
    city = content.assessment.question("city")
    assert (city.label["de"], city.label["ar"]) == ("In welchem Ort?", "في أي مكان؟")
    assert folders.cache is not None
    assert len(list(folders.cache.glob("*.xml"))) == 2


def test_without_changes_the_shipped_form_stays_where_it_was_built(folders: ContentFolders) -> None:
    for form in every_form(folders):
        assert (form.county, form.built, form.own) == (None, folders.built, False)
    assert not (folders.cache or Path()).exists()


@pytest.mark.parametrize(
    ("survey", "said"),
    [
        ("name,after\ncity,age\n", "county/survey.csv, Zeile 2"),
        ("name;label\ncity;Ort\n", "county/survey.csv, Zeile 1"),
        ("name,relevant\ncity,${ = 1\n", "county/survey.csv, Zeile 2"),
    ],
)
def test_a_broken_change_leaves_the_shipped_form_and_says_why(
    folders: ContentFolders, log_watch: LogWatch, survey: str, said: str
) -> None:
    log_watch.expect("county form kompetenz is not used")
    write(folders, "kompetenz", survey=survey)
    shipped = load(replace(folders, county=None)).assessment
    content = load(folders)
    assert content.assessment.sha == shipped.sha
    (trouble,) = content.troubles
    assert said in str(explain.sentence(trouble))
    with pytest.raises(WorldError):
        load_forms(folders)


def test_a_broken_form_of_the_county_alone_is_left_out(folders: ContentFolders, log_watch: LogWatch) -> None:
    log_watch.expect("county form eigen is not used: unknown_type")
    write(folders, "eigen", survey="type,name,label\nunfug,a,A\n", settings=OWN_SETTINGS)
    content = load(folders)
    assert sorted(content.forms) == SHIPPED
    (trouble,) = content.troubles
    assert trouble.details["reason"] == "unknown_type"


def test_the_check_reads_what_the_county_wrote(folders: ContentFolders) -> None:
    write(folders, "kompetenz", survey="name,hide\nage,yes\n")
    write(folders, "eigen", survey=OWN, settings=OWN_SETTINGS)
    texts = [remark.text for remark in check_forms(folders)]
    assert any(text.startswith("county/forms/kompetenz/survey.csv:2: Frage „age“") for text in texts)
    assert any(text.startswith("eigen/survey.csv:2: Frage „wish“") for text in texts)
    (eigen,) = [form for form in every_form(folders) if form.own]
    assert all(remark.text.startswith("eigen/") for remark in check_forms(folders, eigen))


def test_a_broken_catalogue_of_the_county_is_named(folders: ContentFolders) -> None:
    changed = write(folders, "kompetenz", survey="name,label\ncity,In welchem Ort?\n")
    (changed / "po").mkdir()
    (changed / "po" / "ar.po").write_text("unfug\n", encoding="utf-8")
    texts = [remark.text for remark in check_forms(folders) if remark.keeps_from_use]
    assert texts[0].startswith("county/forms/kompetenz/po/ar.po:1: Die Datei ist nicht lesbar.")


def test_a_form_is_found_by_id_or_by_any_of_its_folders(folders: ContentFolders, tmp_path: Path) -> None:
    changed = write(folders, "kompetenz", survey="name,label\ncity,In welchem Ort?\n")
    form = next(form for form in every_form(folders) if form.name == "kompetenz")
    assert named_form("kompetenz", folders) == named_form(str(changed), folders) == form
    assert named_form(str(paths.forms_folder() / "kompetenz"), folders) == form
    elsewhere = tmp_path / "eigen"
    elsewhere.mkdir()
    (elsewhere / "survey.csv").write_text(OWN, encoding="utf-8")
    found = named_form(str(elsewhere), folders)
    assert found is not None
    assert (found.name, form_messages(found)) == ("eigen", {})
    assert named_form("nirgends", folders) is None


def build_apart(folders: ContentFolders, *command: str) -> BuildApart:
    assert folders.county is not None
    return BuildApart(command or paths.own_command(), folders.county.parents[1])


def test_the_window_lets_another_process_build(folders: ContentFolders) -> None:
    write(folders, "eigen", survey=OWN, settings=OWN_SETTINGS)
    content = load(folders, build_apart(folders))
    assert content.troubles == ()
    assert content.forms["eigen"].definition.has_question("wish")
    # The second time nobody is started.
    assert "eigen" in load(folders, build_apart(folders, "/nowhere")).forms


@pytest.mark.parametrize(
    ("command", "detail"),
    [
        (("/nowhere",), "FileNotFoundError"),
        ((sys.executable, "-c", "import sys; sys.exit('so nicht')"), "so nicht"),
        ((sys.executable, "-c", ""), ""),
    ],
)
def test_a_process_that_comes_to_grief_is_tried_again(
    folders: ContentFolders, log_watch: LogWatch, command: tuple[str, ...], detail: str
) -> None:
    log_watch.expect("county form eigen is not used: not_convertible")
    write(folders, "eigen", survey=OWN, settings=OWN_SETTINGS)
    (trouble,) = load(folders, build_apart(folders, *command)).troubles
    assert trouble.code is ErrorCode.FORM_INVALID
    assert trouble.details["detail"] == detail
    assert load(folders, build_apart(folders)).troubles == ()


def test_what_the_converter_refused_is_not_tried_at_every_start(
    folders: ContentFolders, log_watch: LogWatch
) -> None:
    log_watch.expect("county form eigen is not used: not_convertible")
    scale = "type,name,label,parameters\nrange,scale,Wie viel?,start=a\n"
    write(folders, "eigen", survey=scale, settings=OWN_SETTINGS)
    (trouble,) = load(folders, build_apart(folders)).troubles
    assert (trouble.details["line"], trouble.details["question"]) == ("2", "scale")
    assert "'start' must be a number" in str(explain.sentence(trouble))
    (again,) = load(folders, build_apart(folders, "/nowhere")).troubles
    assert again.details == trouble.details
    write(folders, "eigen", survey=scale.replace("start=a", "start=1"))
    assert "eigen" in load(folders, build_apart(folders)).forms


def test_a_fault_that_cannot_be_noted_is_an_error(folders: ContentFolders, tmp_path: Path) -> None:
    write(folders, "eigen", survey=OWN, settings=OWN_SETTINGS)
    (form,) = [form for form in every_form(folders) if form.own]
    (tmp_path / "cache").write_text("", encoding="utf-8")
    with pytest.raises(WorldError) as refused:
        keep_fault(form, WorldError(ErrorCode.FORM_INVALID))
    assert refused.value.code is ErrorCode.NO_ACCESS


def test_the_process_of_the_window_never_loads_the_converter(folders: ContentFolders) -> None:
    write(folders, "eigen", survey=OWN, settings=OWN_SETTINGS)
    assert folders.county is not None
    load(replace(folders, county=None))  # What is shipped was built before.
    words = "import sys; from pathlib import Path; from profiler.app import load_content\n"
    words += (
        "content = load_content(Path(sys.argv[1]))\nprint(sorted(content.forms), 'pyxform' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - the same Python, with words of ours
        [sys.executable, "-c", words, str(folders.county.parents[1])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{sorted(['eigen', *SHIPPED])} False\n"
