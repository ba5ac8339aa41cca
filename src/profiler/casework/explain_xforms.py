"""German sentences for forms that come as files: XForms, and what is converted to one."""

from __future__ import annotations

XFORM_FAULTS: dict[str, str] = {
    "unknown_file_kind": "So eine Datei ist kein Formular. Möglich sind .xml, .xlsx, .xls, .csv und .md.",
    "converter_stumbled": "Das Formular lässt sich so nicht umwandeln, und der Grund ist nicht zu erkennen. "
    "Nehmen Sie die letzte Änderung zurück und prüfen Sie noch einmal.",
    "several_from_rows": "Mehrere Zeilen einer Wiederholung auf einmal wählen ({detail}) lässt sich nicht "
    "umwandeln. Nehmen Sie select_one {detail}.",
    "file_too_large": "Die Datei ist zu groß für ein Formular. Vielleicht ist es die falsche Datei.",
    "too_much_content": "Die Datei enthält mehr, als ein Formular braucht. Vielleicht ist es die "
    "falsche Datei.",
    "too_deep": "Die Gruppen sind zu tief ineinander geschachtelt. Mehr als 100 Ebenen werden nicht gelesen.",
    "expression_too_deep": "Der Ausdruck in „{column}“ ist zu lang oder zu tief geschachtelt, bei Zeichen "
    "{at}: „{found}“. Teilen Sie ihn auf mehrere Fragen vom Typ calculate auf.",
    "broken_xml": "Die Datei ist beschädigt oder kein XML. Holen Sie sie noch einmal aus ihrer Quelle.",
    "forbidden_xml": "Die Datei erklärt eigene Kürzel (ENTITY). Das ist gefährlich und wird nicht gelesen. "
    "Entfernen Sie die Zeilen mit <!ENTITY.",
    "head_missing": "Das ist kein XForm: Es fehlt der Kopf (head).",
    "model_missing": "Das ist kein XForm: Im Kopf fehlt das Modell (model).",
    "instance_missing": "Im Modell fehlt der leere Bogen (instance).",
    "body_missing": "Es fehlt der Teil mit den Fragen (body).",
    "range_invalid": "Anfang, Ende und Schritt der Skala müssen Zahlen sein, der Schritt nicht 0.",
    "choices_file_missing": "Die Datei „{name}“ mit den Antworten fehlt. Legen Sie sie neben das Formular.",
    "choices_file_broken": "Die Datei „{name}“ mit den Antworten ist nicht lesbar. Sie braucht UTF-8, eine "
    "Kopfzeile mit eindeutigen Namen und in jeder Zeile gleich viele Zellen.",
    "choices_file_kind": "Antworten aus „{name}“ werden nicht gelesen. Sichern Sie die Liste als CSV und "
    "nennen Sie im Formular diese Datei.",
}
"""Reason of FORM_INVALID -> sentence, with the error's details as named arguments."""
