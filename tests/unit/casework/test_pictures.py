"""Every answer that is asked with pictures has one, drawn as agreed, and told to those who do not see it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse  # type: ignore[import-untyped]  # ships no types

from profiler.casework.pictures import load_pictures
from profiler.documents.pictograms import pictogram
from profiler.errors import WorldError
from profiler.paths import forms_folder, resources_folder

FOLDER = resources_folder() / "pictograms"
DRAWN = sorted(FOLDER.glob("*.svg"))
PICTURES = load_pictures(FOLDER)

ASKED_WITH_PICTURES = {
    "yn": "ja nein weiss_nicht",
    "client_mode": "vorlesen selbst_lesen anhoeren bilder gebaerdensprache schriftdolmetschen",
    "informal": "kinder_betreuen angehoerige_pflegen kochen_fuer_viele naehen bauen_reparieren"
    " landwirtschaft_tiere handel_markt fahren_transport elektrik kfz friseur computer_handy dolmetschen"
    " vereinsarbeit musik_kunst",
    "goal": "arbeit_sofort ausbildung anerkennung deutsch schulabschluss studium selbstaendig weiterbildung"
    " praktikum ehrenamt weiss_nicht",
    "times_no": "nacht wochenende frueh abend",
    "care_now": "gesichert teilweise nein kita",
    "mobility": "bus_bahn fahrrad auto niemand",
    "devices": "smartphone pc drucker keins",
}
SECTIONS = (
    "gespraech person kontakt vertretung wohnen familie aufenthalt sprachen kurse schule ausbildung arbeit"
    " faehigkeiten ziele alltag gesundheit einschaetzung abschluss household"
)
SKILLS = "hear read talk present write"
STATIONS = (
    "jobcenter agentur auslaenderbehoerde iq schulhaus schulbehoerde sozialamt jugendamt kita jmd mbe"
    " sozialarbeit asylberatung kurs vhs hwk ihk zab gesundheitsamt fahrerlaubnisbehoerde familienkasse"
    " beratung-recht sprachmittler koordination berufsschule hochschule psz anlaufstelle praktikum massnahme"
    " hilfe"
)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def strengths() -> list[str]:
    return [row["code"] for row in rows(FOLDER / "strengths.csv")]


def folder(tmp_path: Path, **tables: str) -> Path:
    shipped = {
        "pictograms": "name,description\nja,Kreis mit einem Haken\n",
        "answers": "list,code,pictogram\nyn,ja,ja\n",
        "questions": "name,pictogram\n",
    }
    for name, text in (shipped | tables).items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("list_name", [*ASKED_WITH_PICTURES, "strengths"])
def test_every_answer_of_a_picture_question_has_a_picture(list_name: str) -> None:
    codes = strengths() if list_name == "strengths" else ASKED_WITH_PICTURES[list_name].split()
    pictured = {code for name, code in PICTURES.of_answers if name == list_name}
    assert pictured == set(codes)


def test_answers_of_one_question_never_share_a_picture() -> None:
    for list_name in {name for name, _ in PICTURES.of_answers}:
        shown = [picture.name for (name, _), picture in PICTURES.of_answers.items() if name == list_name]
        assert len(shown) == len(set(shown)), list_name


def test_what_the_forms_ask_with_pictures_has_them() -> None:
    asked = 0
    for survey in forms_folder().glob("*/survey.csv"):
        choices = rows(survey.with_name("choices.csv"))
        for question in rows(survey):
            if "pictograms" in (question["appearance"] or "").split():
                list_name = question["type"].split()[1]
                codes = {row["name"] for row in choices if row["list_name"] == list_name}
                assert codes
                assert codes <= {code for name, code in PICTURES.of_answers if name == list_name}
                asked += 1
    assert asked


def test_sections_and_skills_have_a_picture() -> None:
    assert {*SECTIONS.split(), *SKILLS.split()} <= set(PICTURES.of_questions)


def test_strengths_are_sentences_a_person_says() -> None:
    table = rows(FOLDER / "strengths.csv")
    assert 18 <= len(table) <= 24
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", row["code"]) for row in table)
    assert len({row["label"] for row in table}) == len(table)


def test_stations_have_pictures_of_their_own() -> None:
    named = [row["pictogram"] for row in rows(resources_folder() / "directory" / "kinds.csv")]
    assert len(named) == len(set(named))
    assert {*named, *STATIONS.split()} <= {path.stem for path in DRAWN}


def test_every_pictogram_is_described_and_every_description_drawn() -> None:
    table = rows(FOLDER / "pictograms.csv")
    assert [row["name"] for row in table] == sorted(path.stem for path in DRAWN)
    texts = [row["description"] for row in table]
    assert len(set(texts)) == len(texts)
    assert all(3 <= len(text) <= 70 for text in texts)


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_a_pictogram_is_lines_of_one_thickness_in_the_colour_of_the_text(path: Path) -> None:
    root = parse(path).getroot()
    assert root.attrib == {
        "viewBox": "0 0 48 48",
        "width": "48",
        "height": "48",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "2",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
    }
    allowed = {"path": {"d"}, "circle": {"cx", "cy", "r"}, "rect": {"x", "y", "width", "height", "rx"}}
    for element in root.iter():
        if element is not root:
            kind = element.tag.rpartition("}")[2]
            assert set(element.attrib) <= allowed[kind]
            assert not (element.text or "").strip()


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_a_pictogram_stays_on_its_grid_and_fills_it(path: Path) -> None:
    steps = pictogram(path.stem)
    across = [number for _, numbers in steps for number in numbers[0::2]]
    down = [number for _, numbers in steps for number in numbers[1::2]]
    # Half a line's thickness stays free at the edges.
    assert min(*across, *down) >= 1
    assert max(*across, *down) <= 47
    assert max(max(across) - min(across), max(down) - min(down)) >= 28


def test_a_picture_nobody_drew_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        load_pictures(folder(tmp_path, answers="list,code,pictogram\nyn,ja,jaja\n"))
    assert caught.value.details["file"] == "answers.csv"
    assert caught.value.details["line"] == "2"


def test_an_answer_has_one_picture(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        load_pictures(folder(tmp_path, answers="list,code,pictogram\nyn,ja,ja\nyn,ja,ja\n"))
    assert caught.value.details["line"] == "3"


def test_the_same_code_may_mean_something_else_in_another_list(tmp_path: Path) -> None:
    found = load_pictures(folder(tmp_path, answers="list,code,pictogram\nyn,ja,ja\nunderstood,ja,ja\n"))
    assert set(found.of_answers) == {("yn", "ja"), ("understood", "ja")}
