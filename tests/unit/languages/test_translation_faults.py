"""What is seen of a translation without understanding it."""

from __future__ import annotations

import pytest

from profiler.languages.alphabets import ALPHABETS
from profiler.languages.tags import GERMAN, LANGUAGES
from profiler.languages.translation_faults import Fault, FaultCode, translation_faults

GOOD = [
    ("uk", "Zurück", "Назад"),
    ("ru", "Bis wann gilt Ihr Papier?", "До какого числа действует Ваш документ?"),
    ("ar", "Sind Sie ohne Ihre Eltern hier?", "هل أنتم هنا بدون والديكم؟"),
    ("fa", "Fragen? Bitte rufen Sie an: {phone}", "سؤال دارید؟ لطفاً تلفن بزنید: {phone}"),
    ("ti", "Fragen? Bitte rufen Sie an: {phone}", "ሕቶ ኣለኩም? በጃኹም ደውሉ: {phone}"),
    ("ti", "Das geht auch für Erwachsene.", "ንዓበይቲ እውን ይከኣል።"),
    ("ti", "Für Kursträger und Jobcenter.", "ንቤት ትምህርቲ ቋንቋን Jobcenterን።"),
    ("tr", "Arbeit finden", "İş bulma"),
    ("ckb", "§ 24 AufenthG (vorübergehender Schutz)", "§ 24 AufenthG (پاراستنی کاتی)"),
    ("ps", "Duldung", "د ایستلو ځنډول (Duldung)"),
    ("so", "Profilbogen oder Lebenslauf", "Xaashida xogta (Profilbogen) ama CV"),
    ("fr", "Was möchten Sie?", "Que voulez-vous\u00a0?"),
    ("en", "– {count} von {all}", "– {count} of {all}"),
    ("en", "A1", "A1"),
    ("en", "–", "–"),
    ("en", "Übers. Führerschein", "Licence transl."),
    ("en", "Beispiel: name@beispiel.de", "Example: name@beispiel.de"),
    ("ru", "Ab dem ersten Geburtstag", "С того дня, когда исполнился 1 год"),
    ("ps", "Deutsch als Zweitsprache", "DaZ (جرمني)"),
    ("ku", "Name (Pass)", "Nav (pasaport)"),
    ("ar", "EU, EWR oder Schweiz", "EU أو EWR أو سويسرا"),
]
BAD = [
    ("uk", "Zurück", "Zurück", FaultCode.SAME_AS_GERMAN, ""),
    ("uk", "Seite {page}", "Сторінка {pages}", FaultCode.PLACEHOLDERS, ""),
    ("uk", "Seite ${page}", "Сторінка {page}", FaultCode.PLACEHOLDERS, ""),
    ("uk", "§ 24 AufenthG", "§ 25 AufenthG", FaultCode.NUMBERS, "24 25"),
    ("uk", "§ 16g AufenthG", "§ 16 AufenthG", FaultCode.NUMBERS, "16 16g"),
    ("uk", "drei Tage", "4 дні", FaultCode.NUMBERS, "4"),
    ("uk", "(§ 87 AufenthG) ja", "(87 AufenthG) так", FaultCode.NUMBERS, "§"),
    ("fa", "ab 6 Jahren", "از ۶ سالگی", FaultCode.OTHER_DIGITS, "۶"),
    ("ar", "Ja", "\u200fنعم", FaultCode.DIRECTION_CONTROLS, "U+200F"),
    ("ar", "Ja", "\u2067نعم\u2069", FaultCode.DIRECTION_CONTROLS, "U+2067 U+2069"),
    ("ti", "Sprache", "language", FaultCode.LATIN_WORDS, "language"),
    ("ar", "Duldung", "الإيقاف (Duldung) card", FaultCode.LATIN_WORDS, "card"),
    ("fa", "Arbeit", "كار", FaultCode.FOREIGN_LETTERS, "ك"),
    ("fa_AF", "gestern", "ديروز", FaultCode.FOREIGN_LETTERS, "ي"),
    ("ckb", "Arbeit", "كار", FaultCode.FOREIGN_LETTERS, "ك"),
    ("ps", "Weg", "لاره گ", FaultCode.FOREIGN_LETTERS, "گ"),
    ("ar", "Arbeit", "کار", FaultCode.FOREIGN_LETTERS, "ک"),
    ("ru", "Ukraine", "Україна", FaultCode.FOREIGN_LETTERS, "ї"),
    ("uk", "Russland", "Росыя", FaultCode.FOREIGN_LETTERS, "ы"),
    ("ku", "Recht", "hiqûqê şöw", FaultCode.FOREIGN_LETTERS, "ö"),
    ("so", "Haus", "guriyaz", FaultCode.FOREIGN_LETTERS, "z"),
    ("tr", "Arbeit", "i\u0307ş", FaultCode.FOREIGN_LETTERS, "\u0307"),
    ("ti", "Name", "имя", FaultCode.FOREIGN_LETTERS, "и м я"),
    ("uk", "Hilfe", "дoпомога", FaultCode.MIXED_WORDS, "дoпомога"),
    ("ar", "Name, Unterschrift", "الاسم, التوقيع", FaultCode.LATIN_MARKS, ","),
    ("ti", "Name, Unterschrift", "ስም, ፊርማ", FaultCode.LATIN_MARKS, ","),
    ("ti", "Beratung und Antrag.", "ምኽርን ምልክታን.", FaultCode.LATIN_MARKS, "."),
    ("uk", "Name (Pass)", "Ім’я (паспорт", FaultCode.BRACKETS, ""),
    ("uk", "Name (Pass)", "Ім’я )паспорт(", FaultCode.BRACKETS, ""),
    ("uk", "Ja, Arbeit", "Так,  робота", FaultCode.BLANKS, ""),
    ("uk", "Ja", "Так ", FaultCode.BLANKS, ""),
    ("uk", "Ja?", "Так", FaultCode.ENDING, "к"),
    ("uk", "Das geht.", "Це можливо", FaultCode.ENDING, "о"),
    ("uk", "Arbeit", "Робота.", FaultCode.ENDING, "."),
    ("ar", "Das Jobcenter darf wissen, …", "يجوز لمركز العمل أن يعرف", FaultCode.ENDING, "ف"),
]


def test_every_language_has_its_letters() -> None:
    assert set(ALPHABETS) == {each.code for each in LANGUAGES} - {GERMAN}


@pytest.mark.parametrize(("code", "german", "translated"), GOOD)
def test_what_is_right_is_left_alone(code: str, german: str, translated: str) -> None:
    assert list(translation_faults(code, german, translated)) == []


@pytest.mark.parametrize(("code", "german", "translated", "fault", "found"), BAD)
def test_what_is_wrong_is_found(
    code: str, german: str, translated: str, fault: FaultCode, found: str
) -> None:
    assert Fault(fault, found) in list(translation_faults(code, german, translated))


def test_every_fault_is_tried() -> None:
    assert {fault for *_, fault, _ in BAD} == set(FaultCode)
