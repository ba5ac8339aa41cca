"""Publishing a form from the command line, and what a later check says."""

from __future__ import annotations

import io
from argparse import Namespace
from pathlib import Path

import pytest

from profiler.casework.content import ContentFolders
from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall, clock_in
from profiler.cli.forms_publish import run
from profiler.errors import EXIT_FINDINGS, EXIT_OK, ErrorCode, WorldError
from profiler.forms.published import read_published
from tests.unit.forms.tables import SURVEY, write_form


def published(folder: Path, form: str | None = None) -> tuple[int, list[str]]:
    folders = ContentFolders(folder, folder / "resources", folder / "built")
    out = io.StringIO()
    call = FormsCall(Namespace(form=form), folders, clock_in(None, None), io.StringIO(), out)
    return run(call), out.getvalue().splitlines()


def test_a_form_is_published_once_and_again_when_it_grew(tmp_path: Path) -> None:
    folder = write_form(tmp_path)
    assert published(tmp_path) == (EXIT_OK, ["probe: Fassung 7 veröffentlicht"])
    assert (folder / "migrations.csv").read_text(encoding="utf-8") == "from_version,to_version,old,new,rule\n"
    assert published(tmp_path, "probe") == (EXIT_OK, ["probe: Fassung 7 war schon veröffentlicht"])
    (given,) = [line for line in SURVEY.splitlines(keepends=True) if line.startswith("text,given,")]
    more = SURVEY.replace(given, given.replace("text,given,", "text,middle,") + given)
    assert more != SURVEY
    (folder / "survey.csv").write_text(more, encoding="utf-8")
    code, said = published(tmp_path, str(folder))
    assert (code, said[-1]) == (EXIT_OK, "probe: Fassung 7 veröffentlicht"), said
    (block,) = read_published(folder)
    assert block.named("middle")


def test_what_loses_answers_is_not_published(tmp_path: Path) -> None:
    folder = write_form(tmp_path)
    published(tmp_path)
    before = (folder / "published.csv").read_bytes()
    (folder / "survey.csv").write_text(SURVEY.replace("text,given,", "text,first_name,", 1), encoding="utf-8")
    code, said = published(tmp_path)
    assert code == EXIT_FINDINGS
    assert any("„Wie heißen Sie?“ war in Fassung 7 und fehlt jetzt." in line for line in said)
    assert any("braucht eine höhere version in settings.csv" in line for line in said)
    assert said[-1] == "probe: Fassung 7 nicht veröffentlicht"
    assert (folder / "published.csv").read_bytes() == before


def test_a_form_that_is_not_there_cannot_be_published(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="nirgends"):
        published(tmp_path, "nirgends")


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    folder = write_form(tmp_path)
    published(tmp_path)
    (folder / "migrations.csv").unlink()
    (folder / "migrations.csv").symlink_to(folder / "missing" / "migrations.csv")
    with pytest.raises(WorldError) as raised:
        published(tmp_path)
    assert raised.value.code is ErrorCode.NO_ACCESS
