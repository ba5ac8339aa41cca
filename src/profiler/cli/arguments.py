"""The command line's words: what can be asked for, and German sentences for what cannot."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from profiler import __version__
from profiler.cli.forms_play_words import HELP as PLAY_HELP
from profiler.languages.tags import LANGUAGES, PSEUDO

# Time zones and half-year limits must find room on both sides.
_FIRST_YEAR, _LAST_YEAR = 1971, 2999


class BadUsage(Exception):  # noqa: N818 - reads as a sentence at the raise site
    """The command line cannot be understood; the text is a German sentence."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks German and leaves the exit to its caller."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(_in_german(message))


def _in_german(message: str) -> str:
    for english, german in (
        ("unrecognized arguments: ", "Unbekannte Angabe: "),
        ("the following arguments are required: ", "Es fehlt: "),
        ("expected one argument", "hier fehlt ein Wert"),
        ("invalid choice: ", "nicht bekannt: "),
        ("(choose from", "(möglich sind"),
        ("argument ", "Angabe "),
        ("invalid _moment value: ", "keine gültige Zeit (zum Beispiel 2026-01-01T10:00): "),
    ):
        message = message.replace(english, german)
    return message


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(text)
    return moment


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(
            f"Zeitzone „{text}“ ist nicht bekannt (zum Beispiel Europe/Berlin)"
        ) from None


def _language(text: str) -> str:
    codes = {language.code for language in LANGUAGES}
    if text not in codes:
        raise argparse.ArgumentTypeError(f"Sprache „{text}“ ist nicht bekannt ({', '.join(sorted(codes))})")
    return text


def _language_tried(text: str) -> str:
    """A language, or the one that shows what is not translated; that is offered nowhere."""
    return text if text == PSEUDO.code else _language(text)


def _language_or_all(text: str) -> str:
    return text if text == "all" else _language_tried(text)


def _add_forms(forms: argparse.ArgumentParser) -> None:
    """What a form's author can ask for; each action has its module `profiler.cli.forms_<action>`."""
    actions = forms.add_subparsers(dest="action", required=True, parser_class=_Parser, metavar="ACTION")
    which = "Kennung oder Ordner eines Formulars oder Datei (.xml, .xlsx, .xls, .csv, .md)"

    def action(name: str, purpose: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)

    build = action("build", "die Formulare übersetzen, die sich geändert haben")
    build.add_argument("form", nargs="?", help="Kennung oder Ordner eines Formulars; ohne Angabe: alle")
    _add_county(build)

    check = action("check", "Formulare prüfen: Fehler und Hinweise mit Datei und Zeile")
    check.add_argument("form", nargs="?", help=f"{which}; ohne Angabe: alle")
    check.add_argument(
        "--source-language", help="XLSForm: Sprache der Ausgangstexte, wenn keine Spalte deutsch ist"
    )
    _add_county(check)

    evaluate = action("eval", "Ausdrücke auswerten: eine JSON-Zeile hinein, eine heraus")
    evaluate.add_argument("--in", dest="source", type=Path, help="Datei mit JSON-Zeilen statt der Eingabe")
    _add_time(evaluate)

    play = action("play", "ein Formular ohne Fenster ausfüllen: eine JSON-Zeile hinein, eine heraus")
    play.epilog, play.formatter_class = PLAY_HELP, argparse.RawDescriptionHelpFormatter
    play.add_argument("form", help=which)
    play.add_argument("--script", type=Path, help="Datei mit JSON-Zeilen statt der Eingabe")
    play.add_argument("--lang", help="Sprache der Texte, wie das Formular sie nennt")
    _add_county(play)
    _add_time(play)

    bring_in = action(
        "import", "ein XLSForm (auch von KoboToolbox) in unsere Tabellen und .po-Dateien wandeln"
    )
    bring_in.add_argument("source", type=Path, metavar="FILE", help="Datei .xlsx, .xls, .csv oder .md")
    bring_in.add_argument("--to", type=Path, help="Ordner des neuen Formulars (sonst: seine Kennung)")
    bring_in.add_argument("--overwrite", action="store_true", help="Tabellen ersetzen, die dort schon liegen")
    bring_in.add_argument(
        "--source-language", help="Sprache der Ausgangstexte, wenn keine Spalte deutsch ist"
    )

    export = action("export", "ein Formular als XLSForm mit allen Sprachen schreiben")
    export.add_argument("form", help="Kennung oder Ordner eines Formulars")
    export.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="Zieldatei .xlsx")
    _add_county(export)

    po = action("po", "Übersetzungen: Vorlage, Abgleich, Übersetzen, Stand")
    po.add_argument("step", choices=["extract", "update", "compile", "state"])
    po.add_argument("form", nargs="?", help="Kennung oder Ordner eines Formulars; ohne Angabe: alle")
    po.add_argument(
        "--lang", type=_language, action="append", help="update: Sprache, die eine neue Datei bekommt"
    )
    po.add_argument(
        "--retext",
        nargs=2,
        metavar=("ALT", "NEU"),
        help="update: ein deutscher Text wurde nur in der Schreibung berichtigt, die Übersetzungen bleiben",
    )
    _add_county(po)

    publish = action("publish", "die jetzige Fassung als veröffentlicht festhalten")
    publish.add_argument("form", nargs="?", help="Kennung oder Ordner eines Formulars; ohne Angabe: alle")
    _add_county(publish)


