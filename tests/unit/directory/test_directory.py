from __future__ import annotations

from pathlib import Path

import pytest

from profiler import paths
from profiler.directory.checking import OfficeFinding, OfficeProblem, check_offices
from profiler.directory.loading import load_kinds, load_offices
from profiler.directory.offices import Office, offices_of
from profiler.errors import ErrorCode, WorldError

KINDS = "kind,label,pictogram,order\nkita,Kita,kind,20\niq,IQ,zeugnis,10\n"
OFFICES = """\
id,kind,name,street,zip,city,phone
b,kita,Kita Süd,Weg 1,01234,Musterstadt,
a,kita,Kita Nord,,,,030 1
"""


def written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def test_kinds_come_in_their_order(tmp_path: Path) -> None:
    kinds = load_kinds(written(tmp_path / "kinds.csv", KINDS))
    assert list(kinds) == ["iq", "kita"]
    assert (kinds["kita"].label, kinds["kita"].pictogram) == ("Kita", "kind")


def test_offices_are_read_with_what_is_known_about_them(tmp_path: Path) -> None:
    offices = load_offices(written(tmp_path / "offices.csv", OFFICES), ["kita"])
    assert offices[0] == Office("b", "kita", "Kita Süd", street="Weg 1", zip="01234", city="Musterstadt")
    assert [office.name for office in offices_of("kita", offices)] == ["Kita Nord", "Kita Süd"]
    assert offices_of("iq", offices) == ()


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        (OFFICES.replace("b,kita", "b,zoo"), "kind", "unknown"),
        (OFFICES.replace("Kita Süd", ""), "name", "empty"),
        (OFFICES.replace("\nb,", "\na,"), "id", "twice"),
        (OFFICES.replace("\nb,", "\nB 1,"), "id", "not_a_code"),
        ("id,kind\n", "name", "missing_column"),
    ],
)
def test_a_mistake_in_the_directory_names_its_cell(
    tmp_path: Path, text: str, column: str, reason: str
) -> None:
    with pytest.raises(WorldError) as error:
        load_offices(written(tmp_path / "offices.csv", text), ["kita"])
    assert error.value.code is ErrorCode.RESOURCE_INVALID
    assert (error.value.details["column"], error.value.details["reason"]) == (column, reason)


def test_an_order_that_is_no_number_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as error:
        load_kinds(written(tmp_path / "kinds.csv", KINDS.replace("20", "zwei")))
    assert error.value.details["reason"] == "not_a_number"


def test_every_finding_about_an_office() -> None:
    offices = [
        Office("1", "kita", "Kita", street="Weg 1", city="Musterstadt"),
        Office("2", "kita", "KITA ", phone="030 1"),
        Office("3", "zoo", "Zoo", phone="030 1"),
        Office("4", "kita", " ", street="Weg 1"),
        Office("5", "kita", "", phone="030 1"),
    ]
    assert check_offices(offices, ["kita"]) == (
        OfficeFinding("2", OfficeProblem.TWICE),
        OfficeFinding("3", OfficeProblem.UNKNOWN_KIND),
        OfficeFinding("4", OfficeProblem.NO_NAME),
        OfficeFinding("4", OfficeProblem.NO_WAY_THERE),
        OfficeFinding("5", OfficeProblem.NO_NAME),
    )


def test_the_shipped_directory_has_an_office_of_every_kind_and_no_findings() -> None:
    folder = paths.resources_folder() / "directory"
    kinds = load_kinds(folder / "kinds.csv")
    offices = load_offices(folder / "offices.csv", kinds)
    assert check_offices(offices, kinds) == ()
    assert {office.kind for office in offices} == set(kinds)
