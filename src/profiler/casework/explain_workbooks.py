"""German sentences for forms that come as workbooks: why one is refused, what was changed on its way in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from profiler.casework.explain_xforms import XFORM_FAULTS
from profiler.forms.source import MAX_CHOICE_ROWS, MAX_NESTING, MAX_SURVEY_ROWS, TABLES
from profiler.forms.source_tables import MAX_CELL
from profiler.forms.spreadsheet.languages import UNNAMED
from profiler.forms.spreadsheet.remarks import Remark, RemarkCode

WORKBOOK_FAULTS: dict[str, str] = {
    "file_missing": "Diese Datei gibt es nicht.",
    "empty_file": "Die Datei ist leer.",
    "not_a_workbook": "Das ist keine Excel-Datei, auch wenn sie vielleicht so heißt. Sichern Sie das "
    "Formular als .xlsx.",
    "other_workbook": "Diese Tabelle stammt aus einem anderen Programm. Sichern Sie sie dort als .xlsx.",
    "password_protected": "Die Datei ist mit einem Passwort geschützt. Sichern Sie sie ohne Passwort.",
    "tabs": "Die Spalten sind mit Tabulatoren getrennt. Als CSV mit Komma sichern.",
    "utf16": "Die Datei ist als UTF-16 („Unicode-Text“) gesichert. Sichern Sie sie mit dem Zeichensatz "
    "UTF-8, in Excel als „CSV UTF-8“.",
    "other_encoding": "Die Datei hat einen anderen Zeichensatz als UTF-8, vermutlich Windows-1252. Sichern "
    "Sie sie mit dem Zeichensatz UTF-8, in Excel als „CSV UTF-8“.",
    "null_bytes": "Die Datei enthält Nullbytes; sie ist beschädigt oder kein Text. Sichern Sie sie neu aus "
    "Ihrem Tabellenprogramm.",
    "no_rows": "Unter der Kopfzeile steht keine Frage. Tragen Sie die erste in die Zeile darunter ein.",
    "truncated_workbook": "Die Datei ist beschädigt oder unvollständig. Öffnen und sichern Sie sie noch "
    "einmal in Ihrem Tabellenprogramm.",
    "zip_bomb": "Die Datei wird beim Öffnen unverhältnismäßig groß. Das ist kein Formular; sie wurde nicht "
    "gelesen.",
    "paths_in_workbook": "Die Datei enthält Namen, die aus ihr hinausführen. Sie wurde nicht gelesen.",
    "too_many_rows": f"Die Tabelle hat zu viele Zeilen. Möglich sind {MAX_SURVEY_ROWS} Fragen und "
    f"{MAX_CHOICE_ROWS} Antworten.",
    "cell_too_long": f"Eine Zelle ist zu lang. Möglich sind {MAX_CELL} Zeichen.",
    "nested_too_deeply": f"Die Gruppen sind zu tief ineinander geschachtelt. Möglich sind {MAX_NESTING} "
    "Ebenen.",
    "survey_sheet_missing": "Das Blatt „survey“ fehlt. Gefunden: {sheets}. Nennen Sie das Blatt mit den "
    "Fragen „survey“.",
    "type_column_missing": "Auf dem Blatt „{sheet}“ fehlt die Kopfzeile mit der Spalte „type“.",
    "no_questions": "Das Formular enthält keine Frage, die dieses Programm stellen kann.",
    "source_language_missing": "Keine Spalte ist deutsch. Gefunden: {languages}. Sagen Sie mit "
    "--source-language, welche Sprache die Ausgangssprache ist.",
}
"""Reason of FORM_INVALID -> sentence, with the error's details as named arguments."""


def next_step_for_file(details: Mapping[str, str], *, otherwise: str) -> str:
    """What to do about a form that cannot be read; nothing if what is wrong with its file says it already."""
    if details.get("reason", "") in _SAYS_ENOUGH:
        return ""
    file = Path(details.get("file", ""))
    is_file = file.suffix.lower() in _FORM_FILES and file.name not in _TABLES
    return "Bitte berichtigen Sie die Datei." if is_file else otherwise


_SAYS_ENOUGH = {**WORKBOOK_FAULTS, **XFORM_FAULTS}
_FORM_FILES = frozenset([".xlsx", ".xlsm", ".xls", ".csv", ".md", ".xml"])
_TABLES = frozenset([*TABLES, "migrations.csv", "published.csv"])
"""What a form in a folder consists of."""

