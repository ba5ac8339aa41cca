"""What the form authors' handbook shows about a county works when it is copied."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from profiler import paths
from profiler.casework.check_content import check_forms
from profiler.casework.content import ContentFolders
from profiler.casework.form_folders import named_form
from profiler.casework.loading import load_form
from profiler.cli.arguments import parse
from profiler.cli.forms import run_forms
from profiler.cli.forms_call import FormsCall, clock_in
from profiler.errors import EXIT_OK

TABLE = re.compile(r"^`(\w+\.csv)`:[^`]*(?:`[^`\n]+`[^`]*)*?\n\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ASKED = '{"op": "label", "path": "/kompetenz/wohnen/district"}\n'


@pytest.fixture
def folders(tmp_path: Path) -> ContentFolders:
    """A data folder with the example, as `--data` would find it."""
    text = (paths.forms_folder() / "README.md").read_text(encoding="utf-8")
    section = text.partition("## What a county changes")[2].partition("\n## ")[0]
    tables = dict(TABLE.findall(section))
    assert sorted(tables) == ["choices.csv", "settings.csv", "survey.csv"]
    folder = paths.county_forms_folder(tmp_path) / "kompetenz"
    folder.mkdir(parents=True)
    for name, table in tables.items():
        (folder / name).write_text(table, encoding="utf-8")
    return ContentFolders(
        paths.forms_folder(),
        paths.resources_folder(),
        tmp_path / "built",
        folder.parent,
        paths.county_cache_folder(tmp_path),
    )


def forms(folders: ContentFolders, *words: str, lines: str = "") -> tuple[int, str]:
    out = io.StringIO()
    call = FormsCall(parse(["forms", *words]), folders, clock_in(None, None), io.StringIO(lines), out)
    return run_forms(call), out.getvalue()


def test_the_example_passes_the_check(folders: ContentFolders) -> None:
    form = named_form("kompetenz", folders)
    assert [remark.text for remark in check_forms(folders, form) if remark.keeps_from_use] == []


def test_the_example_changes_the_form(folders: ContentFolders) -> None:
    form = named_form("kompetenz", folders)
    assert form is not None
    definition = load_form(form).definition
    assert definition.question("city").label["de"] == "In welcher Gemeinde wohnen Sie?"
    assert (
        definition.question("district").path.rpartition("/")[0]
        == (definition.question("city").path.rpartition("/")[0])
    )
    assert definition.question("client_mode").relevant == "false()"
    assert definition.version.endswith("-k1")


def test_a_countys_form_is_tried_and_written_as_a_workbook(folders: ContentFolders, tmp_path: Path) -> None:
    data = ("--data", str(tmp_path))
    code, said = forms(folders, "play", "kompetenz", *data, lines=ASKED)
    assert code == EXIT_OK
    assert "In welchem Ortsteil wohnen Sie?" in said
    target = tmp_path / "kreis.xlsx"
    code, said = forms(folders, "export", "kompetenz", *data, "-o", str(target))
    assert (code, target.is_file()) == (EXIT_OK, True), said


def test_a_county_publishes_into_its_own_folder(folders: ContentFolders, tmp_path: Path) -> None:
    shipped = (paths.forms_folder() / "kompetenz" / "published.csv").read_bytes()
    code, said = forms(folders, "publish", "kompetenz", "--data", str(tmp_path))
    assert folders.county is not None
    mine = folders.county / "kompetenz"
    assert code == EXIT_OK, said
    assert said.endswith(f"-k1 veröffentlicht, in {mine / 'published.csv'}\n")
    assert (paths.forms_folder() / "kompetenz" / "published.csv").read_bytes() == shipped
    version = said.split()[2]
    table = mine / "survey.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("text,district", "text,stadtteil"), encoding="utf-8"
    )
    texts = [remark.text for remark in check_forms(folders, named_form("kompetenz", folders))]
    (gone,) = [text for text in texts if "Frage „district“" in text]
    assert gone.startswith("county/forms/kompetenz/published.csv:")
    assert f"Schreiben Sie in county/forms/kompetenz/migrations.csv {version},{version[:-1]}2," in gone
