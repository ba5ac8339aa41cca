"""Short labels of questions for field cells and table heads; others are printed as they were asked."""

from __future__ import annotations

from collections.abc import Mapping

from profiler.documents.wording import Term, term

FIELD_LABELS: Mapping[str, Term] = {
    "client_language": term("document", "Sprache"),
    "family_name": term("document", "Familienname"),
    "given_names": term("document", "Vornamen"),
    "name_original": term("document", "Name in eigener Schrift"),
    "birth_date": term("document", "geboren"),
    "birth_place": term("document", "Geburtsort"),
    "gender": term("document", "Geschlecht"),
    "nationalities": term("document", "Staatsangehörigkeit"),
    "phone": term("document", "Telefon"),
    "email": term("document", "E-Mail"),
    "unaccompanied": term("document", "ohne Eltern hier"),
    "guardian_kind": term("document", "Sorgerecht"),
    "guardian_name": term("document", "sorgeberechtigt"),
    "city": term("document", "Ort"),
    "housing": term("document", "Wohnen"),
    "arrived_de": term("document", "in Deutschland seit"),
    "residence": term("document", "Aufenthaltspapier"),
    "res_valid_until": term("document", "gültig bis"),
    "res_first_issued": term("document", "zuerst erteilt"),
    "work_permission": term("document", "Im Papier steht zur Arbeit"),
    "benefit": term("document", "lebt zurzeit von"),
    "intcourse": term("document", "Integrationskurs"),
    "literacy": term("document", "Lesen und Schreiben"),
    "german_level": term("document", "Deutsch insgesamt"),
    "german_shown": term("document", "Deutsch insgesamt"),
    "school_ever": term("document", "Schule besucht"),
    "school_years": term("document", "Schuljahre"),
    "school_now": term("document", "geht jetzt zur Schule"),
    "school_wish": term("document", "Wunsch: Schulabschluss"),
    "informal": term("document", "kann aus Alltag und Familie"),
    "goal": term("document", "Ziele"),
    "hours": term("document", "Umfang"),
    "offer_kind": term("document", "Stelle angeboten"),
    "offer_employer": term("document", "Betrieb"),
    "offer_start": term("document", "Beginn"),
    "care_need": term("document", "betreut Angehörige"),
    "care_now": term("document", "Betreuung gesichert"),
    "can_interpret": term("document", "dolmetscht für andere"),
    "can_interpret_langs": term("document", "in den Sprachen"),
    "lang": term("document", "Sprache"),
    "first_lang": term("document", "Muttersprache"),
    "hear": term("document", "hören"),
    "read": term("document", "lesen"),
    "talk": term("document", "Gespräch"),
    "present": term("document", "vortragen"),
    "write": term("document", "schreiben"),
    "lang_basis": term("document", "woher bekannt"),
    "script": term("document", "Schrift"),
    "script_read": term("document", "lesen"),
    "script_write": term("document", "schreiben"),
    "t_kind": term("document", "Art"),
    "t_title_orig": term("document", "Abschluss, eigene Sprache"),
    "t_title_de": term("document", "Abschluss oder Ausbildung"),
    "t_country": term("document", "Land"),
    "t_to": term("document", "bis"),
    "t_done": term("document", "beendet"),
    "t_ev_state": term("document", "Nachweis"),
    "rec_wish": term("document", "Anerkennung gewünscht"),
    "j_own_words": term("document", "Arbeit in eigenen Worten"),
    "j_tasks": term("document", "Tätigkeiten"),
    "j_kind": term("document", "Art"),
    "j_country": term("document", "Land"),
    "j_from": term("document", "von"),
    "j_to": term("document", "bis"),
    "j_ev_state": term("document", "Nachweis"),
    "hh_name": term("document", "Name"),
    "hh_birth": term("document", "geboren"),
    "hh_relation": term("document", "Familie"),
    "hh_here": term("document", "lebt hier"),
    "hh_school_kita": term("document", "Kita oder Schule"),
}

FROM_TO = term("document", "von – bis")
WHAT_DONE = term("document", "was genau getan")

FIRST_FACTS = frozenset(
    {"family_name", "given_names", "res_valid_until", "residence", "work_permission", "goal"}
)
"""Answers printed bold: what an office looks for first."""
EVIDENCE = frozenset({"t_ev_state", "j_ev_state"})
LANGUAGE_LEVELS = frozenset({"hear", "read", "talk", "present", "write"})