_REMARKS: dict[RemarkCode, str] = {
    RemarkCode.QUESTION_LEFT_OUT: "Die Frage ({type}) wurde weggelassen: {why}",
    RemarkCode.INSIDE_LEFT_OUT: "Die Frage ({type}) wurde weggelassen, weil die Gruppe um sie herum fehlt.",
    RemarkCode.ROW_WITHOUT_TYPE: "Die Zeile nennt keinen Fragetyp und wurde weggelassen.",
    RemarkCode.ROW_SWITCHED_OFF: "Die Zeile ist abgeschaltet (disabled) und wurde weggelassen.",
    RemarkCode.CONDITION_LEFT_OUT: "Der Ausdruck in „{column}“ wurde weggelassen: {why} "
    "Er hieß: {expression}",
    RemarkCode.CONDITION_MENDED: "Der Ausdruck in „{column}“ wurde angepasst. Vorher: {before} – "
    "jetzt: {after}",
    RemarkCode.PLACEHOLDER_LEFT_OUT: "In „{column}“ steht jetzt … statt der Antwort auf „{name}“, weil diese "
    "Frage fehlt.",
    RemarkCode.NAME_MISSING: "Die Frage hatte keinen Namen und heißt jetzt „{question}“.",
    RemarkCode.NAME_CHANGED: "Der Name enthielt unerlaubte Zeichen und ist jetzt „{new}“.",
    RemarkCode.NAME_TWICE: "Der Name kam schon vor; diese Frage heißt jetzt „{new}“. Verweise meinen "
    "die erste.",
    RemarkCode.LABEL_MISSING: "In „{column}“ fehlt der Text; gezeigt wird der Name. Bitte ergänzen.",
    RemarkCode.LABEL_IN_OTHER_LANGUAGE: "In „{column}“ fehlt der Text der Ausgangssprache; dort steht "
    "jetzt der andere (Sprache: {language}). Bitte übersetzen.",
    RemarkCode.OWN_TEXT_FOR_OTHER: "or_other wurde durch eine weitere Antwort und eine Textfrage ersetzt. "
    "Für beide fehlen Übersetzungen.",
    RemarkCode.GROUP_NOT_CLOSED: "Die Gruppe war nicht geschlossen; sie endet jetzt am Schluss.",
    RemarkCode.GROUP_NOT_OPENED: "Hier endet eine Gruppe, die nie begonnen hat; die Zeile wurde weggelassen.",
    RemarkCode.LIST_MISSING: "Die Auswahlliste „{list}“ gibt es nicht; die Frage wird als Text gestellt.",
    RemarkCode.LIST_NAME_FILLED: "Der Name der Liste fehlte; angenommen wurde „{list}“ wie darüber.",
    RemarkCode.CODE_MISSING: "Die Antwort hatte keinen Code; er ist jetzt „{choice}“.",
    RemarkCode.CODE_CHANGED: "Der Code „{choice}“ enthielt Leerzeichen und ist jetzt „{new}“, auch in "
    "Bedingungen.",
    RemarkCode.CODE_TWICE: "Den Code „{choice}“ gab es in der Liste schon; diese Antwort wurde weggelassen.",
    RemarkCode.CHOICE_LEFT_OUT: "Die Antwort hat keine Liste oder keinen Code und wurde weggelassen.",
    RemarkCode.COLUMN_LEFT_OUT: "Die Spalte „{column}“ wird nicht gebraucht und wurde weggelassen.",
    RemarkCode.COLUMN_TWICE: "Die Spalte „{column}“ kommt zweimal vor; die erste gilt.",
    RemarkCode.COLUMN_RENAMED: "Die Spalte „{column}“ heißt jetzt „{new}“.",
    RemarkCode.SHEET_LEFT_OUT: "Dieses Blatt wird nicht gebraucht und wurde weggelassen.",
    RemarkCode.SETTING_LEFT_OUT: "Die Einstellung „{column}“ wird nicht gebraucht und wurde weggelassen.",
    RemarkCode.FORM_ID_CHANGED: "Die form_id „{id}“ kann kein Ordner sein; sie ist jetzt „{new}“.",
    RemarkCode.LANGUAGE_ASSUMED: "Die Texte nennen keine Sprache; sie gelten als deutsch.",
    RemarkCode.LANGUAGE_UNKNOWN: "Die Sprache „{language}“ ist nicht bekannt; ihre Texte wurden weggelassen. "
    "Schreiben Sie den Code dahinter, zum Beispiel „Arabisch (ar)“.",
    RemarkCode.SOURCE_FROM_SETTINGS: "Ausgangssprache ist {language}, wie default_language sagt; Deutsch "
    "gilt als Übersetzung. Mit --source-language de ist es umgekehrt.",
    RemarkCode.CELL_FAILED: "In „{column}“ steht ein Rechenfehler ({shown}); die Zelle gilt als leer.",
    RemarkCode.CELLS_NOT_CALCULATED: "{number} Formeln haben kein gesichertes Ergebnis ({cells}) und "
    "gelten als leer. Öffnen und sichern Sie die Datei in Ihrem Tabellenprogramm.",
    RemarkCode.TIER_UNKNOWN: "„{tier}“ ist keine Stufe; die Frage gehört jetzt zu deep.",
    RemarkCode.COUNTY_DECIDES: "Bei {questions} Fragen fehlt, wer die Antwort sehen darf, wozu sie dient "
    "und wie lange sie bleibt. Die Antworten bleiben intern, bis der Kreis category, sheets, tier, purpose "
    "und retention ausfüllt.",
    RemarkCode.FILE_NAME_CHANGED: "Die Datei „{file}“ wird unter dem Namen „{new}“ gesucht.",
}

