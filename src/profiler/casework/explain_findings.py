"""German sentences for what a check of forms, rules and sheets found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from profiler.forms.findings import Finding, FindingCode
from profiler.release.lint import SheetFinding, SheetProblem
from profiler.routing.lint import RuleFinding, RuleProblem
from profiler.tables import CellProblem

_FORM: dict[FindingCode, str] = {
    FindingCode.UNREADABLE: "Die Datei ist nicht lesbar ({reason}). Als CSV mit UTF-8 und Komma sichern.",
    FindingCode.MISSING_COLUMN: "Die Spalte „{column}“ fehlt.",
    FindingCode.UNKNOWN_COLUMN: "Die Spalte „{column}“ ist unbekannt und wird nicht beachtet.",
    FindingCode.UNKNOWN_TYPE: "Den Fragetyp „{type}“ gibt es nicht.",
    FindingCode.UNBALANCED_GROUP: "Anfang und Ende der Gruppe passen nicht zusammen.",
    FindingCode.INVALID_NAME: "Der Name darf nur a-z, 0-9 und _ enthalten und beginnt mit einem Buchstaben.",
    FindingCode.DUPLICATE_NAME: "Der Name steht schon in Zeile {first}. Jeder Name kommt nur einmal vor.",
    FindingCode.MISSING_LABEL: "Der deutsche Text fehlt.",
    FindingCode.MISSING_CALCULATION: "Die Berechnung fehlt.",
    FindingCode.MISSING_OWN_COLUMN: "Die Angabe in „{column}“ fehlt. Ohne sie weiß die Freigabe nicht, "
    "wer die Antwort sehen darf.",
    FindingCode.UNKNOWN_TIER: "„{tier}“ ist keine Stufe. Möglich sind short und deep.",
    FindingCode.UNKNOWN_CATEGORY: "Die Kategorie „{category}“ gibt es nicht.",
    FindingCode.UNKNOWN_LIST: "Die Auswahlliste „{list}“ gibt es in choices.csv nicht.",
    FindingCode.UNUSED_LIST: "Die Auswahlliste „{list}“ wird nirgends gebraucht.",
    FindingCode.INVALID_CODE: "Der Code „{choice}“ darf nur a-z, 0-9 und _ enthalten.",
    FindingCode.DUPLICATE_CODE: "Den Code „{choice}“ gibt es in dieser Liste schon.",
    FindingCode.FORM_ID_DIFFERS: "form_id ist „{id}“, der Ordner heißt „{folder}“. Beide müssen gleich sein.",
    FindingCode.MISSING_TRANSLATION: "Die Übersetzung fehlt ({language}).",
    FindingCode.STALE_TRANSLATION: "Der deutsche Text wurde geändert, die Übersetzung ist "
    "veraltet ({language}).",
    FindingCode.UNUSED_TRANSLATION: "Diese Übersetzung wird nicht mehr gebraucht: {context} ({language}).",
    FindingCode.PLACEHOLDERS_DIFFER: "Die Platzhalter der Übersetzung stimmen nicht ({language}).",
    FindingCode.MISSING_VOCABULARY_QUESTION: "Diese Frage fehlt. Regeln und Blätter stützen sich darauf.",
    FindingCode.MISSING_VOCABULARY_CODE: "Die Antwort „{choice}“ fehlt. Regeln und Blätter "
    "stützen sich darauf.",
    FindingCode.CYCLE: "Diese Fragen hängen im Kreis voneinander ab.",
    FindingCode.NOT_CONVERTIBLE: "Das Formular lässt sich nicht bauen: {reason}",
    FindingCode.QUESTION_GONE: "„{label}“ war in Fassung {version} und fehlt jetzt. Schreiben Sie in "
    "migrations.csv {write} oder drop statt move, wenn die Antworten weg dürfen.",
    FindingCode.CODE_GONE: "Die Antwort „{choice}“ war in Fassung {version} und fehlt jetzt. Schreiben "
    "Sie in migrations.csv {write}; ohne neuen Code hinter = fällt sie weg.",
    FindingCode.TYPE_CHANGED: "Der Typ war in Fassung {version} {before} und ist jetzt {type}. Schreiben "
    "Sie in migrations.csv {write}, damit die Antworten übernommen werden.",
    FindingCode.REPEAT_CHANGED: "Die Frage gehörte in Fassung {version} zur Wiederholung „{before}“ und "
    "jetzt zu „{now}“. Schreiben Sie in migrations.csv {write}.",
    FindingCode.VERSION_NOT_RAISED: "Fassung {version} ist schon veröffentlicht. Eine Änderung wie diese "
    "braucht eine höhere version in settings.csv.",
    FindingCode.MIGRATION_INCOMPLETE: "Die Angabe in „{column}“ fehlt.",
    FindingCode.MIGRATION_UNKNOWN_RULE: "Die Regel „{rule}“ gibt es nicht. Möglich sind move, drop, cast und "
    "map:alt=neu;alt=neu.",
    FindingCode.MIGRATION_UNKNOWN_NAME: "„{name}“ gibt es in Fassung {version} nicht ({column}).",
    FindingCode.MIGRATION_UNKNOWN_CODE: "Die Antwort „{choice}“ gibt es bei „{name}“ in Fassung {version} "
    "nicht.",
    FindingCode.MIGRATION_VERSIONS: "Von Fassung {begin} nach {end} führt kein Schritt. Vorn steht eine "
    "veröffentlichte Fassung, hinten die nächste.",
    FindingCode.MIGRATION_TWICE: "Für „{name}“ steht in dieser Fassung schon eine Regel, Zeile {first}.",
    FindingCode.SYNTAX: "Der Ausdruck in „{column}“ ist nicht lesbar, bei Zeichen {at}: „{found}“.",
    FindingCode.UNKNOWN_FUNCTION: "Die Funktion „{function}“ in „{column}“ gibt es nicht.",
    FindingCode.UNSUPPORTED_FUNCTION: "Die Funktion „{function}“ in „{column}“ kann dieses Programm nicht "
    "ausrechnen.",
    FindingCode.ARITY: "Die Funktion „{function}“ in „{column}“ hat zu viele oder zu wenige Angaben.",
    FindingCode.BARE_TRUTH: "„{reference}“ allein ist keine Bedingung. Schreiben Sie {reference} != ''.",
    FindingCode.UNANCHORED_PATTERN: "Das Muster in „{column}“ braucht ^ am Anfang und $ am Ende.",
    FindingCode.INVALID_PATTERN: "Das Muster in „{column}“ ist ungültig.",
    FindingCode.DATE_LITERAL: "Ein Datum in „{column}“ braucht date('...').",
    FindingCode.AVERAGE_YEAR: "365.25 ist an manchen Geburtstagen einen Tag daneben. "
    "Nehmen Sie die Altersformel aus forms/README.md.",
    FindingCode.BARE_INDEX: "Schreiben Sie [position() = n] statt [n].",
    FindingCode.EMPTY_IN_SUM: "Leere Antworten stören hier. Schreiben Sie [. != ''] dahinter.",
    FindingCode.REFERENCE_IN_TEXT: "Ein Verweis steht in Anführungszeichen und wirkt dort nicht.",
    FindingCode.UNKNOWN_QUESTION: "Die Frage „{name}“ gibt es nicht ({column}).",
    FindingCode.UNKNOWN_CODE: "Die Antwort „{choice}“ gibt es bei „{name}“ nicht ({column}).",
    FindingCode.UNKNOWN_CHOICE_COLUMN: "Die Spalte „{name}“ gibt es in choices.csv nicht ({column}).",
}

_FORM_REASONS = frozenset(code.value for code in FindingCode)

_RULE: dict[RuleProblem, str] = {
    RuleProblem.SYNTAX: "Die Bedingung ist nicht lesbar, bei Zeichen {subject}.",
    RuleProblem.UNKNOWN_FUNCTION: "Die Funktion „{subject}“ gibt es nicht.",
    RuleProblem.UNKNOWN_QUESTION: "Die Frage „{subject}“ gibt es nicht.",
    RuleProblem.UNKNOWN_CODE: "Die Antwort „{subject}“ gibt es nicht.",
    RuleProblem.UNKNOWN_KIND: "Die Art von Stelle „{subject}“ gibt es nicht.",
    RuleProblem.UNKNOWN_BRING: "„{subject}“ steht nicht in der Liste der Papiere.",
    RuleProblem.CHECK_TOO_OLD: "Die letzte Prüfung ({subject}) ist älter als 180 Tage. Bitte neu prüfen.",
    RuleProblem.CHECKED_IN_FUTURE: "Das Datum der Prüfung ({subject}) liegt in der Zukunft.",
    RuleProblem.OUT_OF_DATE: "Die Regel gilt nicht mehr ({subject}).",
}

_SHEET: dict[SheetProblem, str] = {
    SheetProblem.UNKNOWN_SECTION: "Den Abschnitt „{subject}“ gibt es im Formular nicht.",
    SheetProblem.UNKNOWN_QUESTION: "Die Frage „{subject}“ gibt es im Formular nicht.",
    SheetProblem.NEVER_RELEASED: "Die Frage „{subject}“ wird nie weitergegeben.",
    SheetProblem.OUTSIDE_CATEGORIES: "Die Frage „{subject}“ gehört zu keiner Kategorie dieses Blattes.",
    SheetProblem.NOT_ON_THIS_SHEET: "Die Frage „{subject}“ nennt dieses Blatt nicht in ihrer Spalte "
    "„sheets“.",
    SheetProblem.EMPTY_CATEGORY: "Zur Kategorie „{subject}“ steht keine Frage auf dem Blatt.",
    SheetProblem.KIND_TWICE: "Für „{subject}“ gibt es mehr als ein Blatt.",
}


_TABLE: dict[str, str] = {
    CellProblem.MISSING_FILE: "Die Datei fehlt.",
    CellProblem.NOT_UTF8: "Die Datei ist nicht als UTF-8 gesichert.",
    CellProblem.NOT_A_TABLE: "Das ist keine Tabelle mit Kopfzeile und Komma.",
    CellProblem.MISSING_COLUMN: "Die Spalte fehlt.",
    CellProblem.MISSING_ROW: "Eine Zeile fehlt.",
    CellProblem.EMPTY: "Die Angabe fehlt.",
    CellProblem.NOT_A_CODE: "Hier sind nur a-z, 0-9 und _ erlaubt.",
    CellProblem.NOT_A_DATE: "Hier gehört ein Datum hin, zum Beispiel 2026-11-21.",
    CellProblem.NOT_A_NUMBER: "Hier gehört eine Zahl hin.",
    CellProblem.NOT_YES_OR_NO: "Hier steht entweder ja oder nein.",
    CellProblem.UNKNOWN: "Diese Angabe ist nicht bekannt.",
    CellProblem.TWICE: "Das steht schon weiter oben.",
    CellProblem.BACKWARDS: "Das Ende liegt vor dem Anfang.",
    CellProblem.NOT_AN_EXPRESSION: "Die Bedingung ist nicht lesbar.",
    "file_missing": "Die Datei fehlt.",
    "empty_table": "Die Tabelle ist leer.",
    "semicolons": "Die Spalten sind mit Semikolon getrennt. Als CSV mit Komma sichern.",
    "too_many_cells": "Die Zeile hat mehr Zellen als die Kopfzeile. Texte mit Komma brauchen "
    "Anführungszeichen.",
    "broken_quotes": "Die Anführungszeichen passen nicht zusammen.",
    "form_id_missing": "Die form_id fehlt.",
    "not_a_catalogue": "Das ist keine gültige .po-Datei.",
    "unknown_state": "Der Stand im Kopf der .po-Datei ist unbekannt. Möglich sind draft, reviewed und "
    "legally_checked.",
    "form_missing": "Dieses Formular fehlt.",
    "broken_xml": "Die gebaute Datei ist beschädigt.",
    "kept_form_missing": "Das Formular, mit dem dieser Bogen begonnen wurde, liegt nicht im Tresor.",
}


class _Kept(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def form_finding(form_id: str, finding: Finding) -> str:
    """One line: file, line, question, sentence."""
    place = f"{form_id}/{finding.file}" + (f":{finding.line}" if finding.line else "")
    question = f" Frage „{finding.question}“:" if finding.question else ""
    return f"{place}:{question} {_FORM[finding.code].format_map(_Kept(finding.args))}"


def rule_finding(finding: RuleFinding) -> str:
    """One line: rule, sentence."""
    return f"rules.csv: Regel „{finding.rule_id}“: {_RULE[finding.problem].format(subject=finding.subject)}"


def sheet_finding(finding: SheetFinding) -> str:
    """One line: sheet, sentence."""
    return f"sheets/{finding.sheet}.csv: {_SHEET[finding.problem].format(subject=finding.subject)}"


def place(details: Mapping[str, str]) -> str:
    """Where in a table something is wrong: file with its folder, line, column, question or rule."""
    named = (
        ("/".join(Path(details.get("file", "")).parts[-2:]), "{}"),
        (details.get("line", "").removeprefix("0"), "Zeile {}"),
        (details.get("column", ""), "Spalte „{}“"),
        (details.get("question", ""), "Frage „{}“"),
        (details.get("rule", ""), "Regel „{}“"),
    )
    return ", ".join(words.format(value) for value, words in named if value) or "–"


def table_fault(details: Mapping[str, str]) -> str:
    """What is wrong there, one sentence."""
    reason = details.get("reason", "")
    if reason in _TABLE and "question" not in details:
        return _TABLE[reason]
    if reason in _FORM_REASONS:
        return _FORM[FindingCode(reason)].format_map(_Kept({**details, "reason": details.get("detail", "")}))
    return _TABLE.get(reason, f"{reason or '–'}.")
