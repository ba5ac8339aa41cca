"""German sentences for what a check of forms, rules and sheets found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from profiler.casework.explain_expressions import shortened, unknown_function, unreadable
from profiler.casework.explain_workbooks import WORKBOOK_FAULTS
from profiler.casework.explain_xforms import XFORM_FAULTS
from profiler.forms.county import COUNTY
from profiler.forms.findings import Finding, FindingCode
from profiler.forms.fragments import of_fragment
from profiler.release.lint import SheetFinding, SheetProblem
from profiler.routing.lint import RuleFinding, RuleProblem
from profiler.tables import CellProblem

_FORM: dict[FindingCode, str] = {
    FindingCode.UNREADABLE: "Die Datei ist nicht lesbar. {reason}",
    FindingCode.WRONG_FILE_NAME: "Diese Datei wird so nicht gelesen. Nennen Sie sie um in „{wanted}“.",
    FindingCode.UNKNOWN_LANGUAGE_FILE: "Diese Datei wird so nicht gelesen. Nennen Sie sie nach dem Kürzel "
    "ihrer Sprache, zum Beispiel en.po für Englisch.",
    FindingCode.MISSING_FILE: "Die Datei „{name}“ fehlt. Legen Sie sie neben die Tabellen.",
    FindingCode.MISSING_COLUMN: "Die Spalte „{column}“ fehlt. Fügen Sie sie in der Kopfzeile ein.",
    FindingCode.UNKNOWN_COLUMN: "Die Spalte „{column}“ ist unbekannt und wird nicht beachtet. Prüfen Sie die "
    "Schreibweise, oder löschen Sie sie.",
    FindingCode.UNKNOWN_TYPE: "Den Fragetyp „{type}“ gibt es nicht. Die möglichen stehen in forms/README.md.",
    FindingCode.UNSUPPORTED_TYPE: "Den Fragetyp „{type}“ kann dieses Programm nicht fragen. Nehmen Sie einen "
    "anderen aus forms/README.md, oder löschen Sie die Zeile.",
    FindingCode.UNBALANCED_GROUP: "Anfang und Ende der Gruppe passen nicht zusammen. Zu jedem begin_group "
    "gehört ein end_group, zu jedem begin_repeat ein end_repeat.",
    FindingCode.EMPTY_REPEAT: "In der Wiederholung steht keine Frage. Schreiben Sie zwischen begin_repeat "
    "und end_repeat, was je Zeile gefragt wird, oder löschen Sie beide.",
    FindingCode.MISSING_NAME: "In dieser Zeile ({type}: „{label}“) fehlt der Name. Schreiben Sie einen in "
    "die Spalte „name“: a-z, 0-9 und _, vorn ein Buchstabe.",
    FindingCode.INVALID_NAME: "Der Name darf nur a-z, 0-9 und _ enthalten und beginnt mit einem Buchstaben.",
    FindingCode.DUPLICATE_NAME: "Der Name steht schon in Zeile {first}. Jeder Name kommt nur einmal vor; "
    "nehmen Sie einen anderen.",
    FindingCode.MISSING_LABEL: "Der deutsche Text fehlt. Schreiben Sie ihn in die Spalte „label“.",
    FindingCode.MISSING_CALCULATION: "Die Berechnung fehlt. Schreiben Sie sie in die Spalte „calculation“.",
    FindingCode.OVERWRITTEN_ANSWER: "Die Berechnung überschreibt jede Antwort. Schreiben Sie in „trigger“ "
    "die Frage, nach der gerechnet wird, zum Beispiel ${{name}}, in „read_only“ yes, oder nehmen Sie den Typ "
    "calculate.",
    FindingCode.MISSING_OWN_COLUMN: "Die Angabe in „{column}“ fehlt. {why}",
    FindingCode.UNKNOWN_TIER: "„{tier}“ ist keine Stufe. Möglich sind short und deep.",
    FindingCode.UNKNOWN_CATEGORY: "Die Kategorie „{category}“ gibt es nicht. Nehmen Sie eine aus "
    "resources/release/categories.csv.",
    FindingCode.UNKNOWN_SHEET: "Das Blatt „{sheet}“ gibt es nicht. Nehmen Sie Codes aus "
    "resources/sheets/sheets.csv, mit Leerzeichen getrennt, oder - für keines.",
    FindingCode.UNKNOWN_PURPOSE: "Den Zweck „{purpose}“ gibt es nicht. Nehmen Sie einen Code aus "
    "resources/release/purposes.csv.",
    FindingCode.UNKNOWN_RETENTION: "Die Aufbewahrung „{retention}“ gibt es nicht. Nehmen Sie einen Code aus "
    "resources/release/retention.csv.",
    FindingCode.UNDECIDED: "In „purpose“ oder „retention“ steht hier noch {word} (Zeilen: {number}). "
    "Entscheiden Sie, wozu gefragt wird und wie lange die Antwort bleibt.",
    FindingCode.ASKED_WITHOUT_CONSENT: "Zur Kategorie „{category}“ wird nur gefragt, wenn eigens "
    "unterschrieben wurde. Ergänzen Sie in „relevant“, hier oder an der Gruppe: {condition}. Dazu "
    "gehört eine Zeile vom Typ hidden mit dem Namen {consent}.",
    FindingCode.MISSING_LIST: "Hinter „{type}“ fehlt der Name der Auswahlliste, zum Beispiel „{type} yn“.",
    FindingCode.UNKNOWN_LIST: "Die Auswahlliste „{list}“ gibt es in choices.csv nicht. Legen Sie sie dort "
    "an, oder berichtigen Sie den Namen.",
    FindingCode.LIST_WITHOUT_CHOICES: "Die Auswahlliste „{list}“ hat keine Antworten. Tragen Sie in "
    "choices.csv unter „name“ einen Code je Antwort ein.",
    FindingCode.UNUSED_LIST: "Die Auswahlliste „{list}“ wird nirgends gebraucht. Sie kann gelöscht werden.",
    FindingCode.MISSING_LIST_NAME: "Zu welcher Liste die Antwort „{choice}“ gehört, fehlt. Schreiben Sie den "
    "Namen der Auswahlliste in „list_name“.",
    FindingCode.MISSING_CODE: "Der Code dieser Antwort fehlt. Schreiben Sie ihn in die Spalte „name“.",
    FindingCode.INVALID_CODE: "Der Code „{choice}“ darf nur a-z, 0-9 und _ enthalten, kein Leerzeichen.",
    FindingCode.DUPLICATE_CODE: "Den Code „{choice}“ gibt es in dieser Liste schon. Nehmen Sie einen "
    "anderen.",
    FindingCode.FORM_ID_DIFFERS: "form_id ist „{id}“, der Ordner heißt „{folder}“. Beide müssen gleich sein.",
    FindingCode.MISSING_VERSION: "Die version fehlt. Schreiben Sie eine Zahl, die mit jeder Änderung steigt: "
    "Jahr, Monat, Tag und zwei Ziffern, zum Beispiel 2026112101.",
    FindingCode.ODD_VERSION: "Ob version „{version}“ neuer ist als eine andere, sieht man ihr nicht an. "
    "Nehmen Sie nur Ziffern, zum Beispiel 2026112101.",
    FindingCode.MISSING_TRANSLATION: "Die Übersetzung fehlt ({language}); gezeigt wird nur der deutsche "
    "Text. „profiler forms po update {form} --lang {language}“ trägt ihn in {table} "
    "ein.",
    FindingCode.EMPTY_TRANSLATION: "Die Übersetzung fehlt ({language}); gezeigt wird nur der deutsche Text. "
    "Schreiben Sie sie hier hinter msgstr.",
    FindingCode.TRANSLATED_TWICE: "Dieser Eintrag steht schon in Zeile {first} ({language}). Löschen Sie "
    "einen von beiden.",
    FindingCode.MARKUP_IN_TRANSLATION: "In der Übersetzung ({language}) steht „{found}“. Es würde so "
    "gezeigt; schreiben Sie nur Text.",
    FindingCode.UNTRANSLATED: "„{context}“ hat keinen Text in dieser Sprache ({language}).",
    FindingCode.STALE_TRANSLATION: "Der deutsche Text wurde geändert, die Übersetzung ist veraltet "
    "({language}) und wird nicht gezeigt. Prüfen Sie sie und entfernen Sie das Wort fuzzy.",
    FindingCode.UNUSED_TRANSLATION: "Diese Übersetzung wird nicht mehr gebraucht: {context} ({language}). "
    "„profiler forms po update“ legt sie beiseite.",
    FindingCode.PLACEHOLDERS_DIFFER: "Die Platzhalter der Übersetzung stimmen nicht ({language}): es fehlt "
    "{missing}, zu viel ist {extra}. Übernehmen Sie sie genau aus dem deutschen Text.",
    FindingCode.BROKEN_PLACEHOLDER: "„{found}“ in „{column}“ ist kein Platzhalter. Schreiben Sie ${{name}}.",
    FindingCode.LATIN_PUNCTUATION: "In der Übersetzung ({language}) steht „{found}“ statt „{mark}“.",
    FindingCode.MISSING_VOCABULARY_QUESTION: "Diese Frage fehlt. {uses} Nehmen Sie sie wieder auf.",
    FindingCode.MISSING_VOCABULARY_CODE: "Die Antwort „{choice}“ fehlt. {uses} Nehmen Sie sie wieder auf.",
    FindingCode.COUNTY_UNKNOWN_QUESTION: "Eine Frage dieses Namens gibt es im mitgelieferten Formular nicht. "
    "Berichtigen Sie den Namen; eine neue Frage braucht einen type.",
    FindingCode.COUNTY_UNKNOWN_POSITION: "„{after}“ gibt es nicht. In „after“ steht der Name der Zeile, "
    "hinter die diese gehört.",
    FindingCode.COUNTY_MOVES: "Was mitgeliefert ist, lässt sich nicht verschieben. Lassen Sie „after“ leer.",
    FindingCode.COUNTY_KIND: "Aus „{shipped}“ kann hier nicht „{type}“ werden. Nehmen Sie einen neuen Namen.",
    FindingCode.COUNTY_HIDE: "In „hide“ steht „{found}“. Möglich sind yes und no.",
    FindingCode.COUNTY_HIDES_VOCABULARY: "{uses} Blenden Sie es nicht aus.",
    FindingCode.COUNTY_HIDES_CHOICE: "Sie haben „{choice}“ ausgeblendet, aber das Formular fragt danach, ob "
    "es gewählt ist ({count}): {names}. Blenden Sie es wieder ein, oder ändern Sie diese Fragen.",
    FindingCode.COUNTY_UNKNOWN_CHOICE: "Diese Antwort gibt es im mitgelieferten Formular nicht. Berichtigen "
    "Sie list_name und name.",
    FindingCode.COUNTY_VERSION: "In „version“ steht „{found}“. Der Landkreis schreibt hier nur seinen "
    "Zusatz, zum Beispiel k1; davor steht von selbst die mitgelieferte Fassung.",
    FindingCode.COUNTY_VERSION_NOT_RAISED: "Fassung {version} ist schon veröffentlicht. Schreiben Sie in die "
    "Spalte „version“ den Zusatz {wanted}.",
    FindingCode.COUNTY_NOT_PUBLISHED: "Diese Frage ist noch nicht als veröffentlicht festgehalten; dass sie "
    "umbenannt oder gelöscht wird, fiele nicht auf. Rufen Sie „profiler forms publish {form}“ auf, "
    "bevor jemand damit befragt wird.",
    FindingCode.UNKNOWN_FRAGMENT: "Den Baustein „{fragment}“ gibt es nicht. Hinter include steht der "
    "Name eines Ordners, der neben den Formularen in fragments liegt.",
    FindingCode.INCLUDE_WITHOUT_PREFIX: "In dieser Zeile ({type}) fehlt der Name. Schreiben Sie in „name“, "
    "womit die Namen des Bausteins hier beginnen, zum Beispiel t.",
    FindingCode.INCLUDE_NAME_TAKEN: "Durch den Baustein käme „{name}“ hinzu, aber diesen Namen gibt es "
    "schon. Schreiben Sie in „name“ einen anderen Anfang.",
    FindingCode.INCLUDE_CELL_UNUSED: "„{column}“ gilt für einen Baustein nicht. Lassen Sie die Zelle leer.",
    FindingCode.FRAGMENT_INCLUDES: "Ein Baustein bindet keinen anderen ein. Schreiben Sie die Fragen "
    "hierher, oder binden Sie beide im Formular ein.",
    FindingCode.FRAGMENT_REPEATS: "Ein Baustein enthält keine Wiederholung. Schreiben Sie begin_repeat und "
    "end_repeat im Formular um das include.",
    FindingCode.FRAGMENT_LIST_DIFFERS: "Die Auswahlliste „{list}“ steht auch in {fragment}, aber mit anderen "
    "Antworten. Löschen Sie sie hier, oder geben Sie ihr einen anderen Namen.",
    FindingCode.NEVER_ASKED: "Diese Frage wird nie gestellt, weil die Bedingung in „{column}“ nie wahr sein "
    "kann. Berichtigen Sie die Bedingung.",
    FindingCode.NEVER_VALID: "Keine Antwort kann die Bedingung in „{column}“ erfüllen. Berichtigen Sie sie.",
    FindingCode.CYCLE: "{circle}",
    FindingCode.NOT_CONVERTIBLE: "Das Formular lässt sich so nicht bauen. Berichtigen Sie, was die "
    "Umwandlung meldet (englisch): {reason}",
    FindingCode.QUESTION_GONE: "„{label}“ war in Fassung {version} und fehlt jetzt. Schreiben Sie in "
    "{table} {write} oder drop statt move, wenn die Antworten weg dürfen.",
    FindingCode.CODE_GONE: "Die Antwort „{choice}“ war in Fassung {version} und fehlt jetzt. Schreiben "
    "Sie in {table} {write}; ohne neuen Code hinter = fällt sie weg.",
    FindingCode.TYPE_CHANGED: "Der Typ war in Fassung {version} {before} und ist jetzt {type}. Schreiben "
    "Sie in {table} {write}, damit die Antworten übernommen werden.",
    FindingCode.REPEAT_CHANGED: "Die Frage gehörte in Fassung {version} zur Wiederholung „{before}“ und "
    "jetzt zu „{now}“. Schreiben Sie in {table} {write}.",
    FindingCode.VERSION_NOT_RAISED: "Fassung {version} ist schon veröffentlicht. Eine Änderung wie diese "
    "braucht eine höhere version in settings.csv.",
    FindingCode.VERSION_LOWERED: "Fassung {version} liegt vor der veröffentlichten Fassung {latest}. "
    "Schreiben Sie {latest} oder eine höhere.",
    FindingCode.MIGRATION_INCOMPLETE: "Die Angabe in „{column}“ fehlt.",
    FindingCode.MIGRATION_UNKNOWN_RULE: "Die Regel „{rule}“ gibt es nicht. Möglich sind move, drop, cast und "
    "map:alt=neu;alt=neu.",
    FindingCode.MIGRATION_UNKNOWN_NAME: "„{name}“ gibt es in Fassung {version} nicht ({column}).",
    FindingCode.MIGRATION_UNKNOWN_CODE: "Die Antwort „{choice}“ gibt es bei „{name}“ in Fassung {version} "
    "nicht.",
    FindingCode.MIGRATION_NEEDLESS: "„{name}“ hat vorher und nachher denselben Typ ({type}). Löschen Sie "
    "diese Zeile.",
    FindingCode.MIGRATION_VERSIONS: "Von Fassung {begin} nach {end} führt kein Schritt. Vorn steht eine "
    "veröffentlichte Fassung, hinten die nächste.",
    FindingCode.MIGRATION_TWICE: "Für „{name}“ steht in dieser Fassung schon eine Regel, Zeile {first}.",
    FindingCode.SYNTAX: "Der Ausdruck {quoted}in „{column}“ ist nicht lesbar, bei Zeichen {at}: „{found}“. "
    "{hint}",
    FindingCode.UNKNOWN_FUNCTION: "Die Funktion „{function}“ in „{column}“ gibt es nicht. {hint}",
    FindingCode.UNSUPPORTED_FUNCTION: "Die Funktion „{function}“ in „{column}“ kann dieses Programm nicht "
    "ausrechnen. Lassen Sie sie weg.",
    FindingCode.ARITY: "Die Funktion „{function}“ in „{column}“ hat zu viele oder zu wenige Angaben: "
    "{given}. Wie viele es sein müssen, steht in forms/README.md.",
    FindingCode.BARE_TRUTH: "„{reference}“ allein ist keine Bedingung. Schreiben Sie {reference} != ''.",
    FindingCode.UNANCHORED_PATTERN: "Das Muster „{pattern}“ in „{column}“ liest nicht jedes Programm gleich. "
    "Setzen Sie ^ an den Anfang und $ ans Ende.",
    FindingCode.INVALID_PATTERN: "Das Muster in „{column}“ ist ungültig: „{pattern}“. Prüfen Sie seine "
    "Klammern.",
    FindingCode.DATE_LITERAL: "Ein Datum in „{column}“ steht als Text. Schreiben Sie date('{text}').",
    FindingCode.AVERAGE_YEAR: "365.25 ist an manchen Geburtstagen einen Tag daneben. "
    "Nehmen Sie die Altersformel aus forms/README.md.",
    FindingCode.BARE_INDEX: "Eine Zahl allein in eckigen Klammern lesen nicht alle Programme gleich "
    "(„{column}“). Schreiben Sie [position() = n] statt [n].",
    FindingCode.EMPTY_IN_SUM: "Leere Antworten stören {function}() in „{column}“. Schreiben Sie [. != ''] "
    "hinter den Verweis.",
    FindingCode.REFERENCE_IN_TEXT: "Ein Verweis steht in Anführungszeichen und wirkt dort nicht. Schreiben "
    "Sie concat('…', ${{name}}, '…').",
    FindingCode.POSITION_WITHOUT_ROW: "position() zählt hier nichts. Schreiben Sie position(..) für die "
    "Nummer der eigenen Zeile.",
    FindingCode.BOOLEAN_AS_TEXT: "„{reference}“ ist als Text gespeichert, und auch der Text false gilt als "
    "wahr. Lassen Sie die Berechnung mit if(…, 'ja', 'nein') antworten und vergleichen Sie mit 'ja'.",
    FindingCode.DEAD_PATH: "Der Weg „{path}“ in „{column}“ führt ins Leere. Schreiben Sie ${{name}} statt "
    "eines Weges.",
    FindingCode.MANY_AS_ONE: "„{path}“ in „{column}“ hat viele Zeilen, gebraucht wird ein Wert. Nehmen Sie "
    "join(), count() oder indexed-repeat().",
    FindingCode.UNKNOWN_QUESTION: "Die Frage „{name}“ gibt es nicht ({column}). Prüfen Sie die Schreibweise.",
    FindingCode.UNKNOWN_CODE: "Die Antwort „{choice}“ gibt es bei „{name}“ nicht ({column}). Der Vergleich "
    "ist immer gleich; nehmen Sie einen Code aus choices.csv.",
    FindingCode.BARE_WORD: "„{word}“ in „{column}“ ist so keine Frage und kein Text. Schreiben Sie {write}.",
    FindingCode.NOT_YES_OR_NO: "In „{column}“ steht „{word}“. Schreiben Sie {write}, oder eine Bedingung.",
    FindingCode.UNKNOWN_CHOICE_COLUMN: "Die Spalte „{name}“ gibt es in choices.csv nicht ({column}). Legen "
    "Sie sie dort an.",
}

_OWN_COLUMNS: dict[str, str] = {
    "category": "Ohne sie weiß die Freigabe nicht, wer die Antwort sehen darf.",
    "sheets": "Nennen Sie die Blätter, auf denen die Antwort stehen darf, oder schreiben Sie - für keines.",
    "tier": "Schreiben Sie short für das kurze Gespräch oder deep für das ausführliche.",
    "purpose": "Schreiben Sie, wozu gefragt wird: einen Code aus resources/release/purposes.csv.",
    "retention": "Schreiben Sie, wie lange die Antwort bleibt: einen Code aus "
    "resources/release/retention.csv.",
}
"""What each of our own columns is for."""

_CIRCLE = "Diese Fragen hängen im Kreis voneinander ab. Eine von ihnen darf die anderen nicht nennen."
_CIRCLE_OF_ONE = (
    "Diese Frage hängt von sich selbst ab. Nehmen Sie ihren Namen aus ihrer Bedingung oder Berechnung."
)

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
    SheetProblem.UNKNOWN_FORM: "Das Formular „{subject}“ gibt es nicht.",
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


_LISTS = "Berechnungen und Listen des Programms"
"""What rests on a name of the vocabulary that no rule and no sheet names."""


class _Kept(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def form_finding(form_id: str, finding: Finding) -> str:
    """One line: file, line, question with its text, what is wrong and what to do."""
    of_county = finding.file.startswith(COUNTY)
    file = _in_folder(form_id, finding.file)
    shared = of_county or of_fragment(file) or not form_id
    place = file if shared else f"{form_id}/{file}"
    line = f":{finding.line}" if finding.line else ""
    text = f" ({shortened(finding.label)})" if finding.label else ""
    # A finding about a choice names `list/code`, one about a circle all its questions.
    what = "Antwort" if "/" in finding.question else "Fragen" if ", " in finding.question else "Frage"
    question = f" {what} „{finding.question}“{text}:" if finding.question else ""
    return f"{place}{line}:{question} {_sentence(form_id, finding)}"


def _in_folder(form_id: str, file: str) -> str:
    """A table of the county with the folder it lies in."""
    if not file.startswith(COUNTY):
        return file
    table = file.removeprefix(COUNTY)
    return f"{COUNTY}forms/{table}" if of_fragment(table) else f"{COUNTY}forms/{form_id}/{table}"


_READING = {**WORKBOOK_FAULTS, **XFORM_FAULTS, **_TABLE}
"""Why a file could not be read."""


def _sentence(form_id: str, finding: Finding) -> str:
    reason = finding.args.get("reason", "")
    args = {**finding.args, "question": finding.question, "reason": _READING.get(reason, reason)}
    args["form"] = form_id
    if "table" in args:
        args["table"] = _in_folder(form_id, args["table"])
    return _said(finding.code, args)


def _said(code: FindingCode, details: Mapping[str, str]) -> str:
    """The sentence of a code, with what only its details can tell."""
    args = dict(details)
    if "uses" in args:
        args["uses"] = f"Ohne sie gilt nicht mehr, was sich darauf stützt: {args['uses'] or _LISTS}."
    match code:
        case FindingCode.SYNTAX:
            found = args.get("found", "")
            excerpt, args["hint"] = unreadable(args.get("expression", ""), args.get("at", ""), found)
            args["quoted"] = f"„{excerpt}“ " if excerpt else ""
            args["found"] = shortened(found) or "Ende"
        case FindingCode.UNKNOWN_FUNCTION:
            args["hint"] = unknown_function(args.get("function", ""))
        case FindingCode.MISSING_OWN_COLUMN:
            args["why"] = _OWN_COLUMNS.get(args.get("column", ""), "")
        case FindingCode.CYCLE:
            args["circle"] = _CIRCLE if ", " in args["question"] else _CIRCLE_OF_ONE
        case _:
            pass
    return _FORM[code].format_map(_Kept(args))


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
        return _said(FindingCode(reason), {**details, "reason": details.get("detail", "")})
    for faults in (XFORM_FAULTS, WORKBOOK_FAULTS):
        if reason in faults:
            return faults[reason].format_map(_Kept(details))
    return _TABLE.get(reason, f"{reason or '–'}.")