_WHY: dict[str, str] = {
    "place": "Orte und Karten fragt dieses Programm nicht.",
    "code_reader": "Strichcodes liest dieses Programm nicht.",
    "silent_recording": "Unbemerkt aufzeichnen will dieses Programm nicht.",
    "outside_data": "Solche Tabellen von außen liest dieses Programm nicht.",
    "device": "Kennungen des Geräts erfasst dieses Programm nicht.",
    "matrix": "Diese Art von Gruppe kennt nur KoboToolbox.",
    "loop": "Schleifen gibt es nicht mehr. Nehmen Sie begin_repeat.",
    "search": "search() gibt es hier nicht. Nehmen Sie select_one_from_file.",
    "unknown": "Diesen Fragetyp gibt es nicht.",
    "calculation": "Ihre Berechnung fehlt.",
    "missing_calculation": "Ihre Berechnung fehlt.",
    "rows_gone": "Die Zeilen, aus denen sie wählt, fehlen.",
    "gone": "Die Frage „{name}“ gibt es nicht.",
    "unknown_question": "Die Frage „{name}“ gibt es nicht.",
    "unknown_function": "Die Funktion „{function}“ gibt es nicht.",
    "unsupported_function": "Die Funktion „{function}“ kann dieses Programm nicht.",
    "unknown_code": "Die Antwort „{choice}“ gibt es bei „{name}“ nicht.",
    "unknown_choice_column": "Die Spalte „{name}“ gibt es bei den Antworten nicht.",
    "syntax": "Er ist nicht lesbar, bei Zeichen {at}: „{found}“.",
    "arity": "Die Funktion „{function}“ hat zu viele oder zu wenige Angaben.",
    "bare_truth": "„{reference}“ allein ist keine Bedingung.",
    "invalid_pattern": "Sein Muster „{pattern}“ ist ungültig.",
    "bare_index": "Eine Zahl allein in eckigen Klammern lesen nicht alle Programme gleich.",
    "bare_word": "„{word}“ ist so keine Frage und kein Text; gemeint ist vielleicht {write}.",
    "not_yes_or_no": "Dort steht „{word}“ statt {write}.",
    "boolean_as_text": "„{reference}“ ist als Text gespeichert, und auch der Text false gilt als wahr.",
    "dead_path": "Der Weg „{path}“ führt ins Leere.",
    "many_as_one": "„{path}“ hat viele Zeilen, gebraucht wird ein Wert.",
    "never_asked": "Er ist nie wahr, die Frage würde nie gestellt.",
    "never_valid": "Keine Antwort kann ihn erfüllen.",
    "reference_in_text": "Ein Verweis in Anführungszeichen wirkt nicht.",
    "position_without_row": "position() zählt dort nichts.",
    "unsupported_type": "Diesen Fragetyp kann dieses Programm nicht fragen.",
    "unknown_type": "Diesen Fragetyp gibt es nicht.",
    "unknown_list": "Ihre Auswahlliste „{list}“ gibt es nicht.",
    "missing_list": "Der Name ihrer Auswahlliste fehlt.",
    "list_without_choices": "Ihre Auswahlliste „{list}“ hat keine Antworten.",
}
_OTHERWISE = "Die Prüfung lässt es so nicht zu."


def _shortened(text: str) -> str:
    """One line that is read at a glance; an expression may have 30,000 characters."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1].rstrip() + "…"


_LONGEST_QUOTE = 120


class _Kept(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def remark_line(remark: Remark) -> str:
    """One line: sheet, row, question, what was done."""
    reason = remark.args.get("reason", "")
    said = {name: _shortened(text) for name, text in remark.args.items()}
    if said.get("found") == "":
        said["found"] = "Ende"
    why = _WHY.get(reason, _OTHERWISE).format_map(_Kept(said))
    args = {**said, "question": remark.question, "why": why}
    if args.get("language") == UNNAMED:
        args["language"] = "ohne Angabe"
    sentence = _REMARKS[remark.code].format_map(_Kept(args))
    place = remark.sheet + (f", Zeile {remark.line}" if remark.line else "")
    question = f" „{remark.question}“:" if remark.question else ""
    return f"{place}:{question} {sentence}" if place else f"{sentence}"
