"""What `profiler forms play` says about a line it does not follow: codes and German sentences."""

from __future__ import annotations

from collections.abc import Mapping

HELP = """\
Jede Zeile der Eingabe ist ein JSON-Objekt mit „op“; jede wird mit genau einer JSON-Zeile beantwortet:
{"ok": true, ...} oder {"ok": false, "error": "deutscher Satz", "code": "..."}. Keine Zeile beendet das Spiel.
Pfade zählen Zeilen ab 1 (/data/kind[2]/name); ohne Zahl ist die erste gemeint.

  set       path, value     beantwortet eine Frage; value: Text, Zahl, true/false, null (leert) oder
                            Liste von Codes; statt value: declined; dazu source, precision
  add       path [to]       hängt eine Zeile an die Wiederholung an oder fügt sie an der Stelle ein
  remove    path            nimmt eine Zeile weg            move      path, to   verschiebt eine Zeile
  undo, redo                nimmt die letzte Änderung zurück oder macht sie wieder
  dump                      alle Blätter: path, value (wie Ausdrücke es lesen, leer solange nicht relevant),
                            relevant, required, readonly, valid; dazu kept (versteckt, aber noch getippt),
                            declined, problem (required, type, constraint)
  choices   path [lang]     die Auswahl in diesem Augenblick: code und label
  validate  [path]          was nicht stimmt: im Ganzen, auf einer Seite, in einer Zeile, bei einer Frage
  label     path [lang]     Text und Hinweis einer Frage
  fill      path, text      füllt, was ein Text mit ${...} offen lässt
  language  lang            andere Sprache (öffnet den Stand neu)
  now       value           andere Uhrzeit
  snapshot                  alles Getippte
  finish                    verwirft Verstecktes und prüft alles
  new                       beginnt von vorn

Änderungen stehen in „changes“: values, relevant, required, readonly, valid, problems, choices, rows.
"""
"""What `profiler forms play --help` says about the lines."""

_SENTENCES: Mapping[str, str] = {
    "empty_line": "Die Zeile ist leer.",
    "not_json": "Die Zeile ist kein gültiges JSON.",
    "not_an_object": 'Die Zeile muss ein JSON-Objekt sein, zum Beispiel {{"op": "dump"}}.',
    "missing": "Die Angabe „{field}“ fehlt oder ist kein Text.",
    "unknown_op": "„op“ ist „{op}“; bekannt sind {known}.",
    "unknown_path": "Das Formular hat nichts unter „{path}“.",
    "no_such_row": "Eine Zeile „{path}“ gibt es nicht.",
    "not_a_question": "„{path}“ ist keine Frage.",
    "not_a_repeat": "„{path}“ ist keine Wiederholung.",
    "no_choices": "„{path}“ hat keine Auswahl.",
    "calculated": "„{path}“ wird berechnet und lässt sich nicht beantworten.",
    "note": "„{path}“ ist ein Hinweis und lässt sich nicht beantworten.",
    "readonly": "„{path}“ ist zurzeit schreibgeschützt.",
    "counted": "Wie viele Zeilen „{path}“ hat, wird berechnet.",
    "fixed": "Die Zeilen von „{path}“ sind vorgegeben.",
    "bad_position": "„to“ muss eine Zeilennummer von 1 bis {rows} sein.",
    "bad_value": "„value“ muss ein Text, eine Zahl, wahr oder falsch, leer oder eine Liste von Codes sein.",
    "blank_in_code": "Ein Code in der Liste ist leer oder enthält ein Leerzeichen.",
    "forbidden_character": "„value“ enthält ein Zeichen, das keine Antwort enthalten kann.",
    "bad_source": "„source“ ist „{found}“; bekannt sind {known}.",
    "bad_precision": "„precision“ ist „{found}“; bekannt sind {known}.",
    "bad_moment": "„value“ ist keine gültige Zeit (zum Beispiel 2026-01-01T10:00).",
    "unknown_language": "Das Formular spricht {known}, nicht „{found}“.",
    "fault": "Hier liegt ein Fehler im Programm ({kind}), nicht im Skript.",
}


class Refusal(Exception):  # noqa: N818 - reads as a sentence at the raise site
    """A line is not followed; nothing has changed.

    Attributes:
        code: why.
        details: named arguments of the sentence.
    """

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def sentence(code: str, details: Mapping[str, str]) -> str:
    """The German sentence for a code."""
    return _SENTENCES[code].format_map(details)
