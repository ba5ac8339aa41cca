"""One broken little form per finding, with the line its author reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from profiler.forms.findings import FindingCode

HEAD = (
    "type,name,label,hint,required,relevant,constraint,calculation,choice_filter,media::image,category,sheets,"
    "tier,purpose,retention\n"
)
SURVEY = (
    HEAD + "text,given,Wie heißen Sie?,,,,,,,,kontakt,jobcenter,short,kontakt,jahr\n"
    "integer,age,Wie alt sind Sie?,,,,. < 120,,,,kontakt,jobcenter,short,kontakt,jahr\n"
    "select_one yn,working,Arbeiten Sie?,,,,,,,,beruf,jobcenter,short,arbeit,jahr\n"
    "begin_repeat,jobs,Arbeiten,,,,,,,,,,,,\n"
    "text,title,Als was?,,,,,,,,beruf,jobcenter,short,arbeit,jahr\n"
    "end_repeat,jobs,,,,,,,,,,,,,\n"
)
CHOICES = "list_name,name,label\nyn,ja,Ja\nyn,nein,Nein\n"
SETTINGS = "form_title,form_id,version\nProbe,probe,2\n"
PO = 'msgid ""\nmsgstr "Language: ar\\n"\n\n'
AGE = "integer,age,Wie alt sind Sie?,,,"
PUBLISHED = (
    "version,path,type,codes,label\n"
    "1,/probe/given,text,,Wie heißen Sie?\n"
    "1,/probe/age,integer,,Wie alt sind Sie?\n"
    "1,/probe/working,select_one yn,,Arbeiten Sie?\n"
    "1,yn,list,ja nein,\n"
)


@dataclass(frozen=True)
class Broken:
    """A form with one mistake.

    Attributes:
        code: what is to be found.
        line: what the author reads.
        files: table or catalogue -> its text, instead of the sound one; None: it is not there.
        county: the same for the county's folder.
        name: name of the form's folder.
        vocabulary: names others rely on.
    """

    code: FindingCode
    line: str
    files: dict[str, str | None] = field(default_factory=dict)
    county: dict[str, str] = field(default_factory=dict)
    name: str = "probe"
    vocabulary: dict[str, frozenset[str]] = field(default_factory=dict)

    def write(self, folder: Path) -> tuple[Path, Path | None]:
        """The folders of the form and of the county's changes."""
        tables: dict[str, str | None] = {
            "survey.csv": SURVEY,
            "choices.csv": CHOICES,
            "settings.csv": SETTINGS,
        }
        _write(folder / self.name, tables | self.files)
        if not self.county:
            return folder / self.name, None
        _write(folder / "county" / self.name, dict(self.county))
        return folder / self.name, folder / "county" / self.name


