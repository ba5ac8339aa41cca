"""`profiler forms po`: the translations of forms."""

from __future__ import annotations

from collections.abc import Callable

from profiler.casework.form_folders import FormFolder
from profiler.casework.loading import load_form
from profiler.casework.translate_forms import CatalogueReport, stale_texts, state, template, update
from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall
from profiler.cli.forms_choosing import chosen_catalogues
from profiler.errors import EXIT_FINDINGS, EXIT_OK


def run(call: FormsCall) -> int:
    """Do one step for one form or all; 1 if `state` finds anything missing or stale.

    Raises:
        BadUsage: no such form; a correction without a form.
        WorldError: FORM_INVALID, RESOURCE_INVALID, USAGE, NO_ACCESS, DISK_FULL.
    """
    if call.arguments.retext and not call.arguments.form:
        raise BadUsage("Zu „--retext“ gehört die Kennung eines Formulars.")
    code = EXIT_OK
    for form in chosen_catalogues(call):
        code = max(code, _STEPS[call.arguments.step](form, call))
    return code


def _extract(form: FormFolder, call: FormsCall) -> int:
    call.out.write(f"{form.name}: Vorlage liegt in {template(form)}\n")
    return EXIT_OK


def _update(form: FormFolder, call: FormsCall) -> int:
    words = call.arguments
    retexted = tuple(words.retext) if words.retext else None
    for report in update(form, tuple(words.lang or ()), retexted):
        call.out.write(f"{_line(form, report)}, {'geändert' if report.changed else 'unverändert'}\n")
    return EXIT_OK


def _compile(form: FormFolder, call: FormsCall) -> int:
    """No .mo files: what reads translations at run time is the XForm, which holds them all."""
    if form.is_fragment:
        call.out.write(f"{form.name}: wird mit jedem Formular gebaut, in dem der Baustein steht\n")
        return EXIT_OK
    languages = ", ".join(load_form(form).definition.languages)
    call.out.write(f"{form.name}: gebaut mit den Sprachen {languages}\n")
    return EXIT_OK


def _state(form: FormFolder, call: FormsCall) -> int:
    reports = state(form)
    for report in reports:
        call.out.write(f"{_line(form, report)}\n")
    for language, text in stale_texts(form):
        place = f"{text.file}:{text.line}"
        call.out.write(f"  veraltet ({language}): {place}: {text.question or text.context}: {text.text}\n")
    done = all(report.counts.translated == report.counts.texts for report in reports)
    return EXIT_OK if done else EXIT_FINDINGS


def _line(form: FormFolder, report: CatalogueReport) -> str:
    counts = report.counts
    return (
        f"{form.name} {report.language}: {report.state}, {counts.translated} von {counts.texts} übersetzt, "
        f"{counts.stale} veraltet, {counts.missing} fehlen, {counts.obsolete} beiseite gelegt"
    )


_STEPS: dict[str, Callable[[FormFolder, FormsCall], int]] = {
    "extract": _extract,
    "update": _update,
    "compile": _compile,
    "state": _state,
}
