"""`profiler forms`: finds the module that does what was asked for and loads it only then."""

from __future__ import annotations

from collections.abc import Callable

from profiler.cli.forms_call import FormsCall


def run_forms(call: FormsCall) -> int:
    """Do what `call.arguments.action` names; the exit code."""
    return _ACTIONS[call.arguments.action](call)


def _build(call: FormsCall) -> int:
    from profiler.cli.content_checks import build_forms

    return build_forms(call)


def _check(call: FormsCall) -> int:
    from profiler.cli.content_checks import check_forms

    return check_forms(call)


def _eval(call: FormsCall) -> int:
    from profiler.cli.forms_eval import run

    return run(call)


def _play(call: FormsCall) -> int:
    from profiler.cli.forms_play import run

    return run(call)


def _import(call: FormsCall) -> int:
    from profiler.cli.forms_import import run

    return run(call)


def _export(call: FormsCall) -> int:
    from profiler.cli.forms_export import run

    return run(call)


def _po(call: FormsCall) -> int:
    from profiler.cli.forms_po import run

    return run(call)


def _publish(call: FormsCall) -> int:
    from profiler.cli.forms_publish import run

    return run(call)


_ACTIONS: dict[str, Callable[[FormsCall], int]] = {
    "build": _build,
    "check": _check,
    "eval": _eval,
    "play": _play,
    "import": _import,
    "export": _export,
    "po": _po,
    "publish": _publish,
}
