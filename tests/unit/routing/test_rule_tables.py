from __future__ import annotations

import csv
from pathlib import Path

import pytest

from profiler.errors import ErrorCode, WorldError
from profiler.routing.loading import RULE_COLUMNS, load_bring, load_rules, load_vocabulary
from profiler.routing.plans import Confidence, Rule, Urgency

GOOD = {
    "id": "r01",
    "condition": "${age} > 18",
    "per_row": "",
    "station_kind": "jobcenter",
    "reason": "Hilfe",
    "reason_public": "Beratung",
    "legal_basis": "§ 7",
    "source": "Gesetz",
    "checked_on": "2026-11-21",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "confidence": "medium",
    "land": "SN",
    "urgency": "money",
    "deadline": "today()",
    "bring": "id_doc photo",
    "on_slip": "ja",
    "sentence": "Bitte",
}


def table(file: Path, *rows: dict[str, str]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, RULE_COLUMNS)
        writer.writeheader()
        writer.writerows({**GOOD, **row} for row in rows)
    return file


def loaded(*files: Path) -> tuple[Rule, ...]:
    return load_rules(*files, kinds=["jobcenter", "kita"], bring=["id_doc", "photo"])


def test_a_row_becomes_a_rule(tmp_path: Path) -> None:
    (rule,) = loaded(table(tmp_path / "rules.csv", {}))
    assert rule.rule_id == "r01"
    assert (rule.confidence, rule.urgency, rule.on_slip) == (Confidence.MEDIUM, Urgency.MONEY, True)
    assert rule.bring == ("id_doc", "photo")
    assert str(rule.valid_to) == "2026-12-31"
    assert rule.per_row == ""


def test_empty_dates_and_rows_are_allowed(tmp_path: Path) -> None:
    bare = {"valid_from": "", "valid_to": "", "deadline": "", "bring": "", "land": "", "per_row": "jobs"}
    (rule,) = loaded(table(tmp_path / "rules.csv", bare))
    assert (rule.valid_from, rule.valid_to, rule.deadline, rule.bring) == (None, None, "", ())
    assert rule.per_row == "jobs"


def test_a_county_changes_and_adds_rules_by_id(tmp_path: Path) -> None:
    shipped = table(tmp_path / "rules.csv", {}, {"id": "r02"})
    county = table(tmp_path / "county.csv", {"station_kind": "kita"}, {"id": "r03"})
    rules = loaded(shipped, county)
    assert [(rule.rule_id, rule.station_kind) for rule in rules] == [
        ("r01", "kita"),
        ("r02", "jobcenter"),
        ("r03", "jobcenter"),
    ]


def test_papers_are_checked_only_against_a_list(tmp_path: Path) -> None:
    file = table(tmp_path / "rules.csv", {"bring": "anything"})
    assert load_rules(file, kinds=["jobcenter"])[0].bring == ("anything",)


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("id", "", "empty"),
        ("id", "Regel 1", "not_a_code"),
        ("condition", "", "empty"),
        ("condition", "${age} > ", "not_an_expression"),
        ("deadline", "today(", "not_an_expression"),
        ("per_row", "Alle Zeilen", "not_a_code"),
        ("station_kind", "zoo", "unknown"),
        ("reason", "", "empty"),
        ("reason_public", "", "empty"),
        ("legal_basis", "", "empty"),
        ("source", "", "empty"),
        ("checked_on", "", "empty"),
        ("checked_on", "21.11.2026", "not_a_date"),
        ("valid_to", "2025-12-31", "backwards"),
        ("confidence", "sure", "unknown"),
        ("urgency", "now", "unknown"),
        ("bring", "id_doc tent", "unknown"),
        ("bring", "id_doc id_doc", "twice"),
        ("on_slip", "yes", "not_yes_or_no"),
        ("sentence", "", "empty"),
    ],
)
def test_a_mistake_names_file_line_rule_and_reason(
    tmp_path: Path, column: str, text: str, reason: str
) -> None:
    file = table(tmp_path / "rules.csv", {"id": "r00"}, {column: text})
    with pytest.raises(WorldError) as error:
        loaded(file)
    assert error.value.code is ErrorCode.RULES_INVALID
    details = error.value.details
    assert (details["file"], details["line"], details["column"], details["reason"]) == (
        "rules.csv",
        "3",
        column,
        reason,
    )
    assert details["rule"] == (text if column == "id" else "r01")


def test_the_same_rule_twice_in_one_table_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as error:
        loaded(table(tmp_path / "rules.csv", {}, {}))
    assert error.value.details["reason"] == "twice"


def test_the_bring_list_has_long_and_short_names(tmp_path: Path) -> None:
    file = tmp_path / "bring.csv"
    file.write_text("code,label,short_label\nid_doc,Pass oder Ausweis,Pass\n", encoding="utf-8")
    item = load_bring(file)["id_doc"]
    assert (item.label, item.short_label) == ("Pass oder Ausweis", "Pass")


def test_the_vocabulary_names_questions_and_codes(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary.csv"
    file.write_text("question,codes\nage,\nbenefit,sgb2 nichts\n", encoding="utf-8")
    assert load_vocabulary(file) == {"age": frozenset(), "benefit": frozenset({"sgb2", "nichts"})}
