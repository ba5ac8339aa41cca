"""Official classifications come in as people download them, and broken ones change nothing."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # ships no types

from profiler import paths
from profiler.classifications import packages as guarded
from profiler.classifications.catalogue import ESCO, Classifications
from profiler.classifications.concepts import ConceptKind
from profiler.classifications.importing import Imported, import_classification
from profiler.errors import WorldError
from tests.silence import LogWatch
from tests.unit.classifications.packages import (
    LABELS,
    PIPES_ID,
    PLUMBER_ID,
    esco_archive,
    esco_folder,
    esco_tables,
    kldb_rows,
    table,
)

TODAY = date(2026, 11, 21)
OCCUPATION, SKILL = ConceptKind.OCCUPATION, ConceptKind.SKILL
SPOKEN = {code: code for code in ("de", "en", "uk", "ar", "fr")}


def bring_in(source: Path, target: Path) -> Imported:
    return import_classification(source, target, paths.classifications_folder(), SPOKEN, TODAY)


def lists(target: Path) -> Classifications:
    return Classifications(paths.classifications_folder(), target)


def refusal(source: Path, target: Path) -> str:
    with pytest.raises(WorldError) as refused:
        bring_in(source, target)
    assert not target.exists(), "a refused file leaves nothing behind"
    return refused.value.details["reason"]


def test_a_package_in_a_folder_is_found_in_both_languages(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    done = bring_in(esco_folder(tmp_path, "de", "ar"), target)
    assert (done.source, done.version, done.languages) == ("esco", "1.2.0", ("ar", "de"))
    assert (done.occupations, done.skills) == (2, 1)
    for typed in ("rohrmeisterin", "Wasserschl", "سباك", "انابيب"):
        found = lists(target).search(OCCUPATION, typed, "ar")
        plumber = next(each for each in found if each.concept_id == PLUMBER_ID)
        assert (plumber.german, plumber.client, plumber.isco08) == (
            "Rohrmeister/Rohrmeisterin",
            "سباك",
            "7126",
        )
    assert [each.concept_id for each in lists(target).search(SKILL, "rohre bie")] == [PIPES_ID]


def test_archives_of_one_version_add_their_languages(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    bring_in(esco_archive(tmp_path, "ar"), target)
    assert lists(target).label_of(PLUMBER_ID) == "سباك", "a list without German shows what it has"
    done = bring_in(esco_archive(tmp_path, "de"), target)
    assert done.languages == ("ar", "de")
    assert not done.replaced
    assert lists(target).label_of(PLUMBER_ID) == "Rohrmeister/Rohrmeisterin"
    assert lists(target).label_of(PLUMBER_ID, "ar") == "سباك"


def test_another_version_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    bring_in(esco_archive(tmp_path, "ar", "1.1.2"), target)
    done = bring_in(esco_archive(tmp_path, "de", "1.2.0"), target)
    assert (done.replaced, done.version, done.languages) == ("1.1.2", "1.2.0", ("de",))


def test_only_essential_skills_that_exist_belong_to_an_occupation(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    bring_in(esco_folder(tmp_path, "de"), target)
    assert lists(target).skills_of(PLUMBER_ID) == (PIPES_ID,)


def test_languages_the_program_does_not_speak_are_named(tmp_path: Path) -> None:
    assert bring_in(esco_folder(tmp_path, "de", "pl"), tmp_path / "kept").skipped == ("pl",)
    assert refusal(esco_archive(tmp_path, "pl"), tmp_path / "other") == "no_concepts"


def test_codes_of_the_short_list_are_compared_with_the_groups_of_the_package(tmp_path: Path) -> None:
    done = bring_in(esco_folder(tmp_path, "de"), tmp_path / "kept")
    doubted = {doubt.concept_id for doubt in done.doubts}
    assert "elektroniker" in doubted, "7411 is not in this package"
    assert "anlagenmechaniker_shk" not in doubted, "7126 is"


@pytest.mark.parametrize("damage", ["no column", "no end", "no text", "no zip", "locked away", "nothing"])
def test_a_damaged_package_is_refused_with_a_reason(damage: str, tmp_path: Path) -> None:
    folder = esco_folder(tmp_path, "de")
    occupations = folder / "occupations_de.csv"
    source, reason = folder, ""
    match damage:
        case "no column":
            occupations.write_text(table([("conceptUri", "iscoGroup"), ("a", "b")]), encoding="utf-8")
            reason = "column_missing"
        case "no end":
            occupations.write_text(esco_tables("de")[occupations.name] + '"never closed', encoding="utf-8")
            reason = "not_a_table"
        case "no text":
            occupations.write_bytes(b"\xff\xfe\x00conceptUri")
            reason = "not_a_text"
        case "no zip":
            source = tmp_path / "package.zip"
            source.write_bytes(b"PK\x03\x04 and no more")
            reason = "broken_archive"
        case "locked away":
            source = esco_archive(tmp_path, "de")
            # The flag of the first entry in the directory of the archive: encrypted.
            content = bytearray(source.read_bytes())
            content[content.index(b"PK\x01\x02") + 8] |= 1
            source.write_bytes(bytes(content))
            reason = "password_protected"
        case "nothing":
            source = tmp_path / "nowhere"
            reason = "file_missing"
    assert refusal(source, tmp_path / "kept") == reason


def test_an_archive_that_grows_without_measure_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("occupations_de.csv", "\n" * (8 * 1024 * 1024))
    assert refusal(file, tmp_path / "kept") == "zip_bomb"


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "ESCO v1.2.0.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in esco_tables("de").items():
            archive.writestr(f"../../{name}", text)
    bring_in(file, tmp_path / "kept")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ESCO v1.2.0.zip", "kept"]


def test_a_folder_with_too_many_files_is_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded, "MOST_FILES", 3)
    assert refusal(esco_folder(tmp_path, "de"), tmp_path / "kept") == "too_many_files"


def test_a_failed_import_keeps_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    bring_in(esco_archive(tmp_path, "de"), target)
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "occupations_ar.csv").write_text("conceptUri\n", encoding="utf-8")
    with pytest.raises(WorldError):
        bring_in(bad, target)
    assert lists(target).label_of(PLUMBER_ID) == LABELS["de"][0]


def test_a_damaged_list_is_left_out_and_the_short_list_still_answers(
    tmp_path: Path, log_watch: LogWatch
) -> None:
    target = tmp_path / "kept"
    bring_in(esco_archive(tmp_path, "de"), target)
    (target / ESCO / "occupations.tsv.gz").write_bytes(b"no gzip")
    log_watch.expect("cannot be read")
    found = lists(target).search(OCCUPATION, "schweißer")
    assert found[0].concept_id == "schweisser"
    assert lists(target).label_of(PLUMBER_ID) == PLUMBER_ID, "an id no list has is shown as it is"


# -- KldB ------------------------------------------------------------------------------------------------


def test_the_kldb_is_understood_as_it_is_given_out(tmp_path: Path) -> None:
    file = tmp_path / "KldB.csv"
    file.write_bytes(table(kldb_rows(), ";").encode("cp1252"))
    target = tmp_path / "kept"
    done = bring_in(file, target)
    assert (done.source, done.occupations, done.complete) == ("kldb", 4, False)
    found = lists(target).named("kldb:26212")
    assert found is not None
    assert (found.german, found.kldb2010) == ("Bauelektrik - Fachkraft", "26212")
    assert lists(target).label_of("kldb:01104") == "Führungskräfte", "the zero in front comes back"


def test_a_workbook_of_job_titles_adds_names_to_the_titles(tmp_path: Path) -> None:
    target, titles, jobs = tmp_path / "kept", tmp_path / "titles.csv", tmp_path / "jobs.xlsx"
    titles.write_text(table(kldb_rows(), ";"), encoding="utf-8")
    book = Workbook()
    cover = book.active
    cover.append(["Verzeichnis der Berufe"])
    sheet = book.create_sheet("Liste")
    sheet.append(["Stand 2026"])
    sheet.append(["Berufsbenennung", "KldB 2010 (5-Steller)"])
    for name in ("Klingelbauer/in", "Strippenzieher/in", "Lampenmonteur/in"):
        sheet.append([name, 26212])
    sheet.append(["Nahtschweißer/in", "B 24422-101"])
    book.save(jobs)
    for order in ((titles, jobs), (jobs, titles)):
        kept = target / order[0].stem
        for file in order:
            bring_in(file, kept)
        found = lists(kept).search(OCCUPATION, "strippenzieherin")
        assert [each.concept_id for each in found] == ["kldb:26212"]
        assert found[0].german == "Bauelektrik - Fachkraft"
        assert lists(kept).search(OCCUPATION, "nahtschw")[0].kldb2010 == "24422"


def test_a_complete_table_says_which_codes_of_the_short_list_it_does_not_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("profiler.classifications.importing.FULL_KLDB", 4)
    file = tmp_path / "KldB.csv"
    file.write_text(table(kldb_rows(), ";"), encoding="utf-8")
    done = bring_in(file, tmp_path / "kept")
    doubted = {doubt.concept_id: doubt.code for doubt in done.doubts}
    assert "elektroniker" not in doubted
    assert doubted["koch"] == "29302"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "Name;Ort\nx;y\n", "no_codes"),
        ("a.csv", "Schlüssel KldB;Menge\n26212;1\n24422;2\n34212;3\n", "no_names"),
        ("a.xlsx", "no workbook", "not_a_workbook"),
        ("a.pdf", "%PDF", "not_understood"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(
    name: str, content: str, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert refusal(file, tmp_path / "kept") == reason
