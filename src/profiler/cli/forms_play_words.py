"""What `profiler forms play` says about a line it does not follow: codes and German sentences."""

from __future__ import annotations

from collections.abc import Mapping

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
