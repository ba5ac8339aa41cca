"""`profiler classifications search`: what the search field of a form would offer."""

from __future__ import annotations

from argparse import Namespace
from typing import TextIO

from profiler.classifications.catalogue import Classifications
from profiler.classifications.concepts import ConceptKind
from profiler.errors import EXIT_FINDINGS, EXIT_OK


def run_search(classifications: Classifications, arguments: Namespace, out: TextIO) -> int:
    """Print a line a result: id, labels, codes; 1 if there is none.

    Raises:
        WorldError: RESOURCE_INVALID if the shipped lists are damaged.
    """
    kind = ConceptKind.SKILL if arguments.skills else ConceptKind.OCCUPATION
    results = classifications.search(kind, " ".join(arguments.word), arguments.lang)
    for found in results:
        codes = [
            f"{name} {code}" for name, code in (("ISCO", found.isco08), ("KldB", found.kldb2010)) if code
        ]
        out.write(
            "\t".join([found.concept_id, found.german, found.client, " · ".join(codes)]).rstrip() + "\n"
        )
    if not results:
        out.write("Nichts gefunden.\n")
    return EXIT_OK if results else EXIT_FINDINGS
