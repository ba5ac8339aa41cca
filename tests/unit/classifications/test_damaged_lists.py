"""Tables that were damaged or written by another version are named, or left out; they stop nobody."""

from __future__ import annotations

import gzip
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from profiler import paths
from profiler.classifications import grids, packages
from profiler.classifications.catalogue import ESCO, Classifications
from profiler.classifications.concepts import ConceptKind
from profiler.classifications.importing import import_classification
from profiler.classifications.own_lists import read_occupations, read_skills
from profiler.errors import ErrorCode, WorldError
from tests.silence import LogWatch
from tests.unit.classifications.packages import PLUMBER_ID, esco_folder, kldb_rows, table

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 21)


def bring_in(source: Path, target: Path) -> None:
    import_classification(source, target, paths.classifications_folder(), {"de": "de"}, TODAY)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.classifications_folder(), tmp_path / "own"))


@pytest.mark.parametrize(
    ("file", "line", "column"),
    [
        ("occupations.csv", "neu,Neu/in,9999,,a,b", "isco08"),
        ("occupations.csv", "neu,Neu/in,7411,262,a,b", "kldb2010"),
        ("occupations.csv", "koch,Koch,5120,,a,b", "id"),
        ("occupation_labels.csv", "koch,tr,aşçı", "language"),
        ("occupation_labels.csv", "niemand,tr,hiç", "id"),
        ("skills.csv", "neu,Neu,handwerklich,a,niemand", "occupations"),
        ("skills.csv", "neu,Neu,zauberhaft,a,koch", "kind"),
        ("isco08.csv", "74,Elektro", "code"),
    ],
)
def test_a_wrong_cell_of_the_short_lists_is_named(own: Path, file: str, line: str, column: str) -> None:
    with (own / file).open("a", encoding="utf-8") as opened:
        opened.write(f"{line}\n")
    with pytest.raises(WorldError) as wrong:
        read_skills(own, {each.concept_id for each in read_occupations(own)})
    assert wrong.value.code is ErrorCode.RESOURCE_INVALID
    assert (wrong.value.details["file"], wrong.value.details["column"]) == (file, column)


@pytest.mark.parametrize("damage", ["other format", "no json", "short rows", "language gone", "not packed"])
def test_a_kept_list_that_cannot_be_used_is_left_out(
    tmp_path: Path, damage: str, log_watch: LogWatch
) -> None:
    target = tmp_path / "kept"
    bring_in(esco_folder(tmp_path, "de"), target)
    folder = target / ESCO
    match damage:
        case "other format":
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            (folder / "manifest.json").write_text(json.dumps({**manifest, "format": "0.0"}), encoding="utf-8")
            log_watch.expect("another version")
        case "no json":
            (folder / "manifest.json").write_text("{", encoding="utf-8")
            log_watch.expect("cannot be read")
        case "short rows":
            (folder / "occupations.tsv.gz").write_bytes(gzip.compress(b"one\ttwo"))
            log_watch.expect("damaged")
        case "language gone":
            (folder / "occupations.de.tsv.gz").unlink()
        case "not packed":
            (folder / "occupations.de.tsv.gz").write_bytes(b"plain")
            log_watch.expect("cannot be read")
    lists = Classifications(paths.classifications_folder(), target)
    assert [found.concept_id for found in lists.search(ConceptKind.OCCUPATION, "rohrmeister")] == []
    assert lists.search(ConceptKind.OCCUPATION, "koch")[0].concept_id == "koch"
    assert lists.label_of(PLUMBER_ID) == PLUMBER_ID


def test_where_nothing_can_be_written_nothing_is_imported(tmp_path: Path, log_watch: LogWatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    log_watch.expect("cannot be read")
    with pytest.raises(WorldError) as refused:
        bring_in(esco_folder(tmp_path, "de"), blocked / "kept")
    assert refused.value.code is ErrorCode.NO_ACCESS


@pytest.mark.parametrize(
    ("limit", "module"), [("MOST_TABLE_BYTES", packages), ("MOST_TABLE_BYTES", grids), ("_MOST_ROWS", grids)]
)
def test_tables_of_any_size_are_not_read(
    tmp_path: Path, limit: str, module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, limit, 3)
    file = tmp_path / "kldb.csv"
    file.write_text(table(kldb_rows(), ";"), encoding="utf-8")
    source = esco_folder(tmp_path, "de") if module is packages else file
    with pytest.raises(WorldError) as refused:
        bring_in(source, tmp_path / "kept")
    assert refused.value.details["reason"] == "too_large"


def test_an_old_workbook_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kldb.xls"
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"and no more")
    with pytest.raises(WorldError) as refused:
        bring_in(file, tmp_path / "kept")
    assert refused.value.code is ErrorCode.CLASSIFICATION_INVALID


def test_an_old_workbook_about_something_else_is_read_and_refused(tmp_path: Path) -> None:
    file = Path(shutil.copy(ROOT / "tests" / "unit" / "forms" / "old_form.xls", tmp_path / "kldb.xls"))
    with pytest.raises(WorldError) as refused:
        bring_in(file, tmp_path / "kept")
    assert refused.value.details["reason"] == "no_codes"