def _add_county(action: argparse.ArgumentParser) -> None:
    which = action.add_mutually_exclusive_group()
    which.add_argument("--data", type=Path, help="Ordner des Tresors, in dem county/forms liegt")
    which.add_argument(
        "--shipped", action="store_true", help="nur was mitgeliefert ist, ohne das des Landkreises"
    )


def _add_record_data(commands: argparse._SubParsersAction[_Parser]) -> None:
    """A record as data, out of a vault and into one."""
    export = commands.add_parser(
        "export", help="die Angaben einer Person als OpenRosa-Daten", allow_abbrev=False
    )
    export.add_argument("--record", required=True, help="Vorgangsnummer, zum Beispiel LK-2026-0417")
    export.add_argument("--out", type=Path, required=True, help="Ordner für die Datei")
    export.add_argument("--with-health", action="store_true", help="auch Angaben zur Gesundheit")
    _add_vault(export)

    bring_in = commands.add_parser(
        "import", help="einen Vorgang aus OpenRosa-Daten anlegen", allow_abbrev=False
    )
    bring_in.add_argument("source", type=Path, metavar="FILE", help="Datei .zip oder .xml")
    bring_in.add_argument("--client-lang", type=_language, required=True, help="Sprache der Person")
    _add_vault(bring_in)


def _add_vault(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", type=Path, help="Ordner des Tresors")
    command.add_argument("--user", help="wer entsperrt, wenn es mehrere können")
    command.add_argument("--password-fd", type=int, metavar="N", help="Dateideskriptor mit dem Passwort")
    command.add_argument("--now", type=_moment, help="andere Uhrzeit, nur für Übungstresore")


def _add_time(action: argparse.ArgumentParser) -> None:
    action.add_argument("--now", type=_moment, help="andere Uhrzeit, zum Beispiel 2026-11-21T00:11")
    action.add_argument("--tz", type=_zone, help="Zeitzone, zum Beispiel America/Phoenix")


def _add_classifications(classifications: argparse.ArgumentParser) -> None:
    actions = classifications.add_subparsers(
        dest="action", required=True, parser_class=_Parser, metavar="ACTION"
    )
    purpose = "ein heruntergeladenes ESCO-Paket oder eine Tabelle der KldB 2010 einlesen"
    bring_in = actions.add_parser("import", help=purpose, description=purpose, allow_abbrev=False)
    bring_in.add_argument(
        "source",
        type=Path,
        metavar="FILE|FOLDER",
        help="Ordner oder .zip von ESCO; .xlsx, .xls oder .csv der KldB",
    )
    purpose = "Berufe oder Fähigkeiten suchen"
    search = actions.add_parser("search", help=purpose, description=purpose, allow_abbrev=False)
    search.add_argument("word", metavar="WORD", nargs="+", help="was gesucht wird")
    search.add_argument("--lang", type=_language, default="de", help="zweite Sprache")
    search.add_argument("--skills", action="store_true", help="Fähigkeiten statt Berufe")
    for action in (bring_in, search):
        action.add_argument("--data", type=Path, help="Ordner des Tresors")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="profiler",
        description="Kompetenzen erfassen, Freigaben regeln, Wege zeigen - ohne Internet.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"profiler {__version__}")
    commands = top.add_subparsers(dest="command", parser_class=_Parser)

    gui = commands.add_parser("gui", help="das Fenster öffnen (ohne Befehl: dasselbe)", allow_abbrev=False)
    gui.add_argument("--data", type=Path, help="Ordner des Tresors")
    gui.add_argument("--lang", choices=["de"], default="de", help="Sprache des Programms")
    gui.add_argument("--client-lang", type=_language_tried, help="Sprache der Klientin oder des Klienten")
    gui.add_argument("--now", type=_moment, help="andere Uhrzeit, nur für Übungstresore")
    gui.add_argument("--ready-file", type=Path, help="wird geschrieben, sobald das Fenster bereit ist")
    gui.add_argument("--practice", action="store_true", help="neuer Tresor ist ein Übungstresor")

    demo = commands.add_parser(
        "demo", help="ein erfundenes Gespräch ohne Fenster, alle Papiere als PDF", allow_abbrev=False
    )
    demo.add_argument("--out", type=Path, required=True, help="Ordner für die PDF-Dateien")
    demo.add_argument("--persona", default="elektriker", help="Kennung einer Beispielperson oder „all“")
    demo.add_argument("--client-lang", type=_language_or_all, default=None, help="Sprache oder „all“")
    demo.add_argument("--now", type=_moment, help="andere Uhrzeit")

    _add_forms(commands.add_parser("forms", help="Formulare bauen, prüfen, ausprobieren", allow_abbrev=False))

    _add_record_data(commands)

    rules = commands.add_parser("rules", help="Regeln prüfen", allow_abbrev=False)
    rules.add_argument("action", choices=["check"])

    _add_classifications(
        commands.add_parser("classifications", help="Berufe und Fähigkeiten", allow_abbrev=False)
    )

    self_test = commands.add_parser("self-test", help="prüft, was installiert ist", allow_abbrev=False)
    self_test.add_argument("--json", action="store_true", help="Ergebnis als JSON")
    return top


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Understand `argv`; no command, or only options, means the window.

    Raises:
        BadUsage: with a German sentence.
        SystemExit: after `--help` and `--version`, code 0.
    """
    words = list(argv)
    if not words or (words[0].startswith("-") and words[0] not in ("--help", "-h", "--version")):
        words.insert(0, "gui")
    return parser().parse_args(words)