def _write(folder: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")


def _named(translation: str) -> str:
    """A catalogue's entry for the first question."""
    return f'msgctxt "survey:given:label"\nmsgid "Wie heißen Sie?"\nmsgstr "{translation}"\n\n'


def survey(old: str, new: str) -> dict[str, str | None]:
    """The survey with one thing changed."""
    assert old in SURVEY, old
    return {"survey.csv": SURVEY.replace(old, new, 1)}


def choices(old: str, new: str) -> dict[str, str | None]:
    """The choices with one thing changed."""
    assert old in CHOICES, old
    return {"choices.csv": CHOICES.replace(old, new, 1)}


def condition(expression: str) -> dict[str, str | None]:
    """The question for the age is asked under a condition."""
    return survey(AGE, f'integer,age,Wie alt sind Sie?,,,"{expression}"')


def calculation(name: str, expression: str) -> str:
    """A row that works something out."""
    return f'calculate,{name},,,,,,"{expression}",,,intern,,short,arbeit,jahr\n'


def row(text: str) -> dict[str, str | None]:
    """The survey with one more row."""
    return {"survey.csv": SURVEY + text}


FRAGMENT = (
    "type,name,label,relevant,tier\n"
    "select_one state,state,Gibt es ein Papier?,,short\n"
    "text,office,Von welcher Stelle?,${state} = 'da',deep\n"
)
FRAGMENT_CHOICES = "list_name,name,label\nstate,da,Ist da\nstate,weg,Ist weg\n"
INCLUDE = "include beleg,g,,,,,,,,,kontakt,jobcenter,short,kontakt,jahr\n"


def including(
    row: str = INCLUDE, fragment: str = FRAGMENT, choices: str = FRAGMENT_CHOICES, **others: str
) -> dict[str, str | None]:
    """The form with a fragment at its end, and the fragment's folder beside it."""
    folder = "../fragments/beleg"
    tables: dict[str, str | None] = {f"{folder}/survey.csv": fragment, f"{folder}/choices.csv": choices}
    return {"survey.csv": SURVEY + row, **tables, **{f"{name}.csv": text for name, text in others.items()}}


def arabic(entry: str) -> dict[str, str | None]:
    """The form with an Arabic catalogue of one entry."""
    return {"po/ar.po": PO + entry}


def entry(context: str, german: str, text: str) -> str:
    """A catalogue's entry."""
    return f'msgctxt "{context}"\nmsgid "{german}"\nmsgstr "{text}"\n'


C = FindingCode
BROKEN: tuple[Broken, ...] = (
    Broken(
        C.UNREADABLE,
        "probe/survey.csv:1: Die Datei ist nicht lesbar. Die Spalten sind mit Semikolon getrennt. Als "
        "CSV mit Komma sichern.",
        {"survey.csv": "type;name;label\ntext;given;Name\n"},
    ),
    Broken(
        C.UNREADABLE, "probe/survey.csv: Die Datei ist nicht lesbar. Die Datei fehlt.", {"survey.csv": None}
    ),
    Broken(
        C.UNREADABLE,
        "probe/po/ar.po:1: Die Datei ist nicht lesbar. Das ist keine gültige .po-Datei.",
        {"po/ar.po": "unfug\n"},
    ),
    Broken(
        C.WRONG_FILE_NAME,
        "probe/Survey.csv: Diese Datei wird so nicht gelesen. Nennen Sie sie um in „survey.csv“.",
        {"survey.csv": None, "Survey.csv": SURVEY},
    ),
    Broken(
        C.WRONG_FILE_NAME,
        "probe/survey.CSV: Diese Datei wird so nicht gelesen. Nennen Sie sie um in „survey.csv“.",
        {"survey.csv": None, "survey.CSV": SURVEY},
    ),
    Broken(
        C.WRONG_FILE_NAME,
        "probe/choices.csv.txt: Diese Datei wird so nicht gelesen. Nennen Sie sie um in „choices.csv“.",
        {"choices.csv": None, "choices.csv.txt": CHOICES},
    ),
    Broken(
        C.WRONG_FILE_NAME,
        "probe/settings (1).csv: Diese Datei wird so nicht gelesen. Nennen Sie sie um in „settings.csv“.",
        {"settings.csv": None, "settings (1).csv": SETTINGS},
    ),
    Broken(
        C.WRONG_FILE_NAME,
        "probe/po/arabisch.po: Diese Datei wird so nicht gelesen. Nennen Sie sie um in „po/ar.po“.",
        {"po/arabisch.po": PO},
    ),
    Broken(
        C.MISSING_FILE,
        "probe/survey.csv:8: Frage „town“ (Ort?): Die Datei „orte.csv“ fehlt. Legen Sie sie neben die "
        "Tabellen.",
        row("select_one_from_file orte.csv,town,Ort?,,,,,,,,kontakt,iq,short,k,j\n"),
    ),
    Broken(
        C.MISSING_FILE,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Datei „name.png“ fehlt. Legen Sie sie "
        "neben die Tabellen.",
        survey("Wie heißen Sie?,,,,,,,,", "Wie heißen Sie?,,,,,,,name.png,"),
    ),
    Broken(
        C.MISSING_COLUMN,
        "probe/survey.csv:1: Die Spalte „label“ fehlt. Fügen Sie sie in der Kopfzeile ein.",
        {"survey.csv": SURVEY.replace("label", "lable", 1)},
    ),
    Broken(
        C.UNKNOWN_COLUMN,
        "probe/survey.csv:1: Die Spalte „hinweis“ ist unbekannt und wird nicht beachtet. Prüfen Sie die "
        "Schreibweise, oder löschen Sie sie.",
        {"survey.csv": SURVEY.replace("hint", "hinweis", 1)},
    ),
    Broken(
        C.UNKNOWN_TYPE,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Den Fragetyp „txt“ gibt es nicht. Die "
        "möglichen stehen in forms/README.md.",
        survey("text,given", "txt,given"),
    ),
    Broken(
        C.UNSUPPORTED_TYPE,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Den Fragetyp „geopoint“ kann dieses "
        "Programm nicht fragen. Nehmen Sie einen anderen aus forms/README.md, oder löschen Sie die Zeile.",
        survey("text,given", "geopoint,given"),
    ),
    Broken(
        C.UNBALANCED_GROUP,
        "probe/survey.csv:7: Frage „jobs“ (Arbeiten): Anfang und Ende der Gruppe passen nicht zusammen. "
        "Zu jedem begin_group gehört ein end_group, zu jedem begin_repeat ein end_repeat.",
        survey("end_repeat,jobs", "end_group,jobs"),
    ),
    Broken(
        C.EMPTY_REPEAT,
        "probe/survey.csv:8: Frage „kids“ (Kinder): In der Wiederholung steht keine Frage. Schreiben Sie "
        "zwischen begin_repeat und end_repeat, was je Zeile gefragt wird, oder löschen Sie beide.",
        row("begin_repeat,kids,Kinder,,,,,,,,,,,,\nend_repeat,,,,,,,,,,,,,,\n"),
    ),
    Broken(
        C.MISSING_NAME,
        "probe/survey.csv:2: In dieser Zeile (text: „Wie heißen Sie?“) fehlt der Name. Schreiben Sie einen "
        "in die Spalte „name“: a-z, 0-9 und _, vorn ein Buchstabe.",
        survey("text,given", "text,"),
    ),
    Broken(
        C.INVALID_NAME,
        "probe/survey.csv:2: Frage „dein name“ (Wie heißen Sie?): Der Name darf nur a-z, 0-9 und _ "
        "enthalten und beginnt mit einem Buchstaben.",
        survey("text,given", "text,dein name"),
    ),
    Broken(
        C.INVALID_NAME,
        "probe/survey.csv:2: Frage „Given“ (Wie heißen Sie?): Der Name darf nur a-z, 0-9 und _ enthalten "
        "und beginnt mit einem Buchstaben.",
        survey("text,given", "text,Given"),
    ),
    Broken(
        C.DUPLICATE_NAME,
        "probe/survey.csv:6: Frage „given“ (Als was?): Der Name steht schon in Zeile 2. Jeder Name kommt "
        "nur einmal vor; nehmen Sie einen anderen.",
        survey("text,title", "text,given"),
    ),
    Broken(
        C.MISSING_LABEL,
        "probe/survey.csv:2: Frage „given“: Der deutsche Text fehlt. Schreiben Sie ihn in die Spalte "
        "„label“.",
        survey("Wie heißen Sie?", ""),
    ),
    Broken(
        C.MISSING_CALCULATION,
        "probe/survey.csv:8: Frage „total“: Die Berechnung fehlt. Schreiben Sie sie in die Spalte "
        "„calculation“.",
        row("calculate,total,,,,,,,,,intern,,short,a,j\n"),
    ),
    Broken(
        C.OVERWRITTEN_ANSWER,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Die Berechnung überschreibt jede Antwort. "
        "Schreiben Sie in „trigger“ die Frage, nach der gerechnet wird, zum Beispiel ${name}, in "
        "„read_only“ yes, oder nehmen Sie den Typ calculate.",
        survey(". < 120,,", ". < 120,1 + 1,"),
    ),
    Broken(
        C.MISSING_OWN_COLUMN,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Angabe in „category“ fehlt. Ohne sie "
        "weiß die Freigabe nicht, wer die Antwort sehen darf.",
        survey("kontakt,jobcenter,short,kontakt,jahr", ",jobcenter,short,kontakt,jahr"),
    ),
    Broken(
        C.MISSING_OWN_COLUMN,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Angabe in „sheets“ fehlt. Nennen Sie die "
        "Blätter, auf denen die Antwort stehen darf, oder schreiben Sie - für keines.",
        survey("kontakt,jobcenter,short,kontakt,jahr", "kontakt,,short,kontakt,jahr"),
    ),
    Broken(
        C.MISSING_OWN_COLUMN,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Angabe in „purpose“ fehlt. Schreiben Sie, "
        "wozu gefragt wird: einen Code aus resources/release/purposes.csv.",
        survey("short,kontakt,jahr", "short,,jahr"),
    ),
    Broken(
        C.MISSING_OWN_COLUMN,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Angabe in „retention“ fehlt. Schreiben "
        "Sie, wie lange die Antwort bleibt: einen Code aus resources/release/retention.csv.",
        survey("short,kontakt,jahr", "short,kontakt,"),
    ),
    Broken(
        C.MISSING_OWN_COLUMN,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Angabe in „tier“ fehlt. Schreiben Sie "
        "short für das kurze Gespräch oder deep für das ausführliche.",
        survey("short,kontakt,jahr", ",kontakt,jahr"),
    ),
    Broken(
        C.UNKNOWN_TIER,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): „kurz“ ist keine Stufe. Möglich sind short "
        "und deep.",
        survey("jobcenter,short", "jobcenter,kurz"),
    ),
    Broken(
        C.UNKNOWN_CATEGORY,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Kategorie „kontact“ gibt es nicht. "
        "Nehmen Sie eine aus resources/release/categories.csv.",
        survey("kontakt,jobcenter", "kontact,jobcenter"),
    ),
    Broken(
        C.ASKED_WITHOUT_CONSENT,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Zur Kategorie „gesundheit“ wird nur gefragt, "
        "wenn eigens unterschrieben wurde. Ergänzen Sie in „relevant“, hier oder an der Gruppe: ${working} = "
        "'ja'. Dazu gehört eine Zeile vom Typ hidden mit dem Namen working.",
        survey("kontakt,jobcenter", "gesundheit,-"),
    ),
    Broken(
        C.UNKNOWN_SHEET,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Das Blatt „schuhle“ gibt es nicht. Nehmen Sie "
        "Codes aus resources/sheets/sheets.csv, mit Leerzeichen getrennt, oder - für keines.",
        survey("jobcenter,short", "jobcenter schuhle,short"),
    ),
    Broken(
        C.UNKNOWN_SHEET,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Das Blatt „-“ gibt es nicht. Nehmen Sie "
        "Codes aus resources/sheets/sheets.csv, mit Leerzeichen getrennt, oder - für keines.",
        survey("jobcenter,short", "jobcenter -,short"),
    ),
    Broken(
        C.UNKNOWN_PURPOSE,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Den Zweck „quatsch“ gibt es nicht. Nehmen Sie "
        "einen Code aus resources/release/purposes.csv.",
        survey("short,kontakt,jahr", "short,quatsch,jahr"),
    ),
    Broken(
        C.UNKNOWN_RETENTION,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Aufbewahrung „ewig“ gibt es nicht. Nehmen "
        "Sie einen Code aus resources/release/retention.csv.",
        survey("short,kontakt,jahr", "short,kontakt,ewig"),
    ),
    Broken(
        C.UNDECIDED,
        "probe/survey.csv:2: In „purpose“ oder „retention“ steht hier noch zu_klaeren (Zeilen: 2). "
        "Entscheiden Sie, wozu gefragt wird und wie lange die Antwort bleibt.",
        {"survey.csv": SURVEY.replace("short,kontakt,jahr", "short,zu_klaeren,zu_klaeren")},
    ),
    Broken(
        C.MISSING_LIST,
        "probe/survey.csv:4: Frage „working“ (Arbeiten Sie?): Hinter „select_one“ fehlt der Name der "
        "Auswahlliste, zum Beispiel „select_one yn“.",
        survey("select_one yn", "select_one"),
    ),
    Broken(
        C.UNKNOWN_LIST,
        "probe/survey.csv:4: Frage „working“ (Arbeiten Sie?): Die Auswahlliste „yesno“ gibt es in "
        "choices.csv nicht. Legen Sie sie dort an, oder berichtigen Sie den Namen.",
        survey("select_one yn", "select_one yesno"),
    ),
    Broken(
        C.LIST_WITHOUT_CHOICES,
        "probe/survey.csv:4: Frage „working“ (Arbeiten Sie?): Die Auswahlliste „yn“ hat keine Antworten. "
        "Tragen Sie in choices.csv unter „name“ einen Code je Antwort ein.",
        {"choices.csv": "list_name,name,label\nyn,,Ja\n"},
    ),
    Broken(
        C.UNUSED_LIST,
        "probe/choices.csv:4: Die Auswahlliste „alt“ wird nirgends gebraucht. Sie kann gelöscht werden.",
        {"choices.csv": CHOICES + "alt,a,A\n"},
    ),
    Broken(
        C.MISSING_LIST_NAME,
        "probe/choices.csv:4: Zu welcher Liste die Antwort „B“ gehört, fehlt. Schreiben Sie den Namen der "
        "Auswahlliste in „list_name“.",
        {"choices.csv": CHOICES + ",b,B\n"},
    ),
    Broken(
        C.MISSING_CODE,
        "probe/choices.csv:2: Antwort „yn/“ (Ja): Der Code dieser Antwort fehlt. Schreiben Sie ihn in die "
        "Spalte „name“.",
        choices("yn,ja", "yn,"),
    ),
    Broken(
        C.INVALID_CODE,
        "probe/choices.csv:2: Antwort „yn/j a“ (Ja): Der Code „j a“ darf nur a-z, 0-9 und _ enthalten, "
        "kein Leerzeichen.",
        choices("yn,ja", "yn,j a"),
    ),
    Broken(
        C.DUPLICATE_CODE,
        "probe/choices.csv:3: Antwort „yn/ja“ (Nein): Den Code „ja“ gibt es in dieser Liste schon. "
        "Nehmen Sie einen anderen.",
        choices("yn,nein", "yn,ja"),
    ),
    Broken(
        C.FORM_ID_DIFFERS,
        "probe/settings.csv:2: form_id ist „test“, der Ordner heißt „probe“. Beide müssen gleich sein.",
        {"settings.csv": SETTINGS.replace("probe", "test")},
    ),
    Broken(
        C.MISSING_VERSION,
        "probe/settings.csv:2: Die version fehlt. Schreiben Sie eine Zahl, die mit jeder Änderung steigt: "
        "Jahr, Monat, Tag und zwei Ziffern, zum Beispiel 2026112101.",
        {"settings.csv": "form_title,form_id,version\nProbe,probe,\n"},
    ),
    Broken(
        C.ODD_VERSION,
        "probe/settings.csv:2: Ob version „v1.2“ neuer ist als eine andere, sieht man ihr nicht an. Nehmen "
        "Sie nur Ziffern, zum Beispiel 2026112101.",
        {"settings.csv": SETTINGS.replace("probe,2", "probe,v1.2")},
    ),
    Broken(
        C.MISSING_TRANSLATION,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Die Übersetzung fehlt (ar); gezeigt wird "
        "nur der deutsche Text. „profiler forms po update probe --lang ar“ trägt ihn in po/ar.po ein.",
        arabic(entry("settings::form_title", "Probe", "نموذج")),
    ),
    Broken(
        C.STALE_TRANSLATION,
        "probe/po/ar.po:4: Frage „given“ (Wie heißen Sie?): Der deutsche Text wurde geändert, die "
        "Übersetzung ist veraltet (ar) und wird nicht gezeigt. Prüfen Sie sie und entfernen Sie das Wort "
        "fuzzy.",
        arabic(entry("survey:given:label", "Ihr Name?", "ما اسمك؟")),
    ),
    Broken(
        C.STALE_TRANSLATION,
        "probe/po/ar.po:5: Frage „given“ (Wie heißen Sie?): Der deutsche Text wurde geändert, die "
        "Übersetzung ist veraltet (ar) und wird nicht gezeigt. Prüfen Sie sie und entfernen Sie das Wort "
        "fuzzy.",
        arabic("#, fuzzy\n" + entry("survey:given:label", "Wie heißen Sie?", "ما اسمك؟")),
    ),
    Broken(
        C.UNUSED_TRANSLATION,
        "probe/po/ar.po:4: Diese Übersetzung wird nicht mehr gebraucht: survey:alt:label (ar). „profiler "
        "forms po update“ legt sie beiseite.",
        arabic(entry("survey:alt:label", "Alt", "قديم")),
    ),
    Broken(
        C.PLACEHOLDERS_DIFFER,
        "probe/po/ar.po:4: Frage „title“ (Als was ${given}?): Die Platzhalter der Übersetzung stimmen "
        "nicht (ar): es fehlt ${given}, zu viel ist ${gvien}. Übernehmen Sie sie genau aus dem deutschen "
        "Text.",
        {
            **survey("Als was?", "Als was ${given}?"),
            **arabic(entry("survey:title:label", "Als was ${given}?", "ماذا، ${gvien}؟")),
        },
    ),
    Broken(
        C.BROKEN_PLACEHOLDER,
        "probe/survey.csv:6: Frage „title“ (Als was ${given ?): „${given ?“ in „label“ ist kein "
        "Platzhalter. Schreiben Sie ${name}.",
        survey("Als was?", "Als was ${given ?"),
    ),
    Broken(
        C.LATIN_PUNCTUATION,
        "probe/po/ar.po:4: Frage „given“ (Wie heißen Sie?): In der Übersetzung (ar) steht „?“ statt „؟“.",
        arabic(entry("survey:given:label", "Wie heißen Sie?", "ما اسمك?")),
    ),
    Broken(
        C.MISSING_VOCABULARY_QUESTION,
        "kompetenz/survey.csv: Frage „residence“: Diese Frage fehlt. Ohne sie gilt nicht mehr, was "
        "sich darauf stützt: Berechnungen und Listen des Programms. Nehmen Sie sie wieder auf.",
        name="kompetenz",
        files={"settings.csv": SETTINGS.replace("probe", "kompetenz")},
        vocabulary={"residence": frozenset()},
    ),
    Broken(
        C.MISSING_VOCABULARY_CODE,
        "kompetenz/choices.csv: Frage „working“ (Arbeiten Sie?): Die Antwort „bald“ fehlt. Ohne sie "
        "gilt nicht mehr, was sich darauf stützt: Berechnungen und Listen des Programms. Nehmen Sie sie "
        "wieder auf.",
        name="kompetenz",
        files={"settings.csv": SETTINGS.replace("probe", "kompetenz")},
        vocabulary={"working": frozenset({"ja", "bald"})},
    ),
    Broken(
        C.COUNTY_UNKNOWN_QUESTION,
        "county/forms/probe/survey.csv:2: Frage „givne“: Eine Frage dieses Namens gibt es im "
        "mitgelieferten Formular nicht. Berichtigen Sie den Namen; eine neue Frage braucht einen type.",
        county={"survey.csv": "type,name,label\n,givne,Vorname?\n"},
    ),
    Broken(
        C.COUNTY_UNKNOWN_POSITION,
        "county/forms/probe/survey.csv:2: Frage „hallo“: „givne“ gibt es nicht. In „after“ steht der "
        "Name der Zeile, hinter die diese gehört.",
        county={"survey.csv": "type,name,label,after\nnote,hallo,Hallo!,givne\n"},
    ),
    Broken(
        C.COUNTY_MOVES,
        "county/forms/probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Was mitgeliefert ist, lässt "
        "sich nicht verschieben. Lassen Sie „after“ leer.",
        county={"survey.csv": "name,after\ngiven,age\n"},
    ),
    Broken(
        C.COUNTY_KIND,
        "county/forms/probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): Aus „text“ kann hier nicht "
        "„begin_group“ werden. Nehmen Sie einen neuen Namen.",
        county={"survey.csv": "type,name\nbegin_group,given\nend_group,given\n"},
    ),
    Broken(
        C.COUNTY_HIDE,
        "county/forms/probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): In „hide“ steht „vielleicht“. "
        "Möglich sind yes und no.",
        county={"survey.csv": "name,hide\ngiven,vielleicht\n"},
    ),
    Broken(
        C.COUNTY_HIDES_VOCABULARY,
        "county/forms/kompetenz/survey.csv:2: Frage „age“ (Wie alt sind Sie?): Ohne sie gilt nicht "
        "mehr, was sich darauf stützt: Berechnungen und Listen des Programms. Blenden Sie es nicht aus.",
        name="kompetenz",
        files={"settings.csv": SETTINGS.replace("probe", "kompetenz")},
        county={"survey.csv": "name,hide\nage,yes\n"},
        vocabulary={"age": frozenset()},
    ),
    Broken(
        C.COUNTY_HIDES_VOCABULARY,
        "county/forms/kompetenz/choices.csv:2: Antwort „yn/ja“ (Ja): Ohne sie gilt nicht mehr, was "
        "sich darauf stützt: Berechnungen und Listen des Programms. Blenden Sie es nicht aus.",
        name="kompetenz",
        files={"settings.csv": SETTINGS.replace("probe", "kompetenz")},
        county={"choices.csv": "list_name,name,hide\nyn,ja,yes\n"},
        vocabulary={"working": frozenset({"ja"})},
    ),
    Broken(
        C.UNKNOWN_FRAGMENT,
        "probe/survey.csv:8: Frage „g“: Den Baustein „blege“ gibt es nicht. Hinter include steht der Name "
        "eines Ordners, der neben den Formularen in fragments liegt.",
        including(INCLUDE.replace("beleg", "blege")),
    ),
    Broken(
        C.UNKNOWN_FRAGMENT,
        "county/forms/probe/survey.csv:2: Frage „g“: Den Baustein „beleg“ gibt es nicht. Hinter include "
        "steht der Name eines Ordners, der neben den Formularen in fragments liegt.",
        county={"survey.csv": HEAD + INCLUDE},
    ),
    Broken(
        C.INCLUDE_WITHOUT_PREFIX,
        "probe/survey.csv:8: In dieser Zeile (include beleg) fehlt der Name. Schreiben Sie in „name“, womit "
        "die Namen des Bausteins hier beginnen, zum Beispiel t.",
        including(INCLUDE.replace(",g,", ",,", 1)),
    ),
    Broken(
        C.INVALID_NAME,
        "probe/survey.csv:8: Frage „2g“: Der Name darf nur a-z, 0-9 und _ enthalten und beginnt mit einem "
        "Buchstaben.",
        including(INCLUDE.replace(",g,", ",2g,", 1)),
    ),
    Broken(
        C.INCLUDE_NAME_TAKEN,
        "probe/survey.csv:9: Frage „g“: Durch den Baustein käme „g_office“ hinzu, aber diesen Namen gibt es "
        "schon. Schreiben Sie in „name“ einen anderen Anfang.",
        including("text,g_office,Stelle?,,,,,,,,kontakt,jobcenter,short,kontakt,jahr\n" + INCLUDE),
    ),
    Broken(
        C.INCLUDE_NAME_TAKEN,
        "probe/survey.csv:9: Frage „g“: Durch den Baustein käme „g_office“ hinzu, aber diesen Namen gibt es "
        "schon. Schreiben Sie in „name“ einen anderen Anfang.",
        including(INCLUDE + INCLUDE),
    ),
    Broken(
        C.INCLUDE_NAME_TAKEN,
        "county/forms/probe/survey.csv:2: Frage „g“: Durch den Baustein käme „g_office“ hinzu, aber diesen "
        "Namen gibt es schon. Schreiben Sie in „name“ einen anderen Anfang.",
        including(),
        {"survey.csv": HEAD + INCLUDE},
    ),
    Broken(
        C.COUNTY_UNKNOWN_POSITION,
        "county/forms/probe/survey.csv:2: Frage „k_state“: „givne“ gibt es nicht. In „after“ steht der Name "
        "der Zeile, hinter die diese gehört.",
        including(),
        {"survey.csv": f"after,{HEAD}givne,{INCLUDE.replace(',g,', ',k,', 1)}"},
    ),
    Broken(
        C.INCLUDE_CELL_UNUSED,
        "probe/survey.csv:8: Frage „g“: „required“ gilt für einen Baustein nicht. Lassen Sie die Zelle leer.",
        including(INCLUDE.replace("g,,,,", "g,,,yes,", 1)),
    ),
    Broken(
        C.FRAGMENT_INCLUDES,
        "fragments/beleg/survey.csv:4: Frage „x“: Ein Baustein bindet keinen anderen ein. Schreiben Sie die "
        "Fragen hierher, oder binden Sie beide im Formular ein.",
        including(fragment=FRAGMENT + "include beleg,x,,,\n"),
    ),
    Broken(
        C.FRAGMENT_REPEATS,
        "fragments/beleg/survey.csv:4: Frage „x“ (Alles?): Ein Baustein enthält keine Wiederholung. "
        "Schreiben Sie begin_repeat und end_repeat im Formular um das include.",
        including(fragment=FRAGMENT + "begin_repeat,x,Alles?,,\ntext,y,Was?,,\nend_repeat,,,,\n"),
    ),
    Broken(
        C.FRAGMENT_LIST_DIFFERS,
        "probe/choices.csv:4: Die Auswahlliste „state“ steht auch in fragments/beleg/choices.csv, aber mit "
        "anderen Antworten. Löschen Sie sie hier, oder geben Sie ihr einen anderen Namen.",
        including(choices=FRAGMENT_CHOICES) | choices("yn,nein,Nein\n", "yn,nein,Nein\nstate,da,Ja\n"),
    ),
    Broken(
        C.UNBALANCED_GROUP,
        "fragments/beleg/survey.csv:4: Frage „x“: Anfang und Ende der Gruppe passen nicht zusammen. Zu jedem "
        "begin_group gehört ein end_group, zu jedem begin_repeat ein end_repeat.",
        including(fragment=FRAGMENT + "begin_group,x,,,\n"),
    ),
    Broken(
        C.UNBALANCED_GROUP,
        "fragments/beleg/survey.csv:5: Frage „y“: Anfang und Ende der Gruppe passen nicht zusammen. Zu jedem "
        "begin_group gehört ein end_group, zu jedem begin_repeat ein end_repeat.",
        including(fragment=FRAGMENT + "begin_group,x,,,\nend_group,y,,,\n"),
    ),
    Broken(
        C.MISSING_COLUMN,
        "fragments/beleg/survey.csv:1: Die Spalte „label“ fehlt. Fügen Sie sie in der Kopfzeile ein.",
        including(fragment="type,name\ntext,office\n"),
    ),
    Broken(
        C.UNKNOWN_COLUMN,
        "fragments/beleg/survey.csv:1: Die Spalte „note“ ist unbekannt und wird nicht beachtet. Prüfen Sie "
        "die Schreibweise, oder löschen Sie sie.",
        including(fragment="type,name,label,note\ntext,office,Stelle?,x\n", choices="list_name,name,label\n"),
    ),
    Broken(
        C.UNREADABLE,
        "fragments/beleg/survey.csv:1: Die Datei ist nicht lesbar. Die Spalten sind mit Semikolon getrennt. "
        "Als CSV mit Komma sichern.",
        including(fragment="type;name;label\n"),
    ),
    Broken(
        C.UNREADABLE,
        "county/forms/fragments/eigen/survey.csv:1: Die Datei ist nicht lesbar. Die Tabelle ist leer.",
        county={
            "survey.csv": HEAD + INCLUDE.replace("beleg", "eigen"),
            "../fragments/eigen/survey.csv": "\n",
        },
    ),
    Broken(
        C.MISSING_OWN_COLUMN,
        "probe/survey.csv:8: Frage „g_state“ (Gibt es ein Papier?): Die Angabe in „retention“ fehlt. "
        "Schreiben Sie, wie lange die Antwort bleibt: einen Code aus resources/release/retention.csv.",
        including(INCLUDE.replace(",jahr", ",")),
    ),
    Broken(
        C.UNKNOWN_SHEET,
        "probe/survey.csv:8: Frage „g_state“ (Gibt es ein Papier?): Das Blatt „jobcentr“ gibt es nicht. "
        "Nehmen Sie Codes aus resources/sheets/sheets.csv, mit Leerzeichen getrennt, oder - für keines.",
        including(INCLUDE.replace("jobcenter", "jobcentr")),
    ),
    Broken(
        C.UNDECIDED,
        "probe/survey.csv:8: In „purpose“ oder „retention“ steht hier noch zu_klaeren (Zeilen: 2). "
        "Entscheiden Sie, wozu gefragt wird und wie lange die Antwort bleibt.",
        including(INCLUDE.replace(",jahr", ",zu_klaeren")),
    ),
    Broken(
        C.UNKNOWN_TIER,
        "fragments/beleg/survey.csv:3: Frage „g_office“ (Von welcher Stelle?): „tief“ ist keine Stufe. "
        "Möglich sind short und deep.",
        including(fragment=FRAGMENT.replace("deep", "tief")),
    ),
    Broken(
        C.UNKNOWN_QUESTION,
        "fragments/beleg/survey.csv:3: Frage „g_office“ (Von welcher Stelle?): Die Frage „papier“ gibt es "
        "nicht (relevant). Prüfen Sie die Schreibweise.",
        including(fragment=FRAGMENT.replace("${state}", "${papier}")),
    ),
    Broken(
        C.UNKNOWN_QUESTION,
        "probe/survey.csv:8: Frage „g_state“ (Gibt es ein Papier?): Die Frage „papier“ gibt es nicht "
        "(relevant). Prüfen Sie die Schreibweise.",
        including(INCLUDE.replace("g,,,,", "g,,,,${papier} = 'ja'", 1)),
    ),
    Broken(
        C.PLACEHOLDERS_DIFFER,
        "probe/po/ar.po:4: Frage „g_state“ (Gibt es ein Papier?): Die Platzhalter der Übersetzung stimmen "
        "nicht (ar): es fehlt –, zu viel ist ${given}. Übernehmen Sie sie genau aus dem deutschen Text.",
        including() | arabic(entry("survey:g_state:label", "Gibt es ein Papier?", "ورقة ${given}؟")),
    ),
    Broken(
        C.NEVER_ASKED,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Diese Frage wird nie gestellt, weil die "
        "Bedingung in „relevant“ nie wahr sein kann. Berichtigen Sie die Bedingung.",
        condition("${working} = 'ja' and ${working} = 'nein'"),
    ),
    Broken(
        C.NEVER_ASKED,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Diese Frage wird nie gestellt, weil die "
        "Bedingung in „relevant“ nie wahr sein kann. Berichtigen Sie die Bedingung.",
        condition("false()"),
    ),
    Broken(
        C.NEVER_VALID,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Keine Antwort kann die Bedingung in "
        "„constraint“ erfüllen. Berichtigen Sie sie.",
        survey(". < 120", ". < 18 and . > 65"),
    ),
    Broken(
        C.CYCLE,
        "probe/survey.csv:8: Fragen „a, b“: Diese Fragen hängen im Kreis voneinander ab. Eine von ihnen "
        "darf die anderen nicht nennen.",
        row(calculation("a", "${b} + 1") + calculation("b", "${a} + 1")),
    ),
    Broken(
        C.CYCLE,
        "probe/survey.csv:2: Fragen „given, age“ (Wie heißen Sie? – Wie alt sind Sie?): Diese Fragen hängen "
        "im Kreis voneinander ab. Eine von ihnen darf die anderen nicht nennen.",
        {
            "survey.csv": SURVEY.replace("Wie heißen Sie?,,,", "Wie heißen Sie?,,,${age} > 1").replace(
                AGE, AGE + "${given} != ''"
            )
        },
    ),
    Broken(
        C.CYCLE,
        "probe/survey.csv:8: Frage „total“: Diese Frage hängt von sich selbst ab. Nehmen Sie ihren Namen aus "
        "ihrer Bedingung oder Berechnung.",
        row(calculation("total", "${total} + 1")),
    ),
    Broken(
        C.NOT_CONVERTIBLE,
        "probe/survey.csv:2: Frage „scale“ (Wie viel?): Das Formular lässt sich so nicht bauen. "
        "Berichtigen Sie, was die Umwandlung meldet (englisch): [row : 2] On the 'survey' sheet, the "
        "'parameters' value is invalid. For the 'range' question type, the parameter 'start' must be a "
        "number.",
        {
            "survey.csv": "type,name,label,parameters,category,sheets,tier,purpose,retention\n"
            "range,scale,Wie viel?,start=a,kontakt,iq,short,k,j\n",
            "choices.csv": None,
        },
    ),
    Broken(
        C.SYNTAX,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Der Ausdruck „${working} = 'ja' and“ in "
        "„relevant“ ist nicht lesbar, bei Zeichen 22: „Ende“. Am Ende fehlt etwas.",
        condition("${working} = 'ja' and"),
    ),
    Broken(
        C.SYNTAX,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Der Ausdruck „${working} = 'ja' AND ${given} = "
        "'a'“ in „relevant“ ist nicht lesbar, bei Zeichen 19: „AND“. Schreiben Sie and statt AND.",
        condition("${working} = 'ja' AND ${given} = 'a'"),
    ),
    Broken(
        C.UNKNOWN_FUNCTION,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Die Funktion „older“ in „relevant“ gibt es "
        "nicht. Die möglichen stehen in forms/README.md.",
        condition("older(${given})"),
    ),
    Broken(
        C.UNKNOWN_FUNCTION,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Die Funktion „Today“ in „relevant“ gibt es "
        "nicht. Meinten Sie today()?",
        condition("Today() > date('2026-01-01')"),
    ),
    Broken(
        C.UNSUPPORTED_FUNCTION,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Die Funktion „area“ in „relevant“ kann "
        "dieses Programm nicht ausrechnen. Lassen Sie sie weg.",
        condition("area(${given}) > 1"),
    ),
    Broken(
        C.ARITY,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Die Funktion „contains“ in „relevant“ hat "
        "zu viele oder zu wenige Angaben: 1. Wie viele es sein müssen, steht in forms/README.md.",
        condition("contains(${given})"),
    ),
    Broken(
        C.BARE_TRUTH,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „${given}“ allein ist keine Bedingung. "
        "Schreiben Sie ${given} != ''.",
        condition("${given}"),
    ),
    Broken(
        C.UNANCHORED_PATTERN,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Das Muster „[a-z]+“ in „relevant“ liest "
        "nicht jedes Programm gleich. Setzen Sie ^ an den Anfang und $ ans Ende.",
        condition("regex(${given}, '[a-z]+')"),
    ),
    Broken(
        C.INVALID_PATTERN,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Das Muster in „relevant“ ist ungültig: "
        "„^[a-z$“. Prüfen Sie seine Klammern.",
        condition("regex(${given}, '^[a-z$')"),
    ),
    Broken(
        C.DATE_LITERAL,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Ein Datum in „relevant“ steht als Text. "
        "Schreiben Sie date('2026-01-01').",
        condition("${given} < '2026-01-01'"),
    ),
    Broken(
        C.AVERAGE_YEAR,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): 365.25 ist an manchen Geburtstagen einen "
        "Tag daneben. Nehmen Sie die Altersformel aus forms/README.md.",
        condition("int(${given} div 365.25) > 17"),
    ),
    Broken(
        C.BARE_INDEX,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Eine Zahl allein in eckigen Klammern lesen "
        "nicht alle Programme gleich („relevant“). Schreiben Sie [position() = n] statt [n].",
        condition("/probe/jobs[1]/title = 'Koch'"),
    ),
    Broken(
        C.EMPTY_IN_SUM,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Leere Antworten stören sum() in "
        "„relevant“. Schreiben Sie [. != ''] hinter den Verweis.",
        condition("sum(${title}) > 1"),
    ),
    Broken(
        C.REFERENCE_IN_TEXT,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Ein Verweis steht in Anführungszeichen und "
        "wirkt dort nicht. Schreiben Sie concat('…', ${name}, '…').",
        condition("${given} = 'Herr ${given}'"),
    ),
    Broken(
        C.POSITION_WITHOUT_ROW,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): position() zählt hier nichts. Schreiben "
        "Sie position(..) für die Nummer der eigenen Zeile.",
        condition("position() = 2"),
    ),
    Broken(
        C.BOOLEAN_AS_TEXT,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „adult“ ist als Text gespeichert, und auch "
        "der Text false gilt als wahr. Lassen Sie die Berechnung mit if(…, 'ja', 'nein') antworten und "
        "vergleichen Sie mit 'ja'.",
        {"survey.csv": SURVEY.replace(AGE, AGE + "${adult}") + calculation("adult", "${given} = 'a'")},
    ),
    Broken(
        C.BOOLEAN_AS_TEXT,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „adult“ ist als Text gespeichert, und auch "
        "der Text false gilt als wahr. Lassen Sie die Berechnung mit if(…, 'ja', 'nein') antworten und "
        "vergleichen Sie mit 'ja'.",
        {
            "survey.csv": SURVEY.replace(AGE, AGE + "${adult} = true()")
            + calculation("adult", "${given} = 'a'")
        },
    ),
    Broken(
        C.DEAD_PATH,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Der Weg „/probe/person/given“ in "
        "„relevant“ führt ins Leere. Schreiben Sie ${name} statt eines Weges.",
        condition("/probe/person/given = 'a'"),
    ),
    Broken(
        C.DEAD_PATH,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Der Weg „../../given“ in „relevant“ führt "
        "ins Leere. Schreiben Sie ${name} statt eines Weges.",
        condition("../../given = 'a'"),
    ),
    Broken(
        C.MANY_AS_ONE,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „${title}“ in „relevant“ hat viele Zeilen, "
        "gebraucht wird ein Wert. Nehmen Sie join(), count() oder indexed-repeat().",
        condition("${title} = 'Koch'"),
    ),
    Broken(
        C.UNKNOWN_QUESTION,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Die Frage „givne“ gibt es nicht "
        "(relevant). Prüfen Sie die Schreibweise.",
        condition("${givne} = 'a'"),
    ),
    Broken(
        C.UNKNOWN_QUESTION,
        "probe/survey.csv:6: Frage „title“ (Als was ${givne}?): Die Frage „givne“ gibt es nicht (label). "
        "Prüfen Sie die Schreibweise.",
        survey("Als was?", "Als was ${givne}?"),
    ),
    Broken(
        C.UNKNOWN_CODE,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Die Antwort „yes“ gibt es bei „working“ "
        "nicht (relevant). Der Vergleich ist immer gleich; nehmen Sie einen Code aus choices.csv.",
        condition("${working} = 'yes'"),
    ),
    Broken(
        C.UNKNOWN_CHOICE_COLUMN,
        "probe/survey.csv:4: Frage „working“ (Arbeiten Sie?): Die Spalte „land“ gibt es in choices.csv "
        "nicht (choice_filter). Legen Sie sie dort an.",
        survey("Arbeiten Sie?,,,,,,,", "Arbeiten Sie?,,,,,,land = 1,"),
    ),
    Broken(
        C.BARE_WORD,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „ja“ in „relevant“ ist so keine Frage und kein "
        "Text. Schreiben Sie 'ja'.",
        condition("${working} = ja"),
    ),
    Broken(
        C.BARE_WORD,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „ja“ in „relevant“ ist so keine Frage und kein "
        "Text. Schreiben Sie 'ja'.",
        condition("ja and ${working} = 'ja'"),
    ),
    Broken(
        C.BARE_WORD,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „today“ in „relevant“ ist so keine Frage und "
        "kein Text. Schreiben Sie today().",
        condition("${given} = string(today)"),
    ),
    Broken(
        C.BARE_WORD,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): „given“ in „relevant“ ist so keine Frage und "
        "kein Text. Schreiben Sie ${given}.",
        condition("given = 'a'"),
    ),
    Broken(
        C.NOT_YES_OR_NO,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): In „required“ steht „ja“. Schreiben Sie yes, "
        "oder eine Bedingung.",
        survey("Wie heißen Sie?,,,", "Wie heißen Sie?,,ja,"),
    ),
    Broken(
        C.NOT_YES_OR_NO,
        "probe/survey.csv:2: Frage „given“ (Wie heißen Sie?): In „required“ steht „Nein“. Schreiben Sie no, "
        "oder eine Bedingung.",
        survey("Wie heißen Sie?,,,", "Wie heißen Sie?,,Nein,"),
    ),
    Broken(
        C.QUESTION_GONE,
        "probe/published.csv:6: Frage „phone“: „Telefon?“ war in Fassung 1 und fehlt jetzt. Schreiben "
        "Sie in migrations.csv 1,2,phone,neuer_name,move oder drop statt move, wenn die Antworten weg "
        "dürfen.",
        {"published.csv": PUBLISHED + "1,/probe/phone,text,,Telefon?\n"},
    ),
    Broken(
        C.CODE_GONE,
        "probe/choices.csv:2: Antwort „yn/bald“: Die Antwort „bald“ war in Fassung 1 und fehlt jetzt. "
        "Schreiben Sie in migrations.csv 1,2,working,,map:bald=neuer_code; ohne neuen Code hinter = "
        "fällt sie weg.",
        {"published.csv": PUBLISHED.replace("ja nein", "ja nein bald")},
    ),
    Broken(
        C.TYPE_CHANGED,
        "probe/survey.csv:3: Frage „age“ (Wie alt sind Sie?): Der Typ war in Fassung 1 text und ist "
        "jetzt integer. Schreiben Sie in migrations.csv 1,2,age,,cast, damit die Antworten übernommen "
        "werden.",
        {"published.csv": PUBLISHED.replace("age,integer", "age,text")},
    ),
    Broken(
        C.VERSION_NOT_RAISED,
        "probe/settings.csv:2: Fassung 2 ist schon veröffentlicht. Eine Änderung wie diese braucht eine "
        "höhere version in settings.csv.",
        {"published.csv": PUBLISHED.replace("1,", "2,") + "2,/probe/phone,text,,Telefon?\n"},
    ),
    Broken(
        C.VERSION_LOWERED,
        "probe/settings.csv:2: Fassung 2 liegt vor der veröffentlichten Fassung 10. Schreiben Sie 10 oder "
        "eine höhere.",
        {"published.csv": PUBLISHED.replace("1,", "10,")},
    ),
    Broken(
        C.REPEAT_CHANGED,
        "probe/survey.csv:6: Frage „title“ (Als was?): Die Frage gehörte in Fassung 1 zur Wiederholung "
        "„–“ und jetzt zu „jobs“. Schreiben Sie in migrations.csv 1,2,title,title,move.",
        {"published.csv": PUBLISHED + "1,/probe/title,text,,Als was?\n"},
    ),
    Broken(
        C.MIGRATION_INCOMPLETE,
        "probe/migrations.csv:2: Die Angabe in „old“ fehlt.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,,given,move\n",
        },
    ),
    Broken(
        C.MIGRATION_UNKNOWN_RULE,
        "probe/migrations.csv:2: Frage „given“ (Wie heißen Sie?): Die Regel „copy“ gibt es nicht. "
        "Möglich sind move, drop, cast und map:alt=neu;alt=neu.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,given,given,copy\n",
        },
    ),
    Broken(
        C.MIGRATION_UNKNOWN_NAME,
        "probe/migrations.csv:2: Frage „phone“: „phone“ gibt es in Fassung 1 nicht (old).",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,phone,given,move\n",
        },
    ),
    Broken(
        C.MIGRATION_NEEDLESS,
        "probe/migrations.csv:2: Frage „given“ (Wie heißen Sie?): „given“ hat vorher und nachher denselben "
        "Typ (text). Löschen Sie diese Zeile.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,given,,cast\n",
        },
    ),
    Broken(
        C.MIGRATION_UNKNOWN_CODE,
        "probe/migrations.csv:2: Frage „working“ (Arbeiten Sie?): Die Antwort „vielleicht“ gibt es bei "
        "„working“ in Fassung 2 nicht.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,working,,map:ja=vielleicht\n",
        },
    ),
    Broken(
        C.MIGRATION_UNKNOWN_CODE,
        "probe/migrations.csv:2: Frage „list:yn“: Die Antwort „vielleicht“ gibt es bei „list:yn“ in Fassung "
        "2 nicht.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,list:yn,,map:ja=vielleicht\n",
        },
    ),
    Broken(
        C.MIGRATION_UNKNOWN_CODE,
        "probe/migrations.csv:2: Frage „working“ (Arbeiten Sie?): Die Antwort „bald“ gibt es bei "
        "„working“ in Fassung 1 nicht.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,working,working,map:bald=ja\n",
        },
    ),
    Broken(
        C.MIGRATION_VERSIONS,
        "probe/migrations.csv:2: Frage „age“ (Wie alt sind Sie?): Von Fassung 3 nach 1 führt kein "
        "Schritt. Vorn steht eine veröffentlichte Fassung, hinten die nächste.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n3,1,age,given,move\n",
        },
    ),
    Broken(
        C.MIGRATION_TWICE,
        "probe/migrations.csv:3: Frage „age“ (Wie alt sind Sie?): Für „age“ steht in dieser Fassung "
        "schon eine Regel, Zeile 2.",
        {
            "published.csv": PUBLISHED,
            "migrations.csv": "from_version,to_version,old,new,rule\n1,2,age,,drop\n1,2,age,,drop\n",
        },
    ),
    Broken(
        C.EMPTY_TRANSLATION,
        "probe/po/ar.po:4: Frage „given“ (Wie heißen Sie?): Die Übersetzung fehlt (ar); gezeigt wird nur "
        "der deutsche Text. Schreiben Sie sie hier hinter msgstr.",
        {"po/ar.po": PO + _named("")},
    ),
    Broken(
        C.TRANSLATED_TWICE,
        "probe/po/ar.po:8: Dieser Eintrag steht schon in Zeile 4 (ar). Löschen Sie einen von beiden.",
        {"po/ar.po": PO + _named("ما اسمك؟") + _named("ما هو اسمك؟")},
    ),
    Broken(
        C.MARKUP_IN_TRANSLATION,
        "probe/po/ar.po:4: Frage „given“ (Wie heißen Sie?): In der Übersetzung (ar) steht „</b> <b>“. Es "
        "würde so gezeigt; schreiben Sie nur Text.",
        {"po/ar.po": PO + _named("<b>ما اسمك؟</b>")},
    ),
    Broken(
        C.UNKNOWN_LANGUAGE_FILE,
        "probe/po/xx_yy.po: Diese Datei wird so nicht gelesen. Nennen Sie sie nach dem Kürzel ihrer "
        "Sprache, zum Beispiel en.po für Englisch.",
        {"po/xx_yy.po": 'msgid ""\nmsgstr ""\n\n'},
    ),
    Broken(
        C.COUNTY_HIDES_CHOICE,
        "county/forms/probe/choices.csv:2: Antwort „yn/ja“ (Ja): Sie haben „ja“ ausgeblendet, aber das "
        "Formular fragt danach, ob es gewählt ist (1): age. Blenden Sie es wieder ein, oder ändern Sie "
        "diese Fragen.",
        condition("${working} = 'ja'"),
        county={"choices.csv": "list_name,name,hide\nyn,ja,yes\n"},
    ),
    Broken(
        C.COUNTY_UNKNOWN_CHOICE,
        "county/forms/probe/choices.csv:2: Antwort „yn/jein“: Diese Antwort gibt es im mitgelieferten "
        "Formular nicht. Berichtigen Sie list_name und name.",
        county={"choices.csv": "list_name,name,hide\nyn,jein,yes\n"},
    ),
    Broken(
        C.COUNTY_VERSION,
        "county/forms/probe/settings.csv:2: In „version“ steht „2026“. Der Landkreis schreibt hier nur "
        "seinen Zusatz, zum Beispiel k1; davor steht von selbst die mitgelieferte Fassung.",
        county={"settings.csv": "version\n2026\n"},
    ),
    Broken(
        C.COUNTY_NOT_PUBLISHED,
        "county/forms/probe/survey.csv:2: Frage „district“ (Stadtteil?): Diese Frage ist noch nicht als "
        "veröffentlicht festgehalten; dass sie umbenannt oder gelöscht wird, fiele nicht auf. Rufen Sie "
        "„profiler forms publish probe“ auf, bevor jemand damit befragt wird.",
        {"published.csv": PUBLISHED.replace("\n1,", "\n2,")},
        {
            "survey.csv": HEAD + "text,district,Stadtteil?,,,,,,,,kontakt,jobcenter,short,kontakt,jahr\n",
            "settings.csv": "version\nk1\n",
        },
    ),
    Broken(
        C.COUNTY_VERSION_NOT_RAISED,
        "county/forms/probe/settings.csv:2: Fassung 2-k1 ist schon veröffentlicht. Schreiben Sie in die "
        "Spalte „version“ den Zusatz k2.",
        county={
            "survey.csv": "type,name\ninteger,given\n",
            "settings.csv": "version\nk1\n",
            "published.csv": PUBLISHED.replace("\n1,", "\n2-k1,"),
        },
    ),
)
