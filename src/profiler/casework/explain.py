"""Turns codes into German sentences that say what happened and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from profiler.errors import ErrorCode, WorldError


@dataclass(frozen=True)
class Explained:
    """What a person reads when something in the world went wrong.

    Attributes:
        what: what happened, one sentence.
        next_step: what to do now, one or two sentences.
    """

    what: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.what} {self.next_step}".strip()


_SENTENCES: dict[ErrorCode, tuple[str, str]] = {
    ErrorCode.WRONG_PASSWORD: (
        "Das Passwort stimmt nicht.",
        "Bitte prüfen Sie die Feststelltaste und versuchen Sie es noch einmal.",
    ),
    ErrorCode.LOCKED_OUT: (
        "Das Passwort war mehrmals falsch.",
        "Bitte warten Sie {seconds} Sekunden und versuchen Sie es dann noch einmal.",
    ),
    ErrorCode.PASSWORD_TOO_WEAK: (
        "Dieses Passwort ist zu leicht zu erraten.",
        "Nehmen Sie mindestens 12 Zeichen oder lassen Sie sich vier Wörter vorschlagen.",
    ),
    ErrorCode.VAULT_MISSING: (
        "In diesem Ordner liegt kein Tresor.",
        "Wählen Sie den richtigen Ordner, stecken Sie den Datenträger ein oder legen Sie einen neuen "
        "Tresor an.",
    ),
    ErrorCode.VAULT_EXISTS: (
        "In diesem Ordner liegt schon ein Tresor.",
        "Entsperren Sie ihn oder wählen Sie einen anderen Ordner. Es wurde nichts verändert.",
    ),
    ErrorCode.VAULT_DAMAGED: (
        "Der Tresor ist beschädigt und lässt sich nicht öffnen.",
        "Verändern Sie nichts in dem Ordner. Bitte holen Sie die Administratorin oder den Administrator: "
        "Die letzte Sicherung wird gebraucht.",
    ),
    ErrorCode.VAULT_FOREIGN: (
        "Die Datei in diesem Ordner gehört nicht zu diesem Tresor.",
        "Vielleicht wurde sie vertauscht. Wählen Sie den richtigen Ordner oder holen Sie die Sicherung "
        "zurück.",
    ),
    ErrorCode.VAULT_NEWER: (
        "Der Tresor wurde mit einer neueren Fassung des Programms geschrieben.",
        "Bitte installieren Sie die neuere Fassung. Es wurde nichts verändert.",
    ),
    ErrorCode.VAULT_IN_USE: (
        "Der Tresor ist gerade in einem anderen Fenster oder an einem anderen Platz geöffnet.",
        "Schließen Sie dort das Programm und versuchen Sie es noch einmal.",
    ),
    ErrorCode.DISK_FULL: (
        "Der Datenträger ist voll. Die letzte Eingabe ist noch nicht gespeichert.",
        "Schaffen Sie Platz und versuchen Sie es dann noch einmal. Was als gespeichert angezeigt war, ist "
        "sicher.",
    ),
    ErrorCode.NO_ACCESS: (
        "Das Programm darf hier nicht schreiben oder lesen.",
        "Wählen Sie einen anderen Ordner oder lassen Sie sich die Rechte geben.",
    ),
    ErrorCode.STALE_VERSION: (
        "Dieser Bogen wurde inzwischen an anderer Stelle geändert.",
        "Öffnen Sie ihn neu. Ihre Eingabe steht noch auf dem Bildschirm.",
    ),
    ErrorCode.NOT_FOUND: (
        "Dieser Eintrag ist nicht mehr da.",
        "Vielleicht wurde er gelöscht. Gehen Sie zurück zur Liste.",
    ),
    ErrorCode.FONTS_MISSING: (
        "Es fehlen Schriften, ohne die das Programm nicht richtig anzeigen und drucken kann.",
        "Führen Sie „./run setup“ aus oder installieren Sie das Programm neu.",
    ),
    ErrorCode.NO_DISPLAY: (
        "Hier gibt es keinen Bildschirm, auf dem sich ein Fenster öffnen lässt.",
        "Ohne Fenster schreibt „profiler demo --out ORDNER“ die Papiere einer erfundenen Person.",
    ),
    ErrorCode.GLYPH_MISSING: (
        "Ein Zeichen ({codepoint}) kann nicht gedruckt werden, weil keine Schrift es enthält.",
        "Bitte ersetzen Sie das Zeichen in der Antwort. Es wurde nichts Falsches gedruckt.",
    ),
    ErrorCode.FORM_INVALID: (
        "Das Formular hat einen Fehler: {place}: {fault}",
        "Bitte berichtigen Sie die Tabelle und bauen Sie das Formular neu.",
    ),
    ErrorCode.RULES_INVALID: (
        "Die Regeln haben einen Fehler: {place}: {fault}",
        "Bitte berichtigen Sie die Tabelle.",
    ),
    ErrorCode.RESOURCE_INVALID: (
        "Eine Datei des Programms ist fehlerhaft: {place}: {fault}",
        "Bitte berichtigen Sie die Datei oder installieren Sie das Programm neu.",
    ),
    ErrorCode.SUBMISSION_INVALID: (
        "Diese Datei lässt sich nicht übernehmen: {submission}",
        "Es wurde nichts verändert.",
    ),
    ErrorCode.CLASSIFICATION_INVALID: (
        "„{file}“ lässt sich nicht einlesen: {classification}",
        "Es wurde nichts verändert.",
    ),
    ErrorCode.RELEASE_REFUSED: (
        "Diese Ausgabe ist nicht erlaubt: {refusal}",
        "Es ist nichts hinausgegangen.",
    ),
    ErrorCode.ATTACHMENT_INVALID: (
        "Diese Datei kann nicht als Kopie gespeichert werden: {attachment}",
        "Es wurde nichts gespeichert.",
    ),
    ErrorCode.CONSENT_MISSING: (
        "{consent}",
        "Bitte erklären Sie das Blatt und lassen Sie es unterschreiben, wenn die Person das möchte.",
    ),
    ErrorCode.USAGE: ("So geht es nicht: {problem}", ""),
    ErrorCode.NOT_A_TEST_VAULT: (
        "Eine andere Uhrzeit darf nur in einem Übungstresor eingestellt werden.",
        "Starten Sie das Programm ohne „--now“.",
    ),
    ErrorCode.PRINTER_FAILED: (
        "Der Drucker hat nicht gedruckt.",
        "Prüfen Sie, ob er an ist und Papier hat, oder sichern Sie die Seite als PDF.",
    ),
}

_REFUSALS: dict[str, str] = {
    "no_release": "Es gibt noch keine Freigabe.",
    "not_signed": "Die Freigabe ist noch nicht unterschrieben.",
    "not_yet_valid": "Die Freigabe gilt noch nicht.",
    "expired": "Die Freigabe ist abgelaufen. Bitte fragen Sie neu.",
    "withdrawn_wholly": "Die Person hat die Freigabe widerrufen.",
    "withdrawn_recipient": "Die Person hat die Freigabe für diese Stelle widerrufen.",
    "withdrawn_category": "Die Person hat die Freigabe für diese Angaben widerrufen.",
    "recipient_not_granted": "Diese Stelle steht nicht in der Freigabe.",
    "no_category": "Für diese Stelle ist nichts angekreuzt.",
    "purpose_differs": "Die Freigabe gilt für einen anderen Zweck.",
    "no_sheet": "Für diese Stelle gibt es kein Blatt.",
    "text_changed": "Der Text der Freigabe hat sich seit der Unterschrift geändert. "
    "Bitte neu unterschreiben lassen.",
    "clock_turned_back": "Die Uhr des Computers geht nach. Bitte stellen Sie Datum und Uhrzeit richtig.",
    "release_of_another": "Diese Freigabe gehört zu einer anderen Person.",
    "form_mismatch": "Der Bogen wurde mit einer anderen Fassung des Formulars ausgefüllt.",
    "nothing_to_show": "Zu den freigegebenen Angaben gibt es noch keine Antworten.",
}

_USAGE: dict[str, str] = {
    "files_only": "Angaben als Daten lassen sich nur als Datei übergeben.",
    "no_preview": "Hier kann keine Vorschau gezeigt werden.",
    "recipient_needed": "Bitte wählen Sie, für welche Stelle das Blatt ist.",
    "validity_too_long": "Eine Freigabe gilt höchstens 24 Monate.",
    "signed_in_the_future": "Das Datum der Unterschrift liegt in der Zukunft.",
    "signed_after_end": "Die Unterschrift ist jünger als das Ende der Freigabe.",
    "ends_before_start": "Das Ende der Freigabe liegt vor ihrem Anfang.",
    "nobody": "In der Freigabe steht noch keine Stelle.",
    "nothing_ticked": "Bei einer Stelle ist nichts angekreuzt. Kreuzen Sie etwas an oder nehmen Sie die "
    "Stelle weg.",
    "no_purpose": "Bei einer Stelle fehlt der Zweck.",
    "recipient_twice": "Eine Stelle steht zweimal in der Freigabe.",
    "no_own_sheet": "Zu diesem Bogen gibt es kein Blatt zum Mitnehmen.",
    "no_route": "Zu diesem Bogen gibt es keinen Laufzettel. Er steht in der Akte der Eltern.",
    "no_such_form": "Diesen Bogen gibt es an dieser Stelle nicht.",
    "address_secret": "Eine der Adressen ist geheim. Diese Personen werden nicht miteinander verbunden.",
    "address_secret_cut": "Eine der Adressen ist geheim. Öffnen Sie den Schulbogen in der Personenliste.",
    "already_signed": "Diese Freigabe ist schon unterschrieben. Für Änderungen legen Sie eine neue an.",
    "no_place": "Bitte tragen Sie den Ort der Unterschrift ein.",
    "not_signed": "Diese Freigabe ist nicht unterschrieben, es gibt nichts zu widerrufen.",
    "guardian_signs": "Hier unterschreibt, wer für das Kind sorgt. Bitte wählen Sie das aus.",
    "signer_unnamed": "Bitte tragen Sie den Namen der Person ein, die für das Kind unterschrieben hat.",
    "consent_in_force": "Diese Einwilligung gilt schon.",
    "consent_withdrawn_since": "Nach diesem Datum wurde die Einwilligung widerrufen. Es braucht ein neu "
    "unterschriebenes Blatt.",
    "consent_not_in_force": "Diese Einwilligung gilt nicht, es gibt nichts zu widerrufen.",
    "not_understood": "Die Person hat noch nicht mit eigenen Worten gesagt, was sie erlaubt. Bitte erklären "
    "Sie es noch einmal.",
    "answers_open": "Im Gespräch zur Freigabe ist noch etwas offen. Bitte beantworten Sie die markierten "
    "Fragen.",
    "guardian_unclear": "Es ist noch unklar, wer sorgeberechtigt ist. Bitte klären Sie das zuerst.",
    "child_signs": "Mit 16 oder 17 Jahren unterschreibt der junge Mensch auch selbst.",
    "office_not_allowed": "Die Person hat zur Ausländerbehörde nicht Ja gesagt. Bitte nehmen Sie diese "
    "Stelle heraus, oder fragen Sie neu.",
    "another_matrix": "Die Freigabe wurde nach dem Gespräch geändert. Bitte fragen Sie noch einmal zurück.",
    "unknown_target": "Diese Stelle oder Angabe steht nicht in der Freigabe.",
}


_ATTACHMENTS: dict[str, str] = {
    "empty_file": "Sie ist leer. Bitte wählen Sie eine andere oder scannen Sie das Papier noch einmal.",
    "wrong_type": "Sie ist weder ein Bild (JPEG oder PNG) noch ein PDF. Speichern Sie sie als PDF und "
    "wählen Sie dann diese Datei.",
    "heic": "Sie ist ein Foto im Format HEIC. Stellen Sie in den Einstellungen der Kamera „Maximale "
    "Kompatibilität“ ein oder schicken Sie das Foto als JPEG.",
    "broken_file": "Sie ist beschädigt. Bitte fotografieren oder scannen Sie das Papier noch einmal.",
    "too_many_pixels": "Das Bild hat zu viele Bildpunkte. Fotografieren oder scannen Sie das Papier mit "
    "kleinerer Auflösung; 300 Punkte pro Zoll genügen.",
    "file_too_large": "Sie ist größer als {limit} MB. Scannen Sie mit kleinerer Auflösung oder teilen Sie "
    "das PDF.",
    "person_full": "Für diese Person sind schon Kopien von zusammen fast {limit} MB gespeichert. Löschen Sie "
    "zuerst eine, die nicht mehr gebraucht wird.",
    "unreadable_file": "Sie lässt sich nicht lesen. Prüfen Sie, ob der Datenträger noch steckt und ob Sie "
    "die Datei öffnen dürfen.",
}

_CONSENTS: dict[str, str] = {
    "c_h": "Es gibt noch keine Erlaubnis, Angaben zur Gesundheit aufzuschreiben.",
    "c_k": "Es gibt noch keine Erlaubnis, besondere Angaben über das Kind aufzuschreiben.",
    "c_d": "Es gibt keine Erlaubnis, Kopien von Papieren zu speichern.",
    "c_p": "Es gibt noch keine Erlaubnis, dass der Pool für Dolmetschen sich meldet.",
}

_SUBMISSIONS: dict[str, str] = {
    "too_large": "Sie ist zu groß.",
    "broken_package": "Das Archiv ist beschädigt, verschlüsselt oder enthält Ordner.",
    "submission_missing": "Sie enthält keine Antworten (submission.xml).",
    "broken_xml": "Ihr XML ist beschädigt.",
    "forbidden_xml": "Ihr XML enthält Verweise, die nicht erlaubt sind.",
    "encrypted": "Die Antworten darin sind verschlüsselt. Bitte entschlüsseln Sie sie zuerst.",
    "unknown_form": "Sie gehört zum Formular „{form}“, das es hier nicht gibt.",
    "other_version": "Sie gehört zur Fassung „{found}“ des Formulars „{form}“; hier gilt „{version}“.",
    "bad_file_name": "Eine Datei darin hat einen Namen, der nicht erlaubt ist.",
}

_CLASSIFICATIONS: dict[str, str] = {
    "file_missing": "Diese Datei gibt es nicht.",
    "empty_file": "Die Datei ist leer.",
    "too_large": "Sie ist zu groß für eine Klassifikation.",
    "too_many_files": "Der Ordner oder das Archiv enthält zu viele Dateien. Wählen Sie nur das Paket selbst.",
    "zip_bomb": "Sie wird beim Öffnen unverhältnismäßig groß und wurde nicht gelesen.",
    "broken_archive": "Das Archiv ist beschädigt. Laden Sie es noch einmal herunter.",
    "password_protected": "Sie ist mit einem Passwort geschützt.",
    "not_a_text": "Das ist keine Texttabelle.",
    "not_a_table": "Die Tabelle ist ab Zeile {line} beschädigt. Laden Sie sie noch einmal herunter.",
    "column_missing": "Die Spalte „{column}“ fehlt. Erwartet wird das ESCO-Paket im Format CSV.",
    "no_concepts": "Darin stehen weder Berufe noch Fähigkeiten in einer Sprache dieses Programms "
    "(gefunden: {languages}). Laden Sie ESCO auf Deutsch als „classification“ im Format CSV herunter.",
    "no_codes": "Keine Spalte mit fünfstelligen Schlüsseln der KldB 2010 gefunden. Ihre Überschrift sollte "
    "„Schlüssel KldB 2010“ heißen.",
    "no_names": "Neben den Schlüsseln fehlt eine Spalte mit Bezeichnungen („Titel“ oder „Bezeichnung“).",
    "not_understood": "Erwartet wird ein ESCO-Paket (Ordner oder .zip) oder eine Tabelle der KldB 2010 "
    "(.xlsx, .xls oder .csv).",
}
_BROKEN_WORKBOOK = "Die Tabelle ist beschädigt oder stammt aus einem anderen Programm."


_ABOUT_TABLES = (ErrorCode.FORM_INVALID, ErrorCode.RULES_INVALID, ErrorCode.RESOURCE_INVALID)


class _Kept(dict[str, str]):
    """Leaves a placeholder empty when the error did not bring its detail."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(error: WorldError) -> Explained:
    """The German sentences for an error of the world."""
    what, next_step = _SENTENCES[error.code]
    details = _Kept(error.details)
    reason = error.details.get("reason", "")
    details["refusal"] = refusal(reason)
    details["attachment"] = _ATTACHMENTS.get(reason, "Sie passt hier nicht.").format_map(details)
    details["consent"] = _CONSENTS.get(error.details.get("kind", ""), "Es fehlt eine Einwilligung.")
    details["submission"] = _SUBMISSIONS.get(reason, "Sie ist keine Einreichung.").format_map(details)
    details["classification"] = _CLASSIFICATIONS.get(reason, _BROKEN_WORKBOOK).format_map(details)
    details["problem"] = _USAGE.get(reason, reason or "Diese Angabe passt nicht.")
    if error.code in _ABOUT_TABLES:
        # Reads every check there is; only mistakes in tables need it, never the first window.
        from profiler.casework.explain_findings import place, table_fault
        from profiler.casework.explain_workbooks import next_step_for_file

        details["place"] = place(error.details)
        details["fault"] = table_fault(error.details)
        if error.code is ErrorCode.FORM_INVALID:
            next_step = next_step_for_file(error.details, otherwise=next_step)
    return Explained(what.format_map(details), next_step.format_map(details))


def refusal(reason: str) -> str:
    """The German sentence for a refusal code of the release gate."""
    return _REFUSALS.get(reason, "Es fehlt eine gültige Freigabe.")


OUR_FAULT = Explained(
    "Im Programm ist ein Fehler aufgetreten, der nicht an Ihnen liegt.",
    "Was als gespeichert angezeigt war, ist sicher. Bitte starten Sie das Programm neu und melden Sie den "
    "Fehler.",
)
