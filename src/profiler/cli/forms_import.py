"""`profiler forms import`: an XLSForm becomes our tables."""

from __future__ import annotations

from profiler.cli.arguments import BadUsage
from profiler.cli.forms_call import FormsCall


def run(call: FormsCall) -> int:
    """Not there yet. Raises BadUsage."""
    raise BadUsage("„forms import“ gibt es in dieser Fassung noch nicht.")
